"""Proof of who somebody is: a code or a badge against what is kept, within the running transaction.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.delay import TOLD_EVERY, Tries
from concierge_desk.counter.rights.presence import Presence
from concierge_desk.counter.rights.proofs import Claim, Proofs
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.clock import Instant
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, instant_text
from concierge_desk.domain.override import override
from concierge_desk.store.staff import codes

FAILED = "operator.code_failed"
_ANY = "*"
"""Tries of badges that are nobody's."""


@dataclass(frozen=True, slots=True)
class Proved:
    """Operator who is who they say.

    Attributes:
        operator: Code of the operator.
        kept: What was kept of their code then; None where none is asked.
    """

    operator: str
    kept: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of a claim: it is written although the act is refused.

    Attributes:
        found: Who it is, or why that is not said.
        told: What the journal says of it.
    """

    found: Proved | Refused
    told: tuple[Event, ...] = ()


class WrongCodes(Protocol):
    """Where wrong codes are counted, and by which clock one waits after them."""

    @property
    def now(self) -> datetime:
        """What that clock says."""

    @property
    def is_read(self) -> bool:
        """Whether it goes on by itself."""

    def of(self, who: str) -> Tries:
        """Return those of an operator, or of badges that are nobody's."""

    def keep(self, who: str, tries: Tries) -> None:
        """Keep them in place of those before."""


@dataclass(frozen=True, slots=True)
class WrittenDown(WrongCodes):
    """Wrong codes as the store keeps them: they outlive the process."""

    rows: Rows
    instant: Instant

    @property
    @override
    def now(self) -> datetime:
        return self.instant.clock_at

    @property
    @override
    def is_read(self) -> bool:
        return not self.instant.trusted

    @override
    def of(self, who: str) -> Tries:
        found = codes.tries_of(self.rows, who)
        return Tries() if found is None else Tries(found[0], datetime.fromisoformat(found[1]))

    @override
    def keep(self, who: str, tries: Tries) -> None:
        if tries.at is None:
            codes.forget_tries(self.rows, who)
        else:
            codes.keep_tries(self.rows, who, tries.count, instant_text(tries.at))


@dataclass(frozen=True, slots=True)
class Remembered(WrongCodes):
    """Wrong codes of a store that takes nothing: the process keeps them, after those that stand there, by a clock of its own.

    What was waited for there is over: the clock of a copy stands still.
    """

    rows: Rows
    presence: Presence
    seconds: float

    @property
    @override
    def now(self) -> datetime:
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=self.seconds)

    @property
    @override
    def is_read(self) -> bool:
        return True

    @override
    def of(self, who: str) -> Tries:
        found = codes.tries_of(self.rows, who)
        return self.presence.wrong.get(who, Tries(0 if found is None else found[0]))

    @override
    def keep(self, who: str, tries: Tries) -> None:
        self.presence.wrong[who] = tries


def prove(rows: Rows, claim: Claim, context: Context, proofs: Proofs, wrong: WrongCodes) -> Outcome:
    """Say who it is, and keep count of wrong codes; nothing is looked at before the wait is over.

    Args:
        rows: The running transaction, or a look.
        claim: Who somebody says they are.
        context: Of the act.
        proofs: See `Proofs`.
        wrong: See `WrongCodes`.
    """
    known = context.settings.operators
    if claim.operator is not None and claim.operator not in known:
        return Outcome(Refused("operator.unknown", operator=claim.operator))
    asked = [one for one in known if claim.operator in (None, one)]
    if claim.operator is not None and not codes.has_code(rows, claim.operator):
        return Outcome(Proved(claim.operator))
    given = claim.badge if claim.badge is not None else claim.code
    if given is None:
        return Outcome(Refused("operator.code_needed", operator=claim.operator))
    who, now = claim.operator or _ANY, wrong.now
    tries = wrong.of(who)
    left_s = tries.left_s(now)
    if left_s:
        wrong.keep(who, tries.kept_waiting(now, is_read=wrong.is_read))
        return Outcome(Refused("operator.wait", wait_s=left_s))
    means = codes.BADGE if claim.badge is not None else codes.CODE
    found = _whose(rows, asked, means, given, proofs)
    if found is not None:
        wrong.keep(who, Tries())
        wrong.keep(found, Tries())
        return Outcome(Proved(found, codes.hash_of(rows, codes.CODE, found)))
    tries = tries.failed(now)
    wrong.keep(who, tries)
    return _failed(claim.operator, tries)


def _whose(rows: Rows, asked: Sequence[str], means: str, given: str, proofs: Proofs) -> str | None:
    for one in asked:
        kept = codes.hash_of(rows, means, one)
        if kept is not None and proofs.matches(kept, given):
            return one
    return None


def _failed(operator: str | None, tries: Tries) -> Outcome:
    refused = Refused("operator.wrong_code", wait_s=tries.wait_s)
    if tries.count % TOLD_EVERY:
        return Outcome(refused)
    return Outcome(refused, told=(Event(FAILED, {"operator": operator, "tries": tries.count}),))
