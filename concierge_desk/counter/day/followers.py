"""Followers of the opening hours: the services that move what they hold when the calendar changes.

Source: decision 0016.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from concierge_desk.counter.context import Context
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import AnyRecalendar, Service
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.journal import Event, Posted

States: TypeAlias = Mapping[str, Any]
"""By service, what it read of its own that hangs on the hours."""


@dataclass(frozen=True, slots=True)
class Followers:
    """Services that follow a change of the calendar, each in its own way; they refuse nothing."""

    ways: Mapping[str, AnyRecalendar]

    @classmethod
    def of(cls, services: Sequence[Service]) -> "Followers":
        """Return those of the services that follow."""
        return cls({one.code: one.recalendar for one in services if one.recalendar is not None})

    def load(self, rows: Rows) -> States:
        """Return what hangs on the hours, by service."""
        return {code: way.load(rows) for code, way in self.ways.items()}

    def after(
        self, change: Event, calendar: OpeningCalendar, states: States, context: Context
    ) -> tuple[Event, ...]:
        """Return a change of the calendar, and after it the events of what it moves.

        Args:
            change: The event of the change.
            calendar: The hours that hold with it.
            states: As `load` read them.
            context: Of the command.
        """
        events: tuple[Event, ...] = (change,)
        for code, way in self.ways.items():
            now = replace(context, hours=lambda: calendar, earlier=(*context.earlier, *events))
            events += way.moved(states[code], now)
        return events

    def answer(self, posted: Sequence[Posted]) -> dict[str, Any]:
        """Return what a change answers: what it is about, and how many things each service moved."""
        data = posted[0].data
        named = {name: data[name] for name in ("valid_from", "day", "until_day") if name in data}
        return {**named, "moved": self.moved(posted[1:])}

    def moved(self, posted: Sequence[Posted]) -> dict[str, int]:
        """Return how many things each service moved, from the entries after that of the change.

        By the entries alone: a service that comes later does not stand in an answer that was given.
        """
        found: dict[str, int] = {}
        for entry in posted:
            code = entry.kind.partition(".")[0]
            found[code] = found.get(code, 0) + self.ways[code].things(entry)
        return found
