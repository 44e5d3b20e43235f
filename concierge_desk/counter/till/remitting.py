"""Paying over to whose money it is: out of the drawer or by the bank, on a slip with a number. Pure rules.

Source: docs/contract.md, "Remittances"; docs/requirements.md, R-3.01; decision 0079.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.partner import Partner
from concierge_desk.counter.service import Undone
from concierge_desk.counter.till.drawers import check_drawers
from concierge_desk.counter.values.fields import Otherwise
from concierge_desk.counter.values.kinds import Choice, Day, cents
from concierge_desk.counter.values.partner_codes import PartnerCode
from concierge_desk.domain.accounting.remittance import BY_BANK, BY_CASH, REMITTED
from concierge_desk.domain.charge import is_mandate
from concierge_desk.domain.errors import Param, Refused
from concierge_desk.domain.journal import Event, Posted, Warned
from concierge_desk.domain.numbers import REMITTANCE, number_of

REASON = "remittance"
"""Why cash leaves the drawer."""

_MUCH = cents(1)


@dataclass(frozen=True, slots=True)
class Remit:
    """Pay over to a partner what is his."""

    principal: Annotated[str, PartnerCode(), "To whom: a principal or a partner."]
    cents: Annotated[int, _MUCH, "How much."]
    by: Annotated[
        str,
        Choice((BY_CASH, BY_BANK)),
        "In cash out of the drawer, by default, or by the bank.",
        Otherwise(BY_CASH),
    ]
    until_day: Annotated[date | None, Day(), "Last day that it is for."] = None


@dataclass(frozen=True, slots=True)
class RemitState:
    """State that a slip is decided from.

    Attributes:
        n: Its place in its year.
        partner: To whom; None where there is none of that code.
        owed_cents: What is owed to him; None where he is sold on the shop's own account.
    """

    n: int
    partner: Partner | None
    owed_cents: int | None


def remit(state: RemitState, command: Remit, context: Context) -> tuple[Event, ...]:
    """Pay over what is his; who is retired still gets what is owed to him.

    Raises:
        Refused: ``partner.unknown``, and as `check_drawers` when more would leave than the drawer holds.

    Warns:
        ``till.over_remitted``.
    """
    partner = state.partner
    if partner is None:
        raise Refused("partner.unknown", partner=command.principal)
    drawer = context.state.lies.get(partner.fund, context.settings.drawer)
    cash = command.by == BY_CASH
    if cash:
        check_drawers({drawer: -command.cents}, context)
    slip = number_of(REMITTANCE, context.business_day.year, state.n, context.epoch)
    left = None if state.owed_cents is None else state.owed_cents - command.cents
    told = {
        "slip": slip,
        "principal": partner.partner,
        "name": partner.name,
        "fund": partner.fund,
        "by": command.by,
        "cents": command.cents,
        "owed_cents": left,
        **({} if command.until_day is None else {"until_day": command.until_day.isoformat()}),
    }
    warnings: tuple[Warned, ...] = ()
    if left is not None and left < 0:
        over: dict[str, Param] = {"over_cents": -left, "partner": partner.name}
        warnings = (Warned("till.over_remitted", over),)
    documents = (f"remittance:{slip}",)
    remitted = Event(REMITTED, told, aud=partner.aud, warnings=warnings, documents=documents)
    return (*(_movement(partner, command.cents, drawer) if cash else ()), remitted)


def _movement(partner: Partner, cents: int, drawer: str) -> tuple[Event, ...]:
    named = partner.seq is not None and is_mandate(partner.fund)
    told = {
        "direction": "out",
        "cents": cents,
        "reason": REASON,
        "note": None,
        "fund": partner.fund,
        **({"on_behalf": partner.name} if named else {}),
        "drawer": drawer,
    }
    return (Event("till.moved", told),)


def remitted_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the slip's number, out of whose money it was, and what is owed after it."""
    data = posted[-1].data
    return {name: data[name] for name in ("slip", "fund", "owed_cents")}


def take_remittance_back(undone: Undone) -> Event:
    """Return what takes a slip back: the same, the other way round; its cash comes back by its own movement."""
    return undone.negated("slip", "principal", "name", "fund", "by", cents=-undone.posted.data["cents"])
