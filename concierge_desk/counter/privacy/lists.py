"""List of the morning about personal data: once a month what is over its time goes. Pure.

Source: docs/requirements.md, R-4.02; decisions 0038, 0086.
"""

from datetime import date
from typing import Final

from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.i18n import N_

PURGE: Final = "privacy.purge"
PRIVACY: Final = "privacy"
"""The list of the morning, and what a page opens the card of the papers by."""
TITLE: Final = N_("Personal data over their time")
PRIVACY_LISTS: Final = {PRIVACY: MorningList(TITLE, act=PURGE, beside=True, leads=PURGE)}

_MONTH = len("2026-01")
"""Of an ISO date."""


def is_due(last_closed: str | None, last_purge: str | None, today: date) -> bool:
    """Say whether it stands in the list of the morning: all day on the first open day of a month, until it was done.

    Args:
        last_closed: The business day that was closed last; None before the first.
        last_purge: The day on which what was over was let go of last; None where it never was.
        today: The date.
    """
    month = today.isoformat()[:_MONTH]
    # Whoever asks about a day that is long over is told of nothing that came due since.
    if last_closed is None or last_closed[:_MONTH] >= month:
        return False
    return last_purge is None or last_purge[:_MONTH] < month
