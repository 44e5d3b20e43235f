"""What waits for whoever is named: a live match over the items in the shop, kept nowhere.

There is no query over items that left, none by a wildcard, and no list of addressees.

Source: domain.md §1.4 (secrecy of correspondence), §9 rule 15; R-5.01; decision 0014.
"""

from typing import Any

from concierge_desk.counter.agenda import MOST_CARDS, Card, is_named
from concierge_desk.counter.codelists import label_of
from concierge_desk.services.relay.model.numbers import listed
from concierge_desk.services.relay.model.states import GOES_BACK, IN_THE_SHOP
from concierge_desk.store.connection import Connection

_WAITING = frozenset(IN_THE_SHOP) - frozenset(GOES_BACK)


def cards(connection: Connection, name: str) -> tuple[Card, ...]:
    """Return what waits for a name, by deadline.

    Args:
        connection: The running transaction.
        name: As it was said at the counter.
    """
    rows = connection.execute(
        "SELECT text, custody, carrier, tracking, shelf, state, deadline_day, last_useful_slot"
        " FROM relay_custody JOIN personal ON personal.ref = relay_custody.party"
        " WHERE closed_seq IS NULL ORDER BY deadline_day, received_seq"
    )
    found = [_card(*row) for text, *row in rows if row[4] in _WAITING and is_named(name, text)]
    return (*found, *_mandates(connection, name))[:MOST_CARDS]


def _mandates(connection: Connection, name: str) -> list[Card]:
    """Return the companies' mandates that hold, by the company or by who may collect for it."""
    rows = connection.execute(
        "SELECT mandate, valid_until, company.text, holder.text FROM relay_mandate"
        " JOIN personal AS company ON company.ref = relay_mandate.company"
        " JOIN personal AS holder ON holder.ref = relay_mandate.holder"
        " WHERE ended_day IS NULL ORDER BY valid_until, mandate"
    )
    label = label_of("mandate", "company", "fr")
    return [
        Card("relay", code, label, "", "mandate", until)
        for code, until, company, holder in rows
        if is_named(name, company) or is_named(name, holder)
    ]


def _card(*columns: Any) -> Card:
    custody, carrier, tracking, shelf, state, deadline_day, slot = columns
    label = listed(carrier, tracking or custody)
    return Card("relay", custody, label, shelf, state, deadline_day, slot)
