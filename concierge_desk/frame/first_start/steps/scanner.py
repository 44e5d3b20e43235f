"""Step of the scanner: a known code is scanned, and what came is compared; what it sends first is found out."""

from typing import NamedTuple

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.step import FirstStep, Problem
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.preferences import MOST_PREFIX

CODE = "scanner"
HEARD, PREFIX = "scanner.heard", "scanner.prefix"
"""Where the answers keep what came, and what came before it."""

_AS_IT_IS = N_("The scanner is heard: “{code}” came, sign for sign.")
_ELSEWHERE = N_("The scanner types as on another keyboard: “{typed}”. It is read all the same: “{code}”.")
_FIRST = N_("The scanner sends “{prefix}” first. That is kept for this PC: so no scan is taken for typing.")
_ANOTHER = N_("“{code}” came. If that stands below the bars that were scanned, the scanner is heard well.")
_NOTHING = N_("Nothing was heard yet: scan the code, or leave the scanner for later.")


class ScanVerdict(NamedTuple):
    """Verdict on a scan: an English source with the code, the signs and the prefix in it, its tone, and the prefix."""

    words: str
    tone: Tone
    prefix: str


def verdict_on(code: str, typed: str, shown: str) -> ScanVerdict:
    """Return what a scan says of the scanner.

    Args:
        code: What was scanned.
        typed: What its keys wrote.
        shown: The code that is shown to be scanned.
    """
    more = len(code) - len(shown)
    if code == shown:
        return ScanVerdict(_AS_IT_IS if typed == shown else _ELSEWHERE, "good", "")
    if shown and code.endswith(shown) and more <= MOST_PREFIX:
        return ScanVerdict(_FIRST, "good", typed[:more])
    return ScanVerdict(_ANOTHER, "plain", "")


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
