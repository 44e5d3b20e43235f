"""The settings: sections at the left, beside them the cards of the open one, and the question that stands.

Source: decision 0065.
"""

from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from concierge_desk.counter.cards.offers import LISTED, TYPED, Offer
from concierge_desk.counter.cards.sections import SettingsSection
from concierge_desk.pages.settings.actions import ACTIONS
from concierge_desk.pages.settings.state import SettingsState
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.keys import name_of, press_into
from concierge_desk.ui.kit.layouts import REST, RowLayout
from concierge_desk.ui.kit.panel import is_narrow
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import in_sight, is_made, show_part
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.answer_line import AnswerLine
from concierge_desk.ui.page.card_view import CardView, Dress
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.presenter.answers import is_pending
from concierge_desk.ui.presenter.asking import Asking

if TYPE_CHECKING:
    # Made with the first question.
    from concierge_desk.ui.page.question_view import AskingPanel

_LEAST_LIST = 12
"""Least height of the list, in heights of the text: the page itself scrolls where there is no room."""


class SettingsPage(ListPage):
    """What can be set up, and how.

    It reads its keys itself, wherever on it the keyboard is; while an act is asked for, the line of the answer does.

    Attributes:
        sectioned: A section was pressed, by place.
        chosen: A card was pressed, by place.
        acted: An act was pressed: place of its card, and its own.
        seen: A document was pressed, by place: the chosen act on it.
        opted: An option was pressed, by place.
        answered: An answer was given: the text, and whether with the key of the act.
    """

    sectioned = Signal(int)
    chosen = Signal(int)
    acted = Signal(int, int)
    seen = Signal(int)
    opted = Signal(int)
    answered = Signal(str, bool)
    asides = MappingProxyType({})
    _narrow: bool | None = None

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._state = SettingsState()
        self._sections: tuple[SettingsSection, ...] = ()
        self._cards: list[CardView] = []
        self._asked: tuple[object, ...] | None = None
        self._spoken: Offer | None = None
        self._hides = False
        self._heading, self._section = Words(say("Settings"), "heading"), Words("", "title")
        self._rule = Banner("", "warning")
        self._rule.hide()
        self._list.setAccessibleName(say("Sections of the settings"))
        self._buttons = {name: action_button(ACTIONS[name]) for name in ("before", "after", "undo")}
        self._lay_out()
        self._list.chosen.connect(lambda item: None if item is None else self.sectioned.emit(int(item.ref)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_state(self._state)

    @cached_property
    def _line(self) -> AnswerLine:
        line = AnswerLine()
        line.pressed.connect(self._press)
        line.textChanged.connect(lambda _text: self._show_typed())
        self._put(line)
        return line

    @cached_property
    def _panel(self) -> "AskingPanel":
        from concierge_desk.ui.page.question_view import AskingPanel  # noqa: PLC0415

        panel = AskingPanel()
        panel.pressed.connect(self._press)
        panel.opted.connect(self.opted)
        panel.typed.connect(lambda sign: press_into(self._line, sign))
        panel.worded.connect(self._add_word)
        panel.fold(bool(self._narrow))
        self._put(panel)
        return panel

    def hide_names(self, hidden: bool) -> None:
        """Hide whose things are shown, and what was typed, or show it again."""
        self._hides = hidden
        self.show_state(self._state)
        if self._state.asking is not None:
            self._show_typed()

    def show_state(self, state: SettingsState) -> None:
        """Draw the picture."""
        before, self._state = self._state, state
        self._show_sections(state)
        self._buttons["undo"].setVisible(state.undo is not None and state.undoable)
        self._show_cards(state)
        self._show_asking(state.asking)
        self._speak(state)
        if (before.asking is None) is not (state.asking is None):
            self.start()
        self._tell(state.told)

    def start(self) -> None:
        """Give the keyboard to what is typed next."""
        if self._state.asking is not None:
            self._line.setFocus()
        else:
            (self._list if self._list.isVisibleTo(self) else self).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Read the keys of the page; what is typed beside the line of the answer goes there."""
        name = name_of(event)
        if self._state.asking is not None and not self._line.hasFocus():
            self._line.setFocus()
            QApplication.sendEvent(self._line, event)
        elif name == ACTIONS["undo"].key and not self._state.did:
            # Whoever did nothing here means what was done at the counter.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Show the sections beside their cards where there is room, else one by one."""
        super().fit()
        narrow, had = is_narrow(self.width()), self._list.hasFocus() or self.hasFocus()
        if narrow == self._narrow:
            return
        # Once: what is folded is laid out anew, which would ask for another size again.
        self._narrow = narrow
        self._left.setVisible(not narrow)
        if is_made(self, "_panel"):
            self._panel.fold(narrow)
        if had:
            self.start()

    def _press(self, key: str) -> None:
        """Do what a key does while an act is asked for, or the button that says it."""
        if key == "escape":
            self.pressed.emit("back")
        else:
            self.answered.emit(self._line.hand_on(), key == "slash")

    def _add_word(self, word: str) -> None:
        """Type the number of a line that was pressed, behind what stands there."""
        for sign in f" {word}" if self._line.text() else word:
            press_into(self._line, sign)

    def _show_sections(self, state: SettingsState) -> None:
        if state.sections != self._sections:
            self._sections = state.sections
            items = [Item(one.label, ref=str(place)) for place, one in enumerate(state.sections)]
            self._list.show_items(items, str(state.at))
        self._list.show_chosen(str(state.at))
        self._section.setText("" if state.section is None else state.section.label)
        for name, there in (("before", state.at > 0), ("after", state.at < len(state.sections) - 1)):
            self._buttons[name].setVisible(state.asking is None)
            self._buttons[name].setEnabled(there)

    def _show_cards(self, state: SettingsState) -> None:
        offers = state.offers
        while len(self._cards) < len(offers):
            self._add_card(len(self._cards))
        asked = state.asking is not None
        for place, card in enumerate(self._cards):
            if place < len(offers):
                selected = asked or place == state.selected
                dress = Dress(selected, state.act if selected else 0, place < state.selected, asked)
                card.show_offer(self._seen(offers[place]), dress)
            card.setVisible(place < len(offers))
        self._show_rule(offers, 0 if asked else state.selected)

    def _show_rule(self, offers: tuple[Offer, ...], place: int) -> None:
        """Show what is to be minded right under the card that it is about."""
        rule = offers[place].rule if place < len(offers) else ""
        self._rule.setVisible(bool(rule))
        if rule:
            self._column_of_cards.removeWidget(self._rule)
            below = self._column_of_cards.indexOf(self._cards[place]) + 1
            self._column_of_cards.insertWidget(below, self._rule)
            self._rule.tell(rule, "warning")

    def _show_asking(self, asking: Asking | None) -> None:
        for part in ("_line", "_panel"):
            show_part(self, part, asking is not None)
        if asking is None or asking.ask is None:
            self._asked = None
            return
        asked = (asking.act, asking.answers, asking.complaint)
        if asked == self._asked:
            return
        before, self._asked = self._asked, asked
        if before is None or before[:2] != asked[:2]:
            self._line.clear()
            self._line.ask_words(asking.ask.kind in TYPED, verbatim=asking.ask.verbatim)
            self._line.hide_signs(asking.ask.secret)
            self._line.setAccessibleName(asking.ask.question)
            announce(self, asking.ask.question)
        if asking.complaint:
            # What could not be read stays, to be mended.
            self._line.selectAll()
            announce(self, asking.complaint, urgent=True)
        self._show_typed()
        in_sight(self._panel)
        if asking.ask.kind != "choice":
            # Where there is no room for both, what she types is seen.
            in_sight(self._line)

    def _show_typed(self) -> None:
        """Show the question, and what stands in the line of it."""
        asking, text = self._state.asking, self._line.text()
        if asking is None or asking.ask is None:
            return
        number = text if asking.ask.kind in LISTED or is_pending(text) else ""
        self._panel.show_asking(self._veiled(asking), number)

    def _seen(self, offer: Offer) -> Offer:
        """Return what may be seen of a card."""
        if not self._hides:
            return offer
        words = tuple((label, say("hidden")) for label, _text in offer.words)
        return replace(offer, person=say("Name hidden") if offer.person else offer.person, words=words)

    def _veiled(self, asking: Asking) -> Asking:
        """Return what may be seen of what is asked: nothing that was typed in words."""
        if not self._hides:
            return asking
        answers = tuple(
            say("hidden") if ask.kind == "text" and answer is not None else answer
            for ask, answer in zip(asking.act.asks, asking.answers, strict=False)
        )
        return replace(asking, answers=answers)

    def _add_card(self, place: int) -> None:
        card = CardView()
        card.chosen.connect(lambda: self.chosen.emit(place))
        card.acted.connect(lambda act: self.acted.emit(place, act))
        card.reached.connect(lambda: self.acted.emit(place, 0))
        card.seen.connect(self.seen)
        above = self._cards[-1] if self._cards else self._section
        self._cards.append(card)
        self._column_of_cards.insertWidget(self._column_of_cards.indexOf(above) + 1, card)

    def _put(self, part: QWidget) -> None:
        """Lay a part out below the cards that was just made, and leave it hidden."""
        part.hide()
        self._column_of_cards.insertWidget(self._column_of_cards.count() - 1, part)

    def _speak(self, state: SettingsState) -> None:
        """Let the card be heard that is chosen; the section is, as the list that has the keyboard."""
        if state.offer is self._spoken:
            return
        self._spoken = state.offer
        if state.asking is None and state.selected < len(self._cards):
            announce(self, self._cards[state.selected].accessibleName())
            in_sight(self._cards[state.selected])

    def _lay_out(self) -> None:
        self._left.column.addWidget(self._list, 1)
        self._column_of_cards = self._right.column.put(self._section, self._rule, REST)
        self._sheets.addWidget(self._left, 1)
        self._sheets.addWidget(self._right, 3)
        self._put_together(RowLayout().put(self._heading), self._buttons, (self._told,))
