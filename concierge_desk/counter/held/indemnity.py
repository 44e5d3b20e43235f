"""Indemnities: money that comes to us or leaves us and is no turnover. Pure.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.lines import indemnity
from concierge_desk.counter.held.things import HowMuch, ThingCode
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.kinds import Choice, FromList
from concierge_desk.domain.charge import CameBy
from concierge_desk.domain.journal import Event
from concierge_desk.domain.ticket import CASH

IN, OUT = "in", "out"


@dataclass(frozen=True, slots=True)
class Indemnify:
    """Take or give an indemnity."""

    direction: Annotated[str, Choice((IN, OUT)), "To us or from us."]
    cents: HowMuch
    reason: Annotated[Coded, FromList("indemnity"), "Why."]
    of: Annotated[str | None, ThingCode(), "Code or number of what it is for."] = None


def indemnify(_state: None, command: Indemnify, context: Context) -> tuple[Event, ...]:
    """Write an indemnity, out of the scope of the tax."""
    reason, personal = noted(command.reason, context.draw("n"))
    inwards = command.direction == IN
    told = {"reason": reason["code"], "note": reason["note"], "of": command.of}
    if inwards:
        made = indemnity("indemnity_in", command.cents, told)
    else:
        # It had come by nothing: where nobody says otherwise, it is given in cash.
        by_cash = (CameBy(CASH, command.cents),)
        made = indemnity("indemnity_out", -command.cents, told, came_by=by_cash)
    return (replace(made, personal=personal),)


def indemnity_undone(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that an indemnity never was: it nets its own direction."""
    return (undone.negated("direction", "reason", "of", cents=-undone.posted.data["cents"]),)


def earned_undone(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that an acompte was never kept: its other line says it of the advance."""
    return (undone.negated("advance", cents=-undone.posted.data["cents"]),)
