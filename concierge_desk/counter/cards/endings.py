"""Ends of numbers: what waits is found by the last characters that stand on its label.

Source: decision 0048.
"""

import re

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import MOST_OFFERS, Now, Offer
from concierge_desk.counter.rows import Rows

_END = re.compile(r"(?=.*[0-9])[0-9A-Z]{4,6}")


def is_end(text: str) -> bool:
    """Say whether a text may be the end of a number: four to six characters, with a figure."""
    return _END.fullmatch(text.strip().upper()) is not None


def ending_in(part: AtCounter, rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return the cards of what waits with a service and whose number ends so; none for what is no such end."""
    if part.shelf is None or not is_end(text):
        return ()
    end = text.strip().upper()
    refs = [offer.ref for offer in part.shelf(rows, now) if offer.number.upper().endswith(end)]
    # A list has no names: a card says for whom it is.
    return tuple(offer for ref in refs[:MOST_OFFERS] for offer in part.found(rows, ref, now))
