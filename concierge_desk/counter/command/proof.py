"""Proof of who somebody is: a code or a badge against what is kept, within the running transaction.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.delay import TOLD_EVERY, Tries
from concierge_desk.counter.rights.proofs import Claim, Proofs
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, instant_text
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


def prove(rows: Rows, claim: Claim, context: Context, proofs: Proofs) -> Outcome:
    """Say who it is, and keep count of wrong codes; nothing is looked at before the wait is over.

    Args:
        rows: The running transaction.
        claim: Who somebody says they are.
        context: Of the act.
        proofs: See `Proofs`.
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
    who, now = claim.operator or _ANY, context.instant.clock_at
    tries = _tries(rows, who)
    left_s = tries.left_s(now)
    if left_s:
        _keep(rows, who, tries.kept_waiting(now, is_read=not context.instant.trusted))
        return Outcome(Refused("operator.wait", wait_s=left_s))
    means = codes.BADGE if claim.badge is not None else codes.CODE
    found = _whose(rows, asked, means, given, proofs)
    if found is not None:
        codes.forget_tries(rows, who)
        codes.forget_tries(rows, found)
        return Outcome(Proved(found, codes.hash_of(rows, codes.CODE, found)))
    return _failed(rows, who, claim.operator, tries.failed(now))


def _whose(rows: Rows, asked: Sequence[str], means: str, given: str, proofs: Proofs) -> str | None:
    for one in asked:
        kept = codes.hash_of(rows, means, one)
        if kept is not None and proofs.matches(kept, given):
            return one
    return None


def _failed(rows: Rows, who: str, operator: str | None, tries: Tries) -> Outcome:
    _keep(rows, who, tries)
    refused = Refused("operator.wrong_code", wait_s=tries.wait_s)
    if tries.count % TOLD_EVERY:
        return Outcome(refused)
    return Outcome(refused, told=(Event(FAILED, {"operator": operator, "tries": tries.count}),))


def _tries(rows: Rows, who: str) -> Tries:
    found = codes.tries_of(rows, who)
    return Tries() if found is None else Tries(found[0], datetime.fromisoformat(found[1]))


def _keep(rows: Rows, who: str, tries: Tries) -> None:
    if tries.at is not None:
        codes.keep_tries(rows, who, tries.count, instant_text(tries.at))
