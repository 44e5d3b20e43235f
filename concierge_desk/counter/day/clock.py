"""Correction of the journal's clock. Pure rules.

Source: docs/contract.md, "Instants"; decision 0012.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.kinds import Moment
from concierge_desk.domain.clock import Instant, to_milliseconds
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted, instant_text

AGREES_WITHIN = timedelta(hours=1)
"""How far the PC may stand from what is said: further off, the next act would run ahead or fall behind again."""

CORRECTED: Final = "clock.corrected"


@dataclass(frozen=True, slots=True)
class CorrectClock:
    """Say what time it is, to a journal that ran ahead; local time of the shop where no offset is given.

    Without a time it is the PC's own.
    """

    at: Annotated[datetime | None, Moment(), "What time it is; what the PC's clock says, by default."] = None


def corrected_instant(command: CorrectClock, context: Context) -> Instant:
    """Return the instant that the correction itself bears: the one place where `at` may fall.

    Raises:
        Refused: ``clock.not_ahead`` unless the journal runs ahead, ``clock.differs`` unless the PC agrees.
    """
    seen = context.instant
    at = command.at if command.at is not None else seen.clock_at
    if at.tzinfo is None:
        at = at.replace(tzinfo=context.zone)
    at = to_milliseconds(at.astimezone(UTC))
    if context.last_at is None or at >= context.last_at or not (seen.behind or seen.trusted):
        raise Refused("clock.not_ahead")
    if not seen.trusted and abs(seen.clock_at - at) > AGREES_WITHIN:
        told = seen.clock_at.astimezone(context.zone).isoformat(timespec="minutes")
        raise Refused("clock.differs", clock_at=told)
    return replace(seen, at=at, behind=False)


def correct_clock(_state: None, _command: CorrectClock, context: Context) -> tuple[Event, ...]:
    """Re-base a journal that ran ahead; the context bears the corrected instant already.

    Raises:
        Refused: As `corrected_instant`.
        ValueError: On an empty journal, which has no clock to set right.
    """
    if context.last_at is None:
        raise ValueError("only a journal with entries runs ahead")
    data = {"before": instant_text(context.last_at), "clock_at": instant_text(context.instant.clock_at)}
    # It locks nobody out; the responsible is to see that somebody else did it.
    return (Event(CORRECTED, data if context.is_responsible else {**data, "for_responsible": True}),)


def clock_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return where the journal's clock stood and stands."""
    return {"before": posted[-1].data["before"], "at": posted[-1].at}
