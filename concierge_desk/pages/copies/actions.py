"""Actions of the page of the copies.

Source: decisions 0024, 0027.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

CopiesAction: TypeAlias = Literal["copy", "check", "look", "restore", "sheet", "record", "everything", "back"]

ACTIONS: Actions[CopiesAction] = Actions(
    # Where a question stands beside the list, the same key goes on with it.
    Action("copy", "slash", N_("Make a copy now")),
    Action("look", "right", N_("Look into it")),
    Action("check", "f5", N_("Is it good?")),
    Action("restore", "f6", N_("Put it back…")),
    Action("sheet", "f12", N_("Recovery sheet")),
    Action("record", "f8", N_("Commissioning record")),
    Action("everything", "star", N_("Export everything")),
    Action("back", "escape", N_("Leave it")),
)
