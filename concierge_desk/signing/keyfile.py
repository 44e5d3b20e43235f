"""The small file that leads to the keys: written once and whole, checked before it is believed.

Its body is canonical JSON with a checksum over the other fields, so that a damaged file and a wrong
passphrase are two different answers. The checksum guards against accidents; against a hand that
recomputes it stand the AEAD tag and the checksum inside the secret.
"""

import base64
import binascii
import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from concierge_desk.domain import canonical
from concierge_desk.domain.canonical import Json, NotCanonical
from concierge_desk.domain.digests import sha256
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.paths import HALF_WRITTEN_KEY, sync_folder

Fields: TypeAlias = Mapping[str, Json]

VERSION = 1
MAX_FILE_BYTES = 16_384
_DOMAIN = b"concierge-desk/keyfile/1\0"


def write_new(path: Path, fields: Fields) -> None:
    """Write a key file that does not exist yet, whole or not at all, readable by its owner only.

    Raises:
        EnvironmentFailure: ``keys.exist`` when there is one already, ``store.disk_full``,
            ``keys.write_failed`` when the folder or the disk does not take it for another reason.
    """
    body = {**fields, "v": VERSION}
    data = canonical.encode({**body, "checksum": _checksum(body)})
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = _put(path, data)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise EnvironmentFailure("store.disk_full") from error
        raise EnvironmentFailure("keys.write_failed", errno=error.errno) from error
    if not written:
        raise EnvironmentFailure("keys.exist")


def read(path: Path) -> Fields:
    """Return the fields of a key file.

    Raises:
        EnvironmentFailure: ``keys.missing`` when there is none, ``keys.unreadable`` when the system
            refuses it, ``keys.damaged`` when it is not what was written, ``keys.newer`` when a later
            version of the program wrote it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise EnvironmentFailure("keys.missing") from None
    except OSError as error:
        raise EnvironmentFailure("keys.unreadable", errno=error.errno) from error
    fields = _decoded(data)
    checksum = fields.pop("checksum", None)
    if checksum != _checksum(fields):
        raise damaged()
    version = number(fields, "v")
    if version > VERSION:
        raise EnvironmentFailure("keys.newer", version=version)
    return fields


def damaged() -> EnvironmentFailure:
    """Return the failure that says the key file is not what was written."""
    return EnvironmentFailure("keys.damaged")


def text(fields: Fields, name: str) -> str:
    """Return a field that must be a text.

    Raises:
        EnvironmentFailure: ``keys.damaged`` when it is absent or something else.
    """
    value = fields.get(name)
    if not isinstance(value, str):
        raise damaged()
    return value


def number(fields: Fields, name: str) -> int:
    """Return a field that must be an integer.

    Raises:
        EnvironmentFailure: ``keys.damaged`` when it is absent or something else.
    """
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise damaged()
    return value


def blob(fields: Fields, name: str) -> bytes:
    """Return the bytes of a base64 field.

    Raises:
        EnvironmentFailure: ``keys.damaged`` when it is absent or not base64.
    """
    return from_base64(text(fields, name))


def from_base64(encoded: str) -> bytes:
    """Return the bytes of a base64 text.

    Raises:
        EnvironmentFailure: ``keys.damaged`` when it is not base64.
    """
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise damaged() from None


def to_base64(data: bytes) -> str:
    """Return bytes as a base64 text."""
    return base64.b64encode(data).decode("ascii")


def _decoded(data: bytes) -> dict[str, Json]:
    if len(data) > MAX_FILE_BYTES:
        raise damaged()
    try:
        # An editor's newline at the end loses no key; anything else must be exactly as written.
        fields = canonical.decode(data.strip())
    except NotCanonical:
        raise damaged() from None
    if not isinstance(fields, Mapping):
        raise damaged()
    return dict(fields)


def _checksum(fields: Fields) -> str:
    return sha256(_DOMAIN + canonical.encode(fields)).hexdigest()


def _put(path: Path, data: bytes) -> bool:
    handle, name = tempfile.mkstemp(prefix=HALF_WRITTEN_KEY, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        named = _name(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink()
    sync_folder(path.parent)
    return named


def _name(temporary: Path, path: Path) -> bool:
    """Give the finished file its name, never taking it from another: rename would on Linux."""
    try:
        path.hardlink_to(temporary)
    except OSError:
        # The name is taken; or this disk knows no second name (FAT, some network disks).
        if os.path.lexists(path):
            return False
        temporary.rename(path)
    return True
