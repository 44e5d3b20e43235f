"""Rows that a summary of a week or a month is made from: closed days with La Poste's entries, visits, the catalogue.

Source: docs/contract.md, "Summary for La Poste"; decision 0081.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.hours import opening_calendar
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted, facts
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.reporting.periods import Period, Span, period_of, read_period
from concierge_desk.services.relay.model.reporting.summary import HeldNow, PeriodState, SummedDay
from concierge_desk.services.relay.model.states import MISDELIVERED
from concierge_desk.services.relay.tables.looks import load_in_care
from concierge_desk.services.relay.tables.papers import NOW
from concierge_desk.services.relay.tables.visits import visits
from concierge_desk.store import journal, settings
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import anchor_at

_SHOWN_DAYS: dict[Span, int] = {"month": 750, "week": 100}
"""How far back periods are offered, counted from the last closing."""


def load_summary(rows: Connection, code: str) -> PeriodState:
    """Return what the summary of a period is made from.

    Args:
        rows: The store.
        code: ``2026-W48`` or ``2026-11``.

    Raises:
        Refused: ``relay.period_invalid``; ``relay.period_empty`` where no day of it was closed.
    """
    period = read_period(code)
    closed = _closed(rows, period)
    if not closed:
        raise Refused("relay.period_empty", period=code)
    days = tuple(SummedDay(day, number, _own(rows, first, last)) for day, number, first, last in closed)
    return PeriodState(
        period=period,
        days=days,
        anchor=anchor_at(rows, closed[-1][-1]),
        visits=visits(rows, period.first_day.isoformat(), period.last_day.isoformat()),
        families=dict(rows.execute("SELECT product, family FROM relay_product").fetchall()),
        missed=tuple(_missed(rows, period, {day for day, *_ in closed})),
    )


def load_paper(rows: Connection, code: str) -> PeriodState:
    """Return what the paper of a period is drawn from.

    Raises:
        Refused: ``print.unknown`` for what is no period, or one without a closing.
    """
    try:
        return load_summary(rows, code)
    except Refused as refused:
        raise Refused("print.unknown", document=f"summary:{code}") from refused


def load_held(rows: Connection, place: str) -> HeldNow:
    """Return La Poste's items that are in the shop now.

    Raises:
        Refused: ``print.unknown`` for any other day: its statement lists what was there.
    """
    at: datetime | None = journal.head(rows).at
    if place != NOW or at is None:
        raise Refused("print.unknown", document=f"held:{place}")
    shop = Settings.of(settings.settings_in_force(rows))
    names = ("custody", "tracking", "carrier", "shelf", "state", "arrived_day", "deadline_day")
    held = [item for item in load_in_care(rows) if item.principal == LAPOSTE and item.state != MISDELIVERED]
    return HeldNow(at.astimezone(shop.zone).date().isoformat(), tuple(facts(item, *names) for item in held))


def periods(rows: Connection) -> tuple[Period, ...]:
    """Return the periods in which a day was closed: weeks, then months, each the latest first."""
    last = _last_closed(rows)
    if last is None:
        return ()
    spans: tuple[Span, ...] = ("week", "month")
    return tuple(found for span in spans for found in _of_span(rows, span, last))


def paper_places(rows: Connection) -> Iterator[tuple[str, str]]:
    """Yield the last closed day and the code of every month in which one was closed."""
    yield from rows.execute(
        "SELECT max(day), substr(day, 1, 7) FROM business_day WHERE closed_seq IS NOT NULL GROUP BY 2 ORDER BY 2"
    )


def _of_span(rows: Connection, span: Span, last: date) -> list[Period]:
    since = (last - timedelta(days=_SHOWN_DAYS[span])).isoformat()
    days = rows.execute(
        "SELECT DISTINCT day FROM business_day WHERE day >= ? AND closed_seq IS NOT NULL", (since,)
    )
    found = {period_of(date.fromisoformat(day), span) for (day,) in days}
    return sorted(found, key=lambda period: period.first_day, reverse=True)


def _last_closed(rows: Connection) -> date | None:
    found = rows.execute(
        "SELECT day FROM business_day WHERE closed_seq IS NOT NULL ORDER BY closed_seq DESC LIMIT 1"
    ).fetchone()
    return None if found is None else date.fromisoformat(found[0])


def _closed(rows: Connection, period: Period) -> list[tuple[str, str, int, int]]:
    return rows.execute(
        "SELECT day, number, from_seq, closed_seq FROM business_day"
        " WHERE day BETWEEN ? AND ? AND closed_seq IS NOT NULL ORDER BY day, opened_seq",
        (period.first_day.isoformat(), period.last_day.isoformat()),
    ).fetchall()


def _own(rows: Connection, first: int, last: int) -> tuple[Posted, ...]:
    """Return La Poste's entries of a range that can be read."""
    found, _unreadable = journal.readable(rows, first, last)
    return tuple(entry for entry in found if entry.aud == LAPOSTE)


def _missed(rows: Connection, period: Period, closed: set[str]) -> Iterator[str]:
    """Yield the days on which the door was to be open and no day was closed, from the first day of the shop on."""
    shop = Settings.of(settings.settings_in_force(rows))
    at: datetime | None = journal.head(rows).at
    begun: Any = rows.execute("SELECT day FROM business_day ORDER BY opened_seq LIMIT 1").fetchone()
    calendar = opening_calendar(rows, shop)
    today = period.last_day if at is None else at.astimezone(shop.zone).date()
    for day in period.days:
        told = day.isoformat()
        if begun[0] <= told and day < today and told not in closed and calendar.is_open(day):
            yield told
