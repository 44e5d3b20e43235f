"""Live match of a name over the items in the shop's care: kept nowhere.

There is no query over items that left, none by a wildcard, and no list of addressees.

Source: docs/trade.md, "Secrecy of correspondence", rule 15; docs/requirements.md, R-5.01; decision 0014.
"""

from collections.abc import Iterator

from concierge_desk.counter.cards.agenda import name_matcher
from concierge_desk.services.relay.model.facts.mandates import CompanyMandate
from concierge_desk.services.relay.model.states import GOES_BACK, IN_CARE
from concierge_desk.services.relay.tables.counter import KEPT, KeptItem, kept
from concierge_desk.store.connection import Connection

_WAITING = frozenset(IN_CARE) - frozenset(GOES_BACK)
"""Whoever comes for what went to the wrong person is told where it is, not that nothing is here."""


def items(connection: Connection, name: str) -> Iterator[KeptItem]:
    """Find the items that wait for a name one by one, by deadline: those that nobody asks for are not read."""
    rows = connection.execute(
        f"SELECT text, {KEPT} FROM relay_custody JOIN personal ON personal.ref = relay_custody.party"  # noqa: S608
        " WHERE closed_seq IS NULL ORDER BY deadline_day, received_seq"
    )
    is_named = name_matcher(name)
    waiting = (kept(text, *row) for text, *row in rows if is_named(text))
    return (one for one in waiting if one.stay.state in _WAITING)


def mandates(connection: Connection, name: str) -> Iterator[CompanyMandate]:
    """Find the companies' mandates that hold, by the company or by who may collect for it."""
    rows = connection.execute(
        "SELECT mandate, valid_until, ended_day, company.text, holder.text FROM relay_mandate"
        " JOIN personal AS company ON company.ref = relay_mandate.company"
        " JOIN personal AS holder ON holder.ref = relay_mandate.holder"
        " WHERE ended_day IS NULL ORDER BY valid_until, mandate"
    )
    is_named = name_matcher(name)
    return (CompanyMandate(*row) for *row, company, holder in rows if is_named(company) or is_named(holder))
