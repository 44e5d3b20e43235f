"""Whatever is changed in a store past the program is told, by the word that docs/alterations.md says for it."""

import random
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from concierge_desk.desk import catalogue
from concierge_desk.store.checks.schema_check import made_by
from concierge_desk.store.connection import TRIGGERS, Connection, open_for_writing, open_unguarded
from concierge_desk.store.seals import SEALED
from tests.cli.helpers import say
from tests.dice import dice_of
from tests.e2e.driver import FULL
from tests.sizes import few
from tests.store.stores import ROOT, Lived

PROJECTIONS = frozenset(table for schema in catalogue.schemas() for table in schema.projections)
UNTOLD = frozenset(
    {"visit", "preparation", "spool", "sheet_spool", "drawer_pulse"}
    | {"delivery", "delivery_looked", "letter", "erasure", "to_scrub", "operator_try", "names_looked_at"}
)
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
    # A row too many or too few is told by every word that opens the store.
    return frozenset({"sealed"} | ({"store.damaged"} if table == "_sqlite_migrations" else set()))


def told(lived: Lived, *words: str) -> set[str]:
    """Say a word over a desk that was changed, and return the codes it ends with 5 for; none of it is a crash."""
    done = say("--data", lived.root, *words, "--json")
    assert "inattendu" not in done.out + done.err, done
    assert done.status == 5, (words, done)
    answer = done.json
    return (
        {fault["code"] for fault in answer["faults"]} if "faults" in answer else {answer["refused"]["code"]}
    )


def opened(lived: Lived) -> str:
    """Say a word that opens it and asks for nothing of what was changed; return what is said beside it."""
    done = say("--data", lived.root, "day", "status")
    assert "inattendu" not in done.out + done.err, done
    return done.err


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


WAYS = ("cell", "gone", "double", "added")


def fresh(kind: str, draw: random.Random) -> Any:
    """Return a value of a type that was never there."""
    if kind == "INTEGER":
        return draw.randrange(1, 10**6)
    return draw.randbytes(32) if kind == "BLOB" else f"neuf {draw.randrange(10**6)}"


def alter(rows: Connection, table: str, way: str, draw: random.Random) -> bool:
    """Change, take away, double or add a row; say whether anything was changed."""
    names = columns(rows, table)
    key = [name for name, _kind, place in names if place] or ["rowid"]
    asked = ", ".join("?" * len(names))
    if way == "added":
        values = [fresh(kind, draw) for _name, kind, _key in names]
        return bool(rows.execute(f'INSERT OR IGNORE INTO "{table}" VALUES({asked})', values).rowcount)
    held = rows.execute(f'SELECT {", ".join(key)}, * FROM "{table}"').fetchall()
    if not held:
        return False
    row = draw.choice(held)
    place, values = row[: len(key)], list(row[len(key) :])
    where = " AND ".join(f'"{name}" IS ?' for name in key)
    if way == "gone":
        rows.execute(f'DELETE FROM "{table}" WHERE {where}', place)
        return True
    n = draw.randrange(len(names))
    if way == "cell":
        name, kind, _key = names[n]
        changed = other(values[n], kind, draw)
        done = rows.execute(f'UPDATE OR IGNORE "{table}" SET "{name}" = ? WHERE {where}', (changed, *place))
        return bool(done.rowcount)
    for n, (_name, kind, in_key) in enumerate(names):
        if in_key:
            values[n] = other(values[n], kind, draw)
    return bool(rows.execute(f'INSERT OR IGNORE INTO "{table}" VALUES({asked})', values).rowcount)


def altered(lived: Lived, table: str, ways: Sequence[str], draw: random.Random) -> str | None:
    """Alter a table in the first way that can be gone, and return it; None where none can."""
    with lived.raw() as rows:
        rows.execute("PRAGMA foreign_keys = OFF")
        return next((way for way in ways for _again in range(5) if alter(rows, table, way, draw)), None)


def require_told(lived: Lived, table: str) -> None:
    """Hold what is told of a table that was altered to docs/alterations.md."""
    assert told(lived, "verify", "--signatures", "--tables") & codes_of(table), table


EVERY = [
    f"{schema.migrations.name}/{name}" for schema in catalogue.schemas() for name in schema.migrations.names
]
MADE = {name for kind, name in made_by(catalogue.schemas(), EVERY) if kind == "table"}
TABLES = sorted(MADE - UNTOLD - {"sqlite_sequence"})
DICE = dice_of(__name__)


