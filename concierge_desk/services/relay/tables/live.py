"""What waits for whoever is named: a live match over the items in the shop, kept nowhere.

There is no query over items that left, none by a wildcard, and no list of addressees.

Source: domain.md §1.4 (secrecy of correspondence), §9 rule 15; R-5.01; decision 0014.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from concierge_desk.counter.agenda import MOST_CARDS, Card, name_matcher
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
    items, mandates = _items(connection, name), _mandates(connection, name)
    return tuple(islice(chain(map(_card, items), map(_mandate, mandates)), MOST_CARDS))


def codes(connection: Connection, name: str) -> tuple[str, ...]:
    """Return the codes of what waits for a name, of as many things and in the order of their cards."""
    found = chain(_items(connection, name), _mandates(connection, name))
    return tuple(code for code, *_ in islice(found, MOST_CARDS))


def _items(connection: Connection, name: str) -> Iterator[tuple[Any, ...]]:
    """Find the items of a name one by one, by deadline, their code first."""
    rows = connection.execute(
        "SELECT text, custody, carrier, tracking, shelf, state, deadline_day, last_useful_slot"
        " FROM relay_custody JOIN personal ON personal.ref = relay_custody.party"
        " WHERE closed_seq IS NULL ORDER BY deadline_day, received_seq"
    )
    is_named = name_matcher(name)
    for text, *item in rows:
        if item[4] in _WAITING and is_named(text):
            yield tuple(item)


def _mandates(connection: Connection, name: str) -> Iterator[tuple[str, str]]:
    """Find the companies' mandates that hold, by the company or by who may collect for it: code, last day."""
    rows = connection.execute(
        "SELECT mandate, valid_until, company.text, holder.text FROM relay_mandate"
        " JOIN personal AS company ON company.ref = relay_mandate.company"
        " JOIN personal AS holder ON holder.ref = relay_mandate.holder"
        " WHERE ended_day IS NULL ORDER BY valid_until, mandate"
    )
    is_named = name_matcher(name)
    for code, until, *names in rows:
        if any(map(is_named, names)):
            yield code, until


def _card(item: tuple[Any, ...]) -> Card:
    custody, carrier, tracking, shelf, state, deadline_day, slot = item
    label = listed(carrier, tracking or custody)
    return Card("relay", custody, label, shelf, state, deadline_day, slot)


def _mandate(found: tuple[str, str]) -> Card:
    code, until = found
    return Card("relay", code, label_of("mandate", "company", "fr"), "", "mandate", until)
