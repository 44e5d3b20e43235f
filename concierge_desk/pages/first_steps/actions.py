"""Actions of the page of the first steps.

Source: decision 0073.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

FirstStepsAction: TypeAlias = Literal["go", "tick", "later", "practise", "back"]

ACTIONS: Actions[FirstStepsAction] = Actions(
    Action("go", "enter", N_("Do this step")),
    Action("tick", "slash", N_("It is done")),
    Action("later", "f8", N_("Later")),
    Action("practise", "f6", N_("To the practice shop")),
    Action("back", "escape", N_("Leave it")),
)
"""What is done here is done by Enter too: a scan ends with one, and is heard before it is a key."""
