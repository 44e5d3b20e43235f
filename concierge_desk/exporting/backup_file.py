"""A backup as one file: a stored zip that any PC opens, read back whole before anything is believed.

``LISEZMOI.txt`` says how to open it without this program; ``manifest.json`` what it holds; ``copie.db`` is the
store under a key of its own, ``cles.age`` that key and the desk's signing seed for the backup's recipient,
``identite.age`` the identity behind the passphrase, ``manifest.sig`` what the desk's key signed the manifest with:
who may seal for the recipient is anybody, who may sign is the desk. The copy is never held in memory.

Source: docs/contract.md, "Backup"; decision 0055.
"""

import errno
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure
from concierge_desk.exporting import backup_manifest, container, datapackage
from concierge_desk.exporting.backup_manifest import MANIFEST, Manifest, Measured
from concierge_desk.exporting.backup_readme import README_TEXT
from concierge_desk.exporting.container import Member

README: Final = "LISEZMOI.txt"
COPY: Final = "copie.db"
KEYS: Final = "cles.age"
IDENTITY: Final = "identite.age"
SIGNATURE: Final = "manifest.sig"
MEMBERS: Final = (README, MANIFEST, COPY, KEYS, IDENTITY, SIGNATURE)
"""Every member, in order, the last one in what is signed; of any later format the first two stay where they are."""

_PIECE_BYTES = 1 << 20
_KEPT: Final[Mapping[str, int]] = {MANIFEST: 1 << 20, SIGNATURE: 64}
"""Members that say of the others what they are, read into memory, and how large they may be."""
_FIXED_BYTES = 14
"""Of the first header, those that are the same in every file of ours."""

_TAIL_BYTES = 1024
_ZIP_ENDS = b"PK\x05\x06"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Packed:
    """A backup that is ready to be written.

    Attributes:
        manifest: What it says of itself.
        size: Bytes of the whole file.
    """

    manifest: Manifest
    size: int
    _placed: tuple[Member, ...]
    _contents: Mapping[str, bytes | Path]

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes of the file; same copy, same bytes.

        Raises:
            IntegrityFailure: ``backup.damaged`` with ``member`` when the copy is not what was measured.
            EnvironmentFailure: ``file.missing`` when it cannot be read.
        """
        for member in self._placed:
            yield container.local_header(member)
            size = crc = 0
            for piece in _pieces_of(self._contents[member.name]):
                size, crc = size + len(piece), zlib.crc32(piece, crc)
                yield piece
            if (size, crc) != (member.size, member.crc):
                raise IntegrityFailure("backup.damaged", member=member.name)
        yield container.ending(self._placed)


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup that was read from its first byte to its last.

    Attributes:
        path: The file.
        manifest: What it says of itself.
    """

    path: Path
    manifest: Manifest
    _placed: Mapping[str, Member]

    def content(self, name: str) -> bytes:
        """Return a small member: `KEYS` or `IDENTITY`.

        Raises:
            IntegrityFailure: ``backup.damaged`` when the medium gives something else than before.
            EnvironmentFailure: ``file.missing`` when it does not answer any more.
        """
        return b"".join(self._pieces(name))

    def extract(self, name: str, target: Path) -> None:
        """Write a member to a file on the desk's own disk; what does not hold does not stay.

        Raises:
            IntegrityFailure: ``backup.damaged`` when the medium gives something else than before.
            EnvironmentFailure: ``file.missing``, ``file.cannot_write``, ``store.disk_full``.
        """
        try:
            with _told(target), target.open("wb") as file:
                for piece in self._pieces(name):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                target.unlink()
            raise

    def _pieces(self, name: str) -> Iterator[bytes]:
        member = self._placed[name]
        measure = _Measure()
        with _reading(self.path) as file:
            file.seek(member.content_at)
            for piece in _pieces_from(file, member.size):
                measure.take(piece)
                yield piece
        if measure.of(name) != _listed(self.manifest)[name]:
            raise IntegrityFailure("backup.damaged", member=name)


