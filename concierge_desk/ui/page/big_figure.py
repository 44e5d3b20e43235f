"""A figure that is read from afar: what it is above it, what belongs to it below.

Source: decision 0044.
"""

from concierge_desk.ui.kit.layouts import REST
from concierge_desk.ui.kit.panel import PaperSurface
from concierge_desk.ui.kit.widgets import show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.figures import BigFigure


class BigFigurePanel(PaperSurface):
    """White sheet with one figure."""

    def __init__(self) -> None:
        super().__init__(margin=2, gap=0.5)
        self._label, self._value, self._notes = (
            Words("", "text", "muted"),
            Words("", "amount"),
            Words("", "small", "muted"),
        )
        self.column.put(self._label, self._value, self._notes, REST)

    def show_figure(self, figure: BigFigure) -> None:
        """Show another figure."""
        self._label.setText(figure.label)
        self._value.setText(figure.value)
        show_text(self._notes, "\n".join(figure.notes))
        self.setAccessibleName(
            ", ".join((f"{figure.label}\N{NO-BREAK SPACE}: {figure.value}", *figure.notes))
        )
