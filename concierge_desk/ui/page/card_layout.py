"""Layout of a card at a width: place, title, tag, detail, act."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.texts.messages import low
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.button import BUTTON_SIDE
from concierge_desk.ui.kit.fonts import text_font
from concierge_desk.ui.kit.layouts import pixels
from concierge_desk.ui.kit.tokens import Tokens

WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
CENTRED = Qt.AlignmentFlag.AlignCenter

_TALL = 100_000
_LONG_WORD = re.compile(r"\S{16}(?=\S)")
_LEAST_LETTERS = 14
"""Least width of the words beside the act, in heights of a title; with less the act goes below."""

_MARKS = {"warning": "!", "bad": "!"}
"""What stands in the square of what lies nowhere."""


@dataclass(frozen=True, slots=True)
class WrittenText:
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
        """Rectangle of the words alone."""
        return self.rect.adjusted(self.pad, 0, -self.pad, 0)


@dataclass(frozen=True, slots=True)
class Turn:
    """Hint that leads to a card that is not chosen.

    Attributes:
        label: What is drawn as its button; empty where nothing leads there.
        caps: Keys that do the same.
    """

    label: str = ""
    caps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A card at a width.

    Attributes:
        written: What is drawn.
        main: Where the button of the act stands.
        more: Where its other acts stand.
        height: How high the card is.
        turn: Where what leads to it is drawn as a button, while it is not the chosen one.
        asked: Size that the button asked for.
    """

    written: tuple[WrittenText, ...]
    main: QRect
    more: QRect
    height: int
    turn: QRect
    asked: QSize


def title_of(offer: Offer) -> str:
    """Return what a card is headed by: whoever it is for, else what it is."""
    return offer.person or offer.title


def detail_of(offer: Offer) -> str:
    """Return the line below: what it is, where its person stands above, and what is known of it."""
    if not offer.person:
        return offer.detail
    return " · ".join(filter(None, (offer.title, low(offer.detail))))


