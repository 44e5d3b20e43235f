"""Settings of the core itself."""

from collections.abc import Iterable, Sequence
from typing import Final

from concierge_desk.counter.settings.held import HELD_SETTINGS
from concierge_desk.counter.settings.lock import LOCK_AFTER_S
from concierge_desk.counter.settings.rights import MONEY_OUT_CENTS
from concierge_desk.counter.settings.values import AnySetting, Setting
from concierge_desk.i18n import N_

CHEQUE_DAYS: Final = Setting(
    "till.cheque_days",
    N_("Days after which a cheque ought to be at the bank"),
    "days",
    7,
    least=1,
    most=60,
    help=N_("From then on the morning reminds of it."),
)
COPY_DAYS: Final = Setting(
    "backup.warn_days",
    N_("Days after which the copy is too old"),
    "days",
    # A stick is plugged in every evening, and Sunday is one.
    2,
    least=1,
    most=14,
    help=N_("From then on the head of the window warns of it."),
)

CORE_SETTINGS: tuple[AnySetting, ...] = (
    CHEQUE_DAYS,
    COPY_DAYS,
    *HELD_SETTINGS,
    MONEY_OUT_CENTS,
    LOCK_AFTER_S,
)


def settings_of(services: Iterable[Sequence[AnySetting]]) -> tuple[AnySetting, ...]:
    """Return every figure that the shop chooses: the core's, then each service's."""
    return (*CORE_SETTINGS, *[setting for settings in services for setting in settings])
