"""Parts of the counter put together: the core's own and each service's; what a code is to all of them.

The window and `look` ask here, so that both give the same answer.

Source: decisions 0019, 0038.
"""

from collections.abc import Iterable

from concierge_desk.counter.cards.doors import door_of, named
from concierge_desk.counter.cards.offers import MOST_OFFERS, AtCounter, Now, Offer, by_urgency
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue, core_cards


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
    found = [offer for part in known for offer in part.found(rows, code, now)] if code.strip() else []
    offers = by_urgency(tuple(found))[:MOST_OFFERS]
    return tuple(offer for offer in offers if not offer.unknown) or offers


def cards_of_word(known: Iterable[AtCounter], rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return what goes by a name or a word, the most urgent first.

    Args:
        known: The parts that are asked, in their order.
        rows: The running transaction.
        text: As typed.
        now: The day, the language.
    """
    found = [offer for part in known for offer in named(part, rows, text, now)] if text.strip() else []
    return by_urgency(tuple(found))[:MOST_OFFERS]
