"""Copies that a shop can be put back from: those on the sticks that are plugged in, looked for all the time."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from concierge_desk.frame.first_start.answers import FoundCopy
from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.views.numbered_view import NumberedView
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied

_LOOKS_MS = 2_000
_MOST = 9
"""Each has a figure."""
_NONE = N_("No copy is plugged in. Plug the stick in: it appears here by itself, or with F5.")
_EXERCISE = N_("exercise")


class CopiesView(NumberedView):
    """A list of copies, the newest first.

    Attributes:
        chose: One was chosen.
        looked: It is time to look for others.
    """

    chose = Signal(object)
    looked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._copies: tuple[FoundCopy, ...] = ()
        self._told = Banner(say(_NONE), "plain")
        self._held = ColumnLayout()
        ColumnLayout(self, gap=1.5).put(self._told, self._held)
        self._timer = QTimer(self, interval=_LOOKS_MS)
        self._timer.timeout.connect(self.looked)

    def show_state(self, state: FirstState) -> None:
        """Show those that are there."""
        copies = state.copies[:_MOST]
        if copies != self._copies:
            self._copies = copies
            emptied(self._held)
            self.put(ChoiceList([(_name(one), f"{one.stick} · {one.size}") for one in copies]))
            self.list.chosen.connect(lambda place: self.chose.emit(self._copies[place]))
            self._held.addWidget(self.list)
        self._told.setVisible(not copies)
        if state.answers.copy in copies:
            self.list.select(copies.index(state.answers.copy))

    def draw_again(self) -> None:
        """Look again at once."""
        self.looked.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  (Qt's name)
        """Look for copies while it is seen."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  (Qt's name)
        """Look no more."""
        super().hideEvent(event)
        self._timer.stop()


def _name(copy: FoundCopy) -> str:
    told = f"{copy.desk} · {copy.when}"
    return f"{told} · {say(_EXERCISE)}" if copy.practice else told
