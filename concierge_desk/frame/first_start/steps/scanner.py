"""Step of the scanner: a known code is scanned, and what came is compared; what it sends first is found out."""

from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.step import FirstStep, Problem
from concierge_desk.i18n import N_

CODE = "scanner"
HEARD, PREFIX = "scanner.heard", "scanner.prefix"
"""Where the answers keep what came, and what came before it."""

_NOTHING = N_("Nothing was heard yet: scan the code, or leave the scanner for later.")


def _problem(answers: Answers, _around: Surroundings) -> Problem | None:
    return None if answers.text(HEARD) else Problem("", _NOTHING)


STEP = FirstStep(
    CODE,
    N_("Scanner"),
    N_("Is the scanner heard?"),
    N_("Scan the code below from the screen. A scanner that reads no screens scans any label in its place."),
    "scan",
    problem=_problem,
    offered=lambda answers, _around: answers.kind != "practice",
)
