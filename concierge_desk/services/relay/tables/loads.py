"""Loads of the relay: what its decisions about items and slips read, and its reports."""

from dataclasses import replace

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.counter.values.kinds import LAST_DAY
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.numbers import SLIP
from concierge_desk.services.relay.model.closing import DayNow
from concierge_desk.services.relay.model.custody import CustodyRef, Receive, ReceiveState
from concierge_desk.services.relay.model.deposits import Deposit, DepositState
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.handover import HandOver, HandOverState
from concierge_desk.services.relay.model.numbers import read_number
from concierge_desk.services.relay.model.reversals import Leaving, Stay
from concierge_desk.services.relay.model.slip_undo import Gone, Returned, TakeBack, TakeBackState
from concierge_desk.services.relay.model.slips import (
    HandToPostman,
    PrepareSlip,
    SlipState,
    Waiting,
    state_of,
)
from concierge_desk.services.relay.model.states import CANCELLED, MISDELIVERED
from concierge_desk.services.relay.tables import complaints, incidents, shipped
from concierge_desk.services.relay.tables.bags import looks as bags
from concierge_desk.services.relay.tables.looks import (
    IN_CARE,
    STAY,
    company_mandate,
    holding,
    labels,
    load_in_care,
    par_on,
    pieces,
    principals,
    switches,
    waiting_number,
)
from concierge_desk.services.relay.tables.slips import SLIPS
from concierge_desk.services.relay.tables.stock import prices
from concierge_desk.store import settings
from concierge_desk.store.accounts import accounts
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import open_date
from concierge_desk.store.partners import retired_partners
from concierge_desk.store.rows import columns_of, one_record, records
from concierge_desk.store.till import corrections_between, next_number


def load_receive(connection: Connection, command: Receive, context: Context) -> ReceiveState:
    """Return what an arrival needs."""
    number = read_number(command.tracking).number if command.tracking else None
    return ReceiveState(
        open=records(connection, Custody, "relay_custody WHERE tracking = ? AND closed_seq IS NULL", number),
        principals=principals(connection, context.business_day),
        # Where a period was read is told by its entry alone.
        holding=holding(connection),
        switches=switches(connection),
        retired=retired_partners(connection, context.business_day),
        bag=None if command.bag is None else bags.bag(connection, command.bag),
        crowding=bags.crowding(connection, command.shelf, context.happened_day),
    )


def load_stays(connection: Connection, command: CustodyRef, _context: Context) -> tuple[Custody, ...]:
    """Return the stays of a number or of our own code, the latest last."""
    column, asked = ("custody", command.custody)
    if command.tracking is not None:
        column, asked = ("tracking", read_number(command.tracking).number)
    # On the way of every hand-over: without a detour.
    rows = connection.execute(
        f"SELECT {STAY} FROM relay_custody WHERE {column} = ? AND state <> ? ORDER BY received_seq",  # noqa: S608
        (asked, CANCELLED),
    )
    return tuple(Custody(*row) for row in rows)


def load_hand_over(connection: Connection, command: HandOver, context: Context) -> HandOverState:
    """Return what a hand-over needs."""
    code = command.proxy.mandate_code if command.proxy else None
    mandate = company_mandate(connection, code) if code is not None else None
    return HandOverState(load_stays(connection, command, context), shipped.identity_rules(), mandate)


def load_deposit(connection: Connection, command: Deposit, context: Context) -> DepositState:
    """Return what a deposit needs."""
    return DepositState(
        principals(connection, context.business_day),
        waiting_number(connection, command.tracking),
        switches(connection),
        retired_partners(connection, context.business_day),
    )


def load_slip(connection: Connection, command: PrepareSlip | HandToPostman, context: Context) -> SlipState:
    """Return what waits for the postman, and the slip that was named."""
    number = command.slip if isinstance(command, HandToPostman) else None
    return SlipState(
        waiting=records(connection, Waiting, "relay_outgoing WHERE left_day IS NULL ORDER BY seq"),
        custodies=records(connection, Custody, IN_CARE),
        n=next_number(connection, SLIP, context.business_day.year),
        principals=principals(connection, context.business_day),
        slip=SLIPS.slip(connection, number) if number else None,
    )


