"""Binds the copies to their page: its keys, its jobs, the look for a stick, the recovery sheet on the screen.

Source: issue "Journée" scope 4; decision 0024.
"""

from PySide6.QtCore import QTimer

from concierge_desk.ui.front.copies import Copies
from concierge_desk.ui.front.copies_face import CopiesFace
from concierge_desk.ui.front.copies_state import CopiesState
from concierge_desk.ui.front.picture import Long, Run
from concierge_desk.ui.shell.copies_page import CopiesPage
from concierge_desk.ui.shell.page_keys import PaperKeys

STICKS_MS = 1_000


class CopiesKeys(PaperKeys):
    """What the keys do on the page of the copies."""

    def __init__(self, page: CopiesPage, face: CopiesFace, run: Run, long: Long) -> None:
        """Bind the page; `Copies.go` is the window's to set.

        Args:
            page: What is drawn.
            face: The desk.
            run: Runs its jobs away from the window.
            long: Runs copies and checks beside them.
        """
        super().__init__(page)
        self._page = page
        self.copies = Copies(face, run, long, self._changed)
        self._sticks = QTimer(self)
        self._sticks.setInterval(STICKS_MS)
        self._sticks.timeout.connect(self.copies.look_for_sticks)
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether the desk is at work for the page."""
        return self.copies.state.busy

    def look(self) -> None:
        """Read the copies anew, and give the page the keyboard."""
        self._page.start()
        self.copies.look()
        self._sticks.start()

    def leave(self) -> None:
        """Another page is opened."""
        self._sticks.stop()
        self.copies.leave()

    def put_away(self) -> None:
        """Take the recovery sheet off the screen."""
        self.copies.put_away()

    def step_back(self) -> bool:
        """See `PageKeys`."""
        return self.copies.step_back()

    def _press(self, name: str) -> None:
        if name == "escape":
            self.escaped.emit()
        else:
            self.copies.press(name)

    def _changed(self, state: CopiesState) -> None:
        self._page.show_state(state)
        self._hold(state.shown)
        self._hear(state.told)

    def _connect(self) -> None:
        page, copies = self._page, self.copies
        for signal, to in (
            (page.pressed, self._press),
            (page.chosen, copies.choose),
            (page.worded, copies.give_words),
            (page.locked, copies.give_passphrase),
        ):
            signal.connect(to)
