"""Overview of the store: a day, a morning, what waits for somebody. Nothing is written.

Source: docs/contract.md, "Figures of a day", "Words"; decision 0016.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from concierge_desk.counter.cards.agenda import (
    asked_name,
    card_of,
    due_of,
    morning_lists,
    things_of,
    waiting_for,
)
from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.counter.cards.offers import MOST_OFFERS, Now, Offer
from concierge_desk.counter.day.closed_drawers import ClosedDrawer, counted_in_all, floats_of
from concierge_desk.counter.day.status import DayFacts, status
from concierge_desk.counter.report_states import report_states
from concierge_desk.counter.values.kinds import Day, Unreadable
from concierge_desk.desk import catalogue
from concierge_desk.desk.counter_parts import cards_of_code, joined_by_ref, parts, people_named, tied_to
from concierge_desk.desk.delivery_calendar import of_day
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.held_cards import held_by_name
from concierge_desk.desk.switches import pages_unused
from concierge_desk.desk.today import morning_offers
from concierge_desk.domain.clock import instant_for, local_day
from concierge_desk.domain.day import DayState
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.i18n import DEFAULT
from concierge_desk.store import cheques, journal, settings, visits
from concierge_desk.store import day as days
from concierge_desk.store.accounting import balances
from concierge_desk.store.connection import Connection
from concierge_desk.store.held import sums


def day_status(desk: Desk, day: str | None) -> dict[str, Any]:
    """Return the figures of a day; of the open one, else the last closed, by default.

    Raises:
        Refused: ``day.unknown``, ``day.none``.
    """
    drawer = desk.settings.drawer

    def read(rows: Connection) -> dict[str, Any]:
        told = status_in(rows, day or days.latest_day(rows), drawer)
        # Where no report leaves by itself, nothing is told of any.
        left = of_day(rows, told["day"])
        return {**told, "deliveries": left} if left else told

    return {**desk.store.read(read), "practice": desk.identity.practice}


def status_in(rows: Connection, day: str, drawer: str) -> dict[str, Any]:
    """Return the figures of a day, within a transaction.

    Raises:
        Refused: ``day.unknown``.
    """
    return status(facts_in(rows, day, drawer), catalogue.services())


def morning(desk: Desk, day: str | None) -> dict[str, Any]:
    """Return what is to be done on a day; on the open business day, else today, by default.

    Raises:
        Refused: ``input.day``.
    """
    try:
        asked = None if day is None else Day().read(day)
    except Unreadable as error:
        raise Refused(error.code, field="day") from error

    def read(rows: Connection) -> dict[str, Any]:
        now = _now(desk, rows, asked)
        lists = _lists(rows, now)
        others = [told for one, told in lists if one.beside]
        return {
            "day": now.today.isoformat(),
            "lists": [told for one, told in lists if not one.beside],
            **({"beside": others} if others else {}),
        }

    return {"ok": True, "practice": desk.identity.practice, **desk.store.read(read)}


def _lists(rows: Connection, now: Now) -> list[tuple[MorningList, dict[str, Any]]]:
    """Return the lists of each service that was ever used, empty ones too but for rare ones: of one name side by side, each its own."""
    unused = pages_unused(rows)
    found: dict[str, list[tuple[MorningList, dict[str, Any]]]] = {}
    for service, part in parts().items():
        if service in unused:
            continue
        for code, due in morning_lists(part.lists, morning_offers(part, rows, now)).items():
            if part.lists[code].rare and not due:
                continue
            items = [asdict(due_of(offer)) for offer in due]
            told = {"list": code, "service": service, "label": part.lists[code].label, "items": items}
            found.setdefault(code, []).append((part.lists[code], told))
    return [one for alike in found.values() for one in alike]


def look(desk: Desk, text: str, *, names: bool = False) -> dict[str, Any]:
    """Return what a code is, or what waits for whoever is named, then who goes by it: read now, and kept nowhere.

    Args:
        desk: The open desk.
        text: As typed.
        names: Say the names of people, and what tells homonyms apart.

    Raises:
        Refused: ``look.too_short`` for what is no code and hardly a name.
    """
    services = catalogue.services()
    found = {service.code: service.recognise(text) for service in services if service.recognise is not None}
    recognised = [{"service": code, **data} for code, data in found.items() if data is not None]
    asked = parts().values()

    def read(rows: Connection) -> list[Offer]:
        now = _now(desk, rows)
        known = [offer for offer in cards_of_code(asked, rows, text, now) if not offer.unknown]
        # A code first: it is no name, even where a name could be read in it.
        if known or recognised:
            return known
        people = people_named(asked, rows, text, now)
        if not people:
            # Too short for a name, and nobody's phone either.
            asked_name(text)
        return [*_open_things(rows, text, people, now), *people]

    def told(offer: Offer) -> dict[str, Any]:
        card = card_of(offer)
        called = names and offer.private
        return asdict(replace(card, label=f"{offer.person} · {offer.detail}") if called else card)

    offers = desk.store.read(read)
    owners = {offer.service for offer in offers}
    return {
        "ok": True,
        "practice": desk.identity.practice,
        "recognised": [one for one in recognised if not _is_shared(one, recognised, owners)],
        "cards": [told(offer) for offer in offers],
        "things": [asdict(one) for one in things_of(offers)],
    }


def _is_shared(one: Data, recognised: Sequence[Data], owners: set[str]) -> bool:
    """Say whether a code is read alike by several services, as a number of one series, and is another one's thing."""
    alike = {other["service"] for other in recognised if {**other, "service": ""} == {**one, "service": ""}}
    return bool(alike & owners) and one["service"] not in owners


