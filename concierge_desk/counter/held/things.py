"""Kinds and fields that all acts with held or owed money share, and which of several things is meant. Pure.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Protocol, TypeAlias, TypeVar

from concierge_desk.counter.parties import Who
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.codes import read_code
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.kinds import Kind, Text, Unreadable, cents
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.held.things import HeldMove
from concierge_desk.domain.override import override

_NUMBER = re.compile(r"[A-Z]{1,2}-[0-9]{4}(?:-[A-Z])?-[0-9]{1,8}(?:/[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class ThingCode(Kind):
    """Code or number of any thing of the shop: no words, for it stands in the journal."""

    label: str = "code or number of a thing, such as `e-…` or `L-2026-000001`"

    @override
    def read(self, raw: object) -> str:
        text = Text(max_length=30, exempt=True).read(raw)
        try:
            own = read_code(text)
        except ValueError as error:
            raise Unreadable("input.own_code") from error
        if own is not None:
            return own
        if _NUMBER.fullmatch(text.upper()) is None:
            raise Unreadable("input.thing")
        return text.upper()


Of: TypeAlias = Annotated[str, ThingCode(), "Its own code, or that of what it belongs to."]
ForThing: TypeAlias = Annotated[
    str | None,
    ThingCode(),
    "Code or number of what it is for; what the act before it drew, by default.",
]
ForWhom: TypeAlias = Annotated[
    Who | None, group_of(Who), "Whose it is; whose the thing is, else whose the visit is, by default."
]
HowMuch: TypeAlias = Annotated[int, cents(1), "How much."]
AtMost: TypeAlias = Annotated[int | None, cents(1), "How much; all of it, by default."]


class _Thing(Protocol):
    """Thing that has a code, and what is left of it."""

    @property
    def code(self) -> str:
        """Its own."""

    @property
    def left_cents(self) -> int:
        """What is left of it."""


T = TypeVar("T", bound=_Thing)


@dataclass(frozen=True, slots=True)
class NotFound:
    """Refusals of an act that names a thing.

    Attributes:
        unknown: There is none.
        over: Nothing is left of it.
        which_one: There are several.
    """

    unknown: str
    over: str
    which_one: str


def the_one(things: Sequence[T], of: str, codes: NotFound) -> T:
    """Return the thing that is meant: by its own code, or the one that is left of those that belong to something.

    Args:
        things: All that the code may mean, the oldest first.
        of: As it was named.
        codes: What is refused otherwise.

    Raises:
        Refused: As the codes say.
    """
    left = [thing for thing in things if thing.left_cents]
    if not things:
        raise Refused(codes.unknown, of=of)
    if not left:
        raise Refused(codes.over, of=of)
    if len(left) > 1:
        raise Refused(codes.which_one, of=of, count=len(left))
    return left[0]


def check_unmoved(later: Sequence[HeldMove], undone: Undone) -> None:
    """Refuse to take back what a thing has moved on from, unless what moved it is taken back with it.

    Raises:
        Refused: ``till.thing_moved``.
    """
    moved = next((move for move in later if move.seq not in undone.together), None)
    if moved is not None:
        raise Refused("till.thing_moved", of=moved.thing)
