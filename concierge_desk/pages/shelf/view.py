"""The page of a service's shelf: what is to be done today, all that waits in its orders, its inventory by scanning.

Source: decisions 0022, 0028.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.i18n import N_
from concierge_desk.pages.shelf.actions import ACTIONS, ShelfAction
from concierge_desk.pages.shelf.door_buttons import DoorButtons
from concierge_desk.pages.shelf.orders import Orders, order_label
from concierge_desk.pages.shelf.rows import ShelfRow
from concierge_desk.pages.shelf.state import ShelfState
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.empty_state import EmptyState
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.item_list import Item, ItemList
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.layouts import PAGE_MARGIN, ColumnLayout
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import FittedWidget, holder, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button, on_press

_WALKS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Space,
    }
)
"""What the list itself reads."""

_OF_A_ROW = frozenset({"paper", "label"})
"""What its keys do where a row is chosen; else they mean what they mean everywhere."""

_COUNTING = N_(
    "Scan everything that lies here, in any order. Scanning writes nothing, it only ticks: what is missing is told"
    " at the end."
)
_LEAST_TEXT = 24
"""Least height for a page with room around it, in heights of the text."""
_LEAST_WITH_DOORS = 36
"""Least height for the list and the buttons of the doors, in heights of the text."""
_NEVER_TYPED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class _Rows(ItemList):
    """The list, which leaves every key but those that walk in it to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Walk; what is typed is the page's."""
        if event.key() in _WALKS:
            super().keyPressEvent(event)
        else:
            event.ignore()


