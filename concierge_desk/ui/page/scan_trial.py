"""Trial of a scanner: a known code is scanned from the screen, and what came is compared with it; no Qt.

Source: decisions 0066, 0073.
"""

from dataclasses import dataclass
from typing import NamedTuple

from concierge_desk.counter.cards.offers import Tone
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.preferences import MOST_PREFIX

_AS_IT_IS = N_("The scanner is heard: “{code}” came, sign for sign.")
_ELSEWHERE = N_("The scanner types as on another keyboard: “{typed}”. It is read all the same: “{code}”.")
_FIRST = N_("The scanner sends “{prefix}” first. That is kept for this PC: so no scan is taken for typing.")
_ANOTHER = N_("“{code}” came. If that stands below the bars that were scanned, the scanner is heard well.")


@dataclass(frozen=True, slots=True)
class TrialBars:
    """Bars of a known code, to be scanned from the screen.

    Attributes:
        code: What they say.
        width: With what is white at their sides, in dots.
        height: In dots.
        dark: Boxes: left, top, width, height.
    """

    code: str = ""
    width: int = 0
    height: int = 0
    dark: tuple[tuple[int, int, int, int], ...] = ()


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
