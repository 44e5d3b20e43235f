"""Favourites: what is sold most, each by a key; their order never changes by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from concierge_desk.counter.cards.favourites import MOST_FAVOURITES
from concierge_desk.counter.cards.offers import Offer
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import SizedByRow
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import ColumnLayout, GridLayout, Room, RowLayout
from concierge_desk.ui.kit.shapes import draw_box, painter_of
from concierge_desk.ui.kit.widgets import FittedWidget, ask_height
from concierge_desk.ui.kit.words import Words

_LETTERS = 15
"""Least width of a tile, in heights of the text."""


class Tile(SizedByRow, QAbstractButton):
    """Tile of one favourite: its name, its price, its key."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._title = Words("", "strong")
        self._price = Words("", "small", "muted")
        self._row = RowLayout(self, margin=(1.5, 1), gap=1)
        column = ColumnLayout(gap=Room(px=2)).put(self._title, self._price)
        # Beside a title of two lines, the room is left below, not between title and price.
        column.addStretch(1)
        self._row.addLayout(column, 1)
        self._row.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignTop)
        for part in (self._title, self._price):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleDescription(key)
        ask_height(self)
        theme.on_change(self)

    def show_offer(self, offer: Offer) -> None:
        """Show what it sells."""
        self._title.setText(offer.title)
        self._price.setText(offer.detail)
        self._price.setVisible(bool(offer.detail))
        self.setAccessibleName(f"{offer.title}, {offer.detail}" if offer.detail else offer.title)

    def fit(self) -> None:
        """Take the height of the theme."""
        tokens = theme.current()
        self.setMinimumHeight(tokens.target + tokens.unit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Press with the space bar only: Enter, which scanners send, never sells."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Draw the tile and the ring of the keyboard."""
        tokens = theme.current()
        fill = tokens.accent_soft if self.isDown() else tokens.hover if self.underMouse() else tokens.card
        edge = (tokens.focus, 2) if self.hasFocus() else (tokens.line, tokens.border)
        with painter_of(self) as painter:
            draw_box(painter, self.rect(), fill, radius=tokens.radius, edge=edge)


class Favourites(FittedWidget):
    """The tiles, as many beside each other as there is room for.

    Attributes:
        chosen: A tile was pressed, by place.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._offers: tuple[Offer, ...] = ()
        self._tiles: list[Tile] = []
        self._grid = GridLayout(self, across=1.25, down=1.25)
        self._columns = 0
        theme.on_change(self)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show what is sold most; what has no key is left to the scan line."""
        shown = tuple(offers[:MOST_FAVOURITES])
        if shown == self._offers:
            return
        self._offers = shown
        while len(self._tiles) < len(shown):
            self._tiles.append(self._tile(len(self._tiles)))
        for place, tile in enumerate(self._tiles):
            if place < len(shown):
                tile.show_offer(shown[place])
            tile.setVisible(place < len(shown))
        self.fit()

    def fit(self) -> None:
        """Place as many beside each other as the text of the theme lets."""
        columns = max(1, min(4, self.width() // (theme.current().text * _LETTERS)))
        if columns == self._columns and self._grid.count() == len(self._tiles):
            return
        for column in range(max(self._columns, columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """One tile is enough: the others go below."""
        widest = max((tile.minimumSizeHint().width() for tile in self._tiles), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def _tile(self, place: int) -> Tile:
        tile = Tile(cap(f"favourite{place + 1}"))
        tile.setParent(self)
        tile.clicked.connect(lambda _checked=False: self.chosen.emit(place))
        return tile
