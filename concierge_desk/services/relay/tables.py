"""The relay's tables: migrations, how entries move them, loaders. The only SQL of the service."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlite_utils import Database, Migrations

from concierge_desk.counter.service import Context
from concierge_desk.domain.holding import HoldingRow
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.numbers import SLIP
from concierge_desk.domain.tariff import TariffRow
from concierge_desk.services.relay.model import custody as custodies
from concierge_desk.services.relay.model.closing import Held, Now
from concierge_desk.services.relay.model.custody import Custody, HandOver, Receive, ReceiveState, Refuse
from concierge_desk.services.relay.model.numbers import read_number
from concierge_desk.services.relay.model.post import Deposit, DepositState, HandToPostman, SlipState, Waiting
from concierge_desk.services.relay.model.stamps import (
    Frank,
    FrankState,
    Product,
    ReceiveStock,
    Sell,
    StampState,
)
from concierge_desk.store.connection import Connection
from concierge_desk.store.schema import Schema
from concierge_desk.store.settings import rates_on
from concierge_desk.store.till import next_number, use_number

migrations = Migrations("service.relay")

_TABLES = """
CREATE TABLE relay_setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_principal(carrier TEXT PRIMARY KEY, principal TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_par(product TEXT PRIMARY KEY, quantity INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_tariff(
    product TEXT NOT NULL, label TEXT NOT NULL, zone TEXT NOT NULL, max_g INTEGER, cents INTEGER NOT NULL,
    vat_code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT, source TEXT NOT NULL,
    confidence TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX relay_tariff_band ON relay_tariff(product, zone, COALESCE(max_g, 0), valid_from);
CREATE TABLE relay_holding(
    carrier TEXT NOT NULL, days INTEGER NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT,
    PRIMARY KEY(carrier, valid_from)) STRICT, WITHOUT ROWID;
CREATE TABLE relay_product(
    product TEXT PRIMARY KEY, family TEXT NOT NULL, stamp INTEGER NOT NULL, tracked INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE relay_stock(product TEXT PRIMARY KEY, quantity INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE relay_custody(
    custody TEXT PRIMARY KEY, principal TEXT NOT NULL, carrier TEXT NOT NULL, tracking TEXT, shelf TEXT NOT NULL,
    state TEXT NOT NULL, party TEXT, arrived_day TEXT NOT NULL, presented_day TEXT, deadline_day TEXT NOT NULL,
    last_useful_slot TEXT, received_seq INTEGER NOT NULL UNIQUE, closed_seq INTEGER, closed_day TEXT)
    STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX relay_custody_open ON relay_custody(principal, tracking)
    WHERE closed_seq IS NULL AND tracking IS NOT NULL;
CREATE INDEX relay_custody_number ON relay_custody(tracking, received_seq);
CREATE INDEX relay_custody_held ON relay_custody(deadline_day, received_seq) WHERE closed_seq IS NULL;
CREATE TABLE relay_outgoing(
    seq INTEGER PRIMARY KEY, principal TEXT NOT NULL, kind TEXT NOT NULL, pieces INTEGER NOT NULL, tracking TEXT,
    product TEXT, deposited_day TEXT NOT NULL, slip TEXT, left_day TEXT) STRICT;
CREATE INDEX relay_outgoing_waiting ON relay_outgoing(seq) WHERE slip IS NULL;
CREATE INDEX relay_outgoing_number ON relay_outgoing(tracking) WHERE slip IS NULL;
CREATE TABLE relay_slip(
    number TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, day TEXT NOT NULL, what TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE relay_perpetual(
    principal TEXT PRIMARY KEY, cents INTEGER NOT NULL, abs_cents INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""


@migrations()
def m001_tables(db: Database) -> None:
    """Make the relay's projections."""
    for text in _TABLES.split(";\n"):
        if text.strip():
            db.execute(text)


def _settings_set(connection: Connection, posted: Posted) -> None:
    data = posted.data
    for table in ("relay_setting", "relay_principal", "relay_par"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    connection.executemany(
        "INSERT INTO relay_setting VALUES(?, ?)", [(name, data[name]) for name in ("regate", "office")]
    )
    connection.executemany(
        "INSERT INTO relay_principal VALUES(?, ?)",
        [(row["carrier"], row["principal"]) for row in data["principals"]],
    )
    connection.executemany(
        "INSERT INTO relay_par VALUES(?, ?)", [(row["product"], row["quantity"]) for row in data["par"]]
    )


def _tariff_imported(connection: Connection, posted: Posted) -> None:
    names = ("product", "label", "zone", "max_g", "cents", "vat_code", "valid_from", "valid_to", "source")
    connection.executemany(
        "INSERT INTO relay_tariff VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(product, zone, COALESCE(max_g, 0), valid_from) DO UPDATE SET label = excluded.label,"
        " cents = excluded.cents, vat_code = excluded.vat_code, valid_to = excluded.valid_to,"
        " source = excluded.source, confidence = excluded.confidence",
        [(*(row[name] for name in names), row["confidence"]) for row in posted.data["rows"]],
    )


def _holding_set(connection: Connection, posted: Posted) -> None:
    connection.executemany(
        "INSERT INTO relay_holding VALUES(?, ?, ?, ?) ON CONFLICT(carrier, valid_from)"
        " DO UPDATE SET days = excluded.days, valid_to = excluded.valid_to",
        [(row["carrier"], row["days"], row["valid_from"], row["valid_to"]) for row in posted.data["rows"]],
    )


def _products_set(connection: Connection, posted: Posted) -> None:
    connection.executemany(
        "INSERT INTO relay_product VALUES(?, ?, ?, ?) ON CONFLICT(product)"
        " DO UPDATE SET family = excluded.family, stamp = excluded.stamp, tracked = excluded.tracked",
        [(row["product"], row["family"], row["stamp"], row["tracked"]) for row in posted.data["rows"]],
    )


def _received(connection: Connection, posted: Posted) -> None:
    data = posted.data
    connection.execute(
        "INSERT INTO relay_custody VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        (
            data["custody"],
            posted.aud,
            data["carrier"],
            data["tracking"],
            data["shelf"],
            custodies.HELD,
            data["party"],
            data["arrived_day"],
            data["presented_day"],
            data["deadline_day"],
            data["last_useful_slot"],
            posted.seq,
        ),
    )


def _handed_over(connection: Connection, posted: Posted) -> None:
    _end_custody(connection, posted, posted.data["custody"], custodies.HANDED_OVER)


def _refused(connection: Connection, posted: Posted) -> None:
    connection.execute(
        "UPDATE relay_custody SET state = ? WHERE custody = ?", (custodies.REFUSED, posted.data["custody"])
    )


def _end_custody(connection: Connection, posted: Posted, custody: str, state: str) -> None:
    connection.execute(
        "UPDATE relay_custody SET state = ?, closed_seq = ?, closed_day = ? WHERE custody = ?",
        (state, posted.seq, posted.day, custody),
    )


def _deposited(connection: Connection, posted: Posted) -> None:
    data = posted.data
    connection.execute(
        "INSERT INTO relay_outgoing VALUES(?, ?, ?, ?, ?, NULL, ?, NULL, NULL)",
        (posted.seq, posted.aud, data["kind"], data["count"], data["tracking"], posted.day),
    )


def _franked(connection: Connection, posted: Posted) -> None:
    if not posted.data["pieces"]:
        return
    connection.execute(
        "INSERT INTO relay_outgoing VALUES(?, ?, 'franked', 1, ?, ?, ?, NULL, NULL)",
        (posted.seq, posted.aud, posted.data["tracking"], posted.data["product"], posted.day),
    )


def _handed_to_postman(connection: Connection, posted: Posted) -> None:
    data = posted.data
    connection.execute(
        "INSERT INTO relay_slip VALUES(?, ?, ?, ?)", (data["slip"], posted.seq, posted.day, data["what"])
    )
    use_number(connection, data["slip"])
    for item in data["items"]:
        if data["what"] == "returns":
            _end_custody(connection, posted, item["custody"], custodies.RETURNED)
        else:
            connection.execute(
                "UPDATE relay_outgoing SET slip = ?, left_day = ? WHERE seq = ?",
                (data["slip"], posted.day, item["seq"]),
            )


def _stock_received(connection: Connection, posted: Posted) -> None:
    _move_stock(connection, posted.data["product"], posted.data["quantity"])


def _sold(connection: Connection, posted: Posted) -> None:
    _move_stock(connection, posted.data["product"], -posted.data["quantity"])


def _move_stock(connection: Connection, product: str, quantity: int) -> None:
    connection.execute(
        "INSERT INTO relay_stock VALUES(?, ?) ON CONFLICT(product) DO UPDATE SET quantity = quantity + excluded.quantity",
        (product, quantity),
    )


def _day_reported(connection: Connection, posted: Posted) -> None:
    connection.execute(
        "INSERT INTO relay_perpetual VALUES(?, ?, ?) ON CONFLICT(principal)"
        " DO UPDATE SET cents = excluded.cents, abs_cents = excluded.abs_cents",
        (posted.aud, posted.data["perpetual_cents"], posted.data["perpetual_abs_cents"]),
    )


SCHEMA = Schema(
    migrations=migrations,
    apply={
        "relay.settings_set": _settings_set,
        "tariff.imported": _tariff_imported,
        "relay.holding_set": _holding_set,
        "relay.products_set": _products_set,
        "relay.received": _received,
        "relay.handed_over": _handed_over,
        "relay.refused": _refused,
        "relay.deposited": _deposited,
        "relay.franked": _franked,
        "relay.sold": _sold,
        "relay.stock_received": _stock_received,
        "relay.handed_to_postman": _handed_to_postman,
        "relay.day_reported": _day_reported,
    },
    projections=(
        "relay_setting",
        "relay_principal",
        "relay_par",
        "relay_tariff",
        "relay_holding",
        "relay_product",
        "relay_stock",
        "relay_custody",
        "relay_outgoing",
        "relay_slip",
        "relay_perpetual",
    ),
    # Custody is not fiscal: its payloads may go after retention. What was charged never does.
    purgeable=frozenset(
        {"relay.received", "relay.handed_over", "relay.refused", "relay.deposited", "relay.handed_to_postman"}
    ),
)

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
        f"SELECT {_CUSTODY} FROM relay_custody WHERE {column} = ? ORDER BY received_seq",  # noqa: S608
        (asked,),
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
