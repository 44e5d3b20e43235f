"""Rows that an act moves: as they are from now on, and as they were; and how all of it is taken back. Pure.

Source: docs/contract.md, "Corrections"; decision 0094.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, TypeAlias

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.due import due_now
from concierge_desk.mechanisms.lending.model.facts import (
    UNDONE,
    Authority,
    LentObject,
    Loan,
    Reservation,
    WaitingPlace,
)

Record: TypeAlias = LentObject | Loan | Reservation | WaitingPlace | Authority

MOVING: Final = (
    *("registered", "maintained", "lent", "returned", "renewed", "reserved", "unreserved", "waited"),
    *("waiting_stopped", "called", "released", "moved", "reminded", "incident_noted"),
    *("authorised", "authority_ended", "counted"),
)
"""Kinds whose entries hold the rows that they move, and are taken back by them."""
TABLES: Final[Mapping[type[Any], tuple[str, str]]] = {
    LentObject: ("object", "object"),
    Loan: ("loan", "loan"),
    Reservation: ("reservation", "party"),
    WaitingPlace: ("waiting", "party"),
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
        used: Something stands on it though its rows are as it left them: a payment, somebody who reserved.
        taken: From when on somebody else has days that it had; empty where nobody has.
    """

    rows: Sequence[Record | None]
    used: bool = False
    taken: str = ""


def taken_back(state: Undoing, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Let all stand as it stood before an act, while nothing came after it.

    Raises:
        Refused: ``changed_since``, ``days_taken``.
    """
    posted = undone.posted
    if state.used or any(row is None or row.last_seq != posted.seq for row in state.rows):
        raise Refused("changed_since")
    named = {name: posted.data[name] for name in ("object", "loan") if name in posted.data}
    if state.taken:
        raise Refused(
            "days_taken", object=posted.data.get("object") or posted.data["kind"], from_day=state.taken
        )
    rows = [
        {"table": told["table"], "key": told["key"], "now": _before(told, row, context)}
        for told, row in zip(posted.data["rows"], state.rows, strict=True)
    ]
    return (Event("reversed", {"of": posted.kind, **named, "rows": rows}, about=posted.data.get("loan", "")),)


def _before(told: Mapping[str, Any], row: Record | None, context: Context) -> dict[str, Any]:
    """Return a row as it was; a loan that is out is due as it would be now, for the hours may be other ones since."""
    if told["before"] is None:
        return {"state": UNDONE, **({"out": 0} if isinstance(row, Loan) else {})}
    before = dict(told["before"])
    if isinstance(row, Loan):
        paper_day = before.get("paper_day", row.paper_day)
        before["due_day"], before["due_slot"] = due_now(paper_day, context.calendar)
    return before


def as_it_was(row: Any, told: Mapping[str, Any]) -> Any:
    """Return a row as it was before an entry moved it."""
    columns = {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in told["before"].items()}
    return replace(row, **columns)
