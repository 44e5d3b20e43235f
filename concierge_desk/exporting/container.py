"""The container of exports: a stored zip whose bytes depend on its members alone.

Built field by field, so that neither the Python version nor the system leaves a trace in it. What is
read is rebuilt from its parts and compared: a byte that no part accounts for is damage.

Source: docs/contract.md, "Zip container"; https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (§4.3.7 local
header, §4.3.12 central directory, §4.3.16 end record).
"""

import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from concierge_desk.domain.errors import IntegrityFailure

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_CENTRAL_SIGNATURE = b"PK\x01\x02"
_END_SIGNATURE = b"PK\x05\x06"

_VERSION = 20
_MADE_BY_UNIX = 3 << 8 | _VERSION
_FLAGS = _STORED = _TIME = _NO_EXTRA = _NO_COMMENT = _DISK = _INTERNAL = 0
_FIRST_OF_JANUARY_1980 = 0x0021
_REGULAR_FILE_RW_R_R = 0o100644 << 16

_MAX_SIZE = 0xFFFF_FFFF
_MAX_MEMBERS = 0xFFFF
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")


HEADER_BYTES = _LOCAL.size
"""Of a local header, the name left out."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member as both of its headers tell it.

    Attributes:
        name: Plain ASCII file name, no folder.
        size: Bytes of its content.
        crc: CRC-32 of its content.
        offset: Where its local header begins.
    """

    name: str
    size: int
    crc: int
    offset: int

    @property
    def content_at(self) -> int:
        """Offset at which its content begins."""
        return self.offset + HEADER_BYTES + len(self.name)

    @property
    def end(self) -> int:
        """Offset at which the next member begins."""
        return self.content_at + self.size


def pack(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the container of the members, in the order given; same members, same bytes.

    Args:
        members: Names (plain ASCII file names, no folder) and contents.

    Raises:
        ValueError: For a name that is not a plain file name or stands twice, or for more than the
            format holds (65,535 members, 4 GiB).
    """
    placed = place([(name, len(content), zlib.crc32(content)) for name, content in members])
    parts: list[bytes] = []
    for member, (_, content) in zip(placed, members, strict=True):
        parts += [local_header(member), content]
    return b"".join((*parts, ending(placed)))


def place(members: Sequence[tuple[str, int, int]]) -> list[Member]:
    """Return where members go, given their names, sizes and CRC-32, in order: for contents too large to be held.

    Raises:
        ValueError: As `pack`.
    """
    names = [name for name, _, _ in members]
    if len(set(names)) != len(names) or len(names) > _MAX_MEMBERS:
        raise ValueError("a name stands twice, or too many members")
    placed: list[Member] = []
    offset = 0
    for name, size, crc in members:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a plain file name: {name!r}")
        placed.append(Member(name, size, crc, offset))
        offset = placed[-1].end
        if offset > _MAX_SIZE:
            raise ValueError("more than 4 GiB")
    return placed


def unpack(data: bytes) -> list[tuple[str, bytes]]:
    """Return the members of a container that `pack` made, in their order.

    Args:
        data: Any bytes.

    Raises:
        IntegrityFailure: ``file.damaged`` (``member`` where it is known, else None) when the bytes are
            not exactly what `pack` makes of the members found.
    """
    members: list[tuple[str, bytes]] = []
    offset = 0
    while data.startswith(_LOCAL_SIGNATURE, offset):
        name, content, offset = _member_at(data, offset)
        members.append((name, content))
    try:
        rebuilt = pack(members)
    except ValueError as error:
        raise IntegrityFailure("file.damaged", member=None) from error
    if rebuilt != data:
        raise IntegrityFailure("file.damaged", member=None)
    return members


def _member_at(data: bytes, offset: int) -> tuple[str, bytes, int]:
    """Return name and content of the member at an offset, and the offset after it."""
    if len(data) - offset < HEADER_BYTES:
        raise IntegrityFailure("file.damaged", member=None)
    fields = _LOCAL.unpack_from(data, offset)
    size, name_length = fields[8], fields[9]
    name_at = offset + HEADER_BYTES
    content_at = name_at + name_length
    name = data[name_at:content_at].decode("latin-1")
    if not _NAME.fullmatch(name):
        raise IntegrityFailure("file.damaged", member=None)
    content = data[content_at : content_at + size]
    expected = local_header(Member(name, len(content), zlib.crc32(content), offset))
    if data[offset:content_at] != expected:
        raise IntegrityFailure("file.damaged", member=name)
    return name, content, content_at + size


def member_told(header: bytes, name: str, offset: int) -> Member | None:
    """Return the member of that name as its local header tells it; None where `local_header` writes another.

    Args:
        header: As many bytes as the local header of that name has.
        name: Of the member that stands there.
        offset: Where it was read.
    """
    fields = _LOCAL.unpack_from(header)
    told = Member(name, size=fields[8], crc=fields[6], offset=offset)
    return told if local_header(told) == header else None


def local_header(member: Member) -> bytes:
    """Return what stands before the content of a member."""
    return _LOCAL.pack(_LOCAL_SIGNATURE, *_told_twice(member)) + member.name.encode("ascii")


def ending(members: Sequence[Member]) -> bytes:
    """Return what stands after the last content: the directory of all members and the end record."""
    directory = b"".join(map(_central_header, members))
    count, offset = len(members), members[-1].end if members else 0
    return directory + _END.pack(
        _END_SIGNATURE, _DISK, _DISK, count, count, len(directory), offset, _NO_COMMENT
    )


def _central_header(member: Member) -> bytes:
    return _CENTRAL.pack(
        _CENTRAL_SIGNATURE,
        _MADE_BY_UNIX,
        *_told_twice(member),
        *(_NO_COMMENT, _DISK, _INTERNAL),
        _REGULAR_FILE_RW_R_R,
        member.offset,
    ) + member.name.encode("ascii")


def _told_twice(member: Member) -> tuple[int, ...]:
    """Return the fields that both headers of a member tell, in their order."""
    written = (_VERSION, _FLAGS, _STORED, _TIME, _FIRST_OF_JANUARY_1980)
    return (*written, member.crc, member.size, member.size, len(member.name), _NO_EXTRA)
