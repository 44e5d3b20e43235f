"""Actions of the page of the doctor.

Source: docs/contract.md, "Words" (`doctor`).
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

DoctorAction: TypeAlias = Literal["again", "program", "support", "write", "back"]

ACTIONS: Actions[DoctorAction] = Actions(
    Action("again", "f5", N_("Look again")),
    Action("program", "f6", N_("About this program")),
    Action("support", "f8", N_("Bundle for whoever helps")),
    Action("write", "f12", N_("Write the bundle")),
    Action("back", "escape", N_("One step back")),
)
