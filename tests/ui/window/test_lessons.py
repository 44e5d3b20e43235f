"""The page of the lessons in the real window: begun and done by keys alone and by mouse alone; the band says what is to be done."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from concierge_desk.frame.window import MainWindow
from concierge_desk.jobs import lessons
from concierge_desk.paths import lessons_file
from tests.counter.desks import Play
from tests.ui.pages import presenter
from tests.ui.window.keyboard import WindowKeys

PAGE = "lessons"


def state(window: MainWindow) -> Any:
    return presenter(window, PAGE).state


def page(window: MainWindow) -> Any:
    return window.pages.bound[PAGE].view


def told(window: MainWindow) -> str:
    said = state(window).told
    return "" if said is None else str(said.text)


def band(keys: WindowKeys) -> str:
    """What the band says once the frame was read anew."""
    keys.window.watching.ask()
    keys.rest()
    return keys.window.view.band.text()


def open_by_word(keys: WindowKeys) -> None:
    keys.press("home")
    keys.press("escape")
    keys.type("lessons")
    keys.press("enter")
    assert keys.window.view.page == PAGE


def click(window: MainWindow, label: str) -> None:
    (button,) = [
        one
        for one in page(window).findChildren(QAbstractButton)
        if one.isVisible() and label in one.accessibleName()
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_shows_six_the_first_of_them_chosen(keys: WindowKeys) -> None:
    open_by_word(keys)
    shown = state(keys.window)
    assert [row.number for row in shown.lessons] == [1, 2, 3, 4, 5, 6] and shown.chosen == "bag"
    assert not any("{" in step for row in shown.lessons for step in row.steps)
    assert page(keys.window)._list.hasFocus()
    keys.press("escape")
    assert keys.window.view.page == "counter"


def test_one_is_done_by_keys_alone(keys: WindowKeys, ready: Play) -> None:
    assert "nothing here is real" in band(keys)
    open_by_word(keys)
    keys.press("down")
    keys.press("down")
    assert state(keys.window).chosen == "stamps"
    keys.press("enter")
    assert keys.window.view.page == "counter" and keys.window.view.line.hasFocus()
    assert "Lesson 3" in band(keys) and "three green stamps" in band(keys)
    keys.type("3")
    keys.favourite(0)
    keys.type("5")
    keys.press("plus")
    assert "done" in band(keys)
    open_by_word(keys)
    assert state(keys.window).row.is_over and state(keys.window).row.code == "stamps"
    assert lessons.read(ready.desk.folder).finished == ("stamps",)


def test_one_is_begun_and_left_by_mouse_alone(keys: WindowKeys) -> None:
    window = keys.window
    window.view.rail._buttons[PAGE].click()
    keys.rest()
    assert window.view.page == PAGE
    click(window, "Begin this lesson")
    keys.rest()
    assert window.view.page == "counter" and "Lesson 1" in band(keys)
    window.view.rail._buttons[PAGE].click()
    keys.rest()
    click(window, "Leave the lesson")
    keys.rest()
    assert "left" in told(window) and "nothing here is real" in band(keys)


def test_what_went_wrong_is_said_and_how_it_is_set_right(keys: WindowKeys) -> None:
    open_by_word(keys)
    keys.press("down")
    keys.press("enter")
    # Among Mme Kessler who was there before, Mme Anna and M. Paul.
    keys.type("paul kess")
    keys.press("enter")
    keys.press("slash")
    assert "F9" in band(keys)
    keys.press("undo")
    assert "F9" not in band(keys) and "Anna" in band(keys)


def test_a_lesson_needs_an_open_day(play: Play, opened: Callable[[Play], MainWindow]) -> None:
    keys = WindowKeys(opened(play))
    open_by_word(keys)
    keys.press("enter")
    assert keys.window.view.page == PAGE and "open it first" in told(keys.window)
    assert not lessons_file(play.desk.folder).exists()


def test_a_step_is_announced_once(keys: WindowKeys, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("concierge_desk.frame.top_bar.announce", lambda _on, text: said.append(text))
    open_by_word(keys)
    keys.press("enter")
    for _ in range(3):
        band(keys)
    assert len(said) == 1 and said[0].startswith("Lesson 1")


def test_the_shop_is_made_anew_by_the_same_key_twice(keys: WindowKeys, qtbot: QtBot) -> None:
    open_by_word(keys)
    keys.press("f8")
    assert "thrown away" in told(keys.window) and keys.window.going is None
    keys.press("escape")
    assert not state(keys.window).renewing and keys.window.view.page == PAGE
    keys.press("f8")
    keys.press("f8")
    qtbot.waitUntil(lambda: not keys.window.isVisible())
    assert keys.window.going is not None and keys.window.going.errand == "renew"


def test_choosing_another_one_asks_no_more(keys: WindowKeys) -> None:
    open_by_word(keys)
    keys.press("f8")
    keys.press("down")
    assert not state(keys.window).renewing and told(keys.window) == ""


def test_a_drill_is_lent_and_taken_back_by_the_keys_that_it_names(keys: WindowKeys, ready: Play) -> None:
    """What the lesson says is what the counter does."""
    open_by_word(keys)
    for _ in range(4):
        keys.press("down")
    assert state(keys.window).chosen == "lending"
    keys.press("enter")
    assert "Lesson 5" in band(keys)
    drawn = lessons.read(ready.desk.folder).drawn
    keys.type(drawn["thing"])
    keys.press("enter")
    keys.press("slash")
    keys.type(drawn["name"])
    for _ in range(3):
        keys.press("enter")
        keys.rest()
    assert "57 euros" in band(keys)
    keys.type("60")
    keys.press("plus")
    assert "comes back" in band(keys)
    keys.press("escape")
    keys.type(drawn["thing"])
    keys.press("enter")
    keys.press("slash")
    keys.press("enter")
    keys.press("plus")
    assert "done" in band(keys)
    assert lessons.read(ready.desk.folder).finished == ("lending",)
