"""A machine that keeps people against a naive model: plain dictionaries, no table, no index, no pointer but one.

The model says who is found, who is who after merges, which household holds which membership.
"""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from concierge_desk.mechanisms.people.tables import household as households
from concierge_desk.mechanisms.people.tables import people, search
from concierge_desk.store import seals
from tests.counter.desks import Desks, card

FAMILIES = ("Martin", "Le Bihan", "Dupré-Noël", "Li")
GIVEN = ("Zoé", "Anne-Marie", "Ali")


@dataclass
class Known:
    """Somebody, as a child would write it down."""

    family: str
    given: str
    phone: str
    cards: list[str] = field(default_factory=list)
    into: str | None = None
    home: str | None = None


class People(RuleBasedStateMachine):
    """People, as they come, move together, turn out to be one, and part again."""

    somebody: Bundle[str] = Bundle("somebody")
    desks: Desks

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[str, Known] = {}
        self.holder: dict[str, str] = {}
        """By party of a membership, the household or the person that holds it."""
        self.lent = self.desks.desk()
        self.play = self.lent.__enter__()
        self.play.open()

    def teardown(self) -> None:
        self.lent.__exit__(None, None, None)

    def read(self, look: Any, *given: Any) -> Any:
        return self.play.desk.store.read(lambda rows: look(rows, *given))

    def stayed(self, key: str) -> str:
        while (into := self.model[key].into) is not None:
            key = into
        return key

    @rule(
        target=somebody,
        family=st.sampled_from(FAMILIES),
        given=st.sampled_from(GIVEN),
        end=st.integers(0, 99),
    )
    def create(self, family: str, given: str, end: int) -> str:
        phone = f"06 12 34 56 {end:02d}"
        answer = self.play.do("person.create", family=family, given=given, phones=[phone])
        alive = [one for one in self.model.values() if one.into is None]
        twins = [one for one in alive if (one.family, one.given) == (family, given) or one.phone == phone]
        assert answer.result["alike"] == len(twins)
        key = str(answer.result["person"])
        self.model[key] = Known(family, given, phone)
        self.model[key].cards.append(self.read(people.card_of, key))
        return key

    @rule(key=somebody, family=st.sampled_from(FAMILIES))
    def correct(self, key: str, family: str) -> None:
        self.play.do("person.correct", person=key, family=family)
        self.model[self.stayed(key)].family = family

    @rule(key=somebody, lost=st.booleans())
    def new_card(self, key: str, lost: bool) -> None:
        answer = self.play.do("person.card", person=key, lost=lost)
        self.model[self.stayed(key)].cards.append(str(answer.result["card"]))

    @rule(key=somebody, into=somebody)
    def merge(self, key: str, into: str) -> None:
        answer = self.play.ask("person.merge", person=key, into=into)
        if self.model[key].into is not None:
            assert answer.refused is not None and answer.refused.code == "person.merged_already"
        elif self.stayed(into) == key:
            assert answer.refused is not None and answer.refused.code == "person.same_person"
        else:
            assert answer.refused is None
            self.model[key].into = self.stayed(into)

    @rule(key=somebody)
    def unmerge(self, key: str) -> None:
        answer, into = self.play.ask("person.unmerge", person=key), self.model[key].into
        if into is None:
            assert answer.refused is not None and answer.refused.code == "person.not_merged"
        elif self.model[into].into is not None:
            assert answer.refused is not None and answer.refused.code == "person.unmerge_later_first"
        else:
            assert answer.refused is None
            self.model[key].into = None

    @rule(keys=st.lists(somebody, min_size=1, max_size=3))
    def begin_household(self, keys: list[str]) -> None:
        stayed = {self.stayed(key) for key in keys}
        answer = self.play.ask("household.create", people=keys)
        if any(self.has_company(key) for key in stayed):
            assert answer.refused is not None and answer.refused.code == "household.in_another"
            return
        for key in stayed:
            self.move(key, str(answer.result["household"]))

    @rule(key=somebody, other=somebody)
    def join_household(self, key: str, other: str) -> None:
        one, home = self.stayed(key), self.model[self.stayed(other)].home
        answer = self.play.ask("household.join", household=other, person=key)
        if home is None:
            assert answer.refused is not None and answer.refused.code == "household.unknown"
        elif self.model[one].home == home or self.has_company(one):
            assert answer.refused is not None and answer.refused.code == "household.in_another"
        else:
            assert answer.refused is None
            self.move(one, home)

    @rule(key=somebody)
    def leave_household(self, key: str) -> None:
        one = self.model[self.stayed(key)]
        answer = self.play.ask("household.leave", person=key)
        if one.home is None:
            assert answer.refused is not None and answer.refused.code == "household.unknown"
        elif len(self.members(one.home)) == 1:
            assert answer.refused is not None and answer.refused.code == "household.last_one"
        else:
            assert answer.refused is None
            one.home = None

    @rule(key=somebody, goes=st.booleans())
    def split_household(self, key: str, goes: bool) -> None:
        one, home = self.stayed(key), self.model[self.stayed(key)].home
        if home is None or len(self.members(home)) == 1:
            return
        word = "goes" if goes else "stays"
        answer = self.play.do("household.split", household=home, people=[key], membership=word)
        new = str(answer.result["household"])
        self.model[one].home = new
        if goes:
            self.holder = {party: new if of == home else of for party, of in self.holder.items()}

    @rule(key=somebody)
    def join(self, key: str) -> None:
        one = self.stayed(key)
        acts = [{"do": "member.join", "person": key}]
        answer = self.play.ask("till.settle", acts=acts, payments=[card(1000)])
        if self.held_by(one):
            assert answer.refused is not None and answer.refused.code == "member.joined_already"
            return
        assert answer.refused is None
        party = str(self.play.last("member.joined").data["party"])
        self.holder[party] = self.model[one].home or one

    def members(self, home: str) -> list[str]:
        return [key for key, one in self.model.items() if one.home == home and one.into is None]

    def has_company(self, key: str) -> bool:
        home = self.model[key].home
        return home is not None and self.members(home) != [key]

    def move(self, key: str, home: str) -> None:
        """What somebody holds alone is the household's; so is what the household held that nobody is left in."""
        before, self.model[key].home = self.model[key].home, home
        self.holder = {party: home if of in (key, before) else of for party, of in self.holder.items()}

    def held_by(self, one: str) -> set[str]:
        """Parties of somebody, of the household, of those who were merged and hold one alone, or in a household that is empty."""
        home = self.model[one].home
        people_of = self.members(home) if home is not None else [one]
        merged = {
            key for key in self.model if self.model[key].into is not None and self.stayed(key) in people_of
        }
        alone = {one} | {key for key in merged if self.model[key].home is None}
        empty = {of for key in merged if (of := self.model[key].home) is not None and not self.members(of)}
        return {party for party, of in self.holder.items() if of in alone | empty | {home}}

    @invariant()
    def everybody_is_found(self) -> None:
        for family in FAMILIES:
            found = {one.person for one in self.read(search.search, family, 500)}
            named = {self.stayed(key) for key, one in self.model.items() if one.family == family}
            assert found == named

    @invariant()
    def every_card_is_somebodys(self) -> None:
        for key, one in self.model.items():
            for code in one.cards:
                assert self.read(people.person, code).person == self.stayed(key)

    @invariant()
    def every_household_has_its_people(self) -> None:
        for home in {one.home for one in self.model.values() if one.home is not None}:
            found = self.read(households.household, home)
            assert sorted(found.people if found is not None else ()) == sorted(self.members(home))

    @invariant()
    def every_membership_is_somebodys(self) -> None:
        for key, one in self.model.items():
            if one.into is None:
                held = {each.party for each in self.read(households.memberships_of, key)}
                assert held == self.held_by(key)

    @invariant()
    def nothing_is_told_of_a_seal(self) -> None:
        if self.model:
            assert self.read(seals.broken) == ()
