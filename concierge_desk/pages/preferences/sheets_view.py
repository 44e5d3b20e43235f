"""Question for the printers of sheets, on the sheet of this PC's preferences: first what is printed, then by which printer.

Source: decision 0060.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout, Room
from concierge_desk.ui.kit.preferences import SHEETS
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, holder, show_text
from concierge_desk.ui.kit.words import Words

FoundQueue: TypeAlias = tuple[str, bool, bool]
"""Name of a queue; it is the system's own; it is stopped."""

KINDS: Final[Mapping[str, str]] = {
    "a4": N_("A4: statement, posters, recovery sheet"),
    "a5": N_("A5"),
    "a6": N_("A6: slips, notices"),
    "label": N_("Labels"),
}
_WHICH: Final = N_("What is to be printed by a printer of its own?")
_BY: Final = N_("Which printer prints {kind}?")
AS_THE_SYSTEM: Final = N_("As the system prints")
_LOOKING: Final = N_("The printers of this PC are being looked for…")
_OWN: Final = N_("The printer that the system prints with")
_OWN_NAMED: Final = N_("The printer that the system prints with: {queue}")
_ROLL: Final = N_("The printer of rolls")
_STOPPED: Final = N_("stopped")
_MORE: Final = N_("Other printers…")
_NONE: Final = N_(
    "No printer is known to this PC: add one in the settings of the system, then come back here."
)

_A_PAGE: Final = 7
"""Queues on one page: with what stands before and after them each has a digit of its own."""


def kind_words(kind: str) -> str:
    """Return what a kind of sheet is called in a few words, in the language shown."""
    return say(KINDS[kind]).partition("\N{NO-BREAK SPACE}: ")[0].partition(":")[0]


class SheetsQuestion(QWidget):
    """Asks what a printer is chosen for, then for the printer; by digits, or by what is clicked.

    Attributes:
        answered: What is printed, and the name of its printer; empty for the system's own, of labels for the roll.
        left: It is left.
    """

    answered = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._chosen: Mapping[str, str] = {}
        self._queues: Sequence[FoundQueue] | None = None
        self._kind = ""
        self._from = 0
        self._list: ChoiceList | None = None
        self._asks = Words("", "strong")
        self._told = Words("", "small", "muted")
        self._choices = ColumnLayout(gap=0.5)
        back = ActionButton(say("Back"), (cap("escape"),))
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(self.step_back)
        buttons = Flow(down=Room(px=8))
        buttons.addWidget(back)
        ColumnLayout(self, gap=1).put(self._asks, holder(self._choices), self._told, holder(buttons))

    def ask(self, chosen: Mapping[str, str]) -> None:
        """Begin with what was chosen, while printers are looked for."""
        self._queues = None
        self._tell(_LOOKING)
        self.show_chosen(chosen)
        self.show()
        self.setFocus()

    def show_chosen(self, chosen: Mapping[str, str]) -> None:
        """Show what was chosen, and ask what a printer is to be chosen for."""
        self._chosen, self._kind, self._from = chosen, "", 0
        self._show_text(say(_WHICH))
        self._put([(say(KINDS[kind]), self._now(kind)) for kind in SHEETS], -1)

    def show_queues(self, queues: Sequence[FoundQueue]) -> None:
        """Show the printers there are."""
        self._queues = queues
        self._tell("" if queues else _NONE)
        self._draw()

    def tell_no_queues(self, sentence: str) -> None:
        """Say why there are none."""
        self._queues = ()
        show_text(self._told, sentence)
        self.setAccessibleDescription(sentence)
        self._draw()

    def step_back(self) -> None:
        """Go back to what is printed, or leave the question."""
        if self._kind:
            self.show_chosen(self._chosen)
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Choose by number; Escape goes a step back, arrows turn the sheet that it stands on."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.step_back()
        elif event.text().isdecimal() and self._list is not None:
            event.accept()
            if not event.isAutoRepeat():
                self._list.choose_number(event.text())
        else:
            event.ignore()

    def _draw(self) -> None:
        if self._kind:
            self._ask_queue()
        else:
            self.show_chosen(self._chosen)

    def _ask_queue(self) -> None:
        """Ask for the printer of a kind: the system's own first, then a page of those there are."""
        kind, queues = self._kind, self._queues or ()
        self._show_text(say(_BY, kind=kind_words(kind)))
        shown = queues[self._from : self._from + _A_PAGE]
        names = ["", *(name for name, _own, _stopped in shown)]
        rows = [
            (self._own(kind), ""),
            *((name, say(_STOPPED) if stopped else "") for name, _own, stopped in shown),
        ]
        if len(queues) > _A_PAGE:
            rows.append((say(_MORE), ""))
        chosen = self._chosen.get(kind, "")
        self._put(rows, names.index(chosen) if chosen in names else -1)

    def _own(self, kind: str) -> str:
        if kind == "label":
            return say(_ROLL)
        own = next((name for name, default, _stopped in self._queues or () if default), "")
        return say(_OWN_NAMED, queue=own) if own else say(_OWN)

    def _now(self, kind: str) -> str:
        return self._chosen.get(kind, "") or say(_ROLL if kind == "label" else AS_THE_SYSTEM)

    def _put(self, rows: Sequence[tuple[str, str]], selected: int) -> None:
        emptied(self._choices)
        self._list = ChoiceList(rows, selected)
        # The digits come to the question: an arrow would choose at once.
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self._asks.text())
        self._list.chosen.connect(self._choose)
        self._choices.addWidget(self._list)

    def _choose(self, place: int) -> None:
        if not self._kind:
            self._kind, self._from = SHEETS[place], 0
            self._ask_queue()
            return
        queues = self._queues or ()
        shown = queues[self._from : self._from + _A_PAGE]
        if place > len(shown):
            self._from = (self._from + _A_PAGE) if self._from + _A_PAGE < len(queues) else 0
            self._ask_queue()
        else:
            kind, queue = self._kind, "" if place == 0 else shown[place - 1][0]
            self.show_chosen({**self._chosen, kind: queue})
            self.answered.emit(kind, queue)

    def _show_text(self, asks: str) -> None:
        self._asks.setText(asks)
        self.setAccessibleName(asks)

    def _tell(self, sentence: str) -> None:
        show_text(self._told, say(sentence) if sentence else "")
        self.setAccessibleDescription(self._told.text())
