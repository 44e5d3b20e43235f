"""Statuses by which a principal follows an item, and what each means for the shop. Pure.

Source: docs/trade.md, "Their statuses and ours"; decision 0080.
"""

import csv
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from concierge_desk.mechanisms.custody.model import DAMAGED, NOT_FOUND
from concierge_desk.services.relay.model import states

Meaning: TypeAlias = Literal[
    "coming", "available", "refused", "returning", "returned", "delivered", "deposited"
]


AGREEING: Final[Mapping[str, frozenset[str]]] = {
    "coming": frozenset(),
    "available": frozenset({states.HELD, DAMAGED, states.MISROUTED, NOT_FOUND}),
    "refused": frozenset({states.REFUSED, states.RETURNED}),
    "returning": frozenset({states.REFUSED, states.MISROUTED, states.RETURNED}),
    "returned": frozenset({states.RETURNED}),
    "delivered": frozenset({states.HANDED_OVER}),
}
"""By what a status means: the states of a stay that say the same."""


def read_statuses(text: str) -> dict[str, str]:
    """Return what each status means, by its code and by its label, as `plain` writes them.

    Args:
        text: Of `resources/relay-statuses.csv`.
    """
    rows = list(csv.DictReader(text.splitlines()))
    # A code goes before a label: two of them may be called the same, and mean the same then.
    return {plain(row[name]): row["meaning"] for name in ("label_fr", "code") for row in rows}


def plain(text: str) -> str:
    """Return a status as it is compared: without case, accents, and whatever kind of apostrophe and blanks."""
    parted = unicodedata.normalize("NFKD", text.replace("’", "'"))
    bare = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())
