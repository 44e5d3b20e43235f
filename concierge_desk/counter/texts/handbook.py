"""Handbooks: what they say, read from ``resources/books`` for the window and for paper alike.

A text in few marks: ``# title``, ``## code · title`` of a chapter, ``### title`` within one, ``1. `` a step, ``- `` an item,
``!name · what it shows`` a picture, ``---`` the end of a page on paper, any other line a sentence; the marks within a line are those of `Sentence`. The card of
the keys is a table (page, key, what it does) of English sources, made from the tables of actions.

Source: decision 0071.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal, TypeAlias

from concierge_desk import paths
from concierge_desk.domain.blocks.picture import Picture
from concierge_desk.domain.blocks.sentence import Sentence
from concierge_desk.i18n import N_, fr

WRITTEN = ("concierge", "responsible", "treasurer", "installer")
KEYS = "keys"
KEY_CHAPTER = "keyboard"
"""Its one chapter: a page of keys in custody is called as the card is."""
HANDBOOKS = (*WRITTEN, KEYS)
"""The handbooks, in the order in which they are offered."""

KEY_TABLE = "books/keys.csv"
KEY_COLUMNS = ("page", "key", "label")

SHELF, CLOSING, CALENDAR = N_("The shelf"), N_("The closing"), N_("The calendar of what is lent")
"""Headings of the card where no page is called so: every service's shelf, and the day while it is closed."""

_ITEM = "•"
_CHAPTER = re.compile(r"## ([a-z_]+) · (.+)")
_STEP = re.compile(r"(\d+\.) (.+)")
_PICTURE = re.compile(r"!([a-z]+) · (.+)")

Kind: TypeAlias = Literal["title", "step", "item", "text", "picture", "key", "page_end"]


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A line of a chapter.

    Attributes:
        kind: What it is.
        text: With its marks; of a picture what it shows.
        lead: What stands before it: the number of a step, a point, a key with its mark; of a picture its name.
    """

    kind: Kind
    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its code, unique over all handbooks, its title, its lines."""

    code: str
    title: str
    parts: tuple[ChapterPart, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """A handbook: its code, as its paper is asked for by, its title, its chapters."""

    code: str
    title: str
    chapters: tuple[Chapter, ...]


@cache
def handbook(code: str) -> Handbook:
    """Return a handbook.

    Raises:
        KeyError: There is none of that code.
        ValueError: For a text that is not written as above.
    """
    if code not in HANDBOOKS:
        raise KeyError(code)
    if code == KEYS:
        return _key_card(paths.resource_text(KEY_TABLE))
    return read_handbook(code, paths.resource_text(f"books/{code}.md"))


def handbooks() -> tuple[Handbook, ...]:
    """Return all of them."""
    return tuple(map(handbook, HANDBOOKS))


def chapter_of(code: str) -> Chapter:
    """Return a chapter, of whatever handbook.

    Raises:
        KeyError: There is none of that code.
    """
    for book in handbooks():
        for chapter in book.chapters:
            if chapter.code == code:
                return chapter
    raise KeyError(code)


def read_handbook(code: str, text: str) -> Handbook:
    """Return the handbook of a text.

    Raises:
        ValueError: Without a title, with a line before the first chapter, or with a mark that is not known or not closed.
    """
    title, *lines = [line for line in text.splitlines() if line]
    if not title.startswith("# "):
        raise ValueError(f"a handbook begins with its title: {title!r}")
    chapters: list[Chapter] = []
    parts: list[ChapterPart] = []
    for line in lines:
        if line.startswith("## "):
            begins = _CHAPTER.fullmatch(line)
            if begins is None:
                raise ValueError(f"a chapter has a code and a title: {line!r}")
            parts = []
            chapters.append(Chapter(begins[1], begins[2], ()))
        elif not chapters:
            raise ValueError(f"it stands in no chapter: {line!r}")
        else:
            parts.append(_part(line))
            chapters[-1] = Chapter(chapters[-1].code, chapters[-1].title, tuple(parts))
    return Handbook(code, title[2:], tuple(chapters))


def _part(line: str) -> ChapterPart:
    if line.startswith("### "):
        return _checked(ChapterPart("title", line[4:]))
    if line == "---":
        return ChapterPart("page_end", "")
    if line.startswith("!"):
        shown = _PICTURE.fullmatch(line)
        if shown is None:
            raise ValueError(f"a picture has a name and says what it shows: {line!r}")
        Picture(shown[1], shown[2])
        return ChapterPart("picture", shown[2], f"books/{shown[1]}.png")
    if line.startswith("- "):
        return _checked(ChapterPart("item", line[2:], _ITEM))
    step = _STEP.fullmatch(line)
    return _checked(ChapterPart("step", step[2], step[1]) if step else ChapterPart("text", line))


def _checked(part: ChapterPart) -> ChapterPart:
    # A mark that is not closed is told here, and not on the paper.
    Sentence(part.text, part.lead)
    return part


def _key_card(table: str) -> Handbook:
    title = fr(N_("The keys"))
    parts = tuple(_keys(csv.DictReader(io.StringIO(table))))
    return Handbook(KEYS, title, (Chapter(KEY_CHAPTER, title, parts),))


def _keys(rows: "csv.DictReader[str]") -> Iterator[ChapterPart]:
    for page, keys in groupby(rows, key=lambda row: row["page"]):
        yield ChapterPart("title", fr(page))
        for row in keys:
            yield _checked(ChapterPart("key", fr(row["label"]), f"[[{fr(row['key'])}]]"))
