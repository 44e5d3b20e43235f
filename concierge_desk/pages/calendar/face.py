"""A service's calendar as its page sees it: days, and how each thing stands on them; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0095.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.cards.taken_days import TakenRow
from concierge_desk.ui.presenter.door_label import DoorLabel
from concierge_desk.ui.presenter.picture import Speaks


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar.

    Attributes:
        day: ISO.
        weekday: Short, in the language asked: ``sam``.
        number: Of the month.
        told: As it is said: ``samedi 28 novembre``.
        opens: The shop is open.
        is_today: It is the business day.
    """

    day: str
    weekday: str
    number: str
    told: str
    opens: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """How everything stands on some days.

    Attributes:
        days: One after the other.
        span: The days in words: ``27 nov. au 10 déc. 2026``.
        rows: Every thing.
        doors: What can be done whoever stands there.
    """

    days: tuple[CalendarDay, ...] = ()
    span: str = ""
    rows: tuple[TakenRow, ...] = ()
    doors: tuple[DoorLabel, ...] = ()


NO_DAYS = CalendarSheet()
"""What is known before anything is read."""


class CalendarFace(Speaks, Protocol):
    """Face of the desk to the page of a calendar: all that the page may ask of it."""

    def days_of(self, service: str, first: date | None, count: int) -> CalendarSheet:
        """Return how everything of a service stands on some days.

        Args:
            service: Its code.
            first: The first day; the business day by default.
            count: How many days.
        """

    def card(self, code: str) -> Offer | None:
        """Return the card of a day; None where there is none any more."""
