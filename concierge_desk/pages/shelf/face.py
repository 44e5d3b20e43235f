"""A service's shelf as its page sees it: what lies there, what is to be done today; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0022.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.ui.presenter.picture import Speaks

NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing that is to be done today.

    Attributes:
        ref: What its card is found by.
        label: What it is; never a name.
        place: Where it lies; empty where it lies nowhere.
        act: Command that is chosen on its card; empty where the first one is.
    """

    ref: str
    label: str
    place: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class Errands:
    """A list of the morning that holds something, under its label in the language asked."""

    label: str
    things: tuple[Errand, ...]


@dataclass(frozen=True, slots=True)
class ShelfSheet:
    """List of what lies on a shelf now; nothing at all where the service has none.

    Attributes:
        today: What deadlines are told from.
        offers: All that lies there.
        errands: What is to be done today, list after list.
        away: What is not here and has to come back: it stands among the incidents alone.
        beside: What of it lies not on the shelf, such as a slip that is to be signed.
        owners: Name of the order by whose they are, in the language asked; empty where there is no such order.
        collector: Word by which the counter finds what is taken away from the shelf, in the language asked; empty
            where nobody comes for it.
        leaving: How many cards the word finds that something can be done with.
        misses: Command that says what is the matter with something; empty without one.
    """

    today: date = NO_DAY
    offers: tuple[Offer, ...] = ()
    errands: tuple[Errands, ...] = ()
    away: tuple[Offer, ...] = ()
    beside: tuple[Offer, ...] = ()
    owners: str = ""
    collector: str = ""
    leaving: int = 0
    misses: str = ""

    @property
    def matters(self) -> tuple[Offer, ...]:
        """All that something may be the matter with."""
        return (*self.offers, *self.away)


class ShelfFace(Speaks, Protocol):
    """Face of the desk to the page of a shelf: all that the page may ask of it."""

    def on_shelf(self, service: str) -> ShelfSheet:
        """Return what lies on a service's shelf, and what is to be done with it today."""

    def found(self, code: str) -> tuple[Offer, ...]:
        """Return what a code is to every service; empty where nobody knows it."""
