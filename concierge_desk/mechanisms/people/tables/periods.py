"""Periods of people's records: whose time began by a day, and how what is over goes.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from collections.abc import Iterable

from concierge_desk.domain.erasures import Erasure
from concierge_desk.mechanisms.people.tables.kept import consents_of
from concierge_desk.mechanisms.people.tables.people import keys_of, person_alone, survivor
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.forgotten import forget_keys
from concierge_desk.store.held.parties import erase_links
from concierge_desk.store.held.settled import settled_parties, unsettled_refs
from concierge_desk.store.rows import column


def dormant_people(connection: Connection, day: str) -> tuple[str, ...]:
    """Return those for whom nothing was done since a day, and with whom nothing is open: who was merged goes with the other.

    Done is what is written on the card, what is bought, set aside or brought with it, and what moves of anything that is
    theirs; who sends somebody, or of whom a note holds still, is not gone either.
    """
    alone = column(
        connection, 'SELECT person FROM people_person WHERE "into" IS NULL AND seen <= ? ORDER BY n', day
    )
    if not alone:
        return ()
    busy = unsettled_refs(connection, day)
    links = connection.execute("SELECT ref, person, since FROM party_link").fetchall()
    awake = {person for ref, person, since in links if ref in busy or since > day}
    for asked in _LATE:
        awake.update(column(connection, asked, day))
    return tuple(key for key in alone if awake.isdisjoint(keys_of(connection, key)))


_LATE = (
    "SELECT person FROM people_person WHERE seen > ?",
    "SELECT person FROM people_proxy WHERE until_day > ?",
    "SELECT who FROM people_proxy WHERE until_day > ? AND who IS NOT NULL",
    "SELECT person FROM people_note WHERE until_day > ?",
)
"""What somebody is not gone for yet, by whose it is."""


def drop_people(connection: Connection, people: Iterable[str]) -> None:
    """Forget people, and whose their acts were."""
    for one in people:
        forget_keys(connection, keys_of(connection, one))


def settled_links(connection: Connection, day: str) -> tuple[str, ...]:
    """Return the parties that are tied to somebody and whose money was settled by a day, or whose membership ended."""
    over = settled_parties(connection, day) | set(
        column(connection, "SELECT party FROM people_membership WHERE until_day <= ?", day)
    )
    return tuple(ref for ref in column(connection, "SELECT ref FROM party_link ORDER BY ref") if ref in over)


def drop_links(connection: Connection, parties: Iterable[str]) -> None:
    """Forget whose some parties were, and when that was: what went at one instant would be one person's."""
    gone = tuple(parties)
    erase_links(connection, [Erasure(ref, "") for ref in gone])
    for ref in gone:
        _drop(connection, "people_holder", "party = ?", ref)


def ended_consents(connection: Connection, day: str) -> tuple[str, ...]:
    """Return what somebody took back by a day, and has not said again since: person and consent.

    Of two who were merged the last word of both counts: what the one took back the other may have said since, and what the
    one had said before would hold again without it.
    """
    taken_back = column(
        connection, "SELECT DISTINCT person FROM people_consent WHERE given = 0 AND day <= ?", day
    )
    people = dict.fromkeys(
        survivor(connection, found).person
        for key in taken_back
        if (found := person_alone(connection, key)) is not None
    )
    return tuple(
        f"{key} {said.consent}"
        for key in people
        for said in consents_of(connection, key)
        if not said.given and said.day.isoformat() <= day
    )


def drop_consents(connection: Connection, consents: Iterable[str]) -> None:
    """Forget what was said of some consents, also by those who were merged into who took them back."""
    for one in consents:
        person, _, consent = one.partition(" ")
        for key in keys_of(connection, person):
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
