"""Sheets of months and fiscal years, read from their closings and from what was closed since.

Source: docs/contract.md, "Months and fiscal years"; decision 0079.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from concierge_desk.counter.context import Settings
from concierge_desk.counter.periods.closing import month_data
from concierge_desk.counter.periods.figures import year_figures
from concierge_desk.counter.periods.sheet import NotArrived, PaidIn, PeriodSheet, Remitted, ReportOverdue
from concierge_desk.counter.rows import Rows
from concierge_desk.desk import catalogue
from concierge_desk.desk.delivery_calendar import standings
from concierge_desk.desk.reconciliation import reconcile
from concierge_desk.domain.accounting.period import (
    MONTH_CLOSED,
    SPANS,
    YEAR_CLOSED,
    ClosedPeriod,
    Data,
    month_days,
    runs,
)
from concierge_desk.domain.charge import OWN_PAYEE
from concierge_desk.domain.errors import Refused
from concierge_desk.store.accounting import periods
from concierge_desk.store.day import day_state
from concierge_desk.store.leaving.deliveries import SENDING, STOPPED, WAITING

_MONTH_LENGTH: Final = len("2026-11")


@dataclass(frozen=True, slots=True)
class Known:
    """Months and fiscal years of which something is closed, the earliest first."""

    months: tuple[str, ...]
    years: tuple[str, ...]


def kind_of(period: str) -> str:
    """Return what closes a period: a month such as ``2026-11`` or ``M-2026-0001``, else a fiscal year."""
    is_month = period.startswith("M-") or (len(period) == _MONTH_LENGTH and not period.startswith("Y-"))
    return MONTH_CLOSED if is_month else YEAR_CLOSED


def known_periods(rows: Rows) -> Known:
    """Return the months and the fiscal years of which something is closed."""
    going = _going_on(rows)
    months = [*periods.closed_periods(rows, MONTH_CLOSED), *[data["month"] for data in going]]
    years = [*periods.fiscal_years(rows), *[data["fiscal_year"] for data in going]]
    return Known(tuple(sorted(set(months))), tuple(sorted(set(years))))


def period_sheet(rows: Rows, period: str, settings: Settings, *, final: bool = False) -> PeriodSheet:
    """Return the sheet of a period, with what goes on since its closing; of a number, of that closing alone.

    Args:
        rows: The store.
        period: A month such as ``2026-11``, the year that a fiscal year begins in, or the number of a closing.
        settings: Of the shop.
        final: What goes on is left out.

    Raises:
        Refused: ``month.unknown``.
    """
    kind = kind_of(period)
    seqs = periods.closings_of(rows, kind, period)
    closings = [data for seq in seqs if (data := periods.data_of(rows, seq)) is not None]
    by_number = any(data["number"] == period for data in closings)
    going = [] if by_number or final else [data for data in _going_on(rows) if _name(kind, data) == period]
    months = [*_months(rows, kind, closings, None if by_number or final else period), *going]
    if not months:
        raise Refused("month.unknown", period=period)
    name = _name(kind, closings[-1] if closings else months[-1])
    numbers = tuple(data["number"] for data in closings)
    summed = {one["number"] for data in closings for one in data.get("months", ())}
    goes_on = going or (kind == YEAR_CLOSED and any(data["number"] not in summed for data in months))
    return _sheet(rows, months, settings, PeriodSheet(SPANS[kind], name, {}, numbers, bool(goes_on)))


def _months(rows: Rows, kind: str, closings: Sequence[Data], year: str | None) -> list[Data]:
    """Return what the closings of the months of a period say.

    Args:
        rows: The store.
        kind: What closes the period.
        closings: What its closings say.
        year: The fiscal year all of whose months are asked for; None for those alone that its closings sum.
    """
    if kind == MONTH_CLOSED:
        return list(closings)
    seqs = [one["seq"] for data in closings for one in data["months"]]
    if year is not None:
        seqs = list(periods.months_of_year(rows, year))
    return [data for seq in seqs if (data := periods.data_of(rows, seq)) is not None]


def _sheet(rows: Rows, months: Sequence[Data], settings: Settings, told: PeriodSheet) -> PeriodSheet:
    parts = [
        ClosedPeriod(0, one["number"], one["month"], one["fiscal_year"], one["seq_from"], one)
        for one in months
    ]
    ranges = [(one["seq_from"], one["seq_to"]) for one in months]
    return PeriodSheet(
        told.span,
        told.period,
        year_figures(parts),
        told.numbers,
        told.goes_on,
        tuple(Remitted(*row) for one in ranges for row in periods.remittances_between(rows, *one)),
        tuple(PaidIn(*row) for one in ranges for row in periods.sheets_between(rows, *one)),
        _unopened(rows, told, settings),
        _undelivered(rows, told, settings),
        _not_arrived(rows, told, settings),
    )


def _going_on(rows: Rows) -> list[Data]:
    """Return the months that are not closed yet, each as its closing would be now; without a number."""
    found: list[Data] = []
    before = periods.last_closed(rows, MONTH_CLOSED)
    for days in runs(periods.pending_closings(rows), lambda day: day.month):
        before = month_data(days, before, "")
        found.append(before)
    return found


def _name(kind: str, data: Data) -> str:
    return str(data["month"] if kind == MONTH_CLOSED else data["fiscal_year"])


def _unopened(rows: Rows, told: PeriodSheet, settings: Settings) -> tuple[str, ...]:
    """Return the dates on which the shop was to be open and no business day was, as far as it was there."""
    known = periods.first_and_last_day(rows)
    if known is None:
        return ()
    begins, ends = _span(told, settings)
    begins, ends = max(begins, date.fromisoformat(known[0])), min(ends, date.fromisoformat(known[1]))
    opened = periods.business_days(rows, begins.isoformat(), ends.isoformat())
    calendar = catalogue.calendar(rows, settings)
    days = (begins + timedelta(days=n) for n in range((ends - begins).days + 1))
    return tuple(day.isoformat() for day in days if calendar.is_open(day) and day.isoformat() not in opened)


def _undelivered(rows: Rows, told: PeriodSheet, settings: Settings) -> tuple[ReportOverdue, ...]:
    """Return the daily files that should have left by themselves and are not there, the earliest first."""
    begins, ends = _span(told, settings)
    return tuple(
        ReportOverdue(one.export, one.number, one.day)
        for one in reversed(standings(rows, begins, ends + timedelta(days=1)))
        if one.state in (STOPPED, SENDING, WAITING)
    )


def _not_arrived(rows: Rows, told: PeriodSheet, settings: Settings) -> tuple[NotArrived, ...]:
    """Return what was paid in within a period and should be at the bank by now, the earliest first."""
    begins, ends = (day.isoformat() for day in _span(told, settings))
    accounts = (OWN_PAYEE, *sorted(set(day_state(rows, settings.drawer).payees.values()) - {OWN_PAYEE}))
    found = [due for account in accounts for due in reconcile(rows, account).missing]
    return tuple(
        NotArrived(due.ref, due.part, due.day, due.cents)
        for due in sorted(found, key=lambda one: (one.day, one.ref, one.part))
        if begins <= due.day <= ends
    )


def _span(told: PeriodSheet, settings: Settings) -> tuple[date, date]:
    """Return the first and the last date of a period."""
    if not told.is_year:
        return month_days(told.period)
    first = date.fromisoformat(f"{told.period}-{settings.fiscal_year_start}")
    return first, first.replace(year=first.year + 1) - timedelta(days=1)
