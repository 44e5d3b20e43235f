"""The open desk as the page of the doctor sees it.

Source: docs/contract.md, "Words" (`doctor`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from concierge_desk.counter.checks import DeskCheck
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.override import override
from concierge_desk.jobs.doctor import Around, examine
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.pages.doctor.face import DoctorFace
from concierge_desk.ui.presenter.paper_host import PrinterState
from concierge_desk.ui.presenter.port import Port

if TYPE_CHECKING:
    from concierge_desk.media.system import System


class DoctorDesk(PageDesk, DoctorFace):
    """The desk of the page of the doctor."""

    def __init__(
        self, desk: Desk, port: Port, operator: str | None = None, system: "System | None" = None
    ) -> None:
        """Look at the desk of a window.

        Args:
            desk: The open desk; it outlives this.
            port: The window's.
            operator: Code of whoever is at the counter; the first of the settings by default.
            system: The machine whose sticks are found; the one the program runs on by default.
        """
        super().__init__(desk, port, operator)
        self._system = system

    @override
    def checks(self, printers: Sequence[PrinterState], scans: int) -> tuple[DeskCheck, ...]:
        return examine(self._desk, self.lang, Around(printers, scans, self._system))
