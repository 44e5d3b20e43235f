"""Plan of a purge: what is over its time on a day, of every part of the shop.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from concierge_desk.counter.retention import Retention
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import Service
from concierge_desk.store.privacy.purging import DroppedLines, dropped_lines


@dataclass(frozen=True, slots=True)
class PeriodOver:
    """What is over its time under one period.

    Attributes:
        retention: The period.
        refs: What goes.
    """

    retention: Retention
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """What goes.

    Attributes:
        lines: Entries whose payload goes; None where none does.
        periods: Names, sentences, visits: those periods alone under which something goes.
        numbers: What the entry has to go on saying of numbers that were given out.
        carried: By service, what its tables need beyond that.
    """

    lines: DroppedLines | None = None
    periods: tuple[PeriodOver, ...] = ()
    numbers: tuple[str, ...] = ()
    carried: Mapping[str, Any] = field(default_factory=dict)

    @property
    def counts(self) -> tuple[dict[str, Any], ...]:
        """How much goes: by kind of entry, then by period."""
        told = [] if self.lines is None else list(self.lines.counts.items())
        told += [(period.retention.code, len(period.refs)) for period in self.periods]
        return tuple({"kind": kind, "count": count} for kind, count in told)


def begun_by(up_to: date, days: int) -> str:
    """Return the day on which a time of so many days began that is over on another."""
    return (up_to - timedelta(days=days)).isoformat()


def plan_of(
    rows: Rows, services: Sequence[Service], retentions: Iterable[Retention], up_to: date
) -> PurgePlan:
    """Return what is over its time on a day.

    Args:
        rows: The store.
        services: All of them.
        retentions: All periods, the core's and theirs.
        up_to: The day.

    Raises:
        IntegrityFailure: ``store.damaged`` where an entry cannot be read.
    """
    known = {retention.code: retention for retention in retentions}
    due = {
        service.code: purging.due(rows, begun_by(up_to, known[purging.retention].days))
        for service in services
        if (purging := service.kept.purging) is not None
    }
    seqs = frozenset[int]().union(*[found.seqs for found in due.values()])
    return PurgePlan(
        dropped_lines(rows, seqs) if seqs else None,
        periods_over(rows, known.values(), up_to),
        tuple(number for found in due.values() for number in found.numbers),
        {code: found.carried for code, found in due.items() if found.carried},
    )


def periods_over(rows: Rows, retentions: Iterable[Retention], up_to: date) -> tuple[PeriodOver, ...]:
    """Return the periods under which something is over its time on a day."""
    found = (PeriodOver(one, _due(rows, one, begun_by(up_to, one.days))) for one in retentions)
    return tuple(period for period in found if period.refs)


def _due(rows: Rows, retention: Retention, day: str) -> tuple[str, ...]:
    if retention.due is not None:
        return tuple(sorted(retention.due(rows, day)))
    from concierge_desk.store.privacy.periods import kept_until  # noqa: PLC0415  (with the store's driver)

    return tuple(sorted(kept_until(rows, retention.code, day)))
