"""The relay's migrations, and how entries move its projections."""

from sqlite_utils import Database, Migrations

from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model import custody as custodies
from concierge_desk.store.connection import Connection
from concierge_desk.store.schema import Schema
from concierge_desk.store.till import use_number

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


def _reversed(connection: Connection, posted: Posted) -> None:
    if posted.data["state"] in custodies.IN_THE_SHOP:
        connection.execute(
            "UPDATE relay_custody SET state = ?, closed_seq = NULL, closed_day = NULL WHERE custody = ?",
            (posted.data["state"], posted.data["custody"]),
        )
    else:
        _end_custody(connection, posted, posted.data["custody"], posted.data["state"])


def _withdraw(connection: Connection, posted: Posted) -> None:
    connection.execute("DELETE FROM relay_outgoing WHERE seq = ?", (posted.data["corrects"],))


def _deposited(connection: Connection, posted: Posted) -> None:
    data = posted.data
    if "corrects" in data:
        _withdraw(connection, posted)
        return
    connection.execute(
        "INSERT INTO relay_outgoing VALUES(?, ?, ?, ?, ?, NULL, ?, NULL, NULL)",
        (posted.seq, posted.aud, data["kind"], data["count"], data["tracking"], posted.day),
    )


def _franked(connection: Connection, posted: Posted) -> None:
    if "corrects" in posted.data:
        if posted.data["withdrawn"]:
            _withdraw(connection, posted)
        return
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
        "relay.reversed": _reversed,
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
        {
            "relay.received",
            "relay.handed_over",
            "relay.refused",
            "relay.reversed",
            "relay.deposited",
            "relay.handed_to_postman",
        }
    ),
)
