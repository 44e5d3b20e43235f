"""A dispute file: all that the journal says of a parcel, or of a day whose money is missing, and the proof that it is all.

Source: docs/contract.md, "A dispute file"; decision 0080.
"""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.exporting import container, datapackage, dispute
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_file
from tests.cli.helpers import record, say, signed, verdict
from tests.dice import dice_of
from tests.e2e.driver import DAY, FULL, PEOPLE

PARCEL = "8L41392128255"
CHANGES = 300 if FULL else 20


def export(data: Path, folder: Path, *more: str) -> Path:
    asked = ("--data", data, "export", "dispute", "--principal", "LAPOSTE", "--to", folder, "--json")
    done = say(*asked, *more)
    assert done.status == 0, done
    return Path(done.json["path"])


def lines_of(file: Path) -> list[dict[str, Any]]:
    lines = dict(container.unpack(file.read_bytes()))["journal.ndjson"].splitlines()
    return [json.loads(line) for line in lines]


def in_clear(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line["payload"]) for line in lines_of(file) if "payload" in line]


def rows_of(file: Path, name: str) -> list[dict[str, str]]:
    text = dict(container.unpack(file.read_bytes()))[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def run(folder: Path, *words: str) -> tuple[int, str]:
    """Run the script that lies in the folder, as a stranger does: no program, no library."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", dispute.SCRIPT, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def parcel(played: Path, tmp_path: Path) -> Path:
    """The file of a parcel that was refused and went back."""
    return export(played, tmp_path / "out", "--tracking", "8L 41392 12825 5")


# What it holds.


def test_a_parcel_from_its_arrival_to_its_leaving(parcel: Path) -> None:
    assert parcel.name == f"litige-AMP1-F-{PARCEL}.zip"
    assert [entry["kind"] for entry in in_clear(parcel)] == [
        "relay.received",
        "relay.refused",
        "relay.handed_to_postman",
    ]
    # The day is there as a whole: of what is not about it, that it is there, and not what it says.
    lines = lines_of(parcel)
    assert [line["seq"] for line in lines] == list(range(1, 96))
    assert {tuple(line) for line in lines if "payload" not in line} == {("seq", "epoch", "aud", "digest")}
    assert [row["operation_fr"] for row in rows_of(parcel, "entries.csv")] == [
        "Colissimo …8255\u00a0: réception, place B5",
        "Colissimo …8255\u00a0: refus (refusé par le destinataire)",
        "Bon B-2026-0001 signé par le facteur\u00a0: un envoi",
    ]
    papers = {row["document"]: row["file"] for row in rows_of(parcel, "papers.csv")}
    assert papers["slip:B-2026-0001"] == "slip-B-2026-0001.pdf"
    # A label and a notice show where it lies and who it is for: they are told, and not there.
    assert {name.partition(":")[0] for name, file in papers.items() if not file} == {"label", "notice"}


def test_what_speaks_of_it_by_another_code_or_takes_it_back(new: Path, tmp_path: Path) -> None:
    """An incident names our code, a complaint its number, a correction the entry: all of it is about the parcel."""

    def op(n: int) -> str:
        return f"01970000-0000-7000-8000-{n:012}"

    lines = [
        {"do": "day.open"},
        {"do": "relay.receive", "tracking": PARCEL, "shelf": "A3", "addressee": {"name": "Kessler"}},
        {"do": "relay.receive", "tracking": "6A15602683841", "shelf": "A4"},
        {"do": "relay.report_incident", "tracking": PARCEL, "incident": "damaged", "note": "coin enfoncé"},
        {"do": "relay.complain", "tracking": PARCEL, "subject": "damaged", "note": "abîmé"},
        {"do": "relay.forward_complaint", "complaint": "R-2026-0001", "to": "parent_office"},
        {"do": "relay.hand_over", "tracking": PARCEL, "collector": "addressee", "id_document": "id_card"},
        {"do": "journal.reverse", "op_of": op(6), "reason": "wrong_key"},
    ]
    told = record(new, "\n".join(json.dumps({"op": op(n), **line}) for n, line in enumerate(lines)).encode())
    assert told.codes == ["ok"] * 8, told.out
    file = export(new, tmp_path / "out", "--tracking", PARCEL)
    assert [entry["kind"] for entry in in_clear(file)] == [
        "relay.received",
        "relay.incident_noted",
        "relay.complaint_noted",
        "relay.complaint_forwarded",
        "relay.handed_over",
        "relay.reversed",
    ]
    # The day goes on: the file says so, and holds all that there is so far.
    manifest = json.loads(dict(container.unpack(file.read_bytes()))[datapackage.DESCRIPTOR])
    assert (manifest["open"], manifest["days"]) == (True, [])
    assert verify_file(file, VerifyRequest()).faults == []


def test_a_day_at_which_20_euros_are_missing(played: Path, tmp_path: Path) -> None:
    file = export(played, tmp_path / "out", "--day", DAY)
    assert file.name == f"litige-AMP1-F-{DAY}-laposte.zip"
    kinds = {entry["kind"] for entry in in_clear(file)}
    assert {"relay.sold", "relay.day_reported", "till.counted", "day.opened", "day.closed"} <= kinds
    # Of the shop's own sales nothing but that there were some.
    assert not {kind for kind in kinds if kind.startswith("shop.")}
    audiences = {line["aud"] for line in lines_of(file) if "payload" in line}
    assert audiences == {"LAPOSTE", ""}
    mine = [line for line in lines_of(file) if line["aud"] == "LAPOSTE"]
    assert mine and all("payload" in line for line in mine)
    closing = next(entry for entry in in_clear(file) if entry["kind"] == "day.closed")
    settled = [entry for entry in in_clear(file) if entry["kind"] == "till.settled"]
    assert closing["data"]["cash"]["counted_cents"] is not None
    assert all("MANDATE:LAPOSTE" in json.dumps(entry) for entry in settled) and settled
    names = {name for name, _ in container.unpack(file.read_bytes())}
    assert {"z-Z-2026-0001.pdf", f"bordereau-{DAY}.pdf"} <= names


def test_nobody_is_named_in_it(played: Path, tmp_path: Path) -> None:
    for more in (("--tracking", PARCEL), ("--day", DAY)):
        file = export(played, tmp_path / "out", *more)
        for name, content in container.unpack(file.read_bytes()):
            text = content.decode("utf-8", "ignore")
            if name.endswith(".pdf"):
                text = _pdf_text(content)
            for person in PEOPLE[:-1]:
                assert person not in text, (name, person)


def _pdf_text(content: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def test_what_is_not_there_is_said(played: Path, new: Path, tmp_path: Path) -> None:
    for data, more, code in (
        (played, ("--principal", "LAPOSTE", "--tracking", "6A00000000000"), "dispute.nothing"),
        (played, ("--principal", "PERSONNE", "--tracking", PARCEL), "partner.unknown"),
        (played, ("--principal", "DPD", "--tracking", PARCEL), "dispute.nothing"),
        (played, ("--principal", "LAPOSTE", "--day", "2026-11-20"), "day.unknown"),
        (played, ("--principal", "LAPOSTE", "--tracking", '"; --'), "dispute.nothing"),
    ):
        done = say("--data", data, "export", "dispute", "--to", tmp_path / "out", "--json", *more)
        assert (done.status, done.json["refused"]["code"]) == (3, code)
    record(new, json.dumps({"op": "01970000-0000-7000-8000-000000000001", "do": "day.open"}).encode())
    done = say(
        *("--data", new, "export", "dispute", "--principal", "LAPOSTE", "--day", DAY),
        *("--to", tmp_path / "out", "--json"),
    )
    assert done.json["refused"]["code"] == "export.day_open"
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    "more",
    [
        ("--principal", "LAPOSTE"),
        ("--tracking", PARCEL),
        ("--principal", "LAPOSTE", "--tracking", PARCEL, "--day", DAY),
        ("--principal", "LAPOSTE", "--tracking", PARCEL, "--names"),
    ],
)
def test_what_it_is_about_is_one_thing(new: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    assert say("--data", new, "export", "dispute", "--to", tmp_path, *more).status == 2


def test_tracking_goes_with_no_other_export(played: Path, tmp_path: Path) -> None:
    done = say("--data", played, "export", "laposte", "--day", DAY, "--tracking", PARCEL, "--to", tmp_path)
    assert done.status == 2


def test_made_again_it_is_the_same_and_each_time_is_written_down(played: Path, tmp_path: Path) -> None:
    first = export(played, tmp_path / "a", "--tracking", PARCEL).read_bytes()
    again = export(played, tmp_path / "b", "--tracking", PARCEL.lower()).read_bytes()
    assert first == again
    folder = tmp_path / "everything"
    assert say("--data", played, "export", "everything", "--to", folder).status == 0
    kinds = [json.loads(line)["kind"] for line in (folder / "journal.ndjson").read_bytes().splitlines()]
    assert kinds[-2:] == ["dispute.exported"] * 2
    # Another file of that name is kept: it may have been handed on.
    lying = tmp_path / "a" / f"litige-AMP1-F-{PARCEL}.zip"
    lying.write_bytes(first + b" ")
    export(played, tmp_path / "a", "--tracking", PARCEL)
    assert lying.read_bytes() == first
    assert len(list((tmp_path / "a").glob("*-autre-*.zip"))) == 1


# Read by the program.


def test_the_program_says_exactly_what_it_read(parcel: Path) -> None:
    done = say("verify", parcel, "--json")
    assert done.status == 0
    assert done.json["dispute"] == {
        "principal": "LAPOSTE",
        "tracking": PARCEL,
        "closings": 1,
        "clear": 3,
        "digests": 92,
    }
    told = say("verify", parcel, "--lang", "fr").out
    assert "Écritures lues en clair\u00a0: 3\u00a0; par leur seule empreinte\u00a0: 92" in told
    anchor = done.json["anchor"]
    assert say("verify", parcel, "--anchor", anchor).status == 0
    assert say("verify", parcel, "--anchor", anchor[:-1] + ("0" if anchor[-1] != "0" else "1")).status == 5


def without_a_line(manifest: dict[str, Any], members: dict[str, bytes]) -> dict[str, bytes]:
    lines = members["journal.ndjson"].splitlines(keepends=True)
    return {"journal.ndjson": b"".join(lines[:40] + lines[41:])}


def without_the_last(manifest: dict[str, Any], members: dict[str, bytes]) -> dict[str, bytes]:
    return {"journal.ndjson": b"".join(members["journal.ndjson"].splitlines(keepends=True)[:-1])}


def said_to_be_open(manifest: dict[str, Any], members: dict[str, bytes]) -> dict[str, bytes]:
    manifest["open"] = True
    return {}


def begun_later(manifest: dict[str, Any], members: dict[str, bytes]) -> dict[str, bytes]:
    manifest["days"][0]["from_seq"] += 1
    return {}


def of_another_anchor(manifest: dict[str, Any], members: dict[str, bytes]) -> dict[str, bytes]:
    manifest["days"][0]["anchor"] = manifest["days"][0]["anchor"][:-1] + "x"
    return {}


def with_another_list(manifest: dict[str, Any], members: dict[str, bytes]) -> dict[str, bytes]:
    return {"entries.csv": members["entries.csv"].replace(b"B5", b"B6")}


@pytest.mark.parametrize(
    "change",
    [without_a_line, without_the_last, said_to_be_open, begun_later, of_another_anchor, with_another_list],
)
def test_what_the_desks_own_key_signs_wrongly_is_told(
    played: Path, parcel: Path, tmp_path: Path, change: Any
) -> None:
    members = dict(container.unpack(parcel.read_bytes()))
    manifest = json.loads(members[datapackage.DESCRIPTOR])
    changed = change(manifest, members)
    forged = signed(played, {**members, **changed}, days=manifest["days"], open=manifest["open"])
    assert verdict(tmp_path / "forged.zip", forged).faults
    # What the entries say in words only the program can make anew.
    if change is not with_another_list:
        (tmp_path / "x").mkdir()
        (tmp_path / "x" / "litige.zip").write_bytes(forged)
        shutil.copy(script_of(parcel, tmp_path), tmp_path / "x")
        assert run(tmp_path / "x")[0] == 1


def script_of(file: Path, tmp_path: Path) -> Path:
    path = tmp_path / dispute.SCRIPT
    path.write_bytes(dict(container.unpack(file.read_bytes()))[dispute.SCRIPT])
    return path


# Read by the script alone.


def test_the_script_is_short_and_needs_nothing_but_python_and_openssl() -> None:
    text = dispute.script().decode()
    assert len(text.splitlines()) <= 80
    (imported,) = re.findall(r"^import (.+)$", text, re.MULTILINE)
    assert set(imported.split(", ")) <= sys.stdlib_module_names


@pytest.mark.parametrize("more", [("--tracking", PARCEL), ("--day", DAY)])
def test_the_script_checks_it_in_an_empty_folder(played: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    file, folder = export(played, tmp_path / "out", *more), tmp_path / "x"
    with zipfile.ZipFile(file) as packed:
        packed.extractall(folder)
    known = say("verify", file, "--json").json
    for _ in range(2):
        status, told = run(folder)
        assert (status, "Tout tient." in told) == (0, True), told
        assert known["anchor"] in told and known["key"] in told
        # The second time the file itself lies there too, as it is handed over.
        shutil.copy(file, folder)
    assert "À côté, pas vérifié : rien" in told
    (folder / "autre.txt").write_text("x")
    assert "À côté, pas vérifié : autre.txt" in run(folder)[1]
    empty = tmp_path / "empty"
    empty.mkdir()
    shutil.copy(folder / dispute.SCRIPT, empty)
    assert run(empty)[0] == 1


def test_every_byte_that_is_changed_is_told(played: Path, parcel: Path, tmp_path: Path) -> None:
    """50 (300) single bytes of the file, its container included: the script and the program tell each."""
    day = export(played, tmp_path / "out", "--day", DAY)
    folder, dice = tmp_path / "x", dice_of(__name__)
    folder.mkdir()
    shutil.copy(script_of(parcel, tmp_path), folder)
    for n in range(CHANGES):
        # A day has some hundred signatures to check: one change in ten is of it.
        data = bytearray((day if n % 10 == 0 else parcel).read_bytes())
        at = dice.randrange(len(data))
        data[at] ^= dice.randrange(1, 256)
        (folder / "litige.zip").write_bytes(data)
        status, told = run(folder, "litige.zip")
        assert (status, "FAUX" in told) == (1, True), (at, told)
        assert verify_file(folder / "litige.zip", VerifyRequest()).faults, at


def test_every_byte_of_an_unpacked_member_that_is_changed_is_told(parcel: Path, tmp_path: Path) -> None:
    """Each member, the script itself too, checked by the script that lies beside."""
    members, dice = container.unpack(parcel.read_bytes()), dice_of(f"{__name__} unpacked")
    folder = tmp_path / "x"
    folder.mkdir()
    for name, content in members:
        (folder / name).write_bytes(content)
    for name, content in members:
        for _ in range(20 if FULL else 4):
            data = bytearray(content)
            data[dice.randrange(len(data))] ^= dice.randrange(1, 256)
            (folder / name).write_bytes(data)
            assert run(folder)[0] != 0, name
        (folder / name).write_bytes(content)
    for name, content in members:
        (folder / name).unlink()
        assert run(folder)[0] != 0, name
        (folder / name).write_bytes(content)
    assert run(folder)[0] == 0
