"""The relay at the counter: its cards, in data. What is on a shelf, what comes in, what is sold, what leaves.

Source: docs/contract.md, "Services and the registry", "Custody and slips"; decision 0019.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import islice

from concierge_desk.counter.cards.agenda import waiting_for
from concierge_desk.counter.cards.at_counter import AtCounter, Door, Search
from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.cards.offers import MOST_OFFERS, Now, Offer
from concierge_desk.counter.cards.order_of_cards import by_urgency
from concierge_desk.counter.mail.standing import mail_standing
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.numbers import BAG, COMPLAINT, ORDER, SLIP, is_number
from concierge_desk.domain.tracking import Recognised, decode_burst
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter import (
    arrivals,
    complaints,
    departures,
    items,
    prices,
    sales,
)
from concierge_desk.services.relay.counter.bags import cards as bag_cards
from concierge_desk.services.relay.counter.bags import room
from concierge_desk.services.relay.model import slots
from concierge_desk.services.relay.model.facts import visits
from concierge_desk.services.relay.model.facts.complaints import LISTS as COMPLAINTS
from concierge_desk.services.relay.model.facts.mandates import CompanyMandate
from concierge_desk.services.relay.model.facts.reminders import document_of
from concierge_desk.services.relay.model.numbers import own_code, read_number
from concierge_desk.services.relay.model.states import HANDED_OVER, IN_CARE, MISDELIVERED
from concierge_desk.services.relay.tables import counter as tables
from concierge_desk.services.relay.tables import live, looks
from concierge_desk.services.relay.tables.counter import KeptItem
from concierge_desk.services.relay.tables.incidents import open_incidents
from concierge_desk.store.records import inscription_of

_PRODUCT = re.compile(r"[A-Z]{2,}(?:[0-9]|_[0-9A-Z]+)+")
"""Code of a product that no name looks like: it has a figure or a band."""

_LEAST_LETTERS = 2


def _slip(rows: Rows, number: str, now: Now) -> tuple[Offer, ...]:
    slip = tables.slip(rows, number)
    return (departures.slip(slip, now),) if slip else ()


def _order(rows: Rows, number: str, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.stock import order  # noqa: PLC0415

    return order(rows, number, now)


_NUMBERED: Mapping[str, Search] = {
    SLIP: _slip,
    BAG: bag_cards.found,
    COMPLAINT: complaints.found,
    ORDER: _order,
}
"""By series, what shows the card of a number of it."""


def found(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return what a code is: an item, a slip, a complaint, a mandate, something sold; else what its number may become."""
    text = decode_burst(code).strip()
    asked = next((cards for begins, cards in _ASKED.items() if code.startswith(begins)), None)
    if asked is not None:
        return asked(rows, code, now)
    numbered = next((show for series, show in _NUMBERED.items() if is_number(series, text)), None)
    if numbered is not None:
        return numbered(rows, text, now)
    own = own_code(code)
    if own is not None:
        return _of_our_own(rows, own, now)
    sold = _sold(rows, text, now) if _PRODUCT.fullmatch(text) else ()
    return sold or _of_number(rows, code, now)


