"""La Poste's daily file: always the same bytes, agreeing with the Z, and any change in it is found."""

import csv
import hashlib
import importlib
import io
import json
import random
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from concierge_desk import __version__
from concierge_desk.domain.journal import Entry, digest_of, link
from concierge_desk.exporting import container
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_file
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.signing.signer import Signer
from tests.cli.helpers import codes, make, record, say, signed, verdict
from tests.e2e.driver import CLOCK, DAY, ENTRIES, FULL, LINES, PEOPLE, Shop, environment
from tests.not_tried import NOT_TRIED
from tests.sizes import few
from tests.store.forged import Line, forge
from tests.store.stores import entries as stored
from tests.store.stores import raw

MEMBERS = (
    *("datapackage.json", "operations.csv", "custody.csv", "held.csv", "stock.csv", "takings.csv"),
    *("journal.ndjson", "bordereau.pdf", "bordereau.xlsx", "verifier.html", "LISEZMOI.txt", "signature"),
)


def export(data: Path, folder: Path, *more: str) -> Any:
    done = say("--data", data, "export", "laposte", "--day", DAY, "--to", folder, "--json", *more)
    assert done.status == 0, done
    return done.json


def members_of(data: bytes) -> dict[str, bytes]:
    return dict(container.unpack(data))


def test_a_partners_file_by_his_code(tmp_path: Path) -> None:
    desk, out = make(tmp_path / "desk"), tmp_path / "out"
    lines = [
        {"op": "01970000-0000-7000-8000-000000000001", "do": "day.open"},
        {
            "op": "01970000-0000-7000-8000-000000000002",
            "do": "partner.set",
            "partner": "ATELIER",
            "name": "Atelier",
            "regime": "mandate",
        },
        {"op": "01970000-0000-7000-8000-000000000003", "do": "day.close", "counted_cents": None},
    ]
    assert record(desk, "\n".join(map(json.dumps, lines)).encode()).codes == ["ok"] * 3
    asked = ("--data", desk, "export", "partner", "--day", DAY, "--to", out, "--json")
    assert say(*asked).status == 2
    assert say("--data", desk, "export", "laposte", "--principal", "X", "--day", DAY, "--to", out).status == 2
    made = say(*asked, "--principal", "atelier")
    assert made.status == 0, made
    assert Path(made.json["path"]).name == f"partner-atelier-AMP1-F-{DAY}.zip"
    assert verify_file(Path(made.json["path"]), VerifyRequest()).faults == []
    nobody = say(*asked, "--principal", "PERSONNE")
    assert (nobody.status, nobody.json["refused"]["code"]) == (3, "partner.no_statement")
    odd = say(*asked, "--principal", "no code")
    assert (odd.status, odd.json["refused"]["code"]) == (3, "partner.unknown")


