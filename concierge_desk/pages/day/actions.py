"""What can be done with the day beside its closing, each by its key: somebody came in, the drawer's cash, the break.

Source: decision 0026.
"""

from collections.abc import Mapping

from concierge_desk.counter.day.session import Half
from concierge_desk.pages.day.face import DaySummary

PASSAGE, CASH, BREAK = "passage", "f6", "f8"
"""Names of their keys: the page borrows two that mean something else elsewhere."""

DATE = "f8"
"""Key of what is done where no day goes on: which date it is, or the closed day once more."""

_OFFERED: Mapping[Half, frozenset[str]] = {
    "": frozenset(),
    "goes_on": frozenset({PASSAGE, CASH, BREAK}),
    "break": frozenset({CASH, BREAK}),
    "over": frozenset({CASH}),
}


def offered_keys(sheet: DaySummary) -> frozenset[str]:
    """Return the keys of what can be done with the day as it stands."""
    # A day that was left open takes nothing but what its closing needs.
    offered = _OFFERED["over" if sheet.late else sheet.half]
    # Where a day is to be opened the page's own key asks for the date.
    asks = bool(sheet.doubt) and not sheet.to_open
    return offered | {DATE} if asks or sheet.reopens else offered
