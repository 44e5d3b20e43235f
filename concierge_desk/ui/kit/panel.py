"""A white sheet that holds a few rows."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.layouts import ColumnLayout, Length, Margin
from concierge_desk.ui.kit.shapes import draw_box, painter_of

_LEAST_TEXT = 56
"""Least width for two sheets beside each other, in heights of the text."""


class PaperSurface(QWidget):
    """A white ground with an edge, and rows in a column on it."""

    def __init__(self, *, margin: Margin, gap: Length) -> None:
        super().__init__()
        self.column = ColumnLayout(self, margin=margin, gap=gap)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw it."""
        tokens = theme.current()
        with painter_of(self) as painter:
            draw_box(
                painter, self.rect(), tokens.card, radius=tokens.radius, edge=(tokens.line, tokens.border)
            )


class Panel(PaperSurface):
    """A paper on a page, with room around its rows."""

    def __init__(self) -> None:
        super().__init__(margin=2, gap=1.5)


def stand(beside: QBoxLayout, width: int) -> None:
    """Let what a layout holds stand beside each other where a width has room for it, else one below the other."""
    narrow = is_narrow(width)
    beside.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)


def is_narrow(width: int) -> bool:
    """Say whether two sheets have no room beside each other."""
    return width < theme.current().text * _LEAST_TEXT
