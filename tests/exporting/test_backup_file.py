"""A backup file: opened by any zip program, read whole, and every kind of harm told by its own name."""

import hashlib
import io
import json
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from concierge_desk.domain.contents import Contents
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure
from concierge_desk.exporting import backup_file, backup_manifest, container
from concierge_desk.exporting.backup_file import (
    COPY,
    IDENTITY,
    KEYS,
    MEMBERS,
    README,
    SIGNATURE,
    BackupFile,
    Packed,
    Signed,
    keys_text,
    pack,
    read_keys,
)
from concierge_desk.exporting.backup_manifest import MANIFEST, Manifest
from concierge_desk.exporting.backup_readme import README_TEXT
from concierge_desk.signing.signer import Signer, verify
from tests.sizes import FULL

SCHEMA = ("core/m001_journal", "core/m002_tables", "service.relay/m001_tables")
CONTENTS = Contents(
    desk="AMP1",
    practice=False,
    epoch="B",
    seq=4312,
    anchor="B4312:36853f432427aa82",
    last_day="2026-11-24",
    last_number="Z-2026-B-0214",
    entries=4312,
    tickets=1207,
    days=214,
    schema=SCHEMA,
)
ORIGIN = Manifest(CONTENTS, "0.4.0", "2026-11-25T18:00:00.000Z", "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgp")
SIZE = 9_000
SIGNER = Signer(bytes(range(32)))
HAND = Signed(SIGNER.public_key, SIGNER.sign)
KEYS_TEXT, IDENTITY_TEXT = b"keys, sealed\n" * 20, b"identity, locked\n" * 20


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "copie.db"
    path.write_bytes(Random(1).randbytes(SIZE))
    return path


@pytest.fixture
def packed(copy: Path) -> Packed:
    return pack(ORIGIN, copy, KEYS_TEXT, IDENTITY_TEXT, HAND)


@pytest.fixture
def data(packed: Packed) -> bytes:
    return b"".join(packed.pieces())


