"""Shapes that several components draw alike."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from concierge_desk.ui.kit.theme import current


def painter_of(widget: QWidget) -> QPainter:
    """Return a painter with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def draw_box(
    painter: QPainter, rect: QRect, fill: str, *, radius: float, edge: tuple[str, float] = ("", 0)
) -> None:
    """Draw a rounded box, its edge inside the rectangle.

    Args:
        painter: What is drawn with.
        rect: Where.
        fill: Colour, empty for none.
        radius: Of its corners.
        edge: Colour and width of its edge; no edge where the colour is empty.
    """
    colour, width = edge
    inset = width / 2 if colour else 0
    painter.setPen(QPen(QColor(colour), width) if colour else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(
        QRectF(rect).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset
    )


def draw_option(painter: QPainter, button: QAbstractButton) -> None:
    """Draw one of several that are chosen from: the chosen one has the accent's edge, the one under the pointer a tint."""
    tokens, chosen = current(), button.isChecked()
    fill = tokens.accent_soft if chosen else tokens.hover if button.underMouse() else tokens.card
    edge = (tokens.accent, tokens.border + 1) if chosen else (tokens.line, tokens.border)
    draw_box(painter, button.rect(), fill, radius=tokens.corner, edge=edge)
