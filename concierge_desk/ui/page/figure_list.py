"""Labels and their figures, as several pages show them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.layouts import GridLayout
from concierge_desk.ui.kit.widgets import emptied
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.figures import Figure


class FigureList(QWidget):
    """Labels and their figures, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Figure, ...] = ()
        self._grid = GridLayout(self, across=2, down=1)
        self._grid.setColumnStretch(0, 1)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures."""
        if self._shown == tuple(figures):
            return
        self._shown = tuple(figures)
        emptied(self._grid)
        for row, figure in enumerate(self._shown):
            look, colour = ("text", "muted") if figure.quiet else ("strong", "ink")
            self._grid.addWidget(Words(figure.label, "text", colour), row, 0)
            value = Words(figure.value, look, colour)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(value, row, 1)
