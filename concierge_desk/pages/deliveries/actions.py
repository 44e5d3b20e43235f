"""Actions of the page of the deliveries.

Source: decision 0075.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

DeliveriesAction: TypeAlias = Literal["before", "after", "try", "way", "again", "answer", "confirm", "back"]

ACTIONS: Actions[DeliveriesAction] = Actions(
    Action("before", "left", N_("Month before"), repeats=True),
    Action("after", "right", N_("Month after"), repeats=True),
    Action("try", "f5", N_("Try")),
    Action("way", "f6", N_("By which way…")),
    Action("again", "f12", N_("Send again")),
    Action("answer", "f8", N_("They have it")),
    # What is asked beside the list goes on with it, never with Enter.
    Action("confirm", "slash", N_("Yes")),
    Action("back", "escape", N_("Leave it")),
)
