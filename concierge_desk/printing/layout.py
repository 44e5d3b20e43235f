"""Layout of texts that share a width: wrapping, pairs and columns, in characters or in points alike."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeAlias

from concierge_desk.domain.document import Block, Gap, Pair, Rule, Table

Measure: TypeAlias = Callable[[str], float]

_BREAKABLE = re.compile("[^\\S\u00a0\u2007\u202f]+")
_GLUED = frozenset("\u00a0\u2007\u202f")
_PLAIN = str.maketrans(dict.fromkeys(_GLUED, " "))
_TOLERANCE = 1e-3
"""A text as wide as its room fits, whatever rounding made of either; less than any eye or printer sees."""

_ROUNDING = 1e-6
_NARROWEST_LABEL = 1 / 3


@dataclass(frozen=True, slots=True)
class Ruler:
    """Ruler of a medium: the widths of texts on it.

    Attributes:
        clean: Makes of a text what the medium can show.
        plain: Width of a text.
        strong: Width of an emphasised text.
        gap: Least distance between two columns.
        floor: A left column is not made narrower than this for the sake of the others.
    """

    clean: Callable[[str], str]
    plain: Measure
    strong: Measure
    gap: float
    floor: float

    def measure(self, strong: bool) -> Measure:
        """Return the measure of emphasised texts, or of the others."""
        return self.strong if strong else self.plain


def tidy(text: str) -> str:
    """Return the text in NFC, without invisible characters, with single spaces where it may break."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    if plain.isprintable() and "  " not in text:
        # Nothing of it is invisible, and it breaks at single spaces alone.
        return unicodedata.normalize("NFC", text).strip()
    visible = "".join(
        character
        for character in unicodedata.normalize("NFC", text)
        if unicodedata.category(character) != "Cf"
    )
    return _BREAKABLE.sub(" ", visible).strip()


def wrap(text: str, limit: float, measure: Measure) -> list[str]:
    """Return the lines of a tidy text: broken between words, inside a word only where it is too long."""
    if measure(text) <= limit + _TOLERANCE:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if measure(longer) <= limit + _TOLERANCE:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, limit, measure)
        lines += full
    return [*lines, line]


def pair_lines(pair: Pair, limit: float, ruler: Ruler) -> list[tuple[str, str]]:
    """Return the lines of a pair, as left and right texts.

    The value stays in one piece where the width allows; the label wraps beside it, the value standing on
    its last line, or above it where too little room is left.
    """
    measure = ruler.measure(pair.strong)
    left, right = ruler.clean(pair.left), ruler.clean(pair.right)
    room = limit - measure(right) - ruler.gap if right else limit
    if measure(left) <= room + _TOLERANCE or room >= limit * _NARROWEST_LABEL:
        *above, last = wrap(left, room, measure)
        return [*((line, "") for line in above), (last, right)]
    labels = wrap(left, limit, measure) if left else []
    return [*((line, "") for line in labels), *(("", line) for line in wrap(right, limit, measure))]


def row_lines(cells: Sequence[str], widths: Sequence[float], measure: Measure) -> list[tuple[str, ...]]:
    """Return the lines of a table's row, each cell wrapped into its column."""
    return list(zip_longest(*_wrapped(cells, widths, measure), fillvalue=""))


def title_lines(titles: Sequence[str], widths: Sequence[float], measure: Measure) -> list[tuple[str, ...]]:
    """Return the lines of a table's titles, all of them standing on the last one."""
    upwards = [lines[::-1] for lines in _wrapped(titles, widths, measure)]
    return list(zip_longest(*upwards, fillvalue=""))[::-1]


def cleaned(table: Table, ruler: Ruler) -> Table:
    """Return the table as the medium can show it."""
    return Table(
        tuple(replace(column, title=ruler.clean(column.title)) for column in table.columns),
        tuple(tuple(map(ruler.clean, row)) for row in table.rows),
        None if table.total is None else tuple(map(ruler.clean, table.total)),
    )


