"""The copies: how old the last one is, those on the sticks that are plugged in, and beside them the chosen one.

Source: decision 0024.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal

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
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.marks import Tag
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.progress import Progress
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
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
}
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
        self._heading, self._age = Words(say("Backup"), "heading"), Tag("", "plain")
        self._where, self._sticks = Words("", "text"), Words("", "text", "muted")
        self._list.setAccessibleName(say("Copies on the sticks that are plugged in"))
        # What is told while something is asked stands beside the question: the list may fill the window.
        self._told, self._beside = ToldBanner(), ToldBanner()
        self._progress = Progress("")
        self._buttons = {
            "copy": action_button(ACTIONS["copy"], "primary"),
            "sheet": action_button(ACTIONS["sheet"]),
        }
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def show_state(self, state: CopiesState) -> None:
        """Draw the picture."""
        sheet = state.sheet
        self._age.show_state(sheet.age.text, sheet.age.tone)
        self._age.setVisible(bool(sheet.age.text))
        show_text(self._where, sheet.where)
        show_text(self._sticks, self._sticks_words(state))
        self._show_copies(state)
        shown = "words" if state.passphrase else state.aside
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
        self._buttons["sheet"].setEnabled(state.done is None)
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
                (self._list if shown == "copy" else self).setFocus()
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
        head = RowLayout().put(self._heading, self._age, grows=self._heading)
        left = Panel()
        for row, stretch in ((self._where, 0), (self._sticks, 0), (self._list, 1)):
            left.column.addWidget(row, stretch)
        self._right.column.addWidget(self._beside)
        self._sheets.addWidget(left, 1)
        self._sheets.addWidget(self._right, 1)
        self._put_together(head, self._buttons, (self._progress, self._told))

    def _connect(self) -> None:
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(Path(item.ref)))
        self._list.opened.connect(lambda _item: in_sight(self._right))
        self._progress.cancelled.connect(lambda: self.pressed.emit("back"))
