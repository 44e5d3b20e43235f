"""Inscribed cards: the words of a shelf or a label in place of the refs that entries hold.

Whoever stands at the counter reads what was typed, as long as it is kept; a list that is seen in the shop shows no
more of such words than of a name.

Source: decision 0056.
"""

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any

from concierge_desk.counter.cards.at_counter import AtCounter, Door, Search, Showing
from concierge_desk.counter.cards.offers import Now, Offer, OfferedAct
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.inscriptions import PREFIX, refs_in, spelled
from concierge_desk.store.records import personal_text

_SHOWN = ("title", "detail", "place", "tag", "rule", "short", "note", "listed", "number")
"""Attributes of a card that may show a place or a number."""
_texts_of = attrgetter(*_SHOWN)
_MARK = f"{PREFIX}-"
"""How every ref of such words begins."""


def inscribed(part: AtCounter) -> AtCounter:
    """Return a service's part of the counter whose cards say the words."""
    return replace(
        part,
        found=_search(part.found),
        named=_search(part.named),
        awaited=_search(part.awaited),
        # A page asks whether there are arrivals at all.
        arrives=part.arrives if part.arrives is AtCounter().arrives else _search(part.arrives),
        favourites=_showing(part.favourites),
        shelf=_showing(part.shelf),
        morning=_showing(part.morning),
        settings=_showing(part.settings),
        doors=tuple(replace(door, offers=_shown(door)) for door in part.doors),
    )


def _search(search: Search) -> Search:
    return lambda rows, text, now: _said(rows, search(rows, text, now))


def _shown(door: Door) -> Showing:
    return lambda rows, now: _said(rows, door.offers(rows, now))


def _showing(showing: Showing | None) -> Showing | None:
    if showing is None:
        return None
    shown = showing

    def said(rows: Rows, now: Now) -> tuple[Offer, ...]:
        return _said(rows, shown(rows, now))

    return said


def _said(rows: Rows, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    return tuple(_offer(offer, lambda ref: personal_text(rows, ref)) for offer in offers)


def _offer(offer: Offer, words: Callable[[str], str | None]) -> Offer:
    changed: dict[str, Any] = {}
    # Hardly any card has such words, and a keystroke brings twenty cards: all texts of one are looked through at once.
    if _MARK in "\n".join(filter(None, _texts_of(offer))):
        changed = {
            name: spelled(text, words) for name in _SHOWN if (text := getattr(offer, name)) and refs_in(text)
        }
    if _proposes(offer.acts):
        changed["acts"] = tuple(_act(act, words) for act in offer.acts)
    return replace(offer, **changed) if changed else offer


def _proposes(acts: tuple[OfferedAct, ...]) -> bool:
    for act in acts:
        for ask in act.asks:
            if isinstance(ask.proposal, str) and _MARK in ask.proposal:
                return True
    return False


def _act(act: OfferedAct, words: Callable[[str], str | None]) -> OfferedAct:
    asks = tuple(
        replace(ask, proposal=spelled(ask.proposal, words)) if isinstance(ask.proposal, str) else ask
        for ask in act.asks
    )
    return replace(act, asks=asks)
