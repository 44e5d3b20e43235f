"""Pages of a store in clear, as whoever has its key would read them: free ones and those of the log too.

SQLCipher 4 locks each page of 4096 bytes by itself: AES-256 in CBC mode, its vector and its MAC at the end.
"""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE, AT_END, SALT = 4096, 80, 16
LOG_HEAD, FRAME_HEAD = 32, 24


def pages_in_clear(store: Path, key: bytes) -> bytes:
    """Return every page of a store and of its log, one behind the other."""
    found = bytearray()
    for number, page in _pages(store):
        begun = SALT if number == 1 else 0
        vector = page[PAGE - AT_END : PAGE - AT_END + SALT]
        cipher = Cipher(AES(key), CBC(vector)).decryptor()
        found += cipher.update(page[begun : PAGE - AT_END]) + cipher.finalize()
    return bytes(found)


def _pages(store: Path) -> Iterator[tuple[int, bytes]]:
    held = store.read_bytes()
    for begun in range(0, len(held), PAGE):
        yield begun // PAGE + 1, held[begun : begun + PAGE]
    log = store.with_name(f"{store.name}-wal")
    told = log.read_bytes() if log.exists() else b""
    for begun in range(LOG_HEAD, len(told) - PAGE - FRAME_HEAD + 1, PAGE + FRAME_HEAD):
        number = int.from_bytes(told[begun : begun + 4], "big")
        yield number, told[begun + FRAME_HEAD : begun + FRAME_HEAD + PAGE]
