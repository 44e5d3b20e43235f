"""Small pictures, drawn in one stroke and tinted by the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel

from concierge_desk.paths import resource_names, resource_text
from concierge_desk.ui.kit.theme import current, on_change

_FOLDER = "icons"
_STROKE = 'stroke-width="1.75"'
_FINE_FROM = 48
_FINE = 'stroke-width="1.1"'
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
    drawn = resource_text(f"{_FOLDER}/{name}.svg").replace("currentColor", colour)
    if size >= _FINE_FROM:
        drawn = drawn.replace(_STROKE, _FINE)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        QSvgRenderer(QByteArray(drawn.encode())).render(painter, QRectF(0, 0, size, size))
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
