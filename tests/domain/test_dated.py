from dataclasses import dataclass
from datetime import date

import pytest

from concierge_desk.domain.dated import BadRow, latest, lines

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
