"""Bags: announced by the driver, taken in scan by scan, closed with what is missing and what is too many. Pure.

Source: docs/contract.md, "Bags"; decision 0076.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.codelists import Coded, codes
from concierge_desk.counter.values.kinds import FromList, Items
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted, Warned
from concierge_desk.domain.numbers import BAG, number_of
from concierge_desk.domain.override import override
from concierge_desk.services.relay.model.facts.bags import (
    ANNOUNCED,
    CANCELLED,
    CLOSED,
    Bag,
    differences,
    how_many,
)
from concierge_desk.services.relay.model.kinds import CODE, PIECES, TRACKING
from concierge_desk.services.relay.model.numbers import read_number, served_for
from concierge_desk.services.relay.model.operations import ARRIVAL, Switches

ANNOUNCED_KIND = "relay.announced"
CLOSED_KIND = "relay.bag_closed"
FIGURES = ("announced", "received", "missing", "too_many")
"""What a bag comes to, and the bags of a day."""

OWNER = FromList("carrier", closed=True, also="principal")
"""Whose a bag is: a carrier's, or a principal's where several of its carriers are in one."""

_MOST = 2000
_PARTED = re.compile(r"[\r\n\t,;]+")
_SHORTEST = 8
"""Characters of a number that stands by itself: shorter ones are the groups in which a label prints one."""


@dataclass(frozen=True, slots=True)
class NumberList(Items):
    """A list of numbers; in one text they are parted by commas, semicolons, lines or, where they are whole, blanks."""

    @override
    def read(self, raw: object) -> tuple[Any, ...]:
        # Without its mark, a class of slots does not know its parent by itself.
        return Items(self.kind, self.least, self.most).read(numbers_in(raw) if isinstance(raw, str) else raw)


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a text, as typed; a heading without a figure is none."""
    found: list[str] = []
    for part in _PARTED.split(text):
        words = part.split()
        whole = all(len(word) >= _SHORTEST for word in words)
        found += words if whole else [part.strip()]
    return [one for one in found if any(map(str.isdigit, one))]


@dataclass(frozen=True, slots=True)
class Announce:
    """A bag is announced: by the numbers of what is in it, or by how many there are."""

    carrier: Annotated[Coded, OWNER, "Whose bag: a carrier, or a principal whose carriers share it."]
    trackings: Annotated[
        tuple[str, ...] | None, NumberList(TRACKING, least=1, most=_MOST), "Numbers of what is in it."
    ]
    count: Annotated[int | None, PIECES, "How many are in it, where nobody lists them."]


@dataclass(frozen=True, slots=True)
class CloseBag:
    """All that was in a bag has been scanned: what is missing and what is too many is told, and its slip signed."""

    bag: Annotated[str, CODE, "Its number, such as `A-2026-0001`."]


@dataclass(frozen=True, slots=True)
class NewBag:
    """State that a bag is announced from: principals of carriers, who is retired, what is offered, its place in the year."""

    principals: Mapping[str, str]
    retired: frozenset[str]
    switches: Switches
    n: int


@dataclass(frozen=True, slots=True)
class BagState:
    """State that a bag is closed from.

    Attributes:
        bag: The bag; None where there is none.
        listed: Numbers that were announced; empty where only how many.
        received: What was taken in with it, in its order: its number, else the code of our label.
    """

    bag: Bag | None
    listed: tuple[str, ...] = ()
    received: tuple[str, ...] = ()


def announce(state: NewBag, command: Announce, context: Context) -> tuple[Event, ...]:
    """Announce a bag; its items are counted against it as they are taken in.

    Raises:
        Refused: ``relay.operation_off``, ``relay.nothing_given``, ``relay.bag_list_or_count``, ``relay.twice``, and as
            `owner_of`.
    """
    state.switches.require(ARRIVAL)
    principal = owner_of(command.carrier.code, state.principals, state.retired)
    listed = _listed(command)
    number = number_of(BAG, context.business_day.year, state.n, context.epoch)
    data = {
        "bag": number,
        "carrier": command.carrier.code,
        "announced": command.count if listed is None else len(listed),
        "trackings": listed,
    }
    return (Event(ANNOUNCED_KIND, data, aud=principal),)


