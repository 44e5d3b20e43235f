"""Backoff of a printer: seconds to the next try, ever more of them while it fails; no Qt.

Source: decisions 0025, 0063.
"""

from typing import Final

STEPS: Final = (2, 5, 15, 30, 60)
"""Seconds to the next try, one after another; the last one again and again."""

ASKED: Final = 5
"""Seconds at most to the next question to a printer that says itself what it lacks: she may just have seen to it."""

LATEST: Final = 240
"""Seconds at most to the next try of a paper that stopped in the middle: each may leave half a paper in her hand."""

_HALF: Final = 6
"""Seconds to the first of these."""


class Backoff:
    """Waits that grow with each failure, until something changes."""

    def __init__(self) -> None:
        """Begin before the first failure."""
        self._tries = self._halves = 0

    @property
    def halved(self) -> bool:
        """Whether the last failure left a paper in the middle: nothing but a key hurries it."""
        return self._halves > 0

    def anew(self) -> None:
        """Begin anew: it printed, or somebody asked."""
        self._tries = self._halves = 0

    def failed(self, most: int = STEPS[-1]) -> int:
        """Return the seconds to the next try, after one more that left nothing behind.

        Args:
            most: Seconds at most.
        """
        self._halves = 0
        pause = STEPS[min(self._tries, len(STEPS) - 1)]
        self._tries += 1
        return min(pause, most)

    def stopped(self) -> int:
        """Return the seconds to the next try, after one more that may have left half a paper."""
        pause = min(_HALF << min(self._halves, 6), LATEST)
        self._halves += 1
        return pause
