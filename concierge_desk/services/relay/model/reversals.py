"""Reversals of the relay's acts.

What counts (stamps, pieces) is negated by the same kind; what becomes of an item is told by ``relay.reversed``.

Source: docs/contract.md, "Corrections"; decisions 0011, 0031.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.domain.charge import THOUSAND
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.custody.model.stays import incident_back, moved_back, require_unchanged
from concierge_desk.mechanisms.slips.model.slips import cancelled
from concierge_desk.services.relay.model.custody import not_twice
from concierge_desk.services.relay.model.facts.custody import IDENTITY, Custody
from concierge_desk.services.relay.model.slips import SLIP_RULES
from concierge_desk.services.relay.model.states import (
    CANCELLED,
    HANDED_OVER,
    HELD,
    IN_THE_SHOP,
    MISDELIVERED,
    REFUSED,
    RETURNED,
    RULES,
    WRONG_PERSON,
)


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay as its reversal finds it.

    Attributes:
        now: Where it stands.
        open_again: Another open stay of the same number, None where there is none.
        incident_seq: The last entry that noted or settled an incident of it, 0 where there was none.
    """

    now: Custody
    open_again: Custody | None
    incident_seq: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """Item that was deposited or franked.

    Attributes:
        waits: It is still here.
        slip: The slip it is on, None when it is on none.
    """

    waits: bool
    slip: str | None = None


def reverse_receive(stay: Stay, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Say that an item was never here.

    Raises:
        Refused: As `_check`.
    """
    _check(stay, undone, HELD)
    return (replace(_reversed(undone, CANCELLED, stay, context), erases=stay.now.ends_with_it),)


def reverse_hand_over(stay: Stay, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Put an item back on its shelf: it was not handed over. With the wrong person it is here no more than before.

    Raises:
        Refused: As `_check`; ``relay.already_held`` when the number came back meanwhile,
            ``relay.misdelivered`` when it went to the wrong person since.
    """
    _check(stay, undone, HANDED_OVER)
    _check_alone(stay)
    before = undone.posted.data.get("from_state", HELD)
    if undone.reason == WRONG_PERSON:
        return (_reversed(undone, MISDELIVERED, stay, context, before=before),)
    return (_reversed(undone, before, stay, context),)


def reverse_refusal(stay: Stay, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Say that an item was not refused: it waits for its addressee again.

    Raises:
        Refused: As `_check`.
    """
    _check(stay, undone, REFUSED)
    return (_reversed(undone, undone.posted.data.get("from_state", HELD), stay, context),)


def reverse_incident(stay: Stay, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Say that an incident was none: only the last one, for an earlier one may have led to the same state.

    Raises:
        Refused: As `reverse_hand_over`.
    """
    _check(stay, undone, undone.posted.data["state"])
    told = incident_back(RULES, undone, stay.incident_seq)
    _check_alone(stay)
    return (_reversed(undone, told.pop("state"), stay, context, **told),)


def reverse_move(stay: Stay, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Put an item back on the shelf it came from.

    Raises:
        Refused: ``relay.changed_since`` when it was moved again, or is here no more; ``relay.on_slip``.
    """
    return (moved_back(RULES, stay.now, undone),)


def reverse_reminder(stay: Stay, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Say that nobody was reminded this time; an earlier reminder stands.

    Raises:
        Refused: ``relay.changed_since`` when it is here no more.
    """
    if stay.now.state not in IN_THE_SHOP:
        raise Refused("relay.changed_since")
    earlier = undone.posted.data["reminded_before"]
    return (_reversed(undone, stay.now.state, stay, context, reminded_day=earlier),)


def cancel_slip(state: str, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Cancel a slip that was prepared: what is on it waits again, its number stays used.

    Raises:
        Refused: ``relay.slip_signed`` once the postman signed, ``relay.slip_cancelled``.
    """
    return (cancelled(SLIP_RULES, state, undone, "what"),)


def reverse_deposit(leaving: Leaving, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Give a deposit back to whoever brought it.

    Raises:
        Refused: ``relay.left_already``, ``relay.on_slip``.
    """
    if not leaving.waits:
        raise Refused("relay.left_already")
    if leaving.slip is not None:
        raise Refused("relay.on_slip", tracking=undone.posted.data["tracking"], slip=leaving.slip)
    return (undone.negated("kind", "tracking", "carrier", count=-undone.posted.data["count"]),)


def take_stamps_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Put sold stamps back into the stock."""
    return (undone.negated("product", quantity=-(undone.quantity_thousandths // THOUSAND)),)


def take_franking_back(leaving: Leaving, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Give the price of a franking back; an item that still waits goes home with its sender.

    Stamps that were stuck on it are back in the stock: where they cannot be sold again, they are spoilt.

    Raises:
        Refused: ``relay.on_slip`` while it is on a prepared slip.
    """
    if leaving.slip is not None and leaving.waits:
        raise Refused("relay.on_slip", tracking=undone.posted.data["tracking"], slip=leaving.slip)
    data = undone.posted.data
    # An option never waits by itself: it is taken back whole.
    goes_home = leaving.waits or not data["pieces"]
    stamps = [
        {"product": row["product"], "quantity": -row["quantity"]}
        for row in data.get("stamps", ())
        if goes_home
    ]
    added = {"country": data.get("country"), "options": data.get("options", []), "stamps": stamps}
    taken = {"pieces": -data["pieces"], "withdrawn": leaving.waits}
    return (undone.negated("product", "zone", "weight_g", "max_g", "tracking", **added, **taken),)


def _check(stay: Stay, undone: Undone, state: str) -> None:
    """Take back only what nothing else has happened to since.

    Raises:
        Refused: ``relay.changed_since``, ``relay.slip_signed``, ``relay.on_slip``.
    """
    if stay.now.state == RETURNED:
        raise Refused("relay.slip_signed")
    require_unchanged(RULES, stay.now, undone, state)


def _check_alone(stay: Stay) -> None:
    """Open no stay again whose number is here once more."""
    if stay.open_again is not None:
        raise not_twice(stay.open_again)


def _reversed(undone: Undone, state: str, stay: Stay, context: Context, **more: Any) -> Event:
    # Whatever the opening hours were when it left: the slot is that of now.
    slot = context.calendar.last_useful_slot(date.fromisoformat(stay.now.deadline_day))
    identity = {name: undone.posted.data[name] for name in IDENTITY}
    told = {"of": undone.posted.kind, "state": state, "last_useful_slot": slot, **more}
    return Event("relay.reversed", {**identity, **told}, aud=undone.posted.aud)
