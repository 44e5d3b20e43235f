"""Actions of the page of the month.

Source: decision 0079.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

MonthAction: TypeAlias = Literal["before", "after", "span", "paper", "cautions", "table", "close", "back"]

ACTIONS: Actions[MonthAction] = Actions(
    Action("before", "left", N_("The one before"), repeats=True),
    Action("after", "right", N_("The next one"), repeats=True),
    Action("span", "f8", N_("Month or fiscal year")),
    Action("paper", "f12", N_("On paper")),
    Action("cautions", "star", N_("Cautions that are held")),
    Action("table", "f5", N_("Write it as a table")),
    Action("close", "f6", N_("Close what is over")),
    Action("back", "escape", N_("One step back")),
)
