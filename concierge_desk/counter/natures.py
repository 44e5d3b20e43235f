"""Natures: services that a mechanism makes of data. Its decisions know no code; here a nature's comes before their words.

Source: decisions 0093, 0094.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from operator import attrgetter
from typing import Any, Protocol, TypeAlias, TypeVar

from concierge_desk.counter.context import Context
from concierge_desk.counter.parties import Who
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.till.visits import visit_who
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event

Decide: TypeAlias = Callable[[Any, Any, Context], tuple[Event, ...]]


class AnyKind(Protocol):
    """A kind of a nature's things, as it is from a day on."""

    @property
    def kind(self) -> str:
        """Its code."""

    @property
    def valid_from(self) -> str:
        """The first day, ISO."""


_Kind = TypeVar("_Kind", bound=AnyKind)


def latest_kinds(rows: Iterable[_Kind], day: str) -> Mapping[str, _Kind]:
    """Return each kind as it is on a day, an ISO text; of two of the same first day the later row."""
    held = sorted((row for row in rows if row.valid_from <= day), key=attrgetter("valid_from"))
    return {row.kind: row for row in held}


def own(code: str, name: str) -> str:
    """Return a word with a nature's code before it; one of somebody else's stays as it is."""
    return name if "." in name else f"{code}.{name}"


def own_event(code: str, event: Event, periods: frozenset[str] = frozenset()) -> Event:
    """Return an event with a nature's code before its kind, its warnings, its papers, and the periods of what stands beside.

    Args:
        code: Of the nature.
        event: As its mechanism decided it.
        periods: Retentions of the mechanism: each nature has its own of them.
    """
    return replace(
        event,
        kind=own(code, event.kind),
        warnings=tuple(replace(one, code=own(code, one.code)) for one in event.warnings),
        documents=tuple(f"{code}_{name}" for name in event.documents),
        always_printed=tuple(f"{code}_{name}" for name in event.always_printed),
        personal=tuple(
            replace(one, retention=own(code, one.retention) if one.retention in periods else one.retention)
            for one in event.personal
        ),
    )


def visit_of(connection: Rows, command: Any) -> Who | None:
    """Return whose the visit is that an act of a nature belongs to."""
    return None if command.visit is None else visit_who(connection, command.visit, None)


def paid_before(earlier: Sequence[Event], field: str, name: str) -> int:
    """Return what acts before this one in the visit pay for what an entry names in a field, in cents."""
    return sum(
        event.data["cents"]
        for event in earlier
        if event.kind.endswith(".paid") and event.data.get(field) == name
    )


def of_nature(code: str, decide: Decide, periods: frozenset[str] = frozenset()) -> Decide:
    """Return a decision with a nature's code before what it says."""

    @wraps(decide)
    def decided(state: Any, asked: Any, context: Context) -> tuple[Event, ...]:
        try:
            events = decide(state, asked, context)
        except Refused as refused:
            raise type(refused)(own(code, refused.code), **refused.params) from refused
        return tuple(own_event(code, event, periods) for event in events)

    decided.nature = code  # type: ignore[attr-defined]  # the reference reads it: docs/refusals.py
    return decided
