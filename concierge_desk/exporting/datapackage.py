"""``datapackage.json``: what an export holds, typed, described in French, with size and hash of each file.

Any Frictionless reader understands it: profile ``data-package``; tables are ``tabular-data-resource``,
everything else has ``"type": "file"``. The text is pretty JSON (2 spaces, no escapes, newline at the
end): `FIRST_KEYS`, the caller's other properties by name, ``resources`` last.

Source: docs/contract.md, "La Poste's daily file"; https://specs.frictionlessdata.io/ (Data Package, Tabular Data
Resource and Table Schema, v1).
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast

from concierge_desk.domain.canonical import Json
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.exporting import tables
from concierge_desk.exporting.tables import FieldType, TableField, TableSpec

DESCRIPTOR: Final = "datapackage.json"
SIGNATURE: Final = "signature"
PROFILE: Final = "data-package"
LINE_DIGITS: Final = 8
"""Of the SHA-256 of a line, in hex."""

FIRST_KEYS: Final = ("profile", "name", "title", "description", "created")

_RESOURCES: Final = "resources"
_DIALECT: Final[Mapping[str, Json]] = {
    "delimiter": tables.DELIMITER,
    "lineTerminator": tables.LINE_END,
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}
_TYPES: Final[Mapping[FieldType, Mapping[str, Json]]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer", "bareNumber": True},
    "money": {"type": "number", "decimalChar": tables.DECIMAL_CHAR, "bareNumber": True},
    "date": {"type": "date", "format": "default"},
    "time": {"type": "time", "format": "default"},
    "datetime": {"type": "datetime", "format": "default"},
    "local": {"type": "datetime", "format": "%Y-%m-%d %H:%M:%S"},
    "boolean": {"type": "boolean", "trueValues": [tables.TRUE], "falseValues": [tables.FALSE]},
}


@dataclass(frozen=True, slots=True)
class FileSpec:
    """A file of the package that is no table.

    Attributes:
        name: Lower-case name of the resource, such as ``journal``.
        file: Name of the file, such as ``journal.ndjson``.
        title: In French.
        description: In French.
        format: Short format, such as ``ndjson``, ``pdf`` or ``txt``.
        mediatype: Such as ``application/pdf``.
        by_line: A text of many lines: each is told too.
    """

    name: str
    file: str
    title: str
    description: str
    format: str
    mediatype: str
    by_line: bool = False


@dataclass(frozen=True, slots=True)
class MemberFault:
    """Fault of one member of the container."""

    code: Literal["missing", "additional", "changed"]
    member: str


def table_resource(spec: TableSpec, content: bytes) -> dict[str, Json]:
    """Return the resource of a CSV file."""
    return {
        "profile": "tabular-data-resource",
        "name": spec.name,
        "path": spec.file,
        "title": spec.title,
        "description": spec.description,
        "format": "csv",
        "mediatype": "text/csv",
        # The BOM is no encoding of its own: Frictionless reads "utf-8" with or without one.
        "encoding": "utf-8",
        **_measure(content),
        "lines": _lines(content),
        "dialect": _DIALECT,
        "schema": {"fields": [_field(field) for field in spec.fields], "missingValues": [""]},
    }


def file_resource(spec: FileSpec, content: bytes) -> dict[str, Json]:
    """Return the resource of any other file."""
    return {
        "profile": "data-resource",
        "type": "file",
        "name": spec.name,
        "path": spec.file,
        "title": spec.title,
        "description": spec.description,
        "format": spec.format,
        "mediatype": spec.mediatype,
        **_measure(content),
        **({"lines": _lines(content)} if spec.by_line else {}),
    }


def build(properties: Mapping[str, Json], resources: Sequence[Mapping[str, Json]]) -> bytes:
    """Return the bytes of ``datapackage.json``; same arguments in any order of keys, same bytes.

    Args:
        properties: Top-level properties: ``name`` (lower case), ``title``, ``description``, ``created``
            and the package's own, such as ``desk`` or ``anchor``.
        resources: What `table_resource` and `file_resource` gave, in the order of the package.

    Raises:
        ValueError: When a property is ``profile`` or ``resources``, or a text holds a lone surrogate.
    """
    if not properties.keys().isdisjoint({"profile", _RESOURCES}):
        raise ValueError("the profile and the resources are no properties of the caller")
    given: dict[str, Json] = {"profile": PROFILE, **properties}
    first = [key for key in FIRST_KEYS if key in given]
    own = sorted(given.keys() - set(FIRST_KEYS))
    return _serialise({key: given[key] for key in (*first, *own)} | {_RESOURCES: list(resources)})


def read_descriptor(data: bytes) -> Mapping[str, Json]:
    """Return the descriptor that `build` wrote, of this or another version of the software.

    Args:
        data: Any bytes.

    Raises:
        IntegrityFailure: ``file.damaged`` with ``member`` when the bytes are not JSON in the form of
            `build` (the order of keys is free), or do not list files with path, size and hash.
    """
    try:
        value = json.loads(data.decode(), parse_float=_refused, parse_constant=_refused)
        # Written again and compared: a key that stands twice, or a stray space, is damage.
        same = isinstance(value, dict) and _serialise(value) == data
    except (ValueError, RecursionError) as error:
        raise IntegrityFailure("file.damaged", member=DESCRIPTOR) from error
    if not same or not _lists_files(value):
        raise IntegrityFailure("file.damaged", member=DESCRIPTOR)
    found: Mapping[str, Json] = value
    return found


def check_resources(
    descriptor: Mapping[str, Json],
    members: Sequence[tuple[str, bytes]],
    apart: frozenset[str] = frozenset({DESCRIPTOR, SIGNATURE}),
) -> list[MemberFault]:
    """Compare the members of a container with the files that its descriptor lists.

    Args:
        descriptor: What `read_descriptor` returned.
        members: Every member of the container.
        apart: Members that no resource describes; they are not looked at.

    Returns:
        Missing and changed files in the order of the descriptor, then additional ones in the order of
        the container; empty when all is as listed.
    """
    contents = {name: content for name, content in members if name not in apart}
    resources = cast("list[Mapping[str, Json]]", descriptor[_RESOURCES])  # read_descriptor saw to it
    listed = {resource["path"]: resource for resource in resources}
    faults: list[MemberFault] = []
    for path, resource in listed.items():
        content = contents.get(str(path))
        if content is None:
            faults.append(MemberFault("missing", str(path)))
        elif _measure(content) != {key: resource[key] for key in ("bytes", "hash")}:
            faults.append(MemberFault("changed", str(path)))
    return faults + [MemberFault("additional", name) for name in contents if name not in listed]


def _measure(content: bytes) -> dict[str, Json]:
    return {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def _lines(content: bytes) -> str:
    """Return the beginning of each line's SHA-256, one after the other: they tell where a file differs, not whether."""
    lines = re.findall(rb"[^\n]*\n|[^\n]+", content)
    return "".join(hashlib.sha256(line).hexdigest()[:LINE_DIGITS] for line in lines)


def _field(field: TableField) -> dict[str, Json]:
    described: dict[str, Json] = {
        "name": field.name,
        **_TYPES[field.type],
        "title": field.title,
        "description": field.description,
    }
    if field.required:
        described["constraints"] = {"required": True}
    return described


def _serialise(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _refused(text: str) -> Json:
    raise ValueError(f"a number that no descriptor holds: {text}")


def _lists_files(descriptor: Mapping[str, Json]) -> bool:
    """Say whether every resource has path, size and hash, and no path stands twice."""
    resources = descriptor.get(_RESOURCES)
    if not isinstance(resources, list) or not all(map(_is_listed, resources)):
        return False
    paths = [resource["path"] for resource in resources]
    return len(set(paths)) == len(paths)


def _is_listed(resource: object) -> bool:
    return (
        isinstance(resource, dict)
        and isinstance(resource.get("path"), str)
        and type(resource.get("bytes")) is int
        and isinstance(resource.get("hash"), str)
    )
