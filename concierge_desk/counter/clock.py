"""Setting the journal's clock right. Pure rules.

Source: DESIGN §5 (instants); decision 0012.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from concierge_desk.counter.service import Context
from concierge_desk.domain.clock import Instant, to_milliseconds
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted, instant_text

AGREES_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CorrectClock:
    """Say what time it is, to a journal that ran ahead; local time of the shop where no offset is given."""

    at: datetime


def corrected_instant(command: CorrectClock, context: Context) -> Instant:
    """Return the instant that the correction itself bears: the one place where `at` may fall."""
    at = command.at if command.at.tzinfo is not None else command.at.replace(tzinfo=context.zone)
    at = to_milliseconds(at.astimezone(UTC))
    return replace(context.instant, at=at, behind=False)


def correct_clock(_state: None, _command: CorrectClock, context: Context) -> tuple[Event, ...]:
    """Re-base a journal that ran ahead; the context bears the corrected instant already.

    Raises:
        Refused: ``operator.not_responsible``, ``clock.not_ahead``, ``clock.differs``.
    """
    responsible = context.settings.operators[0]
    if context.operator != responsible:
        raise Refused("operator.not_responsible", operator=responsible)
    if context.last_at is None or context.at >= context.last_at:
        raise Refused("clock.not_ahead")
    seen = context.instant.clock_at
    if not context.instant.trusted and abs(seen - context.at) > AGREES_WITHIN:
        raise Refused("clock.differs", clock_at=seen.astimezone(context.zone).isoformat(timespec="minutes"))
    return (Event("clock.corrected", {"before": instant_text(context.last_at)}),)


def clock_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return where the journal's clock stood and stands."""
    return {"before": posted[-1].data["before"], "at": posted[-1].at}
