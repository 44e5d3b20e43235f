"""Periods of people's records: whose time began by a day, and how what is over goes.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from collections.abc import Iterable

from concierge_desk.mechanisms.people.tables.kept import consents_of
from concierge_desk.mechanisms.people.tables.people import keys_of, person
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.forgotten import forget_keys
from concierge_desk.store.rows import column

_OWED_OR_HELD = "SELECT person FROM party_link JOIN {table} ON {table}.party = party_link.ref WHERE {table}.state IN ('open', 'kept')"


def dormant_people(connection: Connection, day: str) -> tuple[str, ...]:
    """Return those for whom nothing was done since a day, and with whom nothing is open: who was merged goes with the other."""
    alone = 'SELECT person FROM people_person WHERE "into" IS NULL AND seen <= ? ORDER BY n'
    open_things = frozenset(
        key
        for table in ("caution", "advance", "debt")
        for key in column(connection, _OWED_OR_HELD.format(table=table))
    )
    late = frozenset(column(connection, "SELECT person FROM party_link WHERE since > ?", day))
    found = column(connection, alone, day)
    return tuple(key for key in found if not (open_things | late) & set(keys_of(connection, key)))


def drop_people(connection: Connection, people: Iterable[str]) -> None:
    """Forget people, and whose their acts were."""
    for one in people:
        forget_keys(connection, keys_of(connection, one))


def ended_consents(connection: Connection, day: str) -> tuple[str, ...]:
    """Return what somebody took back by a day, and has not said again since: who stayed, and the consent."""
    asked = "SELECT person, consent FROM people_consent WHERE given = 0 AND day <= ? ORDER BY n"
    rows = connection.execute(asked, (day,)).fetchall()
    stayed = {key: one.person for key, _about in rows if (one := person(connection, key)) is not None}
    found = dict.fromkeys((stayed[key], about) for key, about in rows if key in stayed)
    over = {
        (one, said.consent)
        for one in dict.fromkeys(one for one, _about in found)
        for said in consents_of(connection, one)
        if not said.given and said.day.isoformat() <= day
    }
    return tuple(f"{one} {about}" for one, about in found if (one, about) in over)


def drop_consents(connection: Connection, consents: Iterable[str]) -> None:
    """Forget what was said of some consents, under every key of somebody: no older word comes back."""
    for one in consents:
        stayed, _, consent = one.partition(" ")
        for key in keys_of(connection, stayed):
            _drop(connection, "people_consent", "person = ? AND consent = ?", key, consent)


def ended_proxies(connection: Connection, day: str) -> tuple[str, ...]:
    """Return the proxies that ended by a day."""
    return column(connection, "SELECT proxy FROM people_proxy WHERE until_day <= ?", day)


def drop_proxies(connection: Connection, proxies: Iterable[str]) -> None:
    """Forget proxies."""
    for one in proxies:
        _drop(connection, "people_proxy", "proxy = ?", one)


def ended_notes(connection: Connection, day: str) -> tuple[str, ...]:
    """Return the notes whose last day was by a day."""
    return column(connection, "SELECT note FROM people_note WHERE until_day <= ?", day)


def drop_notes(connection: Connection, notes: Iterable[str]) -> None:
    """Forget notes."""
    for one in notes:
        _drop(connection, "people_note", "note = ?", one)


def _drop(connection: Connection, table: str, where: str, *values: str) -> None:
    with seals.changing(connection, table, where, values):
        connection.execute(f"DELETE FROM {table} WHERE {where}", values)  # noqa: S608
