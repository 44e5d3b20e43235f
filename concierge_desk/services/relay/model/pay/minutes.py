"""Minutes of the acts for a principal, from the journal: what an hour of post pays. Pure.

An act took the time since the entry before it in the same session, five minutes at most: what a queue leaves of it is nobody's.

Source: docs/contract.md, "What carriers pay".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model import closing
from concierge_desk.services.relay.model.pay.reckoning import rounded

MOST_SECONDS = 300
_HOUR, _MINUTE = 3600, 60
_BEGINS = frozenset({"day.opened", "session.opened"})
_ENDS = frozenset({"session.closed", "day.closed"})
OTHER = "other"
WORDS = {
    closing.RECEIVED: "received",
    closing.HANDED_OVER: "handed_over",
    closing.REFUSED: "refused",
    closing.TO_POSTMAN: "to_postman",
    closing.DEPOSITED: "deposited",
    closing.SOLD: "sold",
    closing.FRANKED: "franked",
}
"""What an act is called here, by its kind; the others are one."""


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Time that went into one kind of acts.

    Attributes:
        act: One of `WORDS`, or ``other``.
        times: How many acts.
        seconds: All of it.
    """

    act: str
    times: int
    seconds: Fraction


def time_spent(posted: Sequence[Posted], principal: str) -> tuple[TimeSpent, ...]:
    """Return the time that went into the acts for a principal, by kind, the most first.

    Args:
        posted: All entries of some days, in order.
        principal: For whom.
    """
    times: dict[str, int] = {}
    seconds: dict[str, Fraction] = {}
    before: datetime | None = None
    for entry in posted:
        at = entry.instant
        if entry.kind in _ENDS:
            before = None
            continue
        if entry.aud == principal and entry.kind.startswith("relay.") and entry.kind != closing.REPORTED:
            act = WORDS.get(entry.kind, OTHER)
            times[act] = times.get(act, 0) + 1
            seconds[act] = seconds.get(act, Fraction(0)) + _since(before, at)
        before = at if before is not None or entry.kind in _BEGINS else None
    spent = [TimeSpent(act, times[act], seconds[act]) for act in times]
    return tuple(sorted(spent, key=lambda one: (-one.seconds, one.act)))


def _since(before: datetime | None, at: datetime) -> Fraction:
    if before is None or at <= before:
        return Fraction(0)
    passed = at - before
    return min(
        Fraction(MOST_SECONDS),
        Fraction(passed.days * 86_400 + passed.seconds) + Fraction(passed.microseconds, 1_000_000),
    )


def hour_cents(ht_cents: int, spent: Sequence[TimeSpent]) -> int | None:
    """Return what an hour comes to, without VAT; None where not even a minute was spent: nothing follows from that."""
    seconds = sum((one.seconds for one in spent), Fraction(0))
    return rounded(ht_cents * _HOUR / seconds) if seconds >= _MINUTE else None
