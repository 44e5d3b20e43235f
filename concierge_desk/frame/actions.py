"""Actions of the frame of the window: what its own keys do, whatever page is open.

Source: decision 0020.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

FrameAction: TypeAlias = Literal["help", "discreet", "lock", "own"]

ACTIONS: Actions[FrameAction] = Actions(
    Action("help", "f1", N_("These keys, and the preferences of this PC"), words=N_("help keys preferences printer")),
    # It has no meaning but the one that a page gives it.
    Action("own", "f6", N_("On a page: the reason of a gap, the drawer's cash, the inventory, the search")),
    Action("discreet", "f11", N_("Hide names and numbers from whoever looks over the counter; again: cover everything"), words=N_("hide names discreet")),
    Action("lock", "pause", N_("Cover everything, or let somebody else take over"), words=N_("lock leave replace operator")),
)  # fmt: skip
