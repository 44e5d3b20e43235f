"""Cards and cheques in the evening: the terminal's total, the cheques that are seen, the payments where a total differs.

Source: decisions 0021, 0062.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.cards.offers import Option
from concierge_desk.i18n import N_
from concierge_desk.pages.day.state import EveningState
from concierge_desk.ui.kit.choice_list import TickList
from concierge_desk.ui.kit.fields.money_edit import MoneyEdit
from concierge_desk.ui.kit.layouts import ColumnLayout, Room
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight
from concierge_desk.ui.kit.words import Words

_TOTAL = N_("Total of the card terminal")
_CHEQUES = N_("Cheques: tick those that you see in the drawer")
_CARDS = N_("Card payments: tick those that the terminal has too")


class CheckRows(QWidget):
    """What is typed and ticked before the drawer is counted.

    Attributes:
        terminal: The field of the terminal's total holds another text.
        ticked: A cheque was ticked, or is not any more: its code.
        rested: What was typed may be kept.
    """

    terminal = Signal(str)
    ticked = Signal(str)
    rested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._options: tuple[Option, ...] = ()
        self._found: set[int] = set()
        self._payments: tuple[Option, ...] = ()
        self._total_words, self._total = Words(say(_TOTAL), "text"), MoneyEdit(allow_negative=True)
        self._cheques_words, self._cheques = Words(say(_CHEQUES), "text"), TickList(say(_CHEQUES))
        self._cards_words, self._cards = Words(say(_CARDS), "text"), TickList(say(_CARDS))
        self._total.setAccessibleName(say(_TOTAL))
        column = ColumnLayout(self, gap=Room(px=6))
        column.put(self._total_words, self._total, self._cards_words, self._cards)
        column.put(self._cheques_words, self._cheques)
        self._total.written.connect(self.terminal)
        self._total.editingFinished.connect(self.rested)
        self._cheques.ticked.connect(lambda place: self.ticked.emit(str(self._options[place].value)))
        self._total.returnPressed.connect(self._go_on)
        # Looking for the one that differs is nothing that is kept.
        self._cards.ticked.connect(lambda place: self._found.symmetric_difference_update({place}))

    def show_state(self, state: EveningState) -> None:
        """Show what there is to say, and what was said so far."""
        sheet = state.sheet
        self._options = sheet.cheques
        _show((self._total_words, self._total), shown=bool(sheet.cards))
        _show((self._cheques_words, self._cheques), shown=bool(sheet.cheques))
        if self._total.text() != state.terminal:
            self._total.setText(state.terminal)
        on = {place for place, one in enumerate(sheet.cheques) if one.value in state.ticked}
        self._cheques.show_options(_labels(sheet.cheques), on)
        differs = state.differs and bool(sheet.card_gap_cents)
        if sheet.cards != self._payments:
            self._payments = sheet.cards
            self._found.clear()
        _show((self._cards_words, self._cards), shown=differs)
        # Blind: before the terminal's total was said nobody reads here what it should be.
        self._cards.show_options(_labels(sheet.cards) if differs else (), self._found)

    def _go_on(self) -> None:
        """Lead from the total to the first list below it."""
        (self._cards if self._cards.isVisibleTo(self) else self._cheques).start()

    def start(self, state: EveningState) -> None:
        """Give the keyboard to what is said first."""
        if state.sheet.cards:
            self._total.setFocus()
            self._total.selectAll()
            in_sight(self._total)
        else:
            self._cheques.start()


def _show(parts: Sequence[QWidget], *, shown: bool) -> None:
    for part in parts:
        part.setVisible(shown)


def _labels(options: Sequence[Option]) -> list[tuple[str, str]]:
    return [(one.label, one.detail) for one in options]
