"""Crash of the program in the window: told in plain words, the log saved, the visit kept.

Source: docs/contract.md, "Failures".
"""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from concierge_desk.domain.errors import places_of
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.speech import say

LOG = logging.getLogger("concierge_desk.ui.crash")

_TITLE = N_("Something unexpected happened")
_KEPT = N_(
    "The visit is kept, and nothing was written by halves. You may go on; if it happens again, close the "
    "window and open it again: it comes back where it stood."
)
_SEND = N_("What happened is noted in the log, without anybody's name: {file}")


class CrashDialog:
    """Takes the place of Python's excepthook while the window is open.

    Attributes:
        log: Where the log is, None where nobody keeps one.
    """

    def __init__(self, window: QWidget, log: Path | None = None) -> None:
        self._window = window
        self.log = log
        self._told = False

    def tell(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Note what happened and offer to go on; the message may hold a name, so only kind and place are kept."""
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        del error
        LOG.critical("unexpected %s at %s", kind.__name__, places_of(trace))
        if _on_window_thread():
            self.offer()

    def offer(self) -> None:
        """Tell it and offer to go on; one box at a time, what fails while it is read is in the log all the same."""
        if self._told:
            return
        self._told = True
        try:
            self._ask()
        finally:
            self._told = False

    def box(self) -> QMessageBox:
        """Return what is shown: the first button, and Escape, go on."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(say(_TITLE))
        box.setText(say(_TITLE))
        told = [say(_KEPT)]
        if self.log is not None:
            told.append(say(_SEND, file=self.log))
        box.setInformativeText("\n\n".join(told))
        on = box.addButton(say("Go on"), QMessageBox.ButtonRole.RejectRole)
        box.addButton(say("Close the window"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(on)
        box.setEscapeButton(on)
        return box

    def _ask(self) -> None:
        box = self.box()
        box.exec()
        if box.buttonRole(box.clickedButton()) is QMessageBox.ButtonRole.DestructiveRole:
            self._window.close()


def _on_window_thread() -> bool:
    running = QApplication.instance()
    return running is not None and QThread.currentThread() is running.thread()


def install_excepthook(mishaps: CrashDialog) -> Callable[[], None]:
    """Tell what nobody foresaw in our own words from now on; call what is returned to stop it."""
    before = sys.excepthook
    sys.excepthook = mishaps.tell

    def stop() -> None:
        sys.excepthook = before

    return stop
