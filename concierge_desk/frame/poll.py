"""Poll of the store: has another process recorded something, and what does the frame show all day.

Source: docs/contract.md, "Processes and threads".
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from concierge_desk.pages.counter.face import Face
from concierge_desk.ui.kit.tasks import Tasks

POLL_MS = 1_000
STATUS_MS = 30_000
_SOON_MS = 200


class Poll(QObject):
    """Reads beside whatever is done; what cannot be read is read again in a moment, and an act would tell what is wrong.

    Attributes:
        recorded: Another process recorded something.
        read: What the frame shows: `ui.presenter.status.Status`.
    """

    recorded = Signal()
    read = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._face: Face | None = None
        self._version: int | None = None
        self._poll = self._timer(POLL_MS, self.look)
        self._status = self._timer(STATUS_MS, self.ask)
        self._soon = self._timer(_SOON_MS, self.ask)
        self._soon.setSingleShot(True)

    def bind(self, face: Face) -> None:
        """Read a desk, when it is asked."""
        self._face = face

    def start(self) -> None:
        """Read it by itself, now and then."""
        self.ask()
        self._poll.start()
        self._status.start()

    def stop(self) -> None:
        """Read nothing by itself any more."""
        for timer in (self._poll, self._status, self._soon):
            timer.stop()

    def look(self) -> None:
        """See whether another process recorded something; not while something is being done."""
        if self._face is not None and self._tasks.idle:
            self._tasks.run(self._face.version, self._looked, _unread)

    def ask(self) -> None:
        """Read what the frame shows."""
        if self._face is not None:
            self._tasks.run(self._face.status, self.read.emit, _unread)

    def ask_soon(self) -> None:
        """Read what the frame shows once what is being done is over."""
        self._soon.start()

    def _looked(self, version: int) -> None:
        before, self._version = self._version, version
        if before is not None and version != before:
            self.recorded.emit()

    def _timer(self, every_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=every_ms)
        timer.timeout.connect(then)
        return timer


def _unread(_error: BaseException) -> None:
    """Leave what is shown."""
