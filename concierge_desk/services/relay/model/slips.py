"""Slips: what the postman takes is listed, then signed; what stayed behind is taken back.

A slip that is prepared has its number and holds what is on it: nothing of it is handed over any more. It
may be prepared and signed at once.

Source: docs/trade.md, "Operations of the relay", "Life of an item", rule 11; docs/contract.md, "Custody and slips",
"Corrections".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.kinds import Choice, Items
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted, Warned, facts
from concierge_desk.domain.numbers import SLIP
from concierge_desk.mechanisms.slips.model.slips import (
    OnSlip,
    Slip,
    SlipRules,
    prepared,
    require_prepared,
    signed,
    signed_at_once,
)
from concierge_desk.services.relay.model.custody import step
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.leaving import DEPOSITS, RETURNS
from concierge_desk.services.relay.model.kinds import CARRIER, CODE, SEQ, TRACKING
from concierge_desk.services.relay.model.numbers import LAPOSTE, own_code, principal_of, read_number
from concierge_desk.services.relay.model.states import GOES_BACK, HELD, NEXT, REFUSED, RETURN

_WHAT = Choice((RETURNS, DEPOSITS))


@dataclass(frozen=True, slots=True)
class ChosenForSlip:
    """Choice of what goes on a slip, of all that waits."""

    trackings: Annotated[
        tuple[str, ...] | None,
        Items(TRACKING, least=1),
        "Only these, by number or by the code of our label; else all that waits.",
    ]
    entries: Annotated[
        tuple[int, ...] | None,
        Items(SEQ, least=1),
        "Only these deposits that have no number, by their entry.",
    ]
    carrier: Annotated[Coded | None, CARRIER, "Whose postman stands there, where it is not La Poste's."]
    principal: Annotated[
        str | None,
        CODE,
        "The same, by the code of the principal: what is still here may be nobody's any more.",
    ]


@dataclass(frozen=True, slots=True)
class PrepareSlip(ChosenForSlip):
    """What the postman will take is listed."""

    what: Annotated[str, _WHAT, "What the postman will take."]


@dataclass(frozen=True, slots=True)
class HandToPostman(ChosenForSlip):
    """The postman takes what waits for him, and signs: a prepared slip, or one made at once."""

    what: Annotated[str | None, _WHAT, "What the postman takes; with a prepared slip it may be left out."]
    slip: Annotated[
        str | None, CODE, "The prepared slip that he signs, `B-…`; without one it is made at once."
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Item that waits for the postman, deposited or franked, known by its entry."""

    seq: int
    principal: str
    kind: str
    pieces: int
    tracking: str | None
    product: str | None
    deposited_day: str
    slip: str | None = None


SLIP_RULES = SlipRules(
    service="relay",
    series=SLIP,
    prepared="relay.slip_prepared",
    signed="relay.handed_to_postman",
    reversed="relay.reversed",
    nothing="nothing_to_hand",
    mixed="mixed_carriers",
)


@dataclass(frozen=True, slots=True)
class SlipState:
    """State that a slip is decided from.

    Attributes:
        waiting: What waits for the postman.
        custodies: What could go back.
        n: The slip's place in its year.
        principals: Whose each carrier is.
        slip: The slip that was named.
    """

    waiting: tuple[Waiting, ...]
    custodies: tuple[Custody, ...]
    n: int
    principals: Mapping[str, str]
    slip: Slip | None = None


def prepare_slip(state: SlipState, command: PrepareSlip, context: Context) -> tuple[Event, ...]:
    """List what the postman will take, and draw the slip's number.

    Raises:
        Refused: ``relay.nothing_to_hand``, ``relay.unknown``, ``relay.entry_unknown``,
            ``relay.mixed_carriers``, ``relay.carrier_off``, and as `step`.

    Warns:
        ``relay.not_due``.
    """
    warnings: tuple[Warned, ...] = ()
    if command.what == RETURNS:
        custodies = _returning(state, command, context)
        items = [_return_item(custody) for custody in custodies]
        owners = {custody.principal for custody in custodies}
        warnings = tuple(
            Warned("relay.not_due", {"tracking": custody.shown, "deadline_day": custody.deadline_day})
            for custody in custodies
            if not _is_due(custody, context)
        )
    else:
        waiting = _leaving(state, command)
        items = [_deposit_item(item) for item in waiting]
        owners = {item.principal for item in waiting}
    listed = OnSlip(items, frozenset(owners), {"what": command.what})
    return (replace(prepared(SLIP_RULES, listed, state.n, context), warnings=warnings),)


