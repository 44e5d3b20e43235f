"""Step of the opening hours: the week, and whose holidays are kept."""

from concierge_desk.counter.day.opening import WEEKDAYS
from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.site_form import HALVES, WEEK, has_hours, site_problem
from concierge_desk.frame.first_start.step import FirstStep, Problem
from concierge_desk.i18n import N_

_HOURS = N_("Type it as 8:00-11:30, the morning before the afternoon; leave it empty where it is closed.")
_WORDS = {
    "opening": _HOURS,
    "desk.timezone": N_("This time zone is not known: type it as Europe/Paris."),
    "desk.holidays": N_("Choose a region of the list."),
}
_NONE = N_("No hours yet: type them, or leave them for later.")


def _problem(answers: Answers, around: Surroundings) -> Problem | None:
    if not has_hours(answers):
        return Problem(f"{WEEKDAYS[0]}.{HALVES[0]}", _NONE)
    return site_problem(answers, around, WEEK, _WORDS)


STEP = FirstStep(
    WEEK,
    N_("The hours"),
    N_("When is it open?"),
    N_("Parcels are kept by these hours, and the poster for the door is made of them."),
    "week",
    problem=_problem,
    offered=lambda answers, _around: answers.kind != "practice",
)
