"""Days on which the things of a service are taken, as its calendar draws them; no name stands in any of it.

Source: decision 0095.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.rows import Rows

How: TypeAlias = Literal["lent", "late", "reserved", "kept", "resting", "unusable", "full", "ended"]
"""``lent``: with somebody, and should be; ``late``: with somebody, and should be back; ``reserved``: for somebody;
``kept``: lies here for whoever was promised it; ``resting``: between two; ``unusable``: out of use; ``full``: nothing is
left of what is asked for by its kind; ``ended``: it was with somebody."""


@dataclass(frozen=True, slots=True)
class TakenSpan:
    """Days that follow each other, on which a thing stands in one way.

    Attributes:
        first: ISO; it may lie before what is looked at.
        last: ISO, included; it may lie behind it.
        how: How it stands.
        label: What is written on it, in the language asked: a word or two.
        told: The same within a sentence, for whoever sees no bars.
        takes: Nothing is left on these days: one more reservation is refused.
    """

    first: str
    last: str
    how: How
    label: str
    told: str
    takes: bool = True

    def holds(self, day: str) -> bool:
        """Say whether an ISO day is one of its days."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A thing, or what is asked for by its kind.

    Attributes:
        key: Tells it from every other row.
        title: What it is.
        number: What stands on it; empty without one.
        kind: What its kind is called: rows of one kind follow each other.
        card: What the card of one of its days is found by, once the ISO day follows.
        spans: In the order of their days; none of them meets another.
        late: Something of it should be back.
    """

    key: str
    title: str
    number: str
    kind: str
    card: str
    spans: tuple[TakenSpan, ...]
    late: bool = False

    def on(self, day: str) -> TakenSpan | None:
        """Return how it stands on an ISO day; None where it is free."""
        return next((span for span in self.spans if span.holds(day)), None)


TakenDays: TypeAlias = Callable[[Rows, Now, date, date], tuple[TakenRow, ...]]
"""(rows, now, first, last) -> every thing, with what meets the days from the first to the last."""
