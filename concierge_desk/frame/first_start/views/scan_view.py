"""Code that is scanned from the screen, and what came of it."""

from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.views.step_view import StepView
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.scan_bars import ScanBars


class ScanView(StepView):
    """The code, and what was heard."""

    def __init__(self) -> None:
        super().__init__()
        self._bars, self._code, self._told = ScanBars(), Words("", "text", "muted"), Banner("", "plain")
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
