"""A document as pure data: what a paper says, whatever it is then drawn on.

Source: docs/contract.md, "Documents"; docs/requirements.md, R-1.13 (practice), R-1.21
(duplicates).
"""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from concierge_desk.domain.blocks.picture import Picture
from concierge_desk.domain.blocks.sentence import Sentence, check_printed

Paper: TypeAlias = Literal["roll80", "roll58", "a6", "a5", "a4"]
Align: TypeAlias = Literal["left", "right"]
Size: TypeAlias = Literal["small", "text", "large"]

ROLLS: dict[int, Paper] = {80: "roll80", 58: "roll58"}
"""The rolls by the width of their paper, in millimetres."""

PAPERS: tuple[Paper, ...] = (*ROLLS.values(), "a6", "a5", "a4")
SIZES: tuple[Size, ...] = ("small", "text", "large")
PRACTICE_MARK = "FACTICE — SIMULATION"
"""On each page of a practice document, in French whatever the language: an authority reads it."""

MAX_TITLE = 200
"""Characters of a title or a name: they are repeated on each page and must leave room for the rest."""

MAX_CODE = 200
"""Characters of a printed code: what a symbol still holds that the narrowest roll can show."""

LEAST_LINE_MM = 12
"""A line with its printed code is not lower: a scanner held by hand finds its bars, and a hand has room."""

