"""Place of the window on the screen: it fills what the task bar leaves, or stands where she put it, never beyond.

Source: decision 0043.
"""

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

Place = tuple[int, ...]
"""Left, top, width and height of what is within the frame, in pixels; empty where the window fills the screen."""

_SETTLED_MS = 100
"""By then a window manager has put its frame round the window, and said how thick it is."""


class WindowPlace(QObject):
    """Place of one window: its screen, and the frame that others draw round it.

    Attributes:
        left: The window is closed: where it stood.
    """

    left = Signal(tuple)

    def __init__(self, window: QWidget) -> None:
        """Watch a window that is still to be shown."""
        super().__init__(window)
        self._window = window
        self._opening = True
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settling.timeout.connect(self._keep_within)

    @property
    def now(self) -> Place:
        """Where the window stands."""
        if self._window.isMaximized():
            return ()
        inner = self._window.geometry()
        return inner.x(), inner.y(), inner.width(), inner.height()

    def open(self, place: Place) -> None:
        """Show the window where it stood; where it never stood anywhere, it fills the screen.

        Args:
            place: As it was kept, perhaps of a screen that is there no longer.
        """
        stood = QRect(*place) if place else QRect()
        screen = _screen_of(stood)
        screen.availableGeometryChanged.connect(lambda _room: self._settling.start())
        room = screen.availableGeometry()
        # As large as it will be: it is laid out once.
        self._window.setGeometry(fitted(stood, room, QMargins()) if place else room)
        self._window.installEventFilter(self)
        if place:
            self._window.show()
        else:
            self._window.showMaximized()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Look again once the window has another size, or another frame."""
        if event.type() is QEvent.Type.Close:
            self.left.emit(self.now)
        elif event.type() in {QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.WindowStateChange}:
            self._settling.start()
        return super().eventFilter(watched, event)

    def _keep_within(self) -> None:
        """Let the window be no larger than the room there is, and begin within it."""
        window = self._window
        if not window.isVisible() or window.windowState() != Qt.WindowState.WindowNoState:
            return
        around, inner, room = window.frameGeometry(), window.geometry(), window.screen().availableGeometry()
        outside = not room.contains(around) if self._opening else not _holds(room, around)
        self._opening = False
        if outside:
            frame = QMargins(
                inner.left() - around.left(),
                inner.top() - around.top(),
                around.right() - inner.right(),
                around.bottom() - inner.bottom(),
            )
            window.setGeometry(fitted(inner, room, frame))


def fitted(place: QRect, room: QRect, frame: QMargins) -> QRect:
    """Return where a window stands, frame and all, within the room of a screen.

    Args:
        place: Where it would stand, without its frame.
        room: What the task bar leaves of the screen.
        frame: What is drawn round it.
    """
    within = room.marginsRemoved(frame)
    size = place.size().boundedTo(within.size())
    left = min(max(place.left(), within.left()), within.right() + 1 - size.width())
    top = min(max(place.top(), within.top()), within.bottom() + 1 - size.height())
    return QRect(QPoint(left, top), size)


def _holds(room: QRect, around: QRect) -> bool:
    return around.width() <= room.width() and around.height() <= room.height()


def _screen_of(stood: QRect) -> QScreen:
    """Return the screen that a window stood on, the first where that one is gone."""
    there = QGuiApplication.screenAt(stood.center()) if stood.isValid() else None
    return there or QGuiApplication.primaryScreen()
