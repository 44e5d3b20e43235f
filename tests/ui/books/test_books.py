"""The handbooks in the real window: F1 opens the chapter that fits, each is read, each goes to paper; every word leads."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from concierge_desk.counter.texts.handbook import HANDBOOKS, WRITTEN, chapter_of, handbook, handbooks
from concierge_desk.domain.blocks.sentence import plain, spans
from concierge_desk.domain.signs import with_apostrophes
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages import pages_of
from concierge_desk.registry import SERVICES
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.theme import current
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.marked_words import MarkedWords
from concierge_desk.ui.presenter.status import ChipText, Status
from tests.counter.desks import Play
from tests.counter.pages import pages, words
from tests.printer.print_server import PrintServer
from tests.ui.looks import LOOKS
from tests.ui.pages import presenter, view
from tests.ui.shell.geometry import cut
from tests.ui.window.conftest import (  # noqa: F401  (fixtures)
    hers,
    keys,
    opened,
    plugged,
    print_system,
    printing_system,
    ready,
)
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse
from tests.ui.window.test_sheets import button, told_on

BOOKS = "books"
CHAPTERS = [chapter for book in handbooks() for chapter in book.chapters]
WORDS = sorted(
    {
        span.text
        for code in WRITTEN
        for chapter in handbook(code).chapters
        for part in chapter.parts
        for span in spans(part.text)
        if span.look == "word"
    }
)


@pytest.fixture
def lang() -> str:
    return "fr"


def heard(page: Any) -> list[str]:
    """What is read on the page, as it is heard."""
    QApplication.processEvents()
    shown = [one for one in page.findChildren(Words) if one.isVisibleTo(page)]
    return [one.accessibleName() if isinstance(one, MarkedWords) else one.text() for one in shown]


def read(keys: WindowKeys) -> str:  # noqa: F811
    """Title of the chapter that is open."""
    assert keys.window.view.page == BOOKS
    return presenter(keys.window, BOOKS).state.chapter.code


@pytest.mark.parametrize(
    ("there", "chapter"),
    [
        ((), "serve"),
        (("f5",), "serve"),
        (("day",), "close"),
        (("f4",), "amiss"),
    ],
)
def test_f1_and_enter_open_the_chapter_that_fits_and_esc_leads_back(
    keys: WindowKeys,  # noqa: F811
    there: tuple[str, ...],
    chapter: str,
) -> None:
    for key in there:
        keys.press(key)
    before = keys.window.view.page
    keys.press("help")
    button = keys.window.covers.help._book
    assert with_apostrophes(chapter_of(chapter).title) in button.accessibleName()
    keys.press("enter")
    assert read(keys) == chapter and not keys.window.covers.help.is_open
    keys.press("escape")
    assert keys.window.view.page == before
    assert keys.window.view.line.hasFocus() is keys.window.view.is_home or before == "day"


@pytest.mark.parametrize(
    ("word", "chapter"),
    [
        ("sauvegarde", "put_back"),
        ("papiers", "amiss"),
        ("diagnostic", "amiss"),
        ("réglages", "attach"),
        ("empreinte", "keep"),
    ],
)
def test_each_page_names_its_chapter(keys: WindowKeys, word: str, chapter: str) -> None:  # noqa: F811
    keys.type(word)
    keys.press("enter")
    before = keys.window.view.page
    keys.press("help")
    keys.press("enter")
    assert read(keys) == chapter
    # Once more from there, and back in one step: nobody goes round in circles.
    keys.press("help")
    keys.press("enter")
    assert read(keys) == "amiss"
    keys.press("escape")
    assert keys.window.view.page == "counter" != before


def test_before_the_opening_it_says_how_to_open(
    opened: Callable[..., MainWindow],  # noqa: F811
    play: Play,
) -> None:
    keys = WindowKeys(opened(play))  # noqa: F811
    for there in ("home", "day"):
        keys.press(there)
        keys.press("help")
        keys.press("enter")
        assert read(keys) == "open"
    keys.press("escape")
    assert keys.window.view.page == "day"


def test_each_page_has_a_chapter_that_is_there() -> None:
    status = Status(
        "", "", ChipText("", "plain"), ChipText("", "plain"), open=True, practice=False, waiting={}, parked=0
    )
    codes = {chapter.code for chapter in CHAPTERS}
    for page in pages_of(SERVICES):
        for as_it_stands in (
            status,
            replace(status, open=False),
            replace(status, open=False, closed="Z-2026-0001"),
        ):
            assert page.chapter(as_it_stands) in codes, page.code


def test_with_a_mouse(keys: WindowKeys) -> None:  # noqa: F811
    mouse = Mouse(keys.window)
    mouse.press("Aide")
    mouse.press("Mode d’emploi\N{NO-BREAK SPACE}: Servir", keys.window.covers.help)
    assert read(keys) == "serve"
    page = view(keys.window, BOOKS)
    at = page._list.visualRect(page._list.model().index(2, 0)).center()
    mouse.press_at(page._list.viewport(), at)
    assert read(keys) == "close"
    mouse.press("Sur papier", page)
    assert keys.window.covers.paper.is_open


def test_a_scan_is_no_enter_on_the_sheet_of_f1(keys: WindowKeys) -> None:  # noqa: F811
    keys.press("help")
    keys.scan("3017620422003")
    assert keys.window.view.is_home


def test_numbers_under_f1_mean_what_they_meant(keys: WindowKeys) -> None:  # noqa: F811
    for number, page in (("3", "settings"), ("4", "doctor"), ("5", "about"), ("6", BOOKS)):
        keys.press("help")
        keys.type(number)
        assert keys.window.view.page == page
        keys.press("escape")
    assert keys.window.view.is_home


@pytest.mark.parametrize("word", ["aide", "mode", "notice", "livre", "comment"])
def test_its_words_lead_there(keys: WindowKeys, word: str) -> None:  # noqa: F811
    keys.type(word)
    found = [offer.title for offer in keys.state.offers]
    assert "Modes d’emploi" in found
    while keys.state.offer is None or keys.state.offer.title != "Modes d’emploi":
        keys.press("down")
    keys.press("slash")
    assert read(keys) == "open"


def test_every_chapter_is_read_and_every_sentence_is_heard(keys: WindowKeys) -> None:  # noqa: F811
    keys.press("help")
    keys.type("6")
    page = view(keys.window, BOOKS)
    for chapter in CHAPTERS:
        assert read(keys) == chapter.code
        told = heard(page)
        assert with_apostrophes(chapter.title) in told
        for part in chapter.parts:
            if part.kind not in {"picture", "page_end"}:
                said = part.text if part.kind == "title" else plain(part.text)
                assert with_apostrophes(said) in told, part
            if part.kind == "key":
                caps = [one.text() for one in page.findChildren(KeyCap)]
                assert plain(part.lead).strip("[]") in caps
        keys.press("down")
    assert page._list.accessibleName() == "Chapitres"


def test_a_key_stands_on_its_ground_in_every_theme(
    keys: WindowKeys,  # noqa: F811
    dress: Callable[[str, float], None],
) -> None:
    keys.press("help")
    keys.press("enter")
    (first, *_others) = view(keys.window, BOOKS).findChildren(MarkedWords)
    for theme in ("dark", "contrast", "light"):
        dress(theme, 1.0)
        assert f"background-color:{current().accent_soft}" in first.text()
        assert "<b>F3</b>" in first.text() and "[[" not in first.text()


def test_the_paper_of_each_handbook_is_shown_and_folds(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    before = ready.head()
    keys.press("help")
    keys.type("6")
    for code in HANDBOOKS:
        while presenter(keys.window, BOOKS).state.book.code != code:
            keys.press("down")
        keys.press("f12")
        assert keys.window.covers.paper.is_open and keys.state.shown.endswith(f"book-{code}.pdf")
        keys.press("escape")
        assert keys.window.view.page == BOOKS and not keys.window.covers.paper.is_open
    assert ready.head() == before, "a look leaves no entry, and nothing of a handbook ever does"


def test_a_queue_prints_it_and_no_entry_is_made(
    keys: WindowKeys,  # noqa: F811
    ready: Play,  # noqa: F811
    printing_system: PrintServer,  # noqa: F811
    qtbot: QtBot,
) -> None:
    printing_system.add("Feuilles", default=True)
    printing_system.go_on("Feuilles")
    before = ready.head()
    keys.press("help")
    keys.press("enter")
    keys.press("f12")
    qtbot.waitUntil(lambda: button(keys.window) != "")
    keys.press("f12")
    said = told_on(keys.window)
    assert "Mode d’emploi\N{NO-BREAK SPACE}: au guichet" in said and "DUPLICATA" not in said
    printed = printing_system.came_out("Feuilles")
    assert pages(printed) == 2 and "Si quelque chose ne va pas" in words(printed)
    assert ready.head() == before


def test_pages_are_turned_from_the_list(keys: WindowKeys) -> None:  # noqa: F811
    keys.window.resize(900, 600)
    keys.press("help")
    keys.press("enter")
    page = view(keys.window, BOOKS)
    area = page.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea) and area.verticalScrollBar().maximum() > 0
    top = area.verticalScrollBar().value()
    QTest.keyClick(page._list, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > top and read(keys) == "serve"
    QTest.keyClick(page._list, Qt.Key.Key_PageUp)
    assert area.verticalScrollBar().value() == top


@pytest.mark.parametrize("word", WORDS)
def test_every_word_that_is_to_be_typed_leads_somewhere(keys: WindowKeys, word: str) -> None:  # noqa: F811
    # What is looked for by « ticket » is there.
    keys.favourite(0)
    keys.press("plus")
    keys.type(word)
    assert keys.state.offers, word
    assert any(offer.acts for offer in keys.state.offers), word


@pytest.mark.parametrize(("theme", "scale"), LOOKS)
def test_nothing_is_cut_in_any_theme_and_size(
    keys: WindowKeys,  # noqa: F811
    dress: Callable[[str, float], None],
    theme: str,
    scale: float,
) -> None:
    dress(theme, scale)
    keys.press("help")
    QApplication.processEvents()
    assert cut(keys.window.covers.help) == []
    keys.type("6")
    page = view(keys.window, BOOKS)
    for _chapter in CHAPTERS:
        for _ in range(5):
            # A long text is laid out once its height is known.
            QApplication.processEvents()
        assert cut(page) == [], read(keys)
        keys.press("down")
