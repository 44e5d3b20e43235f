"""Months and fiscal years: each made again from the closings that it sums, none of which is left out or summed twice.

Source: docs/contract.md, "Months and fiscal years"; docs/requirements.md, R-1.30; decision 0079.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from concierge_desk.counter.books.closings import differing
from concierge_desk.counter.books.reading import Data, Noted
from concierge_desk.counter.periods.closing import month_data, year_data
from concierge_desk.domain.accounting.period import (
    MONTH_CLOSED,
    ClosedPeriod,
    FundMoved,
    all_moved,
    moved_by,
    runs,
)

_MOVES = frozenset({"till.moved", "till.remitted", "till.settled", "till.means_corrected"})


class Periods:
    """The closings that no longer period was made of yet, and the last of these."""

    def __init__(self) -> None:
        """Begin before the first closing."""
        self._days: list[ClosedPeriod] = []
        self._months: list[ClosedPeriod] = []
        self._month: Data | None = None
        self._year: Data | None = None
        self._begun = False
        # What cannot be read may have closed a month, or said what is owed.
        self._month_known = self._year_known = self._owed_known = True

    def day_closed(
        self, row: tuple[int, bytes], data: Data, moved: Mapping[str, FundMoved], *, whole: bool
    ) -> None:
        """Take note of a closing of a day.

        Args:
            row: Its entry and the hash of it.
            data: What it says.
            moved: What moved funds within it.
            whole: All of its entries can be read.
        """
        seq, entry_hash = row
        self._owed_known = self._owed_known and whole
        told = (data["number"], data["day"], data["fiscal_year"], data["seq_from"])
        self._days.append(ClosedPeriod(seq, *told, data, entry_hash.hex(), moved))

    def day_left_out(self) -> None:
        """Take note of a closing that cannot be read: nobody knows of which month it was."""
        self._owed_known = self._month_known = self._year_known = False
        self._days.clear()

    def left_out(self, kind: bytes) -> None:
        """Take note of a closing of a month or a year that cannot be read."""
        self._year_known = False
        if kind == MONTH_CLOSED.encode():
            self._month_known = self._owed_known = False

    def opened(self, day: str) -> list[str]:
        """Return what a day that is opened should have had closed before it: once months are, all of them are."""
        over = [one for one in self._days if one.month[0] != day[:7]]
        return ["month"] if self._begun and self._month_known and over else []

    def month_closed(self, row: tuple[int, bytes], data: Data) -> list[str]:
        """Return what of a month does not hold, by the names of its fields; go on from it.

        Raises:
            LookupError, TypeError: When it is none of the counter's.
        """
        run = self._run(data)
        wrong: list[str] = []
        if self._month_known:
            wrong = (
                self._differing(data, month_data(run, self._month, data["number"])) if run else ["closings"]
            )
        self._days = self._days[len(run) :]
        self._months.append(
            ClosedPeriod(row[0], data["number"], data["month"], data["fiscal_year"], data["seq_from"], data)
        )
        self._month, self._month_known, self._begun = data, True, True
        # What is owed goes on from what the entry says.
        self._owed_known = True
        return wrong

    def year_closed(self, data: Data) -> list[str]:
        """Return what of a fiscal year does not hold, by the names of its fields; go on from it.

        Raises:
            LookupError, TypeError: When it is none of the counter's.
        """
        run = next(runs(self._months, lambda month: month.fiscal_year), ())
        wrong: list[str] = []
        if self._year_known:
            wrong = differing(data, year_data(run, self._year, data["number"])) if run else ["months"]
        self._months = self._months[len(run) :]
        self._year, self._year_known = data, True
        return wrong

    def _run(self, data: Data) -> Sequence[ClosedPeriod]:
        if not self._month_known:
            # Which closings it sums, it says itself.
            return [one for one in self._days if one.seq <= data["seq_to"]]
        return next(runs(self._days, lambda day: day.month), ())

    def _differing(self, told: Data, made: dict[str, Any]) -> list[str]:
        if not self._owed_known:
            del made["principals"]
        return differing(told, made)


def moved_within(posted: Iterable[Noted]) -> dict[str, FundMoved]:
    """Return what moved funds within a day."""
    return all_moved(
        item for entry in posted if entry.kind in _MOVES for item in moved_by(entry.kind, entry.data).items()
    )
