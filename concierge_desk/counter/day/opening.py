"""Opening hours: a new weekly grid, a closure, a day opened again; and what the services move with them.

Source: docs/contract.md, "Calendar and deadlines"; docs/trade.md, "Opening hours"; decision 0016.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any, TypeAlias

from concierge_desk.counter.absence.closure import (
    DeadlineHolders,
    Deadlines,
    no_deadlines,
)
from concierge_desk.counter.context import Context
from concierge_desk.counter.day.closures import (
    NotBefore,
    UntilDay,
    closing_command,
    days_named,
    look_command,
    not_past,
    until,
)
from concierge_desk.counter.day.followers import Followers, States
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, Command, Service
from concierge_desk.counter.values.fields import Otherwise, form_of
from concierge_desk.counter.values.kinds import Day, Kind, Unreadable
from concierge_desk.domain.calendar import (
    OpeningCalendar,
    SlotRow,
    read_sessions,
    with_grid,
    without_closure,
)
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Sessions: TypeAlias = tuple[tuple[str, str], ...]
"""Opening and closing time of each session of a weekday."""


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
class Reopen:
    """A day that was to stay closed is as the grid says, or all days from one to another."""

    day: NotBefore
    until_day: UntilDay = None


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


def opening_commands(services: Sequence[Service], own: Deadlines = no_deadlines) -> tuple[AnyCommand, ...]:
    """Return the commands of the calendar; the services follow each of them in its transaction.

    Args:
        services: All of them.
        own: What of the core's own has its time.
    """
    followers, holders = Followers.of(services), DeadlineHolders.of(services, own)
    return (
        _command(
            followers,
            name="calendar.set_grid",
            summary=N_("Other opening hours hold from a day on: a whole week."),
            form=form_of(SetGrid),
            change=_set_grid,
        ),
        look_command(holders),
        closing_command(followers, holders),
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

    # Who follows refuses nothing.
    decide.__doc__ = change.__doc__
    return Command(load=load, decide=decide, answer=followers.answer, when=ANY_DAY, right=SET_UP, **declared)


def _set_grid(command: SetGrid, context: Context) -> Changed:
    """Let other hours hold.

    Raises:
        Refused: As `not_past`.
    """
    not_past(command.valid_from, context)
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


def _reopen(command: Reopen, context: Context) -> Changed:
    """Open the shop on days that were to stay closed; of a span on those of them that were.

    Raises:
        Refused: ``calendar.not_closed``, and as `days_named`.
    """
    days = days_named(command.day, command.until_day, context)
    closed = [day for day in days if context.calendar.is_closed_on(day)]
    if not closed:
        raise Refused("calendar.not_closed", day=command.day.isoformat())
    calendar = context.calendar
    for day in closed:
        calendar = without_closure(calendar, day)
    last = None if command.until_day is None else command.until_day.isoformat()
    return Event("calendar.reopened_on", {"day": command.day.isoformat(), **until(last)}), calendar
