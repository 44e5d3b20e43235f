"""Slots of the opening hours: the last useful one of what is held, and the list of each morning.

A deadline never moves. When the hours change, the last session before it may be another one: that is
written as an entry of its own.

Source: docs/contract.md, "Calendar and deadlines"; docs/trade.md, "Holding periods", "Last useful slot"; decision
0014.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.counter.context import Context
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.custody.model import NOT_FOUND
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.held import HeldItem
from concierge_desk.services.relay.model.states import GOES_BACK, MISDELIVERED

MOVED = "relay.slots_moved"

RETURN_TODAY = "return_today"
LAST_DAY = "last_day"
REMIND = "remind"
LOOK_FOR = "look_for"
RECOVER = "recover"
TO_SIGN = "to_sign"

LISTS = {
    RETURN_TODAY: MorningList(N_("To give back to the postman today")),
    LAST_DAY: MorningList(N_("Last day to collect")),
    REMIND: MorningList(N_("To remind"), "relay.remind"),
    LOOK_FOR: MorningList(N_("To look for"), "relay.report_incident"),
    RECOVER: MorningList(N_("To fetch back"), "relay.report_incident"),
    TO_SIGN: MorningList(N_("Slips that the postman has to sign")),
}
"""The lists of the morning; what goes back is not done one by one: it leaves on one slip, with the postman."""


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


def last_day(deadline_day: str, slot: str | None) -> date:
    """Return the last day on which somebody can come for an item: the deadline where no session is before it."""
    return date.fromisoformat((slot or deadline_day)[:10])


def is_near(last: date, day: date, remind_days: int) -> bool:
    """Say whether it is time to remind somebody of an item's last day, so many days before, or past it."""
    return last - timedelta(days=remind_days) <= day


def due(stay: Custody, slot: str | None, day: date, remind_days: int) -> str:
    """Return the list of a morning that an item in the shop's care stands in; empty where it stands in none.

    What is on a prepared slip is the slip's business: nobody is reminded of it; nor of what came in a bag that is open.

    Args:
        stay: The item.
        slot: Its last useful slot, None without one.
        day: The morning.
        remind_days: How many days before its last one somebody is reminded.
    """
    if stay.state == MISDELIVERED:
        return RECOVER
    if stay.slip is not None:
        return ""
    if stay.state == NOT_FOUND:
        return LOOK_FOR
    if stay.state in GOES_BACK or stay.deadline_day < day.isoformat():
        return RETURN_TODAY
    last = last_day(stay.deadline_day, slot)
    if last <= day:
        return LAST_DAY
    told = stay.reminded_day is not None or stay.open_bag is not None
    return REMIND if not told and is_near(last, day, remind_days) else ""
