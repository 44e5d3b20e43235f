"""Figures of the relay that the shop chooses.

Source: decision 0065.
"""

from typing import Final

from concierge_desk.counter.settings.values import AnySetting, Setting
from concierge_desk.i18n import N_

REMIND_DAYS: Final = Setting(
    "relay.remind_days",
    N_("Days before the last one on which somebody is reminded of an item"),
    "days",
    # Enough for a letter-box and a weekend.
    4,
    least=1,
    most=14,
    help=N_("From then on the item stands among those to remind."),
)
PRINT_LABELS: Final = Setting(
    "relay.print_labels",
    N_("Print the label of each arrival by itself"),
    "flag",
    False,
    help=N_("F12 or the item's card prints it whenever it is asked for."),
)

LEAD_DAYS: Final = Setting(
    "relay.lead_days",
    N_("Days from an order of stamps until they come"),
    "days",
    # One round of the post office; whoever waits longer says so.
    7,
    least=0,
    most=60,
    help=N_("The proposal asks for what is sold until then, and in the week after."),
)

SETTINGS: tuple[AnySetting, ...] = (REMIND_DAYS, PRINT_LABELS, LEAD_DAYS)
