"""Handbooks on paper: sheets of A4 in two columns.

Source: decision 0071.
"""

from collections.abc import Iterator

from concierge_desk.counter.context import Settings
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.handbook import HANDBOOKS, KEYS, Chapter, ChapterPart, Handbook, handbook
from concierge_desk.domain.blocks.picture import Picture
from concierge_desk.domain.blocks.sentence import Sentence
from concierge_desk.domain.document import Block, Columns, Document, Gap, Heading, PageEnd, Paragraph
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import N_

KIND = "book"

TITLES = {
    "concierge": N_("Handbook: at the counter"),
    "responsible": N_("Handbook: the responsible"),
    "treasurer": N_("Handbook: the treasurer"),
    "installer": N_("Handbook: setting up"),
    KEYS: N_("Card of the keys"),
}
"""English sources of what the papers are called."""

_HANG = {"item": 1, "step": 1, "key": 5}
"""Room before a line, in sizes of the text."""


_OF_TEXT, _OF_KEYS = 2, 3
"""Columns of a handbook, and of the card of the keys."""


def load_handbook(_rows: Rows, code: str) -> Handbook:
    """Return a handbook by the name of its paper; it is of no entry.

    Raises:
        Refused: ``print.unknown``.
    """
    if code not in HANDBOOKS:
        raise Refused("print.unknown", document=f"{KIND}:{code}")
    return handbook(code)


def spoken(code: str) -> str:
    """Return what a handbook is called: an English source."""
    return TITLES[code]


def draw_handbook(book: Handbook, settings: Settings, copy: int) -> Document:
    """Draw a handbook, in French."""
    small = book.code == KEYS
    title: tuple[Block, ...] = () if small else (Paragraph(book.title, emphasis=True, size="large"),)
    blocks = (*title, *(block for chapter in book.chapters for block in _blocks(chapter, small=small)))
    return Document(KIND, book.title, book.title, "a4", blocks, settings.practice, copy)


def _blocks(chapter: Chapter, *, small: bool) -> Iterator[Block]:
    yield Heading(chapter.title)
    # The card of the keys is looked at, not read, and grows with every page: narrow columns hold more of it.
    count = _OF_KEYS if small else _OF_TEXT
    yield Columns(
        tuple(_block(part, small=small) for part in chapter.parts if part.kind != "page_end"), count
    )
    yield Gap()
    if any(part.kind == "page_end" for part in chapter.parts):
        yield PageEnd()


def _block(part: ChapterPart, *, small: bool) -> Block:
    if part.kind == "picture":
        return Picture(part.lead, part.text)
    if part.kind == "title":
        return Sentence(f"**{part.text}**", small=small, keep_next=True)
    return Sentence(part.text, part.lead, _HANG.get(part.kind, 0), small)
