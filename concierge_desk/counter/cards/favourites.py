"""Room of the favourites: there are as many as keys, and every service has some of it.

Source: decisions 0019, 0093.
"""

from collections.abc import Iterable

from concierge_desk.counter.cards.offers import Offer

MOST_FAVOURITES = 12
"""Keys that there are."""


def with_room(of_each: Iterable[tuple[Offer, ...]]) -> tuple[Offer, ...]:
    """Return what has a key, service after service: of more than there are keys, who has the most leaves out its last.

    Args:
        of_each: What each service has, in the order of its keys.
    """
    kept = [list(offers) for offers in of_each]
    while sum(map(len, kept)) > MOST_FAVOURITES:
        # Of those that have as many the last one: a key keeps what it sells.
        max(reversed(kept), key=len).pop()
    return tuple(offer for offers in kept for offer in offers)
