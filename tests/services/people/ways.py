"""Ways to what is done with people in the window: the word for a new one, the card of somebody whose name is typed."""

from typing import Any

from tests.counter.desks import Play
from tests.services.people import samples
from tests.ui.ways.steps import Act, Choose, Name, Scan, Step, Write
from tests.ui.ways.way import CASH, Way, Ways

CARD = "p-4t9d2k7mx0q3"


def _on_card(*steps: Step, before: Any = samples.martin) -> Way:
    """Return a way on the card of somebody whose name is typed."""
    return Way("counter", (Name("Martin"), *steps), before=before)


def _beside(play: Play) -> None:
    """Keep somebody, and somebody else whose card is at hand."""
    samples.martin(play)
    play.do("person.create", card=CARD, family="Roux", given="Ali")


def _with_household(play: Play) -> None:
    _beside(play)
    play.do("household.create", people=[CARD])


def _together(play: Play) -> None:
    one = samples.martin(play)
    other = play.do("person.create", family="Roux", given="Ali").result["person"]
    play.do("household.create", people=[one, other])


def _merged(play: Play) -> None:
    one = play.do("person.create", family="Roux", given="Ali").result["person"]
    play.do("person.merge", person=one, into=samples.martin(play))


WAYS: Ways = {
    "person.create": Way(
        "counter",
        (Name("fiche"), Act("Enregistrer"), Write("Martin"), Write("Zoé"), Write(), Write(), Write()),
    ),
    "person.correct": _on_card(
        Act("Corriger"), Write(), Write(), Write(), Write(), Write("3 rue des Lilas"), Write()
    ),
    "person.card": _on_card(Act("Nouvelle carte"), Choose("Oui")),
    "person.note": _on_card(Act("Noter"), Write("Sonne deux fois."), Write()),
    "person.drop_note": _on_card(Act("Retirer une note"), Choose("Sonne"), before=samples.noted),
    "person.consent": _on_card(Act("Accords"), Choose("Recevoir les nouvelles")),
    "person.allow": _on_card(
        Act("Quelqu'un vient"), Write("Lou Petit"), Write(), Choose("Procuration sur papier"), Write()
    ),
    "person.disallow": _on_card(Act("Quelqu'un ne vient plus"), Choose("Lou Petit"), before=samples.allowed),
    "person.merge": _on_card(Act("Est la même"), Scan(CARD), before=_beside),
    "person.unmerge": _on_card(Act("Finalement deux"), Choose("Ali Roux"), before=_merged),
    "household.create": _on_card(Act("Créer un foyer")),
    "household.join": _on_card(Act("Est d'un foyer"), Scan(CARD), before=_with_household),
    "household.leave": _on_card(Act("Quitte le foyer"), Choose("Oui"), before=_together),
    "household.split": _on_card(Act("Forme son propre foyer"), Choose("À ceux"), before=_together),
    "member.join": _on_card(Act("Prendre l'adhésion"), CASH),
}