@pytest.fixture
def path(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "AMP1-2026-11-24.zip"
    path.write_bytes(data)
    return path


def read(path: Path, known: tuple[str, ...] = SCHEMA) -> BackupFile:
    return backup_file.read(path, known, verify)


def refused(path: Path, data: bytes) -> tuple[str, Any]:
    """Return how some bytes are refused, always with 5."""
    path.write_bytes(data)
    with pytest.raises(IntegrityFailure) as found:
        read(path)
    assert found.value.exit_status == 5
    return found.value.code, found.value.params.get("member", "")


# ------------------------------------------------------------------ what it is


def test_what_was_packed_is_read(packed: Packed, path: Path, copy: Path, tmp_path: Path) -> None:
    found = read(path)
    assert found.manifest == packed.manifest
    assert found.manifest.contents == CONTENTS
    assert packed.size == path.stat().st_size
    assert (found.content(KEYS), found.content(IDENTITY)) == (KEYS_TEXT, IDENTITY_TEXT)
    target = tmp_path / "copie.partiel"
    found.extract(COPY, target)
    assert target.read_bytes() == copy.read_bytes()


def test_it_is_the_container_of_its_members(data: bytes, copy: Path) -> None:
    """The same bytes as the container that is held in memory: one form, two ways to write it."""
    members = container.unpack(data)
    assert [name for name, _ in members] == list(MEMBERS)
    assert container.pack(members) == data
    assert dict(members)[COPY] == copy.read_bytes()


def test_any_zip_program_opens_it(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(MEMBERS)
        assert all(info.compress_type == zipfile.ZIP_STORED for info in archive.infolist())
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())


def test_two_runs_give_the_same_bytes(packed: Packed, data: bytes, copy: Path) -> None:
    assert b"".join(packed.pieces()) == data
    assert b"".join(pack(ORIGIN, copy, KEYS_TEXT, IDENTITY_TEXT, HAND).pieces()) == data


def test_the_manifest_as_a_person_reads_it(data: bytes, copy: Path) -> None:
    told = json.loads(dict(container.unpack(data))[MANIFEST])
    assert list(told) == [
        *(
            "format",
            "software",
            "made_at",
            "recipient",
            "public_key",
            "desk",
            "practice",
            "epoch",
            "seq",
            "anchor",
        ),
        *("last_day", "last_number", "entries", "tickets", "days", "schema", "members"),
    ]
    assert told["members"] == [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in container.unpack(data)
        if name not in {MANIFEST, SIGNATURE}
    ]
    assert (told["format"], told["public_key"]) == (2, SIGNER.public_key)


def test_the_readme_tells_how_to_open_it_without_the_program() -> None:
    for word in (*MEMBERS[1:], "age -d -i identite.age cles.age", "sqlcipher copie.db", "PRAGMA key"):
        assert word in README_TEXT
    told = json.loads(keys_text(bytes(32), bytes(range(32))))
    assert all(f"« {name} »" in README_TEXT for name in told)
    assert max(map(len, README_TEXT.splitlines())) <= 110


def test_a_desk_that_closed_no_day_yet(copy: Path, path: Path) -> None:
    young = replace(CONTENTS, last_day=None, last_number=None, days=0, tickets=0, practice=True)
    path.write_bytes(b"".join(pack(replace(ORIGIN, contents=young), copy, b"", b"", HAND).pieces()))
    assert read(path).manifest.contents == young


def test_a_large_copy_is_not_held_in_memory(tmp_path: Path) -> None:
    copy, path = tmp_path / "large.db", tmp_path / "large.zip"
    with copy.open("wb") as file:
        file.truncate(64 << 20)
    tracemalloc.start()
    try:
        with path.open("wb") as file:
            for piece in pack(ORIGIN, copy, KEYS_TEXT, IDENTITY_TEXT, HAND).pieces():
                file.write(piece)
        read(path).extract(COPY, tmp_path / "again.db")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 8 << 20
    assert (tmp_path / "again.db").stat().st_size == 64 << 20


def test_the_keys_inside() -> None:
    keys = (bytes(range(32)), bytes(range(32, 64)))
    assert read_keys(keys_text(*keys)) == keys


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b'{"copy_key": "00"}',
        keys_text(bytes(32), bytes(32)) + b"\n",
        keys_text(bytes(32), bytes(31)),
        keys_text(bytes(33), bytes(32)),
        keys_text(bytes(32), bytes(32)).replace(b'"00', b'"zz', 1),
        keys_text(bytes(32), bytes(32)).replace(b'"seed"', b'"sead"'),
        b'{"copy_key": 1, "seed": 2}',
    ],
)
def test_keys_that_are_none(text: bytes) -> None:
    with pytest.raises(IntegrityFailure) as found:
        read_keys(text)
    assert (found.value.code, found.value.params) == ("backup.damaged", {"member": KEYS})


# ------------------------------------------------------------------ damage


def places(data: bytes) -> dict[str, tuple[int, int]]:
    """Return where each member's header and content lie."""
    found, offset = {}, 0
    for name, content in container.unpack(data):
        end = offset + container.HEADER_BYTES + len(name) + len(content)
        found[name] = (offset, end)
        offset = end
    return found


def flipped(data: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed)


@pytest.mark.parametrize("name", MEMBERS)
def test_a_flipped_bit_is_told_with_its_member(path: Path, data: bytes, name: str) -> None:
    first, end = places(data)[name]
    dice = Random(name)
    header = first + container.HEADER_BYTES + len(name)
    spots = [*range(first, header), header, end - 1]
    spots += [dice.randrange(header, end) for _ in range(2000 if FULL else 60)]
    for place in spots:
        assert refused(path, flipped(data, place, dice.randrange(8))) == ("backup.damaged", name), place


def test_a_flipped_bit_behind_the_members_is_told(path: Path, data: bytes) -> None:
    _, first = places(data)[SIGNATURE]
    for place in range(first, len(data)):
        assert refused(path, flipped(data, place, place % 8)) == ("backup.damaged", None), place


def test_a_cut_off_end_is_told(path: Path, data: bytes) -> None:
    """At every place: a stick that was pulled out stops anywhere."""
    dice = Random(3)
    borders = {place + step for ends in places(data).values() for place in ends for step in (-1, 0, 1)}
    spots = {*range(1, 100), *borders, *range(len(data) - 400, len(data))}
    spots |= set(range(1, len(data))) if FULL else {dice.randrange(1, len(data)) for _ in range(200)}
    for size in sorted(spots - {-1, 0}):
        if size < len(data):
            assert refused(path, data[:size]) == ("backup.truncated", ""), size


