"""Reversal of an act: ``journal.reverse``. Pure rules.

Source: docs/contract.md, "Corrections"; docs/requirements.md, R-1.11; decisions 0011, 0031.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from concierge_desk.counter.bank.commands import BANK_REVERSALS
from concierge_desk.counter.choices.changing import SETTINGS_REVERSALS
from concierge_desk.counter.choices.switching import SWITCH_REVERSALS
from concierge_desk.counter.context import Context
from concierge_desk.counter.correction.refund import RefundState, found, refund_whole
from concierge_desk.counter.day.passages import COUNTED
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import AnyReversal, Reversal, Undone, never
from concierge_desk.counter.setup.site_change import SITE_REVERSALS
from concierge_desk.counter.setup.vat_rows import VAT_REVERSALS
from concierge_desk.counter.till.drawers import check_drawers
from concierge_desk.counter.till.notes import NOTED
from concierge_desk.counter.till.paying_in import taken_back
from concierge_desk.counter.till.remitting import take_remittance_back
from concierge_desk.counter.till.safe import SAFE_COUNTED
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.kinds import FromList, NoteText, Ref
from concierge_desk.domain.accounting.period import MONTH_CLOSED, YEAR_CLOSED
from concierge_desk.domain.accounting.remittance import REMITTED
from concierge_desk.domain.charge import GIVEN_UP
from concierge_desk.domain.day import not_open
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.held.things import THING_KINDS
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.ticket import PAID_IN, PAID_IN_KIND, Cheque
from concierge_desk.store import cheques

SETTLED = "till.settled"
_SET_BACK = "clock.set_back"
"""Written beside an act by the program itself: it stays."""
_OPPOSITE = {"in": "out", "out": "in"}


@dataclass(frozen=True, slots=True)
class Reverse:
    """Take back everything that an operation wrote."""

    op_of: Annotated[str, Ref(), "The `op` of the act that is taken back."]
    reason: Annotated[Coded, FromList("correction", also="reversal"), "Why."]
    note: Annotated[str | None, NoteText(), "What is said with it; kept beside the journal."] = None

    @property
    def told(self) -> Coded:
        """The reason with the words typed with it; her own words for a reason come first."""
        words = [text for text in (self.reason.note, self.note) if text is not None]
        return Coded(self.reason.code, " · ".join(words) or None)


@dataclass(frozen=True, slots=True)
class ReverseState:
    """State that a reversal is decided from.

    Attributes:
        posted: The operation's entries; None when there is no such operation.
        whole: Whether all of them can still be read.
        corrected: Which of them were corrected since.
        last_ticket: Where the last ticket was settled.
        refund: What taking its ticket back needs.
        reversals: By kind, how acts are taken back.
        states: By entry, what its reversal read.
    """

    posted: tuple[Posted, ...] | None
    whole: bool
    corrected: frozenset[int]
    last_ticket: int | None
    refund: RefundState
    reversals: Mapping[str, AnyReversal]
    states: Mapping[int, Any] = field(default_factory=dict)


def reverse(state: ReverseState, command: Reverse, context: Context) -> tuple[Event, ...]:
    """Take an operation back in the open day, the last of its entries first.

    Raises:
        Refused: ``journal.unknown_op``, ``op.purged``, ``journal.is_reversal``, ``journal.reason_unfit``,
            ``journal.reversed_already``, ``journal.not_reversible``, ``journal.nothing_to_reverse``,
            ``till.not_last_ticket``, ``till.not_refundable``, ``till.short``, ``till.cheque_gone``, ``session.not_open``; what the
            kind of an entry refuses.
    """
    kinds = [entry.kind for entry in state.posted or () if entry.kind != _SET_BACK]
    known = [state.reversals.get(kind) for kind in kinds]
    if context.state.open is None and not (known and all(one and one.any_day for one in known)):
        # What was done at the counter is taken back there; what the shop is, between two days as well.
        raise not_open(context.state, context.today)
    posted = _entries(state, command.op_of)
    _check_reason(state.reversals, posted, command.reason.code)
    settled = next((entry for entry in posted if entry.kind == SETTLED), None)
    if settled is not None:
        return _take_ticket_back(state, settled, command, context)
    if state.corrected:
        raise Refused("journal.reversed_already")
    together = frozenset(entry.seq for entry in posted)
    events = [
        event for entry in reversed(posted) for event in _undo(state, entry, command, together, context)
    ]
    if not events:
        raise Refused("journal.nothing_to_reverse")
    reason, personal = noted(command.told, context.draw("n"))
    told = [replace(event, data={**event.data, "reversal": reason}) for event in events]
    return (replace(told[0], personal=(*told[0].personal, *personal)), *told[1:])


def reversed_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return which entries were taken back, and the money that left with a ticket."""
    refunded = sum(-entry.data["due_cents"] for entry in posted if entry.kind == SETTLED)
    return {
        "corrects": sorted({entry.data["corrects"] for entry in posted if "corrects" in entry.data}),
        "refunded_cents": refunded,
    }


