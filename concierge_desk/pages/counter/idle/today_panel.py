"""Today's list at the counter: what waits, the most urgent first, each leading to its page; no name stands in it.

Source: decision 0051.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Beside
from concierge_desk.ui.kit.layouts import ColumnLayout, Room, RowLayout
from concierge_desk.ui.kit.marks import Tag
from concierge_desk.ui.kit.panel import PaperSurface
from concierge_desk.ui.kit.shapes import painter_of
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.theme import current, on_change
from concierge_desk.ui.kit.widgets import ask_height, holder
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.status import TodayList

_COUNT_LETTERS = 2
"""Room of a number at the left, in heights of a title."""


class TodayPanel(QWidget):
    """The lists of the morning that hold something.

    Attributes:
        led: The page of a service is asked for: its code.
    """

    led = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[TodayList, ...] = ()
        self._caps: Mapping[str, str] = {}
        self._rows: list[_Row] = []
        self._sheet = PaperSurface(margin=0, gap=0)
        head = RowLayout(gap=2).put(
            Words(say("Today"), "heading"),
            rest := Words(say("what waits, the most urgent first"), "text", "muted"),
            grows=rest,
        )
        ColumnLayout(self, gap=1.5).put(holder(head), self._sheet)
        ask_height(self)

    def show_lists(self, lists: tuple[TodayList, ...], caps: Mapping[str, str]) -> None:
        """Show other lists; rows that are there get other words.

        Args:
            lists: In their order.
            caps: Of the key that opens a page, by its code.
        """
        if (lists, caps) == (self._shown, self._caps):
            return
        self._shown, self._caps = lists, caps
        while len(self._rows) < len(lists):
            self._add_row()
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(lists))
            if place < len(lists):
                row.show_list(lists[place], caps.get(lists[place].service, ""), first=place == 0)

    def _add_row(self) -> None:
        row, place = _Row(), len(self._rows)
        row.go.clicked.connect(lambda _checked=False: self.led.emit(self._shown[place].service))
        self._rows.append(row)
        self._sheet.column.addWidget(row)


class _Row(QWidget):
    """How many, of what, where they lie; until when; the button that leads there."""

    def __init__(self) -> None:
        super().__init__()
        self._first = True
        self._count = Words("", "title")
        self._count.setWordWrap(False)
        self._label, self._places = Words("", "strong"), Words("", "text", "muted")
        self._tag = Tag("", "plain")
        self.go = ActionButton(say("Open"))
        words = ColumnLayout(gap=Room(px=2)).put(self._label, self._places)
        main = RowLayout(gap=1.5).put(self._count, words, grows=words)
        end = RowLayout(gap=1.5)
        for part in (self._tag, self.go):
            end.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        RowLayout(self, margin=(1.75, 1.25)).put(Beside(holder(main), holder(end)))
        ask_height(self)
        on_change(self)

    def fit(self) -> None:
        """Let the labels stand below one another, whatever the numbers before them."""
        self._count.setMinimumWidth(current().title * _COUNT_LETTERS)

    def show_list(self, told: TodayList, key: str, *, first: bool) -> None:
        """Show a list, and with which key its page opens; the first one has no line above it."""
        self._first = first
        self._count.setText(str(told.count))
        self._count.dye("ink" if told.tone == "plain" else told.tone)
        self._label.setText(told.label)
        self._places.setText(told.places)
        self._tag.show_state(told.tag, told.tone)
        self.go.set_keys((key,) if key else ())
        self.go.setAccessibleName(say("Open: {what}", what=f"{told.label}, {told.count}"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the line that parts it from the row above."""
        if self._first:
            return
        with painter_of(self) as painter:
            painter.setPen(current().line)
            painter.drawLine(0, 0, self.width(), 0)
