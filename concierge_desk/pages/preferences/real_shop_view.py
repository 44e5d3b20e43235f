"""Way from a practice shop to a real one: the things needed at hand, and the lines to type, in order.

Source: docs/contract.md, "Recovery sheet", "Words".
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.ui.kit.choice_list import ChoiceList
from concierge_desk.ui.kit.layouts import ColumnLayout
from concierge_desk.ui.kit.sheet_overlay import Leaf
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.status import RealShop

_NOTHING_COUNTS = N_("This is a practice shop: nothing that is done here counts. Try everything.")
_ONCE = N_(
    "A real shop is set up once, in a terminal of this PC, best with whoever looks after it. Have at hand:"
)
_NEEDED = (
    N_(
        "• The file of the place: its name, address, SIRET, hours, articles. Copy this one and fill it in: {site}"
    ),
    N_(
        "• Paper and an envelope for the words that open the desk and its backups. Seven words are drawn for each; they"
        " are typed where they are asked for, and put into no file."
    ),
    N_("• A USB stick for the first backup, and a printer for the recovery sheet."),
)
_THEN = N_(
    "Then type these lines, one after another, with the names of your own files. Their number copies them:"
)
_STEPS = (
    N_("Set up the real shop; where this PC keeps no keys, it asks for the words that will open it"),
    N_("Make the first backup, on the stick; it asks for the words that will open the backups"),
    N_("Make the recovery sheet; print it and keep it, with the envelope, away from the shop"),
    N_("Open the real shop, today and from now on; its window asks for the words, where it needs them"),
)
_COPIED = N_("Line {number} is copied: paste it into the terminal.")


class RealShopView(Leaf):
    """The way to a real shop; the number of a line copies it."""

    def __init__(self, parent: QWidget) -> None:
        page = QWidget()
        super().__init__(parent, say("Set up a real shop"), page)
        self._lines: list[ChoiceList] = []
        self._way: RealShop | None = None
        self._column = ColumnLayout(page, margin=(0, 0, 1, 0), gap=1)
        self._told = Words("", "strong", "good")
        self.sheet.column.insertWidget(self.sheet.column.count() - 1, self._told)
        show_text(self._told, "")

    def show_way(self, way: RealShop) -> None:
        """Show what is to be done at this PC."""
        show_text(self._told, "")
        if way == self._way:
            return
        self._way = way
        emptied(self._column)
        self._lines.clear()
        self._column.put(Words(say(_NOTHING_COUNTS), "strong"), Words(say(_ONCE), "text"))
        for needed in _NEEDED:
            self._column.addWidget(Words(say(needed, site=way.site), "text"))
        self._column.addWidget(Words(say(_THEN), "text"))
        for number, (step, line) in enumerate(zip(_STEPS, way.lines, strict=True), start=1):
            self._column.put(Words(say(step), "strong"), self._line(number, line))
        self._column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Copy a line by its number, or do as every sheet does."""
        if event.text().isdecimal():
            event.accept()
            for line in self._lines:
                line.choose_number(event.text())
        else:
            super().keyPressEvent(event)

    def _line(self, number: int, line: str) -> ChoiceList:
        """Return a line with its number; what was copied keeps its mark."""
        choice = ChoiceList([line], first=number)
        choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        choice.chosen.connect(lambda _place: self._copy(number, line))
        self._lines.append(choice)
        return choice

    def _copy(self, number: int, line: str) -> None:
        QGuiApplication.clipboard().setText(line)
        show_text(self._told, say(_COPIED, number=number))
