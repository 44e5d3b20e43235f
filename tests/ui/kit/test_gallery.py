"""The gallery, which holds every component in every state: nothing is cut, everything is drawn, all has a name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QWidget,
)

from concierge_desk.ui.kit.gallery import Gallery, show_gallery
from concierge_desk.ui.kit.theme import apply_theme, current
from concierge_desk.ui.kit.words import Elided
from tests.sizes import few

THEMES = ("light", "dark", "contrast")
SCALES = (1.0, 2.0)


@pytest.fixture(scope="module", params=[(theme, scale) for theme in THEMES for scale in SCALES], ids=str)
def gallery(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Gallery]:
    apply_theme(qapp, *request.param)
    shown = Gallery()
    shown.resize(1280, 800)
    shown.show()
    qapp.processEvents()
    yield shown
    shown.close()
    shown.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(qapp, "light")


def cut(widget: QWidget) -> str:
    """Say why the text of a label leaves its frame; empty where it does not."""
    inside = widget.contentsRect()
    if isinstance(widget, QLabel) and widget.text():
        if isinstance(widget, Elided):
            return ""
        flags = Qt.TextFlag.TextWordWrap if widget.wordWrap() else Qt.TextFlag.TextSingleLine
        needed = widget.fontMetrics().boundingRect(QRect(0, 0, inside.width(), 10_000), flags, widget.text())
        if needed.width() > inside.width() or needed.height() > inside.height():
            return f"{widget.text()!r} needs {needed.size().toTuple()}, has {inside.size().toTuple()}"
    return ""


def sticks_out(widget: QWidget) -> bool:
    """Tell whether a widget reaches out of what it lies in."""
    parent = widget.parentWidget()
    return parent is not None and not parent.rect().contains(widget.geometry())


def texts_of(gallery: Gallery) -> list[QWidget]:
    found = [*gallery.findChildren(QLabel), *gallery.findChildren(QAbstractButton)]
    return [widget for widget in found if widget.isVisible()]


@few(3)
def test_no_text_leaves_its_frame(gallery: Gallery) -> None:
    texts = texts_of(gallery)
    assert len(texts) > 100
    assert [why for widget in texts if (why := cut(widget))] == []


def test_nothing_reaches_out_of_what_it_lies_in(gallery: Gallery) -> None:
    assert [f"{w} {w.geometry()} in {w.parentWidget()}" for w in texts_of(gallery) if sticks_out(w)] == []


def test_nothing_is_wider_than_the_window(gallery: Gallery) -> None:
    assert gallery.widget().width() <= gallery.viewport().width()
    assert not gallery.horizontalScrollBar().isVisible()


def test_what_is_touched_is_large_enough(gallery: Gallery) -> None:
    touched = [*gallery.findChildren(QAbstractButton), *gallery.findChildren(QLineEdit)]
    small = [w for w in touched if w.isVisible() and not w.inherits("QToolButton")]
    assert [w for w in small if min(w.width(), w.height()) < current().target] == []


def test_whatever_can_be_pressed_has_a_name(gallery: Gallery) -> None:
    buttons = [w for w in gallery.findChildren(QAbstractButton) if not w.inherits("QToolButton")]
    assert all(button.accessibleName() or button.text() for button in buttons)


def test_what_a_field_waits_for_can_be_read(gallery: Gallery) -> None:
    fields = gallery.findChildren(QLineEdit)
    shades = {field.palette().color(QPalette.ColorRole.PlaceholderText).name() for field in fields}
    assert shades == {QColor(current().muted).name()}


@few(2)
def test_no_component_keeps_the_look_it_was_made_in(gallery: Gallery, qapp: QApplication) -> None:
    """Changed while it is shown, the page looks as if it had been made in that theme."""
    before = pictured(gallery)
    theme, scale = current().name, 2.0 if current().text == 34 else 1.0
    apply_theme(qapp, "dark" if theme != "dark" else "light", 1.25)
    assert unlike(before, pictured(gallery)) > SHADE
    apply_theme(qapp, theme, scale)
    assert unlike(before, pictured(gallery)) <= SHADE


@few(3)
def test_the_gallery_is_pictured(gallery: Gallery, tmp_path: Path) -> None:
    file = tmp_path / "gallery.png"
    assert gallery.widget().grab().save(str(file))
    image = QImage(str(file))
    assert image.height() > 800
    drawn = {
        image.pixelColor(x, y).name() for y in range(0, image.height(), 7) for x in range(0, image.width(), 7)
    }
    for token in ("ground", "card", "accent"):
        assert QColor(getattr(current(), token)).name() in drawn


def pictured(gallery: Gallery) -> QImage:
    for bar in gallery.findChildren(QProgressBar):
        bar.setMaximum(bar.maximum() or 1)  # one that moves is never twice the same
    gallery.widget().adjustSize()
    QApplication.processEvents()
    for view in gallery.findChildren(QListView):
        view.doItemsLayout()
    picture = QImage(gallery.widget().size(), QImage.Format.Format_RGB32)
    gallery.widget().render(picture)
    return picture.scaled(picture.size() / 4, mode=Qt.TransformationMode.SmoothTransformation)


SHADE = 16
"""Qt draws the edge of a large figure a shade thinner the second time."""


def unlike(one: QImage, other: QImage) -> int:
    """Return by how much two pictures differ where they differ most, 256 where their sizes do."""
    if one.size() != other.size():
        return 256
    return max(abs(a - b) for a, b in zip(one.constBits(), other.constBits(), strict=True))


def test_the_gallery_is_shown_until_it_is_closed(qapp: QApplication) -> None:
    QTimer.singleShot(0, qapp.closeAllWindows)
    assert show_gallery("dark", 1.5) == 0
    assert (current().name, current().text) == ("dark", 26)
    apply_theme(qapp, "light")


def test_a_gallery_in_no_theme_is_not_shown(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        show_gallery("sepia", 1.0)
