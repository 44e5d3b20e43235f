"""Step of the copy that a shop is put back from: which one, of those on the sticks that are plugged in."""

from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.step import FirstStep, Problem
from concierge_desk.i18n import N_

CODE = "copy"
_NONE = N_("Plug the stick with the copies in: they appear here by themselves. Then choose one.")


def _problem(answers: Answers, _around: Surroundings) -> Problem | None:
    return None if answers.copy is not None else Problem("", _NONE)


STEP = FirstStep(
    CODE,
    N_("Which copy"),
    N_("Which copy shall be put back?"),
    N_("The newest stands first. Nothing is changed on the stick but for one line that says where the shop went on."),
    "found",
    problem=_problem,
)  # fmt: skip
