import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from concierge_desk.desk import catalogue
from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.store import settings
from concierge_desk.store.connection import Connection, open_unguarded
from concierge_desk.store.rebuild import Difference, compare, rebuild
from tests.dice import dice_of
from tests.e2e.driver import FULL
from tests.sizes import few
from tests.store.stores import KEY, ROOT, SCHEMAS, Draft, Lived, dump, post, raw, small_store

PROJECTIONS = [table for schema in catalogue.schemas() for table in schema.projections]
KEPT = (
    "operation",
    "outbox",
    "personal",
    "party_link",
    "erased",
    "preparation",
    "seal",
    "secret",
    "sheet_spool",
    "spool",
    "visit",
    "drawer_pulse",
    "delivery",
    "delivery_looked",
    "letter",
    "erasure",
    "to_scrub",
    "operator_try",
    "names_looked_at",
    "party_link",
    *[table for schema in catalogue.schemas() for table in schema.personal],
)

DICE = dice_of(__name__)
COLUMNS = 2
"""So many of each table, drawn by lot, are tried at the small size; every one of them at the full one."""


def rebuilt(lived: Lived) -> list[Difference]:
    return list(rebuild(lived.store, lived.keys.store_key, catalogue.schemas()).differences)


def test_every_table_is_of_one_of_the_four_kinds(practice_day: Lived) -> None:
    tables = practice_day.dump().keys() - {"sqlite_master"}
    assert len(PROJECTIONS) == len(set(PROJECTIONS))
    assert tables == {"journal", "purgeable_kind", "_sqlite_migrations", *KEPT, *PROJECTIONS}


def test_an_untouched_store_is_rebuilt_the_same(lived: Lived) -> None:
    before = lived.dump()
    filled = {name for name, rows in before.items() if rows}
    assert {"ticket", "payment", "relay_custody", "personal", "operation", "secret"} <= filled
    for _ in range(2):
        assert rebuilt(lived) == []
        assert lived.dump() == before