@dataclass(frozen=True, slots=True)
class Signed:
    """Hand that signs a backup.

    Attributes:
        public_key: Its public key, in hex.
        sign: Returns the signature of a message.
    """

    public_key: str
    sign: Callable[[bytes], bytes]


def pack(origin: Manifest, copy: Path, keys: bytes, identity: bytes, by: Signed) -> Packed:
    """Measure the members of a backup and say where they go; `Packed.pieces` then gives the file.

    Args:
        origin: Where it comes from; its members are measured here.
        copy: The store under a key of its own; it stays as it is until the pieces were written.
        keys: What `keys_text` gave, sealed for the recipient.
        identity: The identity behind the passphrase.
        by: Who signs it.

    Raises:
        EnvironmentFailure: ``file.missing`` when the copy cannot be read, ``backup.too_large``.
    """
    contents: dict[str, bytes | Path] = {
        README: README_TEXT.encode(),
        COPY: copy,
        KEYS: keys,
        IDENTITY: identity,
    }
    measures = {name: _measure(content) for name, content in contents.items()}
    members = tuple(measure.of(name) for name, measure in measures.items())
    manifest = replace(origin, members=members, public_key=by.public_key)
    told = backup_manifest.build(manifest)
    for name, content in ((MANIFEST, told), (SIGNATURE, by.sign(told))):
        contents[name], measures[name] = content, _measure(content)
    try:
        placed = container.place([(name, measures[name].size, measures[name].crc) for name in MEMBERS])
    except ValueError as error:
        raise EnvironmentFailure("backup.too_large") from error
    size = placed[-1].end + len(container.ending(placed))
    return Packed(manifest, size, tuple(placed), contents)


def read(path: Path, known: Collection[str], check: Callable[[str, bytes, bytes], bool]) -> BackupFile:
    """Read a backup whole and return what it holds; nothing of it is kept in memory.

    Args:
        path: Any file.
        known: Names of the migrations that this version brings.
        check: (public key, message, signature) -> whether it holds.

    Raises:
        IntegrityFailure: ``backup.empty``, ``backup.not_a_backup``, ``backup.is_export``,
            ``backup.truncated``, ``backup.damaged`` with ``member`` (or None), ``backup.newer``.
        EnvironmentFailure: ``file.missing`` when it cannot be read.
    """
    with _reading(path) as file:
        _recognise(file)
        found = _Walk(file)
        found.take(README)
        # A later format is told before anything that only this one knows.
        told = found.take(MANIFEST)
        manifest = backup_manifest.read(told)
        for name in (COPY, KEYS, IDENTITY):
            found.take(name)
        signature = found.take(SIGNATURE) if manifest.public_key else b""
        found.end()
    _check_measured(manifest, [measured for measured in found.measured if measured.name not in _KEPT])
    if manifest.public_key and not check(manifest.public_key, told, signature):
        raise IntegrityFailure("backup.damaged", member=SIGNATURE)
    if set(manifest.contents.schema) - set(known):
        raise IntegrityFailure("backup.newer")
    return BackupFile(path, manifest, {member.name: member for member in found.placed})


def keys_text(copy_key: bytes, seed: bytes) -> bytes:
    """Return what is sealed as `KEYS`: the key of the copy and the signing seed, as ``LISEZMOI.txt`` names them."""
    return (json.dumps({"copy_key": copy_key.hex(), "seed": seed.hex()}, indent=2) + "\n").encode()


def read_keys(data: bytes) -> tuple[bytes, bytes]:
    """Return the key of the copy and the signing seed.

    Raises:
        IntegrityFailure: ``backup.damaged`` when the text is not what `keys_text` gave.
    """
    try:
        value = json.loads(data)
        copy_key, seed = bytes.fromhex(value["copy_key"]), bytes.fromhex(value["seed"])
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise IntegrityFailure("backup.damaged", member=KEYS) from error
    if len(copy_key) != 32 or len(seed) != 32 or keys_text(copy_key, seed) != data:
        raise IntegrityFailure("backup.damaged", member=KEYS)
    return copy_key, seed


