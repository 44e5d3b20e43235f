"""Actions of the page of the day: what its keys do, and which of it the day as it stands allows.

Source: decisions 0021, 0026.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from concierge_desk.counter.day.session import Half
from concierge_desk.i18n import N_
from concierge_desk.pages.day.face import DaySummary
from concierge_desk.ui.actions import Action, Actions

DayAction: TypeAlias = (
    Literal["forward", "back", "recount", "reason", "all_here"]
    | Literal["older_copies", "resume", "passage", "cash", "break", "remit", "compare"]
)

OVERVIEW: Actions[DayAction] = Actions(
    Action("forward", "f10", N_("Count and close")),
    Action("older_copies", "f5", N_("Copies")),
    Action("cash", "f6", N_("Cash of the drawer")),
    Action("remit", "f12", N_("Pay over what is owed")),
    Action("resume", "f7", N_("Take up again, or give up")),
    Action("break", "f8", N_("Begin the break")),
    Action("passage", "insert", N_("Somebody came in")),
)
"""On the day's figures."""

CLOSING: Actions[DayAction] = Actions(
    Action("forward", "f10", N_("Go on")),
    Action("recount", "f5", N_("Count again")),
    Action("reason", "f6", N_("Note the reason")),
    Action("all_here", "f8", N_("All the cheques are here")),
    Action("compare", "f12", N_("Compare with their terminal")),
    Action("passage", "insert", N_("Somebody came in")),
    Action("back", "escape", N_("Later")),
)
"""While the drawer is counted and the day closed."""

_OFFERED: Mapping[Half, frozenset[DayAction]] = {
    "": frozenset(),
    "goes_on": frozenset({"passage", "cash", "break", "remit"}),
    "break": frozenset({"cash", "break", "remit"}),
    "over": frozenset({"cash", "remit"}),
}


def offered(sheet: DaySummary) -> frozenset[DayAction]:
    """Return what can be done with the day as it stands, beside its closing."""
    # A day that was left open takes nothing but what its closing needs.
    usual = _OFFERED["over" if sheet.late else sheet.half]
    # Where a day is to be opened the page's own key asks for the date.
    asks = bool(sheet.doubt) and not sheet.to_open
    # Which date it is, or the closed day once more: by the key of the break.
    return usual | {"break"} if asks or sheet.reopens else usual
