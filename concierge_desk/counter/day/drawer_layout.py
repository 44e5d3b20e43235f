"""Drawers beside the site's first: which fund lies in which, and to whom it is paid otherwise. Pure rules, and what they read.

Source: docs/contract.md, "Drawers", "Payees"; decisions 0005, 0065, 0070, 0074.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.known import partners_of
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import (
    ANY_DAY,
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    Service,
    Undone,
)
from concierge_desk.counter.values.journal_texts import NewCode
from concierge_desk.counter.values.kinds import Items
from concierge_desk.counter.values.partner_codes import DrawerCode, FundCode, PayeeCode
from concierge_desk.domain.charge import OWN_PAYEE
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.i18n import N_
from concierge_desk.store.drawers import SET, Layout, layout, layout_of

MOST_FUNDS = 100


@dataclass(frozen=True, slots=True)
class SetDrawer:
    """Say whose cash lies in a drawer, from the next opening on."""

    drawer: Annotated[str, NewCode(DrawerCode()), "Its code; the site's first, or another one."]
    funds: Annotated[
        tuple[str, ...],
        Items(FundCode(), most=MOST_FUNDS),
        "All that lie in it. What it held else goes to the site's first; with none it is a drawer no more.",
    ]
    payee: Annotated[
        str | None,
        NewCode(PayeeCode()),
        "Who is paid for them by card and cheque, of an account and a terminal of its own; the site itself by default.",
    ] = None


@dataclass(frozen=True, slots=True)
class DrawersState:
    """State that a drawer is decided from: every fund there is, and which lies where."""

    funds: tuple[str, ...]
    layout: Layout


def set_drawer(state: DrawersState, command: SetDrawer, context: Context) -> tuple[Event, ...]:
    """Lay funds into a drawer: each lies in one alone, so it is moved there from where it lay; and say whose they are paid to.

    Raises:
        Refused: ``drawer.fund_twice``, and as `_changed`.
    """
    first, drawer = context.settings.drawer, command.drawer
    for fund in command.funds:
        if fund not in state.funds:
            raise Refused("input.choice", words=", ".join(state.funds), field="funds")
    if len(set(command.funds)) < len(command.funds):
        raise Refused("drawer.fund_twice", drawer=drawer)
    before = state.layout
    lies = {fund: first if code == drawer else code for fund, code in before.lies.items()}
    lies |= dict.fromkeys(command.funds, drawer)
    # What leaves a drawer because it is not named is paid to the site again; from the first one nothing leaves so.
    left = {fund for fund, code in before.lies.items() if code == drawer != first}
    payees = {fund: payee for fund, payee in before.payees.items() if fund not in (*left, *command.funds)}
    payee = None if command.payee == OWN_PAYEE else command.payee
    if payee is not None:
        payees |= dict.fromkeys(command.funds, payee)
    told = _told(drawer, command.funds, payee)
    return _changed(before, Layout(lies, payees=payees), told, context)


def _told(drawer: str, funds: Iterable[str], payee: str | None) -> dict[str, Any]:
    found = sorted(funds)
    return {"drawer": drawer, "funds": found, **({"payee": payee} if payee is not None and found else {})}


def _changed(before: Layout, after: Layout, told: Mapping[str, Any], context: Context) -> tuple[Event, ...]:
    """Return what is written of a change.

    Raises:
        Refused: ``day.open_now``: what lies where is said between two days; ``drawer.not_empty`` for one in which cash
            lies and that would be no drawer any more.
    """
    state = context.state
    if state.open is not None:
        raise Refused("day.open_now", day=state.open.day)
    gone = set(before.lies.values()) - set(after.lies.values()) - {context.settings.drawer}
    for drawer in sorted(gone):
        if state.held_in(drawer):
            raise Refused("drawer.not_empty", drawer=drawer, cash_cents=state.held_in(drawer))
    return (Event(SET, {**told, "lies": _rows(after), "before": _rows(before)}),)


def _rows(layout: Layout) -> list[dict[str, str]]:
    """Return where each fund lies; a payee is told only where it is not the site itself."""
    return [
        {"fund": fund, "drawer": drawer, **({"payee": layout.payees[fund]} if fund in layout.payees else {})}
        for fund, drawer in sorted(layout.lies.items())
    ]


def _take_back(state: Layout, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Lay the funds where they lay before.

    Raises:
        Refused: ``drawer.changed_since``, and as `_changed`.
    """
    data = undone.posted.data
    if _rows(state) != data["lies"] or state.seq not in (undone.posted.seq, None):
        raise Refused("drawer.changed_since", drawer=data["drawer"])
    before = layout_of(data["before"])
    funds = [fund for fund, drawer in before.lies.items() if drawer == data["drawer"]]
    payees = {before.payees.get(fund) for fund in funds}
    # A drawer may hold what several are paid for: then its entry names none, and its rows each.
    told = _told(data["drawer"], funds, payees.pop() if len(payees) == 1 else None)
    return _changed(state, before, told, context)


DRAWER_REVERSALS: Mapping[str, AnyReversal] = {
    SET: Reversal(_take_back, lambda rows, _undone, _context: layout(rows), any_day=True, right=SET_UP),
}


def _answer(posted: Sequence[Posted]) -> Data:
    data = posted[-1].data
    return {name: data[name] for name in ("drawer", "funds", "payee") if name in data}


def drawer_command(services: Sequence[Service]) -> AnyCommand:
    """Return the command of drawers."""

    def load(rows: Rows, _command: SetDrawer, _context: Context) -> DrawersState:
        return DrawersState(partners_of(rows, services).funds, layout(rows))

    return Command(
        name="drawer.set",
        summary=N_("Whose cash lies in a drawer is said, between two days."),
        load=load,
        decide=set_drawer,
        answer=_answer,
        when=ANY_DAY,
        right=SET_UP,
    )
