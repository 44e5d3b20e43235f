"""Slots of the opening hours: the last useful one of what is held, and the list of each morning.

A deadline never moves. When the hours change, the last session before it may be another one: that is
written as an entry of its own.

Source: docs/contract.md, "Calendar and deadlines"; docs/trade.md, "Holding periods", "Last useful slot"; decision
0014.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from concierge_desk.counter.cards.agenda import Due
from concierge_desk.counter.context import Context
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.closing import HeldItem
from concierge_desk.services.relay.model.numbers import listed
from concierge_desk.services.relay.model.states import GOES_BACK, NOT_FOUND

MOVED = "relay.slots_moved"

RETURN_TODAY = "return_today"
LAST_DAY = "last_day"
REMIND = "remind"
LOOK_FOR = "look_for"
RECOVER = "recover"
TO_SIGN = "to_sign"

LISTS = {
    RETURN_TODAY: N_("To give back to the postman today"),
    LAST_DAY: N_("Last day to collect"),
    REMIND: N_("To remind"),
    LOOK_FOR: N_("To look for"),
    RECOVER: N_("To fetch back"),
    TO_SIGN: N_("Slips that the postman has to sign"),
}
ACTS = {
    REMIND: "relay.remind",
    LOOK_FOR: "relay.report_incident",
    RECOVER: "relay.report_incident",
}
"""What is done about the things of a list, one by one; what goes back leaves on one slip, with the postman."""

_REMIND_DAYS = 4
"""Calendar days before the last useful slot: enough for a letter-box and a weekend."""


@dataclass(frozen=True, slots=True)
class Morning:
    """Facts that a morning begins with.

    Attributes:
        held: Items in the shop, by deadline.
        slips: Slips that were prepared: number, and what is on them.
        away: Items that are with somebody else, by deadline.
    """

    held: tuple[HeldItem, ...]
    slips: tuple[tuple[str, str], ...]
    away: tuple[HeldItem, ...] = ()


def moved(held: Sequence[HeldItem], context: Context) -> tuple[Event, ...]:
    """Return, for each principal, the items whose last useful slot is another one now."""
    rows: dict[str, list[dict[str, str | None]]] = {}
    for item in held:
        slot = context.calendar.last_useful_slot(date.fromisoformat(item.deadline_day))
        if slot != item.last_useful_slot:
            rows.setdefault(item.principal, []).append({"custody": item.custody, "last_useful_slot": slot})
    return tuple(Event(MOVED, {"rows": rows[owner]}, aud=owner) for owner in sorted(rows))


def things(posted: Posted) -> int:
    """Return how many items an entry moved the slot of."""
    return len(posted.data["rows"])


def due(state: Morning, day: date, _calendar: OpeningCalendar) -> tuple[Due, ...]:
    """Return the morning's list: what goes back, whose last day it is, who is to be reminded, what to fetch back.

    What is on a prepared slip is the slip's business: nobody is reminded of it.
    """
    items = [_due(code, item) for item in state.held if (code := _list(item, day)) is not None]
    away = [replace(_due(RECOVER, item), place="") for item in state.away]
    return (*items, *away, *[Due(TO_SIGN, number, number, "") for number, _ in state.slips])


def _list(item: HeldItem, day: date) -> str | None:
    if item.slip is not None:
        return None
    if item.state == NOT_FOUND:
        return LOOK_FOR
    if item.state in GOES_BACK or item.deadline_day < day.isoformat():
        return RETURN_TODAY
    # No session before the deadline: then the deadline itself is the last day.
    last = date.fromisoformat((item.last_useful_slot or item.deadline_day)[:10])
    if last <= day:
        return LAST_DAY
    if item.reminded_day is None and last - timedelta(days=_REMIND_DAYS) <= day:
        return REMIND
    return None


def _due(code: str, item: HeldItem) -> Due:
    label = listed(item.carrier, item.tracking or item.custody)
    return Due(code, item.custody, label, item.shelf, item.deadline_day, item.last_useful_slot)
