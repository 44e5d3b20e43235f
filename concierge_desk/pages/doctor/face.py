"""The doctor as its page sees it: one line for each thing that is looked at; no Qt, no store.

Every call may wait for the disk: it is made on the tasks' threads, never on the window's.

Source: docs/contract.md, "Words" (`doctor`).
"""

from collections.abc import Sequence
from typing import Protocol

from concierge_desk.counter.checks import DeskCheck
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
