"""Charts of a few amounts: bars below each other, columns beside each other.

Each says its name and its value in words, for whoever sees no lengths.

Source: docs/requirements.md, R-7.03; decision 0044.
"""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from concierge_desk.domain.override import override
from concierge_desk.ui.kit.fonts import text_font
from concierge_desk.ui.kit.layouts import REST, GridLayout, RowLayout
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.theme import current, on_change
from concierge_desk.ui.kit.widgets import emptied
from concierge_desk.ui.kit.words import Words

_THICK = 0.75
"""Of a bar, in heights of the text."""
_HIGH, _WIDE = 4.5, 2.2
"""Of a column at its most, in heights of the text."""
_LEAST = 0.5
"""What is shown of anything that is more than nothing, in heights of the text."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart.

    Attributes:
        label: What it is called.
        value: What it comes to, as it is read.
        size: The same as a number: bars of a chart are as long as these are great; below nothing there is none.
    """

    label: str
    value: str
    size: int


class _Filled(QWidget):
    """A box that is filled as far as its size reaches, named by its label and value."""

    def __init__(self, bar: Bar, most: int) -> None:
        super().__init__()
        self._share = max(bar.size, 0) / most if most else 0.0
        self.setAccessibleName(f"{bar.label}\N{NO-BREAK SPACE}: {bar.value}")
        on_change(self)

    def fit(self) -> None:
        """Take the sizes of the theme."""
        self.updateGeometry()
        self.update()

    def _long(self, room: int) -> int:
        """Return how far it is filled, of a room in pixels."""
        return max(round(self._share * room), round(current().text * _LEAST)) if self._share else 0


class _Row(_Filled):
    """A bar from the left."""

    def __init__(self, bar: Bar, most: int) -> None:
        super().__init__(bar, most)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """A few letters wide at least."""
        tokens = current()
        return QSize(tokens.text * 4, round(tokens.text * _THICK))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw it."""
        rect = QRect(0, 0, self._long(self.width()), self.height())
        if rect.width():
            with painter_of(self) as painter:
                draw_box(painter, rect, current().accent, radius=self.height() / 2)


class _Column(_Filled):
    """A column on the ground."""

    def __init__(self, bar: Bar, most: int) -> None:
        super().__init__(bar, most)
        self._label = max((bar.label, bar.value), key=len)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Wider than what stands below it."""
        return self.minimumSizeHint().expandedTo(QSize(round(current().text * _WIDE), 0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """As wide as what stands below it: of a long day every hour is seen."""
        tokens = current()
        words = QFontMetrics(text_font(tokens.tiny)).horizontalAdvance(self._label)
        return QSize(words + 1, round(tokens.text * _HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw it."""
        high = self._long(self.height())
        if high:
            rect = QRect(0, self.height() - high, self.width(), high)
            with painter_of(self) as painter:
                draw_box(painter, rect, current().accent, radius=current().radius / 2)


class _Chart(QWidget):
    """Bars of one scale; what is the same as before is not made again."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Bar, ...] | None = None

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars, the greatest as long as there is room."""
        if self._shown == tuple(bars):
            return
        self._shown = tuple(bars)
        self._make(self._shown, max((bar.size for bar in bars), default=0))

    @abstractmethod
    def _make(self, bars: Sequence[Bar], most: int) -> None:
        """Make the bars anew, on a scale up to the most."""


class BarList(_Chart):
    """Bars below each other, what each is called at its left and what it comes to at its right."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = GridLayout(self, across=1.5, down=1)
        self._grid.setColumnStretch(1, 1)

    @override
    def _make(self, bars: Sequence[Bar], most: int) -> None:
        emptied(self._grid)
        for row, bar in enumerate(bars):
            value = Words(bar.value, "strong")
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, part in enumerate((Words(bar.label), _Row(bar, most), value)):
                self._grid.addWidget(part, row, column)


class ColumnChart(_Chart):
    """Columns beside each other, what each comes to above it and what it is called below."""

    def __init__(self) -> None:
        super().__init__()
        self._row = RowLayout(self, gap=1)

    @override
    def _make(self, bars: Sequence[Bar], most: int) -> None:
        emptied(self._row)
        for bar in bars:
            self._row.addWidget(_Standing(bar, most), 0, Qt.AlignmentFlag.AlignBottom)
        self._row.put(REST)


class _Standing(QWidget):
    """A column with its words."""

    def __init__(self, bar: Bar, most: int) -> None:
        super().__init__()
        grid = GridLayout(self, across=0, down=0.25)
        parts = (Words(bar.value, "tag"), _Column(bar, most), Words(bar.label, "tiny", "muted"))
        for row, part in enumerate(parts):
            if isinstance(part, Words):
                part.setWordWrap(False)
                part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(part, row, 0, Qt.AlignmentFlag.AlignHCenter)
