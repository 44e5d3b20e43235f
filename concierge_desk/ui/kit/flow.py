"""Flow of widgets: those that do not fit go on in the next line, so that nothing is cut at 200 % text."""

from abc import abstractmethod
from typing import Self

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from concierge_desk.ui.kit.layouts import HeldItems, Length, Margin, Room, keep_margin, pixels
from concierge_desk.ui.kit.theme import current, on_change

_COMFORT = 20
"""A text column narrower than so many heights of the text is tiring to read."""

_ACROSS, _DOWN = Room(px=8), Room(px=6)


class _Lines(HeldItems):
    """Layout whose items stand in one line where they fit, and below each other where they do not."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        """The narrower it is, the higher."""
        return True

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Everything in one line."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap() * max(len(hints) - 1, 0)
        return self._within(QSize(width, max((hint.height() for hint in hints), default=0)))

    def minimumSize(self) -> QSize:  # noqa: N802  (Qt's name)
        """The widest of them alone."""
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return self._within(least)

    @abstractmethod
    def _gap(self) -> int:
        """Return the pixels between two of a line."""

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _within(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())


class Flow(_Lines):
    """Lays its widgets out like words: from the left, line after line."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        margin: Margin = 0,
        across: Length = _ACROSS,
        down: Length = _DOWN,
    ) -> None:
        """Lay out nothing yet.

        Args:
            parent: Whose layout it becomes.
            margin: Round everything.
            across: Between two widgets of a line.
            down: Between two lines.
        """
        super().__init__(parent)
        self._margin = margin
        self._gaps = across, down
        on_change(self)

    def put(self, *parts: QWidget) -> Self:
        """Put parts one after another, and return the layout itself."""
        for part in parts:
            self.addWidget(part)
        return self

    def fit(self) -> None:
        """Take the room of the theme."""
        keep_margin(self, self._margin)
        self._across, self._down = (pixels(gap) for gap in self._gaps)
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  (Qt's name)
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high it is at a width."""
        return self._laid(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802  (Qt's name)
        """Place everything."""
        super().setGeometry(rect)
        self._laid(rect, move=True)

    def _gap(self) -> int:
        return self._across

    def _laid(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        top, line = room.y(), list[tuple[QLayoutItem, QSize]]()
        used = 0
        for item in self._shown():
            size = _size_in(item, room.width())
            if line and used + self._across + size.width() > room.width():
                top += self._placed(line, QPoint(room.x(), top), move=move) + self._down
                line, used = [], 0
            used += size.width() + (self._across if line else 0)
            line.append((item, size))
        if line:
            top += self._placed(line, QPoint(room.x(), top), move=move)
        return top - rect.y() + margins.bottom()

    def _placed(self, line: list[tuple[QLayoutItem, QSize]], at: QPoint, *, move: bool) -> int:
        height = max(size.height() for _item, size in line)
        if move:
            left = at.x()
            for item, size in line:
                # Centred on the line, as a tag beside a title is read.
                item.setGeometry(QRect(QPoint(left, at.y() + (height - size.height()) // 2), size))
                left += size.width() + self._across
        return height


def _size_in(item: QLayoutItem, room: int) -> QSize:
    least = item.minimumSize()
    hint = item.sizeHint().expandedTo(least)
    # Never wider than the room: what can wrap is asked for its height at the width that it gets.
    width = max(min(hint.width(), room), 1)
    height = item.heightForWidth(width) if item.hasHeightForWidth() else hint.height()
    return QSize(width, max(height, least.height()))


class Beside(_Lines):
    """Layout of two widgets side by side, the second below where the first would be squeezed."""

    def __init__(self, main: QWidget, side: QWidget) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(main)
        self.addWidget(side)

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  (Qt's name)
        """It takes what there is across."""
        return Qt.Orientation.Horizontal

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high it is at a width."""
        return max((rect.bottom() + 1 for rect in self._rects(width)), default=0)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802  (Qt's name)
        """Place both."""
        super().setGeometry(rect)
        high = max(rect.height(), 0)
        rects = self._rects(rect.width())
        stands = self._is_beside(rect.width())
        for item, place in zip(self._shown(), rects, strict=True):
            # Beside each other they share the middle line.
            down = (high - place.height()) // 2 if stands else 0
            item.setGeometry(
                place.translated(rect.x(), rect.y() + max(down, 0) - (place.y() if stands else 0))
            )

    def _gap(self) -> int:
        return pixels(1.5)

    def _is_beside(self, width: int) -> bool:
        shown = self._shown()
        if len(shown) < 2:
            return True
        main, side = shown
        comfortable = min(main.sizeHint().width(), current().text * _COMFORT)
        left = width - side.sizeHint().width() - self._gap()
        return left >= max(comfortable, main.minimumSize().width())

    def _rects(self, width: int) -> list[QRect]:
        shown = self._shown()
        if not shown:
            return []
        if len(shown) == 1:
            return [QRect(0, 0, width, _height_of(shown[0], width))]
        main, side = shown
        if self._is_beside(width):
            across = side.sizeHint().width()
            left = width - across - self._gap()
            return [
                QRect(0, 0, left, _height_of(main, left)),
                QRect(width - across, 0, across, _height_of(side, across)),
            ]
        top = _height_of(main, width)
        across = min(side.sizeHint().width(), width)
        below = QRect(width - across, top + self._gap() * 2 // 3, across, _height_of(side, across))
        return [QRect(0, 0, width, top), below]


def _height_of(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
