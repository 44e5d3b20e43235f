"""Overlay over the whole window for a moment: help, a paper, the discreet screen; keys behind do nothing."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.keys import OVER_ALL, name_of
from concierge_desk.ui.kit.layouts import ColumnLayout, Length, Margin
from concierge_desk.ui.kit.screen_reader.accessible import as_dialog

_DIM = 140
_FLASH_MS = 350
_FLASH_WIDTH = 12


class Overlay(QWidget):
    """Covers its parent, takes the focus, and folds with Escape.

    Attributes:
        folded: Emitted once it is gone.
    """

    folded = Signal()
    heard_as = as_dialog

    def __init__(self, parent: QWidget, name: str, *, margin: Margin = 0, gap: Length | None = None) -> None:
        super().__init__(parent)
        self._covered = parent
        self._before: QWidget | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.room = ColumnLayout(self, margin=margin, gap=gap)
        parent.installEventFilter(self)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it covers the window now."""
        return self.isVisibleTo(self._covered)

    def unfold(self) -> None:
        """Cover the window."""
        if not self.is_open:
            self._before = QApplication.focusWidget()
        self.setGeometry(self._covered.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def fold(self) -> None:
        """Uncover the window, and give the keyboard back to what had it."""
        if self.is_open:
            self.hide()
            before, self._before = self._before, None
            # It may have gone with what it stood in meanwhile.
            if before is not None and isValid(before) and before.isVisible():
                before.setFocus(Qt.FocusReason.PopupFocusReason)
            self.folded.emit()

    def folds_with(self, event: QKeyEvent) -> bool:
        """Say whether a key uncovers the window: Escape, and the key that opened it."""
        return event.key() == Qt.Key.Key_Escape

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Fold, or keep the key from what lies behind."""
        if name_of(event) in OVER_ALL:
            event.ignore()
            return
        if self.folds_with(event):
            self.fold()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Stay as large as what it covers."""
        if event.type() is QEvent.Type.Resize and watched is self._covered:
            self.setGeometry(self._covered.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Dim what lies behind."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, _DIM))
        painter.end()

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: N802  (Qt's own)
        """Keep Tab from leading behind it."""
        return True


class Flash(QWidget):
    """A frame around the window for a moment, where there is no sound: solid for success, dashed for failure."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._tone = "good"
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def flash(self, tone: str) -> None:
        """Show it for a moment."""
        self._tone = tone
        # What lies under a solid frame is not painted anew either.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, tone == "good")
        whole = self._around.rect()
        self.setGeometry(whole)
        # Only its edge: what lies within would be painted anew at every scan.
        within = whole.adjusted(_FLASH_WIDTH, _FLASH_WIDTH, -_FLASH_WIDTH, -_FLASH_WIDTH)
        self.setMask(QRegion(whole) - QRegion(within))
        self.show()
        self.raise_()
        self.update()
        self._timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the frame."""
        ink, _soft = theme.current().tone(self._tone)
        painter = QPainter(self)
        if self._tone == "good":
            painter.fillRect(self.rect(), QColor(ink))
        else:
            painter.setPen(QPen(QColor(ink), _FLASH_WIDTH, Qt.PenStyle.DashLine))
            half = _FLASH_WIDTH // 2
            painter.drawRect(self.rect().adjusted(half, half, -half, -half))
        painter.end()
