"""Step of the keys: the keystore of the session, or words that lock them."""

from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.step import FirstStep, Problem
from concierge_desk.i18n import N_

CODE = "keys"
_WORDLESS = N_("Take the drawn words, or type your own; then the same once more.")


def asks_words(answers: Answers, around: Surroundings) -> bool:
    """Say whether words have to be chosen: an exercise has no lock, and a keystore needs none."""
    return answers.kind != "practice" and not around.keystore


def _problem(answers: Answers, around: Surroundings) -> Problem | None:
    return Problem("", _WORDLESS) if asks_words(answers, around) and not answers.phrase else None


STEP = FirstStep(
    CODE,
    N_("Keys of the shop"),
    N_("A phrase that locks everything"),
    N_("If this PC is stolen, nobody reads the names without these words. Write them down; do not keep them with the PC."),
    "phrase",
    problem=_problem,
    offered=lambda answers, _around: answers.kind != "practice",
    needed=asks_words,
)  # fmt: skip
