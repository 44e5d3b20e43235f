"""The lesson of what is lent: a drill leaves with a neighbour, its caution is left; it comes back, and so does the caution.

Source: decisions 0067, 0094.
"""

from collections.abc import Generator
from functools import partial
from random import Random
from typing import Final

from concierge_desk.counter.demo.demo import DemoAct, DemoAnswer, paid_by_card
from concierge_desk.counter.demo.lessons import Drawn, Lesson, LessonStep, Since, counts
from concierge_desk.domain.held.things import CAUTION_RETURNED, CAUTION_TAKEN
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.model.facts import AVAILABLE
from concierge_desk.mechanisms.lending.nature import LendingNature

_PLACE: Final = 5
_KIND: Final = "PERCEUSE"
_GIVEN: Final = ("Line", "Odile", "Martine", "Denis", "Hubert", "Yves")
_FAMILIES: Final = ("Wendling", "Ostermann", "Muhlbach", "Zimmer", "Kieffer", "Haberer")
"""Made up, and none of them another lesson's."""


def lessons_of(nature: LendingNature) -> tuple[Lesson, ...]:
    """Return what a nature teaches: that of the drill, where it lends such."""
    if not nature.taught:
        return ()
    code = nature.code

    def begins(dice: Random) -> Generator[DemoAct, DemoAnswer, Drawn]:
        thing = f"PERC-{dice.randrange(1000, 99_999)}"
        given, family = dice.choice(_GIVEN), dice.choice(_FAMILIES)
        yield DemoAct(f"{code}.register", {"object": thing, "kind": _KIND, "place": "O7"})
        yield DemoAct(f"{code}.maintain", {"object": thing, "what": "tested"})
        told = yield DemoAct("person.create", {"given": given, "family": family})
        yield from paid_by_card([{"do": "member.join", "person": told.result["person"]}])
        return {"thing": thing, "name": f"{given} {family}"}

    def back(since: Since, drawn: Drawn) -> bool:
        came = counts(since, f"{code}.returned", object=drawn["thing"]) > 0
        given = (counts(since, CAUTION_RETURNED, caution=one) for one in _cautions(code, since, drawn))
        return came and any(given)

    steps = (
        LessonStep(_LEND, lambda since, drawn: counts(since, f"{code}.lent", object=drawn["thing"]) > 0),
        LessonStep(_PAY, lambda since, drawn: bool(_cautions(code, since, drawn))),
        LessonStep(_BACK, back),
    )
    about = N_("What leaves is counted, what it costs and the caution are one sum; it comes back by one key.")
    title = N_("Lend a tool, and take it back")
    return (Lesson("lending", _PLACE, title, about, begins, steps, partial(_wrong, code)),)


_LEND: Final = N_(
    "{name} needs the drill {thing}. Type {thing} and Enter, then /. Type {name} and Enter, and Enter once more for the one"
    " that was found. All that belongs to the drill is ticked: Enter."
)
_PAY: Final = N_(
    "The days and the caution are due together, 57 euros. Type 60 and +: what is to be given back is written large."
)
_BACK: Final = N_(
    "The drill comes back. Type {thing} and Enter, then /; all is there: Enter. Then + gives the caution back."
)
_SHORT: Final = N_(
    "Something of it lacks now. F9 takes that back; then take the drill back with all that belongs to it."
)


def _cautions(code: str, since: Since, drawn: Drawn) -> list[str]:
    """Return the cautions that were left for the drill since the lesson began."""
    lent = [entry.data for entry in since if entry.kind == f"{code}.lent"]
    loans = [data["loan"] for data in lent if data["object"] == drawn["thing"]]
    taken = [entry.data for entry in since if entry.kind == CAUTION_TAKEN]
    return [str(data["caution"]) for data in taken if data["of"] in loans]


def _wrong(code: str, since: Since, drawn: Drawn) -> str:
    """Return what to do where the drill came back with something lacking; empty where it did not, or that was mended."""
    thing = drawn["thing"]
    back = [entry.data for entry in since if entry.kind == f"{code}.returned"]
    states = [data["state"] for data in back if data["object"] == thing]
    found = counts(since, f"{code}.incident_noted", object=thing, incident="found")
    mended = counts(since, f"{code}.reversed", object=thing) + found
    return _SHORT if states and states[-1] != AVAILABLE and not mended else ""
