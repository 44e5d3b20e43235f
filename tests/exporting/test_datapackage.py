"""The descriptor: deterministic, exact about every file, valid for Frictionless."""

import hashlib
import importlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.exporting.container import pack
from concierge_desk.exporting.datapackage import (
    FileSpec,
    MemberFault,
    build,
    check_resources,
    file_resource,
    read_descriptor,
    table_resource,
)
from concierge_desk.exporting.tables import TableField, TableSpec, to_csv

ACTS = TableSpec(
    "operations",
    "operations.csv",
    "Opérations",
    "Une ligne par acte.",
    (
        TableField("suivi", "string", "Suivi", "Numéro de suivi, exact.", required=True),
        TableField("quantite", "integer", "Quantité", "Nombre entier."),
        TableField("montant", "money", "Montant", "En euros."),
        TableField("jour", "date", "Jour", "Date locale."),
        TableField("heure", "time", "Heure", "Heure locale."),
        TableField("instant", "datetime", "Instant", "UTC."),
        TableField("corrige", "boolean", "Corrigé", "oui ou non."),
    ),
)
ROW = (
    "6A15602676300",
    1,
    -150,
    date(2026, 11, 25),
    time(8, 4, 31),
    datetime(2026, 11, 25, 7, 4, 31, 120_000, tzinfo=UTC),
    True,
)
CSV = to_csv(ACTS, [ROW, ('été; "=1"\r\n\u2028\'', None, 1119, None, None, None, None)])
EMPTY = TableSpec("stock", "stock.csv", "Stock", "Vide.", (TableField("produit", "string", "P", "P"),))
FILES = [
    (FileSpec("journal", "journal.ndjson", "Journal", "J", "ndjson", "application/x-ndjson"), b'{"seq":1}\n'),
    (FileSpec("bordereau", "bordereau.pdf", "Bordereau", "B", "pdf", "application/pdf"), b"%PDF-1.4\n\xff"),
    (FileSpec("lisezmoi", "LISEZMOI.txt", "Lisez-moi", "L", "txt", "text/plain"), "à lire\n".encode()),
]
PROPERTIES: Mapping[str, Any] = {
    "prev_hash": "00" * 32,
    "name": "la-poste-2026-11-25",
    "title": "Journée du 25 novembre 2026",
    "description": "Export quotidien.",
    "created": "2026-11-25T11:30:00.000Z",
    "desk": "AMP1",
    "epoch": "A",
    "from_seq": 1,
    "anchor": "A43:36853f432427aa82",
    "public_key": "ab" * 32,
    "software": {"name": "concierge-desk", "version": "0.1.0"},
}


def members(csv: bytes = CSV, signed: bytes = CSV) -> list[tuple[str, bytes]]:
    """A package whose table holds `csv` while its descriptor measures `signed`."""
    empty = to_csv(EMPTY, [])
    resources = [table_resource(ACTS, signed), table_resource(EMPTY, empty)]
    resources += [file_resource(spec, content) for spec, content in FILES]
    return [
        ("datapackage.json", build(PROPERTIES, resources)),
        ("operations.csv", csv),
        ("stock.csv", empty),
        *((spec.file, content) for spec, content in FILES),
        ("signature", bytes(64)),
    ]


def damaged(data: bytes) -> None:
    with pytest.raises(IntegrityFailure) as caught:
        read_descriptor(data)
    assert (caught.value.code, caught.value.params) == ("file.damaged", {"member": "datapackage.json"})


def frictionless() -> Any:
    """The library, imported inside the test so that its own deprecations meet the filter of `external`."""
    return importlib.import_module("frictionless")


def report(folder: Path, package: list[tuple[str, bytes]], how: str) -> Any:
    if how == "zip":
        target = folder / "export.zip"
        target.write_bytes(pack(package))
    else:
        for name, content in package:
            (folder / name).write_bytes(content)
        target = folder / "datapackage.json"
    return frictionless().validate(str(target), type="package")


both = pytest.mark.parametrize("how", ["folder", "zip"])
external = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")


@external
@both
def test_frictionless_finds_it_valid(tmp_path: Path, how: str) -> None:
    found = report(tmp_path, members(), how)
    assert found.valid, found.to_summary()
    assert found.warnings == []
    assert [(task.name, task.type) for task in found.tasks] == [
        ("operations", "table"),
        ("stock", "table"),
        ("journal", "file"),
        ("bordereau", "file"),
        ("lisezmoi", "file"),
    ]


@external
def test_frictionless_reads_the_same_values(tmp_path: Path) -> None:
    for name, content in members():
        (tmp_path / name).write_bytes(content)
    package = frictionless().Package(str(tmp_path / "datapackage.json"))
    first, second = package.get_resource("operations").read_rows()
    assert next(iter(first.to_dict())) == "suivi"  # the BOM is no part of it
    assert str(first["montant"]) == "-1.50"
    assert (first["quantite"], first["jour"], first["heure"], first["corrige"]) == (1, ROW[3], ROW[4], True)
    assert first["instant"] == ROW[5]
    assert second["suivi"] == 'été; "=1"\r\n\u2028\''
    assert second["quantite"] is None


