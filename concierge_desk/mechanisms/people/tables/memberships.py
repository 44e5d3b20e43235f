"""State that a membership is decided from, out of the tables.

Source: decision 0085.
"""

from datetime import date

from concierge_desk.counter.context import Context
from concierge_desk.mechanisms.people.model.fields import HOUSEHOLD
from concierge_desk.mechanisms.people.model.membership import JOINED, Join, JoinState
from concierge_desk.mechanisms.people.tables.household import household, memberships_of
from concierge_desk.mechanisms.people.tables.people import is_lost, keys_of, person
from concierge_desk.store.connection import Connection
from concierge_desk.store.settings import rates_on


def load_join(connection: Connection, command: Join, context: Context) -> JoinState:
    """Return who joins for which household, and until when that is a member already."""
    code = command.household or command.person or (context.who.card if context.who is not None else None)
    rates = rates_on(connection, context.business_day)
    if code is None or is_lost(connection, code):
        return JoinState(None, None, rates, named=code is not None, lost=code is not None)
    home = household(connection, code)
    people = home.people if home is not None else ()
    one = None if code.startswith(f"{HOUSEHOLD}-") else person(connection, code)
    key = one.person if one is not None else next(iter(people), None)
    if key is None:
        return JoinState(None, None, rates)
    theirs = frozenset(each for one_of in (key, *people) for each in keys_of(connection, one_of))
    known = [membership.until_day for membership in memberships_of(connection, code)]
    taken = [
        date.fromisoformat(event.data["until_day"])
        for event in context.earlier
        if event.kind == JOINED and any(link.person in theirs for link in event.links)
    ]
    return JoinState(key, max([*known, *taken], default=None), rates)
