"""Departures that are due: reports, letters to people, the word of an erasure, what is left of it in the file."""

from datetime import datetime, timedelta

from concierge_desk.counter.rows import Rows
from concierge_desk.domain.journal import instant_text
from concierge_desk.store.leaving import deliveries, letters
from concierge_desk.store.privacy import monthly

LASTS_HOURS = 48
"""So long a receipt waits for a line; then its address goes, and she is told."""


def is_to_leave(rows: Rows, at: datetime) -> bool:
    """Say whether something is to leave, or has waited for too long; or to be taken out of the file for good."""
    before = instant_text(at - timedelta(hours=LASTS_HOURS))
    now = instant_text(at)
    return deliveries.is_due(rows, now) or letters.is_due(rows, now, before) or monthly.is_to_scrub(rows, now)
