"""Step of whoever keeps the counter."""

from concierge_desk.frame.first_start.site_form import MOST_PEOPLE, PEOPLE, site_problem
from concierge_desk.frame.first_start.step import Asked, FirstStep
from concierge_desk.i18n import N_

_FIELDS = (
    Asked("operator.1", N_("First name, or how people call you")),
    *(Asked(f"operator.{place}", N_("Somebody else, if there is")) for place in range(2, MOST_PEOPLE + 1)),
)
_WORDS = {"operators": N_("Name at least one, with letters that can be printed.")}


STEP = FirstStep(
    PEOPLE,
    N_("Who keeps the counter"),
    N_("Who keeps the counter?"),
    N_("The first is at the counter when the window opens. Names stay on this PC; others can join later."),
    "form",
    fields=lambda _around: _FIELDS,
    problem=lambda answers, around: site_problem(answers, around, PEOPLE, _WORDS),
    offered=lambda answers, _around: answers.kind != "practice",
)
