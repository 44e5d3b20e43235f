"""Households in the tables, and whose a membership is.

A membership is the household's that somebody of it belonged to when it was taken. While no household changes, that is
told by who it is tied to; before one changes it is noted (`people_holder`), so that who leaves takes none along.

Source: decision 0085.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from concierge_desk.counter.context import Context
from concierge_desk.domain.journal import Data
from concierge_desk.mechanisms.people.model.fields import HOUSEHOLD
from concierge_desk.mechanisms.people.model.household import (
    GOES,
    CreateHousehold,
    Household,
    HouseholdState,
    JoinHousehold,
    LeaveHousehold,
    SplitHousehold,
)
from concierge_desk.mechanisms.people.tables.people import is_lost, keys_of, person, touch
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column


@dataclass(frozen=True, slots=True)
class Membership:
    """A membership: the party of its entry, its first and its last day."""

    party: str
    from_day: date
    until_day: date


def household_of(connection: Connection, key: str) -> str | None:
    """Return the household of somebody; None where there is none."""
    return next(
        iter(column(connection, "SELECT household FROM people_household WHERE person = ?", key)), None
    )


def lived_in(connection: Connection, household: str) -> tuple[str, ...]:
    """Return the keys of a household, of those who were merged too."""
    named = "SELECT person FROM people_household WHERE household = ? ORDER BY since, person"
    return column(connection, named, household)


def household(connection: Connection, code: str) -> Household | None:
    """Return a household by its code, or by somebody of it; who was merged is none of its people."""
    named: str | None = code
    if not code.startswith(f"{HOUSEHOLD}-"):
        one = person(connection, code)
        named = None if one is None else household_of(connection, one.person)
    people = column(
        connection,
        "SELECT people_household.person FROM people_household JOIN people_person USING (person)"
        ' WHERE household = ? AND "into" IS NULL ORDER BY people_household.since, n',
        named,
    )
    return Household(named, people) if named is not None and people else None


def load_create(connection: Connection, command: CreateHousehold, _context: Context) -> HouseholdState:
    """Return who is named, and who of them belongs to a household."""
    return _state(connection, None, command.people)


def load_join(connection: Connection, command: JoinHousehold, _context: Context) -> HouseholdState:
    """Return the household, and who joins."""
    named = household(connection, command.household)
    state = _state(connection, named, (command.person,))
    return replace(state, lost=state.lost or is_lost(connection, command.household))


def load_leave(connection: Connection, command: LeaveHousehold, _context: Context) -> HouseholdState:
    """Return who leaves, and the household."""
    return _state(connection, household(connection, command.person), (command.person,))


def load_split(connection: Connection, command: SplitHousehold, _context: Context) -> HouseholdState:
    """Return the household, and who leaves."""
    return _state(connection, household(connection, command.household), command.people)


def _state(connection: Connection, named: Household | None, codes: Sequence[str]) -> HouseholdState:
    people = [person(connection, code) for code in codes]
    keys = [one.person for one in people if one is not None]
    elsewhere = frozenset(key for key in keys if not _may_go(connection, key, named))
    return HouseholdState(named, people, elsewhere, any(is_lost(connection, code) for code in codes))


def _may_go(connection: Connection, key: str, into: Household | None) -> bool:
    """Say whether somebody belongs to no household, or is alone in one that is not the one that is meant."""
    home = household_of(connection, key)
    return home is None or (_is_alone(connection, key, home) and (into is None or into.household != home))


def _is_alone(connection: Connection, key: str, home: str) -> bool:
    found = household(connection, home)
    return found is not None and found.people == (key,)


def create(connection: Connection, command: CreateHousehold, context: Context) -> Data:
    """Make a household of some people; a membership that one of them has is the household's."""
    code, keys = context.draw(HOUSEHOLD), _keys(connection, command.people)
    _move(connection, keys, code, context)
    return {"household": code}


def join(connection: Connection, command: JoinHousehold, context: Context) -> Data:
    """Let somebody belong to a household, with a membership that there is."""
    found = household(connection, command.household)
    if found is None:
        return {}
    _note_holders(connection, lived_in(connection, found.household), found.household)
    _move(connection, _keys(connection, (command.person,)), found.household, context)
    return {"household": found.household}


