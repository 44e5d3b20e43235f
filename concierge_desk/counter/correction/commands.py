"""The commands that correct: refund, wrong means, reversal; what each of them reads.

Source: docs/contract.md, "Corrections"; decision 0011.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.correction import means, refund, reversal
from concierge_desk.counter.correction.means import CorrectMeans
from concierge_desk.counter.correction.refund import Refund, RefundState
from concierge_desk.counter.correction.reversal import CORE_REVERSALS, SETTLED, Reverse, ReverseState
from concierge_desk.counter.correction.slate import OpenSlate, StillOwed
from concierge_desk.counter.day.drawer_layout import DRAWER_REVERSALS
from concierge_desk.counter.deliveries.commands import DELIVERY_REVERSALS
from concierge_desk.counter.held.account import owed_less
from concierge_desk.counter.held.commands import HELD_REVERSALS
from concierge_desk.counter.mail.commands import MAIL_REVERSALS
from concierge_desk.counter.partners.commands import partner_reversals
from concierge_desk.counter.privacy.commands import PRIVACY_REVERSALS
from concierge_desk.counter.rights.table import CORRECT, MONEY_OUT, Depends
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, AnyReversal, Command, Service, Undone
from concierge_desk.counter.setup.operator_codes import CODE_REVERSALS
from concierge_desk.domain.held.things import Unpaid
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_
from concierge_desk.store import journal, till
from concierge_desk.store.held import unpaid as unpaid_rows
from concierge_desk.store.unit import known_operation


def reversals_of(services: Sequence[Service]) -> dict[str, AnyReversal]:
    """Return how every kind of act is taken back.

    Raises:
        ValueError: When two parts say it of the same kind.
    """
    found = {**CORE_REVERSALS, **partner_reversals(services), **DRAWER_REVERSALS}
    found |= {**DELIVERY_REVERSALS, **MAIL_REVERSALS, **HELD_REVERSALS, **PRIVACY_REVERSALS}
    found |= CODE_REVERSALS
    for service in services:
        twice = found.keys() & service.reverse.keys()
        if twice:
            raise ValueError(f"reversed twice: {', '.join(sorted(twice))}")
        found |= service.reverse
    return found


def correcting_commands(services: Sequence[Service]) -> tuple[AnyCommand, AnyCommand, AnyCommand]:
    """Return the commands that correct."""
    reversals = reversals_of(services)
    return (_refund(reversals), _correct_means(), _reverse(reversals))


def _refund(reversals: Mapping[str, AnyReversal]) -> AnyCommand:
    def load(rows: Rows, command: Refund, context: Context) -> RefundState:
        sold = till.sold_ticket(rows, command.ticket)
        undone = refund.refunded_lines(sold, command.lines) if sold is not None else []
        states = {n: _read(reversals, rows, item, context) for n, item in undone}
        unpaid = StillOwed() if sold is None else unpaid_of(rows, sold.number)
        return RefundState(till.next_ticket(rows, context.business_day.year), sold, reversals, states, unpaid)

    return Command(
        name="till.refund",
        summary=N_("Money comes back for lines of a ticket: a ticket of its own, bounded by the first."),
        load=load,
        decide=refund.refund,
        answer=refund.refunded_answer,
        right=MONEY_OUT,
    )


def unpaid_of(rows: Rows, ticket: str) -> StillOwed:
    """Return what of a ticket was not paid."""
    slate, bounced = unpaid_rows.of_ticket(rows, ticket)
    return StillOwed(_slate(slate, covers=True), _slate(bounced, covers=False))


def _slate(owed: Unpaid, *, covers: bool) -> OpenSlate | None:
    if not owed.debts and not owed.lost_cents:
        return None
    return OpenSlate(owed.left_cents, partial(owed_less, owed.debts, covers), owed.lost_cents)


def _correct_means() -> AnyCommand:
    return Command(
        name="till.correct_means",
        summary=N_("A payment was made by another means than was noted."),
        load=lambda rows, command, _context: till.sold_ticket(rows, command.ticket),
        decide=means.correct_means,
        answer=means.corrected_answer,
        right=Depends((CORRECT,), lambda *_: (CORRECT,), _ticket_corrected),
    )


def _reverse(reversals: Mapping[str, AnyReversal]) -> AnyCommand:
    def load(rows: Rows, command: Reverse, context: Context) -> ReverseState:
        known = known_operation(rows, command.op_of)
        span = None if known is None else (known.first_seq, known.last_seq)
        posted = None if span is None else journal.posted(rows, *span)
        entries = posted or ()
        states = {entry.seq: _read(reversals, rows, Undone(entry), context) for entry in entries}
        return ReverseState(
            posted=posted,
            whole=known is None or len(entries) == known.last_seq - known.first_seq + 1,
            corrected=frozenset() if span is None else till.corrections_between(rows, *span),
            last_ticket=till.last_ticket(rows),
            refund=_whole_ticket(rows, entries, reversals, context),
            reversals=reversals,
            states=states,
        )

    return Command(
        name="journal.reverse",
        summary=N_("An act is taken back: what it wrote stays, and an entry says the opposite."),
        load=load,
        decide=reversal.reverse,
        answer=reversal.reversed_answer,
        when=ANY_DAY,
        right=Depends((CORRECT, *_beside(reversals)), _rights_to_reverse(reversals), _reversed),
    )


def _ticket_corrected(rows: Rows, command: CorrectMeans) -> tuple[Posted, ...]:
    sold = till.sold_ticket(rows, command.ticket)
    return () if sold is None else (sold.settled,)


def _reversed(rows: Rows, command: Reverse) -> tuple[Posted, ...]:
    known = known_operation(rows, command.op_of)
    return () if known is None else journal.posted(rows, known.first_seq, known.last_seq)


def _beside(reversals: Mapping[str, AnyReversal]) -> tuple[str, ...]:
    """Return what else one must be allowed to take some acts back."""
    return tuple(dict.fromkeys(known.right for known in reversals.values() if known.right))


def _rights_to_reverse(
    reversals: Mapping[str, AnyReversal],
) -> Callable[[Rows, Reverse, Context], tuple[str, ...]]:
    def needed(rows: Rows, command: Reverse, _context: Context) -> tuple[str, ...]:
        known = (reversals.get(entry.kind) for entry in _reversed(rows, command))
        beside = dict.fromkeys(way.right for way in known if way is not None and way.right)
        return (CORRECT, *beside)

    return needed


def _whole_ticket(
    rows: Rows,
    posted: Sequence[Posted],
    reversals: Mapping[str, AnyReversal],
    context: Context,
) -> RefundState:
    """Return what taking the operation's ticket back needs; nothing where it made none."""
    settled = next((entry for entry in posted if entry.kind == SETTLED), None)
    sold = till.sold_ticket(rows, settled.data["ticket"]) if settled is not None else None
    lines = sold.lines if sold is not None else ()
    states = {
        n: _read(reversals, rows, Undone(line.posted), context) for n, line in enumerate(lines, start=1)
    }
    return RefundState(till.next_ticket(rows, context.business_day.year), sold, reversals, states)


def _read(reversals: Mapping[str, AnyReversal], rows: Rows, undone: Undone, context: Context) -> Any:
    known = reversals.get(undone.posted.kind)
    return known.load(rows, undone, context) if known is not None else None
