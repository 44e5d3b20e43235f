"""Step of what the services ask: La Poste's office, and the code it knows the shop by."""

from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.site_form import OFFICE
from concierge_desk.frame.first_start.step import Asked, FirstStep, Problem
from concierge_desk.i18n import N_

_FIGURES = N_("It is made of figures alone, as many as are said above.")


def _fields(around: Surroundings) -> tuple[Asked, ...]:
    return tuple(
        Asked(f"{code}.{question.name}", question.label, question.hint) for code, question in around.questions
    )


def _problem(answers: Answers, around: Surroundings) -> Problem | None:
    for code, question in around.questions:
        name = f"{code}.{question.name}"
        text = answers.text(name)
        is_number = len(text) == question.figures and text.isascii() and text.isdecimal()
        if text and question.figures and not is_number:
            return Problem(name, _FIGURES)
    return None


STEP = FirstStep(
    OFFICE,
    N_("La Poste"),
    N_("What La Poste says of the shop"),
    N_("It stands on the statements. The post office that the shop belongs to knows both; they may wait."),
    "form",
    fields=_fields,
    problem=_problem,
    offered=lambda answers, around: answers.kind != "practice" and bool(around.questions),
)
