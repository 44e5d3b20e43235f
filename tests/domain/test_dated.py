from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import pytest

from concierge_desk.domain.dated import BadRow, Holds, latest, lines, row_data, shipped, table

COLUMNS = ("what", "number", "valid_from", "valid_to")
HEADING = ",".join(COLUMNS) + "\n"


@dataclass(frozen=True, slots=True)
class Row:
    valid_from: date
    valid_to: date | None


def test_lines_are_read_column_by_column() -> None:
    text = "\ufeff" + HEADING + '\n"a, b",7,2026-01-01,\r\n c ,0,2026-01-01,2026-01-01\n\n'
    first, second = lines(text, COLUMNS)
    assert (first.number, first.text("what"), first.whole("number")) == (3, "a, b", 7)
    assert first.period() == (date(2026, 1, 1), None)
    assert second.text("what") == "c"
    assert second.period() == (date(2026, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_ends_as_the_spreadsheet_ends_it(end: str) -> None:
    """And a cell may hold a line of its own, which stays as it was typed."""
    text = f'{",".join(COLUMNS)}{end}"a{end}b",7,2026-01-01,{end}c,8,2026-01-01,{end}'
    assert [(line.text("what"), line.whole("number")) for line in lines(text, COLUMNS)] == [
        (f"a{end}b", 7),
        ("c", 8),
    ]


def test_an_entry_keeps_a_row_with_its_days_as_texts() -> None:
    assert row_data(Row(date(2026, 1, 1), None)) == {"valid_from": "2026-01-01", "valid_to": None}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n\n", 1),
        ("what,number\n", 1),
        (HEADING + "a,1,2026-01-01\n", 2),
        (HEADING + "a,1,2026-01-01,,,\n", 2),
        (HEADING + '"a"b,1,2026-01-01,\n', 2),
        (HEADING + 'a,1,2026-01-01,\n"a,1,2026-01-01,', 3),
    ],
)
def test_a_broken_table(text: str, line: int) -> None:
    with pytest.raises(BadRow, match=f"^line {line}: ") as bad:
        list(lines(text, COLUMNS))
    assert bad.value.line == line


@pytest.mark.parametrize("number", ["", "x", "-1", "1.5", "1,5", "0", "²", "1234567890123", "1_0"])
def test_no_whole_number_from_one(number: str) -> None:
    (line,) = lines(HEADING + f'a,"{number}",2026-01-01,\n', COLUMNS)
    with pytest.raises(BadRow):
        line.whole("number", least=1)


@pytest.mark.parametrize(
    "period",
    [",", "20260101,", "2026-W01-1,", "2026-02-30,", "01/01/2026,", "2026-01-01,x", "2026-01-02,2026-01-01"],
)
def test_no_period(period: str) -> None:
    (line,) = lines(HEADING + f"a,1,{period}\n", COLUMNS)
    with pytest.raises(BadRow):
        line.period()


def test_the_latest_row_that_holds() -> None:
    old, new = Row(date(2025, 1, 1), None), Row(date(2026, 1, 1), date(2026, 6, 30))
    assert latest([old, new], date(2024, 12, 31)) is None
    assert latest([old, new], date(2025, 1, 1)) is old
    assert latest([new, old], date(2026, 1, 1)) is new
    assert latest([new, old], date(2026, 6, 30)) is new
    assert latest([new, old], date(2026, 7, 1)) is old
    assert latest([], date(2026, 7, 1)) is None


@dataclass(frozen=True, slots=True)
class Priced:
    """A row with a column of each type."""

    what: str
    label: str
    size: Annotated[str | None, "of something else", Holds(words=("small", "large"))]
    cents: int
    most: Annotated[int, Holds(least=1)] | None
    signed: bool
    valid_from: date
    valid_to: date | None

    def __post_init__(self) -> None:
        if self.cents == 13:
            raise ValueError("an unlucky price")


PRICED = "what,label_fr,size,cents,most,signed,valid_from,valid_to\n"
FIRST = "a,A,small,0,1,yes,2026-01-01,2026-12-31\n"


def priced(text: str, *key: str) -> tuple[Priced, ...]:
    return table(PRICED + text, Priced, *key, label="label_fr")


def test_a_record_is_read_by_the_types_of_its_attributes() -> None:
    first, second = priced(FIRST + "b,B,,7,,no,2026-01-01,\n", "what")
    assert first == Priced("a", "A", "small", 0, 1, True, date(2026, 1, 1), date(2026, 12, 31))
    assert second == Priced("b", "B", None, 7, None, False, date(2026, 1, 1), None)


@pytest.mark.parametrize(
    "cells",
    [
        {"what": ""},
        {"label": ""},
        {"size": "huge"},
        {"cents": ""},
        {"cents": "-1"},
        {"cents": "13"},
        {"most": "0"},
        {"signed": "true"},
        {"signed": ""},
        {"valid_from": ""},
        {"valid_from": "2026-13-01"},
        {"valid_to": "2025-12-31"},
    ],
)
def test_a_cell_that_is_none_of_its_kind(cells: dict[str, str]) -> None:
    right: dict[str, Any] = dict(zip(PRICED.strip().split(","), FIRST.strip().split(","), strict=True))
    wrong = {**right, **{"label_fr" if name == "label" else name: cell for name, cell in cells.items()}}
    with pytest.raises(BadRow) as bad:
        priced(FIRST + ",".join(wrong.values()) + "\n")
    assert bad.value.line == 3


def test_nothing_is_said_twice_of_one_from_one_day_on() -> None:
    later = FIRST.replace("2026-01-01", "2026-02-01")
    assert len(priced(FIRST + later, "what")) == 2
    assert len(priced(FIRST + FIRST)) == 2
    assert len(priced(FIRST + FIRST.replace("small", "large"), "what", "size")) == 2
    with pytest.raises(BadRow, match=r"^line 3: stands twice"):
        priced(FIRST + FIRST.replace("small", "large"), "what")


def test_the_heading_is_that_of_the_record() -> None:
    with pytest.raises(BadRow, match=r"^line 1: "):
        table(PRICED + FIRST, Priced)


@dataclass(frozen=True)
class Shipped:
    kind: str
    valid_from: str
    parts: tuple[str, ...]
    months: int | None
    notice: str


def test_what_is_shipped_without_a_day_holds_since_ever() -> None:
    text = "kind,parts,months,words\nDRILL,BIT:5+BATTERY:2,12,Goggles\nCHAIR,,,\n"
    assert shipped(text, Shipped, "notice", notice="words") == (
        Shipped("DRILL", "", ("BIT:5", "BATTERY:2"), 12, "Goggles"),
        Shipped("CHAIR", "", (), None, ""),
    )


def test_a_text_that_may_not_be_empty_has_to_be_there() -> None:
    with pytest.raises(BadRow, match="words is empty"):
        shipped("kind,parts,months,words\nCHAIR,,,\n", Shipped, notice="words")
