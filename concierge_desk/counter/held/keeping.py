"""Period for which it is kept whose money is held or owed, where a name was said for that alone.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from typing import Final

from concierge_desk.counter.retention import Retention
from concierge_desk.i18n import N_
from concierge_desk.store.privacy import periods

HELD_RETENTION: Final = Retention(
    "held", N_("The settlement + 5 years"), 5 * 365, periods.settled_money("held")
)
