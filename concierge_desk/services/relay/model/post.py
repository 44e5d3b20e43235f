"""Deposits, and the slip that hands things to the postman in one act.

Source: domain.md §1.2 (DEP_…, INST_RET), §9 rule 11; DESIGN §3 (slip).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.codelists import Coded
from concierge_desk.counter.service import Context
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted, Warned
from concierge_desk.domain.numbers import SLIP, number_of
from concierge_desk.services.relay.model.custody import REFUSED, Custody
from concierge_desk.services.relay.model.numbers import LAPOSTE, identify, principal_of, read_number

LETTER = "letter"
DEPOSIT_KINDS = (LETTER, "registered", "parcel", "prepaid_return")
RETURNS = "returns"
DEPOSITS = "deposits"


@dataclass(frozen=True, slots=True)
class Deposit:
    """Something is handed in, already paid for."""

    kind: str
    tracking: str | None
    count: int | None
    carrier: Coded | None


@dataclass(frozen=True, slots=True)
class HandToPostman:
    """The postman takes what waits for him, and signs."""

    what: str
    trackings: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the postman: a deposit or a franked item, known by its entry."""

    seq: int
    principal: str
    kind: str
    count: int
    tracking: str | None
    product: str | None


@dataclass(frozen=True, slots=True)
class DepositState:
    """What a deposit needs: whose carrier is whose, and the numbers that wait."""

    principals: Mapping[str, str]
    waiting: frozenset[str]


@dataclass(frozen=True, slots=True)
class SlipState:
    """What a slip needs: what waits, what could go back, the slip's place in its year."""

    waiting: tuple[Waiting, ...]
    custodies: tuple[Custody, ...]
    n: int


def deposit(state: DepositState, command: Deposit, _context: Context) -> tuple[Event, ...]:
    """Take a deposit in: letters are counted, everything else has its number.

    Raises:
        Refused: ``relay.count_needed``, ``relay.one_piece``, ``relay.already_deposited``, ``relay.carrier_needed``.
    """
    if command.kind == LETTER:
        if command.count is None or command.tracking is not None:
            raise Refused("relay.count_needed")
        data: dict[str, Any] = {"kind": LETTER, "count": command.count, "tracking": None, "carrier": None}
        return (Event("relay.deposited", data, aud=LAPOSTE),)
    if command.count not in (None, 1):
        raise Refused("relay.one_piece")
    carrier = command.carrier.code if command.carrier else None
    if command.tracking is None:
        owner = principal_of(carrier, state.principals) if carrier else LAPOSTE
        data = {"kind": command.kind, "count": 1, "tracking": None, "carrier": carrier}
        missing = (Warned("relay.tracking_missing", {}),)
        return (Event("relay.deposited", data, aud=owner, warnings=missing),)
    item = identify(command.tracking, carrier)
    if item.number in state.waiting:
        raise Refused("relay.already_deposited", tracking=item.number)
    data = {"kind": command.kind, "count": 1, "tracking": item.number, "carrier": item.carrier}
    owner = principal_of(item.carrier, state.principals)
    return (Event("relay.deposited", data, aud=owner, warnings=item.warnings),)


def deposited_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what was taken in."""
    return {name: posted[-1].data[name] for name in ("kind", "count", "tracking")}


def hand_to_postman(state: SlipState, command: HandToPostman, context: Context) -> tuple[Event, ...]:
    """Prepare and sign a slip at once.

    Without numbers: everything of La Poste's that waits, or that was refused or has expired.

    Raises:
        Refused: ``relay.nothing_to_hand``, ``relay.unknown``, ``relay.mixed_carriers``.
    """
    if command.what == RETURNS:
        custodies = _returning(state, command, context)
        items = [_return_item(custody) for custody in custodies]
        owners = {custody.principal for custody in custodies}
        warnings = tuple(
            Warned("relay.not_due", {"deadline_day": custody.deadline_day})
            for custody in custodies
            if not _is_due(custody, context)
        )
    else:
        waiting = _leaving(state, command)
        items = [_deposit_item(item) for item in waiting]
        owners = {item.principal for item in waiting}
        warnings = ()
    if not items:
        raise Refused("relay.nothing_to_hand")
    if len(owners) > 1:
        raise Refused("relay.mixed_carriers")
    number = number_of(SLIP, context.business_day.year, state.n, context.epoch)
    document = f"slip:{number}"
    return (
        Event(
            "relay.handed_to_postman",
            {"slip": number, "what": command.what, "items": items},
            aud=owners.pop(),
            warnings=warnings,
            documents=(document,),
            always_printed=(document,),
        ),
    )


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


def _returning(state: SlipState, command: HandToPostman, context: Context) -> list[Custody]:
    if command.trackings is None:
        return [item for item in state.custodies if item.principal == LAPOSTE and _is_due(item, context)]
    return [_by_number(text, state.custodies) for text in _once(command.trackings)]


def _leaving(state: SlipState, command: HandToPostman) -> list[Waiting]:
    if command.trackings is None:
        return [item for item in state.waiting if item.principal == LAPOSTE]
    return [_by_number(text, state.waiting) for text in _once(command.trackings)]


def _once(trackings: Sequence[str]) -> list[str]:
    """Return the numbers, each once: a label scanned twice is one item."""
    return list(dict.fromkeys(read_number(text).number for text in trackings))


def _by_number(number: str, known: Sequence[Any]) -> Any:
    """Return what has the number; La Poste's first, for it is its postman who stands there."""
    for item in sorted(known, key=lambda item: item.principal != LAPOSTE):
        if item.tracking == number:
            return item
    raise Refused("relay.unknown", tracking=number)


def _is_due(custody: Custody, context: Context) -> bool:
    return custody.state == REFUSED or custody.deadline_day < context.business_day.isoformat()


def _return_item(custody: Custody) -> dict[str, Any]:
    return {
        "kind": "return",
        "count": 1,
        "custody": custody.custody,
        "tracking": custody.tracking,
        "carrier": custody.carrier,
        "shelf": custody.shelf,
        "refused": custody.state == REFUSED,
    }


def _deposit_item(item: Waiting) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "count": item.count,
        "seq": item.seq,
        "tracking": item.tracking,
        "product": item.product,
    }
