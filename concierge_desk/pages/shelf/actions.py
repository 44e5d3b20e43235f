"""Actions of the page of a shelf.

Source: decisions 0022, 0028.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

ShelfAction: TypeAlias = (
    Literal["turn", "open", "collect", "count", "report", "paper", "label"]
    | Literal["tick", "untick", "back", "bag"]
)

ACTIONS: Actions[ShelfAction] = Actions(
    Action("turn", "right", N_("Another order of the shelf")),
    Action("collect", "f5", N_("What is taken away from the shelf")),
    Action("count", "f6", N_("Inventory")),
    Action("bag", "f3", N_("Arrival of the bag")),
    Action("open", "enter", N_("Open the card")),
    Action("report", "star", N_("Report")),
    Action("paper", "f12", N_("The paper of the chosen row")),
    Action("label", "f8", N_("The label of the chosen row")),
    Action("tick", "slash", N_("Tick")),
    Action("untick", "minus", N_("Untick")),
    Action("back", "escape", N_("Leave this list")),
)
