"""Open things of a person over every service: by the party that is tied, and by the name on what is here now.

The match by name is live and kept nowhere: it asks each service what waits for the family name, and leaves out what
says another given name. Whoever bears the same name is told.

Source: decision 0085; docs/requirements.md, R-5.01.
"""

from collections.abc import Iterable
from dataclasses import replace

from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.cards.offers import MOST_OFFERS, AtCounter, Now, Offer, by_urgency
from concierge_desk.counter.cards.served import Served
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.titles import TITLE

_PARTICLES = frozenset({"et", "ou"})
_INITIAL = 1


def served_by(parts: Iterable[AtCounter], rows: Rows, code: str, now: Now) -> tuple[Served, ...]:
    """Return who is served by a person's card; nobody by any other code."""
    return tuple(one for part in parts for one in part.served(rows, code, now))


def belongings(
    parts: Iterable[AtCounter], rows: Rows, served: Iterable[Served], now: Now
) -> tuple[Offer, ...]:
    """Return the open things of those who are served, the most urgent first, each said whose it is.

    Args:
        parts: Of the counter.
        rows: The store.
        served: The person, then those for whom things may be given to that one.
        now: The day, the language.
    """
    found: dict[tuple[str, str], Offer] = {}
    parts = tuple(parts)
    for one in served:
        for part in parts:
            for offer in (*part.theirs(rows, one.keys, now), *_by_name(part, rows, one, now)):
                if one.services is None or offer.service in one.services:
                    found.setdefault((offer.service, offer.ref), _said(offer, one, now.lang))
    return by_urgency(tuple(found.values()))[:MOST_OFFERS]


def _by_name(part: AtCounter, rows: Rows, one: Served, now: Now) -> Iterable[Offer]:
    # By the whole name first: of a name that many bear, no more than twenty things are told.
    names = (*(f"{given} {one.family}" for given in one.given), one.family)
    offers = (offer for name in names for offer in part.awaited(rows, name, now))
    return (offer for offer in offers if offer.person is not None and may_be(offer.person, one))


def may_be(label: str, one: Served) -> bool:
    """Say whether a name on a label may be somebody's: the family name, and no other given name than the own ones."""
    family = plain_words(one.family)
    words = [word for word in plain_words(label) if not TITLE.fullmatch(word) and word not in _PARTICLES]
    if not family or not set(family) <= set(words):
        return False
    own = [word for name in one.given for word in plain_words(name)]
    return all(
        not own or word in own or (len(word) == _INITIAL and any(name.startswith(word) for name in own))
        for word in words
        if word not in family
    )


def _said(offer: Offer, one: Served, lang: str) -> Offer:
    """Return a card with whose it is, and who else its label may mean."""
    others = [
        other.words
        for other in one.namesakes
        if offer.person and may_be(offer.person, Served((), one.family, other.given))
    ]
    told = say("Somebody else bears this name: {people}.", lang, people=" ; ".join(others)) if others else ""
    words = " ".join(filter(None, (one.said, told, offer.rule)))
    return offer if words == offer.rule else replace(offer, rule=words)
