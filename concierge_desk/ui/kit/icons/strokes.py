"""Strokes of a picture: of SVG's paths what a drawing in one stroke is made of, as a path of Qt's.

Qt has a library for the whole of SVG. A window would load it before its first paint, and hold a MiB of it all day, for
lines, curves and arcs of circles.

Source: https://www.w3.org/TR/SVG2/paths.html#PathData, https://www.w3.org/TR/SVG2/implnote.html#ArcConversionEndpointToCenter.
"""

import math
import re

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

_DRAWN = re.compile(r'<path d="([^"]+)"/>|<circle cx="([^"]+)" cy="([^"]+)" r="([^"]+)"/>')
_STEP = re.compile(r"([a-zA-Z])([^a-zA-Z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}
"""How many numbers each step takes; those of several steps may follow one letter."""

_QUARTER = math.pi / 2 + 0.001
"""A curve is a circle to the eye for a quarter of it, no further; one that is reckoned a hair longer is not cut in two."""


def strokes_of(picture: str) -> tuple[QPainterPath, ...]:
    """Return what an SVG draws, one over the other, in its own units.

    Args:
        picture: Its text, of paths and circles; arcs are parts of circles.

    Raises:
        KeyError: When a path has a step that is not read.
    """
    return tuple(
        _followed(line) if line else _circle(float(x), float(y), float(radius))
        for line, x, y, radius in _DRAWN.findall(picture)
    )


def _circle(x: float, y: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _followed(line: str) -> QPainterPath:
    path = QPainterPath()
    control: QPointF | None = None
    for letter, figures in _STEP.findall(line):
        step, numbers = letter.upper(), [float(figure) for figure in _NUMBER.findall(figures)]
        takes = _TAKES[step]
        for first in range(0, max(len(numbers), 1), takes or 1):
            control = _go(path, step, numbers[first : first + takes], letter.islower(), control)
            # What follows a move without a letter of its own are lines.
            step = "L" if step == "M" else step
    return path


def _go(
    path: QPainterPath, step: str, numbers: list[float], relative: bool, control: QPointF | None
) -> QPointF | None:
    """Go one step; return the control point that a smooth curve goes on from, None after anything but a curve."""
    here = path.currentPosition()
    origin = here if relative else QPointF()
    if step == "Z":
        path.closeSubpath()
    elif step == "H":
        path.lineTo(origin.x() + numbers[0], here.y())
    elif step == "V":
        path.lineTo(here.x(), origin.y() + numbers[0])
    elif step == "A":
        radius, _same, _turned, large, clockwise, x, y = numbers
        _bend(path, origin + QPointF(x, y), radius, large=bool(large), clockwise=bool(clockwise))
    else:
        points = [origin + QPointF(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if step == "S":
            points.insert(0, here if control is None else here * 2 - control)
        if len(points) > 1:
            path.cubicTo(*points)
            return points[1]
        (path.moveTo if step == "M" else path.lineTo)(points[0])
    return None


def _bend(path: QPainterPath, end: QPointF, radius: float, *, large: bool, clockwise: bool) -> None:
    """Go along a circle, as large as it has to be to get there; where it ends as it begins there is none."""
    start = path.currentPosition()
    half = (end - start) / 2
    reach = math.hypot(half.x(), half.y())
    if not reach:
        return
    radius = max(radius, reach)
    # Its centre lies beside the middle of the way: on the one side for the short arc, on the other for the long one.
    aside = math.sqrt(radius**2 - reach**2) / reach * (1 if large != clockwise else -1)
    centre = start + half + _across(half) * aside
    begun, ended = (math.atan2(at.y() - centre.y(), at.x() - centre.x()) for at in (start, end))
    turned = (ended - begun) % (2 * math.pi) - (0 if clockwise else 2 * math.pi)
    pieces = math.ceil(abs(turned) / _QUARTER)
    angle = turned / pieces
    pull = 4 / 3 * math.tan(angle / 4)
    for piece in range(pieces):
        first, last = begun + piece * angle, begun + (piece + 1) * angle
        leaves, comes = _on_circle(first), _on_circle(last)
        path.cubicTo(
            centre + (leaves + _across(leaves) * pull) * radius,
            centre + (comes - _across(comes) * pull) * radius,
            centre + comes * radius,
        )


def _on_circle(angle: float) -> QPointF:
    return QPointF(math.cos(angle), math.sin(angle))


def _across(way: QPointF) -> QPointF:
    """Return the way a quarter further, clockwise as a screen counts."""
    return QPointF(-way.y(), way.x())
