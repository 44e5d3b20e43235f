"""Banner of a day that takes no acts: why, and the button that leads on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.core.day_cards import OPENING
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Beside
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import holder
from concierge_desk.ui.presenter.status import Status

_DAY = "f10"


class DayBanner(QWidget):
    """Says why no day takes acts.

    Attributes:
        opened: A card is asked for, by its code.
        keyed: A key is pressed for her, by its name.
    """

    opened = Signal(str)
    keyed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._banner = Banner("", "warning")
        self._button = ActionButton("", (), "primary")
        # The scan line keeps the keyboard: its Enter opens.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._late = False
        ColumnLayout(self).put(holder(Beside(self._banner, self._button)))
        self._button.clicked.connect(self._press)

    def show_status(self, status: Status) -> None:
        """Say what is the matter with the day, and what is done about it."""
        words, tone = _words(status)
        label, keys = _way(status)
        self._late = status.to_close
        self._banner.tell(words, tone)
        self._button.set_label(say(label))
        self._button.set_keys(tuple(map(cap, keys)))

    def text(self) -> str:
        """Return what it says."""
        return self._banner.text()

    def _press(self) -> None:
        if self._late:
            self.keyed.emit(_DAY)
        else:
            self.opened.emit(OPENING)


def _way(status: Status) -> tuple[str, tuple[str, ...]]:
    """Return what leads on, and its keys."""
    if status.to_close:
        return N_("Close it"), (_DAY,)
    if status.doubt:
        return N_("Say which day it is"), ("enter",)
    if status.closed:
        return N_("Reopen the day"), ()
    return N_("Open the day"), ("enter",)


def _words(status: Status) -> tuple[str, str]:
    """Return why no day takes acts, and its tone: a day that is closed is no alarm."""
    if status.to_close:
        return say("An earlier day is to be closed first."), "warning"
    if status.doubt:
        return status.doubt, "warning"
    if status.closed:
        return say("The day is closed, {number}.", number=status.closed), "plain"
    return say("The day is not open."), "warning"
