"""Entries and days of natures in words: what a mechanism says once for each of its natures.

Source: decisions 0023, 0093, 0094.
"""

from collections.abc import Collection, Iterable

from concierge_desk.counter.core.entry_texts import line_cents, line_words
from concierge_desk.counter.texts.entry_texts import BESIDE, OTHER, SALES, Telling, Tellings
from concierge_desk.counter.texts.messages import low, say

_BY_ITSELF = ("dues_moved", "day_reported")


def tellings_of_nature(
    code: str, kinds: Iterable[str], telling: Telling, of_the_shop: Collection[str]
) -> Tellings:
    """Return how the entries of a nature are told, payments with them.

    Args:
        code: Of the nature.
        kinds: All kinds but that of payments, without the code; parts of one, behind a plus sign, are the one.
        telling: How they are told.
        of_the_shop: Those that say what the shop is.
    """
    found = dict.fromkeys((kind.partition("+")[0] for kind in kinds), telling)
    found |= {kind: Telling(telling.say, OTHER) for kind in of_the_shop}
    found |= {kind: Telling(telling.say, OTHER, weight=BESIDE) for kind in _BY_ITSELF}
    found["paid"] = Telling(line_words, SALES, line_cents, BESIDE)
    return {f"{code}.{kind}": one for kind, one in found.items()}


def lines_of_nature(trade: str, lang: str, lines: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return lines of a day, each with the nature's name before it: all natures of a mechanism have the same ones."""
    return tuple((f"{say(trade, lang)} · {low(label)}", figure) for label, figure in lines)
