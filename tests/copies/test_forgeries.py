"""The forgeries of the audit, made by these tests: each is told with 5 and a sentence that says what it is.

A backup that another key signed for whoever opens hers is in `test_whose_copy.py`.

Source: docs/alterations.md, "What is changed past the program, and how it is told"; decisions 0052, 0054.
"""

import json
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.opening import open_face
from concierge_desk.bootstrap.second_start import WindowSeat
from concierge_desk.desk import catalogue
from concierge_desk.desk.options import Options
from concierge_desk.domain.journal import chain_of, digest_of, link
from concierge_desk.jobs import at_hand
from concierge_desk.jobs.copies import daily_copy
from concierge_desk.media.volumes import Volume
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from tests.cli.helpers import say
from tests.copies.medium import Saved, rows, whole
from tests.dice import dice_of
from tests.e2e.driver import CLOCK, DAY, FULL, Shop
from tests.sizes import few
from tests.store.forged import Line, forge
from tests.store.stores import entries, raw

DICE = dice_of(__name__)
TABLES = [table for schema in catalogue.schemas() for table in schema.projections if table != "drawer"]
TABLES += ["journal", "operation", "personal", "visit"]
TRIED = TABLES if FULL else DICE.sample(TABLES, 4)
COFFEE = {
    "do": "till.settle",
    "visit": "v-f1",
    "acts": [{"do": "shop.sell", "article": "CAFE", "quantity": 1}],
    "payments": [{"means": "cash", "given_cents": 120}],
}
CLOSING = {"do": "day.close", "counted_cents": None}


def altered(shop: Shop, change: Callable[[Connection], object]) -> None:
    folder = DataFolder(shop.data)
    with raw(folder.store, load_keys(folder).store_key) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        change(connection)


def act(shop: Shop, n: int, command: dict[str, Any], clock: str = CLOCK) -> Any:
    line = json.dumps({"op": f"01970000-0000-7000-8000-0000000009{n:02}", **command}).encode()
    done = say("--data", shop.data, "record", "-", "--json", "--clock", clock, stdin=line)
    assert done.status == 0, done
    return json.loads(done.out.splitlines()[0])


def told(shop: Shop, word: str, *more: str) -> set[str]:
    """Ask in JSON and in words, and return the codes; each is a sentence, and all end with 5."""
    asked = ("--data", shop.data, word, *more)
    done, said = say(*asked, "--json"), say(*asked)
    assert (done.status, said.status) == (5, 5), said
    faults = done.json["faults"]
    assert len([line for line in said.out.splitlines() if line.startswith("- ")]) == len(faults), said
    return {fault["code"] for fault in faults}


def evil(table: str) -> Callable[[Connection], object]:
    text = f"CREATE TRIGGER evil AFTER INSERT ON {table} BEGIN UPDATE drawer SET cents = cents - 100; END"
    return lambda on: on.execute(text)


def refusing(how: str, table: str) -> Callable[[Connection], object]:
    """A trigger that lets a row be left out without a word."""
    text = {
        "when a row comes": "BEGIN SELECT RAISE(IGNORE); END",
        "by its condition": "WHEN RAISE(IGNORE) BEGIN SELECT 1; END",
    }[how]
    return lambda on: on.execute(f"CREATE TRIGGER evil BEFORE INSERT ON {table} {text}")


def renamed(on: Connection) -> None:
    """Give what somebody added a name as SQLite gives to what it makes for itself."""
    evil("ticket_line")(on)
    name = "sqlite_autoindex_evil_1"
    on.execute("PRAGMA writable_schema = ON")
    changed = "UPDATE sqlite_master SET name = ?, sql = replace(sql, 'evil', ?) WHERE name = 'evil'"
    on.execute(changed, (name, name))
    on.execute("PRAGMA writable_schema = RESET")


def in_drawer(shop: Shop) -> int:
    return int(rows(shop, "SELECT sum(cents) FROM drawer")[0][0])


# ------------------------------------------------------------------ the schema


@pytest.mark.usefixtures("expected_log")
@pytest.mark.parametrize("table", TRIED)
def test_a_trigger_on_any_table_moves_nothing_and_is_told(saved: Saved, table: str) -> None:
    """It skimmed the drawer, and the false figure was signed into the Z."""
    before = in_drawer(saved.shop)
    altered(saved.shop, evil(table))
    assert told(saved.shop, "verify") & {"schema", "trigger"}
    act(saved.shop, 1, COFFEE)
    assert in_drawer(saved.shop) == before + 120
    assert "`verify` dit quoi" in say("--data", saved.shop.data, "day", "status").err


