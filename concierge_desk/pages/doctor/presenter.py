"""Presenter of the doctor: its lines are read anew when a printer changes and with each scan on the page.

Source: docs/contract.md, "Words" (`doctor`).
"""

from collections.abc import Callable
from pathlib import Path

from concierge_desk.counter.checks import BundledFile, DeskCheck
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.doctor.actions import ACTIONS, DoctorAction
from concierge_desk.pages.doctor.face import DoctorFace
from concierge_desk.pages.doctor.state import DoctorState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter


class DoctorPresenter(PagePresenter[DoctorState, DoctorAction]):
    """What the page of the doctor shows and what its keys do, without the window."""

    actions = ACTIONS
    writes = False

    def __init__(
        self, face: DoctorFace, host: PageHost, changed: Callable[[DoctorState], None], about: str
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
            about: Code of the page that says what the program is.
        """
        self._host, self._about = host, about
        self._picture: Presenter[DoctorFace, DoctorState] = Presenter(face, DoctorState(), host.run, changed)
        self._printers = host.printers.printers()
        self._open = False

    @override
    def look(self) -> None:
        self._open = True
        self._host.printers.look()
        self._read()

    @override
    def refresh(self) -> None:
        if self._open:
            self._read()

    @override
    def leave(self) -> None:
        self._open = False

    @override
    def tick(self) -> None:
        if self._open and self._host.printers.printers() != self._printers:
            self._read()

    @override
    def scan(self, _code: str) -> bool:
        # It was scanned to see whether it is heard: the line counts it.
        self._read()
        return True

    @override
    def press(self, name: DoctorAction) -> bool:
        if name == "program":
            self._host.open(self._about)
        elif not self.state.busy:
            does = {"support": self._show_bundle, "write": self._write}.get(name, self.look)
            does()
        return True

    @override
    def step_back(self) -> bool:
        shown = bool(self.state.files)
        if shown:
            self._picture.show(files=(), file="")
        return shown

    def choose(self, code: str) -> None:
        """Choose a line, or a file of the bundle where that is looked at."""
        if self.state.files:
            self._picture.show(file=code)
        elif code != self.state.chosen:
            self._picture.show(chosen=code)

    def _show_bundle(self) -> None:
        face, checks = self._picture.face, self.state.checks
        self._picture.work(lambda: face.bundle(checks), self._bundled)

    def _bundled(self, files: tuple[BundledFile, ...]) -> None:
        self._picture.show(files=files, file=files[0].name)

    def _write(self) -> None:
        """Write what was shown: nobody writes what he did not see the list of."""
        face, files = self._picture.face, self.state.files
        if not files:
            self._show_bundle()
            return

        def written(path: Path) -> None:
            words = N_("Written: {path}. It was sent to nobody.")
            self._picture.tell(self._picture.speech.say(words, path=path))

        self._picture.work(lambda: face.write(files), written)

    def _read(self) -> None:
        face, scans = self._picture.face, self._host.scans()
        self._printers = printers = self._host.printers.printers()
        self._picture.work(lambda: face.checks(printers, scans), self._show)

    def _show(self, checks: tuple[DeskCheck, ...]) -> None:
        known = {check.code for check in checks}
        # What is to be done is read first.
        first = next((check.code for check in checks if check.standing == "todo"), checks[0].code)
        chosen = self.state.chosen if self.state.chosen in known else first
        self._picture.show(checks=checks, chosen=chosen)