class _Measure:
    """Size, CRC-32 and SHA-256 of what passes by."""

    def __init__(self) -> None:
        self.size = 0
        self.crc = 0
        self._sha256 = hashlib.sha256()

    def take(self, piece: bytes) -> None:
        self.size += len(piece)
        self.crc = zlib.crc32(piece, self.crc)
        self._sha256.update(piece)

    def of(self, name: str) -> Measured:
        return Measured(name, self.size, self._sha256.hexdigest())


def _measure(content: bytes | Path) -> _Measure:
    measure = _Measure()
    for piece in _pieces_of(content):
        measure.take(piece)
    return measure


def _listed(manifest: Manifest) -> dict[str, Measured]:
    return {member.name: member for member in manifest.members}


def _recognise(file: BinaryIO) -> None:
    """Tell what is no backup from one that lost something: by its first bytes, else by its last."""
    size = file.seek(0, os.SEEK_END)
    if not size:
        raise IntegrityFailure("backup.empty")
    file.seek(max(0, size - _TAIL_BYTES))
    tail = file.read()
    file.seek(0)
    first = container.local_header(Member(README, 0, 0, 0))
    head = file.read(len(first))
    is_zip = _ZIP_ENDS in tail
    if _is_named(head, README) or (is_zip and COPY.encode() in tail):
        return
    if _is_named(head + file.read(len(datapackage.DESCRIPTOR)), datapackage.DESCRIPTOR) or (
        is_zip and datapackage.DESCRIPTOR.encode() in tail
    ):
        raise IntegrityFailure("backup.is_export")
    if len(head) == len(first) or not head.startswith(first[: min(len(head), _FIXED_BYTES)]):
        raise IntegrityFailure("backup.not_a_backup")


def _is_named(head: bytes, name: str) -> bool:
    return head[container.HEADER_BYTES :].startswith(name.encode())


class _Walk:
    """The way through a file, from its first byte to its last."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        self._file = file
        self.placed: list[Member] = []
        self.measured: list[Measured] = []

    def take(self, name: str) -> bytes:
        """Read the next member, and return its content where it is the manifest or its signature."""
        member = self._member(name)
        measure, kept = _Measure(), b""
        for piece in _pieces_from(self._file, member.size):
            measure.take(piece)
            if name in _KEPT:
                kept += piece
        if measure.size < member.size:
            raise IntegrityFailure("backup.truncated")
        if measure.crc != member.crc:
            raise IntegrityFailure("backup.damaged", member=name)
        self.placed.append(member)
        self.measured.append(measure.of(name))
        return kept

    def end(self) -> None:
        """Read what stands after the last member: nothing but the directory."""
        expected = container.ending(self.placed)
        found = self._file.read(len(expected) + 1)
        if found == expected:
            return
        if expected.startswith(found):
            raise IntegrityFailure("backup.truncated")
        raise IntegrityFailure("backup.damaged", member=None)

    def _member(self, name: str) -> Member:
        length = container.HEADER_BYTES + len(name)
        header = self._file.read(length)
        if len(header) < length:
            raise IntegrityFailure("backup.truncated")
        member = container.member_told(header, name, self.placed[-1].end if self.placed else 0)
        if member is None or member.size > _KEPT.get(name, member.size):
            raise IntegrityFailure("backup.damaged", member=name)
        return member


def _check_measured(manifest: Manifest, measured: Sequence[Measured]) -> None:
    """Compare the members with what the manifest says of them."""
    if [told.name for told in manifest.members] != [found.name for found in measured]:
        raise IntegrityFailure("backup.damaged", member=MANIFEST)
    for told, found in zip(manifest.members, measured, strict=True):
        if told != found:
            raise IntegrityFailure("backup.damaged", member=found.name)


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise EnvironmentFailure("file.missing", file=str(path)) from error


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise EnvironmentFailure("store.disk_full") from error
        raise EnvironmentFailure("file.cannot_write", file=str(target)) from error


def _pieces_of(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with _reading(content) as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece


def _pieces_from(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size and (piece := file.read(min(size, _PIECE_BYTES))):
        size -= len(piece)
        yield piece
