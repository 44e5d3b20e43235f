"""State of the page of a shelf: one unmoving picture after another; and its requests to the counter.

Source: decisions 0022, 0028.
"""

from dataclasses import dataclass

from concierge_desk.counter.cards.inventory import Outcome
from concierge_desk.counter.cards.shelf import ORDERS, Order
from concierge_desk.pages.shelf.rows import ShelfRow
from concierge_desk.ui.presenter.door_label import DoorLabel
from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class ShelfState:
    """Everything the page shows.

    Attributes:
        known: It was read: until then nothing is said of what waits.
        keeps: Something may wait with the service.
        bag: It takes in what a carrier brings, scan after scan.
        doors: What can be done whoever stands there.
        count: How many things lie there.
        has_shelf: Things may lie there; else what is to be done today is all.
        order: How they are looked through.
        owners: Name of the order by whose they are; empty where there is no such order.
        reports: Incidents can be noted here, and are listed.
        incidents: How many are to be settled.
        rows: What stands on the page.
        at: Key of the row that is chosen; empty where none is.
        typed: What was typed to find one.
        collector: What whoever takes things away is called; empty where nobody comes.
        leaving: How many cards of what is taken away wait.
        inventory: One is going on.
        seen: How many were seen by it.
        surplus: How many were scanned that nobody expected.
        outcome: What it found; None before it is over.
        told: The last sentence.
        busy: The desk is at work.
    """

    known: bool = False
    keeps: bool = True
    bag: bool = False
    doors: tuple[DoorLabel, ...] = ()
    count: int = 0
    has_shelf: bool = True
    order: Order = "deadline"
    owners: str = ""
    reports: bool = False
    incidents: int = 0
    rows: tuple[ShelfRow, ...] = ()
    at: str = ""
    typed: str = ""
    collector: str = ""
    leaving: int = 0
    inventory: bool = False
    seen: int = 0
    surplus: int = 0
    outcome: Outcome | None = None
    told: Message | None = None
    busy: bool = False

    @property
    def orders(self) -> tuple[Order, ...]:
        """The orders there are here."""
        there = {"owner": bool(self.owners), "incident": self.reports}
        return tuple(order for order in ORDERS if there.get(order, True))

    @property
    def row(self) -> ShelfRow | None:
        """The row that is chosen."""
        return next((row for row in self.rows if row.key == self.at), None)

    @property
    def rests(self) -> bool:
        """No inventory is going on, nor is what it found shown."""
        return not self.inventory and self.outcome is None

    @property
    def steps_back(self) -> bool:
        """Esc means something here; else it leaves the page."""
        return bool(self.typed) or not self.rests
