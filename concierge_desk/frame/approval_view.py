"""Question for the code of whoever approves of an act, over whatever page it was refused on; it is never seen or kept.

A badge is scanned (`MainWindow`); what is typed here goes nowhere else.

Source: decisions 0019, 0087.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from concierge_desk.i18n import N_
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout, Room
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.sheet_overlay import Leaf
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, holder
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.approval import ApprovalState

_LETTERS = 44
_TITLE = N_("Somebody has to approve of it")
_ALONE = N_("{name} types their code and Enter, or scans their badge. It holds for this once.")
_SEVERAL = N_("One of them types their code and Enter, or scans their badge. It holds for this once.")
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
"""Keys that choose among several, from the one whose code is typed."""


class ApprovalView(Leaf):
    """Who can approve, and the field for the code.

    Attributes:
        given: A code was typed.
        picked: Whose code is typed now, by place.
        left: Nobody approves.
    """

    given = Signal(str)
    picked = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        page = QWidget()
        super().__init__(parent, say(_TITLE), page, back=N_("Leave it"), letters=_LETTERS)
        self._why, self._how = Words("", "text"), Words("", "small", "muted")
        self._field, self._told = SecretField(), Banner("", "warning")
        self._field.setPlaceholderText(say("The code, then Enter"))
        self._give_it = ActionButton(say("Approve"), (cap("enter"),), "primary")
        self._shown = ApprovalState("", ())
        self._whose = Words("", "title")
        self._others = Flow(across=Room(px=8), down=Room(px=8))
        self._others_held = holder(self._others)
        column = ColumnLayout(page, gap=1.5).put(self._why, self._whose, self._field, self._told)
        column.put(self._others_held, self._how)
        self.buttons.put(self._give_it)
        self.setFocusProxy(self._field)
        self._field.installEventFilter(self)
        self._field.returnPressed.connect(self._give)
        self._give_it.clicked.connect(self._give)

    def show_state(self, state: ApprovalState) -> None:
        """Show what waits for whom, and why the last code was not taken."""
        before, self._shown = self._shown, state
        if not self.is_open:
            self._begin(state)
        elif state.chosen != before.chosen:
            self._show_people(state)
        self._field.setReadOnly(state.busy)
        self._give_it.setEnabled(not state.busy)
        self._told.setVisible(bool(state.complaint))
        if state.serial != before.serial and state.complaint:
            self._told.tell(state.complaint, "warning")
            announce(self, state.complaint)
            self._field.setFocus()
        if not self.is_open:
            self.unfold()
            self._field.setFocus()

    def done(self) -> None:
        """Uncover the window: it is decided."""
        self._field.clear()
        super().fold()

    def fold(self) -> None:
        """Leave: nobody approves."""
        self._field.clear()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Choose by arrows while the field has the keyboard: what it scrolls in would take them."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            if event.type() is QEvent.Type.KeyPress:
                self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Choose by arrows; what is typed beside the field goes into it."""
        if event.key() in _STEPS and len(self._shown.names) > 1:
            by = _STEPS[Qt.Key(event.key())]
            self.picked.emit((self._shown.chosen + by) % len(self._shown.names))
            event.accept()
        elif event.text().isprintable() and event.text() and not self._field.hasFocus():
            self._field.setFocus()
            QApplication.sendEvent(self._field, event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  (Qt's own)
        """Lead Tab round what stands here, and nowhere behind it."""
        round_here: list[QWidget] = [self._field, self._give_it, self.back]
        at = next((place for place, part in enumerate(round_here) if part.hasFocus()), 0)
        round_here[(at + (1 if forward else -1)) % len(round_here)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _begin(self, state: ApprovalState) -> None:
        self._field.clear()
        self._why.setText(state.why)
        several = len(state.names) > 1
        self._how.setText(say(_SEVERAL) if several else say(_ALONE, name=state.names[0]))
        self._others_held.setVisible(several)
        self._show_people(state)

    def _show_people(self, state: ApprovalState) -> None:
        """Say whose code is typed; the others are a key or a press away."""
        told = say("Code: {name}", name=state.names[state.chosen])
        self._whose.setText(told)
        self._field.setAccessibleName(told)
        emptied(self._others)
        for step in range(1, len(state.names)):
            place = (state.chosen + step) % len(state.names)
            button = ActionButton(state.names[place], (cap("down"),) if step == 1 else ())
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, at=place: self.picked.emit(at))
            self._others.addWidget(button)
            button.show()

    def _give(self) -> None:
        if self._field.isReadOnly():
            return
        code = self._field.secret()
        # It stays nowhere, right or wrong.
        self._field.clear()
        self._field.setFocus()
        self.given.emit(code)