def table_widths(table: Table, available: float, ruler: Ruler, *, breaking: bool) -> list[float] | None:
    """Return the width of each column of a cleaned table, or nothing where it does not fit.

    Widths go by share; a column that needs more gets it from the others. Figures are never broken; their
    titles wrap where they have to; the longest words of left columns are broken, where ``breaking`` allows
    and nothing else helps.
    """
    room = available - ruler.gap * (len(table.columns) - 1)
    shares = [column.share for column in table.columns]
    needs = [_need(table, index, ruler, whole=True) for index in range(len(shares))]
    if sum(needs) > room:
        needs = [_need(table, index, ruler, whole=False) for index in range(len(shares))]
    if breaking and sum(needs) > room:
        needs = _levelled(table, needs, room, ruler.floor)
    return _share_out(room, shares, needs)


def stacked(table: Table) -> Iterator[Block]:
    """Yield a table that is too wide for its paper as one pair per cell, row under row."""
    for number, row in enumerate(table.rows):
        if number:
            yield Gap()
        for column, cell in zip(table.columns, row, strict=True):
            yield Pair(column.title, cell)
    if table.total is not None:
        yield Rule()
        for column, cell in zip(table.columns, table.total, strict=True):
            if cell:
                yield Pair(column.title, cell, strong=True)


def _wrapped(cells: Sequence[str], widths: Sequence[float], measure: Measure) -> list[list[str]]:
    return [wrap(cell, width, measure) for cell, width in zip(cells, widths, strict=True)]


def _pieces(word: str, limit: float, measure: Measure) -> list[str]:
    pieces = []
    while len(word) > 1 and measure(word) > limit + _TOLERANCE:
        ends = range(1, len(word))
        cut = max(1, bisect_right(ends, limit + _TOLERANCE, key=lambda end: measure(word[:end])))
        cut = _after_hyphen(word, cut) or _beside_no_space(word, cut)
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def _after_hyphen(word: str, cut: int) -> int:
    """Return the last place up to a cut that stands behind a hyphen: groups of digits stay whole; 0 where none does."""
    return word.rfind("-", 1, cut) + 1


def _beside_no_space(word: str, cut: int) -> int:
    """Return the last place up to a cut that has no no-break space on either side, where there is one."""
    free = (end for end in range(cut, 0, -1) if not _GLUED & {word[end - 1], word[end]})
    return next(free, cut)


def _need(table: Table, index: int, ruler: Ruler, *, whole: bool) -> float:
    """Return the width a column cannot do without: its figures under their whole title, or its longest word."""
    column = table.columns[index]
    total = [] if table.total is None else [table.total[index]]
    plain = [row[index] for row in table.rows]
    if column.align == "left":
        total, plain = " ".join(total).split(" "), " ".join(plain).split(" ")
    titles = [column.title] if whole and column.align == "right" else column.title.split(" ")
    return max(0, *map(ruler.strong, (*titles, *total)), *map(ruler.plain, plain))


def _levelled(table: Table, needs: list[float], room: float, floor: float) -> list[float]:
    """Lower the highest needs of the left columns to one level, not below the floor, until all fit."""
    lefts = sorted(need for column, need in zip(table.columns, needs, strict=True) if column.align == "left")
    room -= sum(needs) - sum(lefts)
    level = floor
    for lower, need in enumerate(lefts):
        level = room / (len(lefts) - lower)
        if need > level:
            break
        room -= need
    return [
        min(need, max(level, floor)) if column.align == "left" else need
        for column, need in zip(table.columns, needs, strict=True)
    ]


def _share_out(room: float, shares: Sequence[int], needs: Sequence[float]) -> list[float] | None:
    if sum(needs) > room + _ROUNDING:
        return None
    given: dict[int, float] = {}
    while True:
        free = [index for index in range(len(shares)) if index not in given]
        unit = (room - sum(given.values())) / sum(shares[index] for index in free)
        short = [index for index in free if unit * shares[index] < needs[index] - 2 * _ROUNDING]
        if not short:
            return [given.get(index, unit * share) for index, share in enumerate(shares)]
        given |= {index: needs[index] for index in short}
