"""A desk of the version before corrections: brought up to date it is what its journal makes of it.

The older version is its own migrations, m001 and m002, and what it wrote: a lived day, laid over them.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from concierge_desk import paths
from concierge_desk.cli.record import play_lines
from concierge_desk.counter.command.answers import answer_object, json_line
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.desk.overview import day_status
from concierge_desk.services.relay.tables import schema as relay
from concierge_desk.services.shop import tables as shop
from concierge_desk.store import core, settings, visits
from concierge_desk.store.connection import Connection, open_unguarded
from concierge_desk.store.database import read_store
from concierge_desk.store.migrations import is_pending, migrate
from concierge_desk.store.rebuild import Difference, compare
from concierge_desk.store.schema import Migrations, Schema
from tests.store.stores import Lived, raw

NEW = ("visit", "session", "correction", "clock_corrected", "integrity")
"""Tables that came with m003."""
OP = "01970000-0000-7000-8000-00000000000f"
NEXT_MORNING = datetime(2026, 11, 26, 8, 0)  # noqa: DTZ001  (local time of the site, as --clock takes it)
LATER = {"ticket", "operation"}
"""Tables that got a column with it."""


FIRST_TWO = (core.m001_journal, core.m002_tables)
BEFORE_PASSAGES = (
    *FIRST_TWO,
    core.m003_corrections,
    core.m004_notes,
    core.m005_backups,
    core.m006_steps,
    core.m007_preparation,
)


def older_core(made: Sequence[Callable[[Connection], None]] = FIRST_TWO) -> Schema:
    """The core as it was: its first migrations alone."""
    migrations = Migrations("core")
    for make in made:
        migrations()(make)
    return Schema(migrations, core.CORE.apply, core.CORE.projections, core.CORE.purgeable)


def older_services() -> tuple[Schema, ...]:
    """The services as they were: what came with later columns of the core is not of that version, nor who came later."""
    relay_first = (
        relay.m001_tables,
        relay.m002_life,
        relay.m003_places,
        relay.m004_incidents,
        relay.m005_prepared,
        relay.m006_incident_notes,
    )

    def older(schema: Schema) -> Schema:
        migrations = Migrations(schema.migrations.name)
        for make in relay_first if schema is relay.SCHEMA else (shop.m001_tables,):
            migrations()(make)
        return replace(schema, migrations=migrations)

    return tuple(older(schema) for schema in catalogue.schemas()[1:] if schema in (relay.SCHEMA, shop.SCHEMA))


def columns(rows: Connection, table: str) -> list[str]:
    return [row[1] for row in rows.execute(f'PRAGMA table_info("{table}")')]


def laid_over(old: Path, new: Path, key: bytes) -> None:
    """Fill a store of the older schema with everything that a newer one holds and the older one has room for."""
    source, target = open_unguarded(new, key), open_unguarded(old, key)
    try:
        tables = [
            name
            for (name,) in target.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
            )
            if name not in ("_sqlite_migrations", "purgeable_kind")
        ]
        target.execute("BEGIN")
        target.execute("PRAGMA defer_foreign_keys = ON")
        for table in tables:
            names = ", ".join(columns(target, table))
            order = " ORDER BY seq" if table == "journal" else ""
            found: Sequence[Any] = source.execute(f"SELECT {names} FROM {table}{order}").fetchall()
            marks = ", ".join("?" * len(columns(target, table)))
            target.executemany(f"INSERT INTO {table} VALUES({marks})", found)
        target.execute("COMMIT")
    finally:
        source.close()
        target.close()


def laid_over_in(root: Path, lived: Lived, made: Sequence[Callable[[Connection], None]] = FIRST_TWO) -> Lived:
    """Return a desk as the version before would have left it."""
    shutil.copytree(lived.root, root, ignore=shutil.ignore_patterns("concierge.db*"))
    found = Lived.at(root, lived.public_key, lived.desk)
    migrate(found.store, found.keys.store_key, (older_core(made), *older_services()))
    laid_over(found.store, lived.store, found.keys.store_key)
    return found


@pytest.fixture
def older(lived: Lived, tmp_path: Path) -> Lived:
    """The desk that lived the practice day, as the version before would have left it."""
    return laid_over_in(tmp_path / "ancien", lived)


def up_to_date(desk: Lived) -> None:
    assert is_pending(desk.store, desk.keys.store_key, catalogue.schemas())
    migrate(desk.store, desk.keys.store_key, catalogue.schemas())


def rebuilt(desk: Lived) -> list[Difference]:
    found = compare(desk.store, desk.keys.store_key, catalogue.schemas()).differences
    # No older version drew codes for cheques: those of the lived day are of this one.
    return [difference for difference in found if difference.table != "cheque"]


def test_the_older_store_is_one(older: Lived) -> None:
    before = older.dump()
    assert not set(NEW) & before.keys()
    assert len(before["journal"]) == 95
    assert older.faults(signatures=True) == []
    made = {name for row in before["_sqlite_migrations"] for name in row if str(name).startswith("m00")}
    assert made == {
        "m001_journal",
        "m002_tables",
        "m001_tables",
        "m002_life",
        "m003_places",
        "m004_incidents",
        "m005_prepared",
        "m006_incident_notes",
    }


def test_brought_up_to_date_it_is_what_the_journal_makes_of_it(older: Lived, lived: Lived) -> None:
    """What the migration fills and what a rebuild makes are the same rows."""
    up_to_date(older)
    assert not is_pending(older.store, older.keys.store_key, catalogue.schemas())
    assert rebuilt(older) == []
    assert older.faults(signatures=True) == []
    # And they are those of a desk that was of this version from the beginning.
    made, known = older.dump(), lived.dump()
    for table in set(core.CORE.projections) - {"cheque"}:
        assert made[table] == known[table], table
    assert [row[1] for row in made["session"]] == [1]
    assert made["visit"] == []


def test_a_day_that_was_open_goes_on(lived: Lived, tmp_path: Path) -> None:
    """R-1.30: the perpetual total survives the update."""
    with open_desk(Options(data=lived.root, clock=NEXT_MORNING)) as desk:
        opened = desk.counter.execute({"op": OP, "do": "day.open", "float_cents": 3260})
        assert opened.refused is None
    older = laid_over_in(tmp_path / "ancien", lived)
    up_to_date(older)
    assert rebuilt(older) == []
    assert older.dump()["session"] == lived.dump()["session"]
    with open_desk(Options(data=older.root)) as desk:
        for n, do in enumerate(("session.close", "session.open", "day.close")):
            answer = desk.counter.execute({"op": OP[:-1] + str(n), "do": do})
            assert answer.refused is None, do
        (data,) = [entry.data for entry in answer.posted if entry.kind == "day.closed"]
        assert data["counts"]["sessions"] == 2
        # The year goes on from the closing that the older version made.
        assert data["totals"][0]["year_cents"] == data["totals"][0]["perpetual_cents"] > 0
    assert rebuilt(older) == []


def test_passages_are_counted_from_now_on_and_no_day_before_tells_a_number(
    lived: Lived, tmp_path: Path
) -> None:
    """The day that is open goes on with nobody counted; those that were closed say nothing of it."""
    with open_desk(Options(data=lived.root, clock=NEXT_MORNING)) as desk:
        assert desk.counter.execute({"op": OP, "do": "day.open", "float_cents": 3260}).refused is None
    older = laid_over_in(tmp_path / "ancien", lived, BEFORE_PASSAGES)
    up_to_date(older)
    assert rebuilt(older) == []
    assert [row[-1] for row in older.dump()["business_day"]] == [None, None]
    with open_desk(Options(data=older.root)) as desk:
        counted = desk.counter.execute({"op": OP[:-1] + "1", "do": "day.count_passages", "count": 2})
        assert counted.result == {"count": 2, "session": 1, "passages": 2}
        assert day_status(desk, None)["passages"] == {"day": 2, "sessions": {"1": 2}}
    made = older.dump()
    assert [row[-1] for row in made["business_day"]] == [None, 2]
    assert [row[-1] for row in made["session"]] == [None, 2]
    assert rebuilt(older) == []
    assert older.faults(signatures=True) == []


def answers(desk: Lived) -> list[str]:
    """What a desk answers to the lines of the day it has lived."""
    with open_desk(Options(data=desk.root)) as opened:
        return [
            json_line(answer_object(answer, lambda code, _params: code))
            for answer in play_lines(opened, BytesIO(paths.resource("practice/day.jsonl")), None)
        ]


def test_known_operations_answer_as_before(older: Lived, lived: Lived) -> None:
    """Byte for byte, and no entry is written."""
    up_to_date(older)
    assert {row[-1] for row in older.dump()["operation"]} == {None}
    assert answers(older) == answers(lived)
    assert len(older.entries()) == 95


def test_an_older_desk_is_opened_and_goes_on(older: Lived) -> None:
    with open_desk(Options(data=older.root)) as desk:
        head = desk.store.read(lambda rows: rows.execute("SELECT max(seq) FROM journal").fetchone()[0])
        assert head == 95
    (copy,) = older.folder.copies.iterdir()
    assert not set(NEW) & {
        name
        for (name,) in read_store(
            copy,
            older.keys.store_key,
            lambda rows: rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall(),
        )
    }


# What was told of altered protections.


def tell(desk: Lived, what: list[str]) -> int:
    """Write an `integrity.failed` as the version before did: an entry that no table showed."""
    with open_desk(Options(data=desk.root), watch=False) as opened:
        opened.store.write(lambda unit: opened.post(unit, "integrity.failed", {"what": what}, "o01"))
        return int(opened.store.read(lambda rows: rows.execute("SELECT max(seq) FROM journal").fetchone()[0]))


@pytest.fixture
def told(lived: Lived, tmp_path: Path) -> tuple[Lived, int]:
    """An older desk whose protections were told to be altered, and where."""
    seq = tell(lived, ["journal_no_update", "é"])
    return laid_over_in(tmp_path / "dit", lived), seq


def test_what_was_told_is_known(told: tuple[Lived, int]) -> None:
    desk, seq = told
    up_to_date(desk)
    assert desk.dump()["integrity"] == [
        (seq, json.dumps(["journal_no_update", "é"], ensure_ascii=False, separators=(",", ":")))
    ]
    assert rebuilt(desk) == []
    assert read_store(desk.store, desk.keys.store_key, settings.told_altered) == ["journal_no_update", "é"]


@pytest.mark.parametrize("payload", [b"{", b"\xff", b"", b"{}", b'{"data":{}}', b'{"data":null}'])
def test_an_entry_that_cannot_be_read_bars_nobody(told: tuple[Lived, int], payload: bytes) -> None:
    """The migration goes on over it, as a closing does: what it would tell stays empty."""
    desk, seq = told
    (closed,) = [row[0] for row in desk.dump()["journal"] if row[3] == "day.closed"]
    with raw(desk.store, desk.keys.store_key) as rows:
        rows.execute("UPDATE journal SET payload = ? WHERE seq IN (?, ?)", (payload, seq, closed))
    up_to_date(desk)
    made = desk.dump()
    assert made["integrity"] == []
    assert [row[-1] for row in made["business_day"]] == [None]
    assert {fault[1] for fault in desk.faults()} >= {seq, closed}


def test_columns_that_came_later_stand_last(older: Lived) -> None:
    """A newer program reads what an older one wrote: columns are added, never moved."""

    def all_columns(tables: set[str]) -> dict[str, list[str]]:
        return read_store(
            older.store, older.keys.store_key, lambda rows: {table: columns(rows, table) for table in tables}
        )

    before = all_columns(LATER)
    up_to_date(older)
    after = all_columns(LATER)
    for table in LATER:
        assert after[table][: len(before[table])] == before[table]
        assert len(after[table]) == len(before[table]) + 1


def test_migrating_from_nothing_makes_the_same_tables(older: Lived, lived: Lived) -> None:
    up_to_date(older)
    made: dict[str, list[str]] = {}
    for desk in (older, lived):
        tables = [name for name in desk.dump() if name not in ("sqlite_master", "sqlite_sequence")]
        found = read_store(
            desk.store, desk.keys.store_key, lambda rows, tables=tables: {t: columns(rows, t) for t in tables}
        )
        made = made or found
        assert found == made


def test_the_set_is_not_named_twice() -> None:
    names = core.migrations.names
    assert names == tuple(sorted(set(names)))
    assert names[:2] == ("m001_journal", "m002_tables")


def test_a_draft_of_a_version_without_steps_is_taken_up_without_one(tmp_path: Path) -> None:
    migrations = Migrations("core")
    for make in (
        core.m001_journal,
        core.m002_tables,
        core.m003_corrections,
        core.m004_notes,
        core.m005_backups,
    ):
        migrations()(make)
    before = Schema(migrations, core.CORE.apply, core.CORE.projections, core.CORE.purgeable)
    path, key = tmp_path / "concierge.db", bytes(32)
    migrate(path, key, (before,))
    connection = open_unguarded(path, key)
    draft = json.dumps([{"do": "shop.sell", "article": "CAFE"}])
    connection.execute("INSERT INTO visit VALUES('v-1', 1, ?, '2026-11-25T07:00:00.000Z')", (draft,))
    connection.close()
    assert is_pending(path, key, (core.CORE,))
    migrate(path, key, (core.CORE,))
    (kept,) = read_store(path, key, visits.visits)
    assert (kept.visit, kept.parked, len(kept.acts), kept.step) == ("v-1", True, 1, {})
