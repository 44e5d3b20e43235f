"""Closures: days on which the shop stays closed, what falls into them, and how it is looked at before.

Source: docs/contract.md, "Calendar and deadlines"; decisions 0016, 0090.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, TypeAlias

from concierge_desk.counter.absence.closure import (
    CLOSE_ANYWAY,
    LONGEST_DAYS,
    THINGS_DUE,
    DeadlineHolders,
    counted,
    told_of,
)
from concierge_desk.counter.context import Context
from concierge_desk.counter.day.followers import Followers, States
from concierge_desk.counter.rights.table import LOOK, SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, DOCUMENTS, WARNINGS, AnyCommand, Command
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.fields import form_of
from concierge_desk.counter.values.kinds import Day, Flag, FromList
from concierge_desk.domain.calendar import Closure, OpeningCalendar, with_closure
from concierge_desk.domain.deadlines import MovedDeadline, days_of
from concierge_desk.domain.errors import Refused, Unconfirmed
from concierge_desk.domain.journal import Data, Event
from concierge_desk.i18n import N_

NotBefore: TypeAlias = Annotated[date, Day(), "Which day; not before today."]
UntilDay: TypeAlias = Annotated[date | None, Day(), "Last day, where it is more than one."]


@dataclass(frozen=True, slots=True)
class CloseOn:
    """The shop stays closed on a day, or from one to another."""

    day: NotBefore
    reason: Annotated[Coded, FromList("closure"), "Why."]
    until_day: UntilDay = None
    confirmed: Annotated[
        bool | None,
        Flag(),
        "false: it is refused once where deadlines fall into it; left out, it warns of them.",
    ] = None


@dataclass(frozen=True, slots=True)
class LookAtClosure:
    """What a closure would do to each deadline is told; nothing is written."""

    day: NotBefore
    until_day: UntilDay = None


@dataclass(frozen=True, slots=True)
class ToClose:
    """What a closure is decided by.

    Attributes:
        states: What the services read that follow.
        due: What falls into it, where that is asked for before.
    """

    states: States
    due: tuple[MovedDeadline, ...] = ()


def closed_on(day: str, coded: Coded, ref: str, until_day: str | None = None) -> Event:
    """Return the event of a closure.

    Args:
        day: ISO date on which the shop stays closed.
        coded: Why.
        ref: A random ref, for the sentence where one was typed.
        until_day: ISO date of the last day, where it is more than one.
    """
    reason, personal = noted(coded, ref)
    data = {"day": day, "reason": reason["code"], "note": reason["note"], **until(until_day)}
    return Event("calendar.closed_on", data, personal=personal)


def until(day: str | None) -> dict[str, str]:
    """Return the field of the last day; nothing of a day alone."""
    return {} if day is None else {"until_day": day}


def closing_command(followers: Followers, holders: DeadlineHolders) -> AnyCommand:
    """Return the command of a closure: what falls into it is told with it, or asked about before."""

    def due(rows: Rows, command: CloseOn, context: Context) -> tuple[MovedDeadline, ...]:
        days = days_named(command.day, command.until_day, context)
        return holders.falling_in(rows, context.calendar, days)

    def load(rows: Rows, command: CloseOn, context: Context) -> ToClose:
        asked = command.confirmed is False
        return ToClose(followers.load(rows), due(rows, command, context) if asked else ())

    def decide(state: ToClose, command: CloseOn, context: Context) -> tuple[Event, ...]:
        """Close the shop; where it is asked for, only once what falls into it was seen.

        Raises:
            Refused: ``calendar.close_anyway``, and as `_close_on`.

        Warns:
            ``calendar.things_due``.
        """
        event, calendar = _close_on(command, context)
        if state.due:
            raise Unconfirmed(CLOSE_ANYWAY, **counted(state.due))
        return followers.after(event, calendar, state.states, context)

    def work(rows: Rows, command: CloseOn, context: Context) -> Data:
        # Beside the entry: the same day closed is the same bytes, whatever waits here.
        moved = due(rows, command, context)
        if not moved:
            return {}
        days = days_named(command.day, command.until_day, context)
        warned = [] if command.confirmed else [{"code": THINGS_DUE, "params": counted(moved)}]
        return {WARNINGS: warned, DOCUMENTS: holders.papers(days, moved)}

    return Command(
        name="calendar.close_on",
        summary=N_("The shop stays closed on a day, or from one to another."),
        load=load,
        decide=decide,
        answer=followers.answer,
        work=work,
        when=ANY_DAY,
        right=SET_UP,
        form=form_of(CloseOn),
    )


def look_command(holders: DeadlineHolders) -> AnyCommand:
    """Return the command that tells what a closure would do."""

    def look(rows: Rows, command: LookAtClosure, context: Context) -> Data:
        days = days_named(command.day, command.until_day, context)
        moved = holders.falling_in(rows, context.calendar, days)
        return {**told_of(days, moved), DOCUMENTS: holders.papers(days, moved)}

    return Command(
        name="calendar.preview",
        summary=N_("What a closure would do to each deadline is told; nothing is written."),
        decide=_look_at_closure,
        work=look,
        when=ANY_DAY,
        writes=False,
        right=LOOK,
        form=form_of(LookAtClosure),
    )


def _look_at_closure(_state: None, command: LookAtClosure, context: Context) -> tuple[Event, ...]:
    """Write nothing: what falls into it is told beside it.

    Raises:
        Refused: As `days_named`.
    """
    days_named(command.day, command.until_day, context)
    return ()


def _close_on(command: CloseOn, context: Context) -> tuple[Event, OpeningCalendar]:
    """Close the shop on a day, or from one to another.

    Raises:
        Refused: ``calendar.closed_already``, and as `days_named`.
    """
    calendar = context.calendar
    for day in days_named(command.day, command.until_day, context):
        if calendar.is_closed_on(day):
            raise Refused("calendar.closed_already", day=day.isoformat())
        calendar = with_closure(calendar, Closure(day, command.reason.code))
    last = None if command.until_day is None else command.until_day.isoformat()
    event = closed_on(command.day.isoformat(), command.reason, context.draw("n"), last)
    # Of a day alone it is offered by the card of the closure.
    papers = () if command.until_day is None else (f"poster:closed-{command.day.isoformat()}",)
    return replace(event, documents=papers), calendar


def days_named(first: date, last: date | None, context: Context) -> tuple[date, ...]:
    """Return the days of a span, both ends included.

    Raises:
        Refused: ``calendar.ends_before``, ``calendar.too_long``, and as `not_past`.
    """
    not_past(first, context)
    last = first if last is None else last
    if last < first:
        raise Refused("calendar.ends_before", day=first.isoformat(), until_day=last.isoformat())
    count = (last - first).days + 1
    if count > LONGEST_DAYS:
        raise Refused("calendar.too_long", most=LONGEST_DAYS)
    return days_of(first, last)


def not_past(day: date, context: Context) -> None:
    """Refuse to say anything new of a day that is over: what was is not rewritten.

    Raises:
        Refused: ``calendar.past``.
    """
    if day < context.business_day:
        raise Refused("calendar.past", day=day.isoformat())
