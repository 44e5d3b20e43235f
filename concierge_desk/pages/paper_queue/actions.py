"""Actions of the page of the papers.

Source: decision 0063.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

PapersAction: TypeAlias = Literal["try", "trial", "again", "elsewhere", "give_up", "back"]

ACTIONS: Actions[PapersAction] = Actions(
    Action("try", "f5", N_("Try all now")),
    Action("trial", "f8", N_("Trial page")),
    Action("again", "f12", N_("Print again")),
    Action("elsewhere", "f6", N_("Elsewhere…")),
    # Where its reason is asked beside the list, the same key goes on with it.
    Action("give_up", "slash", N_("Do not print it…")),
    Action("back", "escape", N_("Leave it")),
)
