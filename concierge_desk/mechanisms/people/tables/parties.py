"""People as the counter knows them: from a card to a key, from a key to the words that a screen shows.

Source: decision 0085.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from concierge_desk.counter.parties import KnownPerson, Parties
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.traces import Traces
from concierge_desk.domain.override import override
from concierge_desk.mechanisms.people.tables.household import memberships_of
from concierge_desk.mechanisms.people.tables.people import keys_of, lost_day, person, touch_on
from concierge_desk.mechanisms.people.tables.traces import forget_typed, records_of, traces_of


class KnownPeople(Parties):
    """The people that the shop keeps."""

    @override
    def person_of(self, rows: Rows, card: str) -> str | None:
        # A card that was lost is in somebody else's hands, as far as anybody knows.
        if lost_day(rows, card) is not None:
            return None
        found = person(rows, card)
        return None if found is None else found.person

    @override
    def known(self, rows: Rows, person: str) -> KnownPerson:
        found = _person(rows, person)
        return KnownPerson("") if found is None else KnownPerson(found.name, found.home)

    @override
    def stayed(self, rows: Rows, person: str) -> str:
        found = _person(rows, person)
        return person if found is None else found.person

    @override
    def people_of(self, rows: Rows, person: str) -> Sequence[str]:
        # A thing from before a merge names who was merged: whoever stayed has it.
        found = _person(rows, person)
        return keys_of(rows, person if found is None else found.person)

    @override
    def is_member(self, rows: Rows, person: str, day: date) -> bool:
        return any(one.from_day <= day <= one.until_day for one in memberships_of(rows, person))

    @override
    def traces(self, rows: Rows, person: str) -> Traces | None:
        found = _person(rows, person)
        return None if found is None else traces_of(rows, found)

    @override
    def touch(self, rows: Rows, person: str, day: str) -> None:
        touch_on(rows, person, day)

    @override
    def held(self, rows: Rows, traces: Traces) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        return records_of(rows, traces)

    @override
    def forget_typed(self, rows: Rows, traces: Traces, at: str) -> int:
        return forget_typed(rows, traces, at)


_person = person

PEOPLE = KnownPeople()
