"""Next steps in a shop that is new: what is done once it is open, each with its keys; told at first, and behind F1 ever after.

Source: decision 0066.
"""

from collections.abc import Sequence

from concierge_desk.i18n import N_
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.presenter.handover import HandoverNews

_TITLE = N_("First steps")
_LINES = (
    N_("F10 opens the day: what lies in the drawer is told then. One after another, when there is time:"),
    N_(
        "• A first copy: plug a stick in, press Copies at the left, then /. The words that open the copies are chosen there."
        " F5 reads the copy back, and says whether it is good."
    ),
    N_("• The recovery sheet: Copies, F12, and F12 prints it. Keep it in the envelope, away from here."),
    N_(
        "• The printer: F1, 1, F12 finds it, and F5 prints a trial page. The scanner: F1, 1, 0, then scan a label."
    ),
    N_(
        "• What is here already: F3 takes parcels in, scan after scan; “stock”, typed at the counter, counts the stamps."
    ),
)
_LEFT = N_("Left for later: {steps}. Type “settings” at the counter.")


def next_steps(left: Sequence[str] = ()) -> HandoverNews:
    """Return what comes next in a new shop.

    Args:
        left: Names of the steps that were left for later, in the language shown.
    """
    told = [say(line) for line in _LINES]
    if left:
        told.append(say(_LEFT, steps=", ".join(left)))
    return HandoverNews(say(_TITLE), tuple(told))
