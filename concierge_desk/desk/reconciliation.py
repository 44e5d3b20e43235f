"""Reconciliation of an account: what is open on either side, and what may belong together.

Source: docs/contract.md, "The bank's lines"; decision 0082.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from concierge_desk.domain.accounting.reconciling import (
    LATE_DAYS,
    MISSING_DAYS,
    OpenDue,
    OpenLine,
    Proposal,
    proposals,
)
from concierge_desk.store.connection import Connection
from concierge_desk.store.reconciling import bank

MATCH: Final = "bank.match"
_LAST_MATCHED = 40


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Where an account of the bank stands.

    Attributes:
        account: Payee whose account it is.
        span: First and last day that its statements tell of; None before the first of them.
        proposed: What open lines may be, the oldest first.
        unknown: Lines that nothing expected fits.
        missing: What was paid in, has no line, and should have arrived by the last day of the statements.
        waiting: What was paid in and may still arrive.
        matched: The lines that were matched last.
        with_them: By entry, what lines were matched with; nothing where they are nothing of the desk's.
        labels: What the bank says of a line, while it is kept.
    """

    account: str
    span: tuple[str, str] | None
    proposed: tuple[Proposal, ...]
    unknown: tuple[bank.BankLine, ...]
    missing: tuple[bank.BankDue, ...]
    waiting: tuple[bank.BankDue, ...]
    matched: tuple[bank.BankLine, ...]
    with_them: Mapping[int, tuple[bank.BankDue, ...]]
    labels: Mapping[str, str]

    @property
    def exact(self) -> tuple[Proposal, ...]:
        """Proposals whose amounts are the same to the cent."""
        return tuple(one for one in self.proposed if not one.commission_cents)


def reconcile(rows: Connection, account: str) -> Reconciliation:
    """Return where an account stands.

    What was paid in before its first statement is left out: it is on a statement that the desk was never told.
    """
    span = bank.span(rows, account)
    lines = bank.open_lines(rows, account)
    since = "9999" if span is None else _shifted(span[0], -LATE_DAYS)
    dues = bank.open_dues(rows, account, since)
    proposed = proposals([_open_line(line) for line in lines], [_open_due(due) for due in dues])
    taken = {one.line.line for one in proposed}
    named = {due.name for one in proposed for due in one.of}
    left = [due for due in dues if due.name not in named and (span is None or due.day >= span[0])]
    arrived_by = "" if span is None else _shifted(span[1], -MISSING_DAYS)
    matched = bank.last_matched(rows, account, _LAST_MATCHED)
    shown = (*lines, *matched)
    return Reconciliation(
        account,
        span,
        proposed,
        tuple(line for line in lines if line.line not in taken),
        tuple(due for due in left if due.day < arrived_by),
        tuple(due for due in left if due.day >= arrived_by),
        matched,
        {
            seq: bank.matched_dues(rows, seq)
            for seq in {line.matched_seq for line in matched}
            if seq is not None
        },
        bank.labels(rows, shown),
    )


def fields_of(one: Proposal) -> dict[str, Any]:
    """Return what `MATCH` is played with, to accept a proposal."""
    return {"lines": [one.line.line], "of": [due.name for due in one.of]}


def _open_line(line: bank.BankLine) -> OpenLine:
    return OpenLine(line.line, date.fromisoformat(line.day), line.cents)


def _open_due(due: bank.BankDue) -> OpenDue:
    return OpenDue(due.ref, due.part, date.fromisoformat(due.day), due.cents)


def _shifted(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
