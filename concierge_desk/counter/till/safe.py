"""Cheques that are kept: how many lie in the safe, held against how many ought to.

Source: docs/contract.md, "Money held and owed"; decisions 0062, 0096.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.table import DAY
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import CLOSING_DAY, AnyCommand, Command
from concierge_desk.counter.values.kinds import MOST_CHEQUES, Integer
from concierge_desk.domain.journal import Event, Posted, Warned
from concierge_desk.i18n import N_
from concierge_desk.store import cheques

SAFE_COUNTED: Final = "till.safe_counted"
CAUTIONS: Final = "cautions"
_KEPT: Final = (CAUTIONS, "cheques")
"""What is counted: cheques of cautions that are not cashed, and those that were taken in payment and not paid in."""

_HOW_MANY: Final = Integer(0, MOST_CHEQUES)


@dataclass(frozen=True, slots=True)
class CountSafe:
    """Say how many cheques are kept."""

    cautions: Annotated[int, _HOW_MANY, "Cheques of cautions that lie there, not cashed."]
    cheques: Annotated[
        int | None, _HOW_MANY, "Cheques that were taken in payment; left out, nobody looked at them."
    ] = None


@dataclass(frozen=True, slots=True)
class InTheSafe:
    """State that the safe is counted from: how many of each ought to be here."""

    cautions: int
    cheques: int


def count_safe(state: InTheSafe, command: CountSafe, _context: Context) -> tuple[Event, ...]:
    """Keep how many cheques are kept; another count is a new entry, and the last one holds.

    Warns:
        As `safe_differs`.
    """
    told = {
        name: {"expected": expected, "counted": counted, "gap": counted - expected}
        for name in _KEPT
        for expected, counted in ((getattr(state, name), getattr(command, name)),)
        if counted is not None
    }
    return (Event(SAFE_COUNTED, told, warnings=safe_differs(told)),)


def safe_differs(told: Mapping[str, Any]) -> tuple[Warned, ...]:
    """Return that it does not hold what it should: it bars nothing.

    Args:
        told: What was counted; nothing where nobody did.

    Warns:
        ``till.safe_differs``.
    """
    gaps = {name: told[name]["gap"] if name in told else 0 for name in _KEPT}
    return (Warned("till.safe_differs", gaps),) if any(gaps.values()) else ()


def last_count(posted: Iterable[Posted]) -> dict[str, Any]:
    """Return the last count of the safe among the entries of a day; nothing without one."""
    counts = [entry.data for entry in posted if entry.kind == SAFE_COUNTED]
    return {name: dict(counts[-1][name]) for name in _KEPT if name in counts[-1]} if counts else {}


SAFE: Final = "safe"
"""Field of a closing and of the figures of a day: the last count of the day, where there was one."""


def safe_told(posted: Iterable[Posted]) -> dict[str, Any]:
    """Return the last count of a day as its closing tells of it; nothing without one."""
    told = last_count(posted)
    return {SAFE: told} if told else {}


def _load(rows: Rows, _command: CountSafe, _context: Context) -> InTheSafe:
    # On hardly any day is anything held (decision 0019).
    from concierge_desk.store.held import sums  # noqa: PLC0415

    return InTheSafe(sums.sums(rows).cheques, len(cheques.here(rows)))


COUNT_SAFE_COMMAND: AnyCommand = Command(
    name="till.count_safe",
    summary=N_("The cheques that are kept in the safe are counted; a re-count is a new entry."),
    load=_load,
    decide=count_safe,
    answer=last_count,
    when=CLOSING_DAY,
    right=DAY,
)
"""Says how many cheques are kept: it bars nothing."""
