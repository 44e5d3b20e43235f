"""Open things of a person over every service: by the party that is tied, and by the name on what is here now.

The match by name is live and kept nowhere: it asks each service what waits for the family name, and leaves out what
says another given name. Whoever bears the same name is told.

Source: decision 0085; docs/requirements.md, R-5.01.
"""

from collections.abc import Iterable
from dataclasses import replace

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.cards.offers import MOST_OFFERS, Now, Offer
from concierge_desk.counter.cards.order_of_cards import by_urgency
from concierge_desk.counter.cards.served import Namesake, Served
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.titles import TITLE
from concierge_desk.i18n import N_

_PARTICLES = frozenset({"et", "ou"})
_INITIAL = 1
_MOST_TOLD = 5
"""Others whom a name may mean: of more only how many is told."""


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
            tied = [(offer, "") for offer in part.theirs(rows, one.keys, now)]
            named = [(offer, _others(offer, one, now)) for offer in _by_name(part, rows, one, now)]
            for offer, others in (*tied, *named):
                if one.services is None or offer.service in one.services:
                    found.setdefault((offer.service, offer.ref), _said(offer, one, others))
    return by_urgency(tuple(found.values()))[:MOST_OFFERS]


def _by_name(part: AtCounter, rows: Rows, one: Served, now: Now) -> Iterable[Offer]:
    # By the whole name first: of a name that many bear, no more than twenty things are told.
    names = (*(f"{given} {one.family}" for given in one.given), one.family)
    offers = (offer for name in names for offer in part.awaited(rows, name, now))
    return (offer for offer in offers if offer.person is not None and may_be(offer.person, one))


def may_be(label: str, one: Served | Namesake) -> bool:
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


def _others(offer: Offer, one: Served, now: Now) -> str:
    """Return whom else the name on a label may mean; empty where it is nobody."""
    found = [other.told for other in one.namesakes if may_be(offer.person or "", other)]
    if not found:
        return ""
    few = " · ".join(found[:_MOST_TOLD])
    if len(found) <= _MOST_TOLD:
        return say(N_("It may be somebody else's: {people}."), now.lang, people=few)
    more = len(found) - _MOST_TOLD
    told = N_("It may be somebody else's: {people}, or one of {count} others.")
    return say(told, now.lang, people=few, count=more)


def _said(offer: Offer, one: Served, others: str) -> Offer:
    note = one.notes.get(offer.service, "")
    whose = " ".join(filter(None, (one.said, others, note)))
    return replace(offer, rule=" ".join(filter(None, (whose, offer.rule))), whose=whose) if whose else offer
