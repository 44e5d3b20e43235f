"""Side panels of the first steps: where a step leads, and the three that are done on the page.

Source: decision 0073.
"""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.first_steps.actions import ACTIONS
from concierge_desk.pages.first_steps.state import FirstStepsState
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.kit.keys import cap, name_of
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.scan_bars import ScanBars
from concierge_desk.ui.page.side_panel import SidePanel

_DONE, _TO_DO = "\N{CHECK MARK}", "\N{BULLET}"
_LAYOUTS = (
    ("same", N_("in the layout of this PC as it is")),
    ("other", N_("in another layout")),
)
_BY_HAND = N_(
    "On this system it is done by hand: make a link to the program on the desktop; put the same link into the folder"
    " of what starts with the PC (Windows: Win+R, then shell:startup)."
)
_GROUP_SIGNS = 4


class StepAside(SidePanel):
    """Panel of the chosen step: why, how it stands, and what leads there."""

    def __init__(self, *middle: QWidget) -> None:
        super().__init__()
        self._title, self._why = Words("", "title"), Words("", "text")
        self._told = Words("", "text", "muted")
        self._go = action_button(ACTIONS["go"], "primary")
        self._tick, self._later = action_button(ACTIONS["tick"]), action_button(ACTIONS["later"])
        self.lay_out(self._title, self._why, self._told, *middle, self._go, self._tick, self._later)

    def show_state(self, state: FirstStepsState) -> None:
        """Show another step, or how it stands now."""
        row = state.row
        if row is None:
            return
        show_text(self._title, row.title)
        show_text(self._why, row.why)
        show_text(self._told, row.told)
        self._told.setVisible(bool(row.told))
        self._go.setVisible(bool(row.go))
        if row.go:
            self._go.set_label(row.go)
        self._tick.setVisible(row.ticked and (not row.done or row.by_hand))
        self._tick.set_label(say(N_("Do it again") if row.done else N_("It is done")))
        self._later.setVisible(not row.done)


class ScannerAside(StepAside):
    """Panel of the scanner: the code that is scanned, in which layouts it was heard, and what came last."""

    def __init__(self) -> None:
        self._bars, self._code = ScanBars(), Words("", "text", "muted")
        self._verdict = Banner("", "plain")
        self._layouts = {how: Words("", "text") for how, _label in _LAYOUTS}
        panel = Panel()
        panel.column.put(self._bars, self._code)
        held = QWidget()
        ColumnLayout(held, gap=1).put(panel, *self._layouts.values(), self._verdict)
        super().__init__(held)

    def show_state(self, state: FirstStepsState) -> None:
        """Show the code, and what came."""
        super().show_state(state)
        self._bars.show_bars(state.bars)
        self._code.setText(state.bars.code)
        done = state.row is not None and state.row.done
        for how, label in _LAYOUTS:
            mark = _DONE if done or how in state.heard else _TO_DO
            self._layouts[how].setText(f"{mark} {say(label)}")
        words, tone = state.verdict
        self._verdict.setVisible(bool(words))
        if words and words != self._verdict.text():
            self._verdict.tell(words, tone)
            announce(self, words)


class _Line(QLineEdit):
    """Line that Enter hands on: it is not the page's Enter.

    Attributes:
        entered: Enter was pressed.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Take Enter; what is text is text, and the rest is the page's."""
        if not _hands_on(event, self.entered):
            super().keyPressEvent(event)


class _SecretLine(SecretField):
    """Such a line, for words that nobody sees.

    Attributes:
        entered: Enter was pressed.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Take Enter; the rest is as in any field for a secret."""
        if not _hands_on(event, self.entered):
            super().keyPressEvent(event)


def _hands_on(event: QKeyEvent, entered: SignalInstance) -> bool:
    """Take Enter, and tell it; one that is held down is one press. False for any other key."""
    if name_of(event) != "enter":
        return False
    event.accept()
    if not event.isAutoRepeat():
        entered.emit()
    return True


