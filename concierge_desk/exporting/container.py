"""The container of exports: a stored zip whose bytes depend on its members alone.

Built field by field, so that neither the Python version nor the system leaves a trace in it. What is
read is rebuilt from its parts and compared: a byte that no part accounts for is damage.

Source: DESIGN §6 (zip stored uncompressed, fixed order, times and ``create_system``); PKWARE APPNOTE
6.3.10, §4.3.7 (local header), §4.3.12 (central directory), §4.3.16 (end record).
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


@dataclass(frozen=True, slots=True)
class _Placed:
    """A member with what both of its headers say of it."""

    name: bytes
    content: bytes
    crc: int
    offset: int


def pack(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return the container of the members, in the order given; same members, same bytes.

    Args:
        members: Names (plain ASCII file names, no folder) and contents.

    Raises:
        ValueError: For a name that is not a plain file name or stands twice, or for more than the
            format holds (65,535 members, 4 GiB).
    """
    names = [name for name, _ in members]
    if len(set(names)) != len(names) or len(names) > _MAX_MEMBERS:
        raise ValueError("a name stands twice, or too many members")
    parts: list[bytes] = []
    placed: list[_Placed] = []
    offset = 0
    for name, content in members:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a plain file name: {name!r}")
        member = _Placed(name.encode("ascii"), content, zlib.crc32(content), offset)
        header = _local_header(member)
        parts += [header, content]
        placed.append(member)
        offset += len(header) + len(content)
        if offset > _MAX_SIZE:
            raise ValueError("more than 4 GiB")
    directory = b"".join(map(_central_header, placed))
    count = len(placed)
    end = _END.pack(_END_SIGNATURE, _DISK, _DISK, count, count, len(directory), offset, _NO_COMMENT)
    return b"".join((*parts, directory, end))


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
    if len(data) - offset < _LOCAL.size:
        raise IntegrityFailure("file.damaged", member=None)
    fields = _LOCAL.unpack_from(data, offset)
    size, name_length = fields[8], fields[9]
    name_at = offset + _LOCAL.size
    content_at = name_at + name_length
    raw = data[name_at:content_at]
    name = raw.decode("latin-1")
    if not _NAME.fullmatch(name):
        raise IntegrityFailure("file.damaged", member=None)
    content = data[content_at : content_at + size]
    expected = _local_header(_Placed(raw, content, zlib.crc32(content), offset))
    if data[offset:content_at] != expected:
        raise IntegrityFailure("file.damaged", member=name)
    return name, content, content_at + size


def _local_header(member: _Placed) -> bytes:
    return (
        _LOCAL.pack(
            _LOCAL_SIGNATURE,
            _VERSION,
            _FLAGS,
            _STORED,
            _TIME,
            _FIRST_OF_JANUARY_1980,
            member.crc,
            len(member.content),
            len(member.content),
            len(member.name),
            _NO_EXTRA,
        )
        + member.name
    )


def _central_header(member: _Placed) -> bytes:
    return (
        _CENTRAL.pack(
            _CENTRAL_SIGNATURE,
            _MADE_BY_UNIX,
            _VERSION,
            _FLAGS,
            _STORED,
            _TIME,
            _FIRST_OF_JANUARY_1980,
            member.crc,
            len(member.content),
            len(member.content),
            len(member.name),
            _NO_EXTRA,
            _NO_COMMENT,
            _DISK,
            _INTERNAL,
            _REGULAR_FILE_RW_R_R,
            member.offset,
        )
        + member.name
    )
