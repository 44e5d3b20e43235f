"""Actions of the page of the stock.

Source: decision 0078.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

StockAction: TypeAlias = Literal["set", "done", "fill", "clear", "complete", "back"]

ACTIONS: Actions[StockAction] = Actions(
    Action("set", "enter", N_("Note this number")),
    # Where something differs, the same key once more goes on all the same.
    Action("done", "slash", N_("All is noted: write it down")),
    Action("fill", "star", N_("All as awaited")),
    Action("complete", "f6", N_("Nothing more will come")),
    Action("clear", "minus", N_("Take this number away")),
    Action("back", "escape", N_("Leave it")),
)