def rows_of(data: bytes, name: str) -> list[dict[str, str]]:
    text = members_of(data)[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def cents(text: str) -> int:
    return int(Decimal(text.replace(",", ".")) * 100)


def entries(data: Path) -> int:
    return int(say("--data", data, "verify", "--json").json["entries"])


# Always the same.


def test_made_twice_it_is_the_same_and_no_entry_is_written(played: Path, tmp_path: Path) -> None:
    """R-2.22, R-6.03: had again, it is the same bytes."""
    first = export(played, tmp_path / "a")
    assert not first["again"]
    assert entries(played) == ENTRIES + 1
    again = export(played, tmp_path / "b")
    assert (again["again"], again["sha256"]) == (True, first["sha256"])
    assert Path(again["path"]).read_bytes() == Path(first["path"]).read_bytes()
    assert Path(first["path"]).name == f"laposte-AMP1-F-{DAY}.zip"
    over = export(played, tmp_path / "a")
    assert over["path"] == first["path"]
    assert [path.name for path in (tmp_path / "a").iterdir()] == [Path(first["path"]).name]
    assert entries(played) == ENTRIES + 1


def test_made_in_another_process_and_after_a_rebuild_it_is_the_same(
    played: Path, exported: bytes, tmp_path: Path
) -> None:
    assert Path(export(played, tmp_path / "a")["path"]).read_bytes() == exported
    assert say("--data", played, "verify", "--rebuild").status == 0
    assert Path(export(played, tmp_path / "b")["path"]).read_bytes() == exported
    elsewhere = Shop(played).run("export", "laposte", "--day", DAY, "--to", tmp_path / "c", "--json").json
    assert Path(elsewhere["path"]).read_bytes() == exported


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_language_of_the_screen_changes_nothing(
    played: Path, exported: bytes, tmp_path: Path, lang: str
) -> None:
    assert Path(export(played, tmp_path, "--lang", lang)["path"]).read_bytes() == exported


def test_acts_after_the_closing_change_nothing(played: Path, exported: bytes, tmp_path: Path) -> None:
    """R-2.22: the statement is made from closed data alone."""
    for _ in range(2):
        assert (
            say("--data", played, "print", "z:Z-2026-0001", "--as", "text", "--to", tmp_path / "z").status
            == 0
        )
    opening = b'{"op":"01970000-0000-7000-8000-000000000f01","do":"day.open"}\n'
    assert record(played, opening, "--clock", "2026-11-26T08:00").status == 0
    assert Path(export(played, tmp_path)["path"]).read_bytes() == exported


def test_a_file_that_was_made_otherwise_is_told_and_not_written(
    played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same version makes other bytes than it did: an integrity failure, and nothing is written."""
    from concierge_desk.jobs import daily_file as daily
    from concierge_desk.jobs import export as exports

    first = export(played, tmp_path)
    before = Path(first["path"]).read_bytes()
    words = ("--data", played, "export", "laposte", "--day", DAY, "--to", tmp_path, "--json")
    monkeypatch.setattr(daily, "render", lambda *_: b"%PDF-1.4 another program")
    done = say(*words)
    assert (done.status, done.json["refused"]["code"]) == (5, "export.changed")
    assert Path(first["path"]).read_bytes() == before
    # Under another version it is a new edition, named so.
    monkeypatch.setattr(exports, "__version__", "9.9.9")
    done = say(*words)
    assert done.status == 0
    assert Path(done.json["path"]).name == f"laposte-AMP1-F-{DAY}-réédition, version 9.9.9.zip"
    assert Path(first["path"]).read_bytes() == before
    assert entries(played) == ENTRIES + 1


def test_a_file_that_another_version_wrote_before_is_a_reissue_and_says_so(
    played: Path, exported: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what, and by whom; what it tells of the day is the same, and however often it is asked for, so is the file."""
    from concierge_desk.jobs import daily_check as verifying
    from concierge_desk.jobs import export as exports

    first = export(played, tmp_path)
    for module in (exports, verifying):
        monkeypatch.setattr(module, "__version__", "9.9.9")
    done = export(played, tmp_path)
    assert (done["again"], export(played, tmp_path)["sha256"]) == (True, done["sha256"])
    again = members_of(Path(done["path"]).read_bytes())
    known = members_of(exported)
    reissue = {"sha256": first["sha256"], "software": __version__}
    assert json.loads(again["datapackage.json"])["reissue"] == reissue
    assert "reissue" not in json.loads(known["datapackage.json"])
    text = again["LISEZMOI.txt"].decode()
    assert "RÉÉDITION" in text and first["sha256"] in text and __version__ in text
    assert "RÉÉDITION" not in known["LISEZMOI.txt"].decode()
    apart = {"datapackage.json", "LISEZMOI.txt", "signature"}
    assert {name for name in again if again[name] != known[name]} == apart
    assert verify_file(Path(done["path"]), VerifyRequest()).faults == []
    # What it says of the first is held as everything else is.
    for other in (None, {}, {**reissue, "sha256": "0" * 64}, {**reissue, "more": 1}, "9"):
        assert_found(verdict(tmp_path / "r.zip", signed(played, again, reissue=other)), other)


# What does not hold.


def unsound(data: Path, folder: Path) -> Any:
    """Ask for the file of a day that does not hold; nobody is handed one."""
    to = folder / "laposte"
    done = say("--data", data, "export", "laposte", "--day", DAY, "--to", to, "--json")
    assert (done.status, done.json["refused"]["code"]) == (5, "export.unsound"), done
    assert list(to.glob("*")) == []
    assert "export.made" not in {entry.kind for entry in entries_of(data)}
    found = say("--data", data, "verify", "--signatures", "--json").json["faults"]
    return {(one["code"], one["seq"]) for one in found}


def entries_of(data: Path) -> list[Entry]:
    keys = load_keys(DataFolder(data))
    return stored(DataFolder(data).store, keys.store_key)


def test_a_day_with_an_entry_that_was_changed_is_not_handed_on(played: Path, tmp_path: Path) -> None:
    sold = next(entry for entry in entries_of(played) if entry.kind == "relay.sold")
    with raw(DataFolder(played).store, load_keys(DataFolder(played)).store_key) as rows:
        rows.execute("UPDATE journal SET sig = zeroblob(64) WHERE seq = ?", (sold.seq,))
    assert ("signature", sold.seq) in unsound(played, tmp_path)


def test_a_day_whose_chain_was_cut_is_not_handed_on(played: Path, tmp_path: Path) -> None:
    """An entry of the shop's, which La Poste has the hash of alone."""
    own = next(entry for entry in entries_of(played) if entry.kind == "shop.sold")
    with raw(DataFolder(played).store, load_keys(DataFolder(played)).store_key) as rows:
        rows.execute("UPDATE journal SET digest = zeroblob(32) WHERE seq = ?", (own.seq,))
    assert ("digest", own.seq) in unsound(played, tmp_path)


@pytest.mark.usefixtures("expected_log")
def test_a_day_that_was_signed_anew_and_does_not_add_up_is_not_handed_on(
    played: Path, tmp_path: Path
) -> None:
    """The opening tells of it too: the anchor of the closing, kept beside the store, is another."""

    def cheaper(lines: list[Line]) -> None:
        sold = next(line for line in lines if line.kind == "relay.sold")
        sold.data["line"]["cents"] += 1

    forge(played, cheaper)
    assert "books" in {code for code, _seq in unsound(played, tmp_path)}


def test_another_file_of_that_name_is_kept_and_told(played: Path, tmp_path: Path) -> None:
    """Such as the file of a day that an older store has no memory of."""
    first = Path(export(played, tmp_path)["path"])
    made = first.read_bytes()
    for other in (b"another", bytes(len(made))):
        first.write_bytes(other)
        done = export(played, tmp_path)
        assert (Path(done["path"]), first.read_bytes()) == (first, made)
        kept = Path(done["closings"][-1]["kept"])
        assert (kept.parent, kept.read_bytes()) == (tmp_path, other)
    assert "kept" not in export(played, tmp_path)["closings"][-1]
    first.write_bytes(b"another")
    said = say("--data", played, "export", "laposte", "--day", DAY, "--to", tmp_path)
    assert "-autre-" in said.out


# What it says.


def typed_lines(readme: str) -> list[str]:
    """What LISEZMOI.txt says to type: the lines that stand furthest in, of that part."""
    part = readme.split("Par un terminal", 1)[1].split("\n-----BEGIN", 1)[0]
    return [line.strip() for line in part.splitlines() if line.startswith("    ")]


def test_what_the_readme_says_to_type_checks_the_file(exported: bytes, tmp_path: Path) -> None:
    """By programs of other people, typed as it stands there: the whole file passes, a changed one does not."""
    for program in ("bash", "openssl", "sha256sum", "awk", "sed"):
        if shutil.which(program) is None:
            pytest.skip(f"{NOT_TRIED}: {program} is missing (python3 dev.py system)")
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        archive.extractall(tmp_path)
    sums, key, signature, fingerprint = typed_lines((tmp_path / "LISEZMOI.txt").read_text("utf-8"))

    def run(line: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            cwd=tmp_path,
            env=environment(LC_ALL="C"),
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stdout.decode()

    status, told = run(sums)
    assert status == 0 and told.splitlines() == [f"{name}: OK" for name in MEMBERS[1:-1]]
    assert run(key)[0] == 0
    assert run(signature) == (0, "Signature Verified Successfully\n")
    known = verdict(tmp_path / "r.zip", exported)
    assert run(fingerprint) == (0, known.fingerprint.replace("-", "") + "\n")
    for said in (known.fingerprint, known.anchor):
        assert said in (tmp_path / "LISEZMOI.txt").read_text("utf-8")
    (tmp_path / "held.csv").write_bytes(b"changed")
    assert run(sums)[0] != 0
    description = (tmp_path / "datapackage.json").read_bytes()
    (tmp_path / "datapackage.json").write_bytes(description.replace(b"AMP1", b"AMP2", 1))
    assert run(signature)[0] != 0


def test_the_paper_is_handed_what_the_page_shows(
    played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one in the file, and the one that the shop prints: key and anchor, to be compared."""
    from concierge_desk.services.relay import documents

    drawn, draw = [], documents.bordereau

    def kept(*given: Any) -> Any:
        drawn.append(given[-1])
        return draw(*given)

    monkeypatch.setattr(documents, "bordereau", kept)
    path = Path(export(played, tmp_path)["path"])
    words = ("print", f"bordereau:{DAY}", "--as", "text", "--to", tmp_path / "papier.txt")
    assert say("--data", played, *words).status == 0
    known = verdict(tmp_path / "r.zip", path.read_bytes())
    assert {(marks.fingerprint, marks.anchor) for marks in drawn} == {(known.fingerprint, known.anchor)}


def test_the_page_that_checks_a_file_is_had_apart_without_any_desk(exported: bytes, tmp_path: Path) -> None:
    words = ("--data", tmp_path / "none", "export", "verifier", "--to", tmp_path / "page")
    done = say(*words, "--json")
    assert done.status == 0 and Path(done.json["path"]) == tmp_path / "page" / "verifier.html"
    content = Path(done.json["path"]).read_bytes()
    assert content == members_of(exported)["verifier.html"]
    assert done.json["sha256"] == hashlib.sha256(content).hexdigest()
    # What lies there under its name is put right.
    Path(done.json["path"]).write_bytes(b"another page")
    assert say(*words).status == 0
    assert Path(done.json["path"]).read_bytes() == content
    assert [path.name for path in (tmp_path / "page").iterdir()] == ["verifier.html"]
    assert not (tmp_path / "none").exists()
    for more, told in (
        (("--day", DAY), "--day"),
        (("--closing", "Z-2026-0001"), "--closing"),
        (("--names",), "--names"),
    ):
        done = say(*words, *more)
        assert done.status == 2 and told in done.err


def test_it_agrees_with_the_z_to_the_cent(played: Path, exported: bytes) -> None:
    status = say("--data", played, "day", "status", "--day", DAY, "--json").json
    charged = [cents(row["amount"]) for row in rows_of(exported, "operations.csv") if row["amount"]]
    assert sum(charged) == status["funds"]["MANDATE:LAPOSTE"] == 30878
    taken = {row["means"]: cents(row["charged"]) for row in rows_of(exported, "takings.csv")}
    assert list(taken) == ["cash", "card", "cheque"]
    assert sum(taken.values()) == 30878
    assert [cents(row["refunded"]) for row in rows_of(exported, "takings.csv")] == [0, 0, 0]
    # What is not La Poste's in each means is the shop's own.
    assert sum(status["means"][means] - taken[means] for means in taken) == status["funds"]["OWN"]
    stock = {row["product"]: int(row["closing"]) for row in rows_of(exported, "stock.csv")}
    assert stock == status["stock"]
    assert {row["product"]: int(row["restock"]) for row in rows_of(exported, "stock.csv")} == {
        "LI_20": 31,
        "LV_20": 26,
    }
    moved = [row["movement"] for row in rows_of(exported, "custody.csv")]
    counts = [moved.count(name) for name in ("arrivee", "remise", "refus", "retour")]
    assert counts == [8, 4, 1, 1]
    held = rows_of(exported, "held.csv")
    assert len(held) == status["custody"]["held"] == 3
    assert [row["deadline_day"] for row in held] == sorted(row["deadline_day"] for row in held)


def test_it_holds_no_name(exported: bytes) -> None:
    for name, content in members_of(exported).items():
        texts = [content.decode("latin-1"), content.decode("utf-8", "replace")]
        if name.endswith(".pdf"):
            with pypdfium2.PdfDocument(content) as paper:
                texts += [page.get_textpage().get_text_bounded() for page in paper]
            assert "308,78" in texts[-1]
        for person in PEOPLE:
            assert not [text for text in texts if person in text], (name, person)


def test_it_holds_the_full_numbers_one_a_row(exported: bytes) -> None:
    found = {row["tracking"] for row in rows_of(exported, "custody.csv")}
    assert {"861011301731382", "RB123456785XX", "EP111111110FR", "XA001134936TS"} <= found


def test_entries_of_others_are_digests_alone(exported: bytes) -> None:
    lines = [json.loads(line) for line in members_of(exported)["journal.ndjson"].splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, ENTRIES + 1))
    assert {tuple(line) for line in lines if line["aud"] == "LAPOSTE"} == {
        ("seq", "epoch", "aud", "payload", "hash", "sig")
    }
    assert {tuple(line) for line in lines if line["aud"] != "LAPOSTE"} == {("seq", "epoch", "aud", "digest")}
    descriptor = json.loads(members_of(exported)["datapackage.json"])
    assert descriptor["from_seq"] == 1
    assert descriptor["prev_hash"] == "0" * 64


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
@pytest.mark.parametrize("how", ["zip", "folder"])
def test_frictionless_finds_it_valid(exported: bytes, tmp_path: Path, how: str) -> None:
    frictionless = importlib.import_module("frictionless")
    target = tmp_path / "releve.zip"
    target.write_bytes(exported)
    if how == "folder":
        with zipfile.ZipFile(target) as archive:
            archive.extractall(tmp_path / "ouvert")
        target = tmp_path / "ouvert" / "datapackage.json"
    found = frictionless.validate(str(target), type="package")
    assert found.valid, found.to_summary()
    assert [task.name for task in found.tasks if task.type == "table"] == [
        *("operations", "custody", "held", "stock", "takings")
    ]
    assert not found.warnings


def test_any_zip_program_opens_it(exported: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == sorted(MEMBERS)
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


# Verified without any desk.


def test_it_is_verified_on_a_machine_without_a_desk(exported: bytes, tmp_path: Path) -> None:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    path = tmp_path / "releve.zip"
    path.write_bytes(exported)
    home.chmod(0o500)
    work.chmod(0o500)
    done = subprocess.run(
        [sys.executable, "-B", "-m", "concierge_desk", "verify", str(path), "--json"],
        cwd=work,
        env=environment(HOME=str(home)),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    told = json.loads(done.stdout)
    assert told["ok"]
    assert told["entries"] == ENTRIES
    assert told["signatures_checked"] + told["signatures_left_out"] == ENTRIES
    assert list(home.iterdir()) == list(work.iterdir()) == []


def test_the_keys_fingerprint_is_told_and_compared(played: Path, exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "releve.zip"
    path.write_bytes(exported)
    told = say("verify", path, "--json").json
    key = told["key"]
    assert key == say("--data", played, "verify", "--json").json["key"]
    assert told["anchor"] == say("--data", played, "day", "status", "--json").json["anchor"]
    for right in (key, key.upper(), key.replace("-", " "), key.replace("-", "")):
        assert say("verify", path, "--key", right).status == 0
        assert say("--data", played, "verify", "--key", right).status == 0
    wrong = ("f" if key[0] != "f" else "0") + key[1:]
    for other in (wrong, key[:-1], "", "no key at all"):
        done = say("verify", path, "--key", other, "--json")
        assert (done.status, done.json["faults"][0]["code"]) == (5, "key")
        assert say("--data", played, "verify", "--key", other).status == 5


def test_the_verdict_in_plain_words(exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "releve.zip"
    path.write_bytes(exported)
    assert say("verify", path).out != say("verify", path, "--lang", "en").out
    assert say("verify", path, "--lang", "en").out.endswith("Everything holds.\n")
    path.write_bytes(exported[:-1] + b"\x01")
    done = say("verify", path, "--lang", "en")
    assert done.status == 5
    assert "Something does not hold" in done.out


def test_a_file_has_no_tables_to_rebuild(exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "releve.zip"
    path.write_bytes(exported)
    assert say("verify", path, "--rebuild").status == 2


def test_the_anchor_on_paper_is_compared(played: Path, exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "releve.zip"
    path.write_bytes(exported)
    anchor = say("--data", played, "day", "status", "--json").json["anchor"]
    assert say("verify", path, "--anchor", anchor).status == 0
    assert say("verify", path, "--anchor", f"A{ENTRIES}:0123456789abcdef").status == 5


# Any change is found.


def assert_found(found: Any, where: object = None) -> None:
    assert found.faults, where


def test_a_changed_byte_anywhere_is_found(exported: bytes, tmp_path: Path) -> None:
    """Container, headers, members, signature: in full every 13th byte, each edge of each member, and its surroundings."""
    dice = random.Random(len(exported))
    positions = {*range(40), *range(len(exported) - 60, len(exported))}
    for name in MEMBERS:
        start = exported.find(members_of(exported)[name])
        length = len(members_of(exported)[name])
        positions |= {start - 1, start, start + length // 2, start + length - 1, start + length}
    positions |= (
        set(range(0, len(exported), 13)) if FULL else {dice.randrange(len(exported)) for _ in range(300)}
    )
    path = tmp_path / "releve.zip"
    for position in sorted(positions):
        changed = bytearray(exported)
        changed[position] ^= 1 << dice.randrange(8)
        assert_found(verdict(path, bytes(changed)), position)


@few(4)
@pytest.mark.parametrize("name", MEMBERS)
def test_a_changed_member_is_found_whatever_the_container_says(
    exported: bytes, tmp_path: Path, name: str
) -> None:
    """Checksums of the zip made anew: what is left to find it are hashes, signature, lists."""
    dice = random.Random(name)
    found = members_of(exported)
    size = len(found[name])
    every = size if FULL and size < 6000 else 40 if FULL else 12
    places = range(size) if every == size else [dice.randrange(size) for _ in range(every)]
    for place in places:
        changed = bytearray(found[name])
        changed[place] ^= 1 << dice.randrange(8)
        packed = container.pack(list({**found, name: bytes(changed)}.items()))
        assert_found(verdict(tmp_path / "r.zip", packed), place)


def test_cut_lengthened_empty_and_foreign_files_are_found(exported: bytes, tmp_path: Path) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members_of(exported).items():
            archive.writestr(name, content)
    for data in (
        *(b"", b"PK", b"not a zip", exported[:-1], exported[: len(exported) // 2], exported + b"\0"),
        *(
            b"\0" + exported,
            exported + exported,
            stored.getvalue(),
            zlib.compress(exported),
            b"\xff" * 10_000,
        ),
    ):
        assert_found(verdict(tmp_path / "r.zip", data))


@pytest.mark.parametrize("name", MEMBERS)
def test_a_missing_added_or_renamed_member_is_found(
    played: Path, exported: bytes, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "r.zip"
    found = members_of(exported)
    without = {known: content for known, content in found.items() if known != name}
    assert_found(verdict(path, container.pack(list(without.items()))))
    assert_found(verdict(path, container.pack([*without.items(), (f"{name}.bak", found[name])])))
    assert_found(verdict(path, container.pack([*found.items(), (f"2{name}", found[name])])))
    if name != "signature":  # it is the last
        assert_found(verdict(path, container.pack([*without.items(), (name, found[name])])))


def test_only_as_told_it_passes(played: Path, exported: bytes, tmp_path: Path) -> None:
    """The signing helper itself changes nothing: what the next tests find is what they changed."""
    assert signed(played, members_of(exported)) == exported
    assert verdict(tmp_path / "r.zip", exported).faults == []


def lines_of(members: dict[str, bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in members["journal.ndjson"].splitlines()]


def to_member(lines: list[dict[str, Any]]) -> bytes:
    return b"".join(
        json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for line in lines
    )


def withheld(line: dict[str, Any]) -> dict[str, Any]:
    kept = {name: line[name] for name in ("seq", "epoch", "aud")}
    return {**kept, "digest": digest_of(line["payload"].encode()).hex()}


def test_an_entry_of_the_readers_own_that_is_withheld_is_named(
    played: Path, exported: bytes, tmp_path: Path
) -> None:
    """Signed with the desk's own key: the chain, the anchor, every hash hold. Only the withholding is left."""
    found = members_of(exported)
    own = [place for place, line in enumerate(lines_of(found)) if line["aud"] == "LAPOSTE"]
    assert len(own) > 30
    for place in own if FULL else random.Random(7).sample(own, 8):
        lines = lines_of(found)
        lines[place] = withheld(lines[place])
        packed = signed(played, {**found, "journal.ndjson": to_member(lines)})
        told = verdict(tmp_path / "r.zip", packed)
        assert [(fault["code"], fault["seq"]) for fault in told.faults] == [("withheld", place + 1)]
        assert say("verify", tmp_path / "r.zip").status == 5


def test_an_entry_withheld_under_another_name_is_found(played: Path, exported: bytes, tmp_path: Path) -> None:
    """Relabelled as somebody else's: the link holds the audience, so the chain breaks there."""
    found = members_of(exported)
    lines = lines_of(found)
    place = next(n for n, line in enumerate(lines) if line["aud"] == "LAPOSTE")
    lines[place] = {**withheld(lines[place]), "aud": ""}
    told = verdict(tmp_path / "r.zip", signed(played, {**found, "journal.ndjson": to_member(lines)}))
    assert "hash" in codes(told) or "anchor" in codes(told)


@pytest.mark.parametrize("change", ["removed", "twice", "swapped", "first", "last", "none"])
def test_lines_removed_repeated_or_swapped_are_found(
    played: Path, exported: bytes, tmp_path: Path, change: str
) -> None:
    found = members_of(exported)
    lines = lines_of(found)
    match change:
        case "removed":
            del lines[40]
        case "twice":
            lines.insert(40, lines[40])
        case "swapped":
            lines[40], lines[41] = lines[41], lines[40]
        case "first":
            del lines[0]
        case "last":
            del lines[-1]
        case "none":
            lines.clear()
    assert_found(verdict(tmp_path / "r.zip", signed(played, {**found, "journal.ndjson": to_member(lines)})))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("takings.csv", b"cash;", b"cash;1"),
        ("takings.csv", b",", b",1"),
        ("operations.csv", b"11,19", b"11,18"),
        ("stock.csv", b"374", b"375"),
        ("held.csv", b"held", b"refused"),
        ("custody.csv", b"arrivee", b"remise"),
        ("LISEZMOI.txt", b"La Poste", b"la poste"),
        ("bordereau.pdf", b"%PDF-1.", b"%PDF-2."),
    ],
)
def test_a_list_that_says_else_than_the_entries_is_found(
    played: Path, exported: bytes, tmp_path: Path, name: str, old: bytes, new: bytes
) -> None:
    """Everything hashed and signed anew by the desk itself: the lists are made anew from the entries."""
    found = members_of(exported)
    assert old in found[name]
    packed = signed(played, {**found, name: found[name].replace(old, new, 1)})
    told = verdict(tmp_path / "r.zip", packed)
    assert [(fault["code"], fault["detail"]) for fault in told.faults] == [("changed", name)]
    assert say("verify", tmp_path / "r.zip").status == 5


@few(8)
@pytest.mark.parametrize(
    "properties",
    [
        {"day": "2026-11-26"},
        {"day": "2026-11-26", "name": "laposte-amp1-f-2026-11-26"},
        {"practice": False},
        {"desk": "AMP1"},
        {"epoch": "B"},
        {"anchor": "A95:0123456789abcdef"},
        {"prev_hash": "00" * 31 + "01"},
        {"prev_hash": "00"},
        {"from_seq": 2},
        {"from_seq": "1"},
        {"from_seq": True},
        {"from_seq": 10**30},
        {"public_key": "00" * 32},
        {"public_key": "zz"},
        {"public_key": 7},
        {"export": "unknown"},
        {"export": None},
        {"principal": "DPD"},
        {"created": "2026-11-25T00:00:00.000Z"},
        {"title": "Relevé"},
        {"software": "0.0.0"},
        {"more": 1},
        {"profile": "tabular-data-package"},
        {"resources": []},
        {"resources": [None]},
        {"resources": {}},
    ],
)
def test_a_manifest_that_says_else_is_found(
    played: Path, exported: bytes, tmp_path: Path, properties: dict[str, Any]
) -> None:
    found = members_of(exported)
    descriptor = json.loads(found["datapackage.json"]) | properties
    manifest = (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
    signature = Signer(load_keys(DataFolder(played)).seed).sign(manifest)
    told = verdict(
        tmp_path / "r.zip",
        container.pack(list({**found, "datapackage.json": manifest, "signature": signature}.items())),
    )
    if properties == {"software": "0.0.0"}:
        # Another version may have written other papers; entries and lists are held all the same.
        assert told.faults == []
        return
    assert_found(told)


@pytest.mark.parametrize("name", ["datapackage.json", "journal.ndjson"])
@pytest.mark.parametrize(
    "content",
    [
        *(
            b"",
            b"{",
            b"null",
            b"[]",
            b"{}",
            b"{}\n",
            b"\xff\xfe",
            b'{"resources":[]}',
            b"[" * 100_000,
            b"NaN",
        ),
        *(b'{"seq":1}\n', b'{"a":1,"a":1}', b"1" * 5000, b'"\\ud800"', b"\n", b"\n\n\n"),
    ],
)
def test_what_cannot_be_read_is_an_integrity_failure(
    played: Path, exported: bytes, tmp_path: Path, name: str, content: bytes
) -> None:
    found = {**members_of(exported), name: content}
    if name == "journal.ndjson":
        packed = signed(played, found)
    else:
        signature = Signer(load_keys(DataFolder(played)).seed).sign(content)
        packed = container.pack(list({**found, "signature": signature}.items()))
    path = tmp_path / "r.zip"
    assert_found(verdict(path, packed))
    done = say("verify", path, "--json")
    assert (done.status, done.json["ok"]) == (5, False)


def chained(data: Path, members: dict[str, bytes], change: Callable[[dict[str, Any]], None]) -> bytes:
    """A file whose entries the desk wrote and signed anew, from the first one that `change` touched on."""
    hand = Signer(load_keys(DataFolder(data)).seed)
    lines = lines_of(members)
    head = bytes(32)
    for line in lines:
        if "payload" in line:
            value = json.loads(line["payload"])
            change(value)
            line["payload"] = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            digest = digest_of(line["payload"].encode())
        else:
            digest = bytes.fromhex(line["digest"])
        head = link("AMP1-F/" + line["epoch"], line["seq"], head, line["aud"], digest)
        if "payload" in line:
            line |= {"hash": head.hex(), "sig": hand.sign(head).hex()}
    anchor = f"{lines[-1]['epoch']}{lines[-1]['seq']}:{head.hex()[:16]}"
    return signed(data, {**members, "journal.ndjson": to_member(lines)}, anchor=anchor)


def of_kind(kind: str, change: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    def changed(value: dict[str, Any]) -> None:
        if value["kind"] == kind:
            change(value)

    return changed


def test_chaining_anew_changes_nothing_by_itself(played: Path, exported: bytes) -> None:
    assert chained(played, members_of(exported), lambda _value: None) == exported


REPORTED = "relay.day_reported"


@few(8)
@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (REPORTED, lambda value: value["data"].pop("takings")),
        (REPORTED, lambda value: value["data"].update(takings=None)),
        (REPORTED, lambda value: value["data"].update(takings=[1])),
        (REPORTED, lambda value: value["data"].update(held="none")),
        (REPORTED, lambda value: value["data"].update(held=[{}])),
        (REPORTED, lambda value: value["data"].update(stock=[])),
        (REPORTED, lambda value: value["data"].update(charged_cents=1)),
        (REPORTED, lambda value: value["data"]["custody"].update(received=9)),
        (REPORTED, lambda value: value["data"].update(deposits=14)),
        (REPORTED, lambda value: value.update(kind="relay.reported_day")),
        (REPORTED, lambda value: value.update(day="2026-11-26")),
        (REPORTED, lambda value: value["data"].clear()),
        ("relay.received", lambda value: value["data"].clear()),
        ("relay.received", lambda value: value.update(data=[])),
        ("relay.received", lambda value: value.pop("at")),
        ("relay.received", lambda value: value.update(at="yesterday")),
        ("relay.received", lambda value: value.update(v=2)),
        ("relay.received", lambda value: value["data"].update(deadline_day="soon")),
        ("relay.sold", lambda value: value["data"].update(quantity="many")),
        ("relay.sold", lambda value: value["data"].update(line=None)),
        ("relay.sold", lambda value: value["data"]["line"].update(cents=1)),
        ("relay.franked", lambda value: value["data"].pop("line")),
        ("relay.stock_received", lambda value: value["data"].update(quantity=1)),
    ],
)
def test_entries_that_do_not_add_up_are_found_even_when_the_desk_signed_them(
    played: Path, exported: bytes, tmp_path: Path, kind: str, change: Callable[[dict[str, Any]], None]
) -> None:
    """Chain, hashes, signatures, anchor: everything holds. What the file says of the day does not."""
    packed = chained(played, members_of(exported), of_kind(kind, change))
    assert packed != exported
    assert_found(verdict(tmp_path / "r.zip", packed))
    assert say("verify", tmp_path / "r.zip", "--json").status == 5


def test_a_file_signed_by_another_desk_is_told_by_its_key(new: Path, exported: bytes, tmp_path: Path) -> None:
    """Who signs is not proved by the file: its fingerprint is what the receiver compares."""
    other = tmp_path / "autre"
    assert say("--data", other, "init", "--site", "ampere", "--practice", "--clock", CLOCK).status == 0
    record(other, LINES, "--clock", CLOCK)
    mine = tmp_path / "r.zip"
    mine.write_bytes(exported)
    key = say("verify", mine, "--json").json["key"]
    theirs = Path(export(other, tmp_path / "out")["path"])
    assert verify_file(theirs, VerifyRequest()).faults == []
    assert codes(verify_file(theirs, VerifyRequest(key=key))) == ["key"]
    # The signature of one under the manifest of the other holds nothing.
    mixed = {**members_of(exported), "signature": members_of(theirs.read_bytes())["signature"]}
    assert codes(verdict(mine, container.pack(list(mixed.items())))) == ["signature"]
