"""个人信息 Sealing personal data: SM4 at rest, a keyed index to find it, a mask to show it.

The keys live in a file beside the database that only its owner can read, never in the database.
"""

import json
import os
import secrets
import tempfile
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

from anzhi.values.refusal import Missing, Refused

_NONCE, _TAG = 16, 32


def create_keys(path: Path | None = None) -> bool:
    """Write new random keys to a file of mode 0600 unless it exists, whole or not at all; True when written."""
    path = path or settings.KEY_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = {
        "cipher": secrets.token_hex(16),
        "seal": secrets.token_hex(32),
        "index": secrets.token_hex(32),
        "secret": secrets.token_hex(32),
    }
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.") as draft:  # made with mode 0600
        json.dump(keys, draft)
        draft.flush()
        os.fsync(draft.fileno())
        try:
            os.link(draft.name, path)
        except FileExistsError:
            return False
    return True


@lru_cache(maxsize=1)
def _keys() -> dict[str, bytes]:
    try:
        return {name: bytes.fromhex(text) for name, text in json.loads(settings.KEY_FILE.read_text()).items()}
    except FileNotFoundError:
        raise Missing(
            "找不到密钥文件 {path}，请从备份恢复；没有它，加密的个人信息和佐证材料无法读取", path=settings.KEY_FILE
        ) from None


def _hmac(key: str, data: bytes) -> hmac.HMAC:
    code = hmac.HMAC(_keys()[key], hashes.SM3())
    code.update(data)
    return code


def seal(text: str) -> bytes:
    """Encrypt (SM4-CTR, random nonce) and authenticate (HMAC-SM3): nonce ‖ ciphertext ‖ tag."""
    return seal_bytes(text.encode())


def unseal(sealed: bytes) -> str:
    """Decrypt what ``seal`` made.

    Raises:
        Refused: the bytes were altered, or were sealed with other keys.
    """
    return unseal_bytes(sealed).decode()


def seal_bytes(content: bytes) -> bytes:
    """Seal what is no text: the content of a file."""
    nonce = secrets.token_bytes(_NONCE)
    encryptor = Cipher(algorithms.SM4(_keys()["cipher"]), modes.CTR(nonce)).encryptor()
    body = nonce + encryptor.update(content) + encryptor.finalize()
    return body + _hmac("seal", body).finalize()


def unseal_bytes(sealed: bytes) -> bytes:
    """Decrypt what ``seal_bytes`` made.

    Raises:
        Refused: the bytes were altered, or were sealed with other keys.
    """
    sealed = bytes(sealed)
    body, tag = sealed[:-_TAG], sealed[-_TAG:]
    try:
        _hmac("seal", body).verify(tag)
    except InvalidSignature:
        raise Refused("加密数据与密钥不符：密钥文件不是建库时的那一份，或数据被改动") from None
    decryptor = Cipher(algorithms.SM4(_keys()["cipher"]), modes.CTR(body[:_NONCE])).decryptor()
    return decryptor.update(body[_NONCE:]) + decryptor.finalize()


def blind_index(text: str) -> str:
    """A keyed digest (HMAC-SM3): equal texts can be found and kept unique without being readable."""
    return _hmac("index", text.encode()).finalize().hex()
