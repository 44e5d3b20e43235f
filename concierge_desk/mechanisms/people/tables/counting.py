"""State that the people of a day are counted from.

Source: decision 0085.
"""

from concierge_desk.mechanisms.people.model.counting import PeopleNow, SeenParty
from concierge_desk.mechanisms.people.tables.household import household, household_of, lived_in
from concierge_desk.mechanisms.people.tables.people import keys_of, person
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column

_OPEN = "SELECT day FROM business_day WHERE closed_seq IS NULL"
_BEFORE = "SELECT 1 FROM party_link WHERE person = ? AND since >= ? AND since < ? LIMIT 1"
_MEMBERS = (
    "SELECT DISTINCT holder.household, link.person FROM people_membership LEFT JOIN people_holder holder USING (party)"
    " LEFT JOIN party_link link ON link.ref = party WHERE until_day >= ? AND from_day <= ?"
)


def load_counted(connection: Connection) -> PeopleNow | None:
    """Return the parties of the open day, and how many households are members; None where nobody is kept."""
    day = next(iter(column(connection, _OPEN)), None)
    if day is None or not column(connection, "SELECT n FROM people_person ORDER BY n DESC LIMIT 1"):
        return None
    rows = connection.execute("SELECT ref, person FROM party_link WHERE since = ?", (day,)).fetchall()
    return PeopleNow(
        tuple(_seen(connection, ref, key, day) for ref, key in rows), _households(connection, day)
    )


def _households(connection: Connection, day: str) -> int:
    """Return how many households are members on a day: somebody who lives in none is one."""
    members = connection.execute(_MEMBERS, (day, day)).fetchall()
    found = {_holder(connection, noted, key) for noted, key in members}
    return len(found - {None})


def _holder(connection: Connection, noted: str | None, key: str | None) -> str | None:
    """Return the household that a membership is of, or somebody who lives in none; None where nobody is left to hold it.

    Args:
        connection: The store.
        noted: The household that it is noted for.
        key: Who took it.
    """
    home = noted if noted is not None or key is None else household_of(connection, key)
    if home is not None and household(connection, home) is None:
        # Nobody lives in it any more: whoever stayed of its people holds what it held.
        key, home = next(iter(lived_in(connection, home)), None), None
    one = None if key is None or home is not None else person(connection, key)
    return home if one is None else household_of(connection, one.person) or one.person


def _seen(connection: Connection, ref: str, key: str, day: str) -> SeenParty:
    survivor = person(connection, key)
    stayed = key if survivor is None else survivor.person
    keys = keys_of(connection, stayed)

    def is_new(since: str) -> bool:
        return not any(column(connection, _BEFORE, each, since, day) for each in keys)

    return SeenParty(ref, stayed, is_new(f"{day[:7]}-01"), is_new(f"{day[:4]}-01-01"))