def leave(connection: Connection, command: LeaveHousehold, context: Context) -> Data:
    """Let somebody belong to no household; what it holds stays with it."""
    found, one = household(connection, command.person), person(connection, command.person)
    if found is None or one is None:
        return {}
    _note_holders(connection, lived_in(connection, found.household), found.household)
    with seals.changing(connection, "people_household", "person = ?", (one.person,)):
        connection.execute("DELETE FROM people_household WHERE person = ?", (one.person,))
    touch(connection, one.person, context)
    return {"household": found.household}


def split(connection: Connection, command: SplitHousehold, context: Context) -> Data:
    """Make a household of some people of another one."""
    found = household(connection, command.household)
    if found is None:
        return {}
    code = context.draw(HOUSEHOLD)
    _note_holders(connection, lived_in(connection, found.household), found.household)
    _move(connection, _keys(connection, command.people), code, context)
    if command.membership == GOES:
        _hand_on(connection, found.household, code)
    return {"household": code}


def _hand_on(connection: Connection, home: str, other: str) -> None:
    """Let another household hold what one holds."""
    with seals.changing(connection, "people_holder", "household IN (?, ?)", (home, other)):
        connection.execute("UPDATE people_holder SET household = ? WHERE household = ?", (other, home))


def _keys(connection: Connection, codes: Iterable[str]) -> tuple[str, ...]:
    found = (person(connection, code) for code in codes)
    return tuple(dict.fromkeys(one.person for one in found if one is not None))


def _move(connection: Connection, keys: Iterable[str], household: str, context: Context) -> None:
    """Let some people belong to a household; what they hold alone is the household's from now on."""
    day = context.today.isoformat()
    for key in keys:
        home = household_of(connection, key)
        if home is None:
            _note_holders(connection, (key,), household)
        elif _is_alone(connection, key, home):
            # Nobody is left of the household: what it holds goes along.
            _note_holders(connection, lived_in(connection, home), home)
            _hand_on(connection, home, household)
        with seals.changing(connection, "people_household", "person = ?", (key,)):
            connection.execute(
                "INSERT OR REPLACE INTO people_household VALUES(?, ?, ?)", (key, household, day)
            )
        touch(connection, key, context)


def _note_holders(connection: Connection, keys: Iterable[str], household: str) -> None:
    """Note that the memberships that some people took are a household's, where nothing is noted of them yet."""
    for key in keys:
        rows: list[seals.Row] = [(party, household) for party in _tied(connection, (key,))]
        seals.insert_all(connection, "people_holder", rows)


def memberships_of(connection: Connection, code: str) -> tuple[Membership, ...]:
    """Return the memberships of somebody's household, or of a household, the latest last day first.

    What was taken by who was merged since is the household's that it was taken for, while somebody lives in it; else it
    is that of who stayed.
    """
    home = household(connection, code)
    one = None if code.startswith(f"{HOUSEHOLD}-") else person(connection, code)
    people = home.people if home is not None else ((one.person,) if one is not None else ())
    keys, homes = list(people), [] if home is None else [home.household]
    for key in (key for each in people for key in keys_of(connection, each)[1:]):
        of = household_of(connection, key)
        if of is None:
            keys.append(key)
        elif of not in homes and household(connection, of) is None:
            homes.append(of)
    found: dict[str, Sequence[str]] = {}
    for each in homes:
        keys += lived_in(connection, each)
        found |= {party: days for party, *days in connection.execute(_HELD, (each,)).fetchall()}
    found |= _tied(connection, keys)
    rows = sorted(found.items(), key=lambda row: (row[1][1], row[0]), reverse=True)
    return tuple(Membership(party, *map(date.fromisoformat, days)) for party, days in rows)


def _tied(connection: Connection, keys: Iterable[str]) -> dict[str, Sequence[str]]:
    """Return what some people took, and nothing else is noted of: by party, first and last day."""
    return {party: days for key in keys for party, *days in connection.execute(_TIED, (key,)).fetchall()}


_TIED = (
    "SELECT party, from_day, until_day FROM party_link JOIN people_membership ON party = ref"
    " WHERE person = ? AND NOT EXISTS (SELECT 1 FROM people_holder WHERE people_holder.party = ref)"
)
_HELD = (
    "SELECT people_membership.party, from_day, until_day FROM people_holder JOIN people_membership USING (party)"
    " WHERE household = ?"
)
