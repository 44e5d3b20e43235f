"""Looks of the relay that cards and acts share: what is here, what is offered, whose, and how long it is kept."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.mandates import CompanyMandate
from concierge_desk.services.relay.model.held import HeldItem
from concierge_desk.services.relay.model.numbers import OFFICE, read_number
from concierge_desk.services.relay.model.operations import Switches
from concierge_desk.services.relay.model.postage.holding_periods import HoldingRow
from concierge_desk.services.relay.tables import shipped
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column, columns_of, known_records, records

STAY = columns_of(Custody)
IN_CARE = "relay_custody WHERE closed_seq IS NULL ORDER BY deadline_day, received_seq"


def office(connection: Connection) -> dict[str, str]:
    """Return to which post office the shop belongs, and its number there; empty texts where nobody said."""
    said = dict(connection.execute("SELECT name, value FROM relay_setting").fetchall())
    return {name: said.get(name, "") for name in OFFICE}


def pieces(connection: Connection, names: Sequence[str] | None = None) -> dict[str, int]:
    """Return how many pieces of some products, or of all, are in stock."""
    found = connection.execute(f"SELECT product, quantity FROM relay_stock {about(names)}", names or ())  # noqa: S608
    return dict(found.fetchall())


def holding(connection: Connection) -> tuple[HoldingRow, ...]:
    """Return the holding periods of all years."""
    # Where a period was read is told by its entry alone.
    columns = "carrier, days, valid_from, valid_to, '' AS source, '' AS confidence"
    return known_records(connection, HoldingRow, f"(SELECT {columns} FROM relay_holding)")  # noqa: S608


def par_on(connection: Connection, day: date) -> dict[str, int]:
    """Return how many pieces of each product should be there on a day; of some nothing is said."""
    return _in_force(connection, "relay_par", "product", "quantity", day)


def principals(connection: Connection, day: date) -> Mapping[str, str]:
    """Return whose each carrier is on a day; the others are none of the shop's."""
    return _in_force(connection, "relay_principal", "carrier", "principal", day)


def _in_force(connection: Connection, table: str, key: str, value: str, day: date) -> dict[str, Any]:
    """Return what the rows say that hold on a day: of one product or carrier the one that began last."""
    rows = connection.execute(
        f"SELECT {key}, {value} FROM {table} WHERE valid_from <= ? ORDER BY {key}, valid_from",  # noqa: S608
        (day.isoformat(),),
    )
    return {name: told for name, told in dict(rows.fetchall()).items() if told is not None}


def about(names: Sequence[str] | None) -> str:
    """Return the condition of rows that are about some products, with a question mark for each; all, without any."""
    return "" if names is None else f"WHERE product IN ({', '.join('?' * len(names))})"


def labels(connection: Connection) -> dict[str, str]:
    """Return what each product is called: in the catalogue, else in the tariff."""
    priced = connection.execute("SELECT product, label FROM relay_tariff ORDER BY valid_from").fetchall()
    described = connection.execute("SELECT product, label FROM relay_product WHERE label <> ''").fetchall()
    return dict([*priced, *described])


def load_in_care(connection: Connection) -> tuple[HeldItem, ...]:
    """Return the items that have not ended, by deadline: those in the shop, and those with somebody else."""
    return records(connection, HeldItem, IN_CARE)


def holds(connection: Connection, principal: str) -> bool:
    """Say whether something of a principal's is here, or waits for his postman."""
    kept = "SELECT 1 FROM relay_custody WHERE closed_seq IS NULL AND principal = ? LIMIT 1"
    waits = "SELECT 1 FROM relay_outgoing WHERE left_day IS NULL AND principal = ? LIMIT 1"
    return bool(column(connection, kept, principal) or column(connection, waits, principal))


def waiting_number(connection: Connection, tracking: str | None) -> frozenset[tuple[str, str]]:
    """Return for whom the number asked waits here for the postman: one look, however many wait."""
    if tracking is None:
        return frozenset()
    rows = connection.execute(
        "SELECT principal, tracking FROM relay_outgoing WHERE tracking = ? AND left_day IS NULL",
        (read_number(tracking).number,),
    )
    return frozenset((principal, number) for principal, number in rows)


def switches(connection: Connection) -> Switches:
    """Return what the shop offers."""
    chosen = connection.execute("SELECT operation, enabled FROM relay_switch")
    return Switches(shipped.operations(), {operation: bool(on) for operation, on in chosen})


def company_mandate(connection: Connection, code: str) -> CompanyMandate | None:
    """Return a company's mandate, None for a code that none has."""
    row = connection.execute(
        "SELECT mandate, valid_until, ended_day FROM relay_mandate WHERE mandate = ?", (code,)
    ).fetchone()
    return CompanyMandate(*row) if row else None
