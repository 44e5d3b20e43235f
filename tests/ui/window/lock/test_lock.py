"""The window when nobody touches it: covered or locked, opened again, and everything as it stood."""

from collections.abc import Callable
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.counter.inputs import Pressed, Scan
from tests.counter.desks import Play
from tests.ui.window.conftest import PARCEL
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.lock.hands import BADGE, CODE, HER, PAUL, code_field, state_of, told, with_paul

NAME = "Kessler"
Opened = Callable[..., MainWindow]


@pytest.fixture
def coded(ready: Play, opened: Opened) -> WindowKeys:
    """A window of a desk whose concierge has a code, and gave it."""
    ready.do("operator.set_code", whom=HER, code=CODE)
    keys = WindowKeys(opened(ready))
    unlock(keys)
    return keys


def lock(keys: WindowKeys) -> None:
    keys.window.lock.cover()
    keys.rest()
    assert keys.window.lock.covers


def unlock(keys: WindowKeys, code: str = CODE) -> None:
    keys.type(code)
    keys.press("enter")
    assert not keys.window.lock.covers, state_of(keys.window)


def test_alone_without_a_code_any_key_uncovers(keys: WindowKeys) -> None:
    keys.scan(PARCEL)
    before = keys.state
    lock(keys)
    assert state_of(keys.window).mode == "covered"
    assert NAME not in told(keys.window)
    keys.press("slash")
    # It did nothing else: the parcel was not handed over.
    assert not keys.window.lock.covers and keys.state == before
    assert NAME in told(keys.window) and keys.window.view.line.hasFocus()


