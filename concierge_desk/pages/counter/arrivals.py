"""The carrier's bag, taken in scan after scan: what came in last, each with its place in large type."""

from PySide6.QtWidgets import QWidget

from concierge_desk.pages.counter.state import State
from concierge_desk.ui.kit.empty_state import EmptyState
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, holder, show_text
from concierge_desk.ui.kit.words import Words


class Arrivals(QWidget):
    """List of what was taken in, the last one first."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] | None = None
        self._empty = EmptyState(
            "scan",
            say("Scan the first item of the bag"),
            say("Each scan takes the item before it in, at the place proposed. F2 ends the run."),
        )
        self._run = Words("", "strong")
        self._title = Words(say("Taken in just now"), "strong")
        self._rows = ColumnLayout(gap=0)
        self._held = holder(self._rows)
        ColumnLayout(self, gap=1).put(self._run, self._empty, self._title, self._held)
        self.setAccessibleName(self._title.text())

    def show_state(self, state: State) -> None:
        """Show what was taken in."""
        self._empty.setVisible(not state.arrived and state.asking is None and not state.offers)
        # Between two things its card stands there, with what closes it.
        show_text(self._run, run_words(state) if state.asking is not None else "")
        self._title.setVisible(bool(state.arrived))
        self._held.setVisible(bool(state.arrived))
        if state.arrived == self._shown:
            return
        self._shown = state.arrived
        emptied(self._rows)
        for place, arrived in enumerate(state.arrived):
            self._rows.addWidget(
                Words(arrived, "heading" if place == 0 else "text", "ink" if place == 0 else "muted")
            )


def run_words(state: State) -> str:
    """Return what the run goes into and how it stands, in one line; empty where it goes into nothing."""
    return next((" · ".join(filter(None, (one.title, one.detail, one.tag))) for one in state.running), "")
