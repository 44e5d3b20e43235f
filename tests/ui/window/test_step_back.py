"""Esc is one step back on every page alike; where nothing is left to step back from, it leads to the counter."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.sizes import few
from tests.ui.pages import presenter
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.places import focusable

PAGES = ("day", "journal", "copies", "paper_queue", "settings", "doctor", "about", "relay")


def open_page(keys: WindowKeys, code: str) -> None:
    keys.window.pages.open(code)
    keys.rest()
    assert keys.window.view.page == code


@few(3)
@pytest.mark.parametrize("code", PAGES)
def test_at_rest_it_leads_to_the_counter_wherever_on_the_page_the_keyboard_is(
    keys: WindowKeys, code: str
) -> None:
    place = 0
    while True:
        open_page(keys, code)
        parts = list(focusable(keys))
        if place >= len(parts):
            break
        parts[place].setFocus(Qt.FocusReason.TabFocusReason)
        keys.press("escape")
        assert keys.window.view.page == "counter", parts[place]
        assert keys.window.view.line.hasFocus()
        place += 1
    assert place


def closing(keys: WindowKeys) -> None:
    keys.press("day")
    assert presenter(keys.window, "day").evening.state.is_open


def searching(keys: WindowKeys) -> None:
    open_page(keys, "journal")
    keys.press("f6")


def typing(keys: WindowKeys) -> None:
    open_page(keys, "relay")
    keys.type("a3")


def counting(keys: WindowKeys) -> None:
    open_page(keys, "relay")
    keys.press("f6")


@few(4)
@pytest.mark.parametrize("step", [closing, searching, typing, counting])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_can_be_stepped_back_from_is_first(
    keys: WindowKeys, step: Callable[[WindowKeys], None], elsewhere: bool
) -> None:
    """With the keyboard on the page or on the rail beside it."""
    step(keys)
    page = keys.window.view.page
    if elsewhere:
        next(one for one in focusable(keys) if keys.window.view.rail.isAncestorOf(one)).setFocus(
            Qt.FocusReason.TabFocusReason
        )
    keys.press("escape")
    assert keys.window.view.page == page
    keys.press("escape")
    assert keys.window.view.page == "counter"
