"""Setting of the lock: how long nothing is touched before names are covered.

Source: docs/requirements.md, R-5.01; decision 0088.
"""

from typing import Final

from concierge_desk.counter.settings.values import Setting
from concierge_desk.i18n import N_

LOCK_AFTER_S: Final = Setting(
    "lock.after_s",
    N_("Seconds without anybody at the keys before names are covered"),
    "seconds",
    120,
    # Whoever reads out a name aloud takes that long; more than two minutes the rule does not allow.
    least=15,
    most=120,
    help=N_("Where somebody has a code, the window is locked then."),
)
