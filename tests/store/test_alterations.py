"""Whatever is changed in a store past the program is told, by the word that docs/alterations.md says for it."""

import random
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concierge_desk.desk import catalogue
from concierge_desk.store.connection import Connection, open_for_writing
from concierge_desk.store.rebuild import compare
from concierge_desk.store.seals import SEALED
from tests.store.stores import ROOT, Lived

PROJECTIONS = frozenset(table for schema in catalogue.schemas() for table in schema.projections)
UNTOLD = frozenset({"visit", "preparation", "spool"})
"""Working state only: nobody can tell (SECURITY.md)."""
CHAIN = frozenset(
    [
        "gap",
        "moved",
        "prev",
        "payload",
        "digest",
        "hash",
        "aud",
        "column",
        "canonical",
        "order",
        "signature",
        "purge",
        "tail",
        "key",
        "trigger",
    ]
)


def codes_of(table: str) -> frozenset[str]:
    """Return the codes that a change of a table's rows may be told by."""
    if table == "journal":
        return CHAIN
    if table == "purgeable_kind":
        return frozenset({"trigger"})
    if table in PROJECTIONS:
        return frozenset({"projection", "beyond"})
    return frozenset({"sealed"})


def found(lived: Lived) -> set[str]:
    """Return the codes of what `verify --signatures --tables` finds."""
    faults = {code for code, _seq, _detail in lived.faults(signatures=True)}
    compared = compare(lived.store, lived.keys.store_key, catalogue.schemas())
    return (
        faults
        | ({"projection"} if compared.differences else set())
        | ({"beyond"} if compared.beyond else set())
    )


@pytest.fixture(scope="module")
def whole(practice_day: Lived, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Lived]:
    """Give the same store anew, as often as it is asked for."""
    root = tmp_path_factory.mktemp("altered") / "poste"

    def anew() -> Lived:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(practice_day.root, root)
        return Lived.at(root, practice_day.public_key, practice_day.desk)

    return anew


def tables_of(rows: Connection) -> list[str]:
    return [
        name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]


def columns(rows: Connection, table: str) -> list[tuple[str, str, int]]:
    return [(row[1], row[2], row[5]) for row in rows.execute(f'PRAGMA table_info("{table}")')]


def other(value: Any, kind: str, draw: random.Random) -> Any:
    """Return another value of the same type."""
    if kind == "INTEGER":
        return (value or 0) + draw.choice((-7, 1, 1000))
    if kind == "BLOB":
        data = bytearray(value or bytes(32))
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        return bytes(data)
    return f"{value or ''}{draw.choice('xyz')}"


def alter(rows: Connection, table: str, draw: random.Random) -> bool:
    """Change, take away, add or double a row; say whether anything was changed."""
    names = columns(rows, table)
    key = [name for name, _kind, place in names if place] or ["rowid"]
    held = rows.execute(f'SELECT {", ".join(key)}, * FROM "{table}"').fetchall()
    if not held:
        return False
    row = draw.choice(held)
    place, values = row[: len(key)], list(row[len(key) :])
    where = " AND ".join(f'"{name}" IS ?' for name in key)
    what = draw.choice(("cell", "gone", "double"))
    if what == "gone":
        rows.execute(f'DELETE FROM "{table}" WHERE {where}', place)
        return True
    n = draw.randrange(len(names))
    if what == "cell":
        name, kind, _key = names[n]
        changed = other(values[n], kind, draw)
        done = rows.execute(f'UPDATE OR IGNORE "{table}" SET "{name}" = ? WHERE {where}', (changed, *place))
        return bool(done.rowcount)
    for n, (_name, kind, in_key) in enumerate(names):
        if in_key:
            values[n] = other(values[n], kind, draw)
    asked = ", ".join("?" * len(values))
    return bool(rows.execute(f'INSERT OR IGNORE INTO "{table}" VALUES({asked})', values).rowcount)


