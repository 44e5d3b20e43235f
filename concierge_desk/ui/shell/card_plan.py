"""Where the words of a card stand, at a width: place, title, tag, detail, act.

Source: mock counter.png; mock README (at 200 % text nothing is cut).
"""

import re
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.offers import Offer
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.fonts import text_font
from concierge_desk.ui.kit.tokens import Tokens
from concierge_desk.ui.shell.card_acts import quiet_side

WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
CENTRED = Qt.AlignmentFlag.AlignCenter

_TALL = 100_000
_LONG_WORD = re.compile(r"\S{24}(?=\S)")
_LEAST_LETTERS = 15
"""Least width of the words beside the act, in heights of a title; with less the act goes below."""

_MARKS = {"warning": "!", "bad": "!"}
"""What stands in the square of what lies nowhere."""


@dataclass(frozen=True, slots=True)
class Written:
    """Words on a card.

    Attributes:
        text: As drawn.
        rect: Where they and their box stand.
        font: Their font.
        ink: Name of their colour among the tokens.
        flags: How they are aligned.
        box: Colours of ground and edge, and the edge's width; empty for none.
        radius: Of the box.
        pad: Room between box and words at each side.
    """

    text: str
    rect: QRect
    font: QFont
    ink: str
    flags: Qt.TextFlag | Qt.AlignmentFlag = WRAPPED
    box: tuple[str, str, float] | tuple[()] = ()
    radius: int = 0
    pad: int = 0

    @property
    def inner(self) -> QRect:
        """Where the words alone stand."""
        return self.rect.adjusted(self.pad, 0, -self.pad, 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """A card at a width.

    Attributes:
        written: What is drawn.
        main: Where the button of the act stands.
        more: Where its other acts stand.
        height: How high the card is.
    """

    written: tuple[Written, ...]
    main: QRect
    more: QRect
    height: int


def plan_of(offer: Offer, turn: str, main: QWidget | None, more: QWidget | None, width: int) -> Plan:
    """Lay a card out.

    Args:
        offer: What it shows.
        turn: Key that leads to it, drawn with its first act; empty where it is the chosen one.
        main: Button of its chosen act, where it is the chosen one.
        more: Its other acts.
        width: How wide it is.
    """
    tokens = theme.current()
    side, top, gap = tokens.unit * 2, tokens.unit * 2 - 2, tokens.unit * 3 // 2
    place = _place(offer, tokens)
    left = side + (place.rect.width() + tokens.unit * 5 // 2 if place is not None else 0)
    button = main.sizeHint() if main is not None else _turn_size(offer, turn, tokens)
    beside = width - side - left - button.width() - gap >= tokens.title * _LEAST_LETTERS
    room = width - side - left - (button.width() + gap if beside and button.width() else 0)
    words = _words(offer, QRect(left, top, max(room, 1), 0), tokens)
    high = max((one.rect.bottom() + 1 - top for one in words), default=0)
    down = top + max(high, place.rect.height() if place is not None else 0)
    act = QRect(QPoint(width - side - button.width(), top), button)
    if not beside and button.height():
        act = QRect(left, down + gap, min(button.width(), width - side - left), button.height())
        bottom = act.bottom() + 1
    else:
        bottom = max(down, top + button.height())
        act.moveTop(top + (bottom - top - button.height()) // 2)
    middle = top + ((bottom if beside else down) - top) // 2
    written = [_moved(one, middle - high // 2 - top) for one in words]
    if place is not None:
        written.insert(0, _moved(place, middle - place.rect.height() // 2))
    if turn and button.height():
        written += _turn(offer, turn, act, tokens)
    below = QRect()
    if more is not None:
        # Its words begin where the title begins.
        start = left - quiet_side()
        across = width - side - start
        below = QRect(start, bottom + tokens.unit, across, more.heightForWidth(across))
        bottom = below.bottom() + 1
    return Plan(tuple(written), act if main is not None else QRect(), below, bottom + top)


def _place(offer: Offer, tokens: Tokens) -> Written | None:
    text = offer.place or _MARKS.get(offer.tone, "")
    if not text:
        return None
    font = text_font(tokens.title, QFont.Weight.Bold)
    tone = "bad" if offer.tone == "bad" else "plain"
    square = tokens.unit * 6
    size = _natural(text, font)
    rect = QRect(tokens.unit * 2, 0, max(square, size.width() + tokens.unit), max(square, size.height()))
    ink = "bad" if tone == "bad" else "on_accent_soft"
    return Written(text, rect, font, ink, CENTRED, _toned(tone, tokens), tokens.radius)


def _words(offer: Offer, room: QRect, tokens: Tokens) -> list[Written]:
    font = text_font(tokens.title, QFont.Weight.Bold)
    written = [_wrapped(offer.title, font, room, "ink")]
    if offer.tag:
        written.append(_tag(offer, written[0].rect, room, tokens))
    if offer.detail:
        below = max(one.rect.bottom() + 1 for one in written) + tokens.unit // 4
        lower = QRect(room.x(), below, room.width(), 0)
        written.append(_wrapped(offer.detail, text_font(tokens.small), lower, "muted"))
    return written


def _tag(offer: Offer, title: QRect, room: QRect, tokens: Tokens) -> Written:
    """Place the tag behind the title where there is room, else below it."""
    font = text_font(tokens.tiny, QFont.Weight.DemiBold)
    pad = round(tokens.tiny * 0.55)
    size = _natural(offer.tag, font) + QSize(2 * pad, 3)
    ink = offer.tone if offer.tone != "plain" else "on_accent_soft"
    left, text = title.right() + 1 + tokens.unit, offer.tag
    if left + size.width() <= room.right() + 1:
        rect = QRect(QPoint(left, title.y() + (title.height() - size.height()) // 2), size)
    else:
        lower = QRect(room.x(), title.bottom() + 1 + tokens.unit // 4, max(room.width() - 2 * pad, 1), 0)
        wrapped = _wrapped(offer.tag, font, lower, ink)
        text, inner = wrapped.text, wrapped.rect
        rect = QRect(room.x(), lower.y(), inner.width() + 2 * pad, inner.height() + 3)
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return Written(text, rect, font, ink, flags, _toned(offer.tone, tokens), tokens.corner - 2, pad)


def _turn_size(offer: Offer, turn: str, tokens: Tokens) -> QSize:
    if not turn:
        return QSize(0, 0)
    label, cap = _turn_sizes(offer, turn, tokens)
    return QSize(
        label.width() + cap.width() + tokens.unit * 4, max(tokens.target, label.height() + tokens.unit)
    )


def _turn_sizes(offer: Offer, turn: str, tokens: Tokens) -> tuple[QSize, QSize]:
    label = _natural(offer.acts[0].label, text_font(tokens.text, QFont.Weight.DemiBold))
    cap = _natural(turn, text_font(tokens.cap, QFont.Weight.DemiBold)) + QSize(tokens.cap, 5)
    return label, cap


def _turn(offer: Offer, turn: str, act: QRect, tokens: Tokens) -> list[Written]:
    """Draw the act of a card that is not chosen, with the key that leads there: a press chooses the card."""
    label, cap = _turn_sizes(offer, turn, tokens)
    edge = (tokens.card, tokens.edge, float(tokens.border))
    frame = Written("", act, text_font(tokens.text), "ink", CENTRED, edge, tokens.corner)
    words = QRect(act.x() + tokens.unit * 3 // 2, act.y(), label.width(), act.height())
    key = QRect(QPoint(act.right() - tokens.unit * 3 // 2 - cap.width(), 0), cap)
    key.moveTop(act.y() + (act.height() - cap.height()) // 2)
    bold = text_font(tokens.text, QFont.Weight.DemiBold)
    small = text_font(tokens.cap, QFont.Weight.DemiBold)
    return [
        frame,
        Written(offer.acts[0].label, words, bold, "ink", CENTRED),
        Written(turn, key, small, "muted", CENTRED, edge, 5),
    ]


def _wrapped(text: str, font: QFont, room: QRect, ink: str) -> Written:
    shown = _LONG_WORD.sub("\\g<0>\N{ZERO WIDTH SPACE}", text)
    within = QRect(room.x(), room.y(), room.width(), _TALL)
    found = QFontMetrics(font).boundingRect(within, int(WRAPPED), shown)
    return Written(
        shown, QRect(room.x(), room.y(), min(found.width() + 2, room.width()), found.height()), font, ink
    )


def _moved(written: Written, down: int) -> Written:
    rect = written.rect.translated(0, down)
    return Written(
        written.text, rect, written.font, written.ink, written.flags, written.box, written.radius, written.pad
    )


def _natural(text: str, font: QFont) -> QSize:
    metrics = QFontMetrics(font)
    return QSize(metrics.horizontalAdvance(text) + 2, metrics.height())


def _toned(tone: str, tokens: Tokens) -> tuple[str, str, float]:
    ink, soft = tokens.tone(tone)
    # A theme without grounds tells the tone by an edge.
    return (soft, ink, float(tokens.border)) if soft == tokens.card else (soft, "", 0.0)
