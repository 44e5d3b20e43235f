"""A table written row by row, from rows as the store has them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.exporting.tables import TableField, TableSpec, csv_lines, from_store, to_csv
from tests.exporting.csv_reader import from_csv

SPEC = TableSpec(
    "all",
    "all.csv",
    "Tout",
    "Une colonne par type.",
    (
        TableField("string", "string", "s", ""),
        TableField("integer", "integer", "i", ""),
        TableField("money", "money", "m", ""),
        TableField("date", "date", "d", ""),
        TableField("time", "time", "t", ""),
        TableField("datetime", "datetime", "dt", ""),
        TableField("boolean", "boolean", "b", ""),
    ),
)
STORED = ("=1+1", 0, -150, "2026-11-25", "08:04:31", "2026-11-25T07:04:31.120Z", 0)
ROW = (
    *("=1+1", 0, -150, date(2026, 11, 25), time(8, 4, 31)),
    *(datetime(2026, 11, 25, 7, 4, 31, 120_000, UTC), False),
)


def test_rows_of_the_store_become_rows_of_the_table() -> None:
    assert from_store(SPEC, STORED) == ROW
    assert from_store(SPEC, ("", None, None, None, None, None, 1)) == (None,) * 6 + (True,)


@pytest.mark.parametrize("place", [3, 4, 5])
@pytest.mark.parametrize("cell", ["demain", 7])
def test_a_cell_that_is_not_of_its_type_is_damage(place: int, cell: str | int) -> None:
    stored = [*STORED[:place], cell, *STORED[place + 1 :]]
    with pytest.raises(IntegrityFailure, match=r"store\.damaged"):
        from_store(SPEC, stored)


def test_a_row_too_short_is_damage() -> None:
    with pytest.raises(IntegrityFailure, match=r"store\.damaged"):
        from_store(SPEC, STORED[:-1])


def test_line_by_line_it_is_the_same_file() -> None:
    lines = list(csv_lines(SPEC, [ROW, ROW]))
    assert (len(lines), b"".join(lines)) == (3, to_csv(SPEC, [ROW, ROW]))
    assert lines[1].startswith(b"'=1+1;0;-1,50;2026-11-25;")
    assert from_csv(SPEC, b"".join(lines)) == [ROW, ROW]


def test_no_row_is_asked_for_before_the_one_before_is_written() -> None:
    asked = []

    def rows() -> Iterator[tuple[object, ...]]:
        for n in range(3):
            asked.append(n)
            yield ROW

    lines = csv_lines(SPEC, rows())  # type: ignore[arg-type]
    next(lines)
    next(lines)
    assert asked == [0]


def test_what_may_be_left_out_may_be_empty() -> None:
    number = TableField("n", "integer", "N", "n", True)
    said, needed = (TableField("t", "string", "T", "t", required) for required in (False, True))
    spec = TableSpec("a", "a.csv", "A.", "A.", (number, said))
    assert list(csv_lines(spec, [(1, "")]))[1] == list(csv_lines(spec, [(1, None)]))[1]
    with pytest.raises(ValueError, match="not a string"):
        list(csv_lines(TableSpec("a", "a.csv", "A.", "A.", (number, needed)), [(1, "")]))
