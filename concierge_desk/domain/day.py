"""The business day as commands find it when they are decided.

Source: DESIGN §5 (the business day).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from concierge_desk.domain.journal import Posted


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day that was opened and not closed yet."""

    day: str
    opened_seq: int
    float_cents: int


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """The last closed day: what it left in the drawer, counted or else expected."""

    day: str
    number: str
    seq: int
    left_cents: int


@dataclass(frozen=True, slots=True)
class Count:
    """The last count of the drawer in the open day, and what was expected at that moment."""

    seq: int
    counted_cents: int
    expected_cents: int


@dataclass(frozen=True, slots=True)
class DayState:
    """Where the desk stands.

    Attributes:
        open: The open day, if there is one.
        last: The last closed day, if there is one.
        drawer_cents: What the drawer should hold: float, cash kept, movements.
        count: The last count since the opening.
    """

    open: OpenDay | None
    last: ClosedDay | None
    drawer_cents: int
    count: Count | None

    @property
    def today(self) -> date | None:
        """The open business day as a date."""
        return date.fromisoformat(self.open.day) if self.open else None


@dataclass(frozen=True, slots=True)
class ClosingState:
    """What a closing needs beside the day's own state.

    Attributes:
        state: The day's state.
        posted: Every entry of the day's range so far, in order.
        previous: Data of the previous ``day.closed``, None before the first.
        previous_ref: Number and anchor of that closing.
        head: Anchor of the head before the closing.
        number: The closing's number.
    """

    state: DayState
    posted: tuple[Posted, ...]
    previous: Mapping[str, Any] | None
    previous_ref: Mapping[str, str] | None
    head: str
    number: str


def opening_needs_confirmation(day: date, last: date | None) -> bool:
    """Say whether a day lies so far from the last entry that the date must be confirmed.

    Source: DESIGN §5: more than 4 days after the last entry, or in another year.
    """
    return last is not None and (day - last > timedelta(days=4) or day.year != last.year)
