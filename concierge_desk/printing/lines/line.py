"""Line to a printer of rolls: it takes bytes, may be heard, and every wait on it has an end.

Source: decision 0060.
"""

from typing import Protocol

STALL_SECONDS = 5.0
"""Longest wait for a line that takes nothing more, while it is being sent to."""

SETTLE_SECONDS = 0.05
"""Wait for what was still said to whoever had the line before."""


class Line(Protocol):
    """A line that is open.

    Attributes:
        hears: Something may be heard on it; what cannot be heard is a printer that answers nothing.
    """

    hears: bool

    def send(self, data: bytes) -> None:
        """Send all of it; it is on its way when this returns.

        Raises:
            EnvironmentFailure: ``printer.cut_off`` and whatever else keeps it from going out.
        """

    def hear(self, seconds: float) -> bytes | None:
        """Return what is said next; None where nothing is within that time, nothing at all where nobody is there any more.

        Raises:
            EnvironmentFailure: ``printer.cut_off``.
        """

    def flush(self) -> None:
        """See that what was sent so far is taken; more may come.

        Raises:
            EnvironmentFailure: ``printer.cut_off`` and whatever else keeps it from being taken.
        """

    def end(self) -> None:
        """Say that nothing more comes, and see that what was sent is taken; said twice, it is said once.

        Raises:
            EnvironmentFailure: ``printer.cut_off`` and whatever else keeps it from being taken.
        """
        self.flush()

    def close(self) -> None:
        """Let the line go, whatever became of it."""
