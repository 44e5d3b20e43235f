"""Posters for the place where people pay: what the law wants told there, in the words of their time.

Source: docs/contract.md, "Amounts and dated rows"; docs/requirements.md, R-2.01 (note of services),
docs/requirements.md, R-2.03 (ticket on request).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from concierge_desk import paths
from concierge_desk.counter.context import Settings
from concierge_desk.domain import dated
from concierge_desk.domain.document import Block, Display, Document, Frame, Gap, Paragraph

NAMES = ("ticket", "note")

_COLUMNS = ("poster", "style", "text_fr", "valid_from", "valid_to", "source")


@dataclass(frozen=True, slots=True)
class PosterRow:
    """A sentence of a poster, and the days on which it holds."""

    poster: str
    style: str
    text: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster, as it reads on a day.

    Attributes:
        name: One of `NAMES`.
        rows: Its sentences, from top to bottom.
    """

    name: str
    rows: tuple[PosterRow, ...]


def poster_on(name: str, day: date) -> Poster | None:
    """Return a poster as it reads on a day; None where nothing is to be told."""
    rows = tuple(row for row in dated.holding(_rows(), day) if row.poster == name)
    return Poster(name, rows) if rows else None


def poster(state: Poster, settings: Settings, copy: int) -> Document:
    """Draw a poster, in French: whoever pays here must be able to read it."""
    blocks = [block for row in state.rows for block in (*_SPACE[row.style], _STYLES[row.style](row.text))]
    signed = Paragraph(settings.name, emphasis=True, size="large")
    title = state.rows[0].text
    return Document("poster", title, title, "a4", (*blocks, Gap(), signed), settings.practice, copy)


_STYLES: Mapping[str, Callable[[str], Block]] = {
    "display": Display,
    "frame": lambda text: Frame(text, emphasis=True, size="large"),
    "lead": lambda text: Paragraph(text, size="large"),
    "heading": lambda text: Paragraph(text, emphasis=True, size="large"),
    "item": lambda text: Paragraph(f"• {text}", size="large"),
    "small": lambda text: Paragraph(text, size="small"),
}
_SPACE: Mapping[str, tuple[Block, ...]] = {style: (Gap(),) for style in _STYLES} | {"display": (), "item": ()}
"""Before each: the items of a list stand together."""


@cache
def _rows() -> tuple[PosterRow, ...]:
    return read_poster_rows(paths.resource_text("posters.csv"))


def read_poster_rows(csv_text: str) -> tuple[PosterRow, ...]:
    """Return the rows of ``resources/posters.csv``.

    Raises:
        BadRow: With the number of the first wrong line.
    """
    rows = []
    for line in dated.lines(csv_text, _COLUMNS):
        line.text("source")
        style = line.word("style", tuple(_STYLES))
        rows.append(PosterRow(line.text("poster"), style, line.text("text_fr"), *line.period()))
    return tuple(rows)
