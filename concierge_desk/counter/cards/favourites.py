"""Room of the favourites: there are as many as keys, and every service has some of it.

Source: decisions 0019, 0093.
"""

from collections.abc import Iterable

from concierge_desk.counter.cards.offers import Offer

MOST_FAVOURITES = 12
"""Keys that there are."""


def with_room(of_each: Iterable[tuple[Offer, ...]]) -> tuple[Offer, ...]:
    """Return what has a key, service after service: each that has something has one key, the others go in their order.

    Args:
        of_each: What each service has, in the order of its keys.
    """
    kept = [offers for offers in of_each if offers]
    left = MOST_FAVOURITES - len(kept)
    found: list[Offer] = []
    for offers in kept:
        more = min(len(offers) - 1, max(0, left))
        left -= more
        found += offers[: 1 + more]
    return tuple(found[:MOST_FAVOURITES])
