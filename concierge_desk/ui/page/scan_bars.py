"""Bars of a code that is scanned from the screen.

Source: decision 0066.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from concierge_desk.ui.kit.shapes import painter_of
from concierge_desk.ui.page.scan_trial import TrialBars

_EDGE = 12
"""White above and below the bars, in pixels: in a dark theme they would end in the dark."""


class ScanBars(QWidget):
    """Bars, black on white in every theme: a dot of theirs is a pixel."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = TrialBars()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: TrialBars) -> None:
        """Show other bars."""
        if bars != self._bars:
            self._bars = bars
            self.setFixedSize(QSize(bars.width, bars.height + 2 * _EDGE))
            self.setAccessibleName(bars.code)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw them."""
        with painter_of(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            for left, top, width, height in self._bars.dark:
                painter.fillRect(QRect(left, top + _EDGE, width, height), Qt.GlobalColor.black)
