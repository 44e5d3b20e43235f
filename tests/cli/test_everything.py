"""``export everything``: what the store has, in files that any program opens; a name only where it was asked for."""

import csv
import hashlib
import io
import json
import logging
import os
import re
import shutil
import sys
import tracemalloc
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.domain import canonical
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.exporting.journal_out import JOURNAL
from concierge_desk.exporting.tables import from_store
from concierge_desk.jobs.full_export import all_tables, export_everything
from concierge_desk.paths import DataFolder
from concierge_desk.signing import signer
from concierge_desk.signing.keys import load_keys
from concierge_desk.signing.passphrase import NO_PASSPHRASE, PassphraseSource
from concierge_desk.store import journal
from tests.cli.helpers import end_log, record, say
from tests.e2e.driver import DAY, ENTRIES, FULL, PEOPLE, Shop, to_lines
from tests.exporting.csv_reader import from_csv
from tests.failures import keystores
from tests.real_site import REAL_SITE
from tests.store.stores import raw

NEXT = "2026-11-26T08:00"
CUSTOMER = "Ségolène Wœhrling"
FORMULA = "=1+1"
SALE = [{"do": "shop.sell", "article": "PIEGE"}]
ACTS: tuple[dict[str, Any], ...] = (
    {"do": "day.open"},
    {
        "do": "shop.article_set",
        "article": "PIEGE",
        "label": FORMULA,
        "cents": 1500,
        "vat_code": "TVA_20",
        "nature": "service",
        "barcodes": [],
    },
    {"do": "visit.save", "visit": "v-000000000001", "acts": SALE},
    {"do": "visit.note", "visit": "v-000000000001", "customer": {"name": CUSTOMER}},
    {"do": "till.settle", "acts": SALE, "payments": [{"means": "cash", "given_cents": 1500}]},
)
LATER = to_lines([{"op": f"01970000-0000-7000-8000-0000000a{n:04x}", **act} for n, act in enumerate(ACTS)])


