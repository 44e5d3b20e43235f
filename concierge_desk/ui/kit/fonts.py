"""The window's font: Inter, cut down to what is shown (so under another name, as its licence asks).

Source: `resources/fonts/LICENSE-GuichetSans.txt`.
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from concierge_desk.paths import resource_file

FAMILY = "Guichet Sans"
_FALLBACKS = ("Segoe UI", "DejaVu Sans")
"""For the letters it lacks: a name in Greek, Cyrillic or Arabic."""

_TABULAR = QFont.Tag("tnum")


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the shipped font known to Qt, once, and return the families found in it."""
    found: set[str] = set()
    for weight in ("Regular", "SemiBold", "Bold"):
        # By its file: of what is read into the memory a copy would stay there.
        file = resource_file(f"fonts/GuichetSans-{weight}.otf")
        number = QFontDatabase.addApplicationFont(str(file))
        found |= set(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(found))


@cache
def text_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font in a size: one of the few of the themes, never to be changed where it is used."""
    font = QFont([FAMILY, *_FALLBACKS])
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def tabular(font: QFont) -> QFont:
    """Return the font with figures of equal width, so that amounts line up."""
    lined = QFont(font)
    lined.setFeature(_TABULAR, 1)
    return lined
