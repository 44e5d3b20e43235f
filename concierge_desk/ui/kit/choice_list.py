"""A short list, one of it chosen by its number, or each ticked by it."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from concierge_desk.ui.kit.button import SizedByRow
from concierge_desk.ui.kit.icons import Icon
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.layouts import ColumnLayout, GridLayout, Room, RowLayout
from concierge_desk.ui.kit.screen_reader.accessible import as_answer
from concierge_desk.ui.kit.shapes import draw_box, draw_option, painter_of
from concierge_desk.ui.kit.theme import current, on_change
from concierge_desk.ui.kit.widgets import ask_height, emptied, in_sight
from concierge_desk.ui.kit.words import Words


class _Choice(SizedByRow, QPushButton):
    """One of the list: its number, its words, what is told beside it."""

    heard_as = as_answer

    def __init__(self, number: int, label: str, detail: str, before: str = "") -> None:
        super().__init__()
        self._row = RowLayout(self, margin=(1.5, 0.5), gap=1.5).put(KeyCap(f"{before}{number}"))
        self._words = Words(label, "text")
        self._row.addWidget(self._words, 1)
        if detail:
            self._row.addWidget(Words(detail, "small", "muted"))
        self._check = Icon("check", "accent")
        self._row.addWidget(self._check)
        kept = self._check.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._check.setSizePolicy(kept)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ask_height(self)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Drawn anew when the pointer leaves: else its tint would stay.
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{number}. {label}" + (f", {detail}" if detail else ""))
        self.toggled.connect(self._check.setVisible)
        self._check.setVisible(False)
        on_change(self)

    def fit(self) -> None:
        """Take the height of the theme."""
        self.setMinimumHeight(current().target)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        with painter_of(self) as painter:
            draw_option(painter, self)


class ChoiceList(QWidget):
    """Options with their numbers; digits and arrows choose while it has the keyboard.

    Attributes:
        chosen: Emitted with the place of the option, the first is 0.
    """

    chosen = Signal(int)

    def __init__(
        self,
        options: Sequence[str | tuple[str, str]],
        selected: int = -1,
        *,
        first: int = 1,
        before: str = "",
    ) -> None:
        """Show options.

        Args:
            options: What each says, and what is told beside it.
            selected: Place of the one that is chosen; -1 for none.
            first: Number of the first one, where several lists count on.
            before: What stands before the number on its key: ``F`` where figures are typed into something else.
        """
        super().__init__()
        self._selected = -1
        self._first = first
        self._grid = GridLayout(self, across=0.5, down=0.5)
        self._choices: list[_Choice] = []
        for place, option in enumerate(options):
            label, detail = (option, "") if isinstance(option, str) else option
            choice = _Choice(place + first, label, detail, before)
            choice.clicked.connect(lambda _checked=False, at=place: self.choose(at))
            self._choices.append(choice)
        self.set_columns(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.select(selected)

    def selected(self) -> int:
        """Return the place of what is chosen, -1 where nothing is."""
        return self._selected

    def select(self, place: int) -> None:
        """Show a choice without telling anybody."""
        self._selected = place if 0 <= place < len(self._choices) else -1
        for number, choice in enumerate(self._choices):
            choice.setChecked(number == self._selected)

    def tick(self, places: Collection[int]) -> None:
        """Show several as chosen, without telling anybody."""
        self._selected = -1
        for number, choice in enumerate(self._choices):
            choice.setChecked(number in places)

    def choose(self, place: int) -> None:
        """Choose one; a place that is not there chooses nothing."""
        if 0 <= place < len(self._choices):
            self.select(place)
            self.chosen.emit(place)

    def set_columns(self, count: int) -> None:
        """Lay the options out in columns, read line by line."""
        for column in range(max(self._grid.columnCount(), count)):
            self._grid.setColumnStretch(column, int(column < count))
        for place, choice in enumerate(self._choices):
            self._grid.removeWidget(choice)
            self._grid.addWidget(choice, place // count, place % count)

    def count(self) -> int:
        """Return how many options there are."""
        return len(self._choices)

    def widget(self, place: int) -> QWidget | None:
        """Return what shows an option, None where there is no such place."""
        return self._choices[place] if 0 <= place < len(self._choices) else None

    def choose_number(self, number: str) -> None:
        """Choose one by the digit that stands on it; another digit chooses nothing."""
        self.choose(int(number) - self._first)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Choose by number, or go up and down."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.choose(min(max(self._selected + step, 0), len(self._choices) - 1))
        elif event.text() in _DIGITS:
            self.choose_number(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the ring of the keyboard."""
        if self.hasFocus():
            tokens = current()
            with painter_of(self) as painter:
                draw_box(painter, self.rect(), "", radius=tokens.radius, edge=(tokens.focus, 2))


_DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")


class _Tick(_Choice):
    """One of the list.

    Attributes:
        stepped: The next one is wanted (1), or the one before (-1).
        numbered: The digit of one was pressed.
    """

    stepped = Signal(int)
    numbered = Signal(int)

    def __init__(self, number: int, label: str, detail: str) -> None:
        super().__init__(number, label, detail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Go up and down, Enter as in a field; a digit ticks the one that bears it."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.text() in _DIGITS:
            self.numbered.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the ring of the keyboard around it."""
        super().paintEvent(event)
        if self.hasFocus():
            tokens = current()
            with painter_of(self) as painter:
                draw_box(painter, self.rect(), "", radius=tokens.corner, edge=(tokens.focus, 2))


_STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class TickList(QWidget):
    """Options that are ticked or not, each for itself.

    Attributes:
        ticked: One was ticked, or is not any more: its place.
    """

    ticked = Signal(int)

    def __init__(self, name: str) -> None:
        """Begin without options; `name` is what it is spoken of as."""
        super().__init__()
        self._column = ColumnLayout(self, gap=Room(px=4))
        self._shown: tuple[tuple[str, str], ...] = ()
        self._ticks: list[_Tick] = []
        self.setAccessibleName(name)

    def show_options(self, options: Sequence[tuple[str, str]], on: Collection[int]) -> None:
        """Show options, each with what is told beside it, and which of them are ticked."""
        if tuple(options) != self._shown:
            self._shown = tuple(options)
            self._make()
        for place, tick in enumerate(self._ticks):
            tick.setChecked(place in on)

    def start(self) -> None:
        """Give the keyboard to the first that is not ticked."""
        left = [place for place, tick in enumerate(self._ticks) if not tick.isChecked()]
        self._go(left[0] if left else 0)

    def _make(self) -> None:
        emptied(self._column)
        self._ticks = [_Tick(place, *option) for place, option in enumerate(self._shown, start=1)]
        for place, tick in enumerate(self._ticks):
            tick.clicked.connect(lambda _checked=False, place=place: self.ticked.emit(place))
            tick.stepped.connect(lambda step, place=place: self._go(place + step))
            tick.numbered.connect(self._press)
            self._column.addWidget(tick)
        # What is made late would come last of all: Tab leads where the eye goes.
        for one, other in pairwise((self, *self._ticks)):
            QWidget.setTabOrder(one, other)

    def _go(self, place: int) -> None:
        if 0 <= place < len(self._ticks):
            self._ticks[place].setFocus()
            in_sight(self._ticks[place])

    def _press(self, number: int) -> None:
        if number <= len(self._ticks):
            self._ticks[number - 1].click()
