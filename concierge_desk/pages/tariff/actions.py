"""Actions of the page of the tariffs.

Source: decision 0068.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

TariffAction: TypeAlias = Literal["look", "take_in", "again", "pick", "back"]

ACTIONS: Actions[TariffAction] = Actions(
    Action("look", "enter", N_("Look at it")),
    # Where something in it is unusual, the same key once more goes on all the same.
    Action("take_in", "slash", N_("Take these prices in")),
    Action("again", "f5", N_("Look for files again")),
    Action("pick", "f6", N_("Another file…")),
    Action("back", "escape", N_("Leave it")),
)
