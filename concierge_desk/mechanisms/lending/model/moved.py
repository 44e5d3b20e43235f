"""Rows that an act moves: as they are from now on, and as they were; and how all of it is taken back. Pure.

Source: docs/contract.md, "Corrections"; decision 0094.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Final, TypeAlias

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.facts import (
    UNDONE,
    Authority,
    LentObject,
    Loan,
    Reservation,
    Waiting,
)

Record: TypeAlias = LentObject | Loan | Reservation | Waiting | Authority

TABLES: Final[Mapping[type[Any], tuple[str, str]]] = {
    LentObject: ("object", "object"),
    Loan: ("loan", "loan"),
    Reservation: ("reservation", "party"),
    Waiting: ("waiting", "party"),
    Authority: ("authority", "party"),
}
"""By what a row is: the name of its table, and of its key."""
RECORDS: Final[Mapping[str, type[Any]]] = {table: record for record, (table, _) in TABLES.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A row that an act moves.

    Attributes:
        was: As it is; as it is made, where `now` is empty.
        now: Columns that are other ones from now on; empty for a row that is new.
    """

    was: Record
    now: Mapping[str, Any]

    @property
    def told(self) -> dict[str, Any]:
        """The row as an entry tells of it."""
        table, key = TABLES[type(self.was)]
        named = {"table": table, "key": getattr(self.was, key)}
        if not self.now:
            made = asdict(self.was)
            # Which entry it is, only the store knows.
            for seq in ("last_seq", "begun_seq"):
                made.pop(seq, None)
            return {**named, "now": _plain(made), "before": None}
        before = {name: getattr(self.was, name) for name in (*self.now, "last_seq")}
        return {**named, "now": _plain(dict(self.now)), "before": _plain(before)}


def made(record: Record) -> Row:
    """Return the row of something new."""
    return Row(record, {})


def moved(event: Event, *rows: Row) -> tuple[Event, ...]:
    """Return the event of an act with the rows that it moves."""
    return (replace(event, data={**event.data, "rows": [row.told for row in rows]}),)


def _plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in columns.items()}


@dataclass(frozen=True, slots=True)
class Undoing:
    """State that an act is taken back from.

    Attributes:
        rows: The rows that it moved, as they are now, in its order.
        bars: Why it may not be, though its rows are as it left them: ``changed_since``, ``days_taken``; else empty.
        first_day: From when on somebody else has it, where days are taken.
    """

    rows: Sequence[Record | None]
    bars: str = ""
    first_day: str = ""


def taken_back(state: Undoing, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Let all stand as it stood before an act, while nothing came after it.

    Raises:
        Refused: ``changed_since``, ``days_taken``.
    """
    posted = undone.posted
    if any(row is None or row.last_seq != posted.seq for row in state.rows):
        raise Refused("changed_since")
    if state.bars:
        raise Refused(state.bars, **({"from_day": state.first_day} if state.first_day else {}))
    rows = [
        {"table": told["table"], "key": told["key"], "now": _before(told, context)}
        for told in posted.data["rows"]
    ]
    named = {name: posted.data[name] for name in ("object", "loan") if name in posted.data}
    return (Event("reversed", {"of": posted.kind, **named, "rows": rows}, about=posted.data.get("loan", "")),)


def _before(told: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Return a row as it was; a loan is due as it would be now, for the hours may be other ones since."""
    never = {"state": UNDONE, **({"out": 0} if told["table"] == "loan" else {})}
    before = dict(told["before"] or never)
    if "asked_day" in before:
        due = context.calendar.roll(date.fromisoformat(before["asked_day"]))
        before |= {"due_day": due.isoformat(), "due_slot": context.calendar.slots(due)[-1].interval}
    return before


def columns_of(record: type[Any]) -> tuple[str, ...]:
    """Return the columns of a record."""
    return tuple(field.name for field in fields(record))
