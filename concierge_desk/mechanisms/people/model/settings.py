"""Figures of people that the shop chooses: the price of a membership, its tax, what it lasts.

Source: decision 0085.
"""

from typing import Final

from concierge_desk.counter.settings.values import AnySetting, Setting
from concierge_desk.i18n import N_

ROLLING, CALENDAR = "rolling", "calendar"

CENTS: Final = Setting("member.cents", N_("Price of a household's membership"), "cents", 1000)
VAT_CODE: Final = Setting(
    "member.vat_code",
    N_("VAT of the membership"),
    "choice",
    "TVA_20",
    options={
        "TVA_20": N_("20 %"),
        "TVA_10": N_("10 %"),
        "TVA_55": N_("5.5 %"),
        "EXO": N_("No VAT"),
    },
    help=N_("Ask the accountant: it depends on what a member gets for it."),
)
PERIOD: Final = Setting(
    "member.period",
    N_("What a membership lasts"),
    "choice",
    ROLLING,
    options={ROLLING: N_("A year from the day it is taken"), CALENDAR: N_("The calendar year")},
)
SETTINGS: tuple[AnySetting, ...] = (CENTS, VAT_CODE, PERIOD)
