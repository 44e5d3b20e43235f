"""A bank's side of the money: kinds of its entries, and what an entry lets the bank's statement expect.

Source: docs/contract.md, "The bank's lines"; decision 0082.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from concierge_desk.domain.accounting.remittance import BY_BANK, REMITTED
from concierge_desk.domain.charge import OWN_PAYEE, moved_cents
from concierge_desk.domain.journal import Data
from concierge_desk.domain.ticket import PAID_IN_KIND

IMPORTED: Final = "bank.imported"
"""Lines of a statement were taken in."""
REMOVED: Final = "bank.removed"
"""They were taken out again: a wrong file."""
MATCHED: Final = "bank.matched"
"""Lines are what the desk expected, or nothing of the desk's."""
UNMATCHED: Final = "bank.unmatched"
"""They were not."""


CHEQUES, CASH = "cheques", "cash"
"""Parts of a paying-in sheet: many banks credit them apart."""
MOVE: Final = "move"
"""Begins the ref of a movement of the drawer that has no sheet; the number of its entry follows."""

_MOVED, _CLOSED = "till.moved", "day.closed"
_CARD: Final = "card"


@dataclass(frozen=True, slots=True)
class DueAtBank:
    """Something that the bank's statement should show.

    Attributes:
        ref: ``E-…`` a paying-in sheet, ``Z-…`` the card takings of a closing, ``V-…`` a remittance by the bank, ``move:…`` a movement.
        part: ``cheques`` or ``cash`` of a sheet; else empty.
        account: Payee whose account it is on.
        cents: Above nothing what arrives, below it what leaves.
    """

    ref: str
    part: str
    account: str
    cents: int


def dues_of(kind: str, seq: int, data: Data) -> tuple[DueAtBank, ...]:
    """Return what an entry lets the statement expect; most let it expect nothing, and a correction never does."""
    if "corrects" in data:
        return ()
    return tuple(due for due in _dues(kind, seq, data) if due.cents)


def expected_no_more(kind: str, seq: int, data: Data) -> int | None:
    """Return the entry of which nothing is expected any more: it is corrected, or is the movement of a sheet's cash."""
    if "corrects" in data:
        return int(data["corrects"])
    return seq - 1 if kind == PAID_IN_KIND and data["cash_cents"] else None


def _dues(kind: str, seq: int, data: Data) -> Iterator[DueAtBank]:
    if kind == PAID_IN_KIND:
        account = data.get("payee", OWN_PAYEE)
        yield DueAtBank(data["sheet"], CHEQUES, account, data["cheques_cents"])
        yield DueAtBank(data["sheet"], CASH, account, data["cash_cents"])
    elif kind == REMITTED and data["by"] == BY_BANK:
        yield DueAtBank(data["slip"], "", OWN_PAYEE, -data["cents"])
    elif kind == _MOVED and data["reason"] == "bank":
        yield DueAtBank(f"{MOVE}:{seq}", "", OWN_PAYEE, -moved_cents(data))
    elif kind == _CLOSED:
        for account, cents in card_takings(data).items():
            yield DueAtBank(data["number"], "", account, cents)


def card_takings(closing: Mapping[str, Any]) -> dict[str, int]:
    """Return what came by card on each account, as a closing tells it: what the terminal says, where it was read."""
    if "payees" in closing:
        rows = closing["payees"]
        return {
            row["payee"]: row["card_cents"] if row["terminal_cents"] is None else row["terminal_cents"]
            for row in rows
        }
    if _CARD in closing:
        return {OWN_PAYEE: closing[_CARD]["terminal_cents"]}
    return {OWN_PAYEE: sum(row["net_cents"] for row in closing["means"] if row["means"] == _CARD)}
