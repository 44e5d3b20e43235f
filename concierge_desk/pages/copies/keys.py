"""Binds the copies to their page: its keys, its jobs, the look for a stick, the recovery sheet on the screen.

Source: decision 0024.
"""

from PySide6.QtCore import QTimer

from concierge_desk.pages.copies.face import CopiesFace
from concierge_desk.pages.copies.presenter import Copies
from concierge_desk.pages.copies.view import CopiesPage
from concierge_desk.ui.page.keys import STICKS_MS, PaperKeys, ShowsPapers
from concierge_desk.ui.presenter.picture import Long, RunJob


class CopiesKeys(PaperKeys):
    """What the keys do on the page of the copies."""

    def __init__(self, page: CopiesPage, face: CopiesFace, run: RunJob, long: Long) -> None:
        """Bind the page; `Copies.go` is the window's to set.

        Args:
            page: What is drawn.
            face: The desk.
            run: Runs its jobs away from the window.
            long: Runs copies and checks beside them.
        """
        super().__init__(page)
        copies = self.copies = Copies(face, run, long, self._changed)
        self._sticks = QTimer(self)
        self._sticks.setInterval(STICKS_MS)
        self._sticks.timeout.connect(copies.look_for_sticks)
        page.chosen.connect(copies.choose)
        page.worded.connect(copies.give_words)
        page.locked.connect(copies.give_passphrase)

    @property
    def _presenter(self) -> ShowsPapers:
        return self.copies

    def look(self, *, begin: bool = False) -> None:
        """Read the copies anew, and give the page the keyboard."""
        del begin
        self._page.start()
        self.copies.look()
        self._sticks.start()

    def leave(self) -> None:
        """Another page is opened: no paper and no words stay behind it."""
        self._sticks.stop()
        self.copies.leave()

    def stop(self) -> None:
        """See `PageKeys`."""
        self.leave()
