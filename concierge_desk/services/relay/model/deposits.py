"""Deposits: items handed in already paid for, which wait for the postman.

Source: docs/trade.md, "Operations of the relay" (DEP_…); docs/contract.md, "Custody and slips"; docs/requirements.md,
R-2.03 (a deposit's receipt is always printed).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.partners.partner import require_not_retired
from concierge_desk.counter.values.kinds import Choice
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.services.relay.model import operations
from concierge_desk.services.relay.model.facts.leaving import CHRONOPOST, LETTER
from concierge_desk.services.relay.model.kinds import PIECES, TRACKING, Confirmed
from concierge_desk.services.relay.model.numbers import LAPOSTE, identify, principal_of
from concierge_desk.services.relay.model.operations import Switches

DEPOSIT_KINDS = tuple(operations.DEPOSITS)


@dataclass(frozen=True, slots=True)
class Deposit:
    """Something is handed in, already paid for."""

    kind: Annotated[str, Choice(DEPOSIT_KINDS), "What is handed in."]
    tracking: Annotated[str | None, TRACKING, "All but letters."]
    count: Annotated[int | None, PIECES, "Letters only."]
    carrier: Confirmed


@dataclass(frozen=True, slots=True)
class DepositState:
    """State that a deposit is decided from: principals of carriers, for whom its number waits, who is retired."""

    principals: Mapping[str, str]
    waiting: frozenset[tuple[str, str]]
    switches: Switches
    retired: frozenset[str] = frozenset()


def deposit(state: DepositState, command: Deposit, context: Context) -> tuple[Event, ...]:
    """Take a deposit in: letters are counted, everything else comes piece by piece and gets its receipt.

    Raises:
        Refused: ``relay.operation_off``, ``relay.count_needed``, ``relay.one_piece``,
            ``relay.already_deposited``, and as `identify`, `principal_of`, `require_not_retired`.

    Warns:
        As `identify`.
    """
    state.switches.require(operations.DEPOSITS[command.kind])
    if command.kind == LETTER:
        if command.count is None or command.tracking is not None:
            raise Refused("relay.count_needed")
        require_not_retired(LAPOSTE, state.retired)
        data: dict[str, Any] = {"kind": LETTER, "count": command.count, "tracking": None, "carrier": None}
        return (Event("relay.deposited", data, aud=LAPOSTE),)
    if command.count not in (None, 1):
        raise Refused("relay.one_piece")
    item = identify(command.tracking, command.carrier.code if command.carrier else None)
    if item.carrier == CHRONOPOST:
        state.switches.require(operations.CHRONOPOST_DEPOSIT)
    owner = principal_of(item.carrier, state.principals) if item.carrier else LAPOSTE
    require_not_retired(owner, state.retired)
    if (owner, item.number) in state.waiting:
        raise Refused("relay.already_deposited", tracking=item.number)
    data = {
        "kind": command.kind,
        "count": 1,
        "tracking": item.number or None,
        "carrier": item.carrier or None,
    }
    receipt = (f"deposit:{context.next_seq}",)
    return (
        Event(
            "relay.deposited",
            data,
            aud=owner,
            warnings=item.warnings,
            documents=receipt,
            always_printed=receipt,
        ),
    )
