"""Actions of the page of the people.

Source: decision 0085.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

PeopleAction: TypeAlias = Literal["search", "open", "new", "paper", "blank", "back"]

ACTIONS: Actions[PeopleAction] = Actions(
    Action("search", "f6", N_("Look for somebody")),
    Action("open", "enter", N_("To the counter with this person")),
    Action("new", "f8", N_("A new person")),
    Action("paper", "f12", N_("The card, on paper")),
    Action("blank", "f5", N_("A card to give later, on paper")),
    Action("back", "escape", N_("Leave it")),
)
