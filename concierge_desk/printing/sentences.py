"""Sentences with marks -> bands: keys stand in boxes, words to type and names of the screen in bold.

Source: decision 0071.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from concierge_desk.domain.blocks.sentence import Look, Sentence, Span, spans
from concierge_desk.printing.bands import Band, BandGroup, Box, Fill, TextRun, line_of
from concierge_desk.printing.fonts import BOLD, REGULAR, measure
from concierge_desk.printing.layout import wrap
from concierge_desk.printing.style import TextSetting

_PAD = 0.28
"""Left and right of what stands on a key, in sizes."""
_EDGE = 0.45
"""Thickness of the box of a key."""
_RISE, _FALL = 0.86, 0.24
"""From the baseline to the upper and the lower edge of a box, in sizes."""
_LEADING, _SMALL_LEADING = 1.4, 1.34
"""Of a size: boxes of two lines do not touch; small print is read line by line."""
_AFTER, _SMALL_AFTER = 0.22, 0.08
"""Below a sentence, in sizes: it is told from the next one."""
_HANG = 0.45
"""Between what hangs before the lines and the lines, in sizes."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a word, of one look."""

    text: str
    look: Look
    size: float

    @property
    def font(self) -> str:
        return REGULAR if self.look == "plain" else BOLD

    @property
    def pad(self) -> float:
        return self.size * _PAD if self.look == "key" else 0

    @property
    def width(self) -> float:
        return measure(self.font, self.size)(self.text) + 2 * self.pad


_Word: TypeAlias = tuple[_Piece, ...]
"""What no line is broken within."""
_Placed: TypeAlias = tuple[float, _Piece]
"""A piece with its left end."""


def sentence_bands(block: Sentence, setting: TextSetting) -> Iterator[BandGroup]:
    """Yield the lines of a sentence, all on one page."""
    style = setting.style
    size = style.small if block.small else style.size
    lead = [piece for word in _words(block.lead, setting, size, style.inner) for piece in word]
    left = max(size * block.hang, _width(lead) + size * _HANG) if lead else size * block.hang
    lines = _lines(_words(block.text, setting, size, style.inner - left), style.inner - left, size)
    leading, after = (_SMALL_LEADING, _SMALL_AFTER) if block.small else (_LEADING, _AFTER)
    bands = []
    for number, line in enumerate(lines):
        hung = _drawn([tuple(lead)] if lead and number == 0 else [], 0, size)
        bands.append(_band(hung, _drawn(line, left, size), setting, round(size * leading, 2)))
    last = bands[-1]
    bands[-1] = replace(last, height=last.height + size * after)
    yield BandGroup(tuple(bands), keep_next=block.keep_next)


def _words(text: str, setting: TextSetting, size: float, room: float) -> list[_Word]:
    """Return the words of a text; one that is wider than the room is parted."""
    words: list[list[_Piece]] = [[]]
    for span in _quoted(spans(setting.clean(text))):
        if span.look == "key":
            words[-1].append(_Piece(span.text, span.look, size))
            continue
        for number, part in enumerate(span.text.split(" ")):
            if number:
                words.append([])
            if part:
                words[-1].append(_Piece(part, span.look, size))
    return [part for word in words if word for part in _parted(word, room)]


def _quoted(found: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans, words to type in guillemets."""
    for span in found:
        yield replace(span, text=f"«\u00a0{span.text}\u00a0»") if span.look == "word" else span


def _parted(word: list[_Piece], room: float) -> Iterator[_Word]:
    if _width(word) <= room:
        yield tuple(word)
        return
    for piece in word:
        for text in wrap(piece.text, max(room - 2 * piece.pad, piece.size), measure(piece.font, piece.size)):
            yield (replace(piece, text=text),)


def _width(pieces: Iterable[_Piece]) -> float:
    return sum(piece.width for piece in pieces)


def _lines(words: list[_Word], room: float, size: float) -> list[list[_Word]]:
    """Return the words line by line; there is always one."""
    blank = measure(REGULAR, size)(" ")
    lines: list[list[_Word]] = [[]]
    left = room
    for word in words:
        width = _width(word)
        if lines[-1] and width + blank > left:
            lines.append([])
            left = room
        left -= width + (blank if lines[-1] else 0)
        lines[-1].append(word)
    return lines


def _drawn(words: Iterable[_Word], left: float, size: float) -> list[_Placed]:
    """Return each piece of a line with its left end."""
    blank = measure(REGULAR, size)(" ")
    placed = []
    for word in words:
        for piece in word:
            placed.append((left, piece))
            left += piece.width
        left += blank
    return placed


def _band(hung: Sequence[_Placed], placed: Sequence[_Placed], setting: TextSetting, leading: float) -> Band:
    # What hangs before a line is never joined with it: it has a place of its own.
    runs = [run for pieces in (hung, placed) for run in _runs(pieces)]
    band = line_of(setting.style, *runs, leading=leading)
    boxed = [one for one in (*hung, *placed) if one[1].look == "key"]
    edges = tuple(edge for x, piece in boxed for edge in _edges(x, piece, band.baseline))
    return replace(band, fills=(Fill(edges),)) if edges else band


def _runs(placed: Sequence[_Placed]) -> Iterator[TextRun]:
    """Yield the texts of a line; what is plain is joined, so that it is read and found as one."""
    for is_plain, group in groupby(placed, key=lambda one: one[1].look == "plain"):
        pieces = list(group)
        if is_plain:
            yield _joined(pieces)
        else:
            yield from (TextRun(x + one.pad, one.text, one.font, one.size) for x, one in pieces)


def _joined(pieces: Sequence[_Placed]) -> TextRun:
    left, first = pieces[0]
    text, end = "", left
    for x, piece in pieces:
        text += f" {piece.text}" if x > end else piece.text
        end = x + piece.width
    return TextRun(left, text, first.font, first.size)


def _edges(x: float, piece: _Piece, baseline: float) -> Iterator[Box]:
    top, height = baseline - piece.size * _RISE, piece.size * (_RISE + _FALL)
    yield x, top, piece.width, _EDGE
    # Thicker below, as a key is.
    yield x, top + height - 2 * _EDGE, piece.width, 2 * _EDGE
    yield x, top, _EDGE, height
    yield x + piece.width - _EDGE, top, _EDGE, height