def test_it_is_told_whatever_it_is_called(saved: Saved) -> None:
    altered(saved.shop, renamed)
    assert told(saved.shop, "verify") == {"schema"}
    assert "sqlite_autoindex_evil_1" in say("--data", saved.shop.data, "verify").out


@few(2)
@pytest.mark.usefixtures("expected_log")
@pytest.mark.parametrize("table", ["journal", "operation", "ticket", "ticket_line", "payment", "visit"])
def test_a_trigger_that_leaves_a_row_out_leaves_none_out(saved: Saved, table: str) -> None:
    """The row was not there, and the act was answered for."""
    altered(saved.shop, refusing("when a row comes", table))
    assert told(saved.shop, "verify") & {"schema", "trigger"}
    before = in_drawer(saved.shop)
    act(saved.shop, 1, {"do": "visit.save", "visit": "v-f2", "acts": COFFEE["acts"]})
    assert rows(saved.shop, "SELECT count(*) FROM visit WHERE visit = 'v-f2'") == [(1,)]
    act(saved.shop, 2, COFFEE)
    assert in_drawer(saved.shop) == before + 120
    assert say("--data", saved.shop.data, "verify", "--rebuild").status == 5
    whole(saved.shop)


@few(2)
@pytest.mark.usefixtures("expected_log")
@pytest.mark.parametrize("table", ["journal", "operation", "ticket", "ticket_line", "payment", "visit"])
def test_an_act_whose_row_is_left_out_all_the_same_is_refused(saved: Saved, table: str) -> None:
    """What the condition of a trigger refuses no authorizer hears of: nothing is answered for that is not there."""
    altered(saved.shop, refusing("by its condition", table))
    counted = (
        "SELECT (SELECT count(*) FROM ticket), (SELECT count(*) FROM visit), (SELECT sum(cents) FROM drawer)"
    )
    held = rows(saved.shop, counted)
    command = {"do": "visit.save", "visit": "v-f2", "acts": COFFEE["acts"]} if table == "visit" else COFFEE
    line = json.dumps({"op": "01970000-0000-7000-8000-000000000901", **command}).encode()
    done = say("--data", saved.shop.data, "record", "-", "--json", "--clock", CLOCK, stdin=line)
    assert (done.status, done.json["refused"]["code"]) == (5, "store.damaged"), done
    assert rows(saved.shop, counted) == held


@pytest.mark.usefixtures("expected_log")
def test_a_trigger_in_a_backup_is_told_wherever_it_is_opened(saved: Saved, tmp_path: Path) -> None:
    altered(saved.shop, evil("ticket_line"))
    made = say("--data", saved.shop.data, "backup", "--to", saved.medium, "--json")
    assert (made.status, made.json["ok"]) == (5, True)
    path = Path(made.json["path"])
    opener = ("--passphrase-file", saved.sheet)
    rehearsed = say("--data", tmp_path / "nulle-part", "rehearse", path, *opener)
    looked = say("--data", path, "--read-only", "--key-passphrase-file", saved.sheet, "day", "status")
    restored = say("--data", tmp_path / "nu", "restore", path, *opener)
    assert (rehearsed.status, looked.status, restored.status) == (5, 0, 5)
    for said in (rehearsed.out, looked.err, restored.out):
        assert "la structure du fichier a été changée" in said and "evil" in said
    shop = Shop(tmp_path / "nu")
    assert told(shop, "verify") == {"schema"}
    # The way out: made anew from the journal, the old one kept.
    said = say("--data", shop.data, "verify", "--rebuild")
    assert (said.status, len(list((shop.data / "copies").glob("avant-refection-*.db")))) == (5, 1)
    whole(shop)


