"""Things that services keep, looked for in the evening: a field for what stands on a label, and the list that is ticked.

Source: decisions 0021, 0096.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from concierge_desk.counter.cards.closing_count import CountedThing
from concierge_desk.i18n import N_
from concierge_desk.pages.day.state import EveningState
from concierge_desk.ui.kit.choice_list import TickList
from concierge_desk.ui.kit.layouts import ColumnLayout, Room
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight, show_text
from concierge_desk.ui.kit.words import Words

_LIST = N_("Tick those that you see")
_FIELD = N_("Scan or type the number, then Enter")


class ThereRows(QWidget):
    """What is scanned, typed and ticked.

    Attributes:
        saw: One was ticked, or is not any more: as its command takes it.
        typed: The field holds another text.
        entered: That text is meant.
    """

    saw = Signal(str)
    typed = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._things: tuple[CountedThing, ...] = ()
        self._told = Words("", "text")
        self._field = QLineEdit()
        self._words, self._list = Words(say(_LIST), "text"), TickList(say(_LIST))
        ColumnLayout(self, gap=Room(px=6)).put(self._told, self._field, self._words, self._list)
        self._field.setPlaceholderText(say(_FIELD))
        self._field.setAccessibleName(say(_FIELD))
        self._field.textEdited.connect(self.typed)
        self._field.returnPressed.connect(self._enter)
        self._list.ticked.connect(lambda place: self.saw.emit(self._things[place].value))

    def show_state(self, state: EveningState) -> None:
        """Show what is looked for, and what was seen so far."""
        count = state.sheet.next_count
        if count is None:
            return
        self._things = count.things
        show_text(self._told, count.told)
        for part in (self._field, self._words, self._list):
            part.setVisible(bool(self._things))
        if self._field.text() != state.looked_for:
            self._field.setText(state.looked_for)
        seen = state.there.get(count.count.command, frozenset())
        on = {place for place, one in enumerate(self._things) if one.value in seen}
        self._list.show_options([(one.label, one.detail) for one in self._things], on)

    def _enter(self) -> None:
        """Take what was typed; where nothing was, lead to the list."""
        if self._field.text().strip():
            self.entered.emit()
        else:
            self._list.start()

    def start(self) -> None:
        """Give the keyboard to the field: what is scanned goes on by itself, Enter alone leads to the list."""
        self._field.setFocus()
        in_sight(self._field)
