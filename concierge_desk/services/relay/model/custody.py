"""Custody of an item: one stay, its name, how it is found, and its arrival.

Source: docs/trade.md, "Holding periods", "Hand-over", "Life of an item", rules 8 to 12; docs/contract.md, "Custody
and slips", "Calendar and deadlines".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.journal_texts import AskedTwice
from concierge_desk.counter.values.kinds import Day, Flag, Text
from concierge_desk.domain.calendar import deadline
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, PersonalRecord, Posted, Warned
from concierge_desk.mechanisms.custody.model import REMIND
from concierge_desk.services.relay.model.bags.bag import known_bag
from concierge_desk.services.relay.model.bags.fullness import beyond
from concierge_desk.services.relay.model.facts.bags import Bag
from concierge_desk.services.relay.model.facts.custody import RETENTION, Custody
from concierge_desk.services.relay.model.facts.fullness import NO_CROWD, Crowding
from concierge_desk.services.relay.model.kinds import CARRIER, CODE, OWN_CODE, SHELF, Confirmed, Number
from concierge_desk.services.relay.model.numbers import Identified, identify, served_for
from concierge_desk.services.relay.model.operations import ARRIVAL, Switches
from concierge_desk.services.relay.model.postage.holding_periods import HoldingRow, days_on
from concierge_desk.services.relay.model.settings import PRINT_LABELS
from concierge_desk.services.relay.model.states import IN_CARE, MISDELIVERED, RULES

_LONGEST_DAYS = 60
"""No carrier keeps an item longer: a later deadline is a slip of the finger.

Source: docs/trade.md, "Holding periods".
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Person named on a label."""

    name: Annotated[str, Text(), "As the label says."]


@dataclass(frozen=True, slots=True)
class CustodyRef:
    """Names an item: by its number, or by the code of our label where it has none."""

    tracking: Number
    custody: Annotated[str | None, OWN_CODE, "Code of our label, where there is no number."]
    carrier: Annotated[Coded | None, CARRIER, "Which, where two networks have the same number here."]


@dataclass(frozen=True, slots=True)
class Receive:
    """An item arrives and is put on a shelf."""

    tracking: Number
    shelf: Annotated[str, SHELF, "Label of the place; several items may lie on it."]
    addressee: Annotated[Person | None, group_of(Person), "Kept beside the journal."]
    presented_day: Annotated[date | None, Day(), "Of the notice; never after today."]
    label_deadline_day: Annotated[date | None, Day(), "Printed on the label: stands before any period."]
    carrier: Confirmed
    bag: Annotated[str | None, CODE, "The bag that it came in, `A-…`; found later, one that was closed."]
    signature: Annotated[bool, Flag(), "The label asks for a signature."] = False
    confirmed: AskedTwice = False


@dataclass(frozen=True, slots=True)
class ReceiveState:
    """State that an arrival is decided from: open stays, principals of carriers, holding periods, who is retired.

    Attributes:
        bag: The bag that it is said to have come in, None where there is none of that number.
        crowding: What it meets on its place, and of what was agreed.
    """

    open: tuple[Custody, ...]
    principals: Mapping[str, str]
    holding: Sequence[HoldingRow]
    switches: Switches
    retired: frozenset[str] = frozenset()
    bag: Bag | None = None
    crowding: Crowding = NO_CROWD


def receive(state: ReceiveState, command: Receive, context: Context) -> tuple[Event, ...]:
    """Take an item into custody.

    Raises:
        Refused: ``relay.operation_off``, ``relay.already_held``, ``relay.misdelivered``,
            ``relay.place_unusual`` unless it was confirmed, and as `known_bag`, `_item`, `served_for`, `_deadline`.

    Warns:
        ``relay.deadline_odd``, and as `_item`, `beyond`.
    """
    state.switches.require(ARRIVAL)
    item = _item(command)
    principal = served_for(item.carrier, state.principals, state.retired)
    for custody in state.open:
        if item.number and custody.principal == principal:
            raise not_twice(custody)
    bag = None if command.bag is None else known_bag(state.bag, command.bag)
    today = context.happened_day
    due, source = _deadline(command, item.carrier, state.holding, today)
    party = None if command.addressee is None else context.draw("r")
    custody_code = context.draw("c")
    data = {
        "custody": custody_code,
        "tracking": item.number or None,
        "format": item.format,
        "carrier": item.carrier,
        "shelf": command.shelf,
        "party": party,
        "signature": command.signature,
        "arrived_day": today.isoformat(),
        "presented_day": _iso(command.presented_day),
        "deadline_day": due.isoformat(),
        "deadline_source": source,
        "last_useful_slot": context.calendar.last_useful_slot(due),
        **({} if bag is None else {"bag": bag.bag}),
    }
    full = beyond(state.crowding, command.shelf, (item.carrier, principal))
    label = f"label:{custody_code}"
    personal = named(party, command.addressee.name if command.addressee else None)
    return (
        Event(
            "relay.received",
            data,
            aud=principal,
            warnings=(*item.warnings, *_odd(due, today), *full),
            personal=personal,
            documents=(label, *_notice(custody_code, bag)),
            always_printed=(label,) if context.value(PRINT_LABELS) else (),
        ),
    )


def _notice(custody: str, bag: Bag | None) -> tuple[str, ...]:
    """Return the notice of an arrival; none before the driver signed for the bag that it came in."""
    return () if bag is not None and bag.is_open else (f"notice:{custody}",)


def _odd(due: date, today: date) -> tuple[Warned, ...]:
    """Return the warning of a deadline that no carrier gives; nothing for any other."""
    if today <= due <= today + timedelta(days=_LONGEST_DAYS):
        return ()
    return (Warned("relay.deadline_odd", {"deadline_day": due.isoformat()}),)


def received_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what the shelf label and the notice need."""
    data = posted[-1].data
    names = ("custody", "tracking", "carrier", "shelf", "deadline_day", "deadline_source", "last_useful_slot")
    more = {name: data[name] for name in ("bag",) if name in data}
    return {**{name: data[name] for name in names}, "principal": posted[-1].aud, **more}