@few(2)
@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ("UPDATE drawer SET cents = cents + 1", {"projection"}),
        ("UPDATE journal SET aud = 'DPD' WHERE seq = 20", {"hash", "aud", "column"}),
        ("DELETE FROM operation WHERE first_seq = 20", {"sealed", "operation"}),
        ("DELETE FROM personal WHERE kind = 'party'", {"sealed"}),
        ("DROP INDEX operation_entries", {"schema"}),
        ("ALTER TABLE ticket ADD COLUMN more TEXT", {"schema"}),
    ],
)
def test_what_was_changed_is_told_of_its_copy_too(
    saved: Saved, tmp_path: Path, request: pytest.FixtureRequest, change: str, codes: set[str]
) -> None:
    if codes == {"schema"}:
        request.getfixturevalue("expected_log")
    altered(saved.shop, lambda on: on.execute(change))
    made = say("--data", saved.shop.data, "backup", "--to", saved.medium, "--json")
    assert made.status in (0, 5)
    path, opener = Path(made.json["path"]), ("--passphrase-file", saved.sheet)
    # What follows from the journal is made anew by a rehearsal alone.
    for word in ("rehearse",) if codes == {"projection"} else ("rehearse", "restore"):
        done = say("--data", tmp_path / "nu", word, path, *opener, "--json")
        assert done.status == 5, (word, done)
        assert {fault["code"] for fault in done.json["faults"]} & codes, (word, done.json)


