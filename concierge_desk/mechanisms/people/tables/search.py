"""Search of people: by the beginning of any word, by phone or its end, by street; index ranges, never a scan.

Source: decision 0085; docs/requirements.md, R-5.01.
"""

from collections.abc import Sequence
from dataclasses import replace

from concierge_desk.mechanisms.people.model.person import KeptPerson
from concierge_desk.mechanisms.people.model.words import NAME, SoughtWord, name_words, sought_words
from concierge_desk.mechanisms.people.tables.people import COLUMNS, person_of_row, survivor
from concierge_desk.store.connection import Connection

MOST_FOUND = 20
_MOST_NAMESAKES = 100
"""People of one name who are compared: beyond them the newest are."""
_BEYOND = "\U0010ffff"
"""Follows every word that begins so."""
_ROWS = f"SELECT {COLUMNS} FROM people_person"  # noqa: S608
_BY_WORD = "SELECT n, person FROM people_word WHERE word = ? AND kind = ?"
_BEGUN = "SELECT n, person FROM people_word WHERE word >= ? AND word < ? AND kind IN"


def search(connection: Connection, text: str, most: int = MOST_FOUND) -> tuple[KeptPerson, ...]:
    """Return who is found by what was typed: by the name before by the street, the newest first.

    Who was merged is found as who stayed.

    Args:
        connection: The store.
        text: A name, two words in either order, a phone, a street.
        most: No more of them.
    """
    sought = sought_words(text)
    named = [replace(word, kinds=(NAME,)) if NAME in word.kinds else word for word in sought]
    found = _found(connection, named, most)
    if len(found) < most and named != list(sought):
        found = {
            **found,
            **{key: one for key, one in _found(connection, sought, most).items() if key not in found},
        }
    return tuple(found.values())[:most]


def _found(connection: Connection, sought: Sequence[SoughtWord], most: int) -> dict[str, KeptPerson]:
    if not sought:
        return {}
    statement, given = query(sought, most)
    rows = map(person_of_row, connection.execute(statement, given).fetchall())
    return {one.person: one for one in (survivor(connection, each) for each in rows)}


def of_name(connection: Connection, family: str) -> tuple[KeptPerson, ...]:
    """Return who has every word of a family name among the names, the newest first."""
    sought = [SoughtWord(word, (NAME,), whole=True) for word in name_words(family)]
    return tuple(_found(connection, sought, _MOST_NAMESAKES).values())


def query(sought: Sequence[SoughtWord], most: int) -> tuple[str, tuple[object, ...]]:
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
    newest_of_them = f"SELECT DISTINCT n, person FROM ({both}) ORDER BY n DESC LIMIT ?"  # noqa: S608
    keys = f"SELECT person AS key FROM ({newest_of_them})"  # noqa: S608
    return f"{_ROWS} JOIN ({keys}) ON person = key ORDER BY n DESC", (*given, most)


def newest(connection: Connection, most: int = MOST_FOUND) -> tuple[KeptPerson, ...]:
    """Return whoever was kept last, the newest first; who was merged is left out."""
    statement = f'{_ROWS} WHERE "into" IS NULL ORDER BY n DESC LIMIT ?'
    return tuple(map(person_of_row, connection.execute(statement, (most,)).fetchall()))
