"""How the relay's acts are taken back.

What counts (stamps, pieces) is negated by the same kind; what becomes of an item is told by ``relay.reversed``.

Source: DESIGN §4 (corrections); decision 0011.
"""

from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.service import AnyReversal, Context, Undone, never
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.services.relay.model.custody import HANDED_OVER, HELD, REFUSED, RETURNED

CANCELLED = "cancelled"
"""The item was never here: it had been entered by mistake."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay as its reversal finds it.

    Attributes:
        state: Where it stands.
        closed_seq: The entry that ended it.
        open_again: Shelf of another open stay of the same number, None where there is none.
    """

    state: str
    closed_seq: int | None
    open_again: str | None


@dataclass(frozen=True, slots=True)
class Leaving:
    """Something that was deposited or franked: whether it still waits for the postman."""

    waits: bool


def reverse_receive(stay: Stay, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that an item was never here.

    Raises:
        Refused: ``relay.changed_since``, ``relay.slip_signed``.
    """
    _check(stay, HELD)
    return (_reversed(undone, CANCELLED),)


def reverse_hand_over(stay: Stay, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Put an item back on its shelf: it was not handed over.

    Raises:
        Refused: ``relay.changed_since``, ``relay.already_held`` when the number came back meanwhile.
    """
    _check(stay, HANDED_OVER)
    if stay.closed_seq != undone.posted.seq:
        raise Refused("relay.changed_since")
    if stay.open_again is not None:
        raise Refused("relay.already_held", tracking=undone.posted.data["tracking"], shelf=stay.open_again)
    return (_reversed(undone, HELD),)


def reverse_refusal(stay: Stay, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that an item was not refused: it waits for its addressee again.

    Raises:
        Refused: ``relay.changed_since``, ``relay.slip_signed``.
    """
    _check(stay, REFUSED)
    return (_reversed(undone, HELD),)


def reverse_deposit(leaving: Leaving, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Give a deposit back to whoever brought it.

    Raises:
        Refused: ``relay.left_already``.
    """
    if not leaving.waits:
        raise Refused("relay.left_already")
    data = {name: undone.posted.data[name] for name in ("kind", "tracking", "carrier")}
    return (Event("relay.deposited", {**data, "count": -undone.posted.data["count"]}, aud=undone.posted.aud),)


def reverse_stock(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Take stamps out of the stock again that were noted by mistake."""
    data = undone.posted.data
    return (
        Event(
            "relay.stock_received",
            {"product": data["product"], "quantity": -data["quantity"]},
            aud=undone.posted.aud,
        ),
    )


def take_stamps_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Put sold stamps back into the stock."""
    pieces = undone.quantity_thousandths // 1000
    data = {"product": undone.posted.data["product"], "quantity": -pieces}
    return (Event("relay.sold", data, aud=undone.posted.aud),)


def take_franking_back(leaving: Leaving, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Give the price of a franking back; an item that still waits goes home with its sender."""
    data: dict[str, Any] = {
        name: undone.posted.data[name] for name in ("product", "zone", "weight_g", "max_g", "tracking")
    }
    taken = {"pieces": -undone.posted.data["pieces"], "withdrawn": leaving.waits}
    return (Event("relay.franked", {**data, **taken}, aud=undone.posted.aud),)


def _check(stay: Stay, state: str) -> None:
    if stay.state == RETURNED:
        raise Refused("relay.slip_signed")
    if stay.state != state:
        raise Refused("relay.changed_since")


def _reversed(undone: Undone, state: str) -> Event:
    data = {name: undone.posted.data[name] for name in ("custody", "tracking", "carrier", "shelf")}
    return Event("relay.reversed", {**data, "of": undone.posted.kind, "state": state}, aud=undone.posted.aud)


SLIP_SIGNED: AnyReversal = never("relay.slip_signed")
