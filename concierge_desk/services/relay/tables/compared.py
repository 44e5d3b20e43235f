"""Reads of a comparison: where the items are that a principal names, and what the open day comes to."""

from collections.abc import Mapping
from functools import cache

from concierge_desk import paths
from concierge_desk.counter.context import Context
from concierge_desk.services.relay.model.compared.comparing import Compare, OurView
from concierge_desk.services.relay.model.compared.figures import figures_of
from concierge_desk.services.relay.model.compared.statuses import read_statuses
from concierge_desk.services.relay.model.numbers import read_number
from concierge_desk.services.relay.model.states import CANCELLED, MISDELIVERED
from concierge_desk.services.relay.tables.looks import principals
from concierge_desk.services.relay.tables.prices import products
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import day_range
from concierge_desk.store.rows import column

_HELD = (
    "SELECT tracking FROM relay_custody WHERE closed_seq IS NULL AND principal = ? AND tracking IS NOT NULL"
    " AND state <> ? AND (carrier = ? OR principal = ?) ORDER BY deadline_day, received_seq"
)


@cache
def statuses() -> Mapping[str, str]:
    """Return what each status means, as it is shipped."""
    return read_statuses(paths.resource_text("relay-statuses.csv"))


def load_compare(connection: Connection, command: Compare, context: Context) -> OurView:
    """Return what stands here of what is said."""
    carrier = command.carrier.code
    whose = principals(connection, context.business_day)
    principal = whose.get(carrier) or (carrier if carrier in whose.values() else None)
    if principal is None:
        return OurView(None)
    numbers = {read_number(row.tracking).number for row in command.rows if row.tracking}
    return OurView(
        principal,
        states={number: state for number in numbers if (state := _state(connection, principal, number))},
        leaving=frozenset(number for number in numbers if _leaves(connection, principal, number)),
        held=column(connection, _HELD, principal, MISDELIVERED, carrier, carrier),
        figures=_figures(connection, principal, context) if any(row.act for row in command.rows) else {},
        statuses=statuses(),
    )


def _figures(connection: Connection, principal: str, context: Context) -> dict[str, tuple[int, int]]:
    first, _last = day_range(connection, context.business_day.isoformat())
    own = [entry for entry in journal.readable(connection, first)[0] if entry.aud == principal]
    return figures_of(own, products(connection))


def _state(connection: Connection, principal: str, number: str) -> str | None:
    found = column(
        connection,
        "SELECT state FROM relay_custody WHERE tracking = ? AND principal = ? AND state <> ?"
        " ORDER BY received_seq DESC LIMIT 1",
        *(number, principal, CANCELLED),
    )
    return str(found[0]) if found else None


def _leaves(connection: Connection, principal: str, number: str) -> bool:
    asked = "SELECT seq FROM relay_outgoing WHERE tracking = ? AND principal = ? LIMIT 1"
    return bool(column(connection, asked, number, principal))
