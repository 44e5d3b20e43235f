"""Settings of money that is held or owed.

Source: decision 0084.
"""

from typing import Final

from concierge_desk.counter.settings.values import Setting
from concierge_desk.i18n import N_

CAP_CENTS: Final = Setting(
    "account.cap_cents",
    N_("Most that somebody may owe on the slate"),
    "cents",
    3000,
    most=100_000,
    help=N_("Nothing at all: there is no slate."),
)
REMIND_DAYS: Final = Setting(
    "account.remind_days",
    N_("Days after which the morning reminds of a slate"),
    "days",
    30,
    least=1,
    most=365,
)
SAFE_COUNT: Final = Setting(
    "safe.count",
    N_("Count the cheques of cautions in the safe at closing"),
    "flag",
    True,
    help=N_("The Z says how many ought to lie there."),
)

HELD_SETTINGS = (CAP_CENTS, REMIND_DAYS, SAFE_COUNT)
