"""Actions of the page of a calendar.

Source: decision 0095.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

CalendarAction: TypeAlias = Literal["open", "act", "before", "today", "after", "late", "list", "back"]

ACTIONS: Actions[CalendarAction] = Actions(
    Action("open", "enter", N_("Open the card of the day")),
    Action("act", "slash", N_("The first act of the card")),
    Action("before", "page_up", N_("A week earlier"), repeats=True),
    Action("today", "top", N_("Today")),
    Action("after", "page_down", N_("A week later"), repeats=True),
    Action("late", "f5", N_("What is late alone, or all")),
    Action("list", "f6", N_("The list, and what is to be done today")),
    Action("back", "escape", N_("Close the card, show all again")),
)
