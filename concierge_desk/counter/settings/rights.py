"""Settings of rights: how much goes out without the responsible.

Source: decision 0087.
"""

from typing import Final

from concierge_desk.counter.settings.values import Setting
from concierge_desk.i18n import N_

MONEY_OUT_CENTS: Final = Setting(
    "right.money_out_cents",
    N_("Most that goes out, or is forgiven, without the responsible"),
    "cents",
    2000,
    help=N_("For a volunteer what is given back on a ticket; for a concierge what is forgiven."),
)