_READABLE = 6
"""Characters that are read at one glance; longer parts of a code are grouped."""
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """The shop's name, or what the following blocks are about.

    Raises:
        ValueError: For a control character.
    """

    text: str

    def __post_init__(self) -> None:
        """Check what was given."""
        check_printed(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence, wrapped by words.

    Attributes:
        text: The sentence.
        emphasis: In bold.
        size: ``small`` for what the law wants told and nobody reads twice, ``large`` for what is read
            standing: a poster, a notice. In text all are alike.

    Raises:
        ValueError: For a control character or an unknown size.
    """

    text: str
    emphasis: bool = False
    size: Size = "text"

    def __post_init__(self) -> None:
        """Check what was given."""
        check_printed(self.text)
        _check_size(self.size)


@dataclass(frozen=True, slots=True)
class Frame(Paragraph):
    """A sentence in a frame: what must not be overlooked.

    Raises:
        ValueError: For a control character or an unknown size.
    """


@dataclass(frozen=True, slots=True)
class Display:
    """A few characters as large as the paper allows: a shelf such as ``A3``, read from two metres.

    Raises:
        ValueError: For a control character or nothing to show.
    """

    text: str

    def __post_init__(self) -> None:
        """Check what was given."""
        check_printed(self.text)
        if not self.text.strip():
            raise ValueError("nothing to show")


@dataclass(frozen=True, slots=True)
class Barcode:
    """A printed code: bars where the paper is wide enough for them, else a square symbol.

    Attributes:
        data: What a scanner reads, to the letter.
        caption: Below it, for people; where it does not spell the data out, they follow in groups.

    Raises:
        ValueError: For data that are empty, too long, not plain ASCII or begin or end in a space; for a
            control character.
    """

    data: str
    caption: str = ""

    def __post_init__(self) -> None:
        """Check what was given."""
        check_printed(self.data, self.caption)
        fits = 0 < len(self.data) <= MAX_CODE and self.data == self.data.strip()
        if not fits or not self.data.isascii():
            raise ValueError(f"not the data of a printed code: {self.data!r}")

    @property
    def captions(self) -> tuple[str, ...]:
        """The lines below the code; the data are always among them: a hand may have to type them."""
        spelt = "".join(self.caption.split()) == "".join(self.data.split())
        if spelt:
            return (self.caption,)
        return (self.caption, grouped(self.data)) if self.caption.strip() else (grouped(self.data),)


@dataclass(frozen=True, slots=True)
class Signature:
    """A frame with room to sign, under its label; a second beside it where the paper is wide enough.

    Raises:
        ValueError: For a control character.
    """

    label: str
    beside: str = ""

    def __post_init__(self) -> None:
        """Check what was given."""
        check_printed(self.label, self.beside)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label on the left and its value on the right: a ticket line, a sum, a date.

    Attributes:
        left: The label.
        right: The value.
        strong: In bold.
        size: As of a paragraph: ``large`` for the one sum that people look for.

    Raises:
        ValueError: For a control character or an unknown size.
    """

    left: str
    right: str
    strong: bool = False
    size: Size = "text"

    def __post_init__(self) -> None:
        """Check what was given."""
        check_printed(self.left, self.right)
        _check_size(self.size)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the paper."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A little space."""


@dataclass(frozen=True, slots=True)
class PageEnd:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its header.
        align: ``right`` for figures, whose cells are never broken; titles and other cells wrap.
        share: Its part of the width, beside the shares of the other columns.

    Raises:
        ValueError: For a control character, an unknown alignment or a share that is not positive.
    """

    title: str
    align: Align = "left"
    share: int = 1

    def __post_init__(self) -> None:
        """Check what was given."""
        check_printed(self.title)
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
            check_printed(*row)


@dataclass(frozen=True, slots=True)
class RuledLines:
    """Lines to write on by hand, each with a printed code of its own at the right.

    Attributes:
        columns: What is written where: their shares part what the codes leave.
        codes: One for each line.
        height_mm: Of a line.
        entries: How many things one below the other stand on a line: hairlines part them.

    Raises:
        ValueError: For a control character, no column, a line too low to write on, no entry, or what no `Barcode` takes.
    """

    columns: tuple[Column, ...]
    codes: tuple[str, ...]
    height_mm: int = 16
    entries: int = 1

    def __post_init__(self) -> None:
        """Check what was given."""
        if not self.columns:
            raise ValueError("lines need a column")
        if self.height_mm < LEAST_LINE_MM or self.entries < 1:
            raise ValueError(f"nobody writes on that: {self.height_mm} mm, {self.entries} entries")
        for code in self.codes:
            Barcode(code)


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks in columns of one width, as equally high as they can be; one column where the paper is narrow.

    They stay on one page: what is higher than a page is cut somewhere, in all columns at once.

    Raises:
        ValueError: For less than two columns.
    """

    blocks: "tuple[Block, ...]"
    count: int = 2

    def __post_init__(self) -> None:
        """Check what was given."""
        if self.count < 2:
            raise ValueError(f"not columns: {self.count}")


Block: TypeAlias = (
    Heading
    | Paragraph
    | Sentence
    | Frame
    | Display
    | Barcode
    | Signature
    | Pair
    | Rule
    | Table
    | RuledLines
    | Gap
    | Picture
    | Columns
    | PageEnd
)


@dataclass(frozen=True, slots=True)
class Document:
    """Paper as data; the same document gives the same bytes, whenever it is drawn.

    Attributes:
        kind: ``ticket``, ``z``, ``slip``, ``bordereau`` and so on.
        name: Its number or reference, such as ``T-2026-000001``.
        title: What it is. Where A6, A5 and A4 need several pages, each has title and name at its head;
            on a roll or a single page the blocks say everything, title and name are then metadata.
        paper: ``roll80``, ``roll58``, ``a6``, ``a5`` or ``a4``; a label is a short roll.
        blocks: Its content, in order, in the language asked.
        practice: Made by a practice store: each page says so.
        copy: 0 for the original, n for the n-th duplicate.
        language: Of the texts, as in ``fr`` or ``fr-FR``.
        ending: How many of its last blocks stay on one page, with the row that stands before them: what is
            signed is signed beside what it is signed for.
        most_pages: Nothing is drawn beyond: lines to write on fill so many, with as many of their codes as have room;
            None for all that there is.

    Raises:
        ValueError: For a control character, an empty or overlong name or title, an empty kind or
            language, an unknown paper, a negative copy, an ending of more blocks than there are or no page.

    Source: docs/contract.md, "Documents"; docs/requirements.md, R-1.13, R-1.21, R-2.02.
    """

    kind: str
    name: str
    title: str
    paper: Paper
    blocks: tuple[Block, ...]
    practice: bool = False
    copy: int = 0
    language: str = "fr"
    ending: int = 0
    most_pages: int | None = None

    def __post_init__(self) -> None:
        """Check what was given."""
        check_printed(self.kind, self.name, self.title, self.language)
        for text in (self.kind, self.name, self.title, self.language):
            if not 0 < len(text) <= MAX_TITLE:
                raise ValueError(f"empty or longer than {MAX_TITLE} characters: {text!r}")
        if self.paper not in PAPERS:
            raise ValueError(f"not a paper: {self.paper!r}")
        if self.copy < 0:
            raise ValueError(f"not a copy number: {self.copy}")
        if not 0 <= self.ending <= len(self.blocks):
            raise ValueError(f"not an ending: {self.ending}")
        if self.most_pages is not None and self.most_pages < 1:
            raise ValueError(f"not a number of pages: {self.most_pages}")

    @property
    def duplicate_mark(self) -> str | None:
        """``DUPLICATA n° 1`` for the first duplicate, nothing for the original.

        Source: docs/requirements.md, R-1.21.
        """
        return f"DUPLICATA n° {self.copy}" if self.copy else None

    def on_roll(self, width_mm: int) -> "Document":
        """Return the document on the roll of another width; what is not on a roll stays as it is.

        Raises:
            ValueError: For a width of no roll.
        """
        if width_mm not in ROLLS:
            raise ValueError(f"not the width of a roll: {width_mm}")
        if self.paper not in ROLLS.values():
            return self
        return replace(self, paper=ROLLS[width_mm])

    @property
    def heading(self) -> str:
        """Title and name in one line; the name once only where the title holds it already."""
        return self.title if self.name in self.title else f"{self.title} — {self.name}"


def grouped(code: str) -> str:
    """Return a code in groups that can be read out: ``c-4t9d 2k7m x0q3 h``.

    Only parts that are too long for one glance are grouped; ``T-2026-000001`` stays as it is.
    """
    return "-".join(
        part
        if len(part) <= _READABLE or " " in part
        else " ".join(part[at : at + _GROUP] for at in range(0, len(part), _GROUP))
        for part in code.split("-")
    )


def _check_size(size: Size) -> None:
    if size not in SIZES:
        raise ValueError(f"not a size: {size!r}")
