"""Cards of people at the counter, loaded with the first code or word that may be somebody's.

Source: decisions 0019, 0085.
"""

from typing import TYPE_CHECKING

from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.rows import Rows

if TYPE_CHECKING:
    from concierge_desk.counter.cards.served import Served


def _found(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.mechanisms.people.counter.found import found  # noqa: PLC0415  (decision 0019)

    return found(rows, code, now)


def _named(rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    from concierge_desk.mechanisms.people.counter.found import named  # noqa: PLC0415  (decision 0019)

    return named(rows, text, now)


def _served(rows: Rows, code: str, now: Now) -> "tuple[Served, ...]":
    from concierge_desk.mechanisms.people.counter.found import served  # noqa: PLC0415  (decision 0019)

    return served(rows, code, now)


AT_COUNTER = AtCounter(found=_found, named=_named, served=_served)
