"""The papers: how each printer is, the list of what waits and of what came out, and beside it the chosen one.

Source: decision 0063.
"""

from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.paper_queue.actions import ACTIONS
from concierge_desk.pages.paper_queue.face import PaperList, PaperRow, Stand
from concierge_desk.pages.paper_queue.side_panels import STANDS, ElsewhereAside, GivenUpAside, PaperAside
from concierge_desk.pages.paper_queue.state import Aside, PapersState
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import ColumnLayout, RowLayout
from concierge_desk.ui.kit.marks import Chip
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import holder, in_sight, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.presenter.paper_host import PrinterState

_LEAST_LIST = 12
"""Least height of the list, in heights of the text: the page itself scrolls where there is no room."""

_HEADINGS: dict[Stand, str] = {
    "under_way": N_("To be printed"),
    "waiting": N_("To be printed"),
    "idle": N_("No printer prints it by itself"),
    "out": N_("Came out"),
    "given_up": N_("Not printed"),
}
_NONE = N_(
    "No printer is set at this PC: F1, then 1 and F12 or F8 choose one. Until then papers are shown on the screen."
)
_EMPTY = N_("Nothing was printed since the day was opened, and nothing waits.")


class PrinterLine(QWidget):
    """One printer: its name and state, what to do, when it is tried next."""

    def __init__(self) -> None:
        super().__init__()
        self._chip, self._next, self._why = Chip(), Words("", "small", "muted"), Words("", "small")
        head = RowLayout(gap=1.5).put(self._chip, self._next, grows=self._next)
        ColumnLayout(self, gap=0.25).put(holder(head), self._why)

    def show_printer(self, printer: PrinterState) -> None:
        """Show how it is."""
        self._chip.show_state(f"{printer.name}\N{NO-BREAK SPACE}: {printer.text}", printer.tone)
        left = "" if printer.left is None else say("next try in {seconds} s", seconds=printer.left)
        self._next.setText(left)
        show_text(self._why, printer.why)


class PapersPage(ListPage):
    """What waits, what came out, what is not printed.

    It reads its keys itself, wherever on it the keyboard is; a digit takes an answer. Enter does nothing.

    Attributes:
        chosen: A row is chosen: its ref.
        numbered: An answer was taken, by its place.
        worded: The reason in her own words.
    """

    chosen = Signal(str)
    numbered = Signal(int)
    worded = Signal(str)
    asides = MappingProxyType(
        {
            "paper": (PaperAside, ()),
            "reason": (GivenUpAside, ("numbered", "worded")),
            "elsewhere": (ElsewhereAside, ("numbered",)),
        }
    )

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._papers: PaperList | None = None
        self._aside: Aside | None = None
        self._printers: tuple[PrinterState, ...] | None = None
        self._lines: list[PrinterLine] = []
        self._heading, self._waiting = Words(say("Papers"), "heading"), Words("", "text", "muted")
        self._none, self._empty = Words(say(_NONE), "text"), Words(say(_EMPTY), "text")
        self._list.setAccessibleName(say("Papers"))
        self._buttons = {name: action_button(ACTIONS[name]) for name in ("try", "trial")}
        self._lay_out()
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._list.opened.connect(lambda _item: in_sight(self._right))

    def show_state(self, state: PapersState) -> None:
        """Draw the picture."""
        self._show_printers(state.printers)
        self._show_papers(state)
        self._show_aside(state.aside, state)
        if state.aside != self._aside:
            self._aside = state.aside
            self._start()
        self._tell(state.told)

    def start(self) -> None:
        """Give the keyboard to what is typed next."""
        self._aside = None

    def _typed(self, digit: str) -> None:
        """Take the number of an answer."""
        self.numbered.emit(int(digit) - 1)

    def _show_printers(self, printers: tuple[PrinterState, ...]) -> None:
        if printers == self._printers:
            return
        self._printers = printers
        while len(self._lines) < len(printers):
            self._lines.append(PrinterLine())
            self._known.column.addWidget(self._lines[-1])
        for line, printer in zip(self._lines, printers, strict=False):
            line.show_printer(printer)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(printers))
        self._none.setVisible(not printers)
        self._buttons["try"].setVisible(bool(printers))
        self._buttons["trial"].setVisible(any("roll" in printer.kinds for printer in printers))

    def _show_papers(self, state: PapersState) -> None:
        papers = state.papers
        if papers != self._papers and papers is not None:
            self._papers = papers
            count = papers.waiting
            told = say("Nothing waits") if not count else say("{count} waiting", count=count)
            self._waiting.setText(told)
            self._list.show_items(_items(papers.rows), state.chosen)
            # The list itself stays: hidden, it would lose the keyboard.
            self._empty.setVisible(not papers.rows)
        # The list shows what is chosen before the keyboard comes to it, or it would choose for itself.
        self._list.show_chosen(state.chosen)

    def _start(self) -> None:
        if self._aside == "paper":
            self._list.setFocus()
        elif self._aside is not None:
            self._asides[self._aside].start()
            in_sight(self._right)

    def _lay_out(self) -> None:
        head = RowLayout().put(self._heading, self._waiting, grows=self._waiting)
        self._known = Panel()
        self._known.column.put(self._none)
        self._empty.hide()
        self._left.column.addWidget(self._empty)
        self._left.column.addWidget(self._list, 1)
        self._sheets.addWidget(self._left, 3)
        self._sheets.addWidget(self._right, 2)
        self._put_together(head, self._buttons, (self._told, self._known))


def _items(rows: Sequence[PaperRow]) -> list[Item]:
    items, before = [], ""
    for row in rows:
        heading = say(_HEADINGS[row.stand])
        name = row.name if row.count == 1 else f"{row.name} × {row.count}"
        tag = "" if row.stand in {"out", "given_up"} else say(STANDS[row.stand])
        items.append(
            Item(
                name,
                row.told,
                tag,
                row.tone,
                row.hour,
                ref=row.ref,
                part=heading if heading != before else "",
            )
        )
        before = heading
    return items
