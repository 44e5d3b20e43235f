"""A sentence that comes, is read, and goes; what must be seen is a banner instead."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.screen_reader.announcement import announce, is_urgent
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.theme import current, on_change
from concierge_desk.ui.kit.words import Words

_PICTURES = {"plain": "help", "good": "check", "warning": "warning", "bad": "late"}
_STAYS_MS = 4000


class Toast(QFrame):
    """Lies at the foot of its parent, over everything, and takes no click."""

    def __init__(self, parent: QWidget, stays_ms: int = _STAYS_MS) -> None:
        super().__init__(parent)
        self._over = parent
        self._picture = Icon("check", "on_foot")
        self._words = Words("", "text", "on_foot")
        self._row = RowLayout(self, margin=(2, 1.5), gap=1.5)
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._words, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self, singleShot=True, interval=stays_ms)
        self._timer.timeout.connect(self.hide)
        self.hide()
        parent.installEventFilter(self)
        on_change(self)

    def tell(self, text: str, tone: str = "good") -> None:
        """Show a sentence for a while."""
        self._words.setText(text)
        self._picture.draw(_PICTURES[tone], "on_foot")
        self.setAccessibleName(text)
        self.fit()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text, urgent=is_urgent(tone))

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def fit(self) -> None:
        """Take the room of the theme."""
        parent, unit = self._over, current().unit
        width = min(self.sizeHint().width(), max(parent.width() - 4 * unit, 1))
        height = max(self._row.heightForWidth(width), self._row.minimumSize().height())
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - 3 * unit, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Stay at the foot when the parent changes its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the dark ground."""
        tokens = current()
        with painter_of(self) as painter:
            edge = (tokens.foot_edge, tokens.border)
            draw_box(painter, self.rect(), tokens.foot, radius=tokens.radius, edge=edge)
