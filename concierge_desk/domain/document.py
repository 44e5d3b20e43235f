"""A document as pure data: what a paper says, whatever it is then drawn on.

Source: DESIGN §6 (a document is pure data); R-1.13 (practice), R-1.21 (duplicates).
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

Paper: TypeAlias = Literal["roll80", "a6", "a4"]
Align: TypeAlias = Literal["left", "right"]

PAPERS: tuple[Paper, ...] = ("roll80", "a6", "a4")
PRACTICE_MARK = "FACTICE — SIMULATION"
"""On each page of a practice document, in French whatever the language: an authority reads it."""

MAX_TITLE = 200
"""Characters of a title or a name: they are repeated on each page and must leave room for the rest."""

_FORBIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Heading:
    """The shop's name, or what the following blocks are about.

    Raises:
        ValueError: For a control character.
    """

    text: str

    def __post_init__(self) -> None:
        """Check what was given."""
        _check(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence, wrapped by words.

    Raises:
        ValueError: For a control character.
    """

    text: str
    emphasis: bool = False

    def __post_init__(self) -> None:
        """Check what was given."""
        _check(self.text)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label on the left and its value on the right: a ticket line, a sum, a date.

    Raises:
        ValueError: For a control character.
    """

    left: str
    right: str
    strong: bool = False

    def __post_init__(self) -> None:
        """Check what was given."""
        _check(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the paper."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A little space."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its header.
        align: ``right`` for figures, whose cells are never broken; cells of the others wrap.
        share: Its part of the width, beside the shares of the other columns.

    Raises:
        ValueError: For a control character, an unknown alignment or a share that is not positive.
    """

    title: str
    align: Align = "left"
    share: int = 1

    def __post_init__(self) -> None:
        """Check what was given."""
        _check(self.title)
        if self.align not in ("left", "right"):
            raise ValueError(f"not an alignment: {self.align!r}")
        if self.share < 1:
            raise ValueError(f"not a share: {self.share}")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns, and what they add up to.

    Raises:
        ValueError: For a control character, no column, or a row or total of another length.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """Check what was given."""
        if not self.columns:
            raise ValueError("a table needs a column")
        for row in self.rows if self.total is None else (*self.rows, self.total):
            if len(row) != len(self.columns):
                raise ValueError(f"{len(row)} cells under {len(self.columns)} columns")
            _check(*row)


Block: TypeAlias = Heading | Paragraph | Pair | Rule | Table | Gap


@dataclass(frozen=True, slots=True)
class Document:
    """What a paper says; the same document gives the same bytes, whenever it is drawn.

    Attributes:
        kind: ``ticket``, ``z``, ``slip``, ``bordereau`` and so on.
        name: Its number or reference, such as ``T-2026-000001``.
        title: What it is. A6 and A4 repeat title and name at the head of each page; on a roll the
            blocks say everything, title and name are then metadata only.
        paper: ``roll80``, ``a6`` or ``a4``.
        blocks: Its content, in order, in the language asked.
        practice: Made by a practice store: each page says so.
        copy: 0 for the original, n for the n-th duplicate.
        language: Of the texts, as in ``fr`` or ``fr-FR``.

    Raises:
        ValueError: For a control character, an empty or overlong name or title, an empty kind or
            language, an unknown paper or a negative copy.

    Source: DESIGN §6; R-1.13, R-1.21, R-2.02.
    """

    kind: str
    name: str
    title: str
    paper: Paper
    blocks: tuple[Block, ...]
    practice: bool = False
    copy: int = 0
    language: str = "fr"

    def __post_init__(self) -> None:
        """Check what was given."""
        _check(self.kind, self.name, self.title, self.language)
        for text in (self.kind, self.name, self.title, self.language):
            if not 0 < len(text) <= MAX_TITLE:
                raise ValueError(f"empty or longer than {MAX_TITLE} characters: {text!r}")
        if self.paper not in PAPERS:
            raise ValueError(f"not a paper: {self.paper!r}")
        if self.copy < 0:
            raise ValueError(f"not a copy number: {self.copy}")

    @property
    def duplicate_mark(self) -> str | None:
        """``DUPLICATA n° 1`` for the first duplicate, nothing for the original.

        Source: R-1.21.
        """
        return f"DUPLICATA n° {self.copy}" if self.copy else None

    @property
    def heading(self) -> str:
        """Title and name in one line; the name once only where the title holds it already."""
        return self.title if self.name in self.title else f"{self.title} — {self.name}"


def _check(*texts: str) -> None:
    for text in texts:
        if any(unicodedata.category(character) in _FORBIDDEN for character in text):
            raise ValueError(f"a control character in {text!r}")
