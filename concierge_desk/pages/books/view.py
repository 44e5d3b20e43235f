"""Chapters of the handbooks, and beside them the one that is read.

Source: decision 0071.
"""

from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from concierge_desk.domain.signs import with_apostrophes
from concierge_desk.pages.books.actions import ACTIONS
from concierge_desk.pages.books.state import BooksState
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.panel import is_narrow
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.chapter_view import ChapterRows
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 12
"""Least height of the list, in heights of the text: the page itself scrolls where there is no room."""
_SCROLLS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ChapterAside(SidePanel):
    """A chapter."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._rows = Words("", "heading"), ChapterRows()
        self.lay_out(self._title, self._rows)

    def show_state(self, state: BooksState) -> None:
        """Draw the one that is chosen."""
        if state.chapter is not None:
            self._title.setText(with_apostrophes(state.chapter.title))
            self._rows.show_chapter(state.chapter)


class BooksPage(ListPage):
    """What the handbooks say.

    Attributes:
        chosen: A chapter is chosen: its code.
    """

    chosen = Signal(str)
    asides = MappingProxyType({"chapter": (ChapterAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._serial = 0
        self._books: tuple[object, ...] = ()
        self._list.setAccessibleName(say("Chapters"))
        self._list.installEventFilter(self)
        self._left.column.addWidget(self._list, 1)
        self._sheets.addWidget(self._left, 2)
        self._sheets.addWidget(self._right, 4)
        self._put_together(
            RowLayout().put(Words(say("Handbooks"), "heading")),
            {"paper": action_button(ACTIONS["paper"], icon="print")},
            (),
        )
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._list.opened.connect(lambda _item: in_sight(self._right))

    def show_state(self, state: BooksState) -> None:
        """Draw the picture."""
        if state.books != self._books:
            self._books = state.books
            self._list.show_items(
                [
                    Item(
                        with_apostrophes(chapter.title),
                        ref=chapter.code,
                        heading="" if number else with_apostrophes(book.title),
                    )
                    for book in state.books
                    for number, chapter in enumerate(book.chapters)
                ]
            )
        if state.chapter is None:
            return
        self._list.show_chosen(state.chapter.code)
        self._show_aside("chapter", state)
        if state.serial != self._serial:
            self._serial = state.serial
            if is_narrow(self.width()):
                # It stands below the list.
                in_sight(self._right)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Leave the keys that turn over to the page: the chapter is longer than the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _SCROLLS:
            QCoreApplication.sendEvent(self, event)
            return True
        return super().eventFilter(watched, event)
