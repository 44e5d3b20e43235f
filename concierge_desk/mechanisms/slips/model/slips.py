"""Life of a slip: its number is drawn as it is prepared, it holds what is on it, and once signed it never changes.

Source: docs/contract.md, "Custody and slips", "Corrections"; decisions 0014, 0092.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted
from concierge_desk.domain.numbers import number_of
from concierge_desk.mechanisms.slips.model import CANCELLED, SIGNED, SlipRow


@dataclass(frozen=True, slots=True)
class SlipRules:
    """What a service says of its slips.

    Attributes:
        service: Its code: refusals begin with it; empty where it is put before them later.
        series: Letter of the numbers.
        prepared: Kind of the entry by which one is prepared.
        signed: Kind of the entry by which one is signed.
        reversed: Kind of the entry by which one is cancelled.
        nothing: What is refused where nothing is to be listed, without the code of the service.
        mixed: What is refused where things of several owners are.
        paper: What its paper is called, before the number.
    """

    service: str
    series: str
    prepared: str
    signed: str
    reversed: str
    nothing: str
    mixed: str
    paper: str = "slip"

    def refused(self, code: str, **params: str | int | None) -> Refused:
        """Return a refusal in the name of the service."""
        return Refused(f"{self.service}.{code}" if self.service else code, **params)


@dataclass(frozen=True, slots=True)
class OnSlip:
    """Things that are to leave on one slip.

    Attributes:
        items: As its entry lists them.
        owners: Whose they are: all of one.
        more: What its entry says besides.
    """

    items: Sequence[Mapping[str, Any]]
    owners: frozenset[str]
    more: Data = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slip(SlipRow):
    """A slip with what its entry listed.

    Attributes:
        principal: Whose things are on it.
        items: What is on it.
        more: What its entry says besides.
    """

    principal: str
    items: tuple[dict[str, Any], ...]
    more: Data = field(default_factory=dict)


_S = TypeVar("_S", bound=SlipRow)


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """A slip's entry, its anchor, whether it is prepared, signed or cancelled, and what took it back."""

    posted: Posted
    anchor: str
    state: str
    correction: Posted | None = None


def prepared(rules: SlipRules, listed: OnSlip, n: int, context: Context) -> Event:
    """Draw the number of a slip, and list what is on it.

    Args:
        rules: Of the service.
        listed: What is to leave.
        n: The slip's place in its year.
        context: Says which year that is.

    Raises:
        Refused: ``nothing`` and ``mixed`` of the service.
    """
    if not listed.items:
        raise rules.refused(rules.nothing)
    if len(listed.owners) > 1:
        raise rules.refused(rules.mixed)
    number = number_of(rules.series, context.business_day.year, n, context.epoch)
    paper = (f"{rules.paper}:{number}",)
    (owner,) = listed.owners
    return Event(
        rules.prepared,
        {"slip": number, **listed.more, "items": list(listed.items)},
        aud=owner,
        documents=paper,
        always_printed=paper,
    )


def signed_at_once(rules: SlipRules, prepared: Event, erases: tuple[str, ...] = ()) -> Event:
    """Return a slip that is signed as it is made: one entry, and its paper.

    Args:
        rules: Of the service.
        prepared: As `prepared` returned it.
        erases: Refs of what was kept for as long as the things were here.
    """
    return replace(prepared, kind=rules.signed, erases=erases)


def signed(rules: SlipRules, slip: Slip, erases: tuple[str, ...] = (), **more: Any) -> Event:
    """Sign a slip that is prepared: its entry says again all that is on it.

    Args:
        rules: Of the service.
        slip: As `require_prepared` let it pass.
        erases: Refs of what was kept for as long as the things were here.
        more: What is to be said otherwise than as it was prepared.
    """
    return Event(
        rules.signed,
        {"slip": slip.number, **slip.more, **more, "items": list(slip.items)},
        aud=slip.principal,
        documents=(f"{rules.paper}:{slip.number}",),
        erases=erases,
    )


def require_prepared(rules: SlipRules, slip: _S | None, number: str | None) -> _S:
    """Return a slip that may be signed, as it was named.

    Raises:
        Refused: ``slip_unknown``, ``slip_signed_already``, ``slip_cancelled`` of the service.
    """
    if slip is None:
        raise rules.refused("slip_unknown", slip=number)
    if slip.state == SIGNED:
        raise rules.refused("slip_signed_already", slip=slip.number, day=slip.day)
    if slip.state == CANCELLED:
        raise rules.refused("slip_cancelled", slip=slip.number)
    return slip


def cancelled(rules: SlipRules, state: str, undone: Undone, *same: str) -> Event:
    """Cancel a slip that was prepared: what is on it waits again, its number stays used.

    Args:
        rules: Of the service.
        state: Where the slip stands.
        undone: The entry that prepared it.
        same: Fields of that entry that are said again.

    Raises:
        Refused: ``slip_signed``, ``slip_cancelled`` of the service.
    """
    data = undone.posted.data
    if state == SIGNED:
        raise rules.refused("slip_signed")
    if state == CANCELLED:
        raise rules.refused("slip_cancelled", slip=data["slip"])
    told = {"of": undone.posted.kind, "slip": data["slip"], **{name: data[name] for name in same}}
    return Event(rules.reversed, {**told, "state": CANCELLED}, aud=undone.posted.aud)
