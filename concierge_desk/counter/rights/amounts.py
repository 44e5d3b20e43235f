"""Amounts of what was decided: what goes out, what is forgiven, each with the right that it needs. Pure.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from typing import Final

from concierge_desk.counter.rights.table import FORGIVE, MONEY_OUT
from concierge_desk.domain.accounting.remittance import REMITTED
from concierge_desk.domain.held.things import ACCOUNT_WRITTEN_OFF, INDEMNIFIED
from concierge_desk.domain.journal import Event
from concierge_desk.domain.ticket import PAID_IN_KIND

_SETTLED: Final = "till.settled"
_MOVED: Final = "till.moved"


def amounts(event: Event) -> tuple[tuple[str, int], ...]:
    """Return what an event lets go out or forgives, each with its right; what takes an act back counts either way."""
    data = event.data
    if event.kind == _SETTLED:
        due: int = data["due_cents"]
        return ((MONEY_OUT, abs(due)),) if due < 0 or "refunds" in data else ()
    if event.kind == _MOVED and (data["direction"] == "out" or event.corrects is not None):
        return ((MONEY_OUT, data["cents"]),)
    if event.kind == PAID_IN_KIND:
        return ((MONEY_OUT, abs(data["cheques_cents"] + data["cash_cents"])),)
    if event.kind == REMITTED:
        return ((MONEY_OUT, abs(data["cents"])),)
    forgiven = _forgiven(event)
    return ((FORGIVE, forgiven),) if forgiven else ()


def _forgiven(event: Event) -> int:
    """Return what of a debt is forgiven, or leaves us as an indemnity; 0 for all else, and for what undoes either."""
    line = event.charge
    if line is None or event.corrects is not None:
        return 0
    if event.kind == ACCOUNT_WRITTEN_OFF:
        return line.cents
    # The second line of a pair says what the first one does already.
    return -line.cents if event.kind == INDEMNIFIED and line.cents < 0 and not line.pair else 0
