"""Small functions on widgets, which every part of the window needs.

Source: docs/wording.md, "How sentences are worded".
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QScrollArea, QSizePolicy, QWidget


def show_text(words: QLabel, text: str) -> None:
    """Show a text; nothing at all takes no room, and what is there already is not drawn again."""
    if words.text() != text:
        words.setText(text)
    words.setVisible(bool(text))


def is_made(page: QObject, part: str) -> bool:
    """Say whether a part of something that is made when it is first needed (a cached property) is there."""
    return part in page.__dict__


def show_part(page: QWidget, part: str, shown: bool) -> None:
    """Show a part of a page or hide it; it is not made to be hidden."""
    if shown or is_made(page, part):
        getattr(page, part).setVisible(shown)


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout and forget it."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def ask_height(part: QWidget, down: QSizePolicy.Policy = QSizePolicy.Policy.Minimum) -> None:
    """Let a part be as high as its width asks for; `down` says what it does with more room than that."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, down)
    policy.setHeightForWidth(True)
    part.setSizePolicy(policy)


def holder(layout: QLayout) -> QWidget:
    """Return a widget that is a layout and nothing else: it can be hidden, and is as high as its width asks."""
    held = QWidget()
    held.setLayout(layout)
    ask_height(held, QSizePolicy.Policy.Preferred)
    return held


class FittedWidget(QWidget):
    """A widget that is fitted to the room it has: after each change of its size, as of the theme."""

    def fit(self) -> None:
        """Take the room there is, and the sizes of the theme."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Fit it anew."""
        super().resizeEvent(event)
        self.fit()


class ColumnBox(QWidget):
    """Column that scrolls: its width is given, its height is as much as that width asks for."""

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """As wide as its layout would be, as high as it is at the width it has."""
        # A layout's own hint lays everything out for a width that is never given.
        layout = self.layout()
        width = super().sizeHint().width() if layout is None else layout.sizeHint().width()
        return QSize(width, self.heightForWidth(self.width()))


def in_sight(part: QWidget) -> None:
    """Scroll the page that a part lies on until the part is seen, once it is laid out; what is too high, from its top."""

    def show() -> None:
        # Where it stands is known once all that changed around it is laid out.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        above = part.parentWidget()
        while above is not None:
            page = above.widget() if isinstance(above, QScrollArea) else None
            if isinstance(above, QScrollArea) and page is not None and part.isVisibleTo(page):
                # How far it scrolls is known no sooner.
                QCoreApplication.sendEvent(above, QEvent(QEvent.Type.LayoutRequest))
                # Not `ensureWidgetVisible`: of what is typed into it would show the cursor alone.
                top = part.mapTo(page, QPoint()).y()
                for edge in (top + part.height(), top):
                    above.ensureVisible(0, edge, 0, 0)
            above = above.parentWidget()

    QTimer.singleShot(0, part, show)


def scrolled(page: QWidget, area: QScrollArea | None = None) -> QScrollArea:
    """Return an area, one that is given or else a new one, that scrolls a page down, never across.

    It leaves the keyboard where it is.
    """
    area = QScrollArea() if area is None else area
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area


class FittingArea(QScrollArea):
    """Area as high as what it holds, at the width it gets: it scrolls only where it gets less room than that."""

    def __init__(self, page: QWidget) -> None:
        """Hold a page."""
        super().__init__()
        self._page = page
        scrolled(page, self)
        ask_height(self, QSizePolicy.Policy.Preferred)
        self.verticalScrollBar().rangeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """As much as what it holds."""
        return QSize(self._page.sizeHint().width(), self.heightForWidth(max(self.width(), 1)))

    def hasHeightForWidth(self) -> bool:  # noqa: N802  (Qt's name)
        """The narrower it is, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  (Qt's name)
        """Return how high what it holds is at a width."""
        page, bar = self._page, self.verticalScrollBar()
        if bar.isVisible():
            # It came for a moment, before there was more room: what stands beside it is higher, and would keep it.
            width -= bar.width()
        return page.heightForWidth(width) if page.hasHeightForWidth() else page.sizeHint().height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Ask for another height where what it holds is laid out anew."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._page:
            self.updateGeometry()
        return super().eventFilter(watched, event)
