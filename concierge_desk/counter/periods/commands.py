"""Commands that close months and fiscal years: the opening of a day closes what is over, ``month.close`` before it.

Source: docs/contract.md, "Months and fiscal years"; decision 0079.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.day.closing import fiscal_year
from concierge_desk.counter.day.day import Open, day_to_open, open_day
from concierge_desk.counter.periods.closing import GoesOn, PendingPeriods, close_periods, with_papers
from concierge_desk.counter.rights.table import DAY
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, Command
from concierge_desk.counter.values.fields import form_of
from concierge_desk.domain.accounting.period import MONTH_CLOSED, YEAR_CLOSED, ClosedPeriod
from concierge_desk.domain.day import OpeningState
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.numbers import MONTH, YEAR
from concierge_desk.i18n import N_
from concierge_desk.store.accounting import periods
from concierge_desk.store.day import opening_state
from concierge_desk.store.till import next_number


@dataclass(frozen=True, slots=True)
class DayToOpen:
    """State that a day is opened from: its own, and the periods that are over."""

    day: OpeningState
    pending: PendingPeriods


@dataclass(frozen=True, slots=True)
class CloseMonth:
    """Close the months that are over, without waiting for the next day."""


def load_opening(rows: Rows, command: Open, context: Context) -> DayToOpen:
    """Return what opening a day is decided from."""
    day = day_to_open(command, context)
    opening = opening_state(rows, day.isoformat(), context.state)
    return DayToOpen(opening, _pending(rows, _goes_on(day, context), context))


def open_and_close(opening: DayToOpen, command: Open, context: Context) -> tuple[Event, ...]:
    """Close the periods that are over, then open the day.

    Raises:
        Refused: As `open_day`.

    Warns:
        As `open_day`.
    """
    goes_on = _goes_on(day_to_open(command, context), context)
    closed = close_periods(opening.pending, goes_on, context)
    return (*closed, *open_day(opening.day, command, context))


def _goes_on(day: date, context: Context) -> GoesOn:
    year = fiscal_year(day, context.settings.fiscal_year_start)
    return GoesOn((day.isoformat()[:7], year), year)


def _pending(rows: Rows, goes_on: GoesOn, context: Context) -> PendingPeriods:
    """Return what is to be closed; on nearly every day nothing is, and nothing is read."""
    days = [(day[:7], year or _year_of(day, context)) for day, year in periods.pending_days(rows)]
    years = periods.pending_years(rows)
    if all(key == goes_on.month for key in days) and all(year == goes_on.fiscal_year for year in years):
        return PendingPeriods()
    return whole_pending(rows, context)


def whole_pending(rows: Rows, context: Context) -> PendingPeriods:
    """Return every closing that no longer period was made of yet."""
    found = [_dated(one, context) for one in periods.pending_closings(rows)]
    year = context.today.year
    return PendingPeriods(
        tuple(found),
        periods.pending_months(rows),
        periods.last_closed(rows, MONTH_CLOSED),
        periods.last_closed(rows, YEAR_CLOSED),
        next_number(rows, MONTH, year),
        next_number(rows, YEAR, year),
    )


def _dated(one: ClosedPeriod, context: Context) -> ClosedPeriod:
    """Return a closing with the fiscal year that it lies in, where it cannot be read and never was."""
    return one if one.fiscal_year else replace(one, fiscal_year=_year_of(one.period, context))


def _year_of(day: str, context: Context) -> str:
    return fiscal_year(date.fromisoformat(day), context.settings.fiscal_year_start)


def close_month(pending: PendingPeriods, _command: CloseMonth, context: Context) -> tuple[Event, ...]:
    """Close what is over; the month that goes on as well, once it has no opening hours left.

    Raises:
        Refused: ``month.day_open``, ``month.nothing_to_close``, ``month.not_over``.
    """
    if context.state.open is not None:
        raise Refused("month.day_open", day=context.state.open.day)
    if not pending.days and not pending.months:
        raise Refused("month.nothing_to_close")
    year = fiscal_year(context.today, context.settings.fiscal_year_start)
    left = _opens_again(context)
    month = None if left is None else (context.today.isoformat()[:7], year)
    closed = close_periods(pending, GoesOn(month, year), context)
    if not closed and left is not None and pending.days:
        raise Refused("month.not_over", day=left.isoformat())
    if not closed:
        raise Refused("month.nothing_to_close")
    return with_papers(closed)


def _opens_again(context: Context) -> date | None:
    """Return the next day of the month on which the shop opens; None where there is none.

    Today counts as long as it had no closing.
    """
    last, day = context.state.last, context.today
    if last is not None and last.day == day.isoformat():
        day += timedelta(days=1)
    while day.month == context.today.month:
        if context.calendar.is_open(day):
            return day
        day += timedelta(days=1)
    return None


def closed_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the numbers of the months and of the years that were closed."""
    return {
        "months": [entry.data["number"] for entry in posted if entry.kind == MONTH_CLOSED],
        "years": [entry.data["number"] for entry in posted if entry.kind == YEAR_CLOSED],
    }


MONTH_CLOSE: AnyCommand = Command(
    name="month.close",
    summary=N_("Months that are over are closed, and fiscal years, before the next day is opened."),
    load=lambda rows, _command, context: whole_pending(rows, context),
    decide=close_month,
    answer=closed_answer,
    form=form_of(CloseMonth),
    when=ANY_DAY,
    dates=True,
    right=DAY,
)
