"""Ways to what is done with people in the window: the word for a new one, the card of somebody whose name is typed.

All ways of a scene are gone at one desk: each has somebody of its own.
"""

from collections.abc import Callable
from typing import Any

from tests.counter.desks import Play
from tests.ui.ways.steps import Act, Choose, Name, Scan, Step, Write
from tests.ui.ways.way import CASH, Way, Ways

NEAR = ("Corriger", "Prendre l’adhésion")
CARDS = {"person.merge": "p-4t9d2k7mx0q3", "household.join": "p-4t9d2k7mx0q4"}


def created(play: Play, family: str, **more: Any) -> str:
    return str(play.do("person.create", family=family, given="Zoé", **more).result["person"])


def nothing_more(_play: Play, _key: str) -> None:
    """Have nothing more to do with somebody."""


def _on_card(family: str, *steps: Step, more: Callable[[Play, str], object] = nothing_more) -> Way:
    """Return a way on the card of somebody whose name is typed: what is done now and then stands behind one more key."""
    near = isinstance(steps[0], Act) and steps[0].label in NEAR
    rest = () if near else (Act("Tout le reste"),)
    return Way(
        "counter", (Name(family), *rest, *steps), before=lambda play: more(play, created(play, family))
    )


def _noted(play: Play, key: str) -> None:
    play.do("person.note", person=key, text="Sonne deux fois.")


def _allowed(play: Play, key: str) -> None:
    fields = {"proxy": {"name": "Lou Petit"}, "until_day": "2027-01-31", "mandate": "paper"}
    play.do("person.allow", person=key, **fields)


def _beside(play: Play, _key: str) -> None:
    created(play, "Kermorvan", phones=["01 02 03 04 05"], card=CARDS["person.merge"])


def _with_household(play: Play, _key: str) -> None:
    created(play, "Lecocq", card=CARDS["household.join"])
    play.do("household.create", people=[CARDS["household.join"]])


def _together(family: str) -> Callable[[Play, str], None]:
    def begin(play: Play, key: str) -> None:
        play.do("household.create", people=[key, created(play, family)])

    return begin


def _merged(play: Play, key: str) -> None:
    play.do("person.merge", person=created(play, "Queffelec"), into=key)


WAYS: Ways = {
    "person.create": Way(
        "counter",
        (Name("fiche"), Act("Enregistrer"), Write("Abgrall"), Write("Zoé"), Write(), Write(), Write()),
    ),
    "person.correct": _on_card(
        "Bodin",
        Act("Corriger"),
        Write(),
        Write(),
        Write(),
        Write(),
        Write("3 rue des Lilas"),
        Write(),
        Write(),
    ),
    "person.card": _on_card("Caradec", Act("Nouvelle carte"), Choose("Oui")),
    "person.note": _on_card("Derrien", Act("Noter"), Write("Sonne deux fois."), Write()),
    "person.drop_note": _on_card("Ezanno", Act("Retirer une note"), Choose("Sonne"), more=_noted),
    "person.consent": _on_card("Floch", Act("Accords"), Choose("Recevoir les nouvelles")),
    "person.allow": _on_card(
        "Guivarch",
        Act("Quelqu’un vient"),
        Write("Lou Petit 06 12 34 56 78"),
        Choose("Procuration sur papier"),
        Write(),
    ),
    "person.disallow": _on_card(
        "Hascoet", Act("Quelqu’un ne vient plus"), Choose("Lou Petit"), more=_allowed
    ),
    "person.merge": _on_card("Izard", Act("Est la même"), Scan(CARDS["person.merge"]), more=_beside),
    "person.unmerge": _on_card("Jaouen", Act("Finalement deux"), Choose("Zoé Queffelec"), more=_merged),
    "household.create": _on_card("Moysan", Act("Créer un foyer")),
    "household.join": _on_card(
        "Nedelec", Act("Est d’un foyer"), Scan(CARDS["household.join"]), more=_with_household
    ),
    "household.leave": _on_card("Ollivier", Act("Quitte le foyer"), Choose("Oui"), more=_together("Pennec")),
    "household.split": _on_card(
        "Riou", Act("Forme son propre foyer"), Choose("À ceux"), more=_together("Salaun")
    ),
    "member.join": _on_card("Tanguy", Act("Prendre l’adhésion"), CASH),
}