@pytest.fixture(scope="session")
def _later(_played: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("cli-later") / "poste"
    shutil.copytree(_played, data)
    done = record(data, LATER, "--clock", NEXT)
    assert done.status == 0, done.out
    return data


@pytest.fixture(scope="session")
def out_of(_later: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Any]:
    """A desk, its export with names, and what was told."""
    folder = tmp_path_factory.mktemp("cli-everything")
    shutil.copytree(_later, folder / "poste")
    done = say(
        "--data", folder / "poste", "export", "everything", "--to", folder / "tout", "--names", "--json"
    )
    assert done.status == 0, done
    return folder / "poste", folder / "tout", done.json


@pytest.fixture
def later(_later: Path, tmp_path: Path) -> Path:
    """The desk on the morning after the real day: an article that is a formula, a note in somebody's name."""
    shutil.copytree(_later, tmp_path / "poste")
    return tmp_path / "poste"


def export(data: Path, folder: Path, *more: str | Path) -> Any:
    done = say("--data", data, "export", "everything", "--to", folder, "--json", *more)
    assert (done.status, done.err) == (0, ""), done
    return done.json


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def texts(name: str, content: bytes) -> str:
    """Everything a person or a search may find in a file."""
    found = [name, content.decode("utf-8", "replace"), content.decode("latin-1")]
    if name.endswith(".pdf"):
        with pypdfium2.PdfDocument(content) as paper:
            found += [page.get_textpage().get_text_bounded() for page in paper]
    return unicodedata.normalize("NFC", "\n".join(found)).casefold()


def named(files: dict[str, bytes]) -> set[str]:
    """Files in which a name stands."""
    # « La concierge » is also what stands under the line to sign on: no name of anybody.
    people = [name for name in (*PEOPLE, *CUSTOMER.split()) if name != "La concierge"]
    needle = re.compile("|".join(re.escape(name.casefold()) for name in people))
    return {name for name, content in files.items() if needle.search(texts(name, content))}


def inside(data: Path, job: Any) -> Any:
    try:
        with open_desk(Options(data), watch=False) as desk:
            return job(desk)
    finally:
        end_log()


def last(data: Path) -> Posted:
    return inside(data, lambda desk: desk.store.read(lambda rows: journal.posted(rows, 1)[-1]))


# What is in it.


def test_every_table_is_what_the_store_has(later: Path, tmp_path: Path) -> None:
    """R-1.40: lines, closings, prints and all else, as CSV."""

    def stored(rows: Any) -> dict[str, Any]:
        return {
            table.spec.file: [from_store(table.spec, row) for row in table.rows(rows)]
            for table in all_tables()
        }

    before = inside(later, lambda desk: desk.store.read(stored))
    export(later, tmp_path / "tout")
    files = tree(tmp_path / "tout")
    readme = files["LISEZMOI.txt"].decode()
    for table in all_tables():
        found = from_csv(table.spec, files[f"tables/{table.spec.file}"])
        assert found == before[table.spec.file]
        assert f"tables/{table.spec.file} — {len(found)} ligne" in readme
    # Figures that a person knows from the day.
    tickets = before["tickets.csv"]
    status = say("--data", later, "day", "status", "--day", DAY, "--json").json
    assert sum(row[3] for row in tickets if str(row[1]) == DAY) == sum(status["funds"].values())
    # Eight of La Poste's, and one of another network.
    assert [row[1] for row in before["relais-instances.csv"]].count("LAPOSTE") == 8
    lines = before["lignes.csv"]
    assert sum(row[6] for row in lines) == sum(row[3] for row in tickets)


def test_the_journal_is_whole_and_its_seals_hold(out_of: tuple[Path, Path, Any]) -> None:
    data, out, _ = out_of
    key = inside(data, lambda desk: desk.public_key)
    lines = [json.loads(line) for line in (out / "journal.ndjson").read_bytes().splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    assert last(data).seq == len(lines) + 1
    before = "00" * 32
    for line in lines:
        assert hashlib.sha256(canonical.encode(line["payload"])).hexdigest() == line["digest"]
        assert line["prev_hash"] == before
        assert signer.verify(key, bytes.fromhex(line["hash"]), bytes.fromhex(line["sig"]))
        before = line["hash"]
    rows = from_csv(JOURNAL, (out / "journal.csv").read_bytes())
    assert [(row[0], row[4], row[3]) for row in rows] == [
        (line["seq"], line["kind"], line["payload"]["at"]) for line in lines
    ]


def test_every_paper_is_in_it_by_day_as_a_copy(out_of: tuple[Path, Path, Any]) -> None:
    data, out, _ = out_of
    listed = [line.split(";") for line in (out / "papiers.csv").read_text("utf-8-sig").splitlines()[1:]]
    assert {f"papiers/{file}" for _, _, file, _ in listed} == {
        name for name in tree(out) if name.startswith("papiers/")
    }
    tickets = inside(
        data, lambda desk: desk.store.read(lambda rows: rows.execute("SELECT number FROM ticket").fetchall())
    )
    documents = [document for _, document, _, _ in listed]
    assert [name for name in documents if name.startswith("ticket:")] == [f"ticket:{n}" for (n,) in tickets]
    assert {name.partition(":")[0] for name in documents} == {
        *("ticket", "z", "note", "deposit", "slip", "stock", "bordereau", "summary")
    }
    assert f"{DAY};z:Z-2026-0001;{DAY}/z-Z-2026-0001.pdf;" in (out / "papiers.csv").read_text("utf-8-sig")
    zed = texts("z.pdf", (out / "papiers" / DAY / "z-Z-2026-0001.pdf").read_bytes())
    assert "z-2026-0001" in zed and "duplicata n° 1" in zed
    assert "duplicata" not in texts(
        "b.pdf", (out / "papiers" / DAY / "bordereau-Z-2026-0001.pdf").read_bytes()
    )


def test_no_print_is_written_down(later: Path, tmp_path: Path) -> None:
    before = last(later).seq
    export(later, tmp_path / "tout")
    assert last(later).seq == before + 1
    printed = tmp_path / "z.pdf"
    first = say("--data", later, "print", "note:v-000000000001", "--as", "pdf", "--to", printed, "--json")
    assert first.json["copy"] == 0


def test_a_label_that_is_a_formula_is_guarded_in_every_table(out_of: tuple[Path, Path, Any]) -> None:
    _, out, _ = out_of
    holding = {
        name for name, content in tree(out).items() if name.endswith(".csv") and FORMULA.encode() in content
    }
    assert holding == {"journal.csv", "tables/lignes.csv", "tables/boutique-articles.csv"}
    for name in holding:
        content = (out / name).read_bytes()
        assert content.count(b";'=1+1;") == content.count(FORMULA.encode())


def test_the_inventory_and_the_checksums_are_true(out_of: tuple[Path, Path, Any]) -> None:
    """R-1.40, R-4.14: each file has its hash, and that it was exported, with names or without, is an entry."""
    data, out, told = out_of
    files = tree(out)
    sums = {
        name: sha
        for sha, _, name in (
            line.partition("  ") for line in files["empreintes.sha256"].decode().splitlines()
        )
    }
    assert sums.keys() == files.keys() - {"LISEZMOI.txt", "empreintes.sha256"}
    shas = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert sums == {name: sha for name, sha in shas.items() if name in sums}
    readme = files["LISEZMOI.txt"].decode()
    for name in files.keys() - {"LISEZMOI.txt"}:
        if not name.endswith(".pdf"):
            assert f"  {name}" in readme and shas[name] in readme
    assert "FACTICE" in readme
    assert (told["files"], told["names"], told["sha256"]) == (len(files), True, shas["LISEZMOI.txt"])
    entry = last(data)
    assert (entry.kind, entry.data) == (
        "everything.exported",
        {"files": len(files), "names": True, "sha256": shas["LISEZMOI.txt"]},
    )
    anchor = readme.partition("--anchor ")[2].split()[0]
    assert say("--data", data, "verify", "--signatures", "--rebuild", "--anchor", anchor).status == 0


def test_what_was_erased_is_told_and_keeps_nobody_from_the_rest(later: Path, tmp_path: Path) -> None:
    purge = "UPDATE journal SET payload = NULL WHERE kind = 'relay.handed_to_postman'"
    inside(later, lambda desk: desk.store.write(lambda unit: unit.rows.execute(purge).rowcount))
    export(later, tmp_path / "tout")
    listed = (tmp_path / "tout" / "papiers.csv").read_text("utf-8-sig").splitlines()
    gone = [line for line in listed if ";slip:" in line]
    assert gone and all(line.endswith(";;print.erased") for line in gone)
    assert f"{len(gone)} ne peuvent plus être dessinés" in (tmp_path / "tout" / "LISEZMOI.txt").read_text(
        "utf-8"
    )
    lines = [json.loads(line) for line in (tmp_path / "tout" / "journal.ndjson").read_bytes().splitlines()]
    assert {line["kind"] for line in lines if line["payload"] is None} == {"relay.handed_to_postman"}
    assert not list((tmp_path / "tout").rglob("slip-*"))


@pytest.mark.parametrize(
    ("before", "after"),
    [(b'"due_cents":', b'"due_centz":'), (b'"payments":[', b'"payments":"'), (b"{", b"|")],
)
def test_what_cannot_be_read_is_told_and_keeps_nobody_from_the_rest(
    later: Path, tmp_path: Path, before: bytes, after: bytes, expected_log: list[logging.LogRecord]
) -> None:
    ticket = last(later)
    assert ticket.kind == "till.settled"
    with raw(DataFolder(later).store, load_keys(DataFolder(later)).store_key) as rows:
        (payload,) = rows.execute("SELECT payload FROM journal WHERE seq = ?", (ticket.seq,)).fetchone()
        fallen = payload.replace(before, after, 1)
        assert fallen != payload
        rows.execute("UPDATE journal SET payload = ? WHERE seq = ?", (fallen, ticket.seq))
    export(later, tmp_path / "tout")
    assert [record.getMessage().partition(" ")[0] for record in expected_log] == ["integrity.failed:"]
    listed = (tmp_path / "tout" / "papiers.csv").read_text("utf-8-sig").splitlines()
    assert [line for line in listed if line.endswith(";;store.damaged")] == [
        f"2026-11-26;ticket:{ticket.data['ticket']};;store.damaged"
    ]
    lines = [json.loads(line) for line in (tmp_path / "tout" / "journal.ndjson").read_bytes().splitlines()]
    assert {line["seq"]: line["unreadable"] for line in lines if "unreadable" in line} == {
        ticket.seq: fallen.hex()
    }


# Names.


def test_without_names_no_name_is_anywhere(later: Path, tmp_path: Path) -> None:
    done = say("--data", later, "export", "everything", "--to", tmp_path / "tout", "--lang", "en")
    assert done.status == 0 and "No name is in it." in done.out
    files = tree(tmp_path / "tout")
    assert not named(files)
    assert not [name for name in files if name.startswith("personnes/")]
    assert "Aucun nom" in files["LISEZMOI.txt"].decode()
    assert last(later).data["names"] is False
    # The note itself is there, its line for the customer empty.
    assert "papiers/2026-11-26/note-v-000000000001.pdf" in files


def test_with_names_they_are_among_the_people_alone(out_of: tuple[Path, Path, Any]) -> None:
    """R-4.04: all that is kept of anybody, and to which act it belongs."""
    data, out, _ = out_of
    files = tree(out)
    assert named(files) == {
        *("personnes/personnes.csv", "personnes/personnes.json"),
        "personnes/papiers/2026-11-26/note-v-000000000001.pdf",
    }
    records = json.loads(files["personnes/personnes.json"])
    kept = inside(
        data,
        lambda desk: desk.store.read(lambda rows: rows.execute("SELECT ref, text FROM personal").fetchall()),
    )
    assert {record["ref"]: record["text"] for record in records} == dict(kept)
    assert len(files["personnes/personnes.csv"].splitlines()) == len(kept) + 1
    # Each says which act it belongs to, in its entry and in words.
    entries = [json.loads(line) for line in files["journal.ndjson"].splitlines()]
    text = files["personnes/personnes.csv"].decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        entry = entries[int(row["seq"]) - 1]
        assert row["ref"] in json.dumps(entry["payload"]) and row["event"] == entry["kind"]
        assert row["at_local"].startswith("2026-11-2") and row["event_fr"]
    header = files["personnes/personnes.csv"].decode("utf-8-sig").splitlines()[0]
    assert header == "ref;kind;text;retention;since;seq;event;at_local;event_fr"
    # Its refs are those of the tables.
    refs = {person["ref"] for person in records if person["kind"] == "party"}
    held = files["tables/relais-instances.csv"].decode("utf-8-sig")
    assert [ref for ref in refs if ref in held]


def test_a_desk_without_people_has_an_empty_list(later: Path, tmp_path: Path) -> None:
    inside(
        later, lambda desk: desk.store.write(lambda unit: unit.rows.execute("DELETE FROM personal").rowcount)
    )
    export(later, tmp_path / "tout", "--names")
    assert json.loads((tmp_path / "tout" / "personnes" / "personnes.json").read_bytes()) == []


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A real desk behind a passphrase, and its file."""
    folder = tmp_path_factory.mktemp("real")
    phrase = folder / "phrase"
    phrase.write_text("ouvre-toi, Sésame\n", "utf-8")
    env = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    made = say(
        *("--data", folder / "poste", "init", "--site", REAL_SITE, "--key-passphrase-file", phrase), env=env
    )
    assert made.status == 0, made
    return folder / "poste", phrase


def test_names_need_the_passphrase_again(real: tuple[Path, Path], tmp_path: Path) -> None:
    data, phrase = real
    wrong = tmp_path / "autre"
    wrong.write_text("ferme-toi\n", "utf-8")

    def tries(desk: Desk) -> None:
        before = desk.store.read(journal.head).seq
        with pytest.raises(Refused, match=r"everything\.passphrase_needed"):
            export_everything(desk, tmp_path / "tout", None, names=NO_PASSPHRASE)
        with pytest.raises(EnvironmentFailure, match=r"keys\.wrong_passphrase"):
            export_everything(desk, tmp_path / "tout", None, names=PassphraseSource(file=wrong))
        with pytest.raises(EnvironmentFailure, match=r"keys\.wrong_passphrase"):
            export_everything(desk, tmp_path / "tout", None, names=PassphraseSource(prompt=lambda: "non"))
        assert desk.store.read(journal.head).seq == before
        assert [path.name for path in tmp_path.iterdir()] == ["autre"]

    with open_desk(Options(data, passphrase=PassphraseSource(file=phrase))) as desk:
        tries(desk)
    told = export(data, tmp_path / "tout", "--names", "--key-passphrase-file", phrase)
    assert told["names"]
    assert "FACTICE" not in (tmp_path / "tout" / "LISEZMOI.txt").read_text("utf-8")
    # What needs no names needs the passphrase for the desk alone.
    assert not export(data, tmp_path / "sans", "--key-passphrase-file", phrase)["names"]


def test_where_the_pc_keeps_the_key_the_passphrase_of_the_backups_opens(tmp_path: Path) -> None:
    shop = Shop(
        tmp_path / "poste",
        extra={
            keystores.FILE: str(tmp_path / "trousseau.json"),
            "PYTHON_KEYRING_BACKEND": "tests.failures.keystores.Open",
        },
    )
    shop.run("init", "--site", REAL_SITE)
    right, wrong = tmp_path / "phrase", tmp_path / "autre"
    right.write_text("ouvre-toi, Sésame\n", "utf-8")
    wrong.write_text("ferme-toi\n", "utf-8")
    words = ("export", "everything", "--to", tmp_path / "tout", "--names", "--json")
    codes = [shop.try_(*words).json["refused"]["code"]]
    codes.append(shop.try_(*words, "--key-passphrase-file", right).json["refused"]["code"])
    shop.run("backup", "--to", tmp_path / "copies", "--passphrase-file", right)
    codes.append(shop.try_(*words, "--key-passphrase-file", wrong).json["refused"]["code"])
    assert codes == ["everything.passphrase_needed", "backup.passphrase_needed", "backup.passphrase_wrong"]
    assert not (tmp_path / "tout").exists()
    assert shop.run(*words, "--key-passphrase-file", right).json["names"]


# Always the same, whole or not at all.


def test_of_the_same_store_it_is_the_same(later: Path, tmp_path: Path) -> None:
    shutil.copytree(later, tmp_path / "autre")
    one = export(later, tmp_path / "a", "--names")
    two = export(tmp_path / "autre", tmp_path / "b", "--names", "--lang", "en")
    assert one["sha256"] == two["sha256"]
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_a_second_one_differs_by_the_entry_of_the_first(played: Path, tmp_path: Path) -> None:
    export(played, tmp_path / "a")
    export(played, tmp_path / "b")
    one, two = tree(tmp_path / "a"), tree(tmp_path / "b")
    assert one.keys() == two.keys()
    assert {name for name in one if one[name] != two[name]} == {
        *("LISEZMOI.txt", "empreintes.sha256", "journal.csv", "journal.ndjson")
    }
    (more,) = two["journal.ndjson"].removeprefix(one["journal.ndjson"]).splitlines()
    assert (json.loads(more)["seq"], json.loads(more)["kind"]) == (ENTRIES + 1, "everything.exported")


def test_a_folder_with_something_in_it_is_refused(played: Path, tmp_path: Path) -> None:
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / "a").touch()
    done = say("--data", played, "export", "everything", "--to", tmp_path / "plein", "--json")
    assert (done.status, done.json["refused"]["code"]) == (3, "folder.not_empty")
    assert [path.name for path in (tmp_path / "plein").iterdir()] == ["a"]
    assert last(played).seq == ENTRIES


def test_an_empty_folder_is_filled_and_nothing_lies_beside_it(played: Path, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    export(played, tmp_path / "vide")
    assert "LISEZMOI.txt" in tree(tmp_path / "vide")
    export(played, tmp_path / "a" / "b" / "neuf")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "poste", "vide"]


def test_a_place_that_cannot_be_written_is_told(played: Path, tmp_path: Path) -> None:
    (tmp_path / "fichier").touch()
    done = say("--data", played, "export", "everything", "--to", tmp_path / "fichier" / "tout", "--json")
    assert (done.status, done.json["refused"]["code"]) == (4, "file.cannot_write")
    assert last(played).seq == ENTRIES


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TRIED: no limit of a file's size here")
def test_a_disk_that_takes_no_more_leaves_nothing(played: Path, tmp_path: Path) -> None:
    # The system stops each file at 60 KB: the journal is longer.
    limited = ("bash", "-c", 'ulimit -f 60; exec "$@"', "-")
    target = tmp_path / "tout"
    done = Shop(played, prefix=limited).try_("export", "everything", "--to", target, "--json")
    assert (done.status, done.json["refused"]["code"]) == (4, "file.cannot_write")
    assert [path.name for path in tmp_path.iterdir()] == ["poste"]
    assert last(played).seq == ENTRIES
    export(played, target)


@pytest.mark.skipif(not FULL, reason="only length proves it: CONCIERGE_DESK_SIZE=full")
def test_a_long_journal_is_never_held_whole(new: Path, tmp_path: Path) -> None:
    entries, size = 10_000, 400

    def live(desk: Desk) -> int:
        told = {"files": 1, "names": False, "sha256": "x" * size}

        def post(unit: Any) -> None:
            for _ in range(entries):
                desk.post(unit, "everything.exported", told, "o01")

        desk.store.write(post)
        export_everything(desk, tmp_path / "avant", None)
        tracemalloc.start()
        try:
            export_everything(desk, tmp_path / "tout", None)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak = inside(new, live)
    length = (tmp_path / "tout" / "journal.ndjson").stat().st_size
    assert length > entries * 1000
    assert peak < length / 10


# Words.


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("everything",), "'--to'"),
        (("everything", "--to", "x", "--day", DAY), "--day goes with a principal"),
        (("laposte", "--to", "x"), "Missing option '--day'."),
        (("laposte", "--to", "x", "--day", DAY, "--names"), "--names goes with everything only."),
        (("rien", "--to", "x"), "'laposte', 'partner', 'dispute', 'everything'"),
    ],
)
def test_wrong_usage(played: Path, words: tuple[str, ...], told: str) -> None:
    done = say("--data", played, "--lang", "en", "export", *words)
    assert done.status == 2
    assert told in done.err
    assert last(played).seq == ENTRIES


def test_a_backup_that_is_looked_at_is_not_exported(played: Path, tmp_path: Path) -> None:
    done = say("--read-only", "--data", played, "export", "everything", "--to", tmp_path / "x", "--json")
    assert (done.status, done.json["refused"]["code"]) == (3, "copy.read_only")


def test_an_unknown_operator_writes_nothing(played: Path, tmp_path: Path) -> None:
    done = say(
        "--data", played, "--operator", "o99", "export", "everything", "--to", tmp_path / "x", "--json"
    )
    assert (done.status, done.json["refused"]["code"]) == (3, "operator.unknown")
    assert not os.path.lexists(tmp_path / "x")
