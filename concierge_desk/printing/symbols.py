"""Printed codes: their dark and light parts, in whole dots of a receipt printer.

Source: https://www.iso.org/standard/43896.html (Code 128: quiet zones of ten modules);
https://www.iso.org/standard/83389.html (QR: four); decision 0015.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from concierge_desk.printing.style import DOT

_FINEST = 2
"""Dots: a quarter of a millimetre, the finest module that is scanned without fail."""
_BARS_QUIET, _BARS_COARSEST = 10, 3
_BARS_HEIGHT = 112
"""Dots: 14 mm, so that a scanner held by hand finds a line across all bars."""
_SQUARE_QUIET, _SQUARE_COARSEST = 4, 6

Cells: TypeAlias = tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A printed code with its quiet zones, in dots.

    Attributes:
        width: With both quiet zones.
        height: With both quiet zones, where there are any.
        dark: Boxes: left, top, width, height.
    """

    width: int
    height: int
    dark: Cells


@lru_cache(maxsize=256)
def symbol(data: str, room: float) -> Symbol:
    """Return the bars of some data where their modules are at least 0.25 mm in the room, else a square.

    Args:
        data: As a `Barcode` holds them.
        room: Points across.
    """
    dots = int(room / DOT + 1e-6)
    return _bars(data, dots) or _square(data, dots)


def _bars(data: str, dots: int) -> Symbol | None:
    code = Code128(data, quiet=0)
    code.validate()
    code.encode()
    # Bars are written A to D, the spaces between them a to d, by their width in modules.
    widths = [(letter.isupper(), ord(letter.upper()) - ord("A") + 1) for letter in code.decompose()]
    modules = sum(width for _, width in widths) + 2 * _BARS_QUIET
    module = min(_BARS_COARSEST, dots // modules)
    if module < _FINEST:
        return None
    dark = []
    left = _BARS_QUIET
    for is_bar, width in widths:
        if is_bar:
            dark.append((left * module, 0, width * module, _BARS_HEIGHT))
        left += width
    return Symbol(modules * module, _BARS_HEIGHT, tuple(dark))


def _square(data: str, dots: int) -> Symbol:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(data)
    code.make()
    side = code.getModuleCount() + 2 * _SQUARE_QUIET
    module = min(_SQUARE_COARSEST, dots // side)
    dark = tuple(
        ((_SQUARE_QUIET + left) * module, (_SQUARE_QUIET + top) * module, length * module, module)
        for top, row in enumerate(code.modules)
        for left, length in _stretches(row)
    )
    return Symbol(side * module, side * module, dark)


def _stretches(row: list[bool]) -> Iterator[tuple[int, int]]:
    left = 0
    for is_dark, run in groupby(row):
        length = sum(1 for _ in run)
        if is_dark:
            yield left, length
        left += length
