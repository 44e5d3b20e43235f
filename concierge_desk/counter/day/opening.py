"""Opening hours: a new weekly grid, a closure, a day opened again; and what the services move with them.

Source: docs/contract.md, "Calendar and deadlines"; docs/trade.md, "Opening hours"; decision 0016.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Annotated, Any, TypeAlias

from concierge_desk.counter.context import Context
from concierge_desk.counter.day.followers import Followers, States
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, Command, Service
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.fields import Otherwise, form_of
from concierge_desk.counter.values.kinds import Day, FromList, Kind, Unreadable
from concierge_desk.domain.calendar import (
    Closure,
    OpeningCalendar,
    SlotRow,
    read_sessions,
    with_closure,
    with_grid,
    without_closure,
)
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Sessions: TypeAlias = tuple[tuple[str, str], ...]
"""Opening and closing time of each session of a weekday."""
LONGEST_DAYS = 366
"""A closure of more is a grid without a session."""


@dataclass(frozen=True, slots=True)
class SessionsOfADay(Kind):
    """The sessions of a weekday, the earliest first."""

    label: str = (
        "list of sessions, HH:MM-HH:MM; or one text as it is typed, such as `8h-11h30 15h-18h`, `-` for none"
    )

    @override
    def read(self, raw: object) -> Sessions:
        spans = _typed_spans(raw) if isinstance(raw, str) else raw
        if not isinstance(spans, list | tuple) or not all(isinstance(span, str) for span in spans):
            raise Unreadable("input.sessions")
        try:
            return read_sessions(spans)
        except ValueError as error:
            raise Unreadable("input.sessions") from error


_TIME = r"(\d{1,2})(?: ?[h:](?: ?(\d{2})(?!\d| ?[h:]))?)?"
_SPAN = re.compile(rf"{_TIME} ?(?:-|\u2013|à) ?{_TIME}(?:[ ,;+]+|$)", re.ASCII | re.IGNORECASE)
CLOSED = "-"
"""A weekday without a session, as it is typed."""


def _typed_spans(text: str) -> list[str] | None:
    """Return sessions that were typed as people write hours; None where that is none of it."""
    rest, spans = " ".join(text.split()), []
    if rest == CLOSED:
        return []
    while rest:
        found = _SPAN.match(rest)
        if found is None:
            return None
        begins, past, ends, after = found.groups(default="00")
        spans.append(f"{begins:0>2}:{past}-{ends:0>2}:{after}")
        rest = rest[found.end() :]
    return spans or None


_OfADay: TypeAlias = Annotated[
    Sessions,
    SessionsOfADay(),
    "Sessions of that day, the earliest first; closed, by default.",
    Otherwise(()),
]
_NotBefore: TypeAlias = Annotated[date, Day(), "Which day; not before today."]
_Until: TypeAlias = Annotated[date | None, Day(), "Last day, where it is more than one."]


@dataclass(frozen=True, slots=True)
class SetGrid:
    """From a day on, other hours hold; a weekday that is not named is closed."""

    valid_from: Annotated[date, Day(), "First day of the new hours; not before today."]
    monday: _OfADay
    tuesday: _OfADay
    wednesday: _OfADay
    thursday: _OfADay
    friday: _OfADay
    saturday: _OfADay
    sunday: _OfADay

    @property
    def week(self) -> tuple[Sessions, ...]:
        """The sessions of each weekday, Monday first."""
        return tuple(getattr(self, name) for name in WEEKDAYS)


@dataclass(frozen=True, slots=True)
class CloseOn:
    """The shop stays closed on a day, or from one to another."""

    day: _NotBefore
    reason: Annotated[Coded, FromList("closure"), "Why."]
    until_day: _Until = None


@dataclass(frozen=True, slots=True)
class Reopen:
    """A day that was to stay closed is as the grid says, or all days from one to another."""

    day: _NotBefore
    until_day: _Until = None


def slots_of(week: Sequence[Sessions]) -> tuple[Mapping[str, Any], ...]:
    """Return the sessions of each weekday, Monday first, as an entry holds them."""
    return tuple(
        {"weekday": weekday, "opens": opens, "closes": closes}
        for weekday, sessions in enumerate(week)
        for opens, closes in sessions
    )


def grid_set(valid_from: str, slots: Sequence[Mapping[str, Any]]) -> Event:
    """Return the event of a grid: a whole week from a day on, whatever held before."""
    return Event("calendar.grid_set", {"valid_from": valid_from, "slots": list(slots)})


def closed_on(day: str, coded: Coded, ref: str, until_day: str | None = None) -> Event:
    """Return the event of a closure.

    Args:
        day: ISO date on which the shop stays closed.
        coded: Why.
        ref: A random ref, for the sentence where one was typed.
        until_day: ISO date of the last day, where it is more than one.
    """
    reason, personal = noted(coded, ref)
    data = {"day": day, "reason": reason["code"], "note": reason["note"], **_until(until_day)}
    return Event("calendar.closed_on", data, personal=personal)


def _until(day: str | None) -> dict[str, str]:
    return {} if day is None else {"until_day": day}


def opening_commands(services: Sequence[Service]) -> tuple[AnyCommand, ...]:
    """Return the commands of the calendar; the services follow each of them in its transaction."""
    followers = Followers.of(services)
    return (
        _command(
            followers,
            name="calendar.set_grid",
            summary=N_("Other opening hours hold from a day on: a whole week."),
            form=form_of(SetGrid),
            change=_set_grid,
        ),
        _command(
            followers,
            name="calendar.close_on",
            summary=N_("The shop stays closed on a day, or from one to another."),
            form=form_of(CloseOn),
            change=_close_on,
        ),
        _command(
            followers,
            name="calendar.reopen",
            summary=N_("A day that was to stay closed is opened again, or all of them from one to another."),
            form=form_of(Reopen),
            change=_reopen,
        ),
    )


Changed: TypeAlias = tuple[Event, OpeningCalendar]


def _command(
    followers: Followers,
    *,
    change: Callable[[Any, Context], Changed],
    **declared: Any,
) -> AnyCommand:
    """Return the command that makes a change and lets the services follow it."""

    def load(rows: Rows, _command: object, _context: Context) -> States:
        return followers.load(rows)

    def decide(states: States, command: object, context: Context) -> tuple[Event, ...]:
        event, calendar = change(command, context)
        return followers.after(event, calendar, states, context)

    def answer(posted: Sequence[Posted]) -> dict[str, Any]:
        data = posted[0].data
        named = {name: data[name] for name in ("valid_from", "day", "until_day") if name in data}
        return {**named, "moved": followers.moved(posted[1:])}

    # Who follows refuses nothing.
    decide.__doc__ = change.__doc__
    return Command(load=load, decide=decide, answer=answer, when=ANY_DAY, right=SET_UP, **declared)


def _set_grid(command: SetGrid, context: Context) -> Changed:
    """Let other hours hold.

    Raises:
        Refused: As `_not_past`.
    """
    _not_past(command.valid_from, context)
    slots = slots_of(command.week)
    rows = [
        SlotRow(
            command.valid_from,
            slot["weekday"],
            time.fromisoformat(slot["opens"]),
            time.fromisoformat(slot["closes"]),
        )
        for slot in slots
    ]
    event = grid_set(command.valid_from.isoformat(), slots)
    return event, with_grid(context.calendar, command.valid_from, rows)


def _close_on(command: CloseOn, context: Context) -> Changed:
    """Close the shop on a day, or from one to another.

    Raises:
        Refused: ``calendar.closed_already``, and as `_days_of`.
    """
    calendar = context.calendar
    for day in _days_of(command.day, command.until_day, context):
        if calendar.is_closed_on(day):
            raise Refused("calendar.closed_already", day=day.isoformat())
        calendar = with_closure(calendar, Closure(day, command.reason.code))
    last = None if command.until_day is None else command.until_day.isoformat()
    event = closed_on(command.day.isoformat(), command.reason, context.draw("n"), last)
    # Of a day alone it is offered by the card of the closure.
    papers = () if command.until_day is None else (f"poster:closed-{command.day.isoformat()}",)
    return replace(event, documents=papers), calendar


def _reopen(command: Reopen, context: Context) -> Changed:
    """Open the shop on days that were to stay closed; of a span on those of them that were.

    Raises:
        Refused: ``calendar.not_closed``, and as `_days_of`.
    """
    days = _days_of(command.day, command.until_day, context)
    closed = [day for day in days if context.calendar.is_closed_on(day)]
    if not closed:
        raise Refused("calendar.not_closed", day=command.day.isoformat())
    calendar = context.calendar
    for day in closed:
        calendar = without_closure(calendar, day)
    last = None if command.until_day is None else command.until_day.isoformat()
    return Event("calendar.reopened_on", {"day": command.day.isoformat(), **_until(last)}), calendar


def _days_of(first: date, last: date | None, context: Context) -> tuple[date, ...]:
    """Return the days of a span, both ends included.

    Raises:
        Refused: ``calendar.ends_before``, ``calendar.too_long``, and as `_not_past`.
    """
    _not_past(first, context)
    last = first if last is None else last
    if last < first:
        raise Refused("calendar.ends_before", day=first.isoformat(), until_day=last.isoformat())
    count = (last - first).days + 1
    if count > LONGEST_DAYS:
        raise Refused("calendar.too_long", most=LONGEST_DAYS)
    return tuple(first + timedelta(days=step) for step in range(count))


def _not_past(day: date, context: Context) -> None:
    """Refuse to say anything new of a day that is over: what was is not rewritten.

    Raises:
        Refused: ``calendar.past``.
    """
    if day < context.business_day:
        raise Refused("calendar.past", day=day.isoformat())
