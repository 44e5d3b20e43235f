"""The open desk as the page of the doctor sees it.

Source: docs/contract.md, "Words" (`doctor`).
"""

from collections.abc import Sequence
from pathlib import Path

from concierge_desk.counter.checks import BundledFile, DeskCheck
from concierge_desk.domain.override import override
from concierge_desk.jobs.doctor import Around, examine
from concierge_desk.jobs.page_desk import MachineDesk
from concierge_desk.jobs.privacy.support import bundle, write_bundle
from concierge_desk.pages.doctor.face import DoctorFace
from concierge_desk.paths import reports_folder
from concierge_desk.ui.presenter.paper_host import PrinterState


class DoctorDesk(MachineDesk, DoctorFace):
    """The desk of the page of the doctor."""

    @override
    def checks(self, printers: Sequence[PrinterState], scans: int) -> tuple[DeskCheck, ...]:
        return examine(self._desk, self.lang, Around(printers, scans, self._system))

    @override
    def bundle(self, checks: Sequence[DeskCheck]) -> tuple[BundledFile, ...]:
        return bundle(self._desk.folder, self._desk, checks)

    @override
    def write(self, files: Sequence[BundledFile]) -> Path:
        folder = reports_folder(self._desk.folder.root, practice=self._desk.identity.practice)
        return write_bundle(files, folder)
