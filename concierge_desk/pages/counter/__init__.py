"""Page of the counter: scans and words in, cards, a visit and its money."""

from concierge_desk.i18n import N_
from concierge_desk.ui.page.page import Page

PAGE = Page(
    code="counter",
    title=N_("Counter"),
    icon="counter",
    key="f2",
    beside_visit=True,
    keeps_line=True,
    chapter=lambda status: "open" if status.enter_opens else "serve",
)
"""The window is built round it: the scan line, the visit and the foot are its own, whatever page is open."""
