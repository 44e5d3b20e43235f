"""The age format once more, written from its specification: another program that locks and opens.

Only what a passphrase locks: its work factor is chosen here, which pyrage leaves to the clock.
"""

import base64
import hashlib
import hmac
import os
import re

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_HEAD = re.compile(
    rb"(age-encryption\.org/v1\n-> scrypt (\S{22}) (\d+)\n(\S{43})\n---) (\S{43})\n(.{16})(.+)", re.DOTALL
)
EASY = 10
"""A work factor that takes no time."""
_LAST_CHUNK = bytes(11) + b"\x01"


def lock(content: bytes, passphrase: str, factor: int) -> bytes:
    """Return some content of less than 64 KiB as a passphrase locks it."""
    file_key, salt, nonce = (os.urandom(16) for _ in range(3))
    body = ChaCha20Poly1305(_wrapping(passphrase, salt, factor)).encrypt(bytes(12), file_key, None)
    lines = (b"age-encryption.org/v1", b"-> scrypt %b %d" % (_text(salt), factor), _text(body), b"---")
    head = b"\n".join(lines)
    chunk = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(_LAST_CHUNK, content, None)
    return b"%b %b\n%b%b" % (head, _text(_mac(file_key, head)), nonce, chunk)


def unlock(locked: bytes, passphrase: str) -> bytes:
    """Return what a passphrase locked."""
    found = _HEAD.fullmatch(locked)
    assert found is not None
    head, salt, factor, body, mac, nonce, chunk = found.groups()
    wrapping = _wrapping(passphrase, _bytes(salt), int(factor))
    file_key = ChaCha20Poly1305(wrapping).decrypt(bytes(12), _bytes(body), None)
    assert _bytes(mac) == _mac(file_key, head)
    return ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).decrypt(_LAST_CHUNK, chunk, None)


def _wrapping(passphrase: str, salt: bytes, factor: int) -> bytes:
    return hashlib.scrypt(
        passphrase.encode("utf-8"),
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=2**factor,
        r=8,
        p=1,
        maxmem=2**31 - 1,
        dklen=32,
    )


def _derived(file_key: bytes, salt: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, use).derive(file_key)


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4))
