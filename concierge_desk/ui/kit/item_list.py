"""A list of many things, drawn only where it is seen.

Source: docs/contract.md, "Budgets".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from concierge_desk.domain.money import format_amount
from concierge_desk.ui.kit.fonts import tabular, text_font
from concierge_desk.ui.kit.screen_reader.accessible import follow_selection
from concierge_desk.ui.kit.screen_reader.announcement import forget
from concierge_desk.ui.kit.shapes import draw_box
from concierge_desk.ui.kit.theme import current, on_change

_Index = QModelIndex | QPersistentModelIndex
_WRAPPED = Qt.TextFlag.TextWordWrap
_TALL = 100_000
_ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Item:
    """Row of a list.

    Attributes:
        title: What it is.
        detail: One more line about it.
        tag: A few words that matter most.
        tone: Of the tag.
        place: Where it lies, short.
        cents: An amount at the right, None for none.
        ref: Tells one row from another.
        part: Title of the part of the list that begins with it; empty for the others.
        heading: Heading of the section that begins with it; empty for the others.
    """

    title: str
    detail: str = ""
    tag: str = ""
    tone: str = "plain"
    place: str = ""
    cents: int | None = None
    ref: str = ""
    part: str = ""
    heading: str = ""


class ItemModel(QAbstractListModel):
    """The rows as Qt's lists want them."""

    def __init__(self, items: Sequence[Item] = ()) -> None:
        super().__init__()
        self._items = tuple(items)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  (Qt's name and default)
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or what a screen reader says of it."""
        item = self._items[index.row()]
        if role == _ROW:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            amount = "" if item.cents is None else format_amount(item.cents)
            said = (item.part, item.heading, item.place, item.title, item.tag, item.detail, amount)
            return ", ".join(filter(None, said))
        return None

    def place_of(self, ref: str) -> int | None:
        """Return where a row stands, None where it is not there."""
        return next((place for place, item in enumerate(self._items) if item.ref == ref), None)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show other rows; where they only go on behind those that are there, those stay as they are."""
        shown, count = tuple(items), len(self._items)
        if 0 < count < len(shown) and shown[:count] == self._items:
            self.beginInsertRows(QModelIndex(), count, len(shown) - 1)
            self._items = shown
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._items = shown
            self.endResetModel()


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the parts of a row lie; an empty rectangle where there is none.

    Attributes:
        part: Title of a part of the list.
        heading: Of a section.
        body: The row itself, below both.
    """

    part: QRect
    heading: QRect
    body: QRect
    place: QRect
    title: QRect
    tag: QRect
    detail: QRect
    amount: QRect
    height: int


class ItemDelegate(QStyledItemDelegate):
    """Draws a row: place, title and tag, detail; the amount at the right, never cut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._laid: dict[tuple[Item, int], _Parts] = {}

    def forget(self) -> None:
        """Forget how rows are laid out: the theme is another one."""
        self._laid.clear()

    def keep(self, items: Sequence[Item]) -> None:
        """Keep how these rows are laid out, and forget the others."""
        kept = set(items)
        self._laid = {key: parts for key, parts in self._laid.items() if key[0] in kept}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  (Qt's name)
        """As high as its texts, wrapped."""
        width = self._width(option)
        return QSize(width, self._parts(index.data(_ROW), width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        item: Item = index.data(_ROW)
        tokens = current()
        parts = self._parts(item, option.rect.width())
        painter.save()
        painter.translate(option.rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw(painter, parts.part, item.part, _title(), tokens.ink)
        _draw(painter, parts.heading, item.heading, _bold(tokens.small), tokens.muted)
        _draw_ground(painter, option, parts.body)
        if item.place:
            _draw_place(painter, parts.place, item, chosen=_is_chosen(option))
        _draw(painter, parts.title, item.title, _bold(tokens.text), tokens.ink)
        if item.tag:
            _draw_toned(painter, parts.tag, item.tag, _bold(tokens.tiny), item.tone)
        _draw(painter, parts.detail, item.detail, text_font(tokens.small), tokens.muted)
        if item.cents is not None:
            _draw(painter, parts.amount, format_amount(item.cents), _figures(), tokens.ink)
        painter.restore()

    def _parts(self, item: Item, width: int) -> _Parts:
        """Return where the parts of a row lie from its top left corner: layouts and paints ask again and again."""
        parts = self._laid.get((item, width))
        if parts is None:
            parts = self._laid[item, width] = _laid(item, width)
        return parts

    def _width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        return view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()


class ItemList(QListView):
    """Rows, chosen with the arrows or a click; activated with the space bar or a double click.

    Attributes:
        chosen: Emitted with the item that is chosen.
        opened: Emitted with the item that is asked for.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, items: Sequence[Item] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ItemModel(items)
        self.setModel(self._model)
        self._delegate = ItemDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._choose)
        follow_selection(self)
        on_change(self)

    def show_items(self, items: Sequence[Item], chosen: str | None = None) -> None:
        """Show other rows.

        Args:
            items: The rows.
            chosen: The one to be chosen; by default what was chosen, where it is still there.
        """
        kept = self.item()
        self._delegate.keep(items)
        self._model.show_items(items)
        if chosen is None and kept is not None:
            chosen = kept.ref
        if chosen:
            # Once: with each choice the rows are laid out for what is in sight.
            self.show_chosen(chosen)

    def show_chosen(self, ref: str) -> None:
        """Choose a row without telling anybody, and bring it into sight; none where there is no such row."""
        place = self._model.place_of(ref)
        chosen = self.currentIndex()
        if chosen.row() == place and self.selectionModel().isSelected(chosen):
            return
        self.blockSignals(True)
        self.setCurrentIndex(self._model.index(-1 if place is None else place, 0))
        self.blockSignals(False)

    def item(self) -> Item | None:
        """Return what is chosen."""
        index = self.currentIndex()
        return index.data(_ROW) if index.isValid() else None

    def fit(self) -> None:
        """Lay the rows out in the sizes of the theme."""
        self.setSpacing(0)
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        """Wrap the rows anew, before they are painted: done then, it would ask for another paint."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  (Qt's name)
        """Let a screen reader forget the rows: Qt goes on telling it that they are shown."""
        super().hideEvent(event)
        forget(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Open with the space bar; Enter, which scanners send, opens nothing."""
        if event.key() == Qt.Key.Key_Space:
            self._open(self.currentIndex())
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_ROW) if index.isValid() else None)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(_ROW))


def _laid(item: Item, width: int) -> _Parts:
    tokens = current()
    unit = tokens.unit
    left, right = unit * 3 // 2, width - unit * 3 // 2
    part, heading, begins = _headings(item, width)
    top = begins + unit
    place = amount = tag = detail = QRect()
    if item.place:
        side = _natural(item.place, _figures()).width() + unit
        place = QRect(left, top, max(side, tokens.target), tokens.target)
        left = place.right() + 1 + unit * 3 // 2
    if item.cents is not None:
        size = _natural(format_amount(item.cents), _figures())
        amount = QRect(right - size.width(), top, size.width(), size.height())
        right = amount.left() - unit
    room = QRect(left, top, max(right - left, 1), 0)
    title = _wrapped(item.title, _bold(tokens.text), room)
    down = title.bottom() + 1
    if item.tag:
        tag, down = _tag_rect(item.tag, title, room)
    if item.detail:
        below = QRect(left, down + unit // 4, room.width(), 0)
        detail = _wrapped(item.detail, text_font(tokens.small), below)
        down = detail.bottom() + 1
    # Beside a place that is higher, the words stand in its middle.
    lower = max(place.bottom() + 1 - down, 0) // 2
    title, tag, detail = (part.translated(0, lower) for part in (title, tag, detail))
    down = max(down + lower, place.bottom() + 1, amount.bottom() + 1, begins + tokens.target) + unit
    body = QRect(0, begins, width, down - begins)
    return _Parts(part, heading, body, place, title, tag, detail, amount, down)


def _headings(item: Item, width: int) -> tuple[QRect, QRect, int]:
    """Return where the titles above a row lie, and where the row begins."""
    unit, top = current().unit, 0
    part = heading = QRect()
    if item.part:
        part = _wrapped(item.part, _title(), QRect(0, top + unit, width, 0))
        top = part.bottom() + 1
    if item.heading:
        heading = _wrapped(item.heading, _bold(current().small), QRect(0, top + unit, width, 0))
        top = heading.bottom() + 1 + unit // 2
    return part, heading, top


def _tag_rect(text: str, title: QRect, room: QRect) -> tuple[QRect, int]:
    """Return where a tag lies, behind the title where there is room, else below it, and where it ends."""
    tokens = current()
    pad = round(tokens.tiny * 0.55)
    size = _natural(text, _bold(tokens.tiny)) + QSize(2 * pad, 3)
    left = title.right() + 1 + tokens.unit
    if left + size.width() <= room.right() + 1:
        tag = QRect(left, title.y() + (title.height() - size.height()) // 2, size.width(), size.height())
        return tag, title.bottom() + 1
    below = QRect(room.x(), title.bottom() + 1 + tokens.unit // 4, room.width(), 0)
    inner = _wrapped(text, _bold(tokens.tiny), below.adjusted(pad, 0, -pad, 0))
    tag = QRect(room.x(), below.y(), min(inner.width() + 2 * pad, room.width()), inner.height() + 3)
    return tag, tag.bottom() + 1


def _wrapped(text: str, font: QFont, room: QRect) -> QRect:
    within = QRect(room.x(), room.y(), max(room.width(), 1), _TALL)
    found = QFontMetrics(font).boundingRect(within, _WRAPPED, text)
    return QRect(room.x(), room.y(), found.width() + 1, found.height())


def _natural(text: str, font: QFont) -> QSize:
    metrics = QFontMetrics(font)
    return QSize(metrics.horizontalAdvance(text) + 2, metrics.height())


def _draw(painter: QPainter, rect: QRect, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(rect, _WRAPPED | Qt.AlignmentFlag.AlignVCenter, text)


def _draw_toned(painter: QPainter, rect: QRect, text: str, font: QFont, tone: str) -> None:
    """Draw a text in the middle of the ground of its tone."""
    ink, soft = current().tone(tone)
    draw_box(painter, rect, soft, radius=current().corner - 2, edge=_edge(ink, soft))
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(rect, _WRAPPED | Qt.AlignmentFlag.AlignCenter, text)


def _draw_place(painter: QPainter, rect: QRect, item: Item, *, chosen: bool) -> None:
    tokens = current()
    ink, soft = tokens.tone("bad" if item.tone == "bad" else "plain")
    # Its own ground is the one of a chosen row: there it would melt into it.
    ground = tokens.card if chosen else soft
    draw_box(painter, rect, ground, radius=tokens.corner, edge=_edge(ink, soft))
    painter.setFont(_figures())
    painter.setPen(QColor(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, item.place)


def _is_chosen(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _draw_ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
    tokens = current()
    if _is_chosen(option):
        draw_box(
            painter,
            rect.adjusted(1, 1, -1, -1),
            tokens.accent_soft,
            radius=tokens.corner,
            edge=(tokens.accent, 2),
        )
        return
    if option.state & QStyle.StateFlag.State_MouseOver:
        draw_box(painter, rect.adjusted(1, 1, -1, -1), tokens.hover, radius=tokens.corner)
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(tokens.line))


def _edge(ink: str, soft: str) -> tuple[str, float]:
    return (ink, current().border) if soft == current().card else ("", 0)


def _bold(pixels: int) -> QFont:
    return text_font(pixels, QFont.Weight.DemiBold)


def _title() -> QFont:
    return text_font(current().title, QFont.Weight.Bold)


def _figures() -> QFont:
    return _lined(current().text)


@cache
def _lined(pixels: int) -> QFont:
    return tabular(_bold(pixels))