def _open_things(rows: Connection, text: str, people: Sequence[Offer], now: Now) -> tuple[Offer, ...]:
    """Return what is open for whoever is named: in the shop's care, held and owed; all of whom nobody else can be meant."""
    asked = tuple(parts().values())
    found = [offer for part in asked for offer in waiting_for(part.awaited, rows, text, now)]
    found += waiting_for(held_by_name, rows, text, now)
    return joined_by_ref((*found, *tied_to(asked, rows, people, now)))[:MOST_OFFERS]


def _now(desk: Desk, rows: Connection, asked: date | None = None) -> Now:
    """Return what cards are made with on a day: the one that is asked for, else the open one, else today."""
    shop = desk.settings
    opened = days.day_state(rows, shop.drawer).today
    at = instant_for(desk.clock, journal.head(rows).at).at
    # Things are called as in the shop, whatever language is asked: what reads the answers knows them by it.
    return Now(
        asked or opened or local_day(at, shop.zone),
        DEFAULT,
        shop,
        catalogue.calendar(rows, shop),
        services=catalogue.reached(),
        whose=catalogue.whose,
    )


def facts_in(rows: Connection, day: str, drawer: str) -> DayFacts:
    """Return what a day's figures are made of, within a transaction.

    Raises:
        Refused: ``day.unknown``.
    """
    first, last = days.day_range(rows, day)
    posted, unreadable = journal.readable(rows, first, last)
    state = days.day_state(rows, drawer)
    date, open_drawers = days.date_of(rows, first)[0], _drawers(state, drawer, posted)
    return DayFacts(
        day=date,
        closings=days.closings_of(rows, date),
        posted=posted,
        unreadable=unreadable,
        closed=last is not None,
        anchor=None if last is None else days.anchor_at(rows, last),
        float_cents=state.open.float_cents if state.open else 0,
        expected_cents=state.held_cents,
        counted_cents=counted_in_all(one.counted_cents for one in open_drawers),
        visits=visits.visits(rows),
        states=report_states(catalogue.services(), rows) if last is None else {},
        drawer_connected=last is None and state.drawer_connected,
        cheques=cheques.here(rows) if last is None else (),
        drawers=open_drawers if last is None else (),
        payees=frozenset(state.payees.values()) if last is None else frozenset(),
        opening=balances.opening(rows, first, posted) if last is None else None,
        held=sums.sums(rows) if last is None else None,
        first=settings.settings_in_force(rows)["operators"][0],
    )


def _drawers(state: DayState, first: str, posted: Sequence[Posted]) -> tuple[ClosedDrawer, ...]:
    """Return each drawer as it is now: what lay in it at the opening, what it should hold, its last count."""
    opening = next((entry.data for entry in posted if entry.kind == "day.opened"), None)
    floats = floats_of(opening or {})
    counts = [(code, state.count_in(code)) for code in (first, *[one.code for one in state.others])]
    return tuple(
        ClosedDrawer(code, floats.get(code, 0), state.held_in(code), count.counted_cents if count else None)
        for code, count in counts
    )
