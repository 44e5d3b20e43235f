"""Area as high as what it holds: it scrolls only where it gets less room than that."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from concierge_desk.ui.kit.widgets import ask_height, scrolled


class FittingArea(QScrollArea):
    """Asks for the height of what it holds, at the width it gets, and can do with less."""

    def __init__(self, page: QWidget) -> None:
        """Hold a page."""
        super().__init__()
        self._page = page
        scrolled(page, self)
        ask_height(self, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """As much as what it holds."""
        return QSize(self._page.sizeHint().width(), self.heightForWidth(max(self.width(), 1)))

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        """The narrower it is, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high what it holds is at a width."""
        page = self._page
        return page.heightForWidth(width) if page.hasHeightForWidth() else page.sizeHint().height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Ask for another height where what it holds is laid out anew."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._page:
            self.updateGeometry()
        return super().eventFilter(watched, event)
