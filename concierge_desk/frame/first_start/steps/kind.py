"""Step of what is to be made: an exercise in which nothing counts, or the real shop."""

from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.step import FirstStep, Problem
from concierge_desk.i18n import N_

KINDS = (
    ("practice", N_("Try it first"), N_("An exercise: nothing in it is real, nothing counts")),
    ("real", N_("Set up our shop"), N_("Its tickets count, and its day is kept for good")),
)
"""What can be made: its code, what it is called, what is told beside it."""


def _problem(answers: Answers, _around: Surroundings) -> Problem | None:
    return None if answers.kind else Problem("", N_("Choose one of the two: 1 or 2."))


STEP = FirstStep(
    "kind",
    N_("Exercise or real"),
    N_("What shall be opened?"),
    N_(
        "The exercise stays beside the real shop, in its own colours and its own folder: one is never taken for the other."
    ),
    "choice",
    problem=_problem,
)
