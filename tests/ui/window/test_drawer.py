"""The drawer in the real window: switched on by a key or the mouse, opened by cash and by hand, said at the foot."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.preferences.devices_view import DRAWER
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from tests.counter.desks import Play
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_drawer import openings
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse
from tests.ui.window.places import paid, paying
from tests.ui.window.test_printer import chip_of, set_printer


def preferences(keys: WindowKeys) -> None:
    """F1, then 1."""
    keys.press("help")
    keys.type("1")


def opens(window: MainWindow) -> str:
    """What the sheet of the preferences says of the drawer."""
    return window.covers.preferences.devices.words(DRAWER)


@pytest.fixture
def kept(keys: WindowKeys) -> list[dict[str, Any]]:
    changes: list[dict[str, Any]] = []
    keys.window.preferring.be_on(ThisPc(Preferences(flashes=True), changes.append))
    return changes


@pytest.fixture
def with_drawer(
    keys: WindowKeys, kept: list[dict[str, Any]], printer: RollPrinter, qtbot: QtBot
) -> WindowKeys:
    """F1, 1, F12, its address; then F6."""
    set_printer(keys, printer.typed)
    qtbot.waitUntil(lambda: chip_of(keys.window) == "Printer: ready")
    preferences(keys)
    keys.press("f6")
    keys.press("escape")
    keys.rest()
    return keys


def test_it_is_switched_by_a_key_and_kept(keys: WindowKeys, kept: list[dict[str, Any]]) -> None:
    preferences(keys)
    assert opens(keys.window) == "Opened by its key alone"
    keys.press("f6")
    assert opens(keys.window) == "The printer opens it when cash comes or goes"
    keys.press("f6")
    assert opens(keys.window) == "Opened by its key alone"
    assert kept == [{"drawer_pulse": True}, {"drawer_pulse": False}]
    button = keys.window.covers.preferences.devices.button(DRAWER)
    assert button.accessibleName() == "Change it\u00a0: Cash drawer"


def test_it_is_switched_by_the_mouse(keys: WindowKeys, kept: list[dict[str, Any]]) -> None:
    preferences(keys)
    Mouse(keys.window).press("Change it\u00a0: Cash drawer")
    assert kept == [{"drawer_pulse": True}]


def test_cash_opens_it_at_once_and_is_journaled(
    with_drawer: WindowKeys, printer: RollPrinter, ready: Play, qtbot: QtBot
) -> None:
    paid(with_drawer)
    qtbot.waitUntil(lambda: len(printer.pulses) == 1)
    qtbot.waitUntil(lambda: openings(ready) == [("cash", None, ready.last("till.settled").seq)])


def test_a_card_leaves_it_shut(
    with_drawer: WindowKeys, printer: RollPrinter, ready: Play, qtbot: QtBot
) -> None:
    paying(with_drawer)
    with_drawer.press("star")
    assert with_drawer.state.paid is not None
    qtbot.wait(300)
    assert printer.pulses == [] and openings(ready) == []


def by_keys(keys: WindowKeys) -> None:
    """F10 the day, Esc its figures, F6 its cash; the third act, the first reason."""
    for key in ("day", "escape", "f6", "right", "right", "slash"):
        keys.press(key)
    keys.type("1")
    keys.press("enter")


def by_a_word(keys: WindowKeys) -> None:
    keys.type("drawer")
    for key in ("right", "right", "slash"):
        keys.press(key)
    keys.type("1")
    keys.press("enter")


def by_mouse(keys: WindowKeys) -> None:
    keys.press("day")
    keys.press("escape")
    mouse = Mouse(keys.window)
    mouse.press("Cash of the drawer")
    mouse.press("Open the drawer")
    mouse.press("1. Change for a customer")


@pytest.mark.parametrize("way", [by_keys, by_a_word, by_mouse])
def test_it_is_opened_by_hand_with_a_reason_and_said_at_the_foot(
    with_drawer: WindowKeys,
    printer: RollPrinter,
    ready: Play,
    qtbot: QtBot,
    way: Callable[[WindowKeys], None],
) -> None:
    way(with_drawer)
    told = with_drawer.state.told
    assert told is not None and told.text == "The drawer opens: change for a customer."
    qtbot.waitUntil(lambda: openings(ready) == [("manual", "change", None)])
    assert len(printer.pulses) == 1


def test_without_a_drawer_no_card_offers_to_open_it(keys: WindowKeys) -> None:
    keys.type("drawer")
    assert [act.do for act in keys.state.offers[0].acts] == ["till.move", "till.move", "till.pay_in", ""]


def test_a_printer_that_is_off_says_to_take_the_key(
    with_drawer: WindowKeys, printer: RollPrinter, ready: Play, qtbot: QtBot
) -> None:
    printer.switch_off()
    paid(with_drawer)
    spooling = with_drawer.window.printing.spooling
    assert spooling is not None
    qtbot.waitUntil(lambda: spooling.sentence().endswith("The drawer was not opened: use its key."))
    assert openings(ready) == []
