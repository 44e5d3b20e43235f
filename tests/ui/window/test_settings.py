"""The settings in the real window: reached in three ways, changed by keys and by mouse, taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from concierge_desk.frame.window import MainWindow
from concierge_desk.ui.kit.item_list import ItemList
from concierge_desk.ui.kit.keys import press_into
from concierge_desk.ui.page.answer_line import AnswerLine
from tests.counter.desks import Play
from tests.ui.pages import presenter, view
from tests.ui.window.conftest import Hers
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse

CODE = "settings"


@pytest.fixture
def lang() -> str:
    return "fr"


def to(keys: WindowKeys, ref: str) -> Any:
    """Walk to a card; what the page shows."""
    settings = presenter(keys.window, CODE)
    for _ in range(90):
        if settings.state.offer.ref == ref:
            return settings
        keys.press("down")
    raise AssertionError(settings.state)


@pytest.mark.parametrize("word", ["réglages", "réglage", "paramètres", "REGLAGES"])
def test_its_word_leads_there(keys: WindowKeys, word: str) -> None:
    keys.type(word)
    keys.press("enter")
    assert keys.window.view.page == CODE
    keys.press("escape")
    assert keys.window.view.is_home and not keys.window.view.line.text()


def test_f1_leads_there(keys: WindowKeys) -> None:
    keys.press("help")
    keys.type("3")
    assert keys.window.view.page == CODE and not keys.window.covers.is_open
    # What holds on it is told there.
    keys.press("help")
    assert keys.window.covers.is_open
    keys.press("help")
    assert keys.window.view.page == CODE


def test_by_keys_a_mandate_is_noted_and_taken_back_from_the_page(keys: WindowKeys, ready: Play) -> None:
    keys.type("réglages")
    keys.press("enter")
    settings = to(keys, "mandate")
    keys.press("slash")
    for text in ("Boulangerie du Rhin", "Mme Weber", "31/12/2026"):
        keys.type(text)
        keys.press("enter")
    noted = ready.last("relay.mandate_recorded")
    assert settings.state.told.text.startswith("Procuration d’entreprise notée")
    keys.press("undo")
    assert keys.window.view.page == CODE
    assert ready.last("relay.mandate_ended").data["corrects"] == noted.seq


def test_by_mouse_an_article_is_made(opened: Callable[[Play], MainWindow], ready: Play, hers: Hers) -> None:
    mouse = Mouse(opened(ready))
    window = mouse.window
    mouse.press("Réglages")
    page, settings = view(window, CODE), presenter(window, CODE)
    settings._monotonic = hers
    listed: ItemList = page.findChild(ItemList)
    place = [section.label for section in settings.state.sections].index("Articles")
    # As the wheel brings it into sight: there are more sections than rows.
    listed.scrollTo(listed.model().index(place, 0))
    at = listed.visualRect(listed.model().index(place, 0)).center()
    mouse.press_at(listed.viewport(), at)
    mouse.press("Créer l’article")
    # What is dictated, or put in by a screen reader.
    page.findChild(AnswerLine).insert("Thé")
    mouse.press("Confirmer", page)
    for sign in ("1", ",", "5"):
        mouse.press(sign, page)
    mouse.press("Confirmer", page)
    for label in ("TVA 20", "Sur place"):
        mouse.press(next(one for one in spoken(page) if label in one), page)
    mouse.press("Confirmer", page)
    known = ready.last("shop.article_set").data
    assert (known["label"], known["cents"], known["nature"]) == ("Thé", 150, "service")
    assert settings.state.asking is None


def spoken(page: Any) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(QAbstractButton) if one.isVisible()]


def test_a_scan_leads_to_the_counter_and_the_question_stays(keys: WindowKeys) -> None:
    keys.press("help")
    keys.type("3")
    settings = to(keys, "mandate")
    keys.press("slash")
    keys.type("Boulangerie")
    keys.press("enter")
    keys.scan("3017620422003")
    assert keys.window.view.is_home and keys.state.missed
    asking = settings.state.asking
    assert asking is not None and asking.answers == ("Boulangerie",)
    keys.press("escape")
    keys.press("help")
    keys.type("3")
    assert settings.state.asking == asking and isinstance(keys.window.focusWidget(), AnswerLine)


def test_what_is_done_there_is_seen_at_the_counter(keys: WindowKeys, ready: Play) -> None:
    """The frame reads anew what an act of the page changed."""
    before = len(keys.state.favourites)
    keys.type("réglages")
    keys.press("enter")
    to(keys, "article")
    keys.press("slash")
    for text in ("Infusion", "1,50", "1", "", ""):
        keys.type(text)
        keys.press("enter")
    assert ready.last("shop.article_set").data["label"] == "Infusion"
    keys.press("home")
    assert len(keys.state.favourites) == before + 1


def test_a_key_that_is_held_down_does_it_once(keys: WindowKeys, ready: Play) -> None:
    keys.press("help")
    keys.type("3")
    to(keys, "mandate")
    keys.press("slash")
    line = view(keys.window, CODE).findChild(AnswerLine)
    press_into(line, "4")
    for _ in range(2):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert presenter(keys.window, CODE).state.asking.answers == ("4",)
