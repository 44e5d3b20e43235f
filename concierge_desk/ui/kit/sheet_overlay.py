"""Sheet over the window that is read: as high as what it says, it scrolls by keys where there is less room."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from concierge_desk.i18n import N_
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import HeldItems, Room
from concierge_desk.ui.kit.overlay import Overlay
from concierge_desk.ui.kit.panel import PaperSurface
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import FittingArea, ask_height, holder
from concierge_desk.ui.kit.words import Words

_SCROLLS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


_WIDEST_LETTERS = 64
"""Width of a sheet, in heights of the text: a longer line is tiring to read, and empty at its end."""


def scroll_by_key(area: QScrollArea, event: QKeyEvent) -> None:
    """Scroll by the arrows, and by whole pages."""
    steps = _SCROLLS.get(Qt.Key(event.key()))
    if steps is not None:
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.singleStep())


class _Middle(HeldItems):
    """Layout of one sheet: as wide as lines that are read well, as high as it asks for, in the middle of the room."""

    def __init__(self, letters: int) -> None:
        super().__init__()
        self._letters = letters

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """All of the sheet."""
        return self._items[0].sizeHint() if self._items else QSize(0, 0)

    def minimumSize(self) -> QSize:  # noqa: N802  (Qt's name)
        """What the sheet cannot do without."""
        return self._items[0].minimumSize() if self._items else QSize(0, 0)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802  (Qt's name)
        """Place the sheet."""
        super().setGeometry(rect)
        for item in self._items:
            width = min(rect.width(), theme.current().text * self._letters)
            place = QRect(0, 0, width, min(rect.height(), item.heightForWidth(width)))
            place.moveCenter(rect.center())
            item.setGeometry(place)


class Leaf(Overlay):
    """A sheet with a title, a page that scrolls, and the button that leads back.

    Attributes:
        sheet: Where all of it stands.
        head: Its title, and what stands beside it.
        area: Where the page scrolls.
        buttons: What is pressed at its foot.
        back: The one that leads back.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        page: QWidget,
        *,
        back: str = N_("Back"),
        letters: int = _WIDEST_LETTERS,
    ) -> None:
        """Lay a sheet out.

        Args:
            parent: What it covers.
            title: In the language shown.
            page: What stands on it.
            back: English source of what the button says that leads back.
            letters: How wide it is at most, in heights of the text.
        """
        super().__init__(parent, title, margin=3)
        self.sheet = PaperSurface(margin=(3, 2), gap=1)
        self.area = FittingArea(page)
        self.back = ActionButton(say(back), (cap("escape"),))
        self.back.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(self.fold)
        self.buttons = Flow(down=Room(px=8)).put(self.back)
        self.head = Flow(across=2, down=Room(px=8)).put(Words(title, "heading"))
        self.sheet.column.put(holder(self.head), self.area, holder(self.buttons), grows=self.area)
        ask_height(self.sheet)
        middle = _Middle(letters)
        middle.addWidget(self.sheet)
        self.room.addLayout(middle, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Scroll, or do as every overlay does."""
        scroll_by_key(self.area, event)
        super().keyPressEvent(event)
