"""Things on a shelf: the orders in which it is looked through, and the search by typing.

Pure rules; no name stands in any of it.

Source: decisions 0022, 0028.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.cards.natural_order import natural
from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.texts.short_dates import whole_day
from concierge_desk.counter.values.codelists import fold
from concierge_desk.i18n import N_, translate

Order: TypeAlias = Literal["deadline", "place", "owner", "incident"]
"""``deadline``: by the last day; ``place``: shelf after shelf; ``owner``: by whose it is; ``incident``: by what is
the matter, and only what something is the matter with."""

ORDERS: tuple[Order, ...] = ("deadline", "place", "owner", "incident")

_BEFORE_FIGURES = re.compile(r"[^0-9]*")


@dataclass(frozen=True, slots=True)
class Section:
    """Things that stand under one heading.

    Attributes:
        label: The heading, in the language asked.
        offers: In the order they are looked through; at least one.
    """

    label: str
    offers: tuple[Offer, ...]


def sections(offers: Sequence[Offer], order: Order, today: date, lang: str) -> tuple[Section, ...]:
    """Return what lies on a shelf under the headings of an order.

    Args:
        offers: In any order.
        order: How it is looked through.
        today: What a deadline is told from.
        lang: Language of the headings.
    """
    labels: dict[str, str] = {}
    found: dict[str, list[Offer]] = {}
    for offer in sorted(_looked_through(offers, order), key=_KEYS[order]):
        label = _label(offer, order, today, lang)
        # a1 and A2 lie on one shelf.
        kept = labels.setdefault(fold(label), label)
        found.setdefault(kept, []).append(offer)
    return tuple(Section(label, tuple(things)) for label, things in found.items())


def _looked_through(offers: Sequence[Offer], order: Order) -> Sequence[Offer]:
    return [offer for offer in offers if offer.incident] if order == "incident" else offers


def day_words(day: str, today: date, lang: str) -> str:
    """Return a deadline within a sentence: today, tomorrow, a day."""
    deadline = date.fromisoformat(day)
    known = {today: N_("today"), today + timedelta(days=1): N_("tomorrow")}
    return translate(known[deadline], lang) if deadline in known else whole_day(deadline, lang)


def shelf_of(place: str) -> str:
    """Return the shelf of a place, what stands before its figures: A of A3; empty where figures are all."""
    found = _BEFORE_FIGURES.match(place)
    return found.group().strip(" -.") if found else ""


def meant(lines: Sequence[tuple[str, str]], typed: str) -> int | None:
    """Return which line is meant by what was typed: by its place first, then by the end of its number.

    Args:
        lines: Place and number of each.
        typed: Some letters and figures.
    """
    sought = _plain(typed)
    if not sought:
        return None
    plain = [(_plain(place), _plain(number)) for place, number in lines]
    for fits in _FITS:
        for at, (place, number) in enumerate(plain):
            if fits(place, number, sought):
                return at
    return None


_FITS: tuple[Callable[[str, str, str], bool], ...] = (
    lambda place, _number, sought: place == sought,
    lambda place, _number, sought: place.startswith(sought),
    lambda _place, number, sought: number.endswith(sought),
    lambda _place, number, sought: sought in number,
)


def _plain(text: str) -> str:
    return "".join(plain_words(text))


def _urgency(offer: Offer) -> tuple[Any, ...]:
    return (offer.deadline_day is None, offer.deadline_day or "", natural(offer.place), offer.ref)


_KEYS: Mapping[Order, Callable[[Offer], tuple[Any, ...]]] = {
    "deadline": _urgency,
    "place": lambda offer: (not offer.place, natural(offer.place), *_urgency(offer)),
    "owner": lambda offer: (not offer.owner, fold(offer.owner), *_urgency(offer)),
    # What waits longest for being settled first.
    "incident": lambda offer: (offer.incident.day if offer.incident else "", *_urgency(offer)),
}


def _label(offer: Offer, order: Order, today: date, lang: str) -> str:
    if order == "deadline":
        return _deadline_label(offer.deadline_day, today, lang)
    if order == "owner":
        return offer.owner or translate(N_("Nobody's"), lang)
    if order == "incident":
        return offer.incident.label if offer.incident else ""
    if not offer.place:
        return translate(N_("No place noted"), lang)
    return shelf_of(offer.place) or translate(N_("Places without a letter"), lang)


def _deadline_label(day: str | None, today: date, lang: str) -> str:
    if day is None:
        return translate(N_("No deadline"), lang)
    if day < today.isoformat():
        return translate(N_("Deadline past"), lang)
    words = day_words(day, today, lang)
    return words[:1].upper() + words[1:]
