"""Their terminal and ours in the real window: from the closing by one key, totals typed, what differs told and kept."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.counter.desks import LV_20, Play, card
from tests.ui.pages import presenter, view
from tests.ui.window.keyboard import WindowKeys


def to_the_count(keys: WindowKeys, play: Play) -> Any:
    play.settle([LV_20], card(152))
    keys.window.watching.ask()
    keys.rest()
    keys.press("day")
    keys.press("day")
    day = presenter(keys.window, "day")
    if day.state.step == "check":
        assert day.state.sheet.compares == "relay.compare"
    return day


def test_by_keys_from_the_closing_and_back_to_it(keys: WindowKeys, ready: Play) -> None:
    day = to_the_count(keys, ready)
    assert day.state.is_open and day.state.step in {"check", "count"}
    step = day.state.step
    keys.press("f12")
    assert keys.window.view.page == "counter"
    titles = [offer.title for offer in keys.window.front.state.offers]
    assert titles[:2] == ["Items on La Poste's terminal", "Sales on La Poste's terminal"]
    # Ours is not shown before theirs was typed.
    assert "1.52" not in str(keys.window.front.state.offers)
    keys.press("down")
    keys.press("slash")
    keys.type("1.50")
    keys.press("enter")
    for _ in range(3):
        keys.press("enter")
    data = ready.last("relay.compared").data
    assert data["differ"] == [{"act": "stamps", "ours_cents": 152, "theirs_cents": 150}]
    told = keys.window.front.state.told
    assert told is not None and "stamps" in told.text
    # The closing goes on where it stood.
    keys.press("day")
    assert day.state.is_open and day.state.step == step
    assert ready.status()["compared"] == {"agree": 0, "differ": 1}


def test_by_mouse_from_the_closing(keys: WindowKeys, ready: Play) -> None:
    to_the_count(keys, ready)
    button = view(keys.window, "day").closing._buttons["compare"]
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    keys.rest()
    assert keys.window.view.page == "counter"
    assert keys.window.front.state.offer.ref == "relay.compare:items"
