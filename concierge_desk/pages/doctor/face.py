"""The doctor as its page sees it: one line for each thing that is looked at; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: docs/contract.md, "Words" (`doctor`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from concierge_desk.counter.checks import BundledFile, DeskCheck
from concierge_desk.ui.presenter.paper_host import PrinterState
from concierge_desk.ui.presenter.picture import Speaks


class DoctorFace(Speaks, Protocol):
    """Face of the desk to the page of the doctor: all that the page may ask of it."""

    def checks(self, printers: Sequence[PrinterState], scans: int) -> tuple[DeskCheck, ...]:
        """Return how the desk and its PC are.

        Args:
            printers: How each printer of the window is.
            scans: How many codes it heard.
        """

    def bundle(self, checks: Sequence[DeskCheck]) -> tuple[BundledFile, ...]:
        """Return what the bundle for whoever helps holds; nothing is written.

        Args:
            checks: How the desk and its PC are.
        """

    def write(self, files: Sequence[BundledFile]) -> Path:
        """Write the bundle as it was shown, and return where it lies.

        Raises:
            EnvironmentFailure: ``file.cannot_write``.
        """
