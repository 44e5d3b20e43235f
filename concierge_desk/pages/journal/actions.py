"""Actions of the page of the journal.

Source: decision 0023.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

JournalAction: TypeAlias = Literal[
    "before", "after", "search", "verify", "take_back", "print", "dispute", "back"
]

ACTIONS: Actions[JournalAction] = Actions(
    Action("before", "left", N_("Day before"), repeats=True),
    Action("after", "right", N_("Day after"), repeats=True),
    Action("search", "f6", N_("Look for")),
    Action("verify", "f5", N_("Does the journal hold?")),
    Action("take_back", "slash", N_("Take back")),
    Action("print", "f12", N_("Print the paper again")),
    Action("dispute", "f8", N_("File for a dispute")),
    Action("back", "escape", N_("Back to the list")),
)
