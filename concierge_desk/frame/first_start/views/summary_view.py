"""Summary of what is about to be made or put back."""

from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.views.step_view import StepView
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.presenter.figures import Figure


class SummaryView(StepView):
    """Lines, and what is said above them."""

    def __init__(self) -> None:
        super().__init__()
        self._told, self._panel, self._lines = Banner("", "warning"), Panel(), FigureList()
        self._panel.column.put(self._lines)
        ColumnLayout(self, gap=1.5).put(self._told, self._panel)

    def show_state(self, state: FirstState) -> None:
        """Show them."""
        told = "\n".join(state.told)
        self._told.tell(told, "warning")
        self._told.setVisible(bool(told))
        self._panel.setVisible(bool(state.lines))
        self._lines.show_figures([Figure(line.label, line.value, quiet=line.waits) for line in state.lines])
