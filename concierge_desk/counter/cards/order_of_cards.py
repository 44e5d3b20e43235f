"""Order of cards that are shown, and whose things they are.

Source: decisions 0034, 0038.
"""

from collections.abc import Iterable

from concierge_desk.counter.cards.offers import Offer


def persons_of(offers: Iterable[Offer]) -> tuple[str, ...]:
    """Return whose things cards are, without what is for nobody in particular."""
    return tuple(offer.person for offer in offers if offer.person is not None)


def by_urgency(offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """Return cards in the order they are shown: whose they are, the earliest deadline first, what has none after."""
    return tuple(
        sorted(
            offers,
            key=lambda offer: (not offer.first, offer.deadline_day is None, offer.deadline_day or ""),
        )
    )
