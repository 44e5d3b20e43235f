"""Traces that somebody has in the tables of people: what is told of a person, and what is erased by.

Source: docs/requirements.md, R-4.04; decision 0086.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from concierge_desk.counter.traces import Traces
from concierge_desk.mechanisms.people.model.person import KeptPerson
from concierge_desk.mechanisms.people.model.words import name_words
from concierge_desk.mechanisms.people.tables.people import keys_of, person_alone, phones_of
from concierge_desk.store.connection import Connection
from concierge_desk.store.privacy.personal import erase_records
from concierge_desk.store.rows import column

_BY = {
    "people_person": ("person",),
    "people_contact": ("person",),
    "people_card": ("person",),
    "people_household": ("person",),
    "people_consent": ("person",),
    "people_proxy": ("person", "who"),
    "people_note": ("person",),
    "party_link": ("person",),
}
"""By table, the columns in which the key of somebody stands; the words somebody is found by say nothing that these do not."""


def traces_of(connection: Connection, one: KeptPerson) -> Traces:
    """Return what somebody is known by, with what those were known by who were merged into it."""
    keys = keys_of(connection, one.person)
    people = [found for key in keys if (found := person_alone(connection, key)) is not None]
    names = tuple(dict.fromkeys(name for found in people for name in _names(found)))
    return Traces(
        keys,
        tuple(
            card
            for key in keys
            for card in column(connection, "SELECT card FROM people_card WHERE person = ?", key)
        ),
        names,
        tuple(dict.fromkeys(name for found in people for name in _turned(found))),
        tuple(phone for key in keys for phone in phones_of(connection, key)),
        tuple(found.email for found in people if found.email),
        alone=not any(_is_another(connection, name, keys) for name in names),
    )


def _names(one: KeptPerson) -> tuple[str, ...]:
    """Return the whole names of somebody: a family name alone is half the neighbourhood's, unless it is all of a name."""
    given = [name for name in (one.given, one.called) if name]
    if not given and len(name_words(one.family)) > 1:
        return (one.family,)
    return tuple(f"{name} {one.family}" for name in given)


def _turned(one: KeptPerson) -> tuple[str, ...]:
    return tuple(f"{one.family} {name}" for name in (one.given, one.called) if name)


def _is_another(connection: Connection, name: str, keys: Sequence[str]) -> bool:
    """Say whether somebody else is called the same."""
    words = name_words(name)
    shared: set[str] | None = None
    for word in words:
        asked = "SELECT DISTINCT person FROM people_word WHERE word = ? AND kind = 'name'"
        found = set(column(connection, asked, word))
        shared = found if shared is None else shared & found
    others = [person_alone(connection, key) for key in sorted((shared or set()) - set(keys))]
    # Who bears one word more is called otherwise.
    return any(
        name_words(theirs) == words for other in others if other is not None for theirs in _names(other)
    )


def records_of(connection: Connection, traces: Traces) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return the rows that are somebody's, by table; of a proxy for another one nothing but that there is one."""
    keys = traces.keys
    found: dict[str, list[Mapping[str, Any]]] = {}
    for table, columns in _BY.items():
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for by in columns:
            asked = f'SELECT * FROM {table} WHERE "{by}" = ?'  # noqa: S608
            rows = [
                dict(zip(names, row, strict=True))
                for key in keys
                for row in connection.execute(asked, (key,))
            ]
            if by == "who":
                # For whom somebody comes is another one's.
                rows = [
                    {name: row[name] for name in ("proxy", "reach", "since", "until_day")} for row in rows
                ]
            found.setdefault(table, []).extend(rows)
    for table, code, told in _typed(connection, traces):
        found[table].append({code: told[code], **{name: told[name] for name in _OF_TYPED[table]}})
    return {table: rows for table, rows in found.items() if rows}


_OF_TYPED = {
    "people_proxy": ("name", "phone", "reach", "since", "until_day"),
    "people_note": ("text", "since", "until_day"),
}
"""What is shown to somebody of a record on another one's card: never whose it is."""


def _typed(connection: Connection, traces: Traces) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield what was typed of somebody on another one's card: the table, the column of its code, the row."""
    for table, code in (("people_proxy", "proxy"), ("people_note", "note")):
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        rows = connection.execute(f"SELECT * FROM {table} ORDER BY {code}").fetchall()  # noqa: S608
        for row in rows:
            told = dict(zip(names, row, strict=True))
            his = (
                traces.tells(told["text"])
                if code == "note"
                else traces.is_somebody(told["name"] or "", told["phone"] or "")
            )
            if his and told["person"] not in traces.keys:
                yield table, code, told


def forget_typed(connection: Connection, traces: Traces, at: str) -> int:
    """Forget what was typed of somebody on another one's card; of those refs too the month alone is noted."""
    codes = [told[code] for _table, code, told in _typed(connection, traces)]
    return erase_records(connection, codes, at)
