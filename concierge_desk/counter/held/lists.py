"""Lists of the morning about money that is held or owed: what has waited too long.

Source: decisions 0038, 0084.
"""

from typing import Final

from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.i18n import N_

DEBTS_OLD: Final = "debts_old"
CAUTIONS_OLD: Final = "cautions_old"
ADVANCES_OLD: Final = "advances_old"
SAFE_DIFFERS: Final = "safe_differs"
HELD_LISTS = {
    DEBTS_OLD: MorningList(N_("Slates to remind of"), act="account.pay", beside=True),
    CAUTIONS_OLD: MorningList(N_("Cautions held for more than a year"), act="caution.return", beside=True),
    ADVANCES_OLD: MorningList(N_("Paid ahead more than three months ago"), act="advance.return", beside=True),
    SAFE_DIFFERS: MorningList(
        N_("Cheques in the safe to be counted again"),
        act="till.count_safe",
        beside=True,
        leads="till.count_safe",
        rare=True,
    ),
}
"""Money that is somebody's is no thing that lies in the shop for him."""
