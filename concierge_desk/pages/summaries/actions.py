"""Actions of the page of the summaries.

Source: decision 0081.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

SummaryAction: TypeAlias = Literal["before", "after", "paper", "files", "visit", "back"]

ACTIONS: Actions[SummaryAction] = Actions(
    Action("before", "left", N_("The one before"), repeats=True),
    Action("after", "right", N_("The one after"), repeats=True),
    # Where the paper is shown, the same key prints it.
    Action("paper", "f12", N_("On paper")),
    Action("files", "f8", N_("Workbook for La Poste")),
    Action("visit", "f6", N_("Note a visit")),
    Action("back", "escape", N_("One step back")),
)
