"""Sentences that a page shows about the last act or the last refusal.

Source: decision 0019.
"""

from dataclasses import dataclass

from concierge_desk.counter.cards.offers import Tone


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence about the last act or the last refusal.

    Attributes:
        text: In the language asked.
        tone: ``good`` for what is done, ``warning`` and ``bad`` for what is not.
        serial: Grows by one with each: the same sentence again is a new one.
        who: Whose thing it is about, to be heard before it; never written.
    """

    text: str
    tone: Tone
    serial: int
    who: str = ""
