"""Actions of the page of the bank.

Source: decision 0082.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

BankAction: TypeAlias = Literal[
    "accept", "accept_all", "by_hand", "not_ours", "newest", "pick", "take_in", "account", "back"
]

ACTIONS: Actions[BankAction] = Actions(
    Action("accept", "slash", N_("That is it")),
    Action("accept_all", "star", N_("Accept all that are exact")),
    Action("not_ours", "minus", N_("Nothing of the desk's")),
    Action("newest", "f5", N_("Newest statement")),
    Action("pick", "f6", N_("Choose a statement…")),
    Action("account", "f7", N_("Next account")),
    Action("by_hand", "f8", N_("Something else…")),
    Action("take_in", "plus", N_("Take these lines in")),
    Action("back", "escape", N_("Leave it")),
)