def asked(known: Sequence[Custody], which: CustodyRef) -> Custody:
    """Return the stay that is named: the one that has not ended, else the latest.

    Args:
        known: Stays of the number or code, the latest last.
        which: Names it.

    Raises:
        Refused: ``relay.item_needed``, ``relay.unknown``, ``relay.carrier_needed`` when two networks
            have the number here.
    """
    name = which.tracking or which.custody
    if name is None:
        raise Refused("relay.item_needed")
    # With both, our own code tells apart what shares a number.
    carrier = which.carrier.code if which.carrier else None
    fitting = [
        custody
        for custody in known
        if which.custody in (None, custody.custody) and carrier in (None, custody.carrier)
    ]
    open_ = [custody for custody in fitting if custody.state in IN_CARE]
    if len(open_) > 1:
        raise Refused("relay.carrier_needed", tracking=name, suggestion=None)
    if not fitting:
        raise Refused("relay.unknown", tracking=name)
    return open_[0] if open_ else fitting[-1]


def not_twice(custody: Custody) -> Refused:
    """Return why no other stay of its number can begin, or go on, beside one that has not ended."""
    if custody.state == MISDELIVERED:
        return Refused("relay.misdelivered", tracking=custody.shown)
    return Refused("relay.already_held", tracking=custody.shown, shelf=custody.shelf)


def step(custody: Custody, act: str) -> str:
    """Return the state that an act of `states` leads an item to.

    Raises:
        Refused: ``relay.on_slip`` while it is on a prepared slip; else what the state table says:
            ``relay.already_handed_over``, ``relay.refused_already``, ``relay.returned_already``,
            ``relay.misrouted_already``, ``relay.not_found``, ``relay.misdelivered``, ``relay.lost_already``;
            as `require_no_open_bag` of a reminder.
    """
    found = RULES.step(custody, act)
    if act == REMIND:
        require_no_open_bag(custody)
    return found


def require_no_open_bag(custody: Custody) -> None:
    """Refuse to tell anybody of an item before the driver signed for the bag that it came in.

    Raises:
        Refused: ``relay.bag_open``.
    """
    if custody.open_bag is not None:
        raise Refused("relay.bag_open", tracking=custody.shown, bag=custody.open_bag)


def named(ref: str | None, name: str | None) -> tuple[PersonalRecord, ...]:
    """Return the record that keeps a name under its ref."""
    if ref is None or name is None:
        return ()
    return (PersonalRecord(ref, "party", name, RETENTION),)


def _item(command: Receive) -> Identified:
    """Return what arrives, and whose it is.

    Raises:
        Refused: ``relay.carrier_needed``, and as `identify`.

    Warns:
        As `identify`.
    """
    carrier = command.carrier.code if command.carrier else None
    if command.tracking is None and carrier is None:
        raise Refused("relay.carrier_needed", tracking=None, suggestion=None)
    return identify(command.tracking, carrier)


def _deadline(command: Receive, carrier: str, holding: Sequence[HoldingRow], today: date) -> tuple[date, str]:
    """Return the deadline and where it comes from: the label first, then presentation, then arrival.

    Raises:
        Refused: ``relay.presented_later``, ``relay.deadline_before_notice``, ``relay.holding_unknown``.
    """
    if command.presented_day is not None and command.presented_day > today:
        raise Refused("relay.presented_later", presented_day=command.presented_day.isoformat())
    if command.label_deadline_day is not None:
        if command.presented_day is not None and command.label_deadline_day < command.presented_day:
            raise Refused("relay.deadline_before_notice")
        return command.label_deadline_day, "label"
    base, source = (command.presented_day, "presented") if command.presented_day else (today, "arrival")
    return deadline(base, days_on(holding, carrier, base)), source


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
