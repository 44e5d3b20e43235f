"""Closings of months and fiscal years: each sums the closings since the one before, none is left out. Pure rules.

Source: docs/contract.md, "Months and fiscal years"; docs/requirements.md, R-1.30; decision 0079.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.periods.figures import month_figures, year_figures
from concierge_desk.domain.accounting.period import (
    MONTH_CLOSED,
    YEAR_CLOSED,
    ClosedPeriod,
    Data,
    runs_that_end,
)
from concierge_desk.domain.journal import Event
from concierge_desk.domain.numbers import MONTH, YEAR, number_of


@dataclass(frozen=True, slots=True)
class PendingPeriods:
    """Closings that no longer period was made of yet.

    Attributes:
        days: Of days, in their order.
        months: Of months, in their order.
        month: What the last closing of a month says; None before the first.
        year: What the last closing of a year says; None before the first.
        next_month: Place of the next closing of a month in its series.
        next_year: Place of the next closing of a year in its series.
    """

    days: tuple[ClosedPeriod, ...] = ()
    months: tuple[ClosedPeriod, ...] = ()
    month: Data | None = None
    year: Data | None = None
    next_month: int = 1
    next_year: int = 1


@dataclass(frozen=True, slots=True)
class GoesOn:
    """Periods that what comes next belongs to; they are not over.

    Attributes:
        month: Month and fiscal year of the day that is opened; None where no day is.
        fiscal_year: The fiscal year that goes on.
    """

    month: tuple[str, str] | None
    fiscal_year: str


def month_data(days: Sequence[ClosedPeriod], before: Data | None, number: str) -> dict[str, Any]:
    """Return what the closing of a month says: what the books make again.

    Args:
        days: The closings of its days, in their order.
        before: What the closing of the month before says; None before the first.
        number: Its number.
    """
    month, fiscal_year = days[-1].month
    unreadable = [day.number for day in days if day.data is None]
    return {
        "number": number,
        "month": month,
        "fiscal_year": fiscal_year,
        "day_from": min(day.period for day in days),
        "day_to": max(day.period for day in days),
        "seq_from": days[0].seq_from,
        "seq_to": days[-1].seq,
        "closings": [{"number": day.number, "seq": day.seq, "hash": day.hash} for day in days],
        **month_figures(days, before),
        "previous": None if before is None else before["number"],
        **({"unreadable": unreadable} if unreadable else {}),
    }


def year_data(months: Sequence[ClosedPeriod], before: Data | None, number: str) -> dict[str, Any]:
    """Return what the closing of a fiscal year says: what the books make again.

    Args:
        months: The closings of its months, in their order.
        before: What the closing of the year before says; None before the first.
        number: Its number.
    """
    unreadable = [month.number for month in months if month.data is None]
    figures = year_figures(months)
    return {
        "number": number,
        "fiscal_year": months[-1].fiscal_year,
        "day_from": figures["days"][0] if figures["days"] else None,
        "day_to": figures["days"][-1] if figures["days"] else None,
        "seq_from": months[0].seq_from,
        "seq_to": months[-1].seq,
        "months": [{"number": one.number, "month": one.period, "seq": one.seq} for one in months],
        **figures,
        "previous": None if before is None else before["number"],
        **({"unreadable": unreadable} if unreadable else {}),
    }


def close_periods(pending: PendingPeriods, goes_on: GoesOn, context: Context) -> tuple[Event, ...]:
    """Close every month that is over, then every fiscal year; none where nothing is.

    Args:
        pending: See `PendingPeriods`.
        goes_on: What is not over.
        context: Of the act.
    """
    months: list[Event] = []
    closed, before = list(pending.months), pending.month
    for days in runs_that_end(pending.days, lambda day: day.month, goes_on.month):
        place = pending.next_month + len(months)
        before = month_data(days, before, number_of(MONTH, context.today.year, place, context.epoch))
        month, seq = days[-1].month, context.next_seq + len(months)
        closed.append(ClosedPeriod(seq, before["number"], *month, days[0].seq_from, before))
        months.append(Event(MONTH_CLOSED, before))
    years: list[Event] = []
    last = pending.year
    for run in runs_that_end(closed, lambda month: month.fiscal_year, goes_on.fiscal_year):
        place = pending.next_year + len(years)
        last = year_data(run, last, number_of(YEAR, context.today.year, place, context.epoch))
        years.append(Event(YEAR_CLOSED, last))
    return (*months, *years)


def with_papers(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return closings of periods, each with the paper that may be printed of it."""
    return tuple(
        replace(event, documents=(f"{_PAPERS[event.kind]}:{event.data['number']}",)) for event in events
    )


_PAPERS = {MONTH_CLOSED: "month", YEAR_CLOSED: "year"}
