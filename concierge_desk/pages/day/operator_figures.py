"""Figures of operators in words, for the page of the day: told where several were at the counter.

Source: decisions 0021, 0089.
"""

from collections.abc import Mapping
from typing import Any

from concierge_desk.counter.day.by_operator import FIELD
from concierge_desk.counter.texts.operator_words import operator_words
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.desk.figures import figure
from concierge_desk.store import records
from concierge_desk.store.connection import Connection
from concierge_desk.store.settings import settings_in_force
from concierge_desk.ui.presenter.figures import Figure


def operator_figures(
    rows: Connection, told: Mapping[str, Any], speech: Speech, *, blind: bool = False
) -> tuple[Figure, ...]:
    """Return what is whose, a line for each; none where one was there alone.

    Args:
        rows: The store.
        told: What `overview.status_in` says of the day.
        speech: The language of what is shown.
        blind: Leave the amounts out: the drawer is still to be counted, and they would tell of its cash.
    """
    found: Mapping[str, Mapping[str, int]] = told.get(FIELD, {})
    if len(found) < _SEVERAL:
        return ()
    shop = settings_in_force(rows)
    return tuple(
        figure(records.operator_name(rows, shop, code), operator_words(one, speech, blind=blind))
        for code, one in found.items()
    )


_SEVERAL = 2
