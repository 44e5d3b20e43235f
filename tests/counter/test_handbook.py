"""The handbooks: on as many pages as they may have, every word of them there, and no key, name or command that is none."""

import csv
import gettext
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import click
import pytest
from PIL import Image

from concierge_desk import paths
from concierge_desk.cli.words import main
from concierge_desk.counter.papers.handbook import TITLES, draw_handbook
from concierge_desk.counter.texts.handbook import (
    HANDBOOKS,
    KEYS,
    WRITTEN,
    Chapter,
    ChapterPart,
    chapter_of,
    handbook,
    handbooks,
    read_handbook,
)
from concierge_desk.domain.blocks.sentence import Look, spans
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.signs import with_apostrophes
from concierge_desk.i18n import fr
from concierge_desk.jobs.papers import PrintFormat, printed_bytes
from concierge_desk.pages import PAGES, pages_of
from concierge_desk.printing.render import render
from concierge_desk.printing.text import to_text
from concierge_desk.registry import SERVICES
from concierge_desk.ui.kit.keys import MOST_FAVOURITES
from concierge_desk.ui.page.page import ChapterCode
from tests.counter.desks import Play
from tests.counter.pages import pages, printed, words
from tests.printing.sheets import assert_apart, assert_inside

PAGES_OF = {"concierge": 2, "responsible": 1, "treasurer": 1, "installer": 1, "keys": 1}
MOST_BYTES = 60_000
SIGNS = re.compile(r"[\W_]+")


def parts(*codes: str) -> Iterator[ChapterPart]:
    for code in codes or HANDBOOKS:
        for chapter in handbook(code).chapters:
            yield from chapter.parts


def marked(look: Look) -> list[str]:
    """What bears a mark in the handbooks that are written by hand."""
    texts = [text for part in parts(*WRITTEN) if part.kind != "picture" for text in (part.lead, part.text)]
    return [span.text for text in texts for span in spans(text) if span.look == look]


@pytest.mark.parametrize("code", HANDBOOKS)
def test_it_has_its_pages_in_a_real_shop_as_in_an_exercise(shop: Play, code: str) -> None:
    data = printed(shop, f"book:{code}")
    assert pages(data) == PAGES_OF[code] and "FACTICE" in words(data)
    real = replace(shop.desk.settings, practice=False)
    document = draw_handbook(handbook(code), real, 0)
    assert pages(render(document, "pdf")) == PAGES_OF[code]
    for sheet in assert_inside(document):
        # Each key stands in a box of its own: nothing of two lines or two columns touches.
        assert_apart(sheet)


@pytest.mark.parametrize("code", HANDBOOKS)
def test_every_word_of_it_is_on_the_paper(shop: Play, code: str) -> None:
    found = SIGNS.sub("", words(printed(shop, f"book:{code}")).replace("FACTICE — SIMULATION", ""))
    for part in parts(code):
        for span in spans(part.text):
            for word in SIGNS.split(span.text):
                assert word in found, (word, part)
    for line in to_text(shop.paper(f"book:{code}")).splitlines():
        assert "[[" not in line and "{{" not in line and "**" not in line and "`" not in line, line


def test_it_is_of_no_entry_and_always_the_same(shop: Play) -> None:
    before = shop.head()
    first = printed_bytes(shop.desk, "book:concierge", PrintFormat("pdf"), None)
    assert printed_bytes(shop.desk, "book:concierge", PrintFormat("pdf"), None) == first
    assert shop.head() == before and b"DUPLICATA" not in first


@pytest.mark.parametrize("name", ["book:", "book:loans", "book:concierge.md", "book:../sites/ampere"])
def test_no_other_is_printed(shop: Play, name: str) -> None:
    with pytest.raises(Refused) as refused:
        printed(shop, name)
    assert refused.value.code == "print.unknown"


def test_a_roll_prints_none(shop: Play) -> None:
    with pytest.raises(Refused) as refused:
        printed_bytes(shop.desk, "book:keys", PrintFormat("escpos"), None)
    assert refused.value.code == "print.no_roll"


def test_each_key_that_is_named_is_one_of_the_tables() -> None:
    caps = {span.text for part in parts(KEYS) for span in spans(part.lead)}
    favourites = {f"Maj+F{place}" for place in range(1, MOST_FAVOURITES + 1)}
    known = caps | favourites | set("0123456789")
    assert marked("key") and set(marked("key")) <= known
    assert {"Échap", "Entrée", "Inser", "F12", "+", "−", "→"} <= caps


