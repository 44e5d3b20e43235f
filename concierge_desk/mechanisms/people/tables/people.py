"""People in the tables: who somebody is, by which card; made, corrected, merged.

Source: decision 0085.
"""

from collections.abc import Sequence
from dataclasses import replace

from concierge_desk.counter.context import Context
from concierge_desk.domain.journal import Data
from concierge_desk.mechanisms.people.model.fields import CARD, PERSON
from concierge_desk.mechanisms.people.model.merging import Merge, MergeState, Unmerge, UnmergeState
from concierge_desk.mechanisms.people.model.person import (
    FACTS,
    LIKELY_TWIN,
    CorrectPerson,
    CreatePerson,
    KeptPerson,
    NewCard,
    PersonState,
    alike,
    changes,
)
from concierge_desk.mechanisms.people.model.words import FoldedWord, name_words, phone_figures, words_of
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column

COLUMNS = (
    'person, family, given, called, email, street, stair, language, birth_year, sex, qpv, "into", since, seen'
)
"""Of `KeptPerson`, in the order of its attributes."""
_PERSON = f"SELECT {COLUMNS} FROM people_person"  # noqa: S608


def person_alone(connection: Connection, code: str) -> KeptPerson | None:
    """Return somebody by the key or a card, as it stands by itself, merged or not; None where nobody has it."""
    key = code
    if code.startswith(f"{CARD}-"):
        key = next(iter(column(connection, "SELECT person FROM people_card WHERE card = ?", code)), "")
    row = connection.execute(f"{_PERSON} WHERE person = ?", (key,)).fetchone()
    return person_of_row(row) if row else None


def person(connection: Connection, code: str) -> KeptPerson | None:
    """Return somebody by the key or a card: who stayed, where two are one; None where nobody has it."""
    found = person_alone(connection, code)
    return None if found is None else survivor(connection, found)


def survivor(connection: Connection, one: KeptPerson) -> KeptPerson:
    """Return who stayed of somebody who may have been merged."""
    while one.into is not None and (into := person_alone(connection, one.into)) is not None:
        one = into
    return one


def person_of_row(row: Sequence[object]) -> KeptPerson:
    """Return somebody from a row of `COLUMNS`."""
    made = KeptPerson(*row)  # type: ignore[arg-type]
    return replace(made, qpv=None if made.qpv is None else bool(made.qpv))


def keys_of(connection: Connection, key: str) -> tuple[str, ...]:
    """Return every key of somebody: the own one first, then those that were merged into it."""
    found = [key]
    for one in found:
        found += column(connection, 'SELECT person FROM people_person WHERE "into" = ? ORDER BY n', one)
    return tuple(found)


def phones_of(connection: Connection, key: str) -> tuple[str, ...]:
    """Return the phones of somebody, the one to call first."""
    return column(connection, "SELECT phone FROM people_contact WHERE person = ? ORDER BY n", key)


def card_of(connection: Connection, key: str) -> str | None:
    """Return the newest card of somebody that is not lost."""
    newest = "SELECT card FROM people_card WHERE person = ? AND lost_day IS NULL ORDER BY since DESC, card DESC LIMIT 1"
    return next(iter(column(connection, newest, key)), None)


def lost_day(connection: Connection, card: str) -> str | None:
    """Return the day on which a card was said to be lost; None for one that is not."""
    return next(iter(column(connection, "SELECT lost_day FROM people_card WHERE card = ?", card)), None)


def is_lost(connection: Connection, code: str | None) -> bool:
    """Say whether a code is that of a card that was lost: it says nobody, for it is in somebody else's hands."""
    return code is not None and code.startswith(f"{CARD}-") and lost_day(connection, code) is not None


def load_new(connection: Connection, command: CreatePerson, _context: Context) -> PersonState:
    """Return whether the card that is given is somebody's already."""
    taken = command.card is not None and bool(
        column(connection, "SELECT 1 FROM people_card WHERE card = ?", command.card)
    )
    return PersonState(taken=taken)


def load_person(connection: Connection, command: CorrectPerson | NewCard, _context: Context) -> PersonState:
    """Return who is meant."""
    return PersonState(person(connection, command.person))


def load_merge(connection: Connection, command: Merge, _context: Context) -> MergeState:
    """Return the two who are one."""
    return MergeState(person_alone(connection, command.person), person(connection, command.into))


def load_unmerge(connection: Connection, command: Unmerge, _context: Context) -> UnmergeState:
    """Return who was merged, and into whom."""
    one = person_alone(connection, command.person)
    return UnmergeState(one, person_alone(connection, one.into) if one is not None and one.into else None)


def create(connection: Connection, command: CreatePerson, context: Context) -> Data:
    """Keep somebody, under a key of its own, with a card."""
    day = context.today.isoformat()
    known = {name: getattr(command, name) for name in FACTS}
    made = KeptPerson(context.draw(PERSON), **known, since=day, seen=day)
    twins = twins_of(connection, made, command.phones)
    (last,) = connection.execute("SELECT coalesce(max(n), 0) FROM people_person").fetchone()
    _write(connection, made, last + 1)
    _find_by(connection, made, command.phones, last + 1)
    _give_card(connection, made.person, command.card or context.draw(CARD), day)
    return _told({"person": made.person, "alike": len(twins)}, len(twins))


