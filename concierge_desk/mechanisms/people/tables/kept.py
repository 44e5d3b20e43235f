"""Notes, consents and proxies in the tables.

Source: decision 0085.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from concierge_desk.counter.context import Context
from concierge_desk.domain.erasures import Erasure
from concierge_desk.domain.journal import Data, instant_text
from concierge_desk.mechanisms.people.model.fields import ALL, NOTE, PROXY
from concierge_desk.mechanisms.people.model.kept import (
    Allow,
    AllowState,
    Consent,
    Disallow,
    DropNote,
    KeepNote,
    KeptState,
    until_of,
)
from concierge_desk.mechanisms.people.model.person import PersonState
from concierge_desk.mechanisms.people.tables.people import is_lost, keys_of, person, touch
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving.erasures import wait
from concierge_desk.store.rows import column, records

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note about somebody."""

    note: str
    text: str
    shows: str
    until_day: date


@dataclass(frozen=True, slots=True)
class KeptConsent:
    """What somebody said last about one thing."""

    consent: str
    given: bool
    day: date


@dataclass(frozen=True, slots=True)
class KeptProxy:
    """Somebody who may come for another.

    Attributes:
        proxy: Its code.
        person: Key of for whom.
        who: Key of who comes; None where a name is kept for this alone.
        reach: Services; `ALL` for every one.
    """

    proxy: str
    person: str
    who: str | None
    name: str | None
    phone: str | None
    reach: tuple[str, ...]
    mandate: str
    until_day: date

    def is_over(self, today: date) -> bool:
        """Say whether it has ended: it is shown as ended."""
        return self.until_day < today

    def covers(self, service: str) -> bool:
        """Say whether it reaches a service."""
        return ALL in self.reach or service in self.reach


def load_named(connection: Connection, command: KeepNote | Consent, _context: Context) -> PersonState:
    """Return who is meant."""
    return PersonState(person(connection, command.person))


def load_note(connection: Connection, command: DropNote, _context: Context) -> KeptState:
    """Return whether a note is there."""
    return KeptState(bool(column(connection, "SELECT 1 FROM people_note WHERE note = ?", command.note)))


def load_allow(connection: Connection, command: Allow, _context: Context) -> AllowState:
    """Return for whom somebody comes, and whose card was shown."""
    card = command.proxy.card
    shown = None if card is None else PersonState(person(connection, card))
    return AllowState(PersonState(person(connection, command.person)), shown, is_lost(connection, card))


def load_proxy(connection: Connection, command: Disallow, context: Context) -> KeptState:
    """Return whether a proxy holds still."""
    there = "SELECT 1 FROM people_proxy WHERE proxy = ? AND until_day >= ?"
    return KeptState(bool(column(connection, there, command.proxy, _counter_day(context).isoformat())))


def note(connection: Connection, command: KeepNote, context: Context) -> Data:
    """Keep a sentence."""
    found = person(connection, command.person)
    if found is None:
        return {}
    code, until = context.draw(NOTE), until_of(command, context)
    row = (code, found.person, command.text, command.shows, context.today.isoformat(), until.isoformat())
    seals.insert(connection, "people_note", row)
    touch(connection, found.person, context)
    return {"note": code, "until_day": until.isoformat()}


def drop_note(connection: Connection, command: DropNote, context: Context) -> Data:
    """Keep a sentence no more, also where a copy from before is put back."""
    wait(connection, Erasure(command.note, instant_text(context.at)))
    with seals.changing(connection, "people_note", "note = ?", (command.note,)):
        connection.execute("DELETE FROM people_note WHERE note = ?", (command.note,))
    return {"note": command.note}


def consent(connection: Connection, command: Consent, context: Context) -> Data:
    """Keep what somebody said, with the day: what was said before stays."""
    found, day = person(connection, command.person), context.today.isoformat()
    if found is None:
        return {}
    # One order for everybody: after a merge it is known which of two words came last.
    said = next(iter(column(connection, "SELECT n FROM people_consent ORDER BY n DESC LIMIT 1")), 0)
    row = (found.person, command.consent, said + 1, int(command.given), day)
    seals.insert(connection, "people_consent", row)
    touch(connection, found.person, context)
    return {"consent": command.consent, "given": command.given, "day": day}


def allow(connection: Connection, command: Allow, context: Context) -> Data:
    """Keep that somebody may come for another."""
    found = person(connection, command.person)
    if found is None:
        return {}
    card = command.proxy.card
    who = None if card is None else person(connection, card)
    beside = (command.proxy.name, command.proxy.phone) if who is None else (None, None)
    code = context.draw(PROXY)
    row = (
        code,
        found.person,
        None if who is None else who.person,
        *beside,
        " ".join(command.reach),
        command.mandate.code,
        context.today.isoformat(),
        command.until_day.isoformat(),
    )
    seals.insert(connection, "people_proxy", row)
    touch(connection, found.person, context)
    return {"proxy": code}


def disallow(connection: Connection, command: Disallow, context: Context) -> Data:
    """End a proxy: yesterday was its last day."""
    last = (_counter_day(context) - timedelta(days=1)).isoformat()
    with seals.changing(connection, "people_proxy", "proxy = ?", (command.proxy,)):
        connection.execute("UPDATE people_proxy SET until_day = ? WHERE proxy = ?", (last, command.proxy))
    return {"proxy": command.proxy, "until_day": last}


def _counter_day(context: Context) -> date:
    """Return the day that the counter goes by: that of the open day, which may be yesterday's after midnight."""
    return min(context.today, context.business_day)


def notes_of(connection: Connection, key: str, today: date) -> tuple[KeptNote, ...]:
    """Return the notes about somebody that hold, each with when it is to be shown."""
    wanted = "people_note WHERE person = ? AND until_day >= ? ORDER BY since, note"
    return tuple(_of_all(connection, KeptNote, wanted, key, today))


def consents_of(connection: Connection, key: str) -> tuple[KeptConsent, ...]:
    """Return what somebody said last about each thing, under whichever key."""
    said = sorted(
        row
        for each in keys_of(connection, key)
        for row in connection.execute(
            "SELECT n, consent, given, day FROM people_consent WHERE person = ?", (each,)
        )
    )
    last = {about: (bool(given), date.fromisoformat(day)) for _n, about, given, day in said}
    return tuple(KeptConsent(about, given, day) for about, (given, day) in sorted(last.items()))


def proxies_of(connection: Connection, key: str) -> tuple[KeptProxy, ...]:
    """Return who may come for somebody, and who could: those that ended too, the last ending first."""
    found = _of_all(
        connection, KeptProxy, "people_proxy WHERE person = ? ORDER BY until_day DESC, proxy", key
    )
    return tuple(sorted(found, key=lambda one: one.until_day, reverse=True))


def comes_for(connection: Connection, key: str) -> tuple[KeptProxy, ...]:
    """Return for whom somebody comes, or could."""
    found = _of_all(connection, KeptProxy, "people_proxy WHERE who = ? ORDER BY until_day DESC, proxy", key)
    return tuple(sorted(found, key=lambda one: one.until_day, reverse=True))


def _of_all(connection: Connection, record: type[R], tables: str, key: str, *given: object) -> list[R]:
    """Return rows of somebody, of those who were merged into the one too."""
    values = [value.isoformat() if isinstance(value, date) else value for value in given]
    return [
        row for each in keys_of(connection, key) for row in records(connection, record, tables, each, *values)
    ]