@few(3)
@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("CREATE VIEW caisse AS SELECT * FROM drawer", "caisse"),
        ("DROP INDEX {index}", "{index}"),
        ("CREATE TABLE caisse_b(cents INTEGER)", "caisse_b"),
    ],
)
def test_what_else_was_changed_in_the_schema_is_named(saved: Saved, change: str, named: str) -> None:
    (index,) = DICE.choice(
        rows(saved.shop, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    )
    altered(saved.shop, lambda on: on.execute(change.format(index=index)))
    assert told(saved.shop, "verify") == {"schema"}
    assert named.format(index=index) in say("--data", saved.shop.data, "verify").out


# ------------------------------------------------------------------ the journal


def without_a_ticket(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.data.get("ticket") != "T-2026-000003"]


def hide(shop: Shop) -> None:
    """Put right whatever the forger's keys reach: operations, personal records, seals."""
    last = len(entries(DataFolder(shop.data).store, load_keys(DataFolder(shop.data)).store_key))

    def change(on: Connection) -> None:
        on.execute("DELETE FROM operation WHERE last_seq > ?", (last,))
        seals.seal_anew(on, "operation")

    altered(shop, change)


def test_a_ticket_that_was_removed_is_told_by_the_books(saved: Saved) -> None:
    """Everything is numbered, linked and signed anew with the desk's own key."""
    forge(saved.shop.data, without_a_ticket, adapt=True)
    hide(saved.shop)
    found = told(saved.shop, "verify", "--signatures")
    assert "books" in found and "signature" not in found


def forged_head(on: Connection, desk: str) -> None:
    seq, epoch, aud, payload, prev = on.execute(
        "SELECT seq, epoch, aud, payload, prev_hash FROM journal ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    changed = payload.replace(b'"by":"o', b'"by":"p')
    assert changed != payload
    digest = digest_of(changed)
    made = link(chain_of(desk, epoch), seq, prev, aud, digest)
    on.execute(
        "UPDATE journal SET payload = ?, digest = ?, hash = ? WHERE seq = ?", (changed, digest, made, seq)
    )


@pytest.mark.usefixtures("expected_log")
def test_a_sale_does_not_vouch_for_a_forged_last_entry(saved: Saved) -> None:
    altered(saved.shop, lambda on: forged_head(on, "AMP1-F"))
    answer = act(saved.shop, 1, COFFEE)
    # It is sold all the same, in an epoch of its own.
    assert answer["ok"]
    epochs = [epoch for (epoch,) in rows(saved.shop, "SELECT epoch FROM journal ORDER BY seq DESC LIMIT 2")]
    assert epochs == ["B", "B"]
    assert told(saved.shop, "verify", "--signatures") & {"signature", "digest", "hash"}
    assert "`verify` dit quoi" in say("--data", saved.shop.data, "day", "status").err


def cut_back(shop: Shop, older: bytes) -> None:
    store = shop.data / "concierge.db"
    for name in ("concierge.db-wal", "concierge.db-shm"):
        store.with_name(name).unlink(missing_ok=True)
    store.write_bytes(older)


@pytest.mark.usefixtures("expected_log")
def test_an_older_file_that_was_put_back_is_told_whatever_the_clock_says(saved: Saved) -> None:
    store = saved.shop.data / "concierge.db"
    older = store.read_bytes()
    act(saved.shop, 1, COFFEE)
    act(saved.shop, 2, CLOSING, "2026-11-25T18:00")
    cut_back(saved.shop, older)
    said = say("--data", saved.shop.data, "day", "status", "--clock", "2026-11-25T09:00")
    assert "`verify` dit quoi" in said.err
    assert told(saved.shop, "verify") & {"tail", "anchor"}
    # The copy of the closing that was cut off is a witness, and stays one.
    act(saved.shop, 3, CLOSING, "2026-11-25T18:10")
    copies = sorted(path.name for path in (saved.shop.data / "copies").glob("cloture-*.db"))
    assert copies == ["cloture-Z-2026-0001.db", "cloture-Z-2026-B-0001.db"]
    assert told(saved.shop, "verify") & {"tail", "anchor"}
    made = say("--data", saved.shop.data, "backup", "--to", saved.medium, "--json")
    assert made.status == 5


@pytest.mark.usefixtures("expected_log")
@pytest.mark.parametrize("place", ["copy", "export", "stick"])
def test_it_is_told_beside_the_counter_by_the_one_place_that_knows(
    saved: Saved, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """The whole folder was put back as it was: what lies elsewhere is looked at once the counter stands."""
    data = saved.shop.data
    before = data.with_name("avant")
    shutil.copytree(data, before)
    act(saved.shop, 1, COFFEE)
    act(saved.shop, 2, CLOSING, "2026-11-25T18:00")
    assert say("--data", data, "backup", "--to", saved.medium).status == 0
    assert say("--data", data, "export", "laposte", "--day", DAY, "--to", data / "rapports").status == 0
    kept = {"copy": data / "copies", "export": data / "rapports"}.get(place)
    shutil.copytree(data, data.with_name("après"))
    shutil.rmtree(data)
    shutil.copytree(before, data)
    if kept is not None:
        shutil.copytree(data.with_name("après") / kept.name, kept, dirs_exist_ok=True)
    sticks = (
        [Volume(saved.medium.parent, "CLE", "/dev/cle", 2**30, 2**29, "vfat", writable=True, identifier="")]
        if place == "stick"
        else []
    )
    monkeypatch.setattr(at_hand, "removable_volumes", lambda _system: sticks)
    monkeypatch.setattr(at_hand, "STICK_FOLDER", saved.medium.name)
    monkeypatch.setattr(daily_copy, "_SOON_SECONDS", 0.05)
    with ExitStack() as held, WindowSeat() as seat:
        face = open_face(Options(data), Look("fr"), held, seat, first=True).face
        assert face.status().journal is None
        until = time.monotonic() + 30
        while face.status().journal is None:
            assert time.monotonic() < until, "nobody looked"
            time.sleep(0.05)
        assert face.status().journal.text == "Journal à vérifier"
    ((last, epoch),) = rows(saved.shop, "SELECT kind, epoch FROM journal ORDER BY seq DESC LIMIT 1")
    assert (last, epoch) == ("integrity.failed", "B")


def test_a_window_that_is_closed_at_once_waits_for_no_look(saved: Saved) -> None:
    began = time.monotonic()
    with ExitStack() as held, WindowSeat() as seat:
        open_face(Options(saved.shop.data), Look("fr"), held, seat, first=True)
    assert time.monotonic() - began < daily_copy._SOON_SECONDS


# ------------------------------------------------------------------ who is not found


def test_who_has_the_keys_and_every_witness_is_found_by_an_anchor_elsewhere_alone(saved: Saved) -> None:
    """A careful insider who rewrites everything since the last anchor held elsewhere: SECURITY.md says it."""
    shop = saved.shop
    older = (shop.data / "concierge.db").read_bytes()
    act(shop, 1, COFFEE)
    act(shop, 2, CLOSING, "2026-11-25T18:00")
    (printed,) = {say("--data", shop.data, "verify", "--json").json["anchor"]}
    # The day as it would have been without that sale, and nothing left that knows better.
    cut_back(shop, older)
    shutil.rmtree(shop.data / "copies")
    (shop.data / "ancres.ndjson").unlink()
    act(shop, 3, CLOSING, "2026-11-25T18:00")
    whole(shop)
    assert told(shop, "verify", "--anchor", printed) <= {"anchor", "tail"}
