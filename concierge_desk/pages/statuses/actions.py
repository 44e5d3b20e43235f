"""Actions of the page of the statuses.

Source: decision 0080.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

StatusesAction: TypeAlias = Literal["open", "compare", "again", "pick", "back"]

ACTIONS: Actions[StatusesAction] = Actions(
    Action("open", "enter", N_("Look at it")),
    Action("compare", "slash", N_("Compare with what is here")),
    Action("again", "f5", N_("Look for files again")),
    Action("pick", "f6", N_("Another file…")),
    Action("back", "escape", N_("Leave it")),
)
