"""Doors of the services: what can be done whoever stands there, behind a button of a page or a word that is typed.

Source: decision 0048.
"""

from collections.abc import Iterable
from functools import cache

from concierge_desk.counter.cards.at_counter import AtCounter, Door
from concierge_desk.counter.cards.endings import ending_in
from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.cards.offers import MOST_OFFERS, Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.i18n import LANGUAGES, translate

LEAST_LETTERS = 4
"""Fewer letters are the beginning of a name, unless they are the whole word."""


def behind(part: AtCounter, rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return what stands behind the doors of a service that a word opens."""
    return tuple(offer for door in opened_by(part, text) for offer in door.offers(rows, now))


def opened_by(part: AtCounter, text: str) -> tuple[Door, ...]:
    """Return the doors of a service that a word opens."""
    typed = plain_words(text)
    return tuple(door for door in part.doors if typed[0] in _openings(door.words)) if len(typed) == 1 else ()


def leads(words: str, text: str) -> bool:
    """Say whether a text is one of some words, in any language, whole or begun; of one word alone.

    Args:
        words: English source, parted by spaces.
        text: As typed.
    """
    typed = plain_words(text)
    return len(typed) == 1 and typed[0] in _openings(words)


def named(part: AtCounter, rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return what a typed word brings of a service: what ends so, what is behind its doors, what goes by it."""
    found = (*ending_in(part, rows, text, now), *behind(part, rows, text, now), *part.named(rows, text, now))
    return found[:MOST_OFFERS]


def door_of(parts: Iterable[AtCounter], code: str) -> Door | None:
    """Return the door of a code, as a page opens it; None where there is none."""
    return next((door for part in parts for door in part.doors if door.code == code), None)


@cache
def _openings(source: str) -> frozenset[str]:
    """Return the words of a source in every language, and how each may be begun: each keystroke asks all the doors."""
    words = [word for lang in LANGUAGES for word in plain_words(translate(source, lang))]
    begun = [word[:length] for word in words for length in range(LEAST_LETTERS, len(word))]
    return frozenset((*words, *begun))
