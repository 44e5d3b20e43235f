"""The model's people: who is who after merges, who lives with whom, who holds a membership. A list, read from end to end.

Source: docs/contract.md, "Money held and owed"; decision 0085.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.model.facts import No
from tests.people.facts import Deed, Draft, Person, Thing

Raw = Mapping[str, Any]
Learn = Callable[[Mapping[str, Any]], None]
GONE = "—"


class Hood:
    """Everybody who is known."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.forgotten: list[Person] = []
        self.holders: dict[Deed, str] = {}
        """By membership, the household or the person's key that holds it; of nobody it is left out."""
        self.links: list[tuple[Person, str]] = []
        """For whom something was done, and on which day."""

    # Who is who.

    def alone(self, code: str) -> Person | None:
        """Whoever has a key or a card, by itself."""
        return next((one for one in self.people if code == one.key or code in one.cards), None)

    def stayed(self, one: Person) -> Person:
        """Whom somebody turned out to be."""
        while one.into is not None:
            one = one.into
        return one

    def named(self, code: str) -> Person:
        """Whom a key or a card means."""
        one = self.alone(code)
        if one is None:
            raise No("person.unknown")
        return self.stayed(one)

    def all_of(self, one: Person) -> list[Person]:
        """Everybody who turned out to be the same."""
        return [other for other in self.people if self.stayed(other) is self.stayed(one)]

    def by_card(self, card: str) -> Person | None:
        """Whom a card brings that is shown at the counter: a lost one brings nobody."""
        one = self.alone(card)
        return None if one is None or card in one.lost else self.stayed(one)

    def owes(self, owner: Person | None, person: Person) -> bool:
        """Whether what is somebody's is a person's."""
        return owner is not None and owner in self.people and self.stayed(owner) is self.stayed(person)

    def members(self, home: str) -> list[Person]:
        """Who lives there, those who turned out to be another one apart."""
        return [one for one in self.people if one.home == home and one.into is None]

    def held_by(self, one: Person) -> list[Deed]:
        """The memberships of somebody and of the household, and what those held who turned out to be of it.

        That is what they held alone, and what was their household's where nobody lives any more.
        """
        live = self.members(one.home) if one.home is not None else [one]
        merged = [other for other in self.people if other.into is not None and self.stayed(other) in live]
        alone = {one.key} | {other.key for other in merged if other.home is None}
        left = {other.home for other in merged if other.home is not None and not self.members(other.home)}
        return [deed for deed, of in self.holders.items() if of == one.home or of in alone | left]

    def may_go(self, one: Person, into: str | None = None) -> bool:
        """Whether somebody may belong to another household: to none so far, or alone to one."""
        return one.home is None or (one.home != into and self.members(one.home) == [one])

    def is_lost(self, code: str) -> bool:
        """Whether it is a card that was said to be lost."""
        return any(code in one.lost for one in self.people)

    def shown(self, codes: list[str]) -> list[Person]:
        """Who is named to belong to a household: by no card that was lost."""
        if any(map(self.is_lost, codes)):
            raise No("household.card_lost")
        return [self.named(code) for code in codes]

    # Acts on people: each says no, or what is learnt from the answer.

    def create(self, raw: Raw) -> Learn:
        """Keep somebody."""
        alike = [
            one
            for one in self.people
            if one.into is None
            and ((one.family, one.given) == (raw["family"], raw["given"]) or one.phone == raw["phones"][0])
        ]

        def learn(result: Mapping[str, Any]) -> None:
            assert result["alike"] == len(alike)
            told = (raw["family"], raw["given"], raw["phones"][0], raw["street"], [raw["card"]])
            self.people.append(Person(result["person"], *told))

        return learn

    def correct(self, raw: Raw) -> Learn:
        """Call somebody otherwise."""
        one = self.named(raw["person"])

        def learn(_result: Mapping[str, Any]) -> None:
            one.family = raw["family"]

        return learn

    def card(self, raw: Raw) -> Learn:
        """Give a new card."""
        one = self.named(raw["person"])

        def learn(result: Mapping[str, Any]) -> None:
            for other in self.all_of(one) if raw.get("lost") else ():
                other.lost |= set(other.cards)
            one.cards.append(result["card"])

        return learn

    def merge(self, raw: Raw) -> Learn:
        """Two are one."""
        one, into = self.alone(raw["person"]), self.alone(raw["into"])
        if one is None or into is None:
            raise No("person.unknown")
        stays = self.stayed(into)
        if one.into is not None:
            raise No("person.merged_already")
        if one is stays:
            raise No("person.same_person")

        def learn(_result: Mapping[str, Any]) -> None:
            one.into = stays

        return learn

    def unmerge(self, raw: Raw) -> Learn:
        """Two are two again."""
        one = self.alone(raw["person"])
        if one is None:
            raise No("person.unknown")
        if one.into is None:
            raise No("person.not_merged")
        if one.into.into is not None:
            raise No("person.unmerge_later_first")

        def learn(_result: Mapping[str, Any]) -> None:
            one.into = None

        return learn

    def begin_home(self, raw: Raw) -> Learn:
        """Some are one household."""
        found = self.shown(raw["people"])
        if not all(map(self.may_go, found)):
            raise No("household.in_another")

        def learn(result: Mapping[str, Any]) -> None:
            for one in found:
                self.move(one, result["household"])

        return learn

    def join_home(self, raw: Raw) -> Learn:
        """Somebody moves in with another."""
        other = self.alone(raw["household"])
        home = None if other is None else self.stayed(other).home
        if home is None:
            raise No("household.unknown")
        if self.is_lost(raw["household"]):
            raise No("household.card_lost")
        (one,) = self.shown([raw["person"]])
        if not self.may_go(one, home):
            raise No("household.in_another")
        return lambda _result: self.move(one, home)

    def leave_home(self, raw: Raw) -> Learn:
        """Somebody moves out; what the household holds stays there."""
        (one,) = self.shown([raw["person"]])
        if one.home is None:
            raise No("household.unknown")
        if len(self.members(one.home)) == 1:
            raise No("household.last_one")

        def learn(_result: Mapping[str, Any]) -> None:
            one.home = None

        return learn

    def split_home(self, raw: Raw) -> Learn:
        """Some of a household make one of their own."""
        home = raw["household"]
        found = self.shown(raw["people"])
        if not self.members(home):
            raise No("household.unknown")
        if any(one.home != home for one in found):
            raise No("household.in_another")
        if len({id(one) for one in found}) == len(self.members(home)):
            raise No("household.last_one")

        def learn(result: Mapping[str, Any]) -> None:
            new = result["household"]
            for one in found:
                one.home = new
            if raw["membership"] == "goes":
                self.holders = {deed: new if of == home else of for deed, of in self.holders.items()}

        return learn

    def move(self, one: Person, home: str) -> None:
        """What somebody holds alone is the household's from now on, and what the household held that nobody is left of."""
        alone = {one.key, one.home}
        one.home = home
        self.holders = {deed: home if of in alone else of for deed, of in self.holders.items()}

    # Forgetting.

    def bears(self, gone: list[Person], text: str | None) -> bool:
        """Whether a name that was typed is somebody's: nobody else who is known may bear one of these names."""
        names = {one.name for one in gone}
        another = any(one.name in names for one in self.people if one not in gone)
        return text in names and not another

    def forget(self, gone: list[Person], things: list[Thing], drafts: list[Draft]) -> None:
        """Forget everybody who is one person: whose things were, who came, who holds what alone."""
        bears = {one.name: self.bears(gone, one.name) for one in gone}
        keys, cards = [one.key for one in gone], [card for one in gone for card in one.cards]
        for thing in things:
            if thing.owner in gone:
                thing.owner = None
            if bears.get(thing.name or ""):
                thing.name = None
        for draft in drafts:
            _forget_in(draft, cards, bears)
        self.people = [one for one in self.people if one not in gone]
        self.forgotten += gone
        self.links = [(one, day) for one, day in self.links if one not in gone]
        homes = {one.home for one in self.people}
        left = {deed: of for deed, of in self.holders.items() if of not in keys}
        self.holders = {deed: of for deed, of in left.items() if of in homes or of[0] == "i"}


def _forget_in(draft: Draft, cards: list[str], bears: Mapping[str, bool]) -> None:
    whose = draft.who or {}
    if whose.get("card") in cards or bears.get(whose.get("name", "")):
        draft.who, draft.step = None, {}
    said = draft.step.get("typed", "")
    if bears.get(said):
        draft.step = {"typed": GONE}
    for act in draft.acts:
        who = act.get("who", {})
        if who.get("card") in cards:
            act["who"] = {}
        elif bears.get(who.get("name", "")):
            act["who"] = {"name": GONE}
        if act.get("person") in cards:
            del act["person"]
