"""Loads of rows that hold from a day on: what held before, and what said it last."""

from collections.abc import Mapping

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.domain import dated
from concierge_desk.services.relay.model import dated_settings
from concierge_desk.services.relay.model.dated_settings import Before, SetHolding, SetPar, SetPrincipals
from concierge_desk.services.relay.model.numbers import PRINCIPALS
from concierge_desk.services.relay.tables.looks import holding, par_on, principals
from concierge_desk.services.relay.tables.prices import names_of, products, tariff_rows
from concierge_desk.store import partners
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column


def load_par(connection: Connection, command: SetPar, context: Context) -> Before:
    """Return how many pieces should be there until now, and what the products are."""
    names = [name for row in command.rows for name in names_of(row.product)]
    return Before(
        held=par_on(connection, command.valid_from or context.business_day),
        tariff=tariff_rows(connection, names),
        products=products(connection, names),
    )


def load_holding(connection: Connection, command: SetHolding, context: Context) -> Before:
    """Return how long items wait until now, each carrier's on its own first day."""
    known, held = holding(connection), {}
    for row in command.rows:
        first = row.valid_from or command.valid_from or context.business_day
        now = dated.latest((one for one in known if one.carrier == row.carrier.code), first)
        if now is not None:
            held[row.carrier.code] = now.days
    return Before(held)


def load_principals(connection: Connection, command: SetPrincipals, context: Context) -> Before:
    """Return whose each carrier is until now, and who there is."""
    return Before(
        held=principals(connection, command.valid_from or context.business_day),
        principals=frozenset(known_principals(connection)),
    )


def known_principals(connection: Connection) -> tuple[str, ...]:
    """Return the principals that there are: those whom the program knows, this shop's site file, and partners that were made."""
    own = "SELECT DISTINCT principal FROM relay_principal WHERE principal IS NOT NULL ORDER BY 1"
    return tuple(dict.fromkeys([*PRINCIPALS, *column(connection, own), *partners.names(connection)]))


def load_last(connection: Connection, undone: Undone, _context: Context) -> Mapping[str, int | None]:
    """Return, by product or carrier that an entry is about, the entry that said something of it last."""
    table, key = _TABLES[undone.posted.kind]
    last = f"SELECT max(seq) FROM {table} WHERE {key} = ?"  # noqa: S608
    return {row[key]: column(connection, last, row[key])[0] for row in undone.posted.data["rows"]}


_TABLES = {
    dated_settings.PAR: ("relay_par", "product"),
    dated_settings.HOLDING: ("relay_holding", "carrier"),
    dated_settings.PRINCIPALS: ("relay_principal", "carrier"),
}
