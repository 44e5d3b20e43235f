"""What the relay's decisions and reports read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from concierge_desk.counter.service import Context, Undone
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.holding import HoldingRow
from concierge_desk.domain.numbers import SLIP
from concierge_desk.domain.tariff import TariffRow
from concierge_desk.services.relay.model.closing import Held, Now
from concierge_desk.services.relay.model.custody import Custody, HandOver, Receive, ReceiveState, Refuse
from concierge_desk.services.relay.model.numbers import read_number
from concierge_desk.services.relay.model.post import Deposit, DepositState, HandToPostman, SlipState, Waiting
from concierge_desk.services.relay.model.reversals import CANCELLED, Leaving, Stay
from concierge_desk.services.relay.model.stamps import (
    Frank,
    FrankState,
    Product,
    ReceiveStock,
    Sell,
    StampState,
)
from concierge_desk.store.connection import Connection
from concierge_desk.store.settings import rates_on
from concierge_desk.store.till import next_number

_CUSTODY = "custody, principal, carrier, tracking, shelf, state, deadline_day, closed_day"


def load_receive(connection: Connection, command: Receive, _context: Context) -> ReceiveState:
    """Return what an arrival needs."""
    number = read_number(command.tracking).number if command.tracking else None
    rows = connection.execute(
        f"SELECT {_CUSTODY} FROM relay_custody WHERE tracking = ? AND closed_seq IS NULL",  # noqa: S608
        (number,),
    )
    holding = connection.execute("SELECT carrier, days, valid_from, valid_to FROM relay_holding")
    return ReceiveState(
        open=tuple(Custody(*row) for row in rows),
        principals=_principals(connection),
        holding=tuple(
            HoldingRow(
                carrier, days, date.fromisoformat(first), date.fromisoformat(last) if last else None, "", ""
            )
            for carrier, days, first, last in holding
        ),
    )


def load_custody(
    connection: Connection, command: HandOver | Refuse, _context: Context
) -> tuple[Custody, ...]:
    """Return the stays of a number or of our own code, the latest last."""
    column, asked = ("custody", command.custody)
    if command.tracking is not None:
        column, asked = ("tracking", read_number(command.tracking).number)
    rows = connection.execute(
        f"SELECT {_CUSTODY} FROM relay_custody WHERE {column} = ? AND state <> ? ORDER BY received_seq",  # noqa: S608
        (asked, CANCELLED),
    )
    return tuple(Custody(*row) for row in rows)


def load_deposit(connection: Connection, command: Deposit, _context: Context) -> DepositState:
    """Return what a deposit needs."""
    return DepositState(_principals(connection), _waiting(connection, command.tracking))


def load_slip(connection: Connection, _command: HandToPostman, context: Context) -> SlipState:
    """Return what waits for the postman."""
    waiting = connection.execute(
        "SELECT seq, principal, kind, pieces, tracking, product FROM relay_outgoing WHERE slip IS NULL ORDER BY seq"
    )
    held = connection.execute(
        f"SELECT {_CUSTODY} FROM relay_custody WHERE closed_seq IS NULL ORDER BY deadline_day, received_seq"  # noqa: S608
    )
    return SlipState(
        waiting=tuple(Waiting(*row) for row in waiting),
        custodies=tuple(Custody(*row) for row in held),
        n=next_number(connection, SLIP, context.business_day.year),
    )


def load_stamp(connection: Connection, command: Sell | ReceiveStock, context: Context) -> StampState:
    """Return what selling or receiving a stamp needs."""
    row = connection.execute(
        "SELECT quantity FROM relay_stock WHERE product = ?", (command.product,)
    ).fetchone()
    product = command.product.rpartition("_")[0]
    return StampState(
        tariff=_tariff(connection, (command.product, product)),
        products=_products(connection),
        stock=row[0] if row else 0,
        rates=rates_on(connection, context.business_day),
    )


def load_frank(connection: Connection, command: Frank, context: Context) -> FrankState:
    """Return what franking needs."""
    return FrankState(
        tariff=_tariff(connection, (command.product, command.product)),
        products=_products(connection),
        waiting=_waiting(connection, command.tracking),
        rates=rates_on(connection, context.business_day),
    )


def load_now(connection: Connection) -> Now:
    """Return what the relay holds at this moment."""
    held = connection.execute(
        "SELECT custody, principal, carrier, tracking, shelf, state, arrived_day, presented_day, deadline_day,"
        " last_useful_slot FROM relay_custody WHERE closed_seq IS NULL ORDER BY deadline_day, received_seq"
    )
    perpetual = connection.execute("SELECT principal, cents, abs_cents FROM relay_perpetual")
    return Now(
        held=tuple(Held(*row) for row in held),
        stock=dict(connection.execute("SELECT product, quantity FROM relay_stock").fetchall()),
        par=dict(connection.execute("SELECT product, quantity FROM relay_par").fetchall()),
        perpetual={principal: (cents, absolute) for principal, cents, absolute in perpetual},
        site=dict(connection.execute("SELECT name, value FROM relay_setting").fetchall()),
    )


def load_stay(connection: Connection, undone: Undone, _context: Context) -> Stay:
    """Return where the stay of an entry stands, and whether its number is here again."""
    custody = undone.posted.data["custody"]
    row = connection.execute(
        "SELECT state, closed_seq FROM relay_custody WHERE custody = ?", (custody,)
    ).fetchone()
    if row is None:
        # Dropped after its retention: nothing of it is here any more.
        raise Refused("relay.changed_since")
    state, closed_seq = row
    other = connection.execute(
        "SELECT shelf FROM relay_custody WHERE principal = ? AND tracking = ? AND closed_seq IS NULL"
        " AND custody <> ?",
        (undone.posted.aud, undone.posted.data["tracking"], custody),
    ).fetchone()
    return Stay(state, closed_seq, other[0] if other else None)


def load_leaving(connection: Connection, undone: Undone, _context: Context) -> Leaving:
    """Return whether what an entry took in still waits for the postman."""
    row = connection.execute(
        "SELECT 1 FROM relay_outgoing WHERE seq = ? AND slip IS NULL", (undone.posted.seq,)
    ).fetchone()
    return Leaving(row is not None)


def slip_seq(connection: Connection, number: str) -> int | None:
    """Return the entry of a slip."""
    row = connection.execute("SELECT seq FROM relay_slip WHERE number = ?", (number,)).fetchone()
    return int(row[0]) if row else None


def _principals(connection: Connection) -> Mapping[str, str]:
    return dict(connection.execute("SELECT carrier, principal FROM relay_principal").fetchall())


def _waiting(connection: Connection, tracking: str | None) -> frozenset[str]:
    """Return the number asked if it waits for the postman: one look, however many wait."""
    if tracking is None:
        return frozenset()
    rows = connection.execute(
        "SELECT tracking FROM relay_outgoing WHERE tracking = ? AND slip IS NULL",
        (read_number(tracking).number,),
    )
    return frozenset(number for (number,) in rows)


def _tariff(connection: Connection, products: tuple[str, str]) -> tuple[TariffRow, ...]:
    rows = connection.execute(
        "SELECT product, label, zone, max_g, cents, vat_code, valid_from, valid_to, source, confidence"
        " FROM relay_tariff WHERE product IN (?, ?)",
        products,
    )
    return tuple(_tariff_row(*row) for row in rows)


def _tariff_row(*columns: Any) -> TariffRow:
    product, label, zone, max_g, cents, vat_code, first, last, source, confidence = columns
    return TariffRow(
        product=product,
        label=label,
        zone=zone,
        max_g=max_g,
        cents=cents,
        vat_code=vat_code,
        valid_from=date.fromisoformat(first),
        valid_to=date.fromisoformat(last) if last else None,
        source=source,
        confidence=confidence,
    )


def _products(connection: Connection) -> Mapping[str, Product]:
    rows = connection.execute("SELECT product, family, stamp, tracked FROM relay_product")
    return {code: Product(code, family, bool(stamp), bool(tracked)) for code, family, stamp, tracked in rows}
