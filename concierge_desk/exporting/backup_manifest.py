"""``manifest.json`` of a backup: what the copy holds, who made it, size and hash of every other member.

Pretty JSON that a person can read (2 spaces, no escapes, newline at the end), and no name in it.

Source: docs/contract.md, "Backup".
"""

import dataclasses
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any, Final

from concierge_desk.domain.contents import Contents
from concierge_desk.domain.errors import IntegrityFailure

MANIFEST: Final = "manifest.json"
FORMAT: Final = 2
"""Of the backup as a whole: a later one is told before anything else is looked at."""
UNSIGNED: Final = 1
"""Format up to 0.5.0: nothing in it says whose it is."""

_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "desk": (str,),
    "practice": (bool,),
    "epoch": (str,),
    "seq": (int,),
    "anchor": (str,),
    "last_day": (str, NoneType),
    "last_number": (str, NoneType),
    "entries": (int,),
    "tickets": (int,),
    "days": (int,),
    "software": (str,),
    "made_at": (str,),
    "recipient": (str,),
}
_FIRST: Final = ("format", "software", "made_at", "recipient")
_KEY: Final = "public_key"
_HEX = re.compile(r"[0-9a-f]{64}")
"""A SHA-256, a public key."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A member of the file: name, size in bytes, SHA-256 in lower-case hex."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Description that a backup carries of itself.

    Attributes:
        contents: What the copy holds.
        software: Version of the program that made it.
        made_at: Instant, UTC.
        recipient: Whose identity opens it, ``age1…``.
        members: Every member but the manifest and its signature, in the order of the file.
        public_key: Of the desk that signed the manifest, in hex; empty in one of a version that did not sign.
    """

    contents: Contents
    software: str
    made_at: str
    recipient: str
    members: tuple[Measured, ...] = ()
    public_key: str = ""


def build(manifest: Manifest) -> bytes:
    """Return the bytes of a manifest; the same manifest, the same bytes.

    Raises:
        UnicodeEncodeError: When a text holds a lone surrogate.
    """
    told = {name: getattr(manifest, name) for name in _FIRST[1:]}
    key = {_KEY: manifest.public_key} if manifest.public_key else {}
    members = [dataclasses.asdict(member) for member in manifest.members]
    contents = dataclasses.asdict(manifest.contents)
    number = FORMAT if manifest.public_key else UNSIGNED
    return _serialise({"format": number, **told, **key, **contents, "members": members})


def read(data: bytes) -> Manifest:
    """Return the manifest that `build` wrote.

    Args:
        data: Any bytes.

    Raises:
        IntegrityFailure: ``backup.newer`` for a later format, whatever else it says; ``backup.damaged`` with
            ``member`` when the bytes are not what `build` writes.
    """
    try:
        value = json.loads(data)
        if isinstance(value, dict) and type(value.get("format")) is int and value["format"] > FORMAT:
            raise IntegrityFailure("backup.newer")
        manifest = _manifest(value)
        # Written again and compared: a key that stands twice, another order or a stray space is damage.
        if build(manifest) == data:
            return manifest
    except (ValueError, RecursionError, LookupError, TypeError) as error:
        raise IntegrityFailure("backup.damaged", member=MANIFEST) from error
    raise IntegrityFailure("backup.damaged", member=MANIFEST)


def _manifest(value: Any) -> Manifest:
    """Return the manifest of a decoded object.

    Raises:
        ValueError: When a field is of another form; or TypeError, LookupError.
    """
    told = {name: value[name] for name in _TYPES}
    if not all(_fits(told[name], kinds) for name, kinds in _TYPES.items()):
        raise ValueError("a field of another kind")
    about = {name: told.pop(name) for name in _FIRST[1:]}
    schema = tuple(value["schema"])
    if not all(_fits(name, (str,)) for name in schema):
        raise ValueError("no names of migrations")
    public_key = value[_KEY] if value["format"] == FORMAT else ""
    if value["format"] == FORMAT and not _HEX.fullmatch(public_key):
        raise ValueError("no public key")
    contents, members = Contents(**told, schema=schema), tuple(map(_measured, value["members"]))
    return Manifest(contents, **about, members=members, public_key=public_key)


def _fits(value: object, kinds: tuple[type, ...]) -> bool:
    """Say whether a value is of a kind; a text is shown to people, and holds what can be shown."""
    if type(value) not in kinds:
        return False
    return value.isprintable() if isinstance(value, str) else not isinstance(value, int) or value >= 0


def _measured(value: Any) -> Measured:
    member = Measured(value["name"], value["bytes"], value["sha256"])
    if not (_fits(member.name, (str,)) and _fits(member.bytes, (int,)) and _HEX.fullmatch(member.sha256)):
        raise ValueError("not a member")
    return member


def _serialise(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
