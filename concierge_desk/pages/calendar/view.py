"""The page of a calendar: days and what is taken on them, below it the card of the day that is open.

Source: decision 0095.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.i18n import N_
from concierge_desk.pages.calendar.actions import ACTIONS, CalendarAction
from concierge_desk.pages.calendar.days_grid import DaysGrid
from concierge_desk.pages.calendar.state import CalendarState
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.empty_state import EmptyState
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.layouts import PAGE_MARGIN, ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import FittedWidget, FittingArea, holder, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button, on_press
from concierge_desk.ui.page.card_view import CardView, Dress
from concierge_desk.ui.page.told_banner import ToldBanner
from concierge_desk.ui.presenter.door_label import DoorLabel

_LEAST_TEXT = 30
"""Least height for a page with room around it, in heights of the text."""
_NEVER_TYPED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_BUTTONS: Mapping[CalendarAction, str] = {
    "before": N_("‹ week"),
    "today": N_("Today"),
    "after": N_("week ›"),
    "late": "",
    "list": N_("The list"),
}
"""What the buttons say: less than the sheet of F1."""


class CalendarPage(FittedWidget):
    """What is taken on which days.

    It reads its keys itself, wherever the keyboard is on it: letters and figures leave the rows in which they stand.

    Attributes:
        pressed: What is to be done, by its name.
        typed: A letter or a figure.
        erased: The last letter is taken back.
        chosen: A cell was chosen: key of its row, ISO day.
        opened: The card of a cell was asked for.
        edged: She goes on over the edge: -1, 1.
        roomed: There is room for so many days.
        acted: An act of the open card was pressed, by its place.
        doored: What can be done whoever stands there was asked for, by the code of its door.
    """

    pressed = Signal(str)
    typed = Signal(str)
    erased = Signal()
    chosen = Signal(str, str)
    opened = Signal(str, str)
    edged = Signal(int)
    roomed = Signal(int)
    acted = Signal(int)
    doored = Signal(str)

    def __init__(self, label: str, picture: str) -> None:
        super().__init__()
        self._state, self._hides = CalendarState(), False
        self._doors_shown: tuple[DoorLabel, ...] = ()
        self._heading, self._span = Words(label, "heading"), Words("", "small", "muted")
        self._seeking = Words("", "strong")
        self._told = ToldBanner()
        self._grid = DaysGrid()
        # The keyboard may stand on either.
        self.setAccessibleName(label)
        self._grid.setAccessibleName(label)
        self._card = CardView(turns=False)
        self._card_area = FittingArea(self._card)
        self._empty = EmptyState(
            picture,
            say("Nothing is registered here yet"),
            say("The button above asks what there is, thing after thing; its label is printed then."),
        )
        self._buttons = {name: action_button(ACTIONS[name], label=label) for name, label in _BUTTONS.items()}
        self._doors: list[ActionButton] = []
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_state(CalendarState())
        theme.on_change(self)

    @property
    def grid(self) -> DaysGrid:
        """The grid itself."""
        return self._grid

    @property
    def card(self) -> Offer | None:
        """The card as it is shown; None where none is."""
        return None if self._card_area.isHidden() else self._card.offer

    def start(self) -> None:
        """Give the keyboard to the cells."""
        (self._grid if self._grid.isVisibleTo(self) else self).setFocus()

    def hide_names(self, hidden: bool) -> None:
        """Hide whose things are, or show it again."""
        self._hides = hidden
        self.show_state(self._state)

    def show_state(self, state: CalendarState) -> None:
        """Draw the picture."""
        self._state = state
        had = self._grid.hasFocus() or self.hasFocus()
        show_text(self._span, state.sheet.span)
        self._show_typed(state)
        self._told.show_told(state.told)
        self._show_buttons(state)
        self._show_doors(state.sheet.doors)
        if state.card is not None:
            self._card.show_offer(self._seen(state.card), Dress(selected=True))
        self._show_parts(state)
        self._grid.show_days(state)
        if had:
            self.start()

    def fit(self) -> None:
        """Leave the room to the days where there is little."""
        self._column.set_margin((2.5, 1) if self._is_low else PAGE_MARGIN)
        self._show_parts(self._state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Read the keys of the page; the others go on to the window."""
        action, text = ACTIONS.at(name_of(event)), event.text()
        if action is not None and self._holds(action.name):
            # A key that is held down is one press, but for those that turn the days.
            if action.repeats or not event.isAutoRepeat():
                self.pressed.emit(action.name)
        elif event.key() == Qt.Key.Key_Backspace:
            self.erased.emit()
        elif text.isalnum() and not event.modifiers() & _NEVER_TYPED:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def _holds(self, name: CalendarAction) -> bool:
        return name != "back" or self._state.steps_back

    @property
    def _is_low(self) -> bool:
        return self.height() < theme.current().text * _LEAST_TEXT

    def _seen(self, card: Offer) -> Offer:
        """Return what may be seen of a card."""
        if not self._hides or not card.person:
            return card
        return replace(card, person=say("Name hidden"), words=())

    def _show_typed(self, state: CalendarState) -> None:
        told = N_("Looking for {text}") if state.rows else N_("Looking for {text}: not here")
        show_text(self._seeking, say(told, text=state.typed) if state.typed else "")
        self._seeking.dye("ink" if state.rows else "bad")

    def _show_buttons(self, state: CalendarState) -> None:
        label = say("Show all") if state.late_alone else say("Late · {count}", count=state.late)
        self._buttons["late"].set_label(label)

    def _show_doors(self, doors: tuple[DoorLabel, ...]) -> None:
        if doors == self._doors_shown:
            return
        self._doors_shown = doors
        for button in self._doors:
            self._moves.removeWidget(button)
            button.deleteLater()
        self._doors = []
        for door in doors:
            button = ActionButton(door.label, (), "plain")
            button.clicked.connect(lambda _checked=False, code=door.code: self.doored.emit(code))
            self._moves.addWidget(button)
            self._doors.append(button)

    def _show_parts(self, state: CalendarState) -> None:
        empty = state.known and not state.sheet.rows
        card, low = state.card is not None and not empty, self._is_low
        # Where there is little room, what is open takes the place of what is done whoever stands there.
        self._heading.setVisible(not low or empty)
        self._span.setVisible(bool(self._span.text()) and not empty and not (low and card))
        self._moves_held.setVisible(not (low and card))
        for name in _BUTTONS:
            shown = not empty if name != "late" else state.late_alone or bool(state.late)
            self._buttons[name].setVisible(shown)
        for button in self._doors:
            button.setVisible(empty or not (low or card))
        self._grid.setVisible(not empty)
        self._empty.setVisible(empty)
        self._card_area.setVisible(card)

    def _lay_out(self) -> None:
        head, self._moves = Flow(across=2, down=0.5), Flow(across=1, down=0.5)
        head.put(self._heading, self._span, self._seeking)
        self._moves.put(*self._buttons.values())
        self._moves_held = holder(self._moves)
        self._column = ColumnLayout(self, margin=PAGE_MARGIN, gap=1)
        self._column.put(holder(head), self._moves_held, self._told)
        self._column.addWidget(self._grid, 1)
        self._column.addWidget(self._empty, 1)
        self._column.addWidget(self._card_area)

    def _connect(self) -> None:
        on_press(self.pressed, *self._buttons.values())
        for name in ("chosen", "opened", "edged", "roomed"):
            getattr(self._grid, name).connect(getattr(self, name))
        self._card.acted.connect(self.acted)
