"""The foot: what was done last and its undo, visits set aside, help and what hides names."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy

from concierge_desk.frame.actions import ACTIONS as FRAME
from concierge_desk.i18n import N_
from concierge_desk.pages.counter.actions import ACTIONS
from concierge_desk.pages.counter.state import State
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.speech import count, say
from concierge_desk.ui.kit.widgets import holder, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.asking import Undo

_TICK_MS = 250
_KEYS = {action.name: action.key for action in (*FRAME, *ACTIONS)}
_PICTURES = {"good": "check", "plain": "check", "warning": "warning", "bad": "cross"}


class _Hint(ActionButton):
    """A button of the foot that is only words and a key until it is pointed at."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw its edge under the pointer, and its ring with the keyboard."""
        if self.underMouse() or self.hasFocus() or self.isDown():
            super().paintEvent(event)


class Foot(QFrame):
    """The dark strip at the foot.

    Attributes:
        pressed: A button of it was pressed: the name of what it does.
    """

    pressed = Signal(str)

    def __init__(self, monotonic: Callable[[], float]) -> None:
        super().__init__()
        self.setProperty("surface", "foot")
        self._monotonic = monotonic
        self._undo: Undo | None = None
        self._parked = 0
        self._picture = Icon("check", "on_foot")
        self._told = Words("", "text", "on_foot")
        self._told.setAccessibleDescription(say("What happened last"))
        self._told.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._undo_button = self._button("undo", say("Undo"))
        self._hints = [
            self._hint("park", "pause", ""),
            self._hint("help", "help", say("Help")),
            self._hint("discreet", "hidden", say("Hide names")),
        ]
        self._folded = False
        self._sentence, self._keys = RowLayout(gap=1), RowLayout(gap=1)
        self._sentence.put(self._picture, self._told)
        self._keys.addWidget(self._undo_button)
        self._keys.addStretch()
        for pair in self._hints:
            self._keys.put(*pair)
        keys = holder(self._keys)
        self._row = RowLayout(self, margin=(2.5, 0.5, 1, 0.5), gap=1)
        self._row.put(holder(self._sentence), keys, grows=keys)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._count_down)

    def show_state(self, state: State) -> None:
        """Show the last sentence, its undo, and how many visits are set aside."""
        # What stands in a banner until it was seen is said there.
        listed = {state.nothing, *(one.text for one in state.missed)}
        told = state.told if state.told is not None and state.told.text not in listed else None
        show_text(self._told, "" if told is None else told.text)
        self._picture.setVisible(told is not None)
        if told is not None:
            self._picture.draw(_PICTURES[told.tone], "on_foot")
        self._undo = state.undo
        self._count_down()
        label = count("{count} visit set aside", "{count} visits set aside", state.parked)
        worded, pictured = self._hints[0]
        worded.set_label(label)
        pictured.set_label(str(state.parked))
        pictured.setAccessibleName(label)
        self._parked = state.parked
        self._show_hints()

    def say_hidden(self, hidden: bool) -> None:
        """Say that names are hidden, and that the same key covers everything then."""
        words = N_("Names hidden · cover all") if hidden else N_("Hide names")
        label = say(words)
        worded, pictured = self._hints[-1]
        worded.set_label(label)
        for button in (worded, pictured):
            button.setAccessibleName(label)
            button.setToolTip(label)

    def fold(self, folded: bool) -> None:
        """Show help and the rest as pictures and keys, or in words too."""
        self._folded = folded
        # In words, the undo follows the sentence; where room is short, the sentence gets a line of its own.
        across = QSizePolicy.Policy.Expanding if folded else QSizePolicy.Policy.Maximum
        self._told.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if folded else right)
        self._show_hints()

    def _count_down(self) -> None:
        left = 0.0 if self._undo is None else self._undo.until - self._monotonic()
        if self._undo is None or left <= 0:
            self._timer.stop()
            self._undo_button.hide()
            return
        seconds = say("{seconds} s", seconds=ceil(left))
        self._undo_button.set_label(f"{say('Undo')} · {seconds}")
        self._undo_button.setAccessibleName(say("Undo: {label}", label=self._undo.label))
        self._undo_button.show()
        self._timer.start()

    def _show_hints(self) -> None:
        for place, (worded, pictured) in enumerate(self._hints):
            shown = place > 0 or self._parked > 0
            worded.setVisible(shown and not self._folded)
            pictured.setVisible(shown and self._folded)

    def _hint(self, name: str, picture: str, label: str) -> tuple[ActionButton, ActionButton]:
        """Return a hint twice: in words, and as a picture where the window is narrow."""
        worded = self._button(name, label, _Hint)
        pictured = _Hint("", (cap(_KEYS[name]),), "foot", picture)
        pictured.setAccessibleName(label)
        pictured.setToolTip(label)
        pictured.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        pictured.clicked.connect(lambda: self.pressed.emit(name))
        return worded, pictured

    def _button(self, name: str, label: str, kind: type[ActionButton] = ActionButton) -> ActionButton:
        button = kind(label, (cap(_KEYS[name]),), "foot")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        button.clicked.connect(lambda: self.pressed.emit(name))
        return button
