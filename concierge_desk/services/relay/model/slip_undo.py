"""Undo of a signed slip: things still here wait again; the slip itself stays as it is.

Source: docs/contract.md, "Corrections"; docs/trade.md, rule 11; decision 0014.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, facts
from concierge_desk.services.relay.model.custody import CustodyRef, asked, not_twice
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.leaving import DEPOSITS, RETURNS
from concierge_desk.services.relay.model.kinds import SEQ
from concierge_desk.services.relay.model.slips import Waiting
from concierge_desk.services.relay.model.states import RULES, TAKE_BACK


@dataclass(frozen=True, slots=True)
class TakeBack(CustodyRef):
    """Something that the postman signed for is still here."""

    entry: Annotated[int | None, SEQ, "Entry of a deposit that has no number, as in the journal."] = None


@dataclass(frozen=True, slots=True)
class Gone(Waiting):
    """A deposit that waited, and left with the postman.

    Attributes:
        left_day: The day of the slip it left on.
        left_seq: The entry of that slip.
        refunded: Its price was given back since: it waits for nobody any more.
    """

    left_day: str = ""
    left_seq: int = 0
    refunded: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """Way a stay left on a slip of returns.

    Attributes:
        slip: Number of the slip.
        state: The state it had on it.
        left_seq: The slip's entry.
        open_again: Another open stay of its number, None where there is none.
    """

    slip: str
    state: str
    left_seq: int
    open_again: Custody | None


@dataclass(frozen=True, slots=True)
class TakeBackState:
    """State that taking back is decided from.

    Attributes:
        custodies: Stays of the number.
        returned: By stay, how it left.
        gone: The deposit of the number that left last.
        waits_again: Its number waits for the postman once more.
    """

    custodies: tuple[Custody, ...]
    returned: Mapping[str, Returned]
    gone: Gone | None
    waits_again: bool


def take_back(state: TakeBackState, command: TakeBack, context: Context) -> tuple[Event, ...]:
    """Say that something on a signed slip is still here: it waits again, in the state it had.

    What was meant is what left last, where a number was returned once and deposited another time.

    Raises:
        Refused: ``relay.entry_unknown``, and as `asked`; ``relay.still_here`` or what else became of it:
            ``relay.already_handed_over``, ``relay.lost_already``, ``relay.returned_already``,
            ``relay.misdelivered``; ``relay.already_held`` when the number came back meanwhile,
            ``relay.already_deposited``.
    """
    if command.entry is not None or (state.gone is not None and not state.custodies):
        return (_deposit_back(state, command),)
    custody = asked(state.custodies, command)
    returned = state.returned.get(custody.custody)
    if state.gone is not None and (returned is None or state.gone.left_seq > returned.left_seq):
        return (_deposit_back(state, command),)
    if returned is None:
        raise RULES.why_not(custody, TAKE_BACK)
    if returned.open_again is not None:
        raise not_twice(returned.open_again)
    slot = context.calendar.last_useful_slot(date.fromisoformat(custody.deadline_day))
    told = {"slip": returned.slip, "what": RETURNS, "state": returned.state, "entry": None}
    data = {**custody.identity, **told, "last_useful_slot": slot}
    return (Event("relay.taken_back", data, aud=custody.principal),)


def _deposit_back(state: TakeBackState, command: TakeBack) -> Event:
    gone = state.gone
    if gone is None:
        raise Refused("relay.entry_unknown", entry=command.entry)
    if state.waits_again:
        raise Refused("relay.already_deposited", tracking=gone.tracking)
    data = {
        # No stay of an item.
        **dict.fromkeys(("custody", "carrier", "shelf", "state")),
        **facts(gone, "tracking", "slip", "kind", "deposited_day", "left_day"),
        "what": DEPOSITS,
        "entry": gone.seq,
        "count": gone.pieces,
        # Nobody pays for it any more: it goes home with its sender.
        "withdrawn": gone.refunded,
    }
    return Event("relay.taken_back", data, aud=gone.principal)
