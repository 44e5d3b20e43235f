"""Watch over what is not touched: a timer that is set anew when it fires, and nothing at each key.

When something was touched last the scanner knows, which sees every key, every movement of the mouse and every finger anyway.

Source: docs/requirements.md, R-5.01; decision 0088.
"""

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_LEAST_MS = 250


class IdleWatch(QObject):
    """Tells that nothing was touched for a while.

    Attributes:
        due: Nothing was.
    """

    due = Signal()

    def __init__(
        self, heard_at: Callable[[], float], monotonic: Callable[[], float], parent: QObject | None = None
    ) -> None:
        """Watch nothing yet.

        Args:
            heard_at: Returns when something was touched last, in monotonic seconds.
            monotonic: The clock.
            parent: Owner of the object.
        """
        super().__init__(parent)
        self._heard_at = heard_at
        self._monotonic = monotonic
        self._after_s = 0
        # To the second: nothing wakes up for it alone.
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)

    def watch(self, after_s: int) -> None:
        """Tell it after so many seconds; never where it is 0."""
        if after_s == self._after_s and self._timer.isActive():
            return
        self._after_s = after_s
        self._timer.stop()
        if after_s:
            self.look()

    def stop(self) -> None:
        """Tell nothing any more."""
        self._timer.stop()

    def look(self) -> None:
        """See whether it is time, and come back when it may be."""
        left = self._after_s - (self._monotonic() - self._heard_at())
        if left <= 0:
            self.due.emit()
            left = self._after_s
        self._timer.start(max(_LEAST_MS, math.ceil(left * 1000)))
