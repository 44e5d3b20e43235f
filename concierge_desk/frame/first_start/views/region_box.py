"""Box of regions, one of which is chosen: it opens with the mouse or the space bar, arrows choose in it."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox

from concierge_desk.counter.day.holidays import REGIONS
from concierge_desk.ui.kit.icons import pixmap
from concierge_desk.ui.kit.shapes import painter_of
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.theme import current


class RegionBox(QComboBox):
    """Regions by their codes, with their names."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw what shows that there are others: the style sheet takes Qt's own away."""
        super().paintEvent(event)
        tokens = current()
        picture = pixmap("arrow-down", tokens.muted, tokens.text, self.devicePixelRatio())
        with painter_of(self) as painter:
            at = self.width() - tokens.text - tokens.unit, (self.height() - tokens.text) // 2
            painter.drawPixmap(*at, picture)

    def show_regions(self, codes: tuple[str, ...]) -> None:
        """Offer regions, where none were offered yet; the first is chosen."""
        if not self.count():
            for code in codes:
                self.addItem(say(REGIONS[code]), code)
