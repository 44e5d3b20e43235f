"""Cards of a service that may be switched off: what would bring it something new is not offered while it is.

What it holds can still leave: its cards stay, with the acts by which it does.

Source: decision 0065.
"""

from collections.abc import Callable
from dataclasses import replace

from concierge_desk.counter.cards.at_counter import AtCounter, Door, Search, Showing, no_offers
from concierge_desk.counter.cards.offers import Now, Offer, OfferedAct
from concierge_desk.counter.rows import Rows
from concierge_desk.store.chosen import is_on


def switched(part: AtCounter, service: str, brings: Callable[[], frozenset[str]]) -> AtCounter:
    """Return a service's part of the counter that offers nothing new while the service is off.

    Args:
        part: Its part.
        service: Its code.
        brings: Returns its commands that bring something new; asked while it is off.
    """
    asked: tuple[Now, bool] | None = None

    def on(rows: Rows, now: Now) -> bool:
        """Say whether the service is on: asked once for each look, which has a `Now` of its own."""
        nonlocal asked
        known = asked
        if known is None or known[0] is not now:
            known = asked = now, is_on(rows, service, now.today)
        return known[1]

    def left(offers: tuple[Offer, ...], rows: Rows, now: Now) -> tuple[Offer, ...]:
        return offers if not offers or on(rows, now) else _left(offers, brings())

    def search(look: Search) -> Search:
        return lambda rows, text, now: left(look(rows, text, now), rows, now)

    def showing(show: Showing) -> Showing:
        return lambda rows, now: left(show(rows, now), rows, now)

    def none_while_off(show: Showing) -> Showing:
        return lambda rows, now: show(rows, now) if on(rows, now) else ()

    def behind(door: Door) -> Door:
        return replace(door, offers=showing(door.offers))

    return replace(
        part,
        found=search(part.found),
        named=search(part.named),
        # A page asks whether there are arrivals at all.
        arrives=part.arrives if part.arrives is no_offers else search(part.arrives),
        favourites=None if part.favourites is None else none_while_off(part.favourites),
        shelf=None if part.shelf is None else showing(part.shelf),
        morning=None if part.morning is None else showing(part.morning),
        doors=tuple(map(behind, part.doors)),
    )


def _left(offers: tuple[Offer, ...], brings: frozenset[str]) -> tuple[Offer, ...]:
    """Return cards without the acts that bring something new; one that was there for such an act alone is gone."""

    def is_new(act: OfferedAct) -> bool:
        return act.do in brings or (act.before is not None and act.before["do"] in brings)

    found = []
    for offer in offers:
        acts = tuple(act for act in offer.acts if not is_new(act))
        if acts or not offer.acts:
            found.append(replace(offer, acts=acts, at_once=offer.at_once and acts[:1] == offer.acts[:1]))
    return tuple(found)