class ShelfPage(FittedWidget):
    """What lies on a shelf.

    It reads its keys itself, wherever the keyboard is on it: letters and figures find a row. A key that means nothing
    here now goes on to the window, as every other key does.

    Attributes:
        pressed: What is to be done, by its name.
        typed: A letter or a figure.
        erased: The last letter is taken back.
        ordered: An order was chosen.
        chosen: A row was chosen, by its key.
        opened: A row was asked for, by its key.
        doored: What can be done whoever stands there was asked for, by the code of its door.
    """

    pressed = Signal(str)
    typed = Signal(str)
    erased = Signal()
    ordered = Signal(str)
    chosen = Signal(str)
    opened = Signal(str)
    doored = Signal(str)

    def __init__(self, label: str, picture: str) -> None:
        super().__init__()
        self._state = ShelfState()
        self._shown: tuple[ShelfRow, ...] = ()
        self._heading, self._count = Words(label, "heading"), Words("", "small", "muted")
        self._seeking = Words("", "strong")
        self._orders, self._doors = Orders(), DoorButtons()
        # Where there is little room they take the place of the list while this is pressed.
        self._acts = ActionButton(say("What is done here"), (), "plain")
        self._acts_shown = False
        self._hint, self._told = Banner(say(_COUNTING)), Banner()
        self._list = _Rows()
        self._list.setAccessibleName(label)
        self._empty = EmptyState(
            picture, say("Nothing waits here"), say("What is taken in appears here, the most urgent first.")
        )
        self._settled = EmptyState(
            picture,
            say("No incident to settle"),
            say("What is damaged, missing or not for this shop stands here until it is settled."),
        )
        self._buttons = {
            "turn": action_button(ACTIONS["turn"], label=""),
            "collect": action_button(ACTIONS["collect"], label=""),
            "count": action_button(ACTIONS["count"], label=""),
            "bag": action_button(ACTIONS["bag"]),
            "open": action_button(ACTIONS["open"], "primary"),
            "report": action_button(ACTIONS["report"]),
            "paper": action_button(ACTIONS["paper"], label=""),
            "tick": action_button(ACTIONS["tick"]),
            "untick": action_button(ACTIONS["untick"]),
            "back": action_button(ACTIONS["back"], label=""),
        }
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_state(ShelfState())
        theme.on_change(self)

    @property
    def list(self) -> ItemList:
        """The list itself."""
        return self._list

    def start(self) -> None:
        """Give the keyboard to what is typed first."""
        (self._list if self._list.isVisibleTo(self) else self).setFocus()

    def show_state(self, state: ShelfState) -> None:
        """Draw the picture."""
        self._state = state
        had = self._list.hasFocus() or self.hasFocus()
        self._count.setText(self._words(state))
        self._orders.show_orders(state)
        self._doors.show_doors(state.doors)
        if state.told is not None:
            self._told.tell(state.told.text, state.told.tone)
        self._name_buttons(state)
        self._show_parts(state)
        self._show_typed(state)
        if state.rows != self._shown:
            self._shown = state.rows
            self._list.show_items([_item(row) for row in state.rows])
        self._list.show_chosen(state.at)
        if had:
            self.start()

    def fit(self) -> None:
        """Leave the room to the list where there is little."""
        self._column.set_margin((2.5, 1) if self._is_low else PAGE_MARGIN)
        self._show_parts(self._state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Read the keys of the page; the others go on to the window."""
        action, text = ACTIONS.at(name_of(event)), event.text()
        if action is not None and self._holds(action.name):
            # A key that is held down is one press.
            if not event.isAutoRepeat() or action.name == "back":
                self.pressed.emit(action.name)
        elif event.key() == Qt.Key.Key_Backspace:
            self.erased.emit()
        elif text.isalnum() and not event.modifiers() & _NEVER_TYPED:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def _holds(self, name: ShelfAction) -> bool:
        """Say whether something can be done now, and its key means nothing else."""
        if name == "back":
            return self._state.steps_back
        if name == "bag":
            return self._state.bag and self._state.rests
        return name not in _OF_A_ROW or self._state.row is not None

    @property
    def _is_low(self) -> bool:
        return self.height() < theme.current().text * _LEAST_TEXT

    @property
    def _is_tight(self) -> bool:
        """Whether the buttons of the doors would leave too little to the list."""
        return self.height() < theme.current().text * _LEAST_WITH_DOORS

    def _has_hint(self, state: ShelfState) -> bool:
        # Where there is little room, what was told last takes the place of what to do.
        return state.inventory and not (self._is_low and state.told is not None)

    def _words(self, state: ShelfState) -> str:
        """Return what there is, in numbers."""
        if state.outcome is not None:
            found = state.outcome
            return say(
                "{seen} seen · {missing} missing · {surplus} not expected",
                seen=found.seen,
                missing=len(found.missing) + len(found.noted),
                surplus=len(found.surplus),
            )
        if state.inventory:
            told = N_("{seen} of {count} seen · {surplus} not expected")
            return say(told, seen=state.seen, count=state.count, surplus=state.surplus)
        return say("{count} on the shelf", count=state.count) if state.count else ""

    def _show_typed(self, state: ShelfState) -> None:
        told = N_("Looking for {text}") if state.row is not None else N_("Looking for {text}: not here")
        show_text(self._seeking, say(told, text=state.typed) if state.typed else "")
        self._seeking.dye("ink" if state.row is not None else "bad")

    def _show_parts(self, state: ShelfState) -> None:
        listed, row = bool(state.rows) or not state.rests, state.row
        seen = row is not None and row.seen
        settled = state.order == "incident" and bool(state.count)
        orders = state.rests and state.has_shelf and bool(state.rows or state.count or state.incidents)
        of_a_row = state.rests and row is not None
        # Where there is little room the page has one line above its list: the rail says what is on it.
        low = self._is_low and orders
        doors = state.rests and bool(state.doors)
        instead = self._is_tight and listed and self._acts_shown and doors
        listed = listed and not instead
        waits = state.known and state.keeps and not listed and not instead
        parts: dict[QWidget, bool] = {
            self._heading: not (self._is_low and (listed or settled)),
            self._count: not low,
            self._orders: orders and not low,
            self._buttons["turn"]: low and not state.typed,
            self._hint: self._has_hint(state),
            self._told: state.told is not None,
            self._doors: doors and (instead or not (self._is_tight and state.rows)),
            self._acts: doors and self._is_tight and bool(state.rows),
            self._list: listed,
            self._empty: waits and not settled,
            self._settled: waits and settled,
            self._rest: not listed and not waits,
            self._buttons["open"]: listed and not state.inventory and bool(state.rows),
            self._buttons["report"]: listed and state.reports and of_a_row,
            self._buttons["paper"]: listed and of_a_row and row is not None and bool(row.paper),
            self._buttons["bag"]: state.bag and state.rests,
            self._buttons["tick"]: state.inventory and not seen,
            self._buttons["untick"]: state.inventory and seen,
            self._buttons["collect"]: state.rests and bool(state.collector),
            self._buttons["count"]: state.inventory or (state.rests and bool(state.count)),
            self._buttons["back"]: not state.rests,
        }
        # What is shown asks for its room at once: what it takes the place of is hidden before.
        for part in sorted(parts, key=parts.__getitem__):
            part.setVisible(parts[part])

    def _name_buttons(self, state: ShelfState) -> None:
        word = state.collector[:1].upper() + state.collector[1:]
        labels = {
            "turn": order_label(state.order, state),
            "paper": "" if state.row is None else state.row.paper_name,
            "collect": f"{word} · {state.leaving}" if state.leaving else word,
            "count": say(N_("End") if state.inventory else N_("Inventory")),
            "back": say(N_("Give up") if state.inventory else N_("Leave this list")),
        }
        for name, label in labels.items():
            self._buttons[name].set_label(label)

    def _lay_out(self) -> None:
        self._head = Flow(across=2, down=0.5)
        self._foot = Flow(across=1.5, down=1)
        self._head.put(self._heading, self._count, self._seeking)
        for name, button in self._buttons.items():
            # What the whole page does stands above its list, what is done with a row below.
            (self._head if name in {"turn", "collect", "count", "bag"} else self._foot).addWidget(button)
        self._head.addWidget(self._acts)
        self._rest = QWidget()
        self._column = ColumnLayout(self, margin=PAGE_MARGIN, gap=1)
        self._column.put(holder(self._head), self._doors, self._orders, self._hint, self._told)
        for part in (self._list, self._empty, self._settled, self._rest):
            self._column.addWidget(part, 1)
        self._column.addWidget(holder(self._foot))

    def _connect(self) -> None:
        on_press(self.pressed, *self._buttons.values())
        self._orders.chosen.connect(self.ordered)
        self._doors.opened.connect(self.doored)
        self._acts.clicked.connect(self._show_acts)
        self._list.chosen.connect(self._choose)
        self._list.opened.connect(self._open)
        self._list.clicked.connect(lambda _index: self._open(self._list.item()))

    def _show_acts(self) -> None:
        self._acts_shown = not self._acts_shown
        self._show_parts(self._state)

    def _choose(self, item: Item | None) -> None:
        if item is not None:
            self.chosen.emit(item.ref)

    def _open(self, item: Item | None) -> None:
        if item is not None:
            self.opened.emit(item.ref)


def _item(row: ShelfRow) -> Item:
    return Item(
        row.title, row.detail, row.tag, row.tone, row.place, ref=row.key, part=row.part, heading=row.heading
    )
