"""State that the people of a day are counted from.

Source: decision 0085.
"""

from concierge_desk.mechanisms.people.model.counting import PeopleNow, SeenParty
from concierge_desk.mechanisms.people.tables.people import keys_of, person
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column

_OPEN = "SELECT day FROM business_day WHERE closed_seq IS NULL"
_BEFORE = "SELECT 1 FROM party_link WHERE person = ? AND since >= ? AND since < ? LIMIT 1"
_MEMBERS = (
    'SELECT count(DISTINCT coalesce(holder.household, home.household, other.household, one."into", link.person))'
    " FROM people_membership LEFT JOIN people_holder holder USING (party) LEFT JOIN party_link link ON link.ref = party"
    " LEFT JOIN people_household home ON home.person = link.person"
    " LEFT JOIN people_person one ON one.person = link.person"
    ' LEFT JOIN people_household other ON other.person = one."into" WHERE until_day >= ?'
)


def load_counted(connection: Connection) -> PeopleNow | None:
    """Return the parties of the open day, and how many households are members; None where nobody is kept."""
    day = next(iter(column(connection, _OPEN)), None)
    if day is None or not column(connection, "SELECT 1 FROM people_person LIMIT 1"):
        return None
    (households,) = column(connection, _MEMBERS, day)
    rows = connection.execute("SELECT ref, person FROM party_link WHERE since = ?", (day,)).fetchall()
    return PeopleNow(tuple(_seen(connection, ref, key, day) for ref, key in rows), households)


def _seen(connection: Connection, ref: str, key: str, day: str) -> SeenParty:
    survivor = person(connection, key)
    stayed = key if survivor is None else survivor.person
    keys = keys_of(connection, stayed)

    def is_new(since: str) -> bool:
        return not any(column(connection, _BEFORE, each, since, day) for each in keys)

    return SeenParty(ref, stayed, is_new(f"{day[:7]}-01"), is_new(f"{day[:4]}-01-01"))
