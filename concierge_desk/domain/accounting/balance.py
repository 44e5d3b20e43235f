"""Balance of a fund over all days: what was charged and what moved since the first. Pure.

Source: docs/contract.md, "Balances of funds"; decision 0084.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from concierge_desk.domain.accounting.period import moved_by
from concierge_desk.domain.accounting.remittance import moves_fund
from concierge_desk.domain.charge import ACCOUNT, ADVANCE, CAUTION, OWN, REGIME_OUT, is_mandate

CUSTOMERS: Final = frozenset({ADVANCE, ACCOUNT, CAUTION})
"""Funds of what is held for customers, or owed by them."""

BALANCES: Final = "balances"
"""Field of a closing: once it is there, every closing after it has it."""

MOVES: Final = frozenset({"till.moved", "till.remitted", "till.settled", "till.means_corrected"})
"""Kinds that may move a fund beside what they charge."""

_MOVED: Final = "till.moved"
_TO_THE_BANK: Final = "bank"


@dataclass(frozen=True, slots=True)
class Balance:
    """Fund within a range of entries, in cents.

    Attributes:
        fund: Whose money it is; never the shop's own.
        opening_cents: What it came to before.
        charged_cents: Its lines.
        moved_cents: What moved beside: below nothing what went out.
    """

    fund: str
    opening_cents: int
    charged_cents: int
    moved_cents: int

    @property
    def closing_cents(self) -> int:
        """What it comes to then: held for somebody, or below nothing owed to the shop."""
        return self.opening_cents + self.charged_cents + self.moved_cents

    def told(self) -> dict[str, Any]:
        """Return it as closings hold it."""
        return {
            "fund": self.fund,
            "opening_cents": self.opening_cents,
            "charged_cents": self.charged_cents,
            "moved_cents": self.moved_cents,
            "closing_cents": self.closing_cents,
        }


def balances(
    opening: Mapping[str, int], charged: Mapping[str, int], moved: Mapping[str, int]
) -> tuple[Balance, ...]:
    """Return the balance of each fund that ever was any, but the shop's own, by fund."""
    funds = sorted({*opening, *charged, *moved} - {OWN})
    return tuple(
        Balance(fund, opening.get(fund, 0), charged.get(fund, 0), moved.get(fund, 0)) for fund in funds
    )


def closing_balances(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return what each fund came to at a closing: the next opening."""
    return {row["fund"]: row["closing_cents"] for row in rows}


def is_peoples_money(line: Mapping[str, Any]) -> bool:
    """Say whether a line is of money that is held or owed, or of an indemnity."""
    return line["fund"] in CUSTOMERS or line["regime"] == REGIME_OUT


def fund_moves(kind: str, data: Mapping[str, Any]) -> dict[str, int]:
    """Return what an entry moves of funds beside what it charges, but of the shop's own; most move nothing.

    Cash of a customer's that is taken to the bank is his there. What went to an account of a principal's straight away is
    held for him no more.
    """
    found = {
        fund: -moved.remitted_cents - moved.straight_cents for fund, moved in moved_by(kind, data).items()
    }
    if kind == _MOVED and data["reason"] != _TO_THE_BANK:
        found |= {
            fund: cents
            for fund, cents in moves_fund(kind, data).items()
            if fund != OWN and not is_mandate(fund)
        }
    return found


def all_fund_moves(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, int]:
    """Return what entries move of each fund beside what they charge."""
    found: dict[str, int] = {}
    for kind, data in entries:
        if kind in MOVES:
            for fund, cents in fund_moves(kind, data).items():
                found[fund] = found.get(fund, 0) + cents
    return found
