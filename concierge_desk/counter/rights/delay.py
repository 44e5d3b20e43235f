"""Delay after wrong codes: it grows, and no clock makes it endless. Pure.

Source: docs/contract.md, "Operators and rights"; docs/requirements.md, R-4.10; decision 0087.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

WAITS_S: Final = (0, 0, 5, 15, 60, 300)
"""Seconds after the first wrong code, the second, and so on; after any further one the last of them."""

TOLD_EVERY: Final = 5
"""Each wrong code of that many is told in the journal."""


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong codes since the last right one.

    Attributes:
        count: How many.
        at: When the last was given, by the clock; None without one.
    """

    count: int = 0
    at: datetime | None = None

    @property
    def wait_s(self) -> int:
        """Seconds to wait after the last."""
        return WAITS_S[min(self.count, len(WAITS_S)) - 1] if self.count else 0

    def left_s(self, now: datetime) -> int:
        """Return how many whole seconds are still to be waited."""
        if self.at is None:
            return 0
        return max(0, math.ceil(self.wait_s - (now - self.at).total_seconds()))

    def failed(self, now: datetime) -> "Tries":
        """Return them with one more."""
        return Tries(self.count + 1, now)

    def kept_waiting(self, now: datetime, *, is_read: bool) -> "Tries":
        """Return them after somebody tried too early.

        A clock that was set back begins the wait again, for what it said before may never come; where no clock is read
        a try is a second.

        Args:
            now: By the clock.
            is_read: Whether a clock is read at all.
        """
        if self.at is None:
            return self
        if now < self.at:
            return Tries(self.count, now)
        return self if is_read else Tries(self.count, self.at - timedelta(seconds=1))