def test_each_name_stands_on_the_screen() -> None:
    texts = gettext.GNUTranslations(io.BytesIO(paths.resource("locale/fr/LC_MESSAGES/concierge_desk.mo")))
    listed = [
        csv.DictReader(io.StringIO(paths.resource_text(name))) for name in paths.resource_names("codes")
    ]
    shown = {*vars(texts)["_catalog"].values(), *(row["label_fr"] for rows in listed for row in rows)}
    assert marked("name") and [name for name in marked("name") if name not in shown] == []


def test_each_command_is_one() -> None:
    known = [text.removeprefix("concierge-desk ") for text in marked("command")]
    asked = [text.split() for text in known if text.split()[0] in main.commands]
    assert {one[0] for one in asked} == {"export", "verify", "doctor"}
    for word, *rest in asked:
        options = [
            name for one in main.commands[word].params if isinstance(one, click.Option) for name in one.opts
        ]
        assert all(one in options for one in rest if one.startswith("--")), (word, rest)


def test_each_chapter_has_a_code_of_its_own_that_pages_know() -> None:
    codes = [chapter.code for book in handbooks() for chapter in book.chapters]
    assert codes == list(get_args(ChapterCode))
    assert [chapter_of(code).code for code in codes] == codes
    assert set(TITLES) == set(HANDBOOKS)
    # No page is mistaken for a chapter.
    assert not set(codes) & {page.code for page in pages_of(SERVICES)}
    assert [page.code for page in PAGES if page.of_chapters] == ["books"]
    with pytest.raises(KeyError):
        chapter_of("loans")
    with pytest.raises(KeyError):
        handbook("loans")


def test_titles_on_paper_are_those_of_the_cards() -> None:
    for code in WRITTEN:
        assert with_apostrophes(handbook(code).title) == fr(TITLES[code])


def test_its_pictures_are_small_and_grey() -> None:
    named = {part.lead for part in parts() if part.kind == "picture"}
    there = {name for name in paths.resource_names("books") if name.endswith(".png")}
    assert named == there and named
    for name in there:
        data = paths.resource(name)
        assert len(data) < MOST_BYTES, name
        with Image.open(io.BytesIO(data)) as picture:
            assert picture.mode in {"L", "P"} and picture.width > 500, name


def test_a_text_is_read_line_by_line() -> None:
    text = "# Un livre\n\n## open · Ouvrir\n### Le matin\n1. [[F10]] ouvre.\n- {{stock}}\nUne phrase.\n!opening · La page\n---\n"
    book = read_handbook("concierge", text)
    assert book.title == "Un livre"
    (chapter,) = book.chapters
    assert chapter == Chapter(
        "open",
        "Ouvrir",
        (
            ChapterPart("title", "Le matin"),
            ChapterPart("step", "[[F10]] ouvre.", "1."),
            ChapterPart("item", "{{stock}}", "•"),
            ChapterPart("text", "Une phrase."),
            ChapterPart("picture", "La page", "books/opening.png"),
            ChapterPart("page_end", ""),
        ),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Un livre", "begins with its title"),
        ("# Un livre\nUne phrase.", "stands in no chapter"),
        ("# Un livre\n## Ouvrir", "a code and a title"),
        ("# Un livre\n## open · Ouvrir\n!opening", "a picture has a name"),
        ("# Un livre\n## open · Ouvrir\n- [[F10 ouvre", "not closed"),
        ("# Un livre\n## open · Ouvrir\n### **Le matin", "not closed"),
        ("# Un livre\n## open · Ouvrir\n1. `verify", "not closed"),
        ("# Un livre\n## open · Ouvrir\nUne\tphrase", "control character"),
    ],
)
def test_what_is_not_written_so_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_handbook("concierge", text)


def test_every_line_is_set_as_french_is() -> None:
    for code in WRITTEN:
        for line in paths.resource_text(f"books/{code}.md").splitlines():
            assert not re.search(r" [:;?!»]", line.lstrip("# ")) or line.startswith(("!",)), line
            assert "’" not in line and "«\u0020" not in line, line
            assert not re.search(r"erreur|boutique|rapporte", line, re.IGNORECASE), line