@external
@both
@pytest.mark.parametrize(
    ("right", "wrong", "error"),
    [
        (b";-1,50;", b";-1.50;", "type-error"),
        (b";-1,50;", b";deux;", "type-error"),
        (b";1;-1", b";1,5;-1", "type-error"),
        (b"2026-11-25;", b"25/11/2026;", "type-error"),
        (b"08:04:31;", b"8 h;", "type-error"),
        (b"2026-11-25T07:04:31.120Z", b"2026-11-25", "type-error"),
        (b";oui", b";true", "type-error"),
        (b"6A15602676300;", b";", "constraint-error"),
        (b"montant", b"prix", "incorrect-label"),
        (b"6A15602676300;", b"6A15602676300;1;", "extra-cell"),
    ],
)
def test_every_field_is_really_typed(
    tmp_path: Path, how: str, right: bytes, wrong: bytes, error: str
) -> None:
    csv = CSV.replace(right, wrong, 1)
    assert csv != CSV
    found = report(tmp_path, members(csv, signed=csv), how)
    assert not found.valid
    assert error in [row[0] for row in found.flatten(["type"])]


@external
@both
def test_frictionless_sees_another_hash_and_size(tmp_path: Path, how: str) -> None:
    found = report(tmp_path, members(CSV.replace(b"11,19", b"11,190")), how)
    assert {row[0] for row in found.flatten(["type"])} == {"hash-count", "byte-count"}


def test_the_order_is_fixed_and_the_text_readable() -> None:
    data = dict(members())["datapackage.json"]
    descriptor = json.loads(data)
    assert list(descriptor) == [
        *("profile", "name", "title", "description", "created"),
        *("anchor", "desk", "epoch", "from_seq", "prev_hash", "public_key", "software"),
        "resources",
    ]
    assert descriptor["profile"] == "data-package"
    assert data.startswith(b'{\n  "profile": "data-package",\n  "name"')
    assert data.endswith(b"\n}\n")
    assert "Journée".encode() in data


def test_the_order_of_the_callers_keys_does_not_matter() -> None:
    assert build(PROPERTIES, []) == build(dict(sorted(PROPERTIES.items())), [])


@pytest.mark.parametrize("properties", [{"profile": "x"}, {"resources": []}, {"title": "\ud800"}])
def test_what_the_caller_may_not_give(properties: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"no properties of the caller|surrogates not allowed"):
        build(properties, [])


def test_a_descriptor_is_read_back() -> None:
    descriptor = read_descriptor(dict(members())["datapackage.json"])
    assert {key: descriptor[key] for key in PROPERTIES} == PROPERTIES
    assert check_resources(descriptor, members()) == []


def test_another_order_of_keys_is_read_too() -> None:
    data = (json.dumps({"resources": [], "name": "x"}, indent=2) + "\n").encode()
    assert read_descriptor(data) == {"resources": [], "name": "x"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b"[]\n",
        b"{}\n",
        b'{\n  "resources": {}\n}\n',
        b'{\n  "resources": []\n}',
        b'{"resources": []}\n',
        b'{\n  "a": 1,\n  "a": 1,\n  "resources": []\n}\n',
        b'{\n  "a": 1.0,\n  "resources": []\n}\n',
        b'{\n  "a": NaN,\n  "resources": []\n}\n',
        b'{\n  "a": "\\u00e9",\n  "resources": []\n}\n',
        b'{\n  "a": "\\ud800",\n  "resources": []\n}\n',
        b'{\n  "a": ' + b"9" * 5000 + b',\n  "resources": []\n}\n',
        b"\xef\xbb\xbf" + build({}, []),
        b"[" * 200_000,
        build({}, [{"path": "a", "bytes": 1}]),
        build({}, [{"path": "a", "bytes": True, "hash": "x"}]),
        build({}, [{"path": 1, "bytes": 1, "hash": "x"}]),
        build({}, [{"path": "a", "bytes": 1, "hash": "x"}] * 2),
        build({}, ["a"]),  # type: ignore[list-item]
    ],
)
def test_anything_else_is_damage(data: bytes) -> None:
    damaged(data)


@given(st.integers(0, len(build(PROPERTIES, [])) - 1), st.binary(max_size=4))
def test_no_byte_changes_without_notice(at: int, replaced: bytes) -> None:
    data = build(PROPERTIES, [])
    changed = data[:at] + replaced + data[at + len(replaced) :]
    try:
        found = read_descriptor(changed)
    except IntegrityFailure:
        return
    assert found != read_descriptor(data) or changed == data


def test_every_difference_is_listed() -> None:
    descriptor = read_descriptor(dict(members())["datapackage.json"])
    found = [member for member in members(CSV + b"x") if member[0] not in ("stock.csv", "bordereau.pdf")]
    found += [("virus.exe", b""), ("bordereau.pdf", b"%PDF-1.4\n\xfe")]
    assert check_resources(descriptor, found) == [
        MemberFault("changed", "operations.csv"),
        MemberFault("missing", "stock.csv"),
        MemberFault("changed", "bordereau.pdf"),
        MemberFault("additional", "virus.exe"),
    ]


def test_the_descriptor_and_the_signature_are_apart_unless_told() -> None:
    descriptor = read_descriptor(dict(members())["datapackage.json"])
    assert check_resources(descriptor, members(), frozenset()) == [
        MemberFault("additional", "datapackage.json"),
        MemberFault("additional", "signature"),
    ]


def test_each_line_of_a_text_is_told_by_the_beginning_of_its_hash() -> None:
    """So that a reader is shown where a file differs; the last line may have no end."""
    lines = [b"a\r\n", b"\n", b"\xff b\n", b"c"]
    spec = FileSpec("journal", "journal.ndjson", "J", "J", "ndjson", "application/x-ndjson", by_line=True)
    told = "".join(hashlib.sha256(line).hexdigest()[:8] for line in lines)
    assert file_resource(spec, b"".join(lines))["lines"] == told
    assert table_resource(ACTS, b"".join(lines))["lines"] == told
    assert "lines" not in file_resource(FILES[1][0], b"".join(lines))
