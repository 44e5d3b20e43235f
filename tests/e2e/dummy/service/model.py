"""Umbrellas, pure: how many may be lent, what one costs, what is left at closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import ClosingContext, Undone
from concierge_desk.counter.values.kinds import Integer
from concierge_desk.domain.charge import own_piece
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event

REF = "umbrellas"
PRICE_CENTS = 900
LAST = date(2026, 12, 24)


@dataclass(frozen=True, slots=True)
class Umbrellas:
    """Umbrellas that are lent, or put out."""

    count: Annotated[int, Integer(1, 100, "pieces"), "How many."]


@dataclass(frozen=True, slots=True)
class Sell:
    """Sell one umbrella."""


def seed(site: Mapping[str, Any], context: Context) -> tuple[Event, ...]:
    """Say how many there are."""
    return put_out(None, Umbrellas(site.get("count", 10)), context)


def put_out(_state: None, command: Umbrellas, _context: Context) -> tuple[Event, ...]:
    """Say how many there are from now on."""
    return (Event("dummy.stocked", {"count": command.count}, aud="DUMMY"),)


def lend(left: int, command: Umbrellas, context: Context) -> tuple[Event, ...]:
    """Lend.

    Raises:
        Refused: ``dummy.none_left``.
    """
    if command.count > left:
        raise Refused("dummy.none_left", left=left)
    paper = f"{REF}:{context.business_day}"
    return (Event("dummy.lent", {"count": command.count}, aud="DUMMY", documents=(paper,)),)


def take_back(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Take umbrellas back that were never lent."""
    return (Event("dummy.lent", {"count": -undone.posted.data["count"]}, aud="DUMMY"),)


def sell(_state: None, _command: Sell, _context: Context) -> tuple[Event, ...]:
    """Sell."""
    return (Event("dummy.sold", {}, charge=own_piece("Parapluie", PRICE_CENTS, "TVA_20", 2000, "goods")),)


def refund(_state: None, _undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Take a sold umbrella back."""
    return (Event("dummy.sold", {}),)


def moved(left: int, context: Context) -> tuple[Event, ...]:
    """Say when the umbrellas can be brought back last."""
    slot = context.calendar.last_useful_slot(LAST)
    told = Event("dummy.moved", {"left": left, "slot": slot}, aud="DUMMY")
    return () if slot == "2026-12-24T15:00/18:00" else (told,)


def close(closing: ClosingContext) -> tuple[Event, ...]:
    """Freeze the day."""
    lent = sum(entry.data["count"] for entry in closing.reading.posted if entry.kind == "dummy.lent")
    data = {"number": closing.number, "lent": lent, "left": closing.reading.state}
    return (Event("dummy.day_reported", data, aud="DUMMY"),)