def plan_of(offer: Offer, turn: Turn, main: QWidget | None, more: QWidget | None, width: int) -> Plan:
    """Lay a card out.

    Args:
        offer: What it shows.
        turn: What leads to it; none where it is the chosen one.
        main: Button of its chosen act, where it is the chosen one.
        more: Its other acts.
        width: How wide it is.
    """
    tokens = theme.current()
    side, top, gap = tokens.unit * 2, tokens.unit * 2 - 2, tokens.unit * 3 // 2
    place = _place(offer, tokens)
    left = side + (place.rect.width() + tokens.unit * 5 // 2 if place is not None else 0)
    button = main.sizeHint() if main is not None else _turn_size(turn, tokens)
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
    if turn.label and button.height():
        written += _turn(turn, act, tokens)
    below = QRect()
    if more is not None:
        # Its words begin where the title begins.
        start = left - pixels(BUTTON_SIDE)
        across = width - side - start
        below = QRect(start, bottom + tokens.unit, across, more.heightForWidth(across))
        bottom = below.bottom() + 1
    where = (act, QRect()) if main is not None else (QRect(), act)
    return Plan(tuple(written), where[0], below, bottom + top, where[1], button)


def _place(offer: Offer, tokens: Tokens) -> WrittenText | None:
    text = offer.place or _MARKS.get(offer.tone, "")
    if not text:
        return None
    font = text_font(tokens.title, QFont.Weight.Bold)
    tone = "bad" if offer.tone == "bad" else "plain"
    square = tokens.unit * 6
    size = _natural(text, font)
    rect = QRect(tokens.unit * 2, 0, max(square, size.width() + tokens.unit), max(square, size.height()))
    ink = "bad" if tone == "bad" else "on_accent_soft"
    return WrittenText(text, rect, font, ink, CENTRED, _toned(tone, tokens), tokens.radius)


def _words(offer: Offer, room: QRect, tokens: Tokens) -> list[WrittenText]:
    font = text_font(tokens.title, QFont.Weight.Bold)
    written = [_wrapped(title_of(offer), font, room, "ink")]
    if offer.tag:
        written.append(_tag(offer, written[0].rect, room, tokens))
    typed = ((f"{label}\u00a0: {text}", "ink") for label, text in offer.words)
    for text, ink in ((detail_of(offer), "muted"), *typed):
        if text:
            below = max(one.rect.bottom() + 1 for one in written) + tokens.unit // 4
            lower = QRect(room.x(), below, room.width(), 0)
            written.append(_wrapped(text, text_font(tokens.small), lower, ink))
    return written


def _tag(offer: Offer, title: QRect, room: QRect, tokens: Tokens) -> WrittenText:
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
    return WrittenText(text, rect, font, ink, flags, _toned(offer.tone, tokens), tokens.corner - 2, pad)


def _turn_size(turn: Turn, tokens: Tokens) -> QSize:
    if not turn.label:
        return QSize(0, 0)
    label, caps = _turn_sizes(turn, tokens)
    across = label.width() + sum(cap.width() for cap in caps) + tokens.unit * (3 + len(caps))
    return QSize(across, max(tokens.target, label.height() + tokens.unit))


def _turn_sizes(turn: Turn, tokens: Tokens) -> tuple[QSize, list[QSize]]:
    label = _natural(turn.label, text_font(tokens.text, QFont.Weight.DemiBold))
    small = text_font(tokens.cap, QFont.Weight.DemiBold)
    return label, [_natural(cap, small) + QSize(tokens.cap, 5) for cap in turn.caps]


def _turn(turn: Turn, act: QRect, tokens: Tokens) -> list[WrittenText]:
    """Draw what leads to a card that is not chosen, with its keys, as a button."""
    label, caps = _turn_sizes(turn, tokens)
    edge = (tokens.card, tokens.edge, float(tokens.border))
    frame = WrittenText("", act, text_font(tokens.text), "ink", CENTRED, edge, tokens.corner)
    words = QRect(act.x() + tokens.unit * 3 // 2, act.y(), label.width(), act.height())
    written = [
        frame,
        WrittenText(turn.label, words, text_font(tokens.text, QFont.Weight.DemiBold), "ink", CENTRED),
    ]
    right = act.right() - tokens.unit * 3 // 2
    for cap, size in zip(reversed(turn.caps), reversed(caps), strict=True):
        key = QRect(QPoint(right - size.width(), act.y() + (act.height() - size.height()) // 2), size)
        small = text_font(tokens.cap, QFont.Weight.DemiBold)
        written.append(WrittenText(cap, key, small, "muted", CENTRED, edge, 5))
        right = key.left() - tokens.unit
    return written


def _wrapped(text: str, font: QFont, room: QRect, ink: str) -> WrittenText:
    shown = _LONG_WORD.sub("\\g<0>\N{ZERO WIDTH SPACE}", text)
    within = QRect(room.x(), room.y(), room.width(), _TALL)
    found = QFontMetrics(font).boundingRect(within, int(WRAPPED), shown)
    return WrittenText(
        shown, QRect(room.x(), room.y(), min(found.width() + 2, room.width()), found.height()), font, ink
    )


def _moved(written: WrittenText, down: int) -> WrittenText:
    rect = written.rect.translated(0, down)
    return WrittenText(
        written.text, rect, written.font, written.ink, written.flags, written.box, written.radius, written.pad
    )


def _natural(text: str, font: QFont) -> QSize:
    metrics = QFontMetrics(font)
    return QSize(metrics.horizontalAdvance(text) + 2, metrics.height())


def _toned(tone: str, tokens: Tokens) -> tuple[str, str, float]:
    ink, soft = tokens.tone(tone)
    # A theme without grounds tells the tone by an edge.
    return (soft, ink, float(tokens.border)) if soft == tokens.card else (soft, "", 0.0)
