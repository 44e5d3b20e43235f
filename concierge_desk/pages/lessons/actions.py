"""Actions of the page of the lessons.

Source: decision 0067.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

LessonsAction: TypeAlias = Literal["begin", "end", "renew", "back"]

ACTIONS: Actions[LessonsAction] = Actions(
    Action("begin", "enter", N_("Begin this lesson")),
    Action("end", "slash", N_("Leave the lesson")),
    Action("renew", "f8", N_("Practice shop anew…")),
    Action("back", "escape", N_("Leave it")),
)
"""The practice shop is made anew by the same key pressed twice."""