def correct(connection: Connection, command: CorrectPerson, context: Context) -> Data:
    """Set right what is known of somebody."""
    found = person(connection, command.person)
    if found is None:
        return {}
    changed = changes(command)
    phones = changed.pop("phones", phones_of(connection, found.person))
    made = replace(found, **changed, seen=context.today.isoformat())
    twins = twins_of(connection, made, phones)
    (n,) = connection.execute("SELECT n FROM people_person WHERE person = ?", (made.person,)).fetchone()
    _write(connection, made, n)
    _find_by(connection, made, phones, n)
    return _told({"person": made.person, "alike": len(twins)}, len(twins))


def _told(result: Data, twins: int) -> Data:
    warned = [{"code": LIKELY_TWIN, "params": {}}] if twins else []
    return {**result, **({"warnings": warned} if warned else {})}


def new_card(connection: Connection, command: NewCard, context: Context) -> Data:
    """Give somebody a new card; the lost ones ask from now on who it is."""
    found, day = person(connection, command.person), context.today.isoformat()
    if found is None:
        return {}
    if command.lost:
        keys = keys_of(connection, found.person)
        for key in keys:
            with seals.changing(connection, "people_card", "person = ?", (key,)):
                connection.execute(
                    "UPDATE people_card SET lost_day = ? WHERE person = ? AND lost_day IS NULL", (day, key)
                )
    card = context.draw(CARD)
    _give_card(connection, found.person, card, day)
    touch(connection, found.person, context)
    return {"card": card}


def merge(connection: Connection, command: Merge, context: Context) -> Data:
    """Let one point to the other."""
    one, other = person_alone(connection, command.person), person(connection, command.into)
    if one is None or other is None:
        return {}
    _point(connection, one.person, other.person)
    touch(connection, other.person, context)
    return {"person": other.person}


def unmerge(connection: Connection, command: Unmerge, _context: Context) -> Data:
    """Let one point to nobody any more."""
    one = person_alone(connection, command.person)
    if one is None:
        return {}
    _point(connection, one.person, None)
    return {"person": one.person}


def _point(connection: Connection, key: str, into: str | None) -> None:
    with seals.changing(connection, "people_person", "person = ?", (key,)):
        connection.execute('UPDATE people_person SET "into" = ? WHERE person = ?', (into, key))


def touch(connection: Connection, key: str, context: Context) -> None:
    """Note that something was done for somebody today: retention counts from the last act."""
    touch_on(connection, key, context.today.isoformat())


def touch_on(connection: Connection, key: str, day: str) -> None:
    """Note that something was done for somebody on a day; one that is known already is not written again."""
    if column(connection, "SELECT 1 FROM people_person WHERE person = ? AND seen = ?", key, day):
        return
    with seals.changing(connection, "people_person", "person = ?", (key,)):
        connection.execute("UPDATE people_person SET seen = ? WHERE person = ?", (day, key))


def twins_of(connection: Connection, one: KeptPerson, phones: Sequence[str]) -> tuple[KeptPerson, ...]:
    """Return who is likely to be the same person as one; never the one itself, nor who was merged."""
    keys = dict.fromkeys(key for word in _tried(one, phones) for key in _by_word(connection, word))
    found = [person_alone(connection, key) for key in keys]
    others = [
        (other, phones_of(connection, other.person))
        for other in found
        if other is not None and other.into is None and other.person != one.person
    ]
    return tuple(alike(one, phones, others))


def _tried(one: KeptPerson, phones: Sequence[str]) -> list[FoldedWord]:
    """Return the words that any twin has one of: a phone, or the longest word of the name, which most are told by."""
    longest = max(name_words(one.family), key=len, default="")
    return [FoldedWord(phone_figures(phone), "phone") for phone in phones] + [
        FoldedWord(longest, "name")
    ] * bool(longest)


def _by_word(connection: Connection, word: FoldedWord) -> tuple[str, ...]:
    newest = "SELECT person FROM people_word WHERE word = ? AND kind = ? ORDER BY n DESC LIMIT ?"
    return column(connection, newest, word.word, word.kind, _MOST_TRIED)


_MOST_TRIED = 500
"""People of one name who are compared: beyond them the newest are."""


def _write(connection: Connection, made: KeptPerson, n: int) -> None:
    with seals.changing(connection, "people_person", "person = ?", (made.person,)):
        connection.execute("DELETE FROM people_person WHERE person = ?", (made.person,))
        facts = [getattr(made, name) for name in FACTS]
        facts[-1] = None if made.qpv is None else int(made.qpv)
        row = (made.person, n, *facts, made.into, made.since, made.seen)
        connection.execute(f"INSERT INTO people_person VALUES({', '.join('?' * len(row))})", row)


def _find_by(connection: Connection, made: KeptPerson, phones: Sequence[str], n: int) -> None:
    """Write the phones of somebody, and the words that one is found by."""
    of_one: seals.Row = (made.person,)
    with seals.changing(connection, "people_contact", "person = ?", of_one):
        connection.execute("DELETE FROM people_contact WHERE person = ?", of_one)
        rows = [(made.person, place, phone) for place, phone in enumerate(phones, start=1)]
        connection.executemany("INSERT INTO people_contact VALUES(?, ?, ?)", rows)
    with seals.changing(connection, "people_word", "person = ?", of_one):
        connection.execute("DELETE FROM people_word WHERE person = ?", of_one)
        words = words_of(made.names, made.street or "", phones)
        connection.executemany(
            "INSERT INTO people_word VALUES(?, ?, ?, ?)",
            [(word.word, word.kind, n, made.person) for word in words],
        )


def _give_card(connection: Connection, key: str, card: str, day: str) -> None:
    seals.insert(connection, "people_card", (card, key, day, None))
