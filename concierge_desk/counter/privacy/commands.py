"""The commands that let go of what is over its time: looked at first, then done, and never in silence.

Source: docs/contract.md, "Dropped payloads"; docs/requirements.md, R-4.02; decision 0086.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.privacy.erasing import HANDED_OUT
from concierge_desk.counter.privacy.lists import PURGE
from concierge_desk.counter.privacy.plan import PurgePlan, periods_over, plan_of
from concierge_desk.counter.retention import Retention
from concierge_desk.counter.rights.table import ERASE as RIGHT_TO_ERASE
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, AnyReversal, Command, Service, never
from concierge_desk.counter.values.kinds import Day
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.i18n import N_
from concierge_desk.store.privacy import free_pages
from concierge_desk.store.privacy.purging import DROPPED, ERASED, DroppedLines

PREVIEW = "privacy.preview"
STAYS_GONE = "privacy.stays_gone"

PRIVACY_REVERSALS: Final[Mapping[str, AnyReversal]] = {
    DROPPED: never(STAYS_GONE),
    ERASED: never(STAYS_GONE),
    HANDED_OUT: never("privacy.stays_told"),
}


@dataclass(frozen=True, slots=True)
class LookAtPurge:
    """What is over its time is counted; nothing is written."""

    up_to_day: Annotated[date | None, Day(), "Day on which the time is over; today by default."] = None


@dataclass(frozen=True, slots=True)
class Purge:
    """What is over its time goes for good."""

    up_to_day: Annotated[date | None, Day(), "Day on which the time is over; today by default."] = None


def look_at_purge(_state: None, command: LookAtPurge, context: Context) -> tuple[Event, ...]:
    """Write nothing: what would go is counted beside it.

    Raises:
        Refused: ``privacy.too_soon``.
    """
    _until(command, context)
    return ()


def purge(plan: PurgePlan, command: Purge, context: Context) -> tuple[Event, ...]:
    """Let go of what is over its time; a month in which nothing was says so too.

    Raises:
        Refused: ``privacy.too_soon``.
    """
    until = _until(command, context)
    counted = [{"retention": period.retention.code, "count": len(period.refs)} for period in plan.periods]
    erased = tuple(ref for period in plan.periods if period.retention.drop is None for ref in period.refs)
    said = Event(ERASED, {"up_to_day": until.isoformat(), "rows": counted}, erases=erased)
    return (said,) if plan.lines is None else (_dropped(plan, plan.lines), said)


def _dropped(plan: PurgePlan, lines: DroppedLines) -> Event:
    data = {
        "from": lines.seqs[0],
        "to": lines.seqs[-1],
        "kinds": list(lines.counts),
        "count": len(lines.seqs),
        "rows": lines.rows,
        **({"left": list(lines.left)} if lines.left else {}),
        **({"numbers": list(plan.numbers)} if plan.numbers else {}),
        **({"carried": dict(plan.carried)} if plan.carried else {}),
    }
    return Event(DROPPED, data, drops=lines.seqs)


def _until(command: LookAtPurge | Purge, context: Context) -> date:
    """Return the day on which a time is over. Raises Refused: of one that has not come nobody knows it yet."""
    until = command.up_to_day or context.today
    if until > context.today:
        raise Refused("privacy.too_soon", day=until.isoformat())
    return until


def purged_answer(posted: Sequence[Posted]) -> Data:
    """Return how many entries lost what they said, and how much else went."""
    dropped = sum(entry.data["count"] for entry in posted if entry.kind == DROPPED)
    erased = sum(row["count"] for entry in posted if entry.kind == ERASED for row in entry.data["rows"])
    return {"payloads": dropped, "records": erased}


def privacy_commands(
    services: Sequence[Service], retentions: Sequence[Retention]
) -> tuple[AnyCommand, AnyCommand]:
    """Return the commands of the purge.

    Args:
        services: All of them.
        retentions: All periods, the core's and theirs.
    """

    def load(rows: Rows, command: LookAtPurge | Purge, context: Context) -> PurgePlan:
        # Refused for its day before anything is read.
        return plan_of(rows, services, retentions, _until(command, context))

    def count(rows: Rows, command: LookAtPurge, context: Context) -> Data:
        return {"rows": list(load(rows, command, context).counts)}

    def drop(rows: Rows, command: Purge, context: Context) -> Data:
        beside = [retention for retention in retentions if retention.drop is not None]
        for period in periods_over(rows, beside, _until(command, context)):
            if period.retention.drop is not None:
                period.retention.drop(rows, period.refs)
        free_pages.mark(rows)
        return {}

    return (
        Command(
            name=PREVIEW,
            summary=N_("What is over its time is counted, by kind; nothing goes."),
            decide=look_at_purge,
            work=count,
            when=ANY_DAY,
            writes=False,
            right=RIGHT_TO_ERASE,
        ),
        Command(
            name=PURGE,
            summary=N_(
                "What is over its time goes for good: names, sentences, what entries say of things long gone."
            ),
            load=load,
            decide=purge,
            answer=purged_answer,
            work=drop,
            when=ANY_DAY,
            right=RIGHT_TO_ERASE,
        ),
    )
