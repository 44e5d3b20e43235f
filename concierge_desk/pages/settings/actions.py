"""Actions of the page of the settings: its cards are walked and done as those of the counter.

Source: decision 0065.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

SettingsAction: TypeAlias = Literal["before", "after", "up", "down", "act", "turn", "undo", "paper", "back"]

ACTIONS: Actions[SettingsAction] = Actions(
    Action("before", "f5", N_("Section before"), repeats=True),
    Action("after", "f6", N_("Next section"), repeats=True),
    Action("up", "up", N_("The card above"), repeats=True),
    Action("down", "down", N_("The card below"), repeats=True),
    Action("act", "slash", N_("Do what the chosen card says")),
    Action("turn", "right", N_("The card's next act"), repeats=True),
    Action("undo", "f9", N_("Undo what was done last")),
    Action("paper", "f12", N_("The paper of what was done last")),
    Action("back", "escape", N_("One step back")),
)
