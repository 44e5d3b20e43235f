"""Words of the relay's cards: numbers and items; in the language asked.

Source: docs/trade.md, "Tracking numbers", rule 8.
"""

from functools import lru_cache

from concierge_desk.counter.cards.offers import Ask
from concierge_desk.counter.cards.words import REMEMBERED, say
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.inscriptions import is_inscription
from concierge_desk.domain.tracking import ending, shape_of

_GROUPS = {
    "colissimo": (2, 5, 5, 1),
    "registered": (2, 5, 5, 1),
    "letter15": (2, 5, 4, 4),
    "s10": (2, 3, 3, 3, 2),
    "chronopost": (2, 3, 3, 3, 2),
}
"""How many characters stand together on the label, by shape."""

_ELSE = 4
"""Characters that stand together where no label says."""


def grouped(number: str) -> str:
    """Return a number as its label prints it: ``6A 15602 67630 0``."""
    # Not its key: the library that reckons it has no place in a window at rest.
    shape = None if is_inscription(number) else shape_of(number)
    if shape is None:
        return number
    sizes = _GROUPS.get(shape, (_ELSE,) * len(number))
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    parts = [number[start : start + size] for start, size in zip(starts, sizes, strict=True)]
    return " ".join(part for part in parts if part)


@lru_cache(maxsize=REMEMBERED)
def item_name(carrier: str | None, tracking: str | None, custody: str, lang: str) -> str:
    """Return what an item is called: its network, where one is sure, and its number, else the code of our label."""
    return _called(carrier, grouped(tracking) if tracking else printed_code(custody), lang)


@lru_cache(maxsize=REMEMBERED)
def line_name(carrier: str | None, shown: str, lang: str) -> str:
    """Return what a list that is seen in the shop calls an item: its network, and how its number ends."""
    return _called(carrier, ending(shown), lang)


def _called(carrier: str | None, number: str, lang: str) -> str:
    return f"{label_of('carrier', carrier, lang)} {number}" if carrier else number


def number_ask(lang: str) -> Ask:
    """Return the question for the number on a label, where there is one."""
    return Ask("tracking", say("Scan or type its number", lang), "text", optional=True, scanned=True)
