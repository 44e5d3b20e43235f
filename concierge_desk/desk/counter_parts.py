"""Parts of the counter put together: the core's own and each service's; what a code is to all of them.

The window and `look` ask here, so that both give the same answer.

Source: decisions 0019, 0038.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from concierge_desk.counter.cards.at_counter import AtCounter, Search, nobody_served
from concierge_desk.counter.cards.doors import door_of, named
from concierge_desk.counter.cards.leads import FOLLOWS
from concierge_desk.counter.cards.offers import MOST_OFFERS, Now, Offer
from concierge_desk.counter.cards.order_of_cards import by_urgency
from concierge_desk.counter.core.line_cards import entered_from, line_offer, refs_of, scanned_line
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.messages import low
from concierge_desk.desk import catalogue, core_cards

if TYPE_CHECKING:
    from concierge_desk.counter.cards.served import Served


def parts() -> dict[str, AtCounter]:
    """Return the counter's parts by service: the core's own before, for a ticket's number is nothing else."""
    return {SERVICE: core_cards.AT_COUNTER, **catalogue.counter_parts()}


def cards_of_code(known: Iterable[AtCounter], rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return what a code is, scanned or typed whole; of one that nobody knows, what it may become.

    Args:
        known: The parts that are asked, in their order.
        rows: The running transaction.
        code: As scanned or typed.
        now: The day, the language.
    """
    known = tuple(known)
    if (door := door_of(known, code)) is not None:
        return door.offers(rows, now)
    if code.startswith(FOLLOWS):
        named = code.removeprefix(FOLLOWS)
        return tuple(offer for part in known for offer in part.follows(rows, named, now))
    if (line := scanned_line(code)) is not None:
        return _of_line(known, rows, line, now)
    offers = _most_urgent((part.found for part in known), rows, code, now)
    if served := served_by(known, rows, code, now):
        from concierge_desk.counter.cards.belongings import belongings  # noqa: PLC0415  (with the first card of somebody)

        offers = tuple(_brought_by(known, rows, offer, now) if offer.first else offer for offer in offers)
        offers = by_urgency((*offers, *belongings(known, rows, served, now)))[:MOST_OFFERS]
    return tuple(offer for offer in offers if not offer.unknown) or offers


def _brought_by(known: Iterable[AtCounter], rows: Rows, person: Offer, now: Now) -> Offer:
    """Return somebody's card with what has a key and asks whose it is: it is that one's."""
    shown = (offer for part in known if part.favourites is not None for offer in part.favourites(rows, now))
    found = []
    for offer in shown:
        act = offer.acts[0]
        whose = next((ask.field for ask in act.asks if ask.spared), "")
        if whose:
            asks = tuple(ask for ask in act.asks if not ask.spared)
            fields = {**act.fields, whose: {"card": person.ref}}
            label = f"{offer.title} · {low(act.label)}"
            found.append(replace(act, label=label, fields=fields, asks=asks))
    return replace(person, acts=(*person.acts, *found))


def served_by(known: Iterable[AtCounter], rows: Rows, code: str, now: Now) -> "tuple[Served, ...]":
    """Return who is served by a person's card; nobody by any other code.

    Args:
        known: The parts that are asked, in their order.
        rows: The running transaction.
        code: As scanned or typed whole.
        now: The day, the language.
    """
    return tuple(one for part in known for one in part.served(rows, code, now))


def people_named(known: Iterable[AtCounter], rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return the cards of the people who go by what was typed.

    Args:
        known: The parts that are asked, in their order.
        rows: The running transaction.
        text: A name, a phone, a street.
        now: The day, the language.
    """
    keeping = (part for part in known if part.served is not nobody_served)
    return tuple(
        offer for part in keeping for offer in part.named(rows, text, now) if offer.private and offer.person
    )


def cards_of_word(known: Iterable[AtCounter], rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return what goes by a name or a word, the most urgent first.

    Args:
        known: The parts that are asked, in their order.
        rows: The running transaction.
        text: As typed.
        now: The day, the language.
    """
    known = tuple(known)
    found = _most_urgent((partial(named, part) for part in known), rows, text, now)
    return by_urgency(joined_by_ref((*found, *tied_to(known, rows, found, now))))[:MOST_OFFERS]


def tied_to(known: Iterable[AtCounter], rows: Rows, people: Iterable[Offer], now: Now) -> tuple[Offer, ...]:
    """Return the open things of whom alone cards of people are: a name stands on none of what is tied to a card.

    Args:
        known: The parts that are asked, in their order.
        rows: The running transaction.
        people: Cards, those of people among them.
        now: The day, the language.
    """
    known, somebody = tuple(known), [offer for offer in people if offer.private and offer.person]
    if len(somebody) != 1:
        return ()
    keys = [one.keys for one in served_by(known, rows, somebody[0].ref, now)[:1]]
    return tuple(offer for of in keys for part in known for offer in part.theirs(rows, of, now))


def joined_by_ref(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Return cards, each thing once."""
    return tuple({(offer.service, offer.ref): offer for offer in offers}.values())


def cards_of_bag(known: Iterable[AtCounter], rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return how a code of the carrier's bag is taken in.

    Args:
        known: The parts that are asked, in their order.
        rows: The running transaction.
        code: As scanned.
        now: The day, the language.
    """
    known = tuple(known)
    if (line := scanned_line(code)) is not None:
        return _of_line(known, rows, line, now)
    if served_by(known, rows, code, now):
        # Somebody stands there: the card is nothing that came out of a bag.
        return cards_of_code(known, rows, code, now)
    return _most_urgent((part.arrives for part in known), rows, code, now)


def cards_running(known: Iterable[AtCounter], rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the cards of what is under way at the counter, such as a bag that is being counted."""
    return tuple(offer for part in known if part.running is not None for offer in part.running(rows, now))


def _of_line(known: tuple[AtCounter, ...], rows: Rows, line: str, now: Now) -> tuple[Offer, ...]:
    """Return the card of a line of a paper sheet, and of what was entered from it already."""
    found = [cards_of_code(known, rows, ref, now) for ref in refs_of(entered_from(rows, line))]
    return (line_offer(rows, line, now), *(offer for offers in found for offer in offers))[:MOST_OFFERS]


def _most_urgent(searches: Iterable[Search], rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    found = [offer for search in searches for offer in search(rows, text, now)] if text.strip() else []
    return by_urgency(tuple(found))[:MOST_OFFERS]
