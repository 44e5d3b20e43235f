"""Cautions: taken, given back, kept in part; in money, or by a cheque that lies uncashed in the safe. Pure.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.account import not_paid
from concierge_desk.counter.held.lines import KEPT_FOR, came_by, drawn_before, held_line, indemnity
from concierge_desk.counter.held.things import (
    AtMost,
    ForThing,
    ForWhom,
    HowMuch,
    NotFound,
    Of,
    check_unmoved,
    the_one,
)
from concierge_desk.counter.held.who import Whose
from concierge_desk.counter.service import Undone
from concierge_desk.counter.till.payments import MOST_BANK
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.journal_texts import Remark
from concierge_desk.counter.values.kinds import ChequeNumber, FromList
from concierge_desk.domain.charge import CAUTION, PayingCheque
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.held.things import (
    BY_CHEQUE,
    BY_MONEY,
    CAUTION_CASHED,
    CAUTION_KEPT,
    CAUTION_PREFIX,
    CAUTION_RETURNED,
    CAUTION_TAKEN,
    HeldCaution,
    HeldMove,
    Unpaid,
)
from concierge_desk.domain.journal import Event, PersonalRecord
from concierge_desk.domain.ticket import SoldTicket


@dataclass(frozen=True, slots=True)
class KeptCheque:
    """A cheque that is kept and not paid in."""

    bank: Annotated[str | None, Remark(MOST_BANK), "The bank it is drawn on."]
    number: Annotated[str | None, ChequeNumber(), "Its number; kept beside the journal."]


@dataclass(frozen=True, slots=True)
class TakeCaution:
    """Take a caution: money, or a cheque that is kept in the safe and may stand alone."""

    of: ForThing
    who: ForWhom
    cents: HowMuch
    cheque: Annotated[
        KeptCheque | None, group_of(KeptCheque), "Kept uncashed in the safe: no money moves for it."
    ] = None


@dataclass(frozen=True, slots=True)
class CashCaution:
    """Pay a kept cheque in after all: the caution is money from then on."""

    of: Of


@dataclass(frozen=True, slots=True)
class ReturnCaution:
    """Give a caution back; a cheque that is kept goes back whole, and may stand alone."""

    of: Of
    cents: AtMost


@dataclass(frozen=True, slots=True)
class KeepCaution:
    """Keep a part of a caution, or all of it, for a reason: an indemnity, and no turnover."""

    of: Of
    cents: HowMuch
    reason: Annotated[Coded, FromList("caution_kept"), "Why."]


@dataclass(frozen=True, slots=True)
class NamedCaution:
    """State that an act with a caution is decided from.

    Attributes:
        cautions: Those that may be meant.
        sold: By code, the ticket that brought its money.
        unpaid: By code, what of that its cheques had paid and the bank gave back.
    """

    cautions: Sequence[HeldCaution]
    sold: Mapping[str, SoldTicket | None]
    unpaid: Mapping[str, Unpaid] = field(default_factory=dict)


_CODES: Final = NotFound("caution.unknown", "caution.over", "caution.which_one")


def take_caution(state: Whose, command: TakeCaution, context: Context) -> tuple[Event, ...]:
    """Hold a caution.

    Raises:
        Refused: ``caution.who_needed``, ``caution.unknown``.
    """
    whose = state.needed("caution.who_needed", "caution.unknown")
    code, party = context.draw(CAUTION_PREFIX), context.draw("r")
    kept = BY_MONEY if command.cheque is None else BY_CHEQUE
    of = command.of or drawn_before(context.earlier)
    told: dict[str, Any] = {"caution": code, "of": of, "kept": kept, "cents": command.cents, "party": party}
    beside, personal = _cheque_told(command.cheque, context)
    document = f"caution:{code}"
    taken = Event(
        CAUTION_TAKEN,
        {**told, **beside},
        charge=held_line("caution_taken", CAUTION, command.cents) if command.cheque is None else None,
        documents=(document,),
        always_printed=(document,),
        about=code,
        **whose.kept(party, KEPT_FOR),
    )
    return (replace(taken, personal=(*taken.personal, *personal)),)


def _cheque_told(
    cheque: KeptCheque | None, context: Context
) -> tuple[dict[str, str], tuple[PersonalRecord, ...]]:
    if cheque is None:
        return {}, ()
    told = {} if cheque.bank is None else {"bank": cheque.bank}
    if cheque.number is None:
        return told, ()
    told["beside"] = context.draw("r")
    return told, (PersonalRecord(told["beside"], "party", cheque.number, KEPT_FOR),)


def cash_caution(state: NamedCaution, command: CashCaution, context: Context) -> tuple[Event, ...]:
    """Turn a kept cheque into money: it is paid by that cheque in the same visit.

    Raises:
        Refused: ``caution.unknown``, ``caution.over``, ``caution.which_one``, ``caution.not_a_cheque``.
    """
    caution = the_one(state.cautions, command.of, _CODES)
    if caution.kept != BY_CHEQUE or _cashed_in(context.earlier, caution.code):
        raise Refused("caution.not_a_cheque", of=caution.code)
    told = {"caution": caution.code, "cents": 0}
    cheque = PayingCheque(caution.code, caution.left_cents, caution.bank, caution.beside)
    line = held_line("caution_cashed", CAUTION, caution.left_cents, cheque=cheque)
    return (Event(CAUTION_CASHED, told, charge=line, about=caution.code),)


def _cashed_in(earlier: Sequence[Event], code: str) -> bool:
    return any(event.kind == CAUTION_CASHED and event.data["caution"] == code for event in earlier)


def return_caution(state: NamedCaution, command: ReturnCaution, context: Context) -> tuple[Event, ...]:
    """Give a caution back, or a part of it.

    Raises:
        Refused: ``caution.unknown``, ``caution.over``, ``caution.which_one``, ``caution.too_much``,
            ``caution.cash_first``, ``caution.not_paid``.
    """
    caution, left = _left(state, command.of, context)
    cents = left if command.cents is None else command.cents
    if cents > left:
        raise Refused("caution.too_much", of=caution.code, left_cents=left)
    told = {"caution": caution.code, "cents": cents, "left_cents": left - cents}
    if _is_kept(caution, context):
        if cents < left:
            raise Refused("caution.cash_first", of=caution.code)
        return (Event(CAUTION_RETURNED, {**told, "kept": BY_CHEQUE}, about=caution.code),)
    missing = not_paid(state.unpaid.get(caution.code), context.earlier)
    if cents > left - missing:
        raise Refused("caution.not_paid", of=caution.code, missing_cents=missing)
    brought = came_by(state.sold.get(caution.code), CAUTION, caution.cents)
    line = held_line("caution_returned", CAUTION, -cents, came_by=brought)
    return (Event(CAUTION_RETURNED, told, charge=line, about=caution.code),)


def keep_caution(state: NamedCaution, command: KeepCaution, context: Context) -> tuple[Event, ...]:
    """Keep so much of a caution: what covers it, and what it becomes.

    Raises:
        Refused: ``caution.unknown``, ``caution.over``, ``caution.which_one``, ``caution.too_much``,
            ``caution.cash_first``.
    """
    caution, left = _left(state, command.of, context)
    if _is_kept(caution, context):
        raise Refused("caution.cash_first", of=caution.code)
    if command.cents > left:
        raise Refused("caution.too_much", of=caution.code, left_cents=left)
    reason, personal = noted(command.reason, context.draw("n"))
    told = {"caution": caution.code, "cents": command.cents, "left_cents": left - command.cents}
    told |= {"reason": reason["code"], "note": reason["note"]}
    line = held_line("caution_kept", CAUTION, -command.cents, covers=True)
    kept = Event(CAUTION_KEPT, told, charge=line, personal=personal, about=caution.code)
    because = {"reason": reason["code"], "of": caution.code}
    return (kept, indemnity("indemnity_in", command.cents, because, pair=True))


def _left(state: NamedCaution, of: str, context: Context) -> tuple[HeldCaution, int]:
    """Return the caution that is meant, and what earlier acts of the visit leave of it."""
    caution = the_one(state.cautions, of, _CODES)
    left = caution.left_cents - _taken(context.earlier, caution.code)
    if left <= 0:
        raise Refused("caution.over", of=of)
    return caution, left


def _taken(earlier: Sequence[Event], code: str) -> int:
    return sum(
        event.data["cents"]
        for event in earlier
        if event.kind in (CAUTION_RETURNED, CAUTION_KEPT) and event.data["caution"] == code
    )


def _is_kept(caution: HeldCaution, context: Context) -> bool:
    return caution.kept == BY_CHEQUE and not _cashed_in(context.earlier, caution.code)


def caution_untaken(later: tuple[HeldMove, ...], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that a caution was never there.

    Raises:
        Refused: As `check_unmoved`.
    """
    check_unmoved(later, undone)
    return (undone.negated("caution", "of", "kept", cents=-undone.posted.data["cents"]),)


def caution_unmoved(later: tuple[HeldMove, ...], undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that a caution was never cashed, given back or kept.

    Raises:
        Refused: As `check_unmoved`.
    """
    check_unmoved(later, undone)
    data = undone.posted.data
    same = [name for name in ("caution", "kept", "reason") if name in data]
    return (undone.negated(*same, cents=-data["cents"]),)