def _listed(command: Announce) -> list[str] | None:
    """Return the numbers that are announced, each once; None where only how many."""
    if command.trackings is None and command.count is None:
        raise Refused("relay.nothing_given")
    if command.trackings is not None and command.count is not None:
        raise Refused("relay.bag_list_or_count")
    if command.trackings is None:
        return None
    found: list[str] = []
    for text in command.trackings:
        number = read_number(text).number
        if number in found:
            raise Refused("relay.twice", tracking=number)
        found.append(number)
    return found


def owner_of(owner: str, principals: Mapping[str, str], retired: frozenset[str] = frozenset()) -> str:
    """Return for whom the things of a carrier, or of a principal, are kept.

    Raises:
        Refused: As `served_for`.
    """
    if owner not in codes("carrier"):
        # A principal is one where the shop takes a carrier's items for it.
        principals = {**principals, **{name: name for name in principals.values()}}
    return served_for(owner, principals, retired)


def close_bag(state: BagState, command: CloseBag, _context: Context) -> tuple[Event, ...]:
    """Close a bag: received = announced - missing + too many, always.

    Raises:
        Refused: ``relay.bag_unknown``, ``relay.bag_closed_already``.

    Warns:
        ``relay.bag_differs``.
    """
    bag = known_bag(state.bag, command.bag)
    if bag.state == CLOSED:
        raise Refused("relay.bag_closed_already", bag=bag.bag, day=bag.closed_day)
    missing, too_many = differences(bag, state.listed, state.received)
    told = {"announced": bag.announced, "received": len(state.received)}
    differ = {"missing": how_many(missing), "too_many": how_many(too_many)}
    slip = (f"slip:{bag.bag}",)
    return (
        Event(
            CLOSED_KIND,
            {"bag": bag.bag, "carrier": bag.carrier, **told, "missing": missing, "too_many": too_many},
            aud=bag.principal,
            warnings=(Warned("relay.bag_differs", {**told, **differ}),) if any(differ.values()) else (),
            documents=slip,
            always_printed=slip,
        ),
    )


def known_bag(bag: Bag | None, asked: str) -> Bag:
    """Return a bag that there is.

    Raises:
        Refused: ``relay.bag_unknown``.
    """
    if bag is None or bag.state == CANCELLED:
        raise Refused("relay.bag_unknown", bag=asked)
    return bag


def closed_answer(posted: Sequence[Posted]) -> Data:
    """Return what a bag came to."""
    data = posted[-1].data
    return {name: data[name] for name in ("bag", *FIGURES)}


def bags_of(posted: Iterable[Posted]) -> dict[str, int]:
    """Return what the bags that were closed in a range of entries come to together."""
    closed = [entry.data for entry in posted if entry.kind == CLOSED_KIND]
    return {name: sum(how_many(data[name]) for data in closed) for name in FIGURES}


def withdraw(state: BagState, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Say that a bag was never announced; its number stays used.

    Raises:
        Refused: ``relay.bag_begun`` once something of it was taken in, or it was closed.
    """
    number = undone.posted.data["bag"]
    if state.bag is None or state.bag.state != ANNOUNCED or state.received:
        raise Refused("relay.bag_begun", bag=number)
    told = {"of": undone.posted.kind, "bag": number, "state": CANCELLED}
    return (Event("relay.reversed", told, aud=undone.posted.aud),)


def stays_closed(_state: None, undone: Undone, _context: Context) -> tuple[Event, ...]:
    """Refuse: the driver has signed the slip.

    Raises:
        Refused: ``relay.slip_signed``.
    """
    raise Refused("relay.slip_signed", bag=undone.posted.data["bag"])
