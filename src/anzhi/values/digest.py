"""摘要 SM3 of content: equal digests, equal content."""

from cryptography.hazmat.primitives import hashes

LENGTH = 64
"""Hexadecimal digits of a digest."""


def sm3(content: bytes) -> str:
    """The digest of some bytes in hexadecimal."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()
