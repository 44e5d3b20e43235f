"""Loads of the bags: what their decisions read."""

from concierge_desk.counter.cards.endings import is_end
from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.domain.journal import Data
from concierge_desk.domain.numbers import BAG
from concierge_desk.services.relay.model.bags.bag import Announce, BagState, CloseBag, NewBag
from concierge_desk.services.relay.model.bags.fullness import SetCap, WarnFull, WarnState
from concierge_desk.services.relay.model.bags.presence import AskHere, answer_of
from concierge_desk.services.relay.model.numbers import read_number
from concierge_desk.services.relay.tables import looks
from concierge_desk.services.relay.tables.bags import looks as bags
from concierge_desk.store.connection import Connection
from concierge_desk.store.partners import retired_partners
from concierge_desk.store.till import next_number


def load_announce(connection: Connection, _command: Announce, context: Context) -> NewBag:
    """Return what a bag is announced from."""
    return NewBag(
        principals=looks.principals(connection, context.business_day),
        retired=retired_partners(connection, context.business_day),
        switches=looks.switches(connection),
        n=next_number(connection, BAG, context.business_day.year),
    )


def load_close(connection: Connection, command: CloseBag, _context: Context) -> BagState:
    """Return a bag, what it was announced with, and what was taken in with it."""
    return _state(connection, command.bag)


def load_undone(connection: Connection, undone: Undone, _context: Context) -> BagState:
    """Return the bag that an entry announced."""
    return _state(connection, undone.posted.data["bag"])


def _state(connection: Connection, number: str) -> BagState:
    return BagState(
        bags.bag(connection, number), bags.listed(connection, number), bags.received(connection, number)
    )


def load_principals(connection: Connection, command: SetCap, context: Context) -> dict[str, str]:
    """Return whose each carrier is on the first day of an agreement, today at the earliest."""
    today = context.business_day
    return dict(looks.principals(connection, max(command.valid_from or today, today)))


def load_warn(connection: Connection, command: WarnFull, context: Context) -> WarnState:
    """Return the shelves, what was agreed with a carrier, and its figures."""
    today, owner = context.business_day, command.carrier.code
    return WarnState(
        principals=looks.principals(connection, today),
        room=bags.room(connection, today, context.calendar),
        held=bags.held(connection),
        cap=bags.cap_on(connection, owner, today),
        days=bags.figures(connection, owner, today),
    )


def ask_here(connection: Connection, command: AskHere, _context: Context) -> Data:
    """Return what is answered to whoever asks for a number."""
    end = command.tracking.strip().upper()
    number = read_number(command.tracking).number
    return answer_of(bags.stays(connection, number, end if is_end(end) else ""))
