"""Question for the words that open a desk: over the window, before anything of the desk is read.

A scan never comes here (`ui/kit/scanner.py`): it waits for the counter. What is typed here goes nowhere else.

Source: decisions 0019, 0057.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from concierge_desk.i18n import N_
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.progress import Progress
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.sheet_overlay import Leaf
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.words import Words

_LETTERS = 44
_TITLE = N_("The words that open this desk")
_WHY = N_(
    "They were chosen when the desk was set up. Type them as they were written down; nobody here can look them up."
)
_WRONG = N_(
    "These are not the words. See that the capitals are off, show them to check, and type them once more."
)
_AT_WORK = N_("The desk is being opened…")


class PhraseView(Leaf):
    """Field for the words, hidden as they are typed, until a desk opens with them.

    Attributes:
        given: They were typed.
        left: Nobody wants to open the desk now.
    """

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        page = QWidget()
        super().__init__(parent, say(_TITLE), page, back=N_("Close the window"), letters=_LETTERS)
        self._field = SecretField()
        self._field.setPlaceholderText(say("The words, then Enter"))
        self._field.setAccessibleName(say(_TITLE))
        self._told, self._work = Banner("", "warning"), Progress(say(_AT_WORK), cancel=False)
        self._open = ActionButton(say("Open the desk"), (cap("enter"),), "primary")
        self._show = ActionButton("")
        self._told.hide()
        self._work.hide()
        # The field first: where there is little room, what is only read scrolls away.
        ColumnLayout(page, gap=1.5).put(self._field, self._told, self._work, Words(say(_WHY), "text"))
        self.buttons.put(self._open, self._show)
        # A click beside the field leaves the keyboard in it.
        self.setFocusProxy(self._field)
        self._hide_words(True)
        self._field.returnPressed.connect(self._give)
        self._open.clicked.connect(self._give)
        self._show.clicked.connect(lambda: self._hide_words(self._field.shows_signs()))

    def refuse(self) -> None:
        """Ask once more: they were others."""
        self._rest(True)
        self._told.tell(say(_WRONG), "warning")
        self._told.show()
        announce(self, self._told.text())
        self._field.selectAll()
        self._field.setFocus()

    def done(self) -> None:
        """Uncover the window: they were right, and are not kept here."""
        self._field.clear()
        super().fold()

    def fold(self) -> None:
        """Leave: without the words there is nothing to be seen behind it."""
        self._field.clear()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Take what is typed beside the field into it; Enter opens wherever it is pressed, for no scan comes here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
            event.accept()
            return
        if event.text().isprintable() and event.text() and not self._field.hasFocus():
            self._field.setFocus()
            QApplication.sendEvent(self._field, event)
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  (Qt's own)
        """Lead Tab round what stands here, and nowhere behind it."""
        round_here: list[QWidget] = [self._field, self._open, self._show, self.back]
        at = next((place for place, part in enumerate(round_here) if part.hasFocus()), 0)
        round_here[(at + (1 if forward else -1)) % len(round_here)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _give(self) -> None:
        if self._field.isReadOnly():
            return
        if not self._field.secret().strip():
            self._field.setFocus()
            return
        self._rest(False)
        self.given.emit(self._field.secret())

    def _rest(self, rests: bool) -> None:
        self._work.setVisible(not rests)
        self._told.hide()
        self._open.setEnabled(rests)
        # Read only, and not disabled: the keyboard stays where it is.
        self._field.setReadOnly(not rests)

    def _hide_words(self, hidden: bool) -> None:
        self._field.show_signs(not hidden)
        self._show.set_label(say("Show the words") if hidden else say("Hide the words"))
        self._field.setFocus()