class RecoveryAside(StepAside):
    """Panel of the recovery sheet: its words, then two of its groups typed back.

    Attributes:
        worded: The words were typed.
        typed: The groups were.
    """

    worded = Signal(str)
    typed = Signal(str, str)

    def __init__(self) -> None:
        self._how = Words("", "strong")
        self._words = _SecretLine()
        words = say("The words, then Enter")
        self._words.setPlaceholderText(words)
        self._words.setAccessibleName(words)
        self._groups = (_Line(), _Line())
        self._labels = (Words("", "label"), Words("", "label"))
        self._take = ActionButton(say("Go on"), (cap("enter"),), "primary")
        self._leave = action_button(ACTIONS["back"])
        held = QWidget()
        rows = [part for pair in zip(self._labels, self._groups, strict=True) for part in pair]
        ColumnLayout(held, gap=1).put(self._how, self._words, *rows, self._take, self._leave)
        super().__init__(held)
        self._leave.clicked.connect(lambda: self.pressed.emit(self._leave.name))
        self._take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._take.clicked.connect(self._go_on)
        self._words.entered.connect(self._go_on)
        first, second = self._groups
        first.entered.connect(second.setFocus)
        second.entered.connect(self._go_on)
        for group in self._groups:
            group.setMaxLength(2 * _GROUP_SIGNS)
        self._question = ""

    def show_state(self, state: FirstStepsState) -> None:
        """Show what is asked, if anything is."""
        super().show_state(state)
        self._question = state.question
        asks_words, asks_groups = state.question == "words", state.question == "groups"
        told = {
            "words": N_(
                "The words that open the copies. The sheet is shown on the screen and kept nowhere: nobody else should look."
            ),
            "groups": N_("Type back from the paper:"),
        }.get(state.question, "")
        show_text(self._how, say(told) if told else "")
        self._how.setVisible(bool(told))
        self._words.setVisible(asks_words)
        for label, group, asked in zip(self._labels, self._groups, state.asked or (None, None), strict=True):
            if asked is not None:
                text = say("Line {line}, group {place}", line=asked.line, place=asked.place)
                show_text(label, text)
                group.setAccessibleName(text)
            label.setVisible(asks_groups)
            group.setVisible(asks_groups)
        self._words.setReadOnly(state.opening)
        self._take.setVisible(bool(told))
        self._take.setEnabled(not (state.opening or state.busy))
        self._leave.setVisible(bool(told))
        if told:
            for button in (self._go, self._tick, self._later):
                button.hide()
        else:
            self.forget()

    def start(self) -> None:
        """Give the keyboard to what is typed first; what was typed before is not there any more."""
        self.forget()
        (self._words if self._question == "words" else self._groups[0]).setFocus()

    def forget(self) -> None:
        """Keep nothing of what was typed."""
        for line in (self._words, *self._groups):
            line.clear()

    def _go_on(self) -> None:
        if self._question == "words":
            self.worded.emit(self._words.secret())
        elif all(group.text() for group in self._groups):
            self.typed.emit(*(group.text() for group in self._groups))
        else:
            next(group for group in self._groups if not group.text()).setFocus()


class IconAside(StepAside):
    """Panel of the icon and of the start with the PC: each is made, and taken away again.

    Attributes:
        made: The icon's button was pressed.
        started: That of the start was.
    """

    made = Signal()
    started = Signal()

    def __init__(self) -> None:
        self._by_hand = Words(say(_BY_HAND), "text")
        self._icon, self._start = ActionButton("", ("1",), "primary"), ActionButton("", ("2",))
        held = QWidget()
        ColumnLayout(held, gap=1).put(self._by_hand, self._icon, self._start)
        super().__init__(held)
        self._icon.clicked.connect(self.made)
        self._start.clicked.connect(self.started)

    def show_state(self, state: FirstStepsState) -> None:
        """Show what there is on this PC."""
        super().show_state(state)
        icon = state.icon
        self._by_hand.setVisible(not icon.known)
        for button in (self._icon, self._start):
            button.setVisible(icon.known)
            button.setEnabled(not state.busy)
        self._icon.set_label(say(N_("Take the icon away") if icon.made else N_("Put an icon on the desktop")))
        self._start.set_label(
            say(N_("Start it by hand again") if icon.starts else N_("Start it with the PC"))
        )

    def press_number(self, digit: str) -> None:
        """Press the button of a number."""
        for number, button in (("1", self._icon), ("2", self._start)):
            if digit == number and button.isEnabled() and button.isVisibleTo(self):
                button.click()
