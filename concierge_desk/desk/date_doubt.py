"""Doubt about the date: the PC and the journal compared, read from the open store.

Source: docs/contract.md, "Instants"; decision 0033.
"""

from concierge_desk.counter.context import Context
from concierge_desk.domain.day import TwoDates, dates_apart, vouched_day
from concierge_desk.store import day
from concierge_desk.store.connection import Connection


def dates_of(rows: Connection, context: Context) -> TwoDates | None:
    """Return what the PC says and where the journal stands, None while they agree."""
    return dates_apart(
        context.instant,
        context.last_at,
        context.zone,
        lambda: vouched_day(context.state, day.instants_since(rows, context.state), context.zone),
    )
