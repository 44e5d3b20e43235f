"""One stay of one item: arrival, hand-over, refusal.

Source: domain.md §1.3 to §1.5, §9 rules 8 to 13; DESIGN §3 (custody), §5 (deadline).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from concierge_desk.counter.codelists import Coded, noted
from concierge_desk.counter.service import Context
from concierge_desk.domain.calendar import deadline
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.holding import HoldingRow, days_on
from concierge_desk.domain.journal import Event, PersonalRecord, Posted, Warned
from concierge_desk.services.relay.model.numbers import Identified, identify, principal_of

HELD = "held"
REFUSED = "refused"
HANDED_OVER = "handed_over"
RETURNED = "returned"
IN_THE_SHOP = (HELD, REFUSED)

RETENTION = "relay.custody"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named on a label."""

    name: str


@dataclass(frozen=True, slots=True)
class Receive:
    """An item arrives and is put on a shelf."""

    tracking: str | None
    shelf: str
    addressee: Person | None
    presented_day: date | None
    label_deadline_day: date | None
    carrier: Coded | None


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who collects in the addressee's place."""

    name: str
    id_document: Coded | None
    mandate: Coded | None


@dataclass(frozen=True, slots=True)
class HandOver:
    """An item is handed over."""

    tracking: str | None
    custody: str | None
    collector: str
    id_document: Coded | None
    proxy: Proxy | None
    carrier: Coded | None


@dataclass(frozen=True, slots=True)
class Refuse:
    """The addressee does not want the item."""

    tracking: str | None
    custody: str | None
    reason: Coded
    carrier: Coded | None


@dataclass(frozen=True, slots=True)
class Custody:
    """One stay as the tables know it; days are ISO texts."""

    custody: str
    principal: str
    carrier: str
    tracking: str | None
    shelf: str
    state: str
    deadline_day: str
    closed_day: str | None


@dataclass(frozen=True, slots=True)
class ReceiveState:
    """What an arrival needs: the number's open stays, whose carrier is whose, holding periods."""

    open: tuple[Custody, ...]
    principals: Mapping[str, str]
    holding: Sequence[HoldingRow]


def receive(state: ReceiveState, command: Receive, context: Context) -> tuple[Event, ...]:
    """Take an item into custody.

    Raises:
        Refused: ``relay.carrier_needed``, ``relay.already_held``, ``relay.presented_later`` …
    """
    item = _item(command)
    principal = principal_of(item.carrier, state.principals)
    for custody in state.open:
        if item.number and custody.principal == principal:
            raise Refused("relay.already_held", tracking=item.number, shelf=custody.shelf)
    today = context.business_day
    if command.presented_day is not None and command.presented_day > today:
        raise Refused("relay.presented_later", presented_day=command.presented_day.isoformat())
    due, source = _deadline(command, item.carrier, state.holding, today)
    party = None if command.addressee is None else context.draw("r")
    data = {
        "custody": context.draw("c"),
        "tracking": item.number or None,
        "format": item.format,
        "carrier": item.carrier,
        "shelf": command.shelf,
        "party": party,
        "arrived_day": today.isoformat(),
        "presented_day": _iso(command.presented_day),
        "deadline_day": due.isoformat(),
        "deadline_source": source,
        "last_useful_slot": context.calendar.last_useful_slot(due),
    }
    personal = _named(party, command.addressee.name if command.addressee else None)
    return (Event("relay.received", data, aud=principal, warnings=item.warnings, personal=personal),)


