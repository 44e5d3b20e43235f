"""Codes that were not understood, or that wait: listed until they were seen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.pages.counter.state import Missed
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Beside
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, holder


class MissedList(QWidget):
    """One banner a code; the first goes with Escape.

    Attributes:
        seen: A code was seen, by place.
    """

    seen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[Missed, ...], tuple[str, ...]] = ((), ())
        self._column = ColumnLayout(self, gap=1)
        self.setAccessibleName(say("Codes that were not understood"))
        self.hide()

    def show_codes(self, missed: tuple[Missed, ...], waiting: tuple[str, ...]) -> None:
        """Show what was not understood, and what waits until the question is answered."""
        if (missed, waiting) == self._shown:
            return
        self._shown = (missed, waiting)
        emptied(self._column)
        for place, one in enumerate(missed):
            self._column.addWidget(self._row(place, one))
        if waiting:
            told = say("Scanned meanwhile, read after the answer: {codes}", codes=", ".join(waiting))
            self._column.addWidget(Banner(told, "plain"))
        self.setVisible(bool(missed or waiting))

    def _row(self, place: int, one: Missed) -> QWidget:
        banner = Banner(one.text, "bad")
        keys = (cap("escape"),) if place == 0 else ()
        button = ActionButton(say("Seen"), keys, "plain")
        button.setAccessibleName(say("Seen: {code}", code=one.code))
        button.clicked.connect(lambda _checked=False: self.seen.emit(place))
        return holder(Beside(banner, button))
