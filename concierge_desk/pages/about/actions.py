"""Actions of the page about the program.

Source: docs/contract.md, "The window".
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

AboutAction: TypeAlias = Literal["back"]

ACTIONS: Actions[AboutAction] = Actions(Action("back", "escape", N_("One step back")))
