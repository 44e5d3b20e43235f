"""Actions of the page of the handbooks.

Source: decision 0071.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

BooksAction: TypeAlias = Literal["paper", "back"]

ACTIONS: Actions[BooksAction] = Actions(
    # Where the paper is shown, the same key prints it.
    Action("paper", "f12", N_("On paper")),
    Action("back", "escape", N_("One step back")),
)
