"""Small pictures, drawn in one stroke and tinted by the theme."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel

from concierge_desk.paths import resource_names, resource_text
from concierge_desk.ui.kit.icons.strokes import strokes_of
from concierge_desk.ui.kit.theme import current, on_change

_FOLDER = "icons"
_SIDE = 24
_STROKE = 1.75
_FINE_FROM = 48
_FINE = 1.1
"""A large picture in the stroke of a small one looks like a traffic sign."""


def icon_names() -> tuple[str, ...]:
    """Return the names of all pictures."""
    return tuple(name[len(_FOLDER) + 1 : -4] for name in resource_names(_FOLDER) if name.endswith(".svg"))


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return a picture in a colour.

    Args:
        name: Such as ``parcels``.
        colour: As ``#RRGGBB``.
        size: Side in pixels.
        ratio: Device pixels to one pixel.

    Raises:
        FileNotFoundError: When there is no such picture.
    """
    drawn = strokes_of(resource_text(f"{_FOLDER}/{name}.svg"))
    pen = QPen(QColor(colour), _FINE if size >= _FINE_FROM else _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size / _SIDE, size / _SIDE)
        for stroke in drawn:
            painter.strokePath(stroke, pen)
    return picture


class Icon(QLabel):
    """An icon beside words: it follows the theme, and says nothing by itself.

    Args:
        name: Of the icon.
        colour: One of the tokens' colours.
        times: Its side, in heights of the text.
    """

    def __init__(self, name: str, colour: str = "ink", times: float = 1.3) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._times = times
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        on_change(self)

    def draw(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self.fit()

    def fit(self) -> None:
        """Take size and colour of the theme."""
        tokens = current()
        size = round(tokens.text * self._times)
        self.setFixedSize(size, size)
        self.setPixmap(pixmap(self._name, getattr(tokens, self._colour), size, self.devicePixelRatio()))
