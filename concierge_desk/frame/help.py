"""Help of F1: every key and what it does, from the table that binds them, and the way to rarer things.

Source: decision 0020.
"""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from concierge_desk.frame.actions import ACTIONS
from concierge_desk.i18n import N_
from concierge_desk.ui.actions import Action
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.keys import cap, name_of, rows
from concierge_desk.ui.kit.layouts import REST, ColumnLayout, GridLayout, RowLayout
from concierge_desk.ui.kit.sheet_overlay import Leaf
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.chapter_view import way_to

WHERE = {
    "line": N_("In the scan line, while it is empty or holds a number"),
    "cards": N_("At the counter"),
    "everywhere": N_("Everywhere"),
}
"""Headings of the keys that hold whatever page is open, by where they hold."""
_WAYS = {
    "preferences": N_("The preferences of this PC"),
    "real_shop": N_("Set up a real shop"),
}
"""What lies behind this sheet, each by its number."""

_STEPS, _STEPS_PAGE = N_("First steps"), "first_steps"
_BESIDE = N_("To the real shop")

_PLACES = {row.name: place for place, row in enumerate(rows())}

_LEAST_LETTERS = 58
"""Least width for two columns, in heights of a title."""
_WIDEST_LETTERS = 110
"""Width of both together, in heights of the text."""


class Help(Leaf):
    """Sheet of all keys, by where they hold; Escape or F1 folds it.

    Attributes:
        read: A chapter of the handbooks was asked for, by its code.
        went: What lies behind it was asked for: ``preferences``, ``real_shop``, or a page by its code.
    """

    read = Signal(str)
    went = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        inside = QWidget()
        super().__init__(parent, say("The keys"), inside, letters=_WIDEST_LETTERS)
        self._sets_up, self._there = False, False
        self._halves = (GridLayout(across=2, down=1), GridLayout(across=2, down=1))
        self._own = GridLayout(across=2, down=1)
        self._shown: tuple[Action[Any], ...] = ()
        self._row = RowLayout(inside, gap=3)
        for rows_of in (*self._halves, self._own):
            rows_of.setColumnStretch(1, 1)
        first, second = self._halves
        # What she asks for first, where she is.
        self._row.addLayout(ColumnLayout().put(self._own, first, REST), 1)
        self._row.addLayout(ColumnLayout().put(second, REST), 1)
        self._ways: dict[str, ActionButton] = {}
        self._chapter = ""
        self._book = ActionButton("", (cap("enter"),), "primary")
        self._book.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._book.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._book.clicked.connect(lambda: self.read.emit(self._chapter))
        self._book.hide()
        self.head.put(self._book)
        self._pages: tuple[tuple[str, str], ...] | None = None
        self.offer_pages(())
        self.offer_real_shop(False)
        theme.on_change(self)

    def offer_real_shop(self, offered: bool, *, there: bool = False) -> None:
        """Offer the way to a real shop; else, by the same number, the first steps in one.

        Args:
            offered: This is an exercise.
            there: The real shop was set up: it is there to be opened.
        """
        self._sets_up, self._there = offered, there
        label = _STEPS if not offered else _BESIDE if there else _WAYS["real_shop"]
        self._ways["2"].set_label(say(label))

    def offer_pages(self, pages: tuple[tuple[str, str], ...]) -> None:
        """Offer the way to pages, behind those that always lie here.

        Args:
            pages: The code of each, and an English source of what the way to it is called.
        """
        if pages == self._pages:
            return
        self._pages = pages
        self.buttons.removeWidget(self.back)
        emptied(self.buttons)
        ways = (*_WAYS.items(), *pages)
        self._ways = {str(at): self._way(str(at), *way) for at, way in enumerate(ways, start=1)}
        self.buttons.put(*self._ways.values(), self.back)
        self.offer_real_shop(self._sets_up, there=self._there)

    def offer_chapter(self, code: str) -> None:
        """Offer the chapter of the handbooks that fits where she is; none where it is empty."""
        self._chapter = code
        self._book.setVisible(bool(code))
        if code:
            self._book.set_label(way_to(code))

    def show_keys(
        self, everywhere: tuple[Action[Any], ...], title: str, own: tuple[Action[Any], ...]
    ) -> None:
        """Tell what each key does.

        Args:
            everywhere: Whatever page is open, and at the counter.
            title: Name of the page that is open, an English source.
            own: On that page as it stands; nothing at the counter.
        """
        if (*everywhere, *own) == self._shown:
            return
        self._shown = (*everywhere, *own)
        for rows_of in (*self._halves, self._own):
            emptied(rows_of)
        for where, words in WHERE.items():
            held = sorted((action for action in everywhere if action.where == where), key=_place)
            self._fill(self._halves[where == "everywhere"], words, held)
        if own:
            self._fill(self._own, title, own)
        self.fit()

    def folds_with(self, event: QKeyEvent) -> bool:
        """Fold with F1 too, which opened it."""
        return super().folds_with(event) or name_of(event) == ACTIONS["help"].key

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Go where a number leads, or do as every sheet does."""
        way = self._book if name_of(event) == "enter" else self._ways.get(event.text())
        if way is None or not way.isVisibleTo(self):
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            way.click()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Show two columns where there is room."""
        super().resizeEvent(event)
        self._fold()

    def fit(self) -> None:
        """Let the words of all columns begin at one line, where they stand below each other."""
        grids = (*self._halves, self._own)
        caps = [one.sizeHint().width() for rows_of in grids for one in _caps(rows_of)]
        for half in grids:
            half.setColumnMinimumWidth(0, max(caps, default=0))
        self._fold()

    def _fill(self, rows_of: QGridLayout, heading: str, actions: Iterable[Action[Any]]) -> None:
        _add(rows_of, Words(say(heading), "label"), None)
        for action in actions:
            words = Words(say(action.label), "text")
            _add(rows_of, KeyCap(cap(action.key)), words)

    def _fold(self) -> None:
        wide = self.width() >= theme.current().title * _LEAST_LETTERS
        right, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(right if wide else down)

    def _lies_behind(self, name: str) -> str:
        """Return where a number leads: who has a real shop sets none up."""
        return _STEPS_PAGE if name == "real_shop" and not self._sets_up else name

    def _way(self, number: str, name: str, label: str) -> ActionButton:
        button = ActionButton(say(label), (number,))
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.went.emit(self._lies_behind(name)))
        return button


def _place(action: Action[Any]) -> int:
    """Return where a key stands on the keyboard."""
    return _PLACES[action.key]


def _caps(rows_of: QGridLayout) -> list[KeyCap]:
    items = (rows_of.itemAt(place) for place in range(rows_of.count()))
    return [one for item in items if item is not None and isinstance(one := item.widget(), KeyCap)]


def _add(rows_of: QGridLayout, first: QWidget, second: QWidget | None) -> None:
    at = rows_of.rowCount()
    if second is None:
        rows_of.addWidget(first, at, 0, 1, 2)
        return
    rows_of.addWidget(first, at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    rows_of.addWidget(second, at, 1)