def load_take_back(connection: Connection, command: TakeBack, context: Context) -> TakeBackState:
    """Return the stays and the deposit that taking back may mean."""
    stays = load_stays(connection, command, context)
    gone = _gone(connection, command)
    waiting = waiting_number(connection, gone.tracking) if gone else frozenset()
    left = {stay.custody: _returned(connection, stay) for stay in stays}
    return TakeBackState(
        custodies=stays,
        returned={custody: returned for custody, returned in left.items() if returned is not None},
        gone=gone,
        waits_again=gone is not None and (gone.principal, gone.tracking) in waiting,
    )


def load_now(connection: Connection) -> DayNow:
    """Return what the relay holds at this moment."""
    perpetual = connection.execute("SELECT principal, cents, abs_cents FROM relay_perpetual")
    in_care = load_in_care(connection)
    today = open_date(connection)
    counted_on = today or LAST_DAY
    stock = pieces(connection)
    return DayNow(
        held=tuple(item for item in in_care if item.state != MISDELIVERED),
        stock=stock,
        par=par_on(connection, counted_on),
        perpetual={principal: (cents, absolute) for principal, cents, absolute in perpetual},
        site=dict(connection.execute("SELECT name, value FROM relay_setting").fetchall()),
        labels=labels(connection),
        away=tuple(item for item in in_care if item.state == MISDELIVERED),
        matters=incidents.matters(connection),
        owed={account.fund: account.owed_cents for account in accounts(connection)},
        software=settings.software_at(connection),
        complaints=complaints.standing(connection, counted_on),
        has_bags=bags.has_bags(connection),
        capacity=None if today is None else bags.capacity(connection, today),
        prices=prices(connection, stock, counted_on),
    )


def load_stay(connection: Connection, undone: Undone, _context: Context) -> Stay:
    """Return where the stay of an entry stands, and whether its number is here again."""
    custody = one_record(
        connection, Custody, "relay_custody WHERE custody = ?", undone.posted.data["custody"]
    )
    if custody is None:
        # Dropped after its retention: nothing of it is here any more.
        raise Refused("relay.changed_since")
    return Stay(
        custody, _open_again(connection, custody), incidents.INCIDENTS.last_of(connection, custody.custody)
    )


def load_leaving(connection: Connection, undone: Undone, _context: Context) -> Leaving:
    """Return whether what an entry took in still waits for the postman."""
    row = connection.execute(
        "SELECT left_day, slip FROM relay_outgoing WHERE seq = ?", (undone.posted.seq,)
    ).fetchone()
    return Leaving(waits=False) if row is None or row[0] is not None else Leaving(waits=True, slip=row[1])


def load_slip_state(connection: Connection, undone: Undone, _context: Context) -> str:
    """Return whether a slip is prepared, signed or cancelled."""
    return SLIPS.state(connection, undone.posted.data["slip"])


def _open_again(connection: Connection, stay: Custody) -> Custody | None:
    """Return another open stay of its number, None where there is none."""
    tables = "relay_custody WHERE principal = ? AND tracking = ? AND closed_seq IS NULL AND custody <> ?"
    return one_record(connection, Custody, tables, stay.principal, stay.tracking, stay.custody)


def _gone(connection: Connection, command: TakeBack) -> Gone | None:
    """Return the deposit that left last, of an entry or of a number."""
    # An entry says exactly what is meant.
    number = read_number(command.tracking).number if command.tracking and command.entry is None else None
    # Both tables have a number of an entry, which a deposit begins with.
    columns = f"relay_outgoing.{columns_of(Waiting)}, left_day, relay_slip.seq"
    row = connection.execute(
        f"SELECT {columns} FROM relay_outgoing JOIN relay_slip ON relay_slip.number = slip"  # noqa: S608
        " WHERE left_day IS NOT NULL AND (relay_outgoing.seq = ? OR tracking = ?)"
        " ORDER BY relay_slip.seq DESC LIMIT 1",
        (command.entry, number),
    ).fetchone()
    return (
        replace(Gone(*row), refunded=bool(corrections_between(connection, row[0], row[0]))) if row else None
    )


def _returned(connection: Connection, stay: Custody) -> Returned | None:
    slip = SLIPS.of_entry(connection, stay.closed_seq)
    if slip is None:
        return None
    item = next(item for item in slip.items if item["custody"] == stay.custody)
    return Returned(slip.number, state_of(item), slip.seq, _open_again(connection, stay))
