"""Bell of a window that is open: a second start of the program rings it, and the window comes to the front.

It is two small files beside the locks, watched by the system: a library for talking between programs would stay in
memory all day for something that happens by mistake.

Source: docs/contract.md, "The window"; decision 0057.
"""

import os
from contextlib import suppress

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QWidget

from concierge_desk.paths import DataFolder


class Doorbell(QObject):
    """Brings a window to the front whenever somebody rings."""

    def __init__(self, window: QWidget, folder: DataFolder) -> None:
        """Prepare to be rung.

        Args:
            window: What comes to the front.
            folder: The data folder of its desk.
        """
        super().__init__(window)
        self._window, self._folder = window, folder
        self._hangs = False

    def hang(self) -> None:
        """Hang beside the locks, once no other window can; where the disk takes none, a second start is told so."""
        if self._hangs:
            return
        self._hangs = True
        watched = QFileSystemWatcher(self)
        watched.directoryChanged.connect(self._look)
        with suppress(OSError):
            # What was rung before was meant for another window.
            self._folder.bell_rung.unlink(missing_ok=True)
            self._folder.bell.touch(mode=0o600)
            watched.addPath(str(self._folder.locks))

    def take_down(self) -> None:
        """Answer nobody any more: the window is closed."""
        if not self._hangs:
            return
        with suppress(OSError):
            self._folder.bell.unlink()

    def _look(self) -> None:
        try:
            token = self._folder.bell_rung.read_text("ascii")
        except (OSError, ValueError):
            return
        if token:
            # By it a desktop knows that it was she who asked: else it would only blink in the task bar.
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        window = self._window
        shown = window.windowState() & ~Qt.WindowState.WindowMinimized
        window.setWindowState(shown | Qt.WindowState.WindowActive)
        window.show()
        window.raise_()
        window.activateWindow()
        # Whoever rang waits for it: the window is in front.
        with suppress(OSError):
            self._folder.bell_rung.unlink()
