"""What earlier releases left on the disk, to the byte, out of the little that it is kept in.

What is encrypted cannot be pressed together, and a store of any size has a hundred pages. So its pages are kept as
they read, each with the vector that it was encrypted with, and are encrypted anew into the very same bytes.
"""

import hashlib
import hmac
import io
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.e2e.driver import Shop

OLDER = Path(__file__).parents[1] / "data" / "older"
RELEASES = sorted(folder.name for folder in OLDER.iterdir() if folder.is_dir())
PACKED = "disque.tar.xz"
WITH_COPIES = [release for release in RELEASES if (OLDER / release / PACKED).exists()]

STORE, KEY, COPY, PHRASE = "concierge.db", "FACTICE.key", "sauvegarde.zip", "phrase.txt"
STATEMENT, EVERYTHING = "releve.zip", "tout"

_LAYOUT = "layout.json"
_PAGE_BYTES, _SALT_BYTES, _VECTOR_BYTES, _MAC_BYTES = 4096, 16, 16, 64
_PLAIN_BYTES = _PAGE_BYTES - _MAC_BYTES


@dataclass(frozen=True)
class Older:
    """What a release left."""

    folder: Path

    @property
    def phrase(self) -> tuple[str, str]:
        """What opens its copy."""
        return ("--passphrase-file", str(self.folder / PHRASE))

    def shop(self, target: Path) -> Shop:
        """Its desk, in a folder of its own."""
        target.mkdir()
        shutil.copy(self.folder / KEY, target / KEY)
        if (self.folder / STORE).exists():
            shutil.copy(self.folder / STORE, target / STORE)
        else:
            (target / STORE).write_bytes(unpack(self.folder / PACKED)[STORE])
        return Shop(target)

    def copy(self, target: Path) -> Path:
        """Its copy, in a folder that is there."""
        (target / COPY).write_bytes(unpack(self.folder / PACKED)[COPY])
        return target / COPY


@dataclass(frozen=True)
class Encrypted:
    """A file with a store somewhere in it.

    Attributes:
        name: Of the file.
        key: Of the store, in hex; there is no secret in an exercise.
        at: Where the store begins.
        pages: How many it has.
        sha256: Of the whole file.
    """

    name: str
    key: str
    at: int
    pages: int
    sha256: str

    def opened(self, content: bytes) -> bytes:
        """Return the file with its store as it reads."""
        return self._with(content, _PAGE_BYTES, self._opened_page)

    def closed(self, content: bytes) -> bytes:
        """Return the file as it was on the disk.

        Raises:
            ValueError: It is not.
        """
        found = self._with(content, _PLAIN_BYTES, self._closed_page)
        if hashlib.sha256(found).hexdigest() != self.sha256:
            raise ValueError(f"{self.name} is not what the release left")
        return found

    def _with(self, content: bytes, size: int, turned: Callable[[bytes, int, bytes], bytes]) -> bytes:
        end = self.at + self.pages * size
        salt = content[self.at : self.at + _SALT_BYTES]
        pages = (content[start : start + size] for start in range(self.at, end, size))
        mac_key = self._mac_key(salt)
        store = b"".join(turned(page, number, mac_key) for number, page in enumerate(pages, 1))
        return content[: self.at] + store + content[end:]

    def _opened_page(self, page: bytes, number: int, mac_key: bytes) -> bytes:
        sealed, mac = page[:_PLAIN_BYTES], page[_PLAIN_BYTES:]
        if mac != _mac(sealed, number, mac_key):
            raise ValueError(f"page {number} is under another key")
        salt, body, vector = _parts(sealed, number)
        decryptor = self._cipher(vector).decryptor()
        return salt + decryptor.update(body) + decryptor.finalize() + vector

    def _closed_page(self, page: bytes, number: int, mac_key: bytes) -> bytes:
        salt, body, vector = _parts(page, number)
        encryptor = self._cipher(vector).encryptor()
        sealed = salt + encryptor.update(body) + encryptor.finalize() + vector
        return sealed + _mac(sealed, number, mac_key)

    def _cipher(self, vector: bytes) -> "Cipher[modes.CBC]":
        return Cipher(algorithms.AES(bytes.fromhex(self.key)), modes.CBC(vector))

    def _mac_key(self, salt: bytes) -> bytes:
        other = bytes(byte ^ 0x3A for byte in salt)
        return hashlib.pbkdf2_hmac("sha512", bytes.fromhex(self.key), other, 2, 32)


def _parts(page: bytes, number: int) -> tuple[bytes, bytes, bytes]:
    """Return the salt of the first page, what stands on a page, and its vector.

    Source: https://www.zetetic.net/sqlcipher/design/ (the page format of SQLCipher 4).
    """
    begins = _SALT_BYTES if number == 1 else 0
    return page[:begins], page[begins:-_VECTOR_BYTES], page[-_VECTOR_BYTES:]


def _mac(sealed: bytes, number: int, key: bytes) -> bytes:
    begins = _SALT_BYTES if number == 1 else 0
    return hmac.new(key, sealed[begins:] + number.to_bytes(4, "little"), "sha512").digest()


def pack(target: Path, files: dict[str, tuple[bytes, bytes, int, int]]) -> None:
    """Keep files that hold a store.

    Args:
        target: Where they are kept.
        files: By name: content, key of the store, where it begins, its size.
    """
    layout, members = [], {}
    for name, (content, key, at, size) in files.items():
        sha256 = hashlib.sha256(content).hexdigest()
        layout.append(Encrypted(name, key.hex(), at, size // _PAGE_BYTES, sha256))
        members[name] = layout[-1].opened(content)
    members[_LAYOUT] = json.dumps([asdict(known) for known in layout], indent=1).encode()
    with tarfile.open(target, "w:xz", preset=9) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


def unpack(path: Path) -> dict[str, bytes]:
    """Return the files that were kept, as they were.

    Raises:
        ValueError: A file is not what the release left.
    """
    with tarfile.open(path) as archive:
        members = dict(_members(archive))
    layout = [Encrypted(**known) for known in json.loads(members[_LAYOUT])]
    return {known.name: known.closed(members[known.name]) for known in layout}


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    for entry in archive:
        file = archive.extractfile(entry)
        if file is not None:
            yield entry.name, file.read()
