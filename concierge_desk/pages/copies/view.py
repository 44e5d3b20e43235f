"""The copies: how old the last one is, those on the sticks that are plugged in, and beside them the chosen one.

Source: decision 0024.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal

from concierge_desk.domain.medium import Kept
from concierge_desk.i18n import N_
from concierge_desk.pages.copies.actions import ACTIONS
from concierge_desk.pages.copies.face import Copy
from concierge_desk.pages.copies.side_panels import (
    CopyAside,
    GoingAside,
    LookedAside,
    RestoreAside,
    WordsAside,
)
from concierge_desk.pages.copies.state import CopiesState, Doing
from concierge_desk.ui.kit.charts.day_strip import DayMark, DayStrip
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.marks import Chip
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.progress import Progress
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import holder, in_sight, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.figure_list import FigureList
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.told_banner import ToldBanner

_LEAST_LIST = 8
"""Least height of the list, in heights of the text: the page itself scrolls where there is no room."""

_DOING: Mapping[Doing, str] = {
    "copy": N_("Copying…"),
    "check": N_("Reading every entry of the copy…"),
    "look": N_("Reading the copy…"),
    "restore": N_("Trying the words…"),
    "sheet": N_("Trying the words…"),
    "everything": N_("Writing everything out…"),
}
_TONES: Mapping[Kept, str] = {
    "stick": "good",
    "other": "good",
    "pc": "warning",
    "none": "bad",
    "free": "plain",
}
_LEGEND = (
    ("good", N_("Copy on a stick or elsewhere")),
    ("warning", N_("On this PC only")),
    ("bad", N_("No copy")),
)
_NO_COPY = N_(
    "Plug in the shop's stick: its copies are listed here. A stick that is new gets its first copy with the key above."
)
_STOPPABLE: frozenset[Doing] = frozenset({"copy", "check"})


class CopiesPage(ListPage):
    """The copies of the desk.

    It reads its keys itself, wherever on it the keyboard is. Enter does nothing but take words that were typed.

    Attributes:
        chosen: A copy was chosen, by its path.
        worded: Words that open copies were typed.
        locked: They were chosen: typed twice.
    """

    chosen = Signal(Path)
    worded = Signal(str)
    locked = Signal(str, str)
    asides = MappingProxyType(
        {
            "copy": (CopyAside, ()),
            "words": (WordsAside, ("worded", "locked")),
            "looked": (LookedAside, ()),
            "restore": (RestoreAside, ()),
            "going": (GoingAside, ()),
        }
    )

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._copies: tuple[Copy, ...] | None = None
        self._stands: tuple[object, ...] | None = None
        self._serial = 0
        self._heading, self._age = Words(say("Backup"), "heading"), Words("", "amount")
        self._where, self._sticks = Words("", "text"), Words("", "text", "muted")
        self._strip, self._facts = DayStrip(), FigureList()
        self._none = Words(say(_NO_COPY), "text")
        self._weeks = Words(say("The last four weeks"), "title")
        self._list.setAccessibleName(say("Copies on the sticks that are plugged in"))
        # What is told while something is asked stands beside the question: the list may fill the window.
        self._told, self._beside = ToldBanner(), ToldBanner()
        self._progress = Progress("")
        self._buttons = {
            "copy": action_button(ACTIONS["copy"], "primary"),
            "sheet": action_button(ACTIONS["sheet"]),
            "record": action_button(ACTIONS["record"]),
            "everything": action_button(ACTIONS["everything"]),
        }
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def show_state(self, state: CopiesState) -> None:
        """Draw the picture."""
        sheet = state.sheet
        show_text(self._age, sheet.age.text)
        self._age.dye("ink" if sheet.age.tone == "plain" else sheet.age.tone)
        self._strip.show_days(
            [DayMark(day.weekday, day.number, _TONES[day.kept], day.words) for day in sheet.days]
        )
        show_text(self._where, sheet.where)
        show_text(self._sticks, self._sticks_words(state))
        self._show_copies(state)
        self._facts.show_figures(sheet.facts)
        for part in (self._none, self._weeks, self._facts):
            part.setVisible(not sheet.copies)
        self._list.setVisible(bool(sheet.copies))
        shown = "words" if state.passphrase else state.aside
        # Nothing is chosen where no copy is there, and the box beside would be empty.
        self._right.setVisible(bool(sheet.copies) or shown != "copy")
        self._show_aside(shown, state)
        self._progress.setVisible(state.done is not None)
        if state.done is not None:
            self._progress.tell(say(_DOING.get(state.doing, _DOING["copy"])))
            self._progress.let_stop(state.doing in _STOPPABLE)
            self._progress.show_done(*state.done)
        for banner, here in ((self._told, shown == "copy"), (self._beside, shown != "copy")):
            banner.show_told(state.told if here else None)
        # While a question stands there, the key above does not make a copy.
        self._buttons["copy"].setEnabled(state.done is None and shown in {"copy", "looked"})
        for name in ("sheet", "record", "everything"):
            self._buttons[name].setEnabled(state.done is None)
        self._follow(state, shown)

    def start(self) -> None:
        """Give the keyboard to what is typed next."""
        self._stands = None

    def _sticks_words(self, state: CopiesState) -> str:
        if not state.sticks:
            return say("No stick is plugged in.")
        named = ", ".join(stick.label for stick in state.sticks)
        return say("Plugged in: {sticks}", sticks=named)

    def _show_copies(self, state: CopiesState) -> None:
        if state.sheet.copies != self._copies:
            self._copies = state.sheet.copies
            last = say("the last one")
            self._list.show_items(
                [
                    Item(
                        copy.when,
                        f"{copy.stick} · {copy.size} · {copy.place}",
                        last if copy.last else "",
                        "good",
                        ref=str(copy.path),
                    )
                    for copy in self._copies
                ]
            )
        # The list shows what is chosen before the keyboard comes to it, or it would choose for itself.
        self._list.show_chosen("" if state.chosen is None else str(state.chosen.path))

    def _follow(self, state: CopiesState, shown: str) -> None:
        """Bring the keyboard, and what is new, to where it is looked for."""
        stands = (shown, state.wanted if shown == "words" else "", state.passphrase, state.done is None)
        if stands != self._stands:
            self._stands = stands
            if shown == "words" and state.done is None:
                self._asides[shown].start()
            else:
                # What is only read is scrolled with the arrows.
                listed = shown == "copy" and self._copies and state.done is None
                (self._list if listed else self).setFocus()
            if state.done is not None:
                in_sight(self._heading)
            elif shown != "copy":
                in_sight(self._right)
                if shown == "words":
                    in_sight(self.focusWidget())
                elif shown == "going":
                    self._asides[shown].start()
        serial = 0 if state.told is None else state.told.serial
        if serial != self._serial:
            self._serial = serial
            if serial and shown != "words":
                in_sight(self._told if shown == "copy" else self._beside)

    def _lay_out(self) -> None:
        head = RowLayout().put(self._heading, grows=self._heading)
        known = Panel()
        legend = Flow(across=3).put(*(Chip(say(text), tone) for tone, text in _LEGEND))
        known.column.put(self._age, self._where, self._strip, holder(legend))
        self._left.column.put(
            Words(say("On the sticks"), "title"), self._sticks, self._none, self._weeks, self._facts
        )
        self._left.column.addWidget(self._list, 1)
        self._left.column.addStretch(0)
        self._right.column.addWidget(self._beside)
        self._sheets.addWidget(self._left, 1)
        self._sheets.addWidget(self._right, 1)
        self._put_together(head, self._buttons, (self._progress, self._told, known))

    def _connect(self) -> None:
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(Path(item.ref)))
        self._list.opened.connect(lambda _item: in_sight(self._right))
        self._progress.cancelled.connect(lambda: self.pressed.emit("back"))
