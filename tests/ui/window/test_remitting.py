"""What is owed to La Poste is paid over in the real window: from the page of the day, by keys alone and by mouse alone (0079)."""

from collections.abc import Callable

import pytest

from tests.counter.desks import Play, cash
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse

STAMPS = {"do": "relay.sell", "product": "LV_20", "quantity": 13}


@pytest.fixture
def owed(ready: Play) -> Play:
    """Stamps for 19.76 € are La Poste's."""
    ready.settle([STAMPS], cash(2000))
    return ready


def by_keys(keys: WindowKeys) -> None:
    """F10, Esc: the day. F12: what is owed. The one act, all of it, in cash."""
    for key in ("day", "escape", "f12"):
        keys.press(key)
    assert keys.state.offer is not None
    assert keys.state.offer.detail == "Owed at this moment: 19,76\u00a0€"
    keys.press("slash")
    keys.press("enter")
    keys.type("1")
    keys.press("enter")


def by_mouse(keys: WindowKeys) -> None:
    keys.press("day")
    keys.press("escape")
    mouse = Mouse(keys.window)
    mouse.press("Pay over what is owed")
    mouse.press("La Poste: 19,76\u00a0€ owed")
    mouse.press("Confirm")
    mouse.press("1. In cash, out of the drawer")


def by_a_word(keys: WindowKeys) -> None:
    keys.type("remittance")
    keys.press("slash")
    keys.press("enter")
    keys.type("1")
    keys.press("enter")


@pytest.mark.parametrize("way", [by_keys, by_mouse, by_a_word])
def test_all_that_is_owed_is_paid_over(
    keys: WindowKeys, owed: Play, way: Callable[[WindowKeys], None]
) -> None:
    way(keys)
    slip = owed.last("till.remitted").data
    assert (slip["slip"], slip["cents"], slip["owed_cents"]) == ("V-2026-0001", 1976, 0)
    assert keys.state.told is not None and "V-2026-0001" in keys.state.told.text
    keys.press("f12")
    assert keys.window.covers.paper.is_open


def test_f9_takes_it_back(keys: WindowKeys, owed: Play) -> None:
    by_keys(keys)
    keys.press("undo")
    assert owed.rows("SELECT owed_cents FROM account") == [(1976,)]
