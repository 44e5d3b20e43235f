"""Pictures are drawn as Qt's library for SVG draws them, to the pixel."""

import pytest
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from concierge_desk.paths import resource_text
from concierge_desk.ui.kit.icons import icon_names, pixmap
from concierge_desk.ui.kit.icons.strokes import strokes_of

COLOUR = "#b3261e"
SIDE = 96
FINE = {48: "1.1", 64: "1.1"}


def by_library(picture: str, size: int, ratio: float = 1.0) -> QImage:
    image = blank(size, ratio)
    with QPainter(image) as painter:
        QSvgRenderer(QByteArray(picture.encode())).render(painter, QRectF(0, 0, size, size))
    return image


def blank(size: int, ratio: float) -> QImage:
    image = QImage(round(size * ratio), round(size * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def by_us(picture: str) -> QImage:
    image = blank(SIDE, 1.0)
    pen = QPen(
        QColor(COLOUR), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(SIDE / 24, SIDE / 24)
        for stroke in strokes_of(picture):
            painter.strokePath(stroke, pen)
    return image


def svg(drawn: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
        f'stroke="{COLOUR}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">{drawn}</svg>'
    )


@pytest.mark.parametrize(("size", "ratio"), [(16, 1.0), (22, 1.0), (24, 2.0), (48, 1.0), (64, 1.5)])
def test_every_picture_is_drawn_as_the_library_draws_it(qapp: QApplication, size: int, ratio: float) -> None:
    for name in icon_names():
        picture = resource_text(f"icons/{name}.svg").replace("currentColor", COLOUR)
        assert 'stroke-width="1.75"' in picture
        wanted = by_library(picture.replace("1.75", FINE.get(size, "1.75")), size, ratio)
        drawn = pixmap(name, COLOUR, size, ratio).toImage()
        assert drawn.convertToFormat(wanted.format()) == wanted, name


@pytest.mark.parametrize(
    "line",
    [
        "M4 4L20 20",
        "M4 4 20 4 20 20",
        "m4 4 16 0 0 16z",
        "M4 4h16v16H4V8",
        "m4 4h16m-16 8h16",
        "M4 20c2-20 14-20 16 0",
        "M4 20C6 0 18 0 20 20",
        "M2 12c2-8 6-8 8 0s6 8 8 0",
        "M2 12C4 4 8 4 10 12S16 20 18 12",
        "M4 4h4s8 4 8 12",
        "M4 12a8 8 0 0 1 16 0",
        "M4 12A8 8 0 0 0 20 12",
        "M8 8a6 6 0 0 1 8 0",
        "M8 8a6 6 0 0 0 8 0",
        "M8 8a6 6 0 1 1 8 0",
        "M8 8a6 6 0 1 0 8 0",
        "M4 12a1 1 0 0 1 16 0",
        "M4 12a3 3 0 0 1 3-3a3 3 0 0 1 3 3l4-.5.5 4z",
        "M4 4h8zm4 8h8",
        "M12 12a3 3 0 1 1 0 0h4",
    ],
)
def test_a_line_is_drawn_as_the_library_draws_it(qapp: QApplication, line: str) -> None:
    picture = svg(f'<path d="{line}"/>')
    drawn = by_us(picture)
    assert drawn == by_library(picture, SIDE)
    assert drawn != blank(SIDE, 1.0)


def test_what_lies_over_one_another_is_drawn_one_by_one(qapp: QApplication) -> None:
    picture = svg('<circle cx="10.5" cy="10.5" r="6"/><path d="m12 12 8 8"/><path d="m4 4 2 2"/>')
    assert len(strokes_of(picture)) == 3
    assert by_us(picture) == by_library(picture, SIDE)


def test_a_step_that_is_not_read_is_told() -> None:
    with pytest.raises(KeyError):
        strokes_of(svg('<path d="M4 4q4 4 8 0"/>'))
