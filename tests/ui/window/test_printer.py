"""The printer in the real window: set by keys, seen at the top, printing beside everything else."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from concierge_desk.frame.window import MainWindow
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from tests.counter.desks import Play
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_printer_desk import numbers, prints, sell
from tests.ui.window.conftest import Hers
from tests.ui.window.keyboard import SCANNER_MS, WindowKeys, wait_quiet
from tests.ui.window.places import paid, preferences


def chip_of(window: MainWindow) -> str:
    """What the chip of the printer says; empty where it is not there."""
    chip = window.view.top._printer
    return chip.text() if chip.isVisible() else ""


def told_on(window: MainWindow) -> str:
    """What the paper on the screen says of its printing."""
    told = window.covers.paper._told
    return told.text() if told.isVisible() else ""


def type_printer(keys: WindowKeys) -> None:
    """F12, 1: where its address is typed."""
    keys.press("f12")
    keys.type("1")


def set_printer(keys: WindowKeys, address: str) -> None:
    """F1, 1, F12, 1, the address, Enter, Escape."""
    keys.press("help")
    keys.type("1")
    type_printer(keys)
    keys.type(address + "\r")
    keys.press("escape")


@pytest.fixture
def with_printer(keys: WindowKeys, printer: RollPrinter, qtbot: QtBot) -> WindowKeys:
    set_printer(keys, printer.typed)
    qtbot.waitUntil(lambda: chip_of(keys.window) == "Printer: ready")
    return keys


def test_without_a_printer_nothing_is_different(keys: WindowKeys, ready: Play) -> None:
    paid(keys)
    keys.press("f12")
    assert chip_of(keys.window) == ""
    assert not keys.window.covers.paper._print.isVisible()
    before = prints(ready)
    assert before == [("ticket:T-2026-000001", 0, False)]
    keys.press("f12")
    assert prints(ready) == before
    assert keys.window.printing.spooling is None, "nothing of it was loaded"


def test_it_is_set_by_keys_and_kept(keys: WindowKeys, printer: RollPrinter, qtbot: QtBot) -> None:
    kept: list[dict[str, Any]] = []
    keys.window.preferring.be_on(ThisPc(Preferences(flashes=True), kept.append))
    set_printer(keys, printer.typed)
    assert kept == [{"printer": printer.typed}]
    qtbot.waitUntil(lambda: chip_of(keys.window) == "Printer: ready")
    assert keys.window.view.line.hasFocus()
    preferences(keys)
    type_printer(keys)
    (field,) = keys.window.covers.preferences.questions.address.findChildren(QLineEdit)
    assert field.text() == printer.typed
    field.clear()
    keys.type("\r")
    keys.rest()
    assert kept[-1] == {"printer": ""} and chip_of(keys.window) == ""


def test_an_address_outside_the_shop_is_asked_for_once_more(keys: WindowKeys) -> None:
    """Papers go there in clear: one Enter is a slip of the finger, the second is meant."""
    kept: list[dict[str, Any]] = []
    keys.window.preferring.be_on(ThisPc(Preferences(flashes=True), kept.append))
    preferences(keys)
    type_printer(keys)
    question = keys.window.covers.preferences.questions.address
    keys.type("8.8.8.8\r")
    keys.rest()
    assert question.isVisible() and kept == []
    assert question._told.isVisible() and "not in the shop" in question._told.text()
    assert "not in the shop" in question._field.accessibleDescription() and not question._field.is_refused()
    # Another one was not asked for yet.
    keys.type("4\r")
    keys.rest()
    assert question.isVisible() and kept == [] and question._told.isVisible()
    keys.type("\r")
    keys.rest()
    assert not question.isVisible() and kept == [{"printer": "8.8.8.84"}]
    # What is kept is not asked for again unless it is set again.
    type_printer(keys)
    assert not question._told.isVisible() and question._field.accessibleDescription() == ""
    question._field.clear()
    keys.type("192.168.1.50\r")
    keys.rest()
    assert kept[-1] == {"printer": "192.168.1.50"}


def test_what_is_no_address_is_told_where_it_was_typed(keys: WindowKeys, hers: Hers) -> None:
    preferences(keys)
    type_printer(keys)
    question = keys.window.covers.preferences.questions.address
    keys.type("http://p\r")
    assert question.isVisible() and question._told.isVisible() and question._field.is_refused()
    keys.type("x")
    assert not question._told.isVisible()
    question._field.clear()
    hers.step = 0.003
    # What is too short for a scan is typed, and its Enter answers nothing.
    keys.strike("p1\r", SCANNER_MS)
    keys.rest()
    assert question.isVisible() and keys.window.preferring.printer == ""
    hers.step = 3.0
    keys.press("escape")
    assert not question.isVisible() and keys.window.covers.preferences.is_open


def test_a_paper_is_looked_at_and_then_printed_by_its_key(
    with_printer: WindowKeys, printer: RollPrinter, ready: Play
) -> None:
    keys = with_printer
    paid(keys)
    keys.press("f12")
    view = keys.window.covers.paper
    assert view.is_open and view._print.isVisible() and prints(ready) == []
    for press in ("enter", "slash", "plus"):
        keys.press(press)
    assert prints(ready) == [] and printer.papers == []
    keys.press("f12")
    assert told_on(keys.window) == "Printed."
    assert numbers(printer.texts) == [("T-2026-000001", 0)]
    # A key that is held is one press.
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier, autorep=True)
    QApplication.sendEvent(view, held)
    keys.rest()
    keys.press("f12")
    assert numbers(printer.texts) == [("T-2026-000001", 0), ("T-2026-000001", 1)]
    keys.press("escape")
    assert not view.is_open
    keys.press("f12")
    assert told_on(keys.window) == ""


def test_a_paper_that_cannot_be_printed_waits_and_says_so(
    with_printer: WindowKeys, printer: RollPrinter, ready: Play, qtbot: QtBot
) -> None:
    keys = with_printer
    printer.lines_left = 0
    paid(keys)
    keys.press("f12")
    keys.press("f12")
    assert told_on(keys.window).startswith("The paper waits. The printer has no paper left: put a roll in.")
    assert chip_of(keys.window) == "Printer: out of paper · 1 paper waits"
    keys.press("escape")
    printer.put_paper_in()
    # By itself, in a moment.
    qtbot.waitUntil(lambda: chip_of(keys.window) == "Printer: ready", timeout=15_000)
    assert numbers(printer.texts) == [("T-2026-000001", 0)]


def test_whoever_asks_for_a_paper_has_the_printer_tried_at_once(
    with_printer: WindowKeys, printer: RollPrinter, ready: Play
) -> None:
    keys = with_printer
    printer.switch_off()
    # Another process sells: its paper is the window's to print.
    sell(ready)
    keys.press("f12")
    assert chip_of(keys.window) == "Printer: does not answer · 1 paper waits"
    printer.switch_on()
    keys.press("f12")
    assert chip_of(keys.window) == "Printer: ready"
    assert numbers(printer.texts) == [("T-2026-000001", 0)]


def test_she_goes_on_while_the_printer_hangs(
    with_printer: WindowKeys, printer: RollPrinter, ready: Play, qtbot: QtBot
) -> None:
    keys = with_printer
    printer.hang()
    sell(ready)
    keys.tap("f12")
    assert not keys.window.printing.rest
    for lines in (1, 2, 3):
        qtbot.keyClick(keys.window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda lines=lines: len(keys.state.lines) == lines, timeout=5_000)
    keys.tap("plus")
    qtbot.waitUntil(lambda: keys.state.paid is not None, timeout=5_000)
    printer.hangs = False
    keys.rest()


def test_what_waits_outlives_the_window(
    with_printer: WindowKeys,
    printer: RollPrinter,
    ready: Play,
    opened: Callable[..., MainWindow],
    qtbot: QtBot,
) -> None:
    keys = with_printer
    printer.lines_left = 0
    sell(ready)
    keys.press("f12")
    keys.window.close()
    printer.put_paper_in()

    def on_this_pc(window: MainWindow) -> None:
        window.preferring.be_on(ThisPc(Preferences(flashes=True, printer=printer.typed)))

    again = opened(ready, on_this_pc)
    qtbot.waitUntil(lambda: bool(printer.papers), timeout=15_000)
    wait_quiet(again)
    assert numbers(printer.texts) == [("T-2026-000001", 0)]
    assert prints(ready) == [("ticket:T-2026-000001", 0, False)]


def test_a_printer_that_was_taken_away_between_two_windows_is_forgotten(
    with_printer: WindowKeys, printer: RollPrinter, ready: Play, opened: Callable[..., MainWindow]
) -> None:
    """Else whoever sets one again after months would have all their papers."""
    printer.lines_left = 0
    with_printer.window.close()
    assert ready.rows("SELECT count(*) FROM spool") == [(1,)]
    again = opened(ready)
    wait_quiet(again)
    assert ready.rows("SELECT count(*) FROM spool") == [(0,)]
    assert chip_of(again) == ""


def test_an_address_that_somebody_spoilt_counts_for_nothing(ready: Play, expected_log: list[Any]) -> None:
    from concierge_desk.bootstrap.preferences_file import PreferencesFile

    file = ready.desk.folder.preferences
    file.write_text(json.dumps({"printer": "not an address"}))
    assert PreferencesFile(file).unread and PreferencesFile(file).kept.printer == ""
    assert expected_log


def test_a_paper_of_the_journal_is_printed_the_same_way(
    with_printer: WindowKeys, printer: RollPrinter, ready: Play, qtbot: QtBot
) -> None:
    keys = with_printer
    paid(keys)
    qtbot.keyClick(keys.window, Qt.Key.Key_F4)
    keys.rest()
    assert keys.window.view.page == "journal"
    keys.press("f12")
    for copy in (0, 1):
        assert keys.window.covers.paper.is_open and len(prints(ready)) == copy
        keys.press("f12")
        assert told_on(keys.window) == "Printed."
        assert numbers(printer.texts)[-1] == ("T-2026-000001", copy)
    keys.press("escape")
    assert keys.window.view.page == "journal" and not keys.window.covers.is_open


def test_the_day_is_closed_while_the_printer_hangs(
    with_printer: WindowKeys, printer: RollPrinter, ready: Play
) -> None:
    """And the window is closed after it: what waits, waits."""
    keys = with_printer
    printer.hang()
    sell(ready)
    keys.tap("f12")
    ready.close("2026-11-25T18:00", counted_cents=152)
    keys.window.close()
    assert [entry.kind for entry in ready.posted()][-1] == "day.closed"
    assert printer.papers == []
    assert ready.rows("SELECT count(*) FROM outbox WHERE state = 'waiting'") == [(2,)]
