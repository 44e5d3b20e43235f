"""Drawers: the cash of a fund lies in its own; what each gains, and that no more leaves than lies there. Pure rules.

Source: docs/contract.md, "Drawers"; decisions 0005, 0070.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.domain.day import DayState
from concierge_desk.domain.errors import Param, Refused

CASH = "cash"


def cash_by_fund(payments: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the cash that payments leave, by whose money it is; below nothing when it leaves."""
    found: dict[str, int] = {}
    for payment in payments:
        if payment["means"] == CASH:
            for share in payment["split"]:
                found[share["fund"]] = found.get(share["fund"], 0) + share["cents"]
    return found


def laid(by_fund: Mapping[str, int], lies: Mapping[str, str], first: str) -> dict[str, int]:
    """Return what each drawer gains.

    Args:
        by_fund: Cash, by whose money it is.
        lies: Drawer of each fund that does not lie in the first.
        first: Code of the site's first.
    """
    found: dict[str, int] = {}
    for fund, cents in by_fund.items():
        drawer = lies.get(fund, first)
        found[drawer] = found.get(drawer, 0) + cents
    return {drawer: cents for drawer, cents in found.items() if cents}


def gains(payments: Sequence[Mapping[str, Any]], context: Context) -> dict[str, int]:
    """Return what each drawer gains by payments."""
    return laid(cash_by_fund(payments), context.state.lies, context.settings.drawer)


def drawers_told(payments: Sequence[Mapping[str, Any]], context: Context) -> dict[str, Any]:
    """Return where the cash of payments lies, as an entry says it: each drawer only where it is not the first alone."""
    first, gained = context.settings.drawer, gains(payments, context)
    if gained.keys() <= {first}:
        return {"drawer": first}
    rows = [{"drawer": drawer, "cents": cents} for drawer, cents in sorted(gained.items())]
    return {"drawer": first, "drawers": rows}


def check_drawers(gained: Mapping[str, int], context: Context) -> None:
    """Refuse that more cash leaves than a drawer holds.

    Args:
        gained: What each drawer gains; below nothing when it leaves.
        context: See `Context`.

    Raises:
        Refused: ``till.short``.

    Source: docs/contract.md, "Payments and the drawer".
    """
    for drawer, cents in gained.items():
        held = context.state.held_in(drawer)
        if cents < 0 and -cents > held:
            raise Refused("till.short", asked_cents=-cents, drawer_cents=held, **named(drawer, context.state))


def named(drawer: str, state: DayState) -> dict[str, Param]:
    """Return which drawer is meant, where there are several."""
    return {"drawer": drawer} if state.others else {}


def drawer_asked(asked: str | None, context: Context) -> str:
    """Return the drawer that is meant: the site's first, where none is named.

    Raises:
        Refused: ``drawer.unknown``.
    """
    first = context.settings.drawer
    if asked is not None and asked != first and all(one.code != asked for one in context.state.others):
        raise Refused("drawer.unknown", drawer=asked)
    return asked or first
