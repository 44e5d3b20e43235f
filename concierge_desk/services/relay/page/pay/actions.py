"""Actions of the page of what carriers pay.

Source: decision 0077.
"""

from typing import Literal, TypeAlias

from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action, Actions

PayAction: TypeAlias = Literal[
    "before", "after", "other", "open", "type", "file", "note", "rows", "table", "paper", "back"
]

ACTIONS: Actions[PayAction] = Actions(
    Action("before", "left", N_("Month before"), repeats=True),
    Action("after", "right", N_("Month after"), repeats=True),
    Action("other", "f6", N_("Another carrier")),
    Action("open", "enter", N_("The acts behind it")),
    Action("type", "f8", N_("Type their statement")),
    Action("file", "f5", N_("Their statement from a file…")),
    Action("note", "slash", N_("Note this statement")),
    Action("rows", "star", N_("What they pay")),
    Action("table", "plus", N_("As a table (CSV)…")),
    Action("paper", "f12", N_("On paper")),
    Action("back", "escape", N_("Leave it")),
)