@pytest.mark.parametrize("table", TABLES if FULL else DICE.sample(TABLES, 8))
def test_a_table_can_be_altered_and_it_is_told(whole: Callable[[], Lived], table: str) -> None:
    """One that is empty is given a row: none of them is passed over."""
    lived = whole()
    assert altered(lived, table, DICE.sample(WAYS, len(WAYS)), DICE) is not None
    require_told(lived, table)


@settings(max_examples=settings.default.max_examples * 3 // 10)
@given(st.sampled_from(TABLES), st.permutations(WAYS), st.randoms(use_true_random=False))
def test_a_row_that_was_changed_is_told(
    whole: Callable[[], Lived], table: str, ways: Sequence[str], draw: random.Random
) -> None:
    lived = whole()
    assert altered(lived, table, ways, draw) is not None
    require_told(lived, table)


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


def column_gone(rows: Connection, draw: random.Random) -> None:
    plain = [
        (table, name)
        for table in tables_of(rows)
        if table in PROJECTIONS
        for name, _kind, key in columns(rows, table)
        if not key
    ]
    for table, name in draw.sample(plain, len(plain)):
        # One that an index or a check needs stays.
        with suppress(dbapi2.OperationalError):
            rows.execute(f'ALTER TABLE "{table}" DROP COLUMN "{name}"')
            return
    raise AssertionError("every column stays")


def column_renamed(rows: Connection, draw: random.Random) -> None:
    _name, table = first_of(rows, "table", draw)
    rows.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{draw.choice(columns(rows, table))[0]}" TO "other"')


def rewritten(rows: Connection, draw: random.Random, words: str, other_words: str) -> None:
    """Let the text of some object say something else."""
    held = rows.execute(
        "SELECT name FROM sqlite_master WHERE instr(sql, ?) ORDER BY name", (words,)
    ).fetchall()
    name = draw.choice(held)[0]
    rows.execute("PRAGMA writable_schema = ON")
    rows.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", (words, other_words, name)
    )
    rows.execute("PRAGMA writable_schema = RESET")


def column_changed(rows: Connection, draw: random.Random) -> None:
    rewritten(rows, draw, " TEXT", " BLOB")


def constraint_gone(rows: Connection, draw: random.Random) -> None:
    rewritten(rows, draw, *draw.choice(((" REFERENCES ticket(number)", ""), (" NOT NULL", ""))))


def constraint_added(rows: Connection, draw: random.Random) -> None:
    rewritten(rows, draw, " INTEGER NOT NULL", " INTEGER NOT NULL DEFAULT 7")


def index_changed(rows: Connection, draw: random.Random) -> None:
    rewritten(rows, draw, "CREATE UNIQUE INDEX", "CREATE INDEX")


def trigger_gone(rows: Connection, draw: random.Random) -> None:
    rows.execute(f"DROP TRIGGER {draw.choice(sorted(TRIGGERS))}")


def trigger_changed(rows: Connection, draw: random.Random) -> None:
    rewritten(rows, draw, "RAISE(ABORT", "RAISE(FAIL")


def number_set(rows: Connection, _draw: random.Random) -> None:
    rows.execute("PRAGMA user_version = 7")


@few(5)
@pytest.mark.usefixtures("expected_log")
@pytest.mark.parametrize(
    "change",
    [
        *(index_gone, index_added, index_changed),
        *(trigger_gone, trigger_added, trigger_changed),
        *(view_added, table_added, table_gone),
        *(column_added, column_gone, column_renamed, column_changed),
        *(constraint_gone, constraint_added),
        number_set,
    ],
)
@settings(max_examples=max(1, settings.default.max_examples // 50))
@given(draw=st.randoms(use_true_random=False))
def test_a_schema_that_was_changed_is_told(
    whole: Callable[[], Lived], change: Callable[[Connection, random.Random], None], draw: random.Random
) -> None:
    lived = whole()
    with closing(open_unguarded(lived.store, lived.keys.store_key)) as rows:
        rows.execute("PRAGMA foreign_keys = OFF")
        change(rows, draw)
    # What the opening itself reads and does not find, every word says.
    assert told(lived, "verify") & {"schema", "trigger", "store.damaged"}
    assert re.search("`verify` dit quoi|Le fichier du comptoir est abîmé", opened(lived))


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
