"""Back-off of what leaves: how long until the next try.

Source: docs/contract.md, "Deliveries"; decision 0075.
"""

from datetime import datetime, timedelta
from typing import Final

from concierge_desk.delivery.channel import Undelivered
from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.domain.journal import instant_text

MINUTES: Final = (1, 5, 15, 60)
"""To the next try after an outage, one after another; the last one again and again."""


def next_try(tries: int, now: datetime) -> str:
    """Return the instant of the next try, as entries have it, of what failed so often before."""
    return instant_text(now + timedelta(minutes=MINUTES[min(tries, len(MINUTES) - 1)]))


def passes(failure: DeskError) -> bool:
    """Say whether a later try may find a failure gone: an outage, a disk or a medium that failed."""
    return failure.passes if isinstance(failure, Undelivered) else isinstance(failure, EnvironmentFailure)
