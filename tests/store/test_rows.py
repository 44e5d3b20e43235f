"""Rows as records: read by a dataclass's attributes, written by the names of columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
from sqlcipher3 import dbapi2

from concierge_desk.store.connection import Connection, open_unguarded
from concierge_desk.store.rows import column, columns_of, one_record, records, write_row, write_rows


@dataclass(frozen=True, slots=True)
class Tool:
    label: str
    tool: str


@dataclass(frozen=True, slots=True)
class Lent:
    """A record whose columns the store keeps otherwise than they are."""

    tool: str
    since: date
    until: Annotated[date | None, "last day"]
    broken: bool
    marks: tuple[str, ...] = ()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    connection = open_unguarded(tmp_path / "rows.db", bytes(32))
    connection.execute("CREATE TABLE tool(tool TEXT NOT NULL, label TEXT NOT NULL, weight INTEGER) STRICT")
    connection.execute("CREATE UNIQUE INDEX tool_band ON tool(tool, COALESCE(weight, 0))")
    yield connection
    connection.close()


def test_a_record_is_read_by_its_attributes(store: Connection) -> None:
    write_rows(
        store,
        "tool",
        "tool label",
        [{"tool": "T1", "label": "Perceuse", "other": 1}, {"tool": "T2", "label": "Scie"}],
    )
    assert columns_of(Tool) == "label, tool"
    assert records(store, Tool, "tool ORDER BY tool") == (Tool("Perceuse", "T1"), Tool("Scie", "T2"))
    assert one_record(store, Tool, "tool WHERE tool = ?", "T2") == Tool("Scie", "T2")
    assert one_record(store, Tool, "tool WHERE tool = ?", "T3") is None
    assert column(store, "SELECT label, tool FROM tool WHERE tool > ? ORDER BY tool", "T1") == ("Scie",)
    assert column(store, "SELECT label FROM tool ORDER BY tool DESC") == ("Scie", "Perceuse")


def test_a_row_of_the_same_key_takes_the_place_of_the_old_one(store: Connection) -> None:
    key = "tool, COALESCE(weight, 0)"
    for label in ("Perceuse", "Perceuse à colonne"):
        write_row(store, "tool", {"tool": "T1", "label": label, "weight": None}, key=key)
    write_row(store, "tool", {"tool": "T1", "label": "Lourde", "weight": 9}, key=key)
    assert [tool.label for tool in records(store, Tool, "tool ORDER BY weight")] == [
        "Perceuse à colonne",
        "Lourde",
    ]


def test_without_a_key_a_second_row_is_an_error(store: Connection) -> None:
    write_row(store, "tool", {"tool": "T1", "label": "Perceuse"})
    with pytest.raises(dbapi2.IntegrityError):
        write_row(store, "tool", {"tool": "T1", "label": "Une autre"})
    assert one_record(store, Tool, "tool") == Tool("Perceuse", "T1")


def test_a_column_that_is_not_told_is_an_error(store: Connection) -> None:
    with pytest.raises(KeyError, match="label"):
        write_rows(store, "tool", "tool label", [{"tool": "T1"}])


def test_days_truths_and_words_are_read_as_what_they_are(store: Connection) -> None:
    store.execute(
        "CREATE TABLE lent(tool TEXT, since TEXT, until TEXT, broken INTEGER, marks TEXT NOT NULL DEFAULT '') STRICT"
    )
    write_row(store, "lent", {"tool": "T1", "since": "2026-01-02", "until": "2026-02-03", "broken": True})
    write_row(store, "lent", {"tool": "T2", "since": "2026-01-02", "broken": 0, "marks": "red  old"})
    kept = Lent("T1", date(2026, 1, 2), date(2026, 2, 3), broken=True)
    assert records(store, Lent, "lent ORDER BY tool") == (
        kept,
        Lent("T2", date(2026, 1, 2), None, False, ("red", "old")),
    )
    assert one_record(store, Lent, "lent WHERE tool = ?", "T1") == kept
    assert [lent.broken for lent in records(store, Lent, "lent ORDER BY tool")] == [True, False]
    assert one_record(store, Lent, "lent WHERE tool = ?", "T3") is None
