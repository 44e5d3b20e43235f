"""Code that is scanned from the screen, and what came of it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from concierge_desk.frame.first_start.face import TrialBars
from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.views.step_view import StepView
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.shapes import painter_of
from concierge_desk.ui.kit.words import Words

_EDGE = 12
"""White above and below the bars, in pixels: in a dark theme they would end in the dark."""


class _Bars(QWidget):
    """Bars, black on white in every theme: a dot of theirs is a pixel."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = TrialBars()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: TrialBars) -> None:
        if bars != self._bars:
            self._bars = bars
            self.setFixedSize(QSize(bars.width, bars.height + 2 * _EDGE))
            self.setAccessibleName(bars.code)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        with painter_of(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            for left, top, width, height in self._bars.dark:
                painter.fillRect(QRect(left, top + _EDGE, width, height), Qt.GlobalColor.black)


class ScanView(StepView):
    """The code, and what was heard."""

    def __init__(self) -> None:
        super().__init__()
        self._bars, self._code, self._told = _Bars(), Words("", "text", "muted"), Banner("", "plain")
        panel = Panel()
        panel.column.put(self._bars, self._code)
        ColumnLayout(self, gap=1.5).put(panel, self._told)

    def show_state(self, state: FirstState) -> None:
        """Show the code, and what came last."""
        self._bars.show_bars(state.around.trial)
        self._code.setText(state.around.trial.code)
        words, tone = state.heard
        self._told.setVisible(bool(words))
        if words and words != self._told.text():
            self._told.tell(words, tone)
            announce(self, words)
