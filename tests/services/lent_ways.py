"""Ways to the commands of any nature of things lent in the window: one thing goes through all of it, from its label to a reservation."""

from dataclasses import dataclass
from typing import Any

from tests.counter.desks import Play, card
from tests.services.lent import LentNature
from tests.ui.ways.steps import Act, Card, Choose, Name, Press, Step, Write
from tests.ui.ways.way import CASH, NotThere, Way, Ways, in_settings

_GIVE = Press("Rendre l’argent", "plus")
_WHO = Write("M. Roux")
_PEOPLE: dict[tuple[int, str], str] = {}
"""Whoever borrows, by desk and given name."""
_FREE = NotThere(
    "what the program ships of it is free; a price is set with its kind, and paid as that of a tool."
)


@dataclass(frozen=True)
class Words:
    """What a nature is called in the window, and its thing.

    Attributes:
        nature: The nature.
        label: Its name.
        kind: Name of the thing.
        place: Of its kind among those that it may be.
        leaves: What is asked as it leaves, beside whom it leaves with.
        back: What is asked as it comes back.
        priced: A day of it costs something.
    """

    nature: LentNature
    label: str
    kind: str
    leaves: tuple[Step, ...] = ()
    back: tuple[Step, ...] = ()
    priced: bool = False

    def set_up(self, play: Play) -> None:
        """Let there be the thing, and somebody who may have it."""
        self.nobody_served(play)
        self.nature.do(play, "register", kind=self.nature.kind, place="O1", **self.nature.registered)
        person = str(play.do("person.create", family="Roux", given=self.given).result["person"])
        play.settle([{"do": "member.join", "person": person}], card(1000))
        _PEOPLE[id(play), self.given] = person
        if self.nature.authorised:
            self.nature.do(play, "authorise", who=self.who(play))

    @property
    def given(self) -> str:
        """Given name of whoever borrows it: each nature has one of its own."""
        return self.nature.code.capitalize()

    @staticmethod
    def nobody_served(play: Play) -> None:
        """Let whoever was served before have left: otherwise it would all be for that one."""
        for (visit,) in play.rows("SELECT visit FROM visit WHERE parked = 0"):
            play.do("visit.abandon", visit=visit)

    def who(self, play: Play) -> dict[str, Any]:
        return {"card": _PEOPLE[id(play), self.given]}

    def lent(self, play: Play) -> None:
        """Let it be with somebody for long enough to be renewed."""
        self.nature.do(play, "lend", who=self.who(play), **self.nature.lent)

    def renewable(self, play: Play) -> None:
        """Let a loan of it be renewed, whatever the program ships."""
        row = {"kind": self.nature.kind, "label_fr": self.kind, "days": 7, "most_days": 14, "renewals": 1}
        play.do(f"{self.nature.code}.set_kinds", rows=[row])

    def awaited(self, play: Play) -> None:
        """Let somebody wait for it while it comes back."""
        self.lent(play)
        self.nature.do(play, "wait", who={"name": "M. Roux"})
        self.nature.do(play, "return", **self.nature.back)

    def of_thing(self, *steps: Step, **more: Any) -> Way:
        return Way(
            "counter", (Name(self.nature.thing), Card(f"{self.kind}, {self.nature.thing}"), *steps), **more
        )

    def settings(self) -> Ways:
        another = (Act("L’ajouter"), Write("Autre"), Write("NEUF"), *[Write()] * 9)
        register = (
            Act("Enregistrer"),
            Write("AUTRE-1"),
            Choose(self.kind),
            Write(),
            Write("O9"),
            *[Write()] * 5,
        )
        bike = (Write("AB12CD34EF"),) if self.nature.code == "bikes" else ()
        return {
            "set_kinds": in_settings(self.label, Card("Une autre sorte"), *another),
            "register": in_settings(self.label, Card("Un objet à prêter"), *register, *bike),
        }

    def ways(self) -> Ways:
        """Return them, in the order they are gone."""
        whom = (Write("Roux"), Choose(f"{self.given} Roux"))
        days = (Write("14/12"), Write("16/12"))
        found: dict[str, Way | NotThere] = {
            **self.settings(),
            "lend": self.of_thing(Act("Prêter"), *whom, *self.leaves, before=self.set_up),
            "pay": Way("counter", (CASH,)) if self.priced else _FREE,
            "renew": self.of_thing(Act("Prolonger"), before=self.renewable),
            "remind": self.of_thing(Act("Rappel fait"), Choose("Par téléphone")),
            "wait": self.of_thing(
                Act("Quelqu’un l’attend"), _WHO, Choose("Quelqu’un d’autre"), before=self.nobody_served
            ),
            "stop_waiting": self.of_thing(
                Act("N’attend plus"), _WHO, Choose("Quelqu’un d’autre"), before=self.nobody_served
            ),
            "return": self.of_thing(Act("Rendu"), *self.back, *((_GIVE,) if self.priced else ())),
            "move": self.of_thing(Act("Une autre place"), Write("O9")),
            "reserve": self.of_thing(
                Act("Réserver"), _WHO, Choose("Quelqu’un d’autre"), *days, before=self.nobody_served
            ),
            "unreserve": self.of_thing(Act("Annuler la réservation")),
            "maintain": self.of_thing(Act("Entretien"), Choose("Contrôlé"), Write()),
            "call": self.of_thing(Act("Prévenu que"), before=self.awaited),
            "release": self.of_thing(Act("Ne plus le garder")),
            "report_incident": self.of_thing(Act("Incident"), Choose("Il est introuvable"), Write()),
        }
        if self.nature.authorised:
            somebody = (_WHO, Choose("Quelqu’un d’autre"))
            found["authorise"] = self.of_thing(
                Act("Quelqu’un y a droit"), *somebody, Write(), before=self.nobody_served
            )
            found["end_authority"] = self.of_thing(
                Act("N’y a plus droit"), *somebody, before=self.nobody_served
            )
        return {f"{self.nature.code}.{name}": way for name, way in found.items()}