def _entries(state: ReverseState, op_of: str) -> tuple[Posted, ...]:
    if state.posted is None:
        raise Refused("journal.unknown_op", op_of=op_of)
    if not state.whole:
        raise Refused("op.purged")
    if any("corrects" in entry.data for entry in state.posted):
        raise Refused("journal.is_reversal")
    return tuple(entry for entry in state.posted if entry.kind != _SET_BACK)


def reasons_for(reversals: Mapping[str, AnyReversal], posted: Sequence[Posted]) -> dict[str, str]:
    """Return the reasons of the list ``reversal`` that fit all entries of an operation, with what each asks."""
    kinds = [entry.kind for entry in posted if entry.kind != _SET_BACK]
    own = [reversals[kind].reasons if kind in reversals else {} for kind in kinds]
    return {code: ask for code, ask in own[0].items() if all(code in known for known in own)} if own else {}


def _check_reason(reversals: Mapping[str, AnyReversal], posted: Sequence[Posted], code: str) -> None:
    """Let what only acts of one kind are taken back for take back nothing else."""
    is_of_a_kind = any(code in known.reasons for known in reversals.values())
    if is_of_a_kind and code not in reasons_for(reversals, posted):
        raise Refused("journal.reason_unfit")


def _take_ticket_back(
    state: ReverseState, settled: Posted, command: Reverse, context: Context
) -> tuple[Event, ...]:
    """Refund the whole ticket, as long as nobody else was served since."""
    sold = found(state.refund.sold, settled.data["ticket"])
    if any(line.refunded_thousandths for line in sold.lines):
        raise Refused("journal.reversed_already")
    if settled.seq != state.last_ticket:
        raise Refused("till.not_last_ticket", ticket=settled.data["ticket"])
    # A cheque that is kept is no line of its ticket, and came with it.
    beside = [entry for entry in state.posted or () if entry.kind in THING_KINDS and "line" not in entry.data]
    together = frozenset(entry.seq for entry in state.posted or ())
    events = [
        event for entry in reversed(beside) for event in _undo(state, entry, command, together, context)
    ]
    after = replace(context, next_seq=context.next_seq + len(events))
    return (*events, *refund_whole(state.refund, sold, command.told, after))


def _undo(
    state: ReverseState, entry: Posted, command: Reverse, together: frozenset[int], context: Context
) -> tuple[Event, ...]:
    reversal = state.reversals.get(entry.kind)
    if reversal is None:
        raise Refused("journal.not_reversible")
    undone = Undone(entry, reason=command.reason.code, together=together)
    events = reversal.decide(state.states.get(entry.seq), undone, context)
    return tuple(replace(event, corrects=entry.seq) for event in events)


