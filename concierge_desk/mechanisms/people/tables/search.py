"""Search of people: by the beginning of any word, by phone or its end, by street; index ranges, never a scan.

Source: decision 0085; docs/requirements.md, R-5.01.
"""

from collections.abc import Sequence

from concierge_desk.mechanisms.people.model.person import Person
from concierge_desk.mechanisms.people.model.words import Sought, sought_words
from concierge_desk.mechanisms.people.tables.people import person
from concierge_desk.store.connection import Connection

MOST_FOUND = 20
_BEYOND = "\U0010ffff"
"""Follows every word that begins so."""
_BY_WORD = "SELECT n, person FROM people_word WHERE word = ? AND kind = ?"
_BEGUN = "SELECT n, person FROM people_word WHERE word >= ? AND word < ? AND kind IN"


def search(connection: Connection, text: str, most: int = MOST_FOUND) -> tuple[Person, ...]:
    """Return who is found by what was typed, the newest first; who was merged is found as who stayed.

    Args:
        connection: The store.
        text: A name, two words in either order, a phone, a street.
        most: No more of them.
    """
    sought = sought_words(text)
    if not sought:
        return ()
    statement, given = query(sought, most)
    found = (person(connection, key) for _n, key in connection.execute(statement, given).fetchall())
    return tuple({one.person: one for one in found if one is not None}.values())


def query(sought: Sequence[Sought], most: int) -> tuple[str, tuple[object, ...]]:
    """Return the statement that finds people by words, and what its question marks stand for."""
    parts, given = [], []
    for word in sought:
        if word.whole:
            parts.append(" UNION ".join([_BY_WORD] * len(word.kinds)))
            given += [value for kind in word.kinds for value in (word.word, kind)]
        else:
            parts.append(f"{_BEGUN} ({', '.join('?' * len(word.kinds))})")
            given += [word.word, word.word + _BEYOND, *word.kinds]
    both = " INTERSECT ".join(f"SELECT * FROM ({part})" for part in parts)  # noqa: S608
    return f"SELECT DISTINCT n, person FROM ({both}) ORDER BY n DESC LIMIT ?", (*given, most)  # noqa: S608


def newest(connection: Connection, most: int = MOST_FOUND) -> tuple[Person, ...]:
    """Return whoever was kept last, the newest first; who was merged is left out."""
    statement = 'SELECT person FROM people_person WHERE "into" IS NULL ORDER BY n DESC LIMIT ?'
    found = (person(connection, key) for (key,) in connection.execute(statement, (most,)).fetchall())
    return tuple(one for one in found if one is not None)
