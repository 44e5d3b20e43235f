"""Step before the shop is made: what it will be, and what waits for later."""

from concierge_desk.frame.first_start.step import FirstStep
from concierge_desk.i18n import N_

STEP = FirstStep(
    "ready",
    N_("Open it"),
    N_("Ready to open"),
    N_("Nothing was written yet. From here on it is."),
    "summary",
    go=N_("Open it now"),
)