def _move_back(_state: None, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Move the cash the other way.

    Raises:
        Refused: ``till.short``.
    """
    data = undone.posted.data
    direction = _OPPOSITE[data["direction"]]
    # A drawer that is there no more has left what lay in it to the first.
    known = {one.code for one in context.state.others}
    drawer = data["drawer"] if data["drawer"] in known else context.settings.drawer
    # The count of a closed day has said already what lay there: no cash leaves by the correction.
    if _is_of_open_day(undone, context):
        check_drawers({drawer: data["cents"] if direction == "in" else -data["cents"]}, context)
    # The sentence typed with the movement stays with the movement.
    told = {"direction": direction, "note": None, "drawer": drawer}
    # Of a partner's money it says whose it is.
    named = ("on_behalf",) if "on_behalf" in data else ()
    return (undone.negated("cents", "reason", "fund", *named, **told),)


def _of_sheet(rows: Rows, undone: Undone, _context: Context) -> tuple[Cheque, ...]:
    return cheques.named(rows, (item["cheque"] for item in undone.posted.data["cheques"]))


def _take_sheet_back(state: tuple[Cheque, ...], undone: Undone, context: Context) -> tuple[Event, ...]:
    """Lay cheques of a sheet back into the drawer; its cash comes back by its own movement.

    Raises:
        Refused: ``till.sheet_stays``.
    """
    # The Z of a closed day has told what it took to the bank, and the bank has it by now.
    if not _is_of_open_day(undone, context):
        raise Refused("till.sheet_stays", sheet=undone.posted.data["sheet"])
    # The bank gave one back since: it stands on a slate, and lies in no drawer.
    moved = next((cheque for cheque in state if cheque.state != PAID_IN), None)
    if moved is not None:
        raise Refused("till.sheet_stays", sheet=undone.posted.data["sheet"], cheque=moved.code)
    return (undone.negated(**taken_back(undone.posted.data)),)


def _take_remittance_back(_state: None, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Owe again what was paid over; its cash comes back by its own movement.

    Raises:
        Refused: ``till.remittance_stays``.
    """
    # The Z of a closed day has told what was handed over.
    if not _is_of_open_day(undone, context):
        raise Refused("till.remittance_stays", slip=undone.posted.data["slip"])
    return (take_remittance_back(undone),)


def _reopen_session(_state: None, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Let the session go on.

    Raises:
        Refused: ``session.stays_closed``, ``session.already_open``.
    """
    n = undone.posted.data["session"]
    if not _is_of_open_day(undone, context) or n != context.state.session:
        raise Refused("session.stays_closed")
    if context.state.session_open:
        raise Refused("session.already_open")
    return (Event("session.opened", {"session": n}),)


def _uncount(_state: None, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Count people less.

    Raises:
        Refused: ``day.passages_closed``.
    """
    # The Z of a closed day has told its number, and the day that is open has none of them to give back.
    if not _is_of_open_day(undone, context):
        raise Refused("day.passages_closed")
    return (undone.negated("session", count=-undone.posted.data["count"]),)


def _is_of_open_day(undone: Undone, context: Context) -> bool:
    """Say whether an act was done since the day was opened; a date that was opened twice is not enough."""
    opened = context.state.open
    return opened is not None and undone.posted.seq > opened.opened_seq


def _leave_be(_state: None, _undone: Undone, _context: Context) -> tuple[Event, ...]:
    """A count is a fact: the next one stands in its place."""
    return ()


CORE_REVERSALS: Mapping[str, AnyReversal] = {
    "till.moved": Reversal(_move_back),
    "till.counted": Reversal(_leave_be),
    SAFE_COUNTED: Reversal(_leave_be),
    PAID_IN_KIND: Reversal(_take_sheet_back, _of_sheet),
    REMITTED: Reversal(_take_remittance_back),
    **BANK_REVERSALS,
    "session.closed": Reversal(_reopen_session),
    "session.opened": never("session.close_instead"),
    COUNTED: Reversal(_uncount),
    "day.opened": never("day.close_instead"),
    "day.closed": never("day.stays_closed"),
    MONTH_CLOSED: never("month.stays_closed"),
    YEAR_CLOSED: never("month.stays_closed"),
    GIVEN_UP: never("paper.print_instead"),
    "visit.abandoned": never("visit.give_again"),
    NOTED: never("visit.note_again"),
    "clock.corrected": never("clock.correct_again"),
    # A service may have moved what it holds with each of these: it follows the next one in the same way.
    "calendar.grid_set": never("calendar.set_again"),
    "calendar.closed_on": never("calendar.reopen_instead"),
    "calendar.reopened_on": never("calendar.close_instead"),
    **SITE_REVERSALS,
    **VAT_REVERSALS,
    **SETTINGS_REVERSALS,
    **SWITCH_REVERSALS,
}