@settings(max_examples=settings.default.max_examples * 3 // 10)
@given(st.randoms(use_true_random=False))
def test_a_row_that_was_changed_is_told(whole: Callable[[], Lived], draw: random.Random) -> None:
    lived = whole()
    with lived.raw() as rows:
        rows.execute("PRAGMA foreign_keys = OFF")
        table = draw.choice([name for name in tables_of(rows) if name not in UNTOLD])
        done = alter(rows, table, draw)
    if done:
        told = found(lived)
        assert told & codes_of(table), (table, told)


def first_of(rows: Connection, kind: str, draw: random.Random) -> tuple[str, str]:
    """Return name and table of an object of the schema."""
    held = rows.execute(
        "SELECT name, tbl_name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND tbl_name NOT IN (?, ?)"
        " ORDER BY name",
        (kind, "journal", "_sqlite_migrations"),
    ).fetchall()
    name, table = draw.choice(held)
    return str(name), str(table)


def index_gone(rows: Connection, draw: random.Random) -> None:
    rows.execute(f'DROP INDEX "{first_of(rows, "index", draw)[0]}"')


def index_added(rows: Connection, draw: random.Random) -> None:
    _name, table = first_of(rows, "table", draw)
    rows.execute(f'CREATE INDEX more ON "{table}"("{draw.choice(columns(rows, table))[0]}")')


def trigger_added(rows: Connection, draw: random.Random) -> None:
    _name, table = first_of(rows, "table", draw)
    act = draw.choice(("INSERT", "UPDATE", "DELETE"))
    rows.execute(f'CREATE TRIGGER evil AFTER {act} ON "{table}" BEGIN UPDATE drawer SET cents = 0; END')


def view_added(rows: Connection, draw: random.Random) -> None:
    rows.execute(f'CREATE VIEW seen AS SELECT * FROM "{first_of(rows, "table", draw)[1]}"')


def table_added(rows: Connection, _draw: random.Random) -> None:
    rows.execute("CREATE TABLE more(a INTEGER PRIMARY KEY)")


def table_gone(rows: Connection, draw: random.Random) -> None:
    rows.execute(f'DROP TABLE "{first_of(rows, "table", draw)[0]}"')


def column_added(rows: Connection, draw: random.Random) -> None:
    rows.execute(f'ALTER TABLE "{first_of(rows, "table", draw)[0]}" ADD COLUMN more TEXT')


def constraint_gone(rows: Connection, _draw: random.Random) -> None:
    rows.execute("PRAGMA writable_schema = ON")
    rows.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ' REFERENCES ticket(number)', '') WHERE name = 'payment'"
    )
    rows.execute("PRAGMA writable_schema = OFF")


def number_set(rows: Connection, _draw: random.Random) -> None:
    rows.execute("PRAGMA user_version = 7")


@pytest.mark.parametrize(
    "change",
    [
        index_gone,
        index_added,
        trigger_added,
        view_added,
        table_added,
        table_gone,
        column_added,
        constraint_gone,
        number_set,
    ],
)
@settings(max_examples=settings.default.max_examples // 10)
@given(draw=st.randoms(use_true_random=False))
def test_a_schema_that_was_changed_is_told(
    whole: Callable[[], Lived], change: Callable[[Connection, random.Random], None], draw: random.Random
) -> None:
    lived = whole()
    with lived.raw() as rows:
        rows.execute("PRAGMA foreign_keys = OFF")
        change(rows, draw)
    assert {code for code, _seq, _detail in lived.faults()} & {"schema", "trigger"}


def test_what_a_foreign_trigger_would_move_stays(whole: Callable[[], Lived]) -> None:
    lived = whole()
    with lived.raw() as rows:
        rows.execute(
            "CREATE TRIGGER evil2 AFTER INSERT ON visit BEGIN UPDATE drawer SET cents = cents - 100; END"
        )
    cents = lived.dump()["drawer"]
    connection = open_for_writing(lived.store, lived.keys.store_key)
    connection.execute("INSERT INTO visit(visit, parked, acts, saved_at) VALUES('v-x', 0, '[]', '')")
    connection.close()
    assert lived.dump()["drawer"] == cents


def test_what_nobody_can_tell_is_written_there_by_name() -> None:
    text = (ROOT / "docs" / "alterations.md").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if "nobody: working state" in line]
    assert {name.strip("` ") for name in line.split("|")[1].split(",")} == UNTOLD
    assert all(f"`{table}`" in text for table in SEALED)
