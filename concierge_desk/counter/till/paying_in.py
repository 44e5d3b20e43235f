"""Paying in at the bank: cheques and cash leave the drawer together, on a sheet with a number. Pure rules.

Source: docs/contract.md, "Cheques"; docs/requirements.md, R-3.05; decision 0062.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.till.drawers import check_drawers
from concierge_desk.counter.values.kinds import Denominations, Items, OwnCode, cents
from concierge_desk.counter.values.partner_codes import PayeeCode
from concierge_desk.domain.charge import OWN, OWN_PAYEE
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.domain.numbers import PAYING_IN, number_of
from concierge_desk.domain.ticket import PAID_IN_KIND, Cheque

BANK = "bank"
"""Why cash leaves the drawer: it is nobody else's for that."""
MOST = 200
"""Cheques on one sheet."""


@dataclass(frozen=True, slots=True)
class PayIn:
    """Take cheques and cash to the bank."""

    cheques: Annotated[
        tuple[str, ...] | None,
        Items(OwnCode(), most=MOST),
        "Codes of the cheques; all of the payee that are here, by default.",
    ]
    cents: Annotated[int | None, cents(), "Cash that goes with them, or"]
    denominations: Annotated[Mapping[int, int] | None, Denominations(), "pieces of each coin and note."]
    payee: Annotated[
        str | None,
        PayeeCode(),
        "Whose account they go to, and the cheques of whom alone; the site itself by default.",
    ] = None


@dataclass(frozen=True, slots=True)
class PayInState:
    """State that a sheet is decided from: its place in its year, and the cheques that lie in the drawer."""

    n: int
    here: tuple[Cheque, ...]


def pay_in(state: PayInState, command: PayIn, context: Context) -> tuple[Event, ...]:
    """Put cheques and cash on a sheet; the cash leaves the drawer by a movement.

    Raises:
        Refused: ``till.cheque_gone``, ``till.nothing_to_pay_in``, ``till.count_fields``, ``till.short``,
            ``till.payee_unknown``, ``till.payee_differs``, ``till.payee_cash``.
    """
    if command.cents is not None and command.denominations is not None:
        raise Refused("till.count_fields")
    pieces = {face: n for face, n in sorted((command.denominations or {}).items()) if n}
    cash = command.cents or sum(face * n for face, n in pieces.items())
    payee = command.payee or OWN_PAYEE
    _check_payee(payee, cash, state, context)
    cheques = _chosen(state.here, command.cheques, payee)
    if not cheques and not cash:
        raise Refused("till.nothing_to_pay_in")
    drawer = context.state.lies.get(OWN, context.settings.drawer)
    check_drawers({drawer: -cash}, context)
    sheet = number_of(PAYING_IN, context.business_day.year, state.n, context.epoch)
    moved = {"direction": "out", "cents": cash, "reason": BANK, "note": None, "fund": OWN}
    told = {
        "sheet": sheet,
        **_payee_told(payee),
        "cheques": [_told(cheque) for cheque in cheques],
        "cheques_cents": sum(cheque.cents for cheque in cheques),
        "cash_cents": cash,
        "denominations": [{"face_cents": face, "pieces": n} for face, n in pieces.items()] or None,
        "drawer": drawer,
    }
    movement = (Event("till.moved", {**moved, "drawer": drawer}),) if cash else ()
    return (*movement, Event(PAID_IN_KIND, told, documents=(f"paying_in:{sheet}",)))


def paid_in_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the sheet's number, the codes of its cheques, and its cash."""
    data = posted[-1].data
    return {
        "sheet": data["sheet"],
        "cheques": [item["cheque"] for item in data["cheques"]],
        "cash_cents": data["cash_cents"],
    }


def taken_back(data: Data) -> dict[str, Any]:
    """Return what takes a sheet back: the same cheques and cash, the other way round."""
    return {
        **{name: data[name] for name in ("sheet", "drawer", "payee") if name in data},
        "cheques": [{"cheque": item["cheque"], "cents": -item["cents"]} for item in data["cheques"]],
        "cheques_cents": -data["cheques_cents"],
        "cash_cents": -data["cash_cents"],
        "denominations": None,
    }


def _check_payee(payee: str, cash: int, state: PayInState, context: Context) -> None:
    """Refuse a sheet for somebody whom nobody is, or cash for anybody else: that is a remittance, which is owed less."""
    known = {OWN_PAYEE, *context.state.payees.values(), *[cheque.paid_to for cheque in state.here]}
    if payee not in known:
        raise Refused("till.payee_unknown", payee=payee)
    if cash and payee != OWN_PAYEE:
        raise Refused("till.payee_cash", payee=payee)


def _payee_told(payee: str) -> dict[str, str]:
    return {} if payee == OWN_PAYEE else {"payee": payee}


def _chosen(here: Sequence[Cheque], codes: Sequence[str] | None, payee: str) -> list[Cheque]:
    if codes is None:
        return [cheque for cheque in here if cheque.paid_to == payee][:MOST]
    known = {cheque.code: cheque for cheque in here}
    gone = next((code for code in codes if code not in known), None)
    if gone is not None:
        raise Refused("till.cheque_gone", cheque=gone)
    other = next((code for code in codes if known[code].paid_to != payee), None)
    if other is not None:
        raise Refused("till.payee_differs", cheque=other, payee=known[other].paid_to)
    # In the order in which they came, each once, however they are named.
    asked = frozenset(codes)
    return [cheque for cheque in here if cheque.code in asked]


def _told(cheque: Cheque) -> dict[str, Any]:
    told: dict[str, Any] = {"cheque": cheque.code, "cents": cheque.cents}
    if cheque.bank is not None:
        told["bank"] = cheque.bank
    if cheque.ref is not None:
        told["ref"] = cheque.ref
    return told