def test_a_hole_of_zeros_is_told(path: Path, data: bytes) -> None:
    """What a disk gives back for pages that were never written."""
    for name, (first, end) in places(data).items():
        header = first + container.HEADER_BYTES + len(name)
        hole = data[:header] + bytes(end - header) + data[end:]
        assert refused(path, hole) == ("backup.damaged", name)


def test_anything_behind_the_end_is_told(path: Path, data: bytes) -> None:
    for more in (b"\0", b"PK", bytes(100_000)):
        assert refused(path, data + more) == ("backup.damaged", None)


def test_nothing_at_all(path: Path) -> None:
    assert refused(path, b"") == ("backup.empty", "")


def members_of(data: bytes) -> dict[str, bytes]:
    return dict(container.unpack(data))


@pytest.mark.parametrize("name", [name for name in MEMBERS if name != MANIFEST])
def test_a_member_exchanged_with_its_checksums_is_told_by_the_manifest(
    path: Path, data: bytes, name: str
) -> None:
    members = members_of(data)
    for content in (b"", members[name][:-1], members[name] + b"\n", bytes(len(members[name]))):
        forged = container.pack(list({**members, name: content}.items()))
        assert refused(path, forged) == ("backup.damaged", name)


def test_members_in_another_order_or_left_out(path: Path, data: bytes) -> None:
    members = list(members_of(data).items())
    swapped = [*members[:3], members[4], members[3], members[5]]
    assert refused(path, container.pack(swapped)) == ("backup.damaged", KEYS)
    assert refused(path, container.pack(members[:4])) == ("backup.damaged", IDENTITY)
    assert refused(path, container.pack([*members, ("more", b"")])) == ("backup.damaged", None)


def with_manifest(data: bytes, manifest: bytes) -> bytes:
    return container.pack(list({**members_of(data), MANIFEST: manifest}.items()))