def arrives(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return how an item of the carrier's bag is taken in; what is here, or expected back, shows its card."""
    text = decode_burst(code).strip()
    if own_code(code) is not None or is_number(SLIP, text) or is_number(BAG, text):
        return found(rows, code, now)
    number = read_number(code)
    here = _here(tables.stays_of(rows, _number(rows, code).number))
    if here:
        return _cards(rows, here, now)
    if not arrivals.may_be_number(number):
        return ()
    return (arrivals.arrival(arrivals.coming(rows, number, now, run=True)),)


def named(rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return what waits for a name, then what a word sells; nothing is listed without a word."""
    if not any(sum(map(str.isalpha, word)) >= _LEAST_LETTERS for word in plain_words(text)):
        return ()
    theirs = waiting_for(awaited, rows, text, now)
    found = theirs
    if len(found) < MOST_OFFERS:
        # Half of the time a keystroke may take: not where nothing of it would be shown. Martinique is not meant
        # where a Martin waits.
        goods = tables.goods(rows, now.today)
        found += sales.named(goods, text, now, countries_too=not theirs) + prices.unpriced(
            rows, goods, now, text
        )
    return found[:MOST_OFFERS]


def awaited(rows: Rows, name: str, now: Now) -> tuple[Offer, ...]:
    """Return what waits for a name, as the live match of open items finds it: never a list of names."""
    kept = tuple(islice(live.items(rows, name), MOST_OFFERS))
    noted = islice(live.mandates(rows, name), MOST_OFFERS - len(kept))
    return (*_cards(rows, kept, now), *[_mandate(one, now) for one in noted])


def favourites(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what has a key: stamps, then franking."""
    return sales.favourites(tables.goods(rows, now.today), now)


def waiting(rows: Rows, _now: Now) -> int:
    """Return how many items somebody may still come for."""
    return tables.waiting(rows)


def shelf(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the card of everything in the shop, and of what is with somebody else, the most urgent first."""
    desk = replace(items.shelves(rows, now), incidents=open_incidents(rows))
    return by_urgency(tuple(items.card(one, desk) for one in tables.in_care(rows)))


def _of_our_own(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    if code.startswith("m"):
        mandate = looks.company_mandate(rows, code)
        return (_mandate(mandate, now),) if mandate else ()
    kept = tables.stay(rows, code)
    return _cards(rows, (kept,), now) if kept else ()


def _sold(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    goods = tables.goods(rows, now.today)
    pieces = tuple(
        sales.stamp(sold, row, goods, now) for sold, row in sales.stamps(goods, now) if sold == code
    )
    weighed = tuple(offer for offer in sales.frankings(goods, now) if offer.ref.partition(":")[0] == code)
    return (*pieces, *weighed)


def _of_number(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return what has a number: in the shop's care, waiting for the postman, gone; else what it may become."""
    number = _number(rows, code)
    stays = tables.stays_of(rows, number.number)
    left = tables.outgoing(rows, number.number)
    here = _here(stays)
    leaves = (departures.outgoing(left, now),) if left else ()
    if here or (left and left.left_day is None):
        return (*_cards(rows, here, now), *leaves, *complaints.about(rows, number.number, now))
    if stays or left:
        return (*_cards(rows, stays[-1:], now), *leaves, *complaints.about(rows, number.number, now))
    if number.format is None:
        return ()
    return (arrivals.unknown(arrivals.coming(rows, number, now)),)


def _number(rows: Rows, code: str) -> Recognised:
    """Return what a code is as a number; words that are kept beside the journal by their ref."""
    found = read_number(code)
    ref = None if found.format is not None and found.certain else inscription_of(rows, found.number)
    return found if ref is None else read_number(ref)


def _here(stays: tuple[KeptItem, ...]) -> tuple[KeptItem, ...]:
    return tuple(kept for kept in stays if kept.stay.state in IN_CARE)


def _cards(rows: Rows, kept: tuple[KeptItem, ...], now: Now) -> tuple[Offer, ...]:
    if not kept:
        return ()

    def of_those(state: str, look: Callable[[Rows, str], str]) -> dict[str, str]:
        return {one.stay.custody: look(rows, one.stay.custody) for one in kept if one.stay.state == state}

    # Cards alone show with whom something is: no list does.
    desk = replace(
        items.shelves(rows, now),
        handed=of_those(HANDED_OVER, tables.hand_over_of),
        with_whom=of_those(MISDELIVERED, tables.with_whom),
        came=tables.came_on_paper(rows, [one.stay.custody for one in kept]),
        told={
            one.stay.custody: mail_standing(rows, document_of(one.stay.custody), now)
            for one in kept
            if one.stay.mailed_day is not None
        },
    )
    return by_urgency(tuple(items.card(one, desk) for one in kept))


# What is asked for once a week is loaded by who asks (decision 0019).


def _mandate(one: CompanyMandate, now: Now) -> Offer:
    from concierge_desk.services.relay.counter.requests import mandate  # noqa: PLC0415

    return mandate(one, now)


def _new_mandate(rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.requests import new_mandate  # noqa: PLC0415

    return new_mandate(rows, now)


def _visits(rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.visits import asked_for  # noqa: PLC0415

    return asked_for(rows, now)


def _visit(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.visits import found  # noqa: PLC0415

    return found(rows, code, now)


def _board(rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.requests import board  # noqa: PLC0415

    return board(rows, now)


def _pay_cards(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.pay import found as pay_cards  # noqa: PLC0415

    return pay_cards(rows, code, now)


def _reports(rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.requests import reports  # noqa: PLC0415

    return reports(rows, now)


def _calls(rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.requests import calls  # noqa: PLC0415

    return calls(rows, now)


def _day_papers(rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.requests import day_papers  # noqa: PLC0415

    return day_papers(rows, now)


def _compare(_rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.compare import comparisons  # noqa: PLC0415

    return comparisons(now)


_ASKED: Mapping[str, Search] = {
    prices.DOOR: lambda rows, _code, now: prices.sheets(rows, now),
    # What carriers pay: pages ask for its cards.
    "relay.pay": _pay_cards,
    "relay.statement:": _pay_cards,
    # The code of a visit by the post office stands on no paper.
    "w-": _visit,
}
"""What no code on a label begins with: by its beginning, the cards."""


def _drawer(rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.stock import drawer  # noqa: PLC0415

    return drawer(rows, now)


def _orders(rows: Rows, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.services.relay.counter.stock import orders  # noqa: PLC0415

    return orders(rows, now)


DOORS = (
    Door("relay.bag", N_("A bag arrives"), N_("bag driver announce courier sack"), bag_cards.coming),
    Door("relay.ask_here", N_("Is it here?"), N_("here there telephone call"), room.asked_for),
    Door(
        "relay.room",
        N_("Room on the shelves"),
        N_("room full saturation capacity shelves places"),
        room.shelves,
    ),
    Door(
        "relay.arrival",
        N_("An item without a number"),
        N_("arrival arriving delivery"),
        arrivals.without_number,
    ),
    Door(
        "relay.deposit",
        N_("Letters, deposit"),
        N_("deposit letters mail return"),
        departures.deposits,
    ),
    Door("relay.postman", N_("The postman"), N_("postman slip"), departures.postman),
    Door(
        "relay.stock",
        N_("Stock, deliveries"),
        N_("stock inventory delivery restock spoilt theft carnet"),
        _drawer,
    ),
    Door("relay.orders", N_("Orders of stamps"), N_("order orders restock reorder"), _orders),
    Door(prices.DOOR, N_("New prices of La Poste"), N_("tariffs prices rates sheet"), prices.sheets),
    Door(
        "relay.prices",
        N_("La Poste's missing prices"),
        N_("tariff prices"),
        lambda rows, now: prices.unpriced(rows, tables.goods(rows, now.today), now),
    ),
    Door("relay.complaint", N_("Complaint"), N_("complaint dispute"), complaints.asked_for),
    Door(
        "relay.compare",
        N_("Compare with La Poste"),
        N_("compare comparison terminal difference"),
        _compare,
    ),
    Door(visits.DOOR, N_("Visit of the office"), N_("office training visited"), _visits),
    Door("relay.board", N_("Board for the window"), N_("board poster window notices"), _board),
    Door("relay.calls", N_("Whom to call"), N_("call calls phone remind reminders"), _calls),
    Door(
        "relay.day_papers",
        N_("Sheets of a closed day"),
        N_("sheet sheets statement stock"),
        _day_papers,
    ),
    Door(
        "relay.pay",
        N_("Remuneration"),
        N_("contract rates"),
        lambda rows, now: _pay_cards(rows, "relay.pay", now),
    ),
    Door(
        "relay.reports",
        N_("Follow-up for La Poste"),
        N_("followup reports deadlines overdue held"),
        _reports,
    ),
    Door("relay.mandate", N_("Company's mandate"), N_("mandate proxy company"), _new_mandate),
)


def morning(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what lies on no shelf and is due: slips to sign, complaints, prices that are missing."""
    missing = (offer for offer in prices.sheets(rows, now) if offer.due)
    return (
        *bag_cards.open_ones(rows, now),
        *room.nearly_full(rows, now),
        *departures.to_sign(rows, now),
        *complaints.open_ones(rows, now),
        *missing,
    )


def settings(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what the relay is set up by."""
    from concierge_desk.services.relay.counter.set_up import offers  # noqa: PLC0415  (on hardly any day: decision 0019)

    return (*_new_mandate(rows, now), *offers(rows, now), *room.settings(rows, now))


AT_COUNTER = AtCounter(
    found=found,
    named=named,
    awaited=awaited,
    arrives=arrives,
    favourites=favourites,
    waiting=waiting,
    shelf=shelf,
    words=N_("relay shelf parcels pickup handover"),
    running=bag_cards.running,
    lists={**slots.LISTS, **bag_cards.LISTS, **room.LISTS, **COMPLAINTS, **prices.LISTS},
    morning=morning,
    owners=N_("By carrier"),
    collector=N_("postman"),
    misses="relay.report_incident",
    doors=DOORS,
    settings=settings,
    free_places=arrivals.free_places,
    compares="relay.compare",
)

__all__ = ["AT_COUNTER"]
