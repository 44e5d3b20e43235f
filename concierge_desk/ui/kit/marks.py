"""Small marks: a chip at the top, a tag beside a title, how many wait.

Each says its state in words; the colour and the shape only repeat it.

Source: docs/requirements.md, R-7.03.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.screen_reader.accessible import as_button
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.theme import current, on_change
from concierge_desk.ui.kit.widgets import ask_height
from concierge_desk.ui.kit.words import Words

_MOST = 999


class _Dot(QWidget):
    """The shape of a tone: a disc, a triangle, a square."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = "plain"
        on_change(self)

    def show_tone(self, tone: str) -> None:
        self._tone = tone
        self.setVisible(tone != "plain")
        self.update()

    def fit(self) -> None:
        side = round(current().small * 0.8)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        ink, _soft = current().tone(self._tone)
        side = self.width()
        with painter_of(self) as painter:
            painter.setBrush(QColor(ink))
            painter.setPen(Qt.PenStyle.NoPen)
            if self._tone == "warning":
                painter.setPen(
                    QPen(
                        QColor(ink),
                        1.5,
                        Qt.PenStyle.SolidLine,
                        Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin,
                    )
                )
                painter.drawPolygon(
                    QPolygonF([QPointF(side / 2, 1.5), QPointF(side - 1, side - 1.5), QPointF(1, side - 1.5)])
                )
            elif self._tone == "bad":
                painter.drawRoundedRect(QRectF(0.5, 0.5, side - 1, side - 1), 2, 2)
            else:
                painter.drawEllipse(QRectF(0, 0, side, side))


class Chip(QWidget):
    """A short state that is always on screen: the day, the age of the backup."""

    def __init__(self, text: str = "", tone: str = "plain") -> None:
        super().__init__()
        self._dot = _Dot()
        self._words = Words(text, "small")
        RowLayout(self, gap=1).put(self._dot, self._words, grows=self._words)
        ask_height(self, QSizePolicy.Policy.Preferred)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: str = "plain") -> None:
        """Show another state."""
        self._words.setText(text)
        self._words.dye("bad" if tone == "bad" else "ink")
        self._dot.show_tone(tone)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()


class PressedChip(Chip):
    """A chip that leads somewhere: by a click, and by the press of a screen reader.

    Attributes:
        chosen: It was pressed.
    """

    chosen = Signal()
    heard_as = as_button

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Lead there, where the button was let go over it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        """Take the press: what is below it is not meant."""
        event.accept()


class Tag(Words):
    """A few words that matter most, on a ground of their tone."""

    def __init__(self, text: str = "", tone: str = "plain") -> None:
        self._tone = tone
        super().__init__(text, "tag", _ink(tone))

    def show_state(self, text: str, tone: str = "plain") -> None:
        """Show other words; nothing is drawn where there are none."""
        self._tone = tone
        self.setText(text)
        self.dye(_ink(tone))
        self.setVisible(bool(text))

    def fit(self) -> None:
        """Take the room around the letters of the theme."""
        side = round(current().tiny * 0.55)
        self.setContentsMargins(side, 1, side, 2)
        super().fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the ground of the tone."""
        with painter_of(self) as painter:
            draw_toned(painter, self, self._tone, current().corner - 2)
        super().paintEvent(event)


class Badge(Words):
    """Number of things that wait; nothing where none does."""

    def __init__(self, count: int = 0) -> None:
        super().__init__("", "tag", "warning")
        self.setWordWrap(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(count)

    def show_count(self, count: int) -> None:
        """Show another number."""
        self.setText(f"{_MOST}+" if count > _MOST else str(count))
        self.setVisible(count > 0)

    def fit(self) -> None:
        """Take the room around the figures of the theme."""
        side = round(current().tiny * 0.6)
        self.setContentsMargins(side, 1, side, 1)
        super().fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """At least as wide as high: one figure lies in a disc."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the pill."""
        with painter_of(self) as painter:
            draw_toned(painter, self, "warning", self.height() / 2)
        super().paintEvent(event)


def draw_toned(painter: QPainter, widget: QWidget, tone: str, radius: float) -> None:
    """Draw the ground of a tone; where a theme has none, its edge."""
    tokens = current()
    ink, soft = tokens.tone(tone)
    edge = (ink, tokens.border) if soft == tokens.card else ("", 0)
    draw_box(painter, widget.rect(), soft, radius=radius, edge=edge)


def _ink(tone: str) -> str:
    return "on_accent_soft" if tone == "plain" else tone
