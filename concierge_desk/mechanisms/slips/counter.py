"""Card of a slip: to be signed, signed, or cancelled. Pure.

Source: decision 0092.
"""

from dataclasses import dataclass
from typing import Protocol

from concierge_desk.counter.cards.offers import Now, Offer, OfferedAct
from concierge_desk.counter.cards.words import on_day
from concierge_desk.mechanisms.slips.model import CANCELLED, PREPARED


class ShownSlip(Protocol):
    """A slip as a service keeps it: what its card needs."""

    @property
    def number(self) -> str:
        """As printed."""

    @property
    def state(self) -> str:
        """Prepared, signed or cancelled."""

    @property
    def day(self) -> str:
        """ISO date on which it became so."""


@dataclass(frozen=True, slots=True)
class SlipWords:
    """What a service calls its slips.

    Attributes:
        service: Its code.
        prepared: Told of one that is to be signed, ``{when}`` it was prepared; English source.
        signed: Told of one that was.
        cancelled: Told of one that was cancelled.
        due: List of the morning in which one stands until it is signed.
    """

    service: str
    prepared: str
    signed: str
    cancelled: str
    due: str


def slip_card(
    words: SlipWords, found: ShownSlip, title: str, acts: tuple[OfferedAct, OfferedAct], now: Now
) -> Offer:
    """Return the card of a slip.

    Args:
        words: Of the service.
        found: The slip.
        title: What it is called.
        acts: How it is signed, which may be done while it is prepared alone; and its paper.
        now: The day, the language.
    """
    told = {PREPARED: words.prepared, CANCELLED: words.cancelled}.get(found.state, words.signed)
    waits = found.state == PREPARED
    return Offer(
        service=words.service,
        ref=found.number,
        title=title,
        acts=acts if waits else acts[1:],
        detail=on_day(told, found.day, now.today, now.lang),
        short=found.number,
        state=found.state,
        due=words.due if waits else "",
    )
