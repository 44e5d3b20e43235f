"""Columns, rows and grids whose margins and gaps are given in units of the theme, and grow with its text."""

from dataclasses import dataclass
from typing import Final, Self, TypeAlias

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QLayoutItem, QWidget, QWidgetItem

from concierge_desk.ui.kit.theme import current, on_change


@dataclass(frozen=True, slots=True)
class Room:
    """A length on the screen that a plain number of units does not say.

    Attributes:
        units: How many of the theme's units, rounded down to whole pixels.
        px: Pixels beside them, the same at every text scale; may be less than none.
    """

    units: float = 0
    px: int = 0


Length: TypeAlias = float | Room
"""A number of units of the theme, or a `Room`."""

Margin: TypeAlias = Length | tuple[Length, Length] | tuple[Length, Length, Length, Length]
"""Of all four sides; of left and right, then of top and bottom; or left, top, right, bottom."""

PAGE_MARGIN: Margin = (2.5, Room(2.5, -2), 2.5, 2.5)
"""Round what fills the window beside the rail."""

REST: Final = None
"""The room that is left, among the parts that a layout is given."""


def pixels(length: Length) -> int:
    """Return how many pixels a length is in the theme that is shown."""
    room = length if isinstance(length, Room) else Room(length)
    return int(room.units * current().unit) + room.px


def keep_margin(part: QLayout | QWidget, margin: Margin) -> None:
    """Give a layout, or a widget that draws itself, its margin in the theme that is shown."""
    given = margin if isinstance(margin, tuple) else (margin, margin)
    sides = given if len(given) == 4 else given * 2
    part.setContentsMargins(*(pixels(side) for side in sides))


class HeldItems(QLayout):
    """Layout that keeps its items in the order in which it was given them; where they stand, others say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  (Qt's name)
        """Take one more; a widget in an item of our own.

        Of an item that Qt made Python is not told when it goes: another one at its address is then taken for it, and ends with it.
        """
        widget = item.widget()
        self._items.append(item if widget is None else QWidgetItem(widget))

    def count(self) -> int:
        """Return how many it holds."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  (Qt's name)
        """Return one of them, None past the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  (Qt's name)
        """Take one out, None past the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None


class _Box(QBoxLayout):
    _ALONG: QBoxLayout.Direction

    def __init__(
        self, parent: QWidget | None = None, *, margin: Margin = 0, gap: Length | None = None
    ) -> None:
        super().__init__(self._ALONG, parent)
        self._margin = margin
        self._gap = gap
        on_change(self)

    def set_margin(self, margin: Margin) -> None:
        """Leave another margin."""
        self._margin = margin
        keep_margin(self, margin)

    def put(self, *parts: QWidget | QLayout | None, grows: QWidget | QLayout | None = None) -> Self:
        """Put parts one after another, `REST` where the room that is left goes.

        Args:
            parts: What is put.
            grows: The one of them that takes the room that is left.

        Returns:
            The layout itself.
        """
        for part in parts:
            if part is REST:
                self.addStretch(1)
            elif isinstance(part, QLayout):
                self.addLayout(part, int(part is grows))
            else:
                self.addWidget(part, int(part is grows))
        return self

    def fit(self) -> None:
        """Take the room of the theme."""
        keep_margin(self, self._margin)
        if self._gap is not None:
            self.setSpacing(pixels(self._gap))


class ColumnLayout(_Box):
    """Lays its widgets out below each other.

    Args:
        parent: Whose layout it becomes.
        margin: Round everything.
        gap: Between two of them; None for that of the layout it is put into.
    """

    _ALONG = QBoxLayout.Direction.TopToBottom


class RowLayout(_Box):
    """Lays its widgets out beside each other.

    Args:
        parent: Whose layout it becomes.
        margin: Round everything.
        gap: Between two of them; None for that of the layout it is put into.
    """

    _ALONG = QBoxLayout.Direction.LeftToRight


class GridLayout(QGridLayout):
    """Lays its widgets out in rows and columns.

    Args:
        parent: Whose layout it becomes.
        margin: Round everything.
        across: Between two columns.
        down: Between two rows.
    """

    def __init__(
        self, parent: QWidget | None = None, *, margin: Margin = 0, across: Length, down: Length
    ) -> None:
        super().__init__(parent)
        self._margin = margin
        self._across = across
        self._down = down
        on_change(self)

    def fit(self) -> None:
        """Take the room of the theme."""
        keep_margin(self, self._margin)
        self.setHorizontalSpacing(pixels(self._across))
        self.setVerticalSpacing(pixels(self._down))
