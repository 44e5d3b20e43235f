"""Facts of the program, and below them the texts of the licences, one at a time.

Source: docs/contract.md, "The window".
"""

from types import MappingProxyType

from PySide6.QtCore import Qt, Signal

from concierge_desk.pages.about.actions import ACTIONS
from concierge_desk.pages.about.state import AboutState
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 12
"""Least height of the list, in heights of the text: the page itself scrolls where there is no room."""


class LicenceAside(SidePanel):
    """The text of a licence."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Words("", "small")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.lay_out(self._text)

    def show_state(self, state: AboutState) -> None:
        """Draw the one that is chosen."""
        text = state.text or say("Choose a licence: its text is shown here.")
        if text != self._text.text():
            self._text.setText(text)


class AboutPage(ListPage):
    """What the program is.

    Attributes:
        chosen: A licence is chosen: its name.
    """

    chosen = Signal(str)
    asides = MappingProxyType({"licence": (LicenceAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._licences: tuple[str, ...] = ()
        self._facts, known = FigureList(), Panel()
        known.column.addWidget(self._facts)
        self._list.setAccessibleName(say("Licences"))
        self._left.column.put(Words(say("Licences"), "title"))
        self._left.column.addWidget(self._list, 1)
        self._sheets.addWidget(self._left, 2)
        self._sheets.addWidget(self._right, 3)
        self._put_together(RowLayout().put(Words(say("About this program"), "heading")), {}, (known,))
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._list.opened.connect(lambda _item: in_sight(self._right))

    def show_state(self, state: AboutState) -> None:
        """Draw the picture."""
        self._facts.show_figures(state.facts)
        if state.licences != self._licences:
            self._licences = state.licences
            self._list.show_items([Item(name, ref=name) for name in state.licences])
        self._list.show_chosen(state.chosen)
        self._show_aside("licence", state)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()
