"""Strip of days: one small mark for each, the last ones where there is no room for all.

A mark says its state by its shape and, for whoever sees none, in words.

Source: docs/requirements.md, R-7.03; decision 0045.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from concierge_desk.ui.kit.fonts import text_font
from concierge_desk.ui.kit.layouts import REST, RowLayout, pixels
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.theme import current, on_change
from concierge_desk.ui.kit.widgets import FittedWidget, emptied

_WIDE, _HIGH = 1.95, 3.7
"""Of a day, in heights of the text."""
_GAP = 0.5
_LEAST_DAYS = 7


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of a strip.

    Attributes:
        weekday: Its first letter.
        number: Of the month.
        tone: ``good``, ``warning``, ``bad``, or ``plain`` for a day of which nothing is to be said.
        words: What it says, in a sentence.
    """

    weekday: str
    number: str
    tone: str
    words: str


class DayTile(QWidget):
    """One day."""

    def __init__(self, mark: DayMark) -> None:
        super().__init__()
        self._mark = mark
        self.setAccessibleName(mark.words)
        self.setToolTip(mark.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        on_change(self)

    def fit(self) -> None:
        """Take the sizes of the theme."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Two figures wide."""
        text = current().text
        return QSize(round(text * _WIDE), round(text * _HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw it: the day above, its mark below."""
        tokens, mark = current(), self._mark
        plain = mark.tone == "plain"
        ink, soft = (tokens.muted, tokens.card) if plain else tokens.tone(mark.tone)
        line = tokens.line if plain or soft != tokens.card else ink
        with painter_of(self) as painter:
            draw_box(painter, self.rect(), soft, radius=tokens.corner / 2, edge=(line, tokens.border))
            third = self.height() // 3
            weight = QFont.Weight.Normal if plain else QFont.Weight.DemiBold
            for place, (text, font) in enumerate(
                ((mark.weekday, text_font(tokens.tiny)), (mark.number, text_font(tokens.small, weight)))
            ):
                painter.setPen(QColor(ink if place else tokens.muted))
                painter.setFont(font)
                painter.drawText(
                    QRect(0, place * third, self.width(), third), Qt.AlignmentFlag.AlignCenter, text
                )
            if not plain:
                side = round(tokens.text * 0.6)
                box = QRectF((self.width() - side) / 2, 2 * third + (third - side) / 2, side, side)
                _draw_shape(painter, mark.tone, ink, box)


class DayStrip(FittedWidget):
    """Days beside each other, the last at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[DayMark, ...] = ()
        self._days: list[DayTile] = []
        self._row = RowLayout(self, gap=_GAP)
        # Days that have no room are hidden: they do not make it.
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        on_change(self)

    def show_days(self, days: Sequence[DayMark]) -> None:
        """Show other days."""
        if self._shown == tuple(days):
            return
        self._shown = tuple(days)
        emptied(self._row)
        self._days = [DayTile(mark) for mark in self._shown]
        self._row.put(*self._days, REST)
        self.fit()

    def fit(self) -> None:
        """Show as many of the last days as there is room for."""
        wide = round(current().text * _WIDE) + pixels(_GAP)
        room = max((self.width() + pixels(_GAP)) // wide, _LEAST_DAYS)
        for place, day in enumerate(reversed(self._days)):
            day.setVisible(place < room)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """A week wide at least."""
        text = current().text
        return QSize(_LEAST_DAYS * (round(text * _WIDE) + pixels(_GAP)), round(text * _HIGH))

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """As the least: it takes what there is."""
        return self.minimumSizeHint()


def _draw_shape(painter: QPainter, tone: str, ink: str, box: QRectF) -> None:
    """Draw the shape of a tone: a disc, a triangle, a square."""
    painter.setBrush(QColor(ink))
    painter.setPen(Qt.PenStyle.NoPen)
    if tone == "warning":
        top = QRectF(box).center()
        top.setY(box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    elif tone == "bad":
        painter.drawRoundedRect(box, 2, 2)
    else:
        painter.drawEllipse(box)