def test_it_does_so_in_another_process_and_another_second(lived: Lived) -> None:
    before = lived.dump()
    done = subprocess.run(
        [sys.executable, "-m", "concierge_desk", "--data", str(lived.root), "verify", "--rebuild", "--json"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert json.loads(done.stdout)["ok"] is True
    assert lived.dump() == before


# ------------------------------------------------------------------ tampered projections


@pytest.fixture(scope="module")
def shared(practice_day: Lived, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """One copy for the tampering of every table: each is mended again by the test itself."""
    root = tmp_path_factory.mktemp("rebuilt") / "poste"
    shutil.copytree(practice_day.root, root)
    return Lived.at(root, practice_day.public_key, practice_day.desk)


def columns_of(rows: Connection, table: str) -> list[tuple[str, str, int]]:
    """Return name, type and place in the key of a table's columns."""
    return [(row[1], row[2], row[5]) for row in rows.execute(f'PRAGMA table_info("{table}")')]


def insert_foreign(rows: Connection, table: str) -> None:
    """Write a row that no entry makes."""
    values = ["x" if kind == "TEXT" else 987_654 for _name, kind, _key in columns_of(rows, table)]
    rows.execute("PRAGMA foreign_keys = OFF")
    rows.execute(f'INSERT INTO "{table}" VALUES({", ".join("?" * len(values))})', values)


@few(24)
@pytest.mark.parametrize("table", PROJECTIONS)
def test_a_row_that_no_entry_makes_is_reported_and_taken_away(shared: Lived, table: str) -> None:
    before = shared.dump()
    with shared.raw() as rows:
        if table == "business_day":
            # The closed day becomes another one: the table has room for one open day only.
            rows.execute("UPDATE business_day SET day = 'x'")
            expected = Difference(table, 1, 1)
        else:
            insert_foreign(rows, table)
            expected = Difference(table, 0, 1)
    assert shared.dump() != before

    assert rebuilt(shared) == [expected]
    assert shared.dump() == before
    assert rebuilt(shared) == []


def test_every_changed_column_of_every_table_is_reported_and_mended(shared: Lived) -> None:
    before = shared.dump()
    connection = open_unguarded(shared.store, shared.keys.store_key)
    every = [(table, *column) for table in PROJECTIONS for column in columns_of(connection, table)]
    connection.close()
    DICE.shuffle(every)
    changed: list[str] = []
    for table, name, kind, _key in every:
        if not before[table] or (not FULL and changed.count(table) == COLUMNS):
            continue
        value = "'?'" if kind == "TEXT" else "-7"
        with shared.raw() as rows:
            rows.execute("PRAGMA foreign_keys = OFF")
            condition = f'(SELECT min("{name}") FROM "{table}")'
            done = rows.execute(
                f'UPDATE OR IGNORE "{table}" SET "{name}" = {value} WHERE "{name}" IS {condition}'
                f' AND "{name}" IS NOT {value}'
            ).rowcount
        if not done:
            continue
        changed.append(table)
        found = rebuilt(shared)
        assert [difference.table for difference in found] == [table], (table, name)
        assert found[0].missing == found[0].surplus > 0
        assert shared.dump() == before, (table, name)
    assert set(changed) == {table for table in PROJECTIONS if before[table]}


def test_a_deleted_row_is_reported_and_put_back(shared: Lived) -> None:
    before = shared.dump()
    for table in PROJECTIONS:
        if not before[table]:
            continue
        with shared.raw() as rows:
            rows.execute("PRAGMA foreign_keys = OFF")
            rows.execute(f'DELETE FROM "{table}"')
        assert rebuilt(shared) == [Difference(table, len(before[table]), 0)]
        assert shared.dump() == before


def test_a_row_in_the_place_of_another_is_reported(lived: Lived) -> None:
    """As many rows as before, and each of them one that could be there."""
    with lived.raw() as rows:
        rows.execute("UPDATE drawer_count SET seq = seq + 1")
    assert rebuilt(lived) == [Difference("drawer_count", 1, 1)]


@pytest.mark.parametrize(
    "written", ["CAST(label || x'ff' AS TEXT)", "label || char(0)", "label || ' '", "upper(label)"]
)
def test_a_text_is_the_same_byte_for_byte_or_reported(lived: Lived, written: str) -> None:
    """Whatever a reader makes of what is no UTF-8 any more, or how it would compare."""
    before = lived.dump()
    with lived.raw() as rows:
        changed = rows.execute(f"UPDATE shop_article SET label = {written}").rowcount
    assert changed > 0
    assert rebuilt(lived) == [Difference("shop_article", changed, changed)]
    assert lived.dump() == before


def test_several_tables_are_all_named(lived: Lived) -> None:
    with lived.raw() as rows:
        rows.execute("UPDATE drawer SET cents = cents + 1")
        rows.execute("UPDATE relay_stock SET quantity = quantity - 1 WHERE product = 'LV_20'")
    assert rebuilt(lived) == [Difference("drawer", 1, 1), Difference("relay_stock", 1, 1)]
    done = subprocess.run(
        [sys.executable, "-m", "concierge_desk", "--data", str(lived.root), "verify", "--rebuild", "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0


def test_the_command_line_names_the_table_and_ends_with_5(lived: Lived) -> None:
    with lived.raw() as rows:
        rows.execute("UPDATE ticket_line SET cents = cents + 100 WHERE n = 1 AND ticket = 'T-2026-000001'")
    done = subprocess.run(
        [sys.executable, "-m", "concierge_desk", "--data", str(lived.root), "verify", "--rebuild", "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 5
    faults = json.loads(done.stdout)["faults"]
    assert [(fault["code"], fault["detail"]) for fault in faults] == [("projection", "ticket_line: +1 -1")]


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ("DELETE FROM setting", "setting: +1 -0"),
        ("UPDATE setting SET data = '{'", "setting: +1 -1"),
        ("UPDATE setting SET data = replace(data, 'AMP1', 'XXX1')", "setting: +1 -1"),
        ("UPDATE setting SET seq = 40", "setting: +1 -1"),
    ],
)
def test_a_desk_whose_settings_were_tampered_with_opens_and_mends_them(
    lived: Lived, change: str, detail: str
) -> None:
    before = lived.dump()
    with lived.raw() as rows:
        rows.execute(change)
    done = subprocess.run(
        [sys.executable, "-m", "concierge_desk", "--data", str(lived.root), "verify", "--rebuild", "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    faults = json.loads(done.stdout)["faults"]
    assert [(fault["code"], fault["detail"]) for fault in faults] == [("projection", detail)]
    assert lived.dump() == before


def test_a_store_without_settings_says_so(path: Path) -> None:
    with small_store(path) as store, pytest.raises(LookupError):
        store.read(settings.settings_at)


def test_differences_can_be_told_without_replacing_anything(lived: Lived) -> None:
    with lived.raw() as rows:
        rows.execute("UPDATE drawer SET cents = cents + 1")
    before = lived.dump()
    told = compare(lived.store, lived.keys.store_key, catalogue.schemas())
    assert told.differences == (Difference("drawer", 1, 1),)
    assert lived.dump() == before


def test_a_journal_with_faults_does_not_overwrite_its_last_witness(lived: Lived) -> None:
    """A cut tail: the tables still hold what the journal has lost."""
    with lived.raw() as rows:
        rows.execute("DELETE FROM journal WHERE seq >= 90")
    before = lived.dump()
    done = subprocess.run(
        [sys.executable, "-m", "concierge_desk", "--data", str(lived.root), "verify", "--rebuild", "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 5
    codes = [fault["code"] for fault in json.loads(done.stdout)["faults"]]
    assert codes[0] == "tail"
    assert set(codes[1:]) == {"beyond", "projection"}
    assert lived.dump() == before


def test_what_is_not_made_from_the_journal_stays(lived: Lived) -> None:
    with lived.raw() as rows:
        rows.execute("UPDATE personal SET text = 'changed by hand'")
        rows.execute("UPDATE outbox SET state = 'printed'")
        rows.execute("DELETE FROM operation WHERE first_seq > 40")
        rows.execute("INSERT INTO secret VALUES('x', x'00')")
    before = lived.dump()
    assert rebuilt(lived) == []
    assert lived.dump() == before


# ------------------------------------------------------------------ a journal that cannot be applied


@pytest.fixture
def filled(path: Path) -> Path:
    with small_store(path) as store:
        post(store, Draft(), Draft(kind="test.taken", data={}), Draft(data={"text": "b"}))
    return path


@pytest.mark.parametrize(
    "payload",
    [
        b"{",
        b"\xff",
        b"{}",
        b'"kind":"test.noted"->"kind":"test.unheard"',
        b'{"text":"a"}->{"other":"a"}',
        b'{"text":"a"}->{"text":null}',
        b'{"text":"a"}->{"text":["a"]}',
        b'{"text":"a"}->{"line":1,"text":"a"}',
    ],
)
def test_an_entry_that_cannot_be_read_or_applied_leaves_everything_as_it_was(
    filled: Path, payload: bytes
) -> None:
    old, _, new = payload.rpartition(b"->")
    with raw(filled) as rows:
        (stored,) = rows.execute("SELECT payload FROM journal WHERE seq = 1").fetchone()
        changed = stored.replace(old, new) if old else payload
        assert changed != stored
        rows.execute("UPDATE journal SET payload = ? WHERE seq = 1", (changed,))
        rows.execute("UPDATE test_note SET text = 'tampered' WHERE seq = 3")
    before = dump(filled)
    with pytest.raises(NotCanonical):
        rebuild(filled, KEY, SCHEMAS)
    assert dump(filled) == before


def test_a_kind_of_a_service_that_is_gone_leaves_everything_as_it_was(filled: Path) -> None:
    before = dump(filled)
    with pytest.raises(NotCanonical, match=r"unknown kind: test\.noted"):
        rebuild(filled, KEY, SCHEMAS[:1])
    assert dump(filled) == before


def test_a_payload_that_was_dropped_is_passed_over(path: Path) -> None:
    with small_store(path) as store:
        post(store, Draft(kind="test.stayed"), Draft())
    with raw(path) as rows:
        rows.execute("UPDATE journal SET payload = NULL WHERE seq = 1")
    before: dict[str, Any] = dump(path)
    assert rebuild(path, KEY, SCHEMAS).same
    assert dump(path) == before


def test_a_store_made_anew_keeps_its_log_from_the_first_opening_on(lived: Lived) -> None:
    """Whoever is killed while a file is brought to that leaves what no reader can undo."""
    rebuild(lived.store, lived.keys.store_key, catalogue.schemas())
    with closing(dbapi2.connect(str(lived.store))) as opened:
        opened.execute(f"PRAGMA key = \"x'{lived.keys.store_key.hex()}'\"")
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
