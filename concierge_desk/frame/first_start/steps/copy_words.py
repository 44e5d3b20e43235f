"""Step of the words that open a copy, or the lines of the recovery sheet."""

from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.step import Asked, FirstStep, Problem
from concierge_desk.i18n import N_

CODE = "copy_words"
FIELD = "copy.words"
_NONE = N_("Type the words of the copies, or the lines of the recovery sheet one after another.")


def _problem(answers: Answers, _around: Surroundings) -> Problem | None:
    return None if answers.words.strip() else Problem(FIELD, _NONE)


STEP = FirstStep(
    CODE,
    N_("Its words"),
    N_("The words that open the copies"),
    N_("They are in the envelope, with the recovery sheet. Either opens the copy."),
    "form",
    fields=lambda _around: (
        Asked(FIELD, N_("Words of the copies, or lines of the recovery sheet"), hidden=True),
    ),
    problem=_problem,
)
