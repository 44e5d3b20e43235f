"""Drawers beside the site's first: which fund lies in which. Pure rules, and what they read.

Source: docs/contract.md, "Drawers"; decisions 0005, 0065, 0070.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.known import partners_of
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import (
    ANY_DAY,
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    Service,
    Undone,
    answers,
)
from concierge_desk.counter.values.journal_texts import NewCode
from concierge_desk.counter.values.kinds import Items
from concierge_desk.counter.values.partner_codes import DrawerCode, FundCode
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.i18n import N_
from concierge_desk.store.drawers import SET, Layout, layout

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


@dataclass(frozen=True, slots=True)
class DrawersState:
    """State that a drawer is decided from: every fund there is, and which lies where."""

    funds: tuple[str, ...]
    layout: Layout


def set_drawer(state: DrawersState, command: SetDrawer, context: Context) -> tuple[Event, ...]:
    """Lay funds into a drawer: each lies in one alone, so it is moved there from where it lay.

    Raises:
        Refused: ``drawer.fund_twice``, and as `_changed`.
    """
    first, drawer = context.settings.drawer, command.drawer
    for fund in command.funds:
        if fund not in state.funds:
            raise Refused("input.choice", words=", ".join(state.funds), field="funds")
    if len(set(command.funds)) < len(command.funds):
        raise Refused("drawer.fund_twice", drawer=drawer)
    lies = {fund: first if code == drawer else code for fund, code in state.layout.lies.items()}
    lies |= dict.fromkeys(command.funds, drawer)
    return _changed(state.layout.lies, lies, {"drawer": drawer, "funds": sorted(command.funds)}, context)


def _changed(
    before: Mapping[str, str], after: Mapping[str, str], told: Mapping[str, Any], context: Context
) -> tuple[Event, ...]:
    """Return what is written of a change.

    Raises:
        Refused: ``day.open_now``: what lies where is said between two days; ``drawer.not_empty`` for one in which cash
            lies and that would be no drawer any more.
    """
    state = context.state
    if state.open is not None:
        raise Refused("day.open_now", day=state.open.day)
    gone = set(before.values()) - set(after.values()) - {context.settings.drawer}
    for drawer in sorted(gone):
        if state.held_in(drawer):
            raise Refused("drawer.not_empty", drawer=drawer, cash_cents=state.held_in(drawer))
    return (Event(SET, {**told, "lies": _rows(after), "before": _rows(before)}),)


def _rows(lies: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"fund": fund, "drawer": drawer} for fund, drawer in sorted(lies.items())]


def _take_back(state: Layout, undone: Undone, context: Context) -> tuple[Event, ...]:
    """Lay the funds where they lay before.

    Raises:
        Refused: ``drawer.changed_since``, and as `_changed`.
    """
    data = undone.posted.data
    now = state.lies
    if _rows(now) != data["lies"] or state.seq not in (undone.posted.seq, None):
        raise Refused("drawer.changed_since", drawer=data["drawer"])
    before = {row["fund"]: row["drawer"] for row in data["before"]}
    funds = sorted(fund for fund, drawer in before.items() if drawer == data["drawer"])
    return _changed(now, before, {"drawer": data["drawer"], "funds": funds}, context)


DRAWER_REVERSALS: Mapping[str, AnyReversal] = {
    SET: Reversal(_take_back, lambda rows, _undone, _context: layout(rows), any_day=True),
}


def drawer_command(services: Sequence[Service]) -> AnyCommand:
    """Return the command of drawers."""

    def load(rows: Rows, _command: SetDrawer, _context: Context) -> DrawersState:
        return DrawersState(partners_of(rows, services).funds, layout(rows))

    return Command(
        name="drawer.set",
        summary=N_("Whose cash lies in a drawer is said, between two days."),
        load=load,
        decide=set_drawer,
        answer=answers("drawer", "funds"),
        when=ANY_DAY,
    )
