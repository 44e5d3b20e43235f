"""A service's shelf as its page sees it: what lies there, what is to be done today; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: decision 0022.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.ui.presenter.door_label import DoorLabel
from concierge_desk.ui.presenter.picture import Speaks

NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class Errands:
    """A list of the morning that holds something.

    Attributes:
        label: In the language asked.
        things: What stands in it, the most urgent first; at least one.
        act: Command that is chosen on their cards; empty where the first one is.
    """

    label: str
    things: tuple[Offer, ...]
    act: str = ""


@dataclass(frozen=True, slots=True)
class ShelfSheet:
    """List of what lies on a shelf now and what is to be done; nothing lies there where the service has none.

    Attributes:
        today: What deadlines are told from.
        offers: All that lies there.
        errands: What is to be done today, list after list.
        away: What lies on no shelf and is to be settled, such as what has to come back: among the incidents alone.
        keeps: Something may wait with the service: on its shelf, or in its lists of the morning.
        bag: It takes in what a carrier brings, scan after scan.
        doors: What can be done whoever stands there.
        has_shelf: The service has a shelf; else its lists of the morning are all.
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
    keeps: bool = True
    bag: bool = False
    doors: tuple[DoorLabel, ...] = ()
    has_shelf: bool = True
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
