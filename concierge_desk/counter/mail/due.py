"""Departures that are due: reports, letters to people, the word of an erasure."""

from datetime import datetime, timedelta

from concierge_desk.counter.rows import Rows
from concierge_desk.domain.journal import instant_text
from concierge_desk.store.leaving import deliveries, letters

LASTS_HOURS = 48
"""So long a receipt waits for a line; then its address goes, and she is told."""


def is_to_leave(rows: Rows, at: datetime) -> bool:
    """Say whether something is to leave, or has waited for too long."""
    before = instant_text(at - timedelta(hours=LASTS_HOURS))
    return deliveries.is_due(rows, instant_text(at)) or letters.is_due(rows, instant_text(at), before)
