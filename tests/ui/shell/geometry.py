"""What is cut, what lies outside its frame: looked for in every widget that is seen."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QLineEdit, QScrollArea, QWidget

from concierge_desk.ui.kit.words import Elided
from concierge_desk.ui.page.card_view import CardView

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def seen(root: QWidget) -> Iterator[QWidget]:
    """Every widget that is shown within another."""
    for child in root.findChildren(QWidget):
        if child.isVisibleTo(root) and child.width() > 0 and child.height() > 0:
            yield child


def cut(root: QWidget) -> list[str]:
    """What does not fit where it stands, in words."""
    return [said for child in seen(root) for said in _cut(root, child)]


def _cut(root: QWidget, child: QWidget) -> Iterator[str]:
    if isinstance(child, QLabel) and child.text() and not isinstance(child, Elided):
        needed = child.heightForWidth(child.width()) if child.wordWrap() else child.sizeHint().height()
        if needed > child.height():
            yield f"{_named(child)}: {needed} px high in {child.height()}"
        if child.minimumSizeHint().width() > child.width():
            yield f"{_named(child)}: {child.minimumSizeHint().width()} px wide in {child.width()}"
    if isinstance(child, CardView):
        yield from _drawn(child)
    parent = child.parentWidget()
    if parent is None or _scrolls(child) or isinstance(parent, QLineEdit):
        return
    if not parent.rect().contains(child.geometry()):
        yield f"{_named(child)} {_rect(child.geometry())} leaves {_named(parent)} {_rect(parent.rect())}"
    for other in parent.findChildren(QWidget, options=_DIRECT):
        if other is not child and other.isVisibleTo(root) and other.geometry().intersects(child.geometry()):
            if _layered(child) or _layered(other) or id(other) < id(child):
                continue
            yield f"{_named(child)} {_rect(child.geometry())} lies over {_named(other)} {_rect(other.geometry())}"


def _scrolls(child: QWidget) -> bool:
    area = child.parentWidget().parentWidget()
    return (isinstance(area, QScrollArea) and area.widget() is child) or isinstance(
        child.parentWidget(), QAbstractScrollArea
    )


def _layered(child: QWidget) -> bool:
    return type(child).__name__ in {"Help", "Discreet", "PaperView", "Flash"}


def _named(child: QWidget) -> str:
    text = getattr(child, "text", None)
    said = text() if callable(text) else child.accessibleName()
    return f"{type(child).__name__} {said!r}"


def _rect(rect: QRect) -> str:
    at: QPoint = rect.topLeft()
    return f"({at.x()}, {at.y()}, {rect.width()}×{rect.height()})"


def _drawn(card: CardView) -> Iterator[str]:
    """What a card draws itself."""
    written = [one for one in card.written() if one.text]
    for one in written:
        found = QFontMetrics(one.font).boundingRect(
            QRect(0, 0, one.inner.width(), 100_000), int(one.flags), one.text
        )
        if found.height() > one.rect.height() or found.width() > one.inner.width():
            yield f"drawn {one.text!r}: {found.width()}×{found.height()} in {_rect(one.inner)}"
        if not card.rect().contains(one.rect):
            yield f"drawn {one.text!r} {_rect(one.rect)} leaves its card {_rect(card.rect())}"
        for other in written:
            if other is not one and other.rect.intersects(one.rect) and id(other) < id(one):
                yield f"drawn {one.text!r} lies over {other.text!r}"
        for child in card.findChildren(QWidget, options=_DIRECT):
            if child.isVisible() and child.geometry().intersects(one.rect):
                yield f"drawn {one.text!r} lies under {_named(child)}"