def told_of(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(members_of(data)[MANIFEST])
    return found


def written(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


BAD_FIELDS = [
    ("public_key", None),
    ("public_key", ""),
    ("public_key", "A" * 64),
    ("public_key", ["a" * 64]),
    ("format", 0),
    ("format", "1"),
    ("format", True),
    ("practice", 1),
    ("practice", None),
    ("desk", 7),
    ("desk", None),
    ("desk", "AMP1\x1b[31m"),
    ("seq", -1),
    ("seq", 1.5),
    ("seq", True),
    ("last_day", 20261124),
    ("schema", "core"),
    ("schema", [1]),
    ("schema", None),
    ("members", []),
    ("members", None),
    ("members", {}),
    ("members", [{"name": "x"}]),
    ("software", None),
]


@pytest.mark.parametrize(("name", "value"), BAD_FIELDS)
def test_a_manifest_that_says_something_else(path: Path, data: bytes, name: str, value: object) -> None:
    forged = with_manifest(data, written({**told_of(data), name: value}))
    assert refused(path, forged) == ("backup.damaged", MANIFEST)


@pytest.mark.parametrize("field", ["name", "bytes", "sha256"])
def test_a_manifest_whose_members_are_none(path: Path, data: bytes, field: str) -> None:
    told = told_of(data)
    for value in (None, 7.5, -1, "", "G" * 64, ["x"]):
        members = [{**told["members"][0], field: value}, *told["members"][1:]]
        forged = with_manifest(data, written({**told, "members": members}))
        assert refused(path, forged) == ("backup.damaged", MANIFEST)


def test_a_manifest_of_another_form(path: Path, data: bytes) -> None:
    told, text = told_of(data), members_of(data)[MANIFEST]
    less = {name: value for name, value in told.items() if name != "epoch"}
    for manifest in (
        b"",
        b"null",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        text + b" ",
        text.replace(b'"seq": 4312,', b'"seq": 4312, "seq": 4312,'),
        json.dumps(told).encode(),
        written(less),
        written({**told, "more": 1}),
        written(dict(reversed(told.items()))),
        written({**told, "members": told["members"][:-1]}),
        written({**told, "members": told["members"][::-1]}),
    ):
        assert refused(path, with_manifest(data, manifest)) == ("backup.damaged", MANIFEST)


def test_a_manifest_too_large_is_not_even_read(path: Path, data: bytes) -> None:
    assert refused(path, with_manifest(data, b" " * (2 << 20))) == ("backup.damaged", MANIFEST)


# ------------------------------------------------------------------ whose


def unsigned(data: bytes, **other: object) -> bytes:
    """The same as a version that did not sign wrote it."""
    told = {**told_of(data), "format": 1, **other}
    told.pop("public_key", None)
    members = {**members_of(data), MANIFEST: written(told)}
    return container.pack([(name, members[name]) for name in MEMBERS if name != SIGNATURE])


def signed_by(data: bytes, hand: Signer, **other: object) -> bytes:
    """The same with a manifest that a hand wrote and signed."""
    manifest = written({**told_of(data), **other})
    return container.pack(
        list({**members_of(data), MANIFEST: manifest, SIGNATURE: hand.sign(manifest)}.items())
    )


def test_it_is_signed_by_whoever_it_names(path: Path, data: bytes) -> None:
    assert read(path).manifest.public_key == SIGNER.public_key
    assert verify(SIGNER.public_key, members_of(data)[MANIFEST], members_of(data)[SIGNATURE])


@pytest.mark.parametrize(
    "lie", [{"desk": "ZZZ9"}, {"entries": 999_999}, {"made_at": "2026-01-01T00:00:00.000Z"}]
)
def test_a_manifest_that_nobody_signed_is_damage(path: Path, data: bytes, lie: dict[str, object]) -> None:
    """Whatever it says, in the form it should have: only the key that it names can have said it."""
    forged = with_manifest(data, written({**told_of(data), **lie}))
    assert refused(path, forged) == ("backup.damaged", SIGNATURE)
    assert refused(path, signed_by(data, Signer(bytes(32)), **lie)) == ("backup.damaged", SIGNATURE)


def test_another_key_can_only_sign_as_itself(path: Path, data: bytes) -> None:
    other = Signer(bytes(32))
    path.write_bytes(signed_by(data, other, public_key=other.public_key))
    assert read(path).manifest.public_key == other.public_key


def test_one_of_a_version_that_did_not_sign_opens_and_names_no_key(path: Path, data: bytes) -> None:
    path.write_bytes(unsigned(data))
    found = read(path)
    assert (found.manifest.public_key, found.manifest.contents) == ("", CONTENTS)
    assert found.content(KEYS) == KEYS_TEXT


def test_an_old_one_is_not_half_signed(path: Path, data: bytes) -> None:
    old, signature = unsigned(data), members_of(data)[SIGNATURE]
    more = container.pack([*container.unpack(old), (SIGNATURE, signature)])
    assert refused(path, more) == ("backup.damaged", None)
    named = with_manifest(old, written({**told_of(data), "format": 1}))
    assert refused(path, named) == ("backup.damaged", MANIFEST)
    new = with_manifest(old, members_of(data)[MANIFEST])
    assert refused(path, new)[0] == "backup.damaged"


def test_a_signature_is_not_read_beyond_its_size(path: Path, data: bytes) -> None:
    large = container.pack(list({**members_of(data), SIGNATURE: bytes(5 << 20)}.items()))
    assert refused(path, large) == ("backup.damaged", SIGNATURE)


# ------------------------------------------------------------------ newer


def test_a_later_format_is_told_whatever_else_it_holds(path: Path, data: bytes) -> None:
    later = written({"format": 3, "all": "new"})
    assert refused(path, with_manifest(data, later)) == ("backup.newer", "")
    other = [(README, b"Bonjour."), (MANIFEST, later), ("copie.sqlite", b"?"), (IDENTITY, b"")]
    assert refused(path, container.pack(other)) == ("backup.newer", "")


def test_a_bit_that_fell_over_does_not_make_it_newer(path: Path, data: bytes) -> None:
    place = data.index(b'"format": 2') + len('"format": ')
    for bit in range(8):
        assert refused(path, flipped(data, place, bit)) == ("backup.damaged", MANIFEST)


def test_a_store_of_a_later_version_is_told(path: Path) -> None:
    assert read(path, (*SCHEMA, "service.lending/m001_tables")).manifest.contents.schema == SCHEMA
    for known in (SCHEMA[:-1], ()):
        with pytest.raises(IntegrityFailure) as found:
            read(path, known)
        assert found.value.code == "backup.newer"


# ------------------------------------------------------------------ other files


def zipped(*names: str, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name in names:
            archive.writestr(name, b"whatever " * 50)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        zipped("photos/chat.jpg"),
        zipped("a.txt", compression=zipfile.ZIP_STORED),
        zipped(),
        container.pack([("a.txt", b"")]),
        container.pack([]),
        b"%PDF-1.7\n" * 100,
        b"PKzip, I promise",
        b"SQLite format 3\0" + bytes(4000),
        bytes(100),
        b"\0",
        README_TEXT.encode(),
        Random(5).randbytes(5000),
    ],
)
def test_a_foreign_file_is_told(path: Path, data: bytes) -> None:
    assert refused(path, data) == ("backup.not_a_backup", "")


def test_a_daily_statement_is_told(path: Path) -> None:
    names = ("datapackage.json", "operations.csv", "journal.ndjson", "LISEZMOI.txt", "signature")
    export = container.pack([(name, b"content of " + name.encode()) for name in names])
    assert refused(path, export) == ("backup.is_export", "")
    # Cut off or with a bit that fell over it is no backup either.
    assert refused(path, export[:200]) == ("backup.is_export", "")
    assert refused(path, flipped(export, 31, 1)) == ("backup.is_export", "")


@pytest.mark.parametrize("name", [".", "nowhere.zip", "a.zip/b.zip"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.zip").touch()
    with pytest.raises(EnvironmentFailure) as found:
        read(tmp_path / name)
    assert (found.value.code, found.value.exit_status) == ("file.missing", 4)


# ------------------------------------------------------------------ while it is written, while it is taken out


def test_a_copy_that_changes_while_it_is_written_is_told(packed: Packed, copy: Path) -> None:
    for content in (b"", copy.read_bytes()[:-1], copy.read_bytes() + b"\0", bytes(SIZE)):
        copy.write_bytes(content)
        with pytest.raises(IntegrityFailure) as found:
            list(packed.pieces())
        assert (found.value.code, found.value.params) == ("backup.damaged", {"member": COPY})
    copy.unlink()
    with pytest.raises(EnvironmentFailure) as gone:
        list(packed.pieces())
    assert gone.value.code == "file.missing"


def test_a_medium_that_gives_something_else_the_second_time_is_told(
    path: Path, data: bytes, tmp_path: Path
) -> None:
    found, target = read(path), tmp_path / "copie.partiel"
    for name in (KEYS, IDENTITY, COPY):
        first, end = places(data)[name]
        for changed in (flipped(data, end - 1, 0), data[: end - 1]):
            path.write_bytes(changed)
            with pytest.raises(IntegrityFailure) as told:
                found.extract(name, target)
            assert (told.value.code, told.value.params) == ("backup.damaged", {"member": name})
            assert not target.exists()
            with pytest.raises(IntegrityFailure):
                found.content(name)
        assert first < end
    path.unlink()
    with pytest.raises(EnvironmentFailure) as gone:
        found.extract(COPY, target)
    assert gone.value.code == "file.missing"
    assert not target.exists()


def failure_of_extract(found: BackupFile, target: Path) -> DeskError:
    with pytest.raises(DeskError) as told:
        found.extract(COPY, target)
    return told.value


def test_a_place_that_takes_no_copy_is_told(path: Path, tmp_path: Path) -> None:
    assert failure_of_extract(read(path), tmp_path / "nowhere" / "x").code == "file.cannot_write"
    if Path("/dev/full").exists():
        full = tmp_path / "full"
        full.symlink_to("/dev/full")
        assert failure_of_extract(read(path), full).code == "store.disk_full"
        assert not full.is_symlink()


def test_more_than_the_format_holds_is_told(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "_MAX_SIZE", SIZE)
    with pytest.raises(EnvironmentFailure) as found:
        pack(ORIGIN, copy, KEYS_TEXT, IDENTITY_TEXT, HAND)
    assert found.value.code == "backup.too_large"


def test_the_manifest_alone(packed: Packed) -> None:
    assert backup_manifest.read(backup_manifest.build(packed.manifest)) == packed.manifest
