"""The journal: who did what, a day at a time, and beside it the act that is chosen.

Source: decision 0023.
"""

from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Signal

from concierge_desk.counter.core.verification_texts import VerificationText
from concierge_desk.pages.journal.actions import ACTIONS
from concierge_desk.pages.journal.board import Aside as AsideName
from concierge_desk.pages.journal.board import JournalState
from concierge_desk.pages.journal.face import ActRow
from concierge_desk.pages.journal.side_panels import ActAside, ReasonAside, SearchAside, VerifyAside
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import RowLayout
from concierge_desk.ui.kit.marks import Tag
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.list_page import ListPage

_LEAST_LIST = 12
"""Least height of the list, in heights of the text: the page itself scrolls where there is no room."""


class JournalPage(ListPage):
    """Who did what.

    It reads its keys itself, wherever on it the keyboard is; a digit is the number of a reason or of a paper. Enter
    does nothing but take what was typed into a field.

    Attributes:
        numbered: A digit was typed.
        chosen: A row is chosen: the number of its first entry.
        went_on: More of the day is asked for.
        printed: A paper was asked for, by its place.
        dated: A date was typed to go to.
        amounted: An amount was typed to look for.
        grouped: A kind was chosen to look for.
        operated: A person was chosen to look for.
        reasoned: A reason was chosen, by its place.
        worded: The reason in her own words.
    """

    numbered = Signal(str)
    chosen = Signal(int)
    went_on = Signal()
    printed = Signal(int)
    dated = Signal(str)
    amounted = Signal(str)
    grouped = Signal(str)
    operated = Signal(str)
    reasoned = Signal(int)
    worded = Signal(str)
    asides = MappingProxyType(
        {
            "act": (ActAside, ("printed",)),
            "search": (SearchAside, ("dated", "amounted", "grouped", "operated")),
            "reason": (ReasonAside, ("reasoned", "worded")),
            "verify": (VerifyAside, ()),
        }
    )

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._state, self._hides = JournalState(), False
        self._rows: tuple[ActRow, ...] | None = None
        self._aside: AsideName | None = None
        self._verdict: VerificationText | None = None
        self._heading = Words(say("Journal"), "heading")
        self._place, self._sought = Words("", "text", "muted"), Tag("", "plain")
        self._list.setAccessibleName(say("Journal"))
        self._empty = Words(say("Nothing of it was done here. The arrows go from day to day."), "text")
        self._more = ActionButton(say("Earlier acts of this day"))
        self._buttons = {
            "before": action_button(ACTIONS["before"]),
            "after": action_button(ACTIONS["after"]),
            "search": action_button(ACTIONS["search"], icon="search"),
            "verify": action_button(ACTIONS["verify"]),
            "dispute": action_button(ACTIONS["dispute"]),
        }
        self._lay_out()
        self._connect()

    def hide_names(self, hidden: bool) -> None:
        """Hide what was typed with an act, where names may stand, or show it again."""
        self._hides = hidden
        self.show_state(self._state)

    def show_state(self, state: JournalState) -> None:
        """Draw the picture."""
        self._state = state
        if self._hides and state.opened is not None:
            words = tuple((label, say("hidden")) for label, _text in state.opened.words)
            state = replace(state, opened=replace(state.opened, words=words))
        place = state.place
        titles = () if place is None else (place.title, place.number)
        self._place.setText(" · ".join(title for title in titles if title))
        self._sought.show_state(state.sought)
        self._sought.setVisible(bool(state.sought))
        self._show_rows(state)
        self._show_aside(state.aside, state)
        if state.aside != self._aside:
            self._aside = state.aside
            self._start()
        if state.verdict is not self._verdict:
            self._verdict = state.verdict
            in_sight(self._right)
        self._tell(state.told)

    def start(self) -> None:
        """Give the keyboard to what is typed next."""
        self._aside = None

    def _typed(self, digit: str) -> None:
        """Take the number of a reason or of a paper."""
        self.numbered.emit(digit)

    def _show_rows(self, state: JournalState) -> None:
        self._more.setVisible(state.more)
        self._more.setEnabled(not state.busy)
        # The list itself stays: hidden, it would lose the keyboard.
        self._empty.setVisible(state.place is not None and not state.rows and not state.busy)
        chosen = "" if state.chosen is None else str(state.chosen)
        if state.rows != self._rows:
            self._rows = state.rows
            self._list.show_items(
                [
                    Item(row.title, row.detail, row.tag, row.tone, row.hour, row.cents, str(row.first))
                    for row in state.rows
                ],
                chosen,
            )
        # The list shows what is chosen before the keyboard comes to it, or it would choose for itself.
        self._list.show_chosen(chosen)

    def _start(self) -> None:
        if self._aside in {"act", "verify"}:
            self._list.setFocus()
        elif self._aside is not None:
            self._asides[self._aside].start()
        # Below the list where there is no room beside it.
        in_sight(self._right if self._aside == "verify" else self.focusWidget())

    def _lay_out(self) -> None:
        head = RowLayout().put(self._heading, self._place, self._sought, grows=self._place)
        for part, stretch in ((self._empty, 0), (self._list, 1), (self._more, 0)):
            self._left.column.addWidget(part, stretch)
        self._sheets.addWidget(self._left, 3)
        self._sheets.addWidget(self._right, 2)
        self._put_together(head, self._buttons, (self._told,))

    def _connect(self) -> None:
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(int(item.ref)))
        self._list.opened.connect(lambda _item: in_sight(self._right))
        self._more.clicked.connect(self.went_on)