def hand_to_postman(state: SlipState, command: HandToPostman, context: Context) -> tuple[Event, ...]:
    """Sign a prepared slip; without one, prepare and sign at once.

    Without numbers: everything of La Poste's (or of the carrier that is named) that waits, or that was
    refused, misrouted or has expired.

    Raises:
        Refused: ``relay.slip_or_what``, ``relay.slip_unknown``, ``relay.slip_signed_already``,
            ``relay.slip_cancelled``, and as `prepare_slip`.

    Warns:
        As `prepare_slip`.
    """
    if command.slip is None:
        if command.what is None:
            raise Refused("relay.slip_or_what")
        asked_for = PrepareSlip(
            command.trackings, command.entries, command.carrier, command.principal, command.what
        )
        (event,) = prepare_slip(state, asked_for, context)
        return (signed_at_once(SLIP_RULES, event, _gone(state, event.data["items"])),)
    if any(given is not None for given in _chosen(command)):
        raise Refused("relay.slip_or_what")
    slip = require_prepared(SLIP_RULES, state.slip, command.slip)
    if command.what not in (None, slip.more["what"]):
        raise Refused("relay.slip_or_what")
    return (signed(SLIP_RULES, slip, _gone(state, slip.items)),)


def _gone(state: SlipState, items: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the refs of what was kept for as long as the items of a slip were here."""
    leaving = {item.get("custody") for item in items}
    return tuple(ref for one in state.custodies if one.custody in leaving for ref in one.ends_with_it)


def _chosen(command: ChosenForSlip) -> tuple[Any, ...]:
    return command.trackings, command.entries, command.carrier, command.principal


def slip_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the slip's number and what stands on it, counted by kind."""
    data = posted[-1].data
    counts: dict[str, int] = {}
    for item in data["items"]:
        counts[item["kind"]] = counts.get(item["kind"], 0) + item["count"]
    return {
        "number": data["slip"],
        "what": data["what"],
        "counts": dict(sorted(counts.items())),
        "with_number": sum(item["tracking"] is not None for item in data["items"]),
    }


def _returning(state: SlipState, command: PrepareSlip, context: Context) -> list[Custody]:
    owner = _owner(state, command)
    if command.trackings is None:
        return [
            item
            for item in state.custodies
            if item.principal == owner
            and item.slip is None
            and item.state in NEXT[RETURN]
            and _is_due(item, context)
        ]
    own = [item for item in state.custodies if command.carrier is None or item.principal == owner]
    found = [_named(name, {item.custody: item for item in own}, own) for name in _once(command.trackings)]
    for custody in found:
        step(custody, RETURN)
    return found


def _leaving(state: SlipState, command: PrepareSlip) -> list[Waiting]:
    owner = _owner(state, command)
    if command.trackings is None and command.entries is None:
        return [item for item in state.waiting if item.principal == owner and item.slip is None]
    own = [item for item in state.waiting if command.carrier is None or item.principal == owner]
    found = [_named(name, {}, own) for name in _once(command.trackings or ())]
    entries = {item.seq: item for item in own}
    for entry in dict.fromkeys(command.entries or ()):
        if entry not in entries:
            raise Refused("relay.entry_unknown", entry=entry)
        found.append(entries[entry])
    for item in found:
        if item.slip is not None:
            raise Refused("relay.on_slip", tracking=item.tracking, slip=item.slip)
    return list(dict.fromkeys(found))


def _owner(state: SlipState, command: PrepareSlip) -> str:
    """Return whose postman it is."""
    if command.principal is not None:
        return command.principal
    return LAPOSTE if command.carrier is None else principal_of(command.carrier.code, state.principals)


def _once(names: Sequence[str]) -> list[str]:
    """Return the numbers and codes, each once: a label scanned twice is one item."""
    return list(dict.fromkeys(own_code(text) or read_number(text).number for text in names))


_N = TypeVar("_N", Custody, Waiting)


def _named(name: str, by_code: Mapping[str, _N], known: Sequence[_N]) -> _N:
    """Return what has the code or number; La Poste's first, for it is its postman who stands there."""
    if name in by_code:
        return by_code[name]
    for item in sorted(known, key=lambda item: item.principal != LAPOSTE):
        if item.tracking == name:
            return item
    raise Refused("relay.unknown", tracking=name)


def _is_due(custody: Custody, context: Context) -> bool:
    return custody.state in GOES_BACK or custody.deadline_day < context.business_day.isoformat()


def _return_item(custody: Custody) -> dict[str, Any]:
    return {
        "kind": "return",
        "count": 1,
        **custody.identity,
        "refused": custody.state == REFUSED,
        "state": custody.state,
    }


def state_of(item: Mapping[str, Any]) -> str:
    """Return the state in which an item went back; a slip of an older version tells a refusal only."""
    return str(item.get("state") or (REFUSED if item["refused"] else HELD))


def _deposit_item(item: Waiting) -> dict[str, Any]:
    return {**facts(item, "kind", "seq", "tracking", "product", "deposited_day"), "count": item.pieces}
