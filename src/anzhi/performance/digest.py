"""摘要 SM3 of a text: what binds a signature to what was signed."""

import json

from cryptography.hazmat.primitives import hashes

LENGTH = 64
"""Hexadecimal digits of a digest."""


def sm3(content: bytes) -> str:
    """The digest of some bytes in hexadecimal."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()


def sm3_of(content: object) -> str:
    """The digest of plain values (lists, texts, numbers), the same wherever it is computed."""
    return sm3(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
