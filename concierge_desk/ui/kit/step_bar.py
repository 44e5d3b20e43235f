"""Step bar: where one stands on a way of several steps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPaintEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.fonts import text_font
from concierge_desk.ui.kit.icons import pixmap
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.theme import current, on_change
from concierge_desk.ui.kit.widgets import ask_height, emptied
from concierge_desk.ui.kit.words import Words


class _Disc(QWidget):
    """The number of a step; done, it is a check."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._stands = "next"
        on_change(self)

    def stand(self, stands: str) -> None:
        self._stands = stands
        self.update()

    def fit(self) -> None:
        side = round(current().text * 1.65)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        tokens = current()
        fill, ink, edge = {
            "done": (tokens.good_soft, tokens.good, tokens.good),
            "now": (tokens.accent, tokens.on_accent, tokens.accent),
            "next": (tokens.card, tokens.muted, tokens.edge),
        }[self._stands]
        with painter_of(self) as painter:
            draw_box(painter, self.rect(), fill, radius=self.height() / 2, edge=(edge, 1))
            if self._stands == "done":
                side = round(self.height() * 0.62)
                at = (self.height() - side) // 2
                painter.drawPixmap(at, at, pixmap("check", ink, side, self.devicePixelRatio()))
            else:
                painter.setPen(QColor(ink))
                painter.setFont(text_font(tokens.tiny, QFont.Weight.Bold))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class _Step(QWidget):
    """A disc and the name of the step."""

    def __init__(self, number: int, text: str, *, headed: bool) -> None:
        super().__init__()
        self._headed = headed
        self._disc = _Disc(number)
        self._words = Words(text)
        RowLayout(self, gap=1).put(self._disc, self._words, grows=self._words)

    def stand(self, stands: str) -> None:
        self._disc.stand(stands)
        now = stands == "now"
        self._words.dress("strong" if now else "text", "ink" if now else "muted")
        self._words.setVisible(not (now and self._headed))


class StepBar(QWidget):
    """The steps, those that are done, the one at hand."""

    def __init__(self, steps: Sequence[str], at: int = 0, *, headed: bool = False) -> None:
        """Show a way of several steps.

        Args:
            steps: Their names.
            at: Place of the step at hand.
            headed: A heading names the step at hand: in the bar its number stands alone.
        """
        super().__init__()
        self._names: list[str] = []
        self._headed = headed
        self._flow = Flow(self, across=3, down=1)
        ask_height(self)
        self.show_steps(steps, at)

    def at(self) -> int:
        """Return the place of the step at hand."""
        return self._at

    def show_steps(self, steps: Sequence[str], at: int) -> None:
        """Show a way, and where one stands on it; one that is shown already is kept."""
        if list(steps) != self._names:
            self._names = list(steps)
            emptied(self._flow)
            self._steps = [
                _Step(place, step, headed=self._headed) for place, step in enumerate(steps, start=1)
            ]
            self._flow.put(*self._steps)
        self.go_to(at)

    def go_to(self, at: int) -> None:
        """Stand at another step; past the last all are done."""
        self._at = at
        for place, step in enumerate(self._steps):
            step.stand("done" if place < at else "now" if place == at else "next")
        here = min(at, len(self._names) - 1)
        self.setAccessibleName(f"{here + 1}/{len(self._names)} {self._names[here]}")
