"""Choice of a card: made beforehand where one person alone can be meant, else by number, arrow or finger.

Source: decision 0034.
"""

from concierge_desk.counter.cards.namesakes import how_many, keys_of
from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.cards.order_of_cards import persons_of
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board


def chosen_first(offers: tuple[Offer, ...]) -> int:
    """Return the place of the card that is chosen beforehand: beyond the last where several people are meant.

    Two cards of people are two people, whatever they are called. Whose card was scanned comes first, and nothing of it
    can be handed over.
    """
    if offers and offers[0].first:
        return 0
    several = how_many(persons_of(offers)) > 1 or sum(offer.private for offer in offers) > 1
    return len(offers) if several else 0


def chosen_next(done: Offer, offers: tuple[Offer, ...]) -> int:
    """Return the place of the card that is chosen once an act of another one was done.

    What is left of the same person comes next. What is somebody else's is never chosen by itself: the key that
    handed one parcel over must not hand over theirs.
    """
    if not persons_of(offers):
        return 0
    if not done.person:
        return len(offers)
    keys = keys_of(offer.person for offer in (done, *offers) if offer.person)
    of_the_same = (
        place
        for place, offer in enumerate(offers)
        if offer.person and keys[offer.person] == keys[done.person]
    )
    return next(of_the_same, len(offers))


def side_by_side(offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """Return cards so that what is one person's stands together, as urgent as the most urgent of it."""
    if how_many(persons_of(offers)) <= 1:
        return offers
    keys = keys_of(offer.person for offer in offers if offer.person)
    first: dict[object, int] = {}
    for place, offer in enumerate(offers):
        first.setdefault(keys[offer.person] if offer.person else offer.ref, place)
    return tuple(sorted(offers, key=lambda offer: first[keys[offer.person] if offer.person else offer.ref]))


class Choosing:
    """Chooses among the cards that are shown."""

    def __init__(self, board: Board) -> None:
        """Bind the board."""
        self._board = board

    def number(self, typed: str) -> bool:
        """Choose the card of a number; say how where people are shown and there is no such number.

        Returns:
            Whether one is chosen now.
        """
        state = self._board.state
        place = int(typed) - 1 if typed.isdecimal() else -1
        chosen = 0 <= place < len(state.offers)
        if chosen:
            # The card says whose name to compare: nothing else is told.
            self._board.show(selected=place, act=0, typing=False, told=None)
        elif state.whom:
            told = N_("Read the first names, type the number of a card, then /.")
            self._board.tell(self._board.say(told), "plain", typing=False)
        return chosen

    def move(self, by: int) -> None:
        """Choose the next card, or the one before; the first or the last where none is chosen."""
        state = self._board.state
        last = len(state.offers) - 1
        before = -1 if state.selected > last and by > 0 else state.selected
        self._board.show(selected=max(0, min(last, before + by)), act=0)
