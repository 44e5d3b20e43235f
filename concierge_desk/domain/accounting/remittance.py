"""A remittance: what is paid over to whose money it is, out of the drawer or by the bank.

Source: docs/contract.md, "Remittances"; decision 0079.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from concierge_desk.domain.charge import moved_cents
from concierge_desk.domain.journal import Posted

REMITTED: Final = "till.remitted"
"""Kind of the entry of a remittance slip."""

BY_CASH, BY_BANK = "cash", "bank"
"""Out of the drawer, or from the shop's account: then no cash moves."""

BY_BANK_CENTS: Final = "remitted_by_bank_cents"
"""What of a statement's remittances went by the bank; left out where nothing did."""

_MOVED: Final = "till.moved"


def moves_fund(kind: str, data: Mapping[str, Any]) -> dict[str, int]:
    """Return what an entry moves of funds beside what is charged: below nothing what goes out; most move nothing.

    The cash of a remittance is a movement of the drawer of its own: that one moves the fund.
    """
    if kind == _MOVED:
        return {data["fund"]: moved_cents(data)}
    if kind == REMITTED and data["by"] == BY_BANK:
        return {data["fund"]: -int(data["cents"])}
    return {}


def remitted_told(fund: str, posted: Iterable[Posted]) -> dict[str, int]:
    """Return what was paid over out of a fund, as a statement tells it: what of it went by the bank, where anything did.

    What came in for him is taken off.
    """
    found = {REMITTED: 0, _MOVED: 0}
    for entry in posted:
        for moved, cents in moves_fund(entry.kind, entry.data).items():
            found[entry.kind] -= cents if moved == fund else 0
    by_bank = {BY_BANK_CENTS: found[REMITTED]} if found[REMITTED] else {}
    return {"remitted_cents": sum(found.values()), **by_bank}
