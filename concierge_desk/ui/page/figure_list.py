"""Labels and their figures, as several pages show them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.layouts import GridLayout
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.figures import Figure


class FigureList(QWidget):
    """Labels and their figures, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Figure, ...] = ()
        self._rows: list[tuple[Words, Words]] = []
        self._grid = GridLayout(self, across=2, down=1)
        self._grid.setColumnStretch(0, 1)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures; rows that look alike get other words, which is far less than a new row."""
        before, self._shown = self._shown, tuple(figures)
        if before == self._shown:
            return
        kept = 0
        while kept < min(len(before), len(figures)) and before[kept].quiet == figures[kept].quiet:
            kept += 1
        for label, value in self._rows[kept:]:
            for words in (label, value):
                words.hide()
                self._grid.removeWidget(words)
                words.deleteLater()
        del self._rows[kept:]
        for (label, value), figure in zip(self._rows, figures, strict=False):
            label.setText(figure.label)
            value.setText(figure.value)
        for figure in figures[kept:]:
            self._add(figure)

    def _add(self, figure: Figure) -> None:
        look, colour = ("text", "muted") if figure.quiet else ("strong", "ink")
        label, value = Words(figure.label, "text", colour), Words(figure.value, look, colour)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(label, len(self._rows), 0)
        self._grid.addWidget(value, len(self._rows), 1)
        self._rows.append((label, value))
