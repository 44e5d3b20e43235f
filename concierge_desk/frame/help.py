"""F1: every key and what it does, from the same table that binds them, and the way to what is seldom needed.

Source: decision 0020.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from concierge_desk.i18n import N_, translate
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.keys import KeyRow, name_of, rows
from concierge_desk.ui.kit.sheet_overlay import Leaf
from concierge_desk.ui.kit.widgets import holder
from concierge_desk.ui.kit.words import Words

_WHERE = {
    "line": N_("In the scan line, while it is empty or holds a number"),
    "counter": N_("At the counter"),
    "everywhere": N_("Everywhere"),
}
_WAYS = {"preferences": N_("The preferences of this PC"), "real_shop": N_("Set up a real shop")}
"""What lies behind this sheet, each by its number."""

_LEAST_LETTERS = 58
"""Least width for two columns, in heights of a title."""


class Help(Leaf):
    """All keys, by where they hold; Escape or F1 folds it.

    Attributes:
        went: What lies behind it was asked for: ``preferences`` or ``real_shop``.
    """

    went = Signal(str)

    def __init__(self, parent: QWidget, lang: str) -> None:
        inside = QWidget()
        super().__init__(parent, translate(N_("The keys"), lang), inside, lang)
        self._lang = lang
        self._halves = (QGridLayout(), QGridLayout())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        for half in self._halves:
            half.setColumnStretch(1, 1)
            held = QVBoxLayout()
            held.addLayout(half)
            held.addStretch(1)
            self._row.addLayout(held, 1)
        self._ways = {str(at): self._way(str(at), *way) for at, way in enumerate(_WAYS.items(), start=1)}
        flow = Flow(across=8, down=8)
        for button in self._ways.values():
            flow.addWidget(button)
        self.sheet.column.insertWidget(self.sheet.column.count() - 1, holder(flow))
        self.offer_real_shop(False)
        self._fill()
        theme.on_change(self)

    def offer_real_shop(self, offered: bool) -> None:
        """Offer the way to a real shop, or none."""
        self._ways["2"].setVisible(offered)

    def folds_with(self, event: QKeyEvent) -> bool:
        """Fold with F1 too, which opened it."""
        return super().folds_with(event) or name_of(event) == "help"

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Go where a number leads, or do as every sheet does."""
        way = self._ways.get(event.text())
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
        """Take the room of the theme."""
        super().fit()
        unit = theme.current().unit
        self._row.setSpacing(unit * 3)
        caps = [one.sizeHint().width() for half in self._halves for one in _caps(half)]
        for half in self._halves:
            half.setHorizontalSpacing(unit * 2)
            half.setVerticalSpacing(unit)
            # Below each other, the words of both begin at one line.
            half.setColumnMinimumWidth(0, max(caps, default=0))
        self._fold()

    def _fill(self) -> None:
        where = ""
        for row in rows():
            half = self._halves[row.where == "everywhere"]
            if row.where != where:
                where = row.where
                _add(half, Words(translate(_WHERE[where], self._lang), "label"), None)
            _add(half, self._cap(row), Words(translate(row.label, self._lang), "text"))

    def _fold(self) -> None:
        wide = self.width() >= theme.current().title * _LEAST_LETTERS
        right, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(right if wide else down)

    def _cap(self, row: KeyRow) -> KeyCap:
        return KeyCap(translate(row.cap, self._lang))

    def _way(self, number: str, name: str, label: str) -> ActionButton:
        button = ActionButton(translate(label, self._lang), (number,))
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.went.emit(name))
        return button


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
