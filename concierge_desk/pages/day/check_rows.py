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
from concierge_desk.ui.kit.widgets import emptied, holder, in_sight
from concierge_desk.ui.kit.words import Words

_TOTAL = N_("Total of the card terminal")
_TOTAL_OF = N_("Total of the card terminal: {payee}")
_CHEQUES = N_("Cheques: tick those that you see in the drawer")
_CARDS = N_("Card payments: tick those that the terminal has too")


class CheckRows(QWidget):
    """What is typed and ticked before the drawer is counted.

    Attributes:
        terminal: The field of a terminal's total holds another text: this, and whose terminal it is.
        ticked: A cheque was ticked, or is not any more: its code.
        rested: What was typed may be kept.
    """

    terminal = Signal(str, str)
    ticked = Signal(str)
    rested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._options: tuple[Option, ...] = ()
        self._found: set[int] = set()
        self._payments: tuple[Option, ...] = ()
        self._terminals: tuple[tuple[str, str], ...] = ()
        self._totals: dict[str, MoneyEdit] = {}
        self._totals_column = ColumnLayout(gap=Room(px=6))
        self._totals_held = holder(self._totals_column)
        self._cheques_words, self._cheques = Words(say(_CHEQUES), "text"), TickList(say(_CHEQUES))
        self._cards_words, self._cards = Words(say(_CARDS), "text"), TickList(say(_CARDS))
        column = ColumnLayout(self, gap=Room(px=6))
        column.put(self._totals_held, self._cards_words, self._cards)
        column.put(self._cheques_words, self._cheques)
        self._cheques.ticked.connect(lambda place: self.ticked.emit(str(self._options[place].value)))
        # Looking for the one that differs is nothing that is kept.
        self._cards.ticked.connect(lambda place: self._found.symmetric_difference_update({place}))

    def show_state(self, state: EveningState) -> None:
        """Show what there is to say, and what was said so far."""
        sheet = state.sheet
        self._options = sheet.cheques
        self._show_terminals(state)
        _show((self._cheques_words, self._cheques), shown=bool(sheet.cheques))
        on = {place for place, one in enumerate(sheet.cheques) if one.value in state.ticked}
        self._cheques.show_options(_labels(sheet.cheques), on)
        differs = state.differs and sheet.cards_differ
        if sheet.cards != self._payments:
            self._payments = sheet.cards
            self._found.clear()
        _show((self._cards_words, self._cards), shown=differs)
        # Blind: before the terminal's total was said nobody reads here what it should be.
        self._cards.show_options(_labels(sheet.cards) if differs else (), self._found)

    def _show_terminals(self, state: EveningState) -> None:
        """Show a field for the total of each terminal."""
        terminals = tuple((one.payee, one.label) for one in state.sheet.terminals)
        if terminals != self._terminals:
            self._terminals = terminals
            emptied(self._totals_column)
            self._totals = {payee: self._field(payee, label) for payee, label in terminals}
        self._totals_held.setVisible(bool(terminals))
        for payee, field in self._totals.items():
            text = state.terminals.get(payee, "")
            if field.text() != text:
                field.setText(text)

    def _field(self, payee: str, label: str) -> MoneyEdit:
        words = say(_TOTAL_OF, payee=label) if label else say(_TOTAL)
        field = MoneyEdit(allow_negative=True)
        field.setAccessibleName(words)
        self._totals_column.put(Words(words, "text"), field)
        field.written.connect(lambda text: self.terminal.emit(text, payee))
        field.editingFinished.connect(self.rested)
        field.returnPressed.connect(lambda: self._go_on(payee))
        return field

    def _go_on(self, payee: str) -> None:
        """Lead from a total to the next one, from the last to the first list below it."""
        fields = list(self._totals.values())
        after = fields[fields.index(self._totals[payee]) + 1 :]
        if after:
            _begin(after[0])
        else:
            (self._cards if self._cards.isVisibleTo(self) else self._cheques).start()

    def start(self, state: EveningState) -> None:
        """Give the keyboard to what is said first."""
        if self._totals:
            _begin(next(iter(self._totals.values())))
        else:
            self._cheques.start()


def _begin(field: MoneyEdit) -> None:
    field.setFocus()
    field.selectAll()
    in_sight(field)


def _show(parts: Sequence[QWidget], *, shown: bool) -> None:
    for part in parts:
        part.setVisible(shown)


def _labels(options: Sequence[Option]) -> list[tuple[str, str]]:
    return [(one.label, one.detail) for one in options]