def test_a_click_uncovers_too_and_a_key_that_only_changes_others_does_not(keys: WindowKeys) -> None:
    lock(keys)
    QTest.keyClick(keys.window.windowHandle(), Qt.Key.Key_Shift)
    assert keys.window.lock.covers
    QTest.mouseClick(keys.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert not keys.window.lock.covers


def test_a_scan_uncovers_nothing_and_is_told_without_a_name(keys: WindowKeys) -> None:
    lock(keys)
    keys.scan(PARCEL)
    assert keys.window.lock.covers and not keys.state.offers
    seen = told(keys.window)
    assert "Something was scanned" in seen and NAME not in seen and PARCEL not in seen


def test_what_is_locked_opens_by_the_code_alone_and_stands_as_it_stood(
    coded: WindowKeys, ready: Play
) -> None:
    window = coded.window
    coded.scan(PARCEL)
    coded.press("right")
    coded.press("slash")
    coded.type("Rosa")
    before = coded.state
    assert before.asking is not None and before.asking.ask is not None and before.asking.ask.kind == "text"
    lock(coded)
    assert state_of(window).mode == "locked" and ready.desk.at_counter.code is None
    seen = told(window)
    assert NAME not in seen and "Rosa" not in seen
    for key in ("escape", "help", "home", "park", "undo", "day", "discreet", "passage", "f4", "f5", "paper"):
        coded.press(key)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert window.lock.covers and coded.state == before and not window.covers.is_open
    unlock(coded)
    assert ready.desk.at_counter.code == HER
    assert coded.state == before and window.view.line.text() == "Rosa" and window.view.line.hasFocus()


def test_what_is_typed_goes_into_the_field_alone_and_is_forgotten(coded: WindowKeys) -> None:
    lock(coded)
    coded.type("47x")
    field = code_field(coded.window)
    assert field.secret() == "47x" and len(field.text()) == len("47x")
    assert "47x" not in told(coded.window)
    assert coded.window.view.line.text() == ""
    coded.press("enter")
    assert field.secret() == field.text() == "" and "That is not the code." in told(coded.window)
    coded.type("47")
    coded.press("escape")
    assert field.secret() == ""
    unlock(coded)
    assert field.secret() == field.text() == ""


def test_the_keypad_alone_opens_it(coded: WindowKeys) -> None:
    lock(coded)
    buttons = {one.accessibleName(): one for one in coded.window.findChildren(QPushButton) if one.isVisible()}
    for sign in CODE:
        QTest.mouseClick(buttons[sign], Qt.MouseButton.LeftButton)
    QTest.mouseClick(buttons["Go to the counter"], Qt.MouseButton.LeftButton)
    coded.rest()
    assert not coded.window.lock.covers


def test_a_parcel_that_is_scanned_is_no_wrong_code(coded: WindowKeys, ready: Play) -> None:
    lock(coded)
    for _time in range(7):
        coded.scan(PARCEL)
    assert "Something was scanned" in told(coded.window)
    assert ready.rows("SELECT * FROM operator_try") == []
    assert state_of(coded.window).wait_s == 0
    unlock(coded)


def test_a_badge_opens_it_and_its_owner_goes_on_with_the_visit(ready: Play, opened: Opened) -> None:
    with_paul(ready, hers=None, his="8362")
    keys = WindowKeys(opened(ready))
    keys.scan(BADGE)
    keys.scan("LV_20")
    keys.favourite(0)
    lines = keys.state.lines
    assert lines
    lock(keys)
    keys.scan(BADGE.replace("9d", "9e"))
    assert keys.window.lock.covers
    keys.scan(BADGE)
    assert not keys.window.lock.covers and keys.state.lines == lines
    keys.press("plus")
    assert ready.last("till.settled").by == PAUL


def test_a_page_and_what_lies_over_it_are_covered_and_stay(coded: WindowKeys) -> None:
    window = coded.window
    window.pages.open("journal")
    coded.rest()
    coded.press("help")
    assert window.covers.help.is_open
    lock(coded)
    assert window.covers.help not in window.findChildren(type(window.covers.help))
    unlock(coded)
    assert window.view.page == "journal" and window.covers.help.isVisible()
    coded.press("escape")
    assert not window.covers.help.is_open


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_boxes_lists_and_tips_beside_the_window_go(coded: WindowKeys, qapp: QApplication) -> None:
    menu, box = QMenu(NAME, coded.window), QDialog(coded.window)
    menu.addAction(NAME)
    box.setWindowTitle(NAME)
    menu.popup(QPoint(30, 30))
    box.show()
    QToolTip.showText(QPoint(40, 40), NAME, coded.window.view)
    lock(coded)
    assert not (menu.isVisible() or box.isVisible())
    QTest.qWait(400)
    assert not QToolTip.isVisible()


def test_nothing_at_work_takes_the_keyboard_or_lets_a_name_be_heard(
    coded: WindowKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr("concierge_desk.ui.kit.screen_reader.announcement.is_heard", lambda: True)
    monkeypatch.setattr("concierge_desk.frame.veiled_view.is_heard", lambda: True)
    monkeypatch.setattr(
        "concierge_desk.ui.kit.screen_reader.announcement.QAccessibleAnnouncementEvent",
        lambda _part, text: Mock(text=text),
    )
    monkeypatch.setattr(
        "concierge_desk.ui.kit.screen_reader.announcement.QAccessible",
        Mock(updateAccessibility=lambda event: heard.append(event.text)),
    )
    window = coded.window
    lock(coded)
    heard.clear()
    # What was asked of the desk just before is answered only now.
    window.front.feed(Scan(PARCEL, "", 100.0))
    window._recorded()
    window.view.line.setFocus()
    coded.rest()
    assert coded.state.offers and not heard and code_field(window).hasFocus()
    assert NAME not in told(window)
    unlock(coded)
    assert NAME in told(window)
    # The ear was no deaf one.
    window.pages.open("journal")
    assert heard


def test_a_desk_with_codes_begins_locked_and_what_came_before_does_nothing(
    ready: Play, opened: Opened
) -> None:
    first = WindowKeys(opened(ready))
    first.favourite(0)
    assert len(first.state.lines) == 1
    first.window.close()
    ready.do("operator.set_code", whom=HER, code=CODE)
    ready.do("operator.sign_out")

    def before(window: MainWindow) -> None:
        early = WindowKeys(window)
        early.strike("Kessl", 90)
        early.strike(PARCEL + "\r", 3)
        QTest.qWait(200)

    keys = WindowKeys(opened(ready, before))
    window = keys.window
    assert state_of(window).mode == "locked" and state_of(window).person is not None
    seen = told(window)
    assert "Something was scanned" in seen and NAME not in seen and "Kessl" not in seen
    unlock(keys)
    # The visit that was saved is there.
    assert len(keys.state.lines) == 1 and window.view.line.text() == "" and not keys.state.offers


def test_somebody_else_takes_over_by_one_key_and_goes_on_with_the_visit(ready: Play, opened: Opened) -> None:
    with_paul(ready)
    keys = WindowKeys(opened(ready))
    unlock(keys)
    keys.favourite(0)
    lines = keys.state.lines
    QTest.keyClick(keys.window.windowHandle(), Qt.Key.Key_Pause)
    keys.rest()
    assert state_of(keys.window).mode == "locked"
    # Of Paul no code is asked.
    QTest.keyClick(keys.window.windowHandle(), Qt.Key.Key_F2)
    keys.rest()
    assert not keys.window.lock.covers and keys.state.lines == lines
    assert keys.window.view.top._operator.text() == "Paul Heitz"
    keys.press("plus")
    assert ready.last("till.settled").by == PAUL


@pytest.mark.parametrize("back", [False, True])
def test_where_nobody_has_a_code_the_chip_asks_who_it_is(ready: Play, opened: Opened, back: bool) -> None:
    with_paul(ready, hers=None)
    keys = WindowKeys(opened(ready))
    QTest.mouseClick(keys.window.view.top._operator, Qt.MouseButton.LeftButton)
    keys.rest()
    assert state_of(keys.window).mode == "choosing"
    keys.tap("escape") if back else keys.strike("2", 90)
    keys.rest()
    assert not keys.window.lock.covers
    assert keys.window.view.top._operator.text() == ("La concierge" if back else "Paul Heitz")


def test_the_key_covers_over_whatever_lies_over_the_window(keys: WindowKeys) -> None:
    keys.press("help")
    QTest.keyClick(keys.window.windowHandle(), Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier)
    keys.rest()
    assert keys.window.lock.covers
    keys.press("enter")
    assert not keys.window.lock.covers and keys.window.covers.help.is_open


def test_the_card_of_somebody_with_a_code_asks_for_it(ready: Play, opened: Opened) -> None:
    with_paul(ready, hers=None, his="8362")
    keys = WindowKeys(opened(ready))
    keys.strike("", 90)
    keys.press("down")
    keys.press("enter")
    keys.window._hands.follow(f"operator:{PAUL}")
    keys.rest()
    state = state_of(keys.window)
    assert state.mode == "locked" and state.person is not None


def test_the_time_is_the_settings_and_holds_at_once(keys: WindowKeys, ready: Play) -> None:
    assert keys.window.lock.idle._after_s == 120
    ready.do("settings.change", values={"lock.after_s": 15})
    keys.window.watching.ask()
    keys.rest()
    assert keys.window.lock.idle._after_s == 15
    (timer,) = keys.window.lock.idle.findChildren(QTimer)
    assert timer.isActive() and timer.interval() <= 15_000
    keys.window.scanner.touched_at -= 14
    keys.window.lock.idle.look()
    assert not keys.window.lock.covers
    keys.window.scanner.touched_at -= 1
    keys.window.lock.idle.look()
    keys.rest()
    assert keys.window.lock.covers


def test_what_a_screen_reader_writes_and_presses_counts_as_a_touch(keys: WindowKeys) -> None:
    keys.window.scanner.touched_at = 0.0
    keys.window.view.line.insert("Kess")
    assert keys.window.scanner.touched_at > 0
    keys.rest()
    keys.window.scanner.touched_at = 0.0
    keys.window.view.rail.went.emit("journal")
    assert keys.window.scanner.touched_at > 0


def test_a_copy_of_a_desk_with_codes_is_left(ready: Play, opened: Opened, qtbot: QtBot) -> None:
    with_paul(ready)
    keys = WindowKeys(opened(ready))
    unlock(keys)
    window = keys.window
    # As the window of a copy is bound.
    window.lock._lock, window.lock._is_copy = None, True
    window.lock.cover()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_window_that_is_closed_while_it_is_locked_leaves_nothing(coded: WindowKeys) -> None:
    lock(coded)
    coded.window.close()
    assert coded.window.view.window() is coded.window
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_a_resize_while_it_is_locked_shows_nothing_and_what_comes_back_fits(coded: WindowKeys) -> None:
    coded.scan(PARCEL)
    lock(coded)
    for size in ((700, 520), (1366, 768)):
        coded.window.resize(*size)
        coded.rest()
        assert NAME not in told(coded.window)
    unlock(coded)
    assert coded.window.view.size() == coded.window.size()


def test_a_front_that_is_locked_hears_no_key(coded: WindowKeys, monkeypatch: pytest.MonkeyPatch) -> None:
    fed: list[object] = []
    front = coded.window.front
    monkeypatch.setattr(front, "feed", fed.append)
    lock(coded)
    for text in ("abc", "+", "*", "-", "/"):
        coded.strike(text, 90)
    coded.scan(PARCEL)
    assert not fed
    coded.press("escape")
    unlock(coded)
    assert not [one for one in fed if isinstance(one, Pressed)]
