"""A white sheet that holds a few rows.

Source: mock closing.png.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.drawing import draw_box, painter_of


class Sheet(QWidget):
    """A white sheet with a few rows."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        theme.on_change(self)

    def fit(self) -> None:
        """Take the room of the theme."""
        unit = theme.current().unit
        self.column.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        self.column.setSpacing(unit * 3 // 2)

    def paintEvent(self, _event: object) -> None:  # noqa: N802  (Qt's name)
        """Draw it."""
        tokens = theme.current()
        with painter_of(self) as painter:
            draw_box(
                painter, self.rect(), tokens.card, radius=tokens.radius, edge=(tokens.line, tokens.border)
            )