def received_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what the shelf label and the notice need."""
    data = posted[-1].data
    names = ("custody", "tracking", "carrier", "shelf", "deadline_day", "deadline_source", "last_useful_slot")
    return {**{name: data[name] for name in names}, "principal": posted[-1].aud}


def hand_over(state: tuple[Custody, ...], command: HandOver, context: Context) -> tuple[Event, ...]:
    """Hand an item over to its addressee or a proxy.

    Raises:
        Refused: ``relay.unknown``, ``relay.already_handed_over``, ``relay.refused_already``,
            ``relay.returned_already``, ``relay.proxy_needed``, ``relay.proxy_unexpected``.
    """
    custody = held_now(state, command)
    if custody.state == REFUSED:
        raise Refused("relay.refused_already", tracking=_shown(custody))
    proxy, personal = _proxy(command, context)
    document, note = noted(command.id_document, context.draw("n"))
    data = {
        **_identity(custody),
        "collector": command.collector,
        "id_document": document["code"],
        "id_note": document["note"],
        "proxy": proxy,
    }
    warnings: tuple[Warned, ...] = ()
    if context.business_day.isoformat() > custody.deadline_day:
        warnings = (Warned("relay.expired", {"deadline_day": custody.deadline_day}),)
    return (
        Event(
            "relay.handed_over", data, aud=custody.principal, warnings=warnings, personal=(*note, *personal)
        ),
    )


def refuse(state: tuple[Custody, ...], command: Refuse, context: Context) -> tuple[Event, ...]:
    """Keep a refused item until the postman has it.

    Raises:
        Refused: As for a hand-over.
    """
    custody = held_now(state, command)
    if custody.state == REFUSED:
        raise Refused("relay.refused_already", tracking=_shown(custody))
    reason, note = noted(command.reason, context.draw("n"))
    data = {**_identity(custody), "reason": reason["code"], "reason_note": reason["note"]}
    return (Event("relay.refused", data, aud=custody.principal, personal=note),)


def custody_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return which stay was ended, and where the item lies."""
    return {name: posted[-1].data[name] for name in ("custody", "tracking", "carrier", "shelf")}


def held_now(state: Sequence[Custody], command: HandOver | Refuse) -> Custody:
    """Return the stay that is still in the shop, or say what became of it.

    Args:
        state: Stays of the number or code asked, the latest last.
        command: Names it.

    Raises:
        Refused: ``relay.item_needed``, ``relay.unknown``, ``relay.already_handed_over``,
            ``relay.returned_already``, ``relay.carrier_needed`` when two networks have the number here.
    """
    asked = command.tracking or command.custody
    if asked is None:
        raise Refused("relay.item_needed")
    # With both, our own code tells apart what shares a number.
    carrier = command.carrier.code if command.carrier else None
    named = [
        custody
        for custody in state
        if command.custody in (None, custody.custody) and carrier in (None, custody.carrier)
    ]
    here = [custody for custody in named if custody.state in IN_THE_SHOP]
    if len(here) > 1:
        raise Refused("relay.carrier_needed", tracking=asked, suggestion=None)
    if here:
        return here[0]
    if not named:
        raise Refused("relay.unknown", tracking=asked)
    last = named[-1]
    code = "relay.already_handed_over" if last.state == HANDED_OVER else "relay.returned_already"
    raise Refused(code, tracking=_shown(last), day=last.closed_day)


def _item(command: Receive) -> Identified:
    carrier = command.carrier.code if command.carrier else None
    if command.tracking is not None:
        return identify(command.tracking, carrier)
    if carrier is None:
        raise Refused("relay.carrier_needed", tracking=None, suggestion=None)
    return Identified("", None, carrier, (Warned("relay.tracking_missing", {}),))


def _deadline(command: Receive, carrier: str, holding: Sequence[HoldingRow], today: date) -> tuple[date, str]:
    """Return the deadline and where it comes from: the label first, then presentation, then arrival."""
    if command.label_deadline_day is not None:
        return command.label_deadline_day, "label"
    base, source = (command.presented_day, "presented") if command.presented_day else (today, "arrival")
    return deadline(base, days_on(holding, carrier, base)), source


def _proxy(command: HandOver, context: Context) -> tuple[dict[str, Any] | None, tuple[PersonalRecord, ...]]:
    if command.collector == "addressee":
        if command.proxy is not None:
            raise Refused("relay.proxy_unexpected")
        return None, ()
    if command.proxy is None:
        raise Refused("relay.proxy_needed")
    party = context.draw("r")
    document, first = noted(command.proxy.id_document, context.draw("n"))
    mandate, second = noted(command.proxy.mandate, context.draw("n"))
    told = {
        "party": party,
        "id_document": document["code"],
        "id_note": document["note"],
        "mandate": mandate["code"],
        "mandate_note": mandate["note"],
    }
    return told, (*_named(party, command.proxy.name), *first, *second)


def _named(ref: str | None, name: str | None) -> tuple[PersonalRecord, ...]:
    if ref is None or name is None:
        return ()
    return (PersonalRecord(ref, "party", name, RETENTION),)


def _identity(custody: Custody) -> dict[str, str | None]:
    return {
        "custody": custody.custody,
        "tracking": custody.tracking,
        "carrier": custody.carrier,
        "shelf": custody.shelf,
    }


def _shown(custody: Custody) -> str:
    return custody.tracking or custody.custody


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
