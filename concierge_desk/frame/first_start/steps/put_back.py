"""Step before a copy is put back: what it holds."""

from concierge_desk.frame.first_start.step import FirstStep
from concierge_desk.i18n import N_

STEP = FirstStep(
    "put_back",
    N_("Put it back"),
    N_("This is what the copy holds"),
    N_("It becomes the shop on this PC. Leave the stick in until the window says that it is there."),
    "summary",
    go=N_("Put it back now"),
)
