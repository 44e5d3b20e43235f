"""Paint of the calendar: bars of what is taken, heads of days and of things; what a bar means, it says by picture and word.

Source: docs/requirements.md, R-7.03; decision 0095.
"""

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from concierge_desk.counter.cards.taken_days import How, TakenSpan
from concierge_desk.pages.calendar.days_model import DaysModel
from concierge_desk.ui.kit.fonts import text_font
from concierge_desk.ui.kit.icons import pixmap
from concierge_desk.ui.kit.shapes import draw_box
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.theme import current

_Index = QModelIndex | QPersistentModelIndex
_PICTURES: dict[How, str] = {
    "lent": "arrow-right",
    "late": "warning",
    "reserved": "clock",
    "kept": "person",
    "resting": "pause",
    "unusable": "cross",
    "full": "minus",
    "ended": "check",
}
_TONES: dict[How, str] = {"late": "bad", "reserved": "warning", "kept": "good", "lent": "plain"}


def _dye(span: TakenSpan) -> tuple[str, str]:
    """Return ink and ground of a bar: where something is left, its ground is that of the page."""
    tokens = current()
    tone = _TONES.get(span.how)
    ink, ground = (tokens.muted, tokens.off) if tone is None else tokens.tone(tone)
    return ink, ground if span.takes else tokens.card


class DaysDelegate(QStyledItemDelegate):
    """Draws a cell: its ground, its part of a bar, the ring of what is chosen."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        tokens, model = current(), index.model()
        if not isinstance(model, DaysModel):
            raise TypeError(model)
        day, rect = model.days[index.column()], option.rect
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(tokens.card if day.opens else _shade()))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), QColor(tokens.line))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        if day.is_today:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), QColor(tokens.accent))
        span = model.taken(index)
        if span is None:
            _draw_ring(painter, option)
        else:
            bar = _bar_rect(model, span, index, rect)
            _draw_bar(painter, span, bar)
            _draw_ring(painter, option)
            # Above the ring: its edge would go through the words of a bar of several days.
            _draw_words(painter, span, bar)
        painter.restore()


def _draw_ring(painter: QPainter, option: QStyleOptionViewItem) -> None:
    tokens = current()
    if option.state & QStyle.StateFlag.State_Selected:
        ring = tokens.focus if option.state & QStyle.StateFlag.State_HasFocus else tokens.accent
        draw_box(painter, option.rect.adjusted(1, 1, -2, -2), "", radius=tokens.corner - 2, edge=(ring, 2))


def _shade() -> str:
    tokens = current()
    # A theme without grounds shades by the one of buttons that cannot be pressed.
    return tokens.ground if tokens.ground != tokens.card else tokens.off


def _bar_rect(model: DaysModel, span: TakenSpan, index: _Index, rect: QRect) -> QRect:
    """Return where the whole bar lies of which a cell shows a part."""
    days, column, pad = model.days, index.column(), 3
    first = next(place for place, day in enumerate(days) if day.day >= span.first)
    last = max(place for place, day in enumerate(days) if day.day <= span.last)
    wide = rect.width()
    left = rect.left() - (column - first) * wide + pad
    right = rect.right() + (last - column) * wide - pad
    before, behind = span.first < days[first].day, span.last > days[last].day
    return QRect(left, rect.top() + pad, right - left, rect.height() - 2 * pad - 1).adjusted(
        -2 * pad if before else 0, 0, 2 * pad if behind else 0, 0
    )


def _draw_bar(painter: QPainter, span: TakenSpan, rect: QRect) -> None:
    tokens = current()
    ink, ground = _dye(span)
    if ground == tokens.card:
        # Nothing left has a whole edge, something left a broken one: no theme has to be seen in colour.
        style = Qt.PenStyle.SolidLine if span.takes else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(ink), tokens.border, style))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), tokens.corner - 2, tokens.corner - 2)
    else:
        draw_box(painter, rect, ground, radius=tokens.corner - 2)


def _draw_words(painter: QPainter, span: TakenSpan, rect: QRect) -> None:
    tokens = current()
    ink, ground = _dye(span)
    side, pad = tokens.tiny, tokens.unit * 3 // 4
    font = text_font(tokens.tiny, QFont.Weight.DemiBold)
    wide = QFontMetrics(font).horizontalAdvance(span.label)
    fits = pad + side + pad // 2 + wide + pad <= rect.width()
    # A bar of one day has its picture in the middle.
    left = rect.left() + pad if fits else rect.left() + max((rect.width() - side) // 2, 0)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(
        left, rect.top() + (rect.height() - side) // 2, pixmap(_PICTURES[span.how], ink, side, ratio)
    )
    if fits:
        words = QRect(left + side + pad // 2, rect.top(), wide + 2, rect.height())
        painter.fillRect(words.adjusted(-1, pad, 1, -pad), QColor(ground))
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, span.label)


class DayHeads(QHeaderView):
    """Heads of the days: in one line where there is room, else the day below its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Two lines high."""
        metrics = QFontMetrics(text_font(current().tiny))
        return QSize(super().sizeHint().width(), 2 * metrics.height() + current().unit)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802  (Qt's name)
        """Draw one."""
        tokens, model = current(), self.model()
        if not isinstance(model, DaysModel):
            raise TypeError(model)
        day = model.days[section]
        painter.save()
        painter.fillRect(rect, QColor(tokens.card if day.opens else _shade()))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        weight = QFont.Weight.Bold if day.is_today else QFont.Weight.Normal
        painter.setFont(text_font(tokens.tiny, weight))
        painter.setPen(QColor(tokens.accent if day.is_today else tokens.muted))
        if day.is_today:
            painter.fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 3), QColor(tokens.accent))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"{day.weekday}\n{day.number}")
        painter.restore()


class ThingHeads(QHeaderView):
    """Heads of the things: what each is, and its number below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802  (Qt's name)
        """Draw one; a kind begins with a line of its own."""
        tokens, model = current(), self.model()
        if not isinstance(model, DaysModel):
            raise TypeError(model)
        row = model.rows[section]
        painter.save()
        painter.fillRect(rect, QColor(tokens.card))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), QColor(tokens.line))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))
        side = tokens.unit * 3 // 2
        inner = rect.adjusted(side, 2, -tokens.unit // 2, -3)
        lines = [(row.title, _head_font(tokens.small), tokens.ink)]
        below = " · ".join(filter(None, (say("late") if row.late else "", row.number)))
        if below:
            lines.append((below, text_font(tokens.tiny), tokens.bad if row.late else tokens.muted))
        high = inner.height() // len(lines)
        for place, (text, font, ink) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, inner.width())
            within = QRect(inner.left(), inner.top() + place * high, inner.width(), high)
            painter.drawText(within, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


@cache
def _head_font(pixels: int) -> QFont:
    return text_font(pixels, QFont.Weight.DemiBold)
