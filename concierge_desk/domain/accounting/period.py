"""Months and fiscal years as closings go through them, and what moved the funds of principals meanwhile. Pure.

A period is a run of closings, as a day is a range of entries: a closing that comes after its month was closed has a
further closing of that month.

Source: docs/contract.md, "Months and fiscal years"; docs/requirements.md, R-1.30; decision 0079.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final, TypeVar

from concierge_desk.domain.accounting.remittance import moves_fund
from concierge_desk.domain.charge import is_mandate, paid_straight

MONTH_CLOSED: Final = "month.closed"
YEAR_CLOSED: Final = "year.closed"
"""Kinds of the closings of a month and of a fiscal year."""

SPANS: Final[Mapping[str, str]] = {MONTH_CLOSED: "month", YEAR_CLOSED: "year"}
"""What an entry closes, by its kind."""

_PAID: Final = frozenset({"till.settled", "till.means_corrected"})

_LONGEST_MONTH: Final = timedelta(days=31)

Data = Mapping[str, Any]
T = TypeVar("T")


def month_days(month: str) -> tuple[date, date]:
    """Return the first and the last day of a month, such as ``2026-11``."""
    first = date.fromisoformat(f"{month}-01")
    # Not by the library of calendars: it loads the system's words for days, which no start needs.
    return first, (first + _LONGEST_MONTH).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FundMoved:
    """What moved a fund beside what is charged, in cents.

    Attributes:
        remitted_cents: Paid over, what came in taken off.
        straight_cents: Went to an account of its owner by card and cheque.
    """

    remitted_cents: int = 0
    straight_cents: int = 0


def moved_by(kind: str, data: Data) -> dict[str, FundMoved]:
    """Return what an entry moves of the funds of mandates beside what it charges; most move nothing."""
    if kind in _PAID:
        straight = paid_straight(data["payments"])
        return {fund: FundMoved(straight_cents=cents) for fund, cents in straight.items() if is_mandate(fund)}
    moved = moves_fund(kind, data)
    return {fund: FundMoved(remitted_cents=-cents) for fund, cents in moved.items() if is_mandate(fund)}


def all_moved(rows: Iterable[tuple[str, FundMoved]]) -> dict[str, FundMoved]:
    """Return what moved each fund, of rows of several moves; in the order of the funds."""
    found: dict[str, FundMoved] = {}
    for fund, moved in rows:
        before = found.get(fund, FundMoved())
        found[fund] = FundMoved(
            before.remitted_cents + moved.remitted_cents, before.straight_cents + moved.straight_cents
        )
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """A closing that a longer one sums up: of a day, or of a month.

    Attributes:
        seq: Its entry.
        number: Its number.
        period: ISO date of the day, or the month such as ``2026-11``.
        fiscal_year: The fiscal year it lies in, by the year it begins in.
        seq_from: First entry that it covers.
        data: What it says; None where it cannot be read any more.
        hash: Of its entry, hex.
        moved: What moved funds within it; of a month nothing is asked.
    """

    seq: int
    number: str
    period: str
    fiscal_year: str
    seq_from: int
    data: Data | None
    hash: str = ""
    moved: Mapping[str, FundMoved] = field(default_factory=dict)

    @property
    def month(self) -> tuple[str, str]:
        """Month and fiscal year: a year that begins in the middle of a month parts it."""
        return self.period[:7], self.fiscal_year


def runs(closings: Iterable[T], key: Callable[[T], object]) -> Iterator[tuple[T, ...]]:
    """Yield closings that follow one another within one period, in their order."""
    for _period, run in groupby(closings, key):
        yield tuple(run)


def runs_that_end(
    closings: Sequence[T], key: Callable[[T], object], goes_on: object
) -> tuple[tuple[T, ...], ...]:
    """Return the periods that are over.

    Args:
        closings: Closings that no period was made of yet, in their order.
        key: The period of one.
        goes_on: The period of what comes next: the last of them stays as it is where it is that one.
    """
    found = tuple(runs(closings, key))
    return found[:-1] if found and key(found[-1][-1]) == goes_on else found
