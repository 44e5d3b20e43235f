"""The filter itself: what is held, what flushes it, what busy windows and dialogs in its middle do."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from concierge_desk.ui.kit import scanner as module
from concierge_desk.ui.kit.scanner import Scanner
from tests.ui.scanner.conftest import Heard
from tests.ui.scanner.hands import EAN, Clock, settle, strike, window_of

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PAD = Qt.KeyboardModifier.KeypadModifier


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        self.line, self.other, self.button = QLineEdit(), QLineEdit(), QPushButton("Pay")
        self.paid = 0
        self.button.clicked.connect(self._pay)
        for widget in (self.line, self.other, self.button):
            layout.addWidget(widget)

    def _pay(self) -> None:
        self.paid += 1


@pytest.fixture
def window(qtbot: QtBot, heard: Heard) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.line.setFocus()
    qtbot.waitUntil(window.line.hasFocus)
    return window


@pytest.fixture
def clock(window: Window) -> Clock:
    return Clock(window_of(window))


def test_a_key_is_held_and_then_goes_on_its_way(window: Window, clock: Clock) -> None:
    clock.press("a")
    assert window.line.text() == ""
    settle()
    assert window.line.text() == "a"


def test_what_is_held_counts_from_the_last_key(window: Window, clock: Clock) -> None:
    for _ in range(4):
        clock.press("a", 35)
        QTest.qWait(30)
    assert window.line.text() == ""
    settle()
    assert window.line.text() == "aaaa"


def test_the_second_of_a_scan_is_that_of_its_end(window: Window, clock: Clock, heard: Heard) -> None:
    before = time.monotonic()
    clock.press(EAN + "\r")
    assert before <= heard.events[0][1] <= time.monotonic()


def test_a_scan_is_told_before_anything_that_is_pressed_next(
    window: Window, clock: Clock, heard: Heard
) -> None:
    clock.press(EAN + "\r")
    assert heard.codes == [EAN]


@pytest.mark.parametrize("gap_ms", [1, 5, 40, 50])
def test_a_window_that_was_busy_gets_a_scan_whole(
    window: Window, clock: Clock, heard: Heard, gap_ms: int
) -> None:
    """Its keys come all at once, late; or the first few, then nothing for a while, then the rest."""
    for cut in (0, 3, 9):
        clock.now_ms += 1000
        clock.press(EAN[:cut], gap_ms)
        time.sleep(0.2)
        clock.press(EAN[cut:] + "\r", gap_ms)
    settle()
    assert heard.codes == [EAN] * 3
    assert window.line.text() == ""


@pytest.mark.parametrize("cut", [1, 6, 12, 13])
def test_a_late_timer_waits_once_more_for_keys_behind_it(
    window: Window, clock: Clock, heard: Heard, cut: int
) -> None:
    """The window is busy, the timer is first in the queue, the rest of the scan is behind it."""
    clock.press(EAN[:cut], 5)
    QTimer.singleShot(0, lambda: time.sleep(0.15))
    QCoreApplication.processEvents()
    QTimer.singleShot(5, lambda: clock.press(EAN[cut:] + "\r", 5))
    settle()
    assert heard.codes == [EAN]
    assert window.line.text() == ""


def test_a_timer_that_was_late_once_gives_up_after_the_next(window: Window, clock: Clock) -> None:
    clock.press("12")
    time.sleep(0.15)
    QTest.qWait(5)
    assert window.line.text() == ""
    QTest.qWait(40)
    assert window.line.text() == "12"


def test_a_machine_that_stays_busy_makes_it_wait_again_but_not_for_ever(
    window: Window, clock: Clock, heard: Heard
) -> None:
    clock.press(EAN[:5])
    late = 0
    time.sleep(0.1)
    while not window.line.text():
        QTest.qWait(1)
        time.sleep(0.04)
        late += 1
    assert 3 <= late <= 10
    assert window.line.text() == EAN[:5]
    clock.press(EAN[5:] + "\r")
    assert heard.codes == [EAN]


def test_typing_through_a_busy_window_keeps_its_order(window: Window, clock: Clock, heard: Heard) -> None:
    clock.press("Saint-André, 12 rue Ampère\r", 90)
    settle()
    assert window.line.text() == "Saint-André, 12 rue Ampère"
    assert heard.codes == []


def test_a_number_then_a_scan(window: Window, clock: Clock, heard: Heard) -> None:
    clock.press("3", 90)
    clock.now_ms += 300
    clock.press(EAN + "\r", 2)
    clock.now_ms += 300
    clock.press("4")
    settle()
    assert heard.codes == [EAN]
    assert window.line.text() == "34"


def mouse(window: Window) -> None:
    QTest.mouseClick(window_of(window), Qt.MouseButton.LeftButton, pos=window.other.geometry().center())


def wheel(window: Window) -> None:
    QTest.wheelEvent(window_of(window), QPointF(window.line.geometry().center()), QPoint(0, 120))


def touch(window: Window) -> None:
    device = QTest.createTouchDevice()
    QTest.touchEvent(window_of(window), device).press(0, window.line.geometry().center()).commit()
    QTest.touchEvent(window_of(window), device).release(0, window.line.geometry().center()).commit()


def left(window: Window) -> None:
    strike(window_of(window), "\b")


def input_method(window: Window) -> None:
    event = QInputMethodEvent()
    event.setCommitString("ê")
    QCoreApplication.sendEvent(window.line, event)


def end_of_line(window: Window) -> None:
    Clock(window_of(window)).press("\r", 0)


def closing(window: Window) -> None:
    window.close()


@pytest.mark.parametrize(
    ("what", "text"),
    [
        (mouse, "abc"),
        (wheel, "abc"),
        (touch, "abc"),
        (left, "ab"),
        (input_method, "abcê"),
        (end_of_line, "abc"),
        (closing, "abc"),
    ],
)
def test_what_comes_after_flushes_first(window: Window, clock: Clock, what: object, text: str) -> None:
    clock.press("abc")
    assert window.line.text() == ""
    what(window)
    assert window.line.text() == text


def test_another_window_that_closes_cuts_no_scan(
    qtbot: QtBot, window: Window, clock: Clock, heard: Heard
) -> None:
    toast = QWidget()
    qtbot.addWidget(toast)
    toast.show()
    clock.press(EAN[:5])
    toast.close()
    clock.press(EAN[5:] + "\r")
    assert heard.codes == [EAN]
    settle()
    assert window.line.text() == ""


def test_a_mouse_in_the_middle_leaves_the_code_whole_and_presses_nothing(
    window: Window, clock: Clock, heard: Heard
) -> None:
    window.button.setFocus()
    window.button.setDefault(True)
    clock.press(EAN[:5])
    mouse(window)
    clock.press(EAN[5:] + "\r")
    settle()
    assert heard.codes == [EAN]
    assert window.paid == 0
    assert window.other.text() == ""


@pytest.mark.parametrize("cut", range(1, 14))
def test_a_focus_that_the_program_moves_cuts_no_scan(
    window: Window, clock: Clock, heard: Heard, cut: int
) -> None:
    window.button.setDefault(True)
    clock.press(EAN[:cut])
    (window.button if cut % 2 else window.other).setFocus()
    clock.press(EAN[cut:] + "\r")
    settle()
    assert heard.codes == [EAN]
    assert (window.line.text(), window.other.text(), window.paid) == ("", "", 0)


@pytest.mark.parametrize("cut", [1, 7, 13])
def test_a_dialog_that_opens_in_the_middle_is_not_pressed(
    qtbot: QtBot, window: Window, clock: Clock, heard: Heard, cut: int
) -> None:
    clock.press(EAN[:cut])
    dialog = QDialog(window)
    dialog.setModal(True)
    box, line = QVBoxLayout(dialog), QLineEdit()
    box.addWidget(line)
    button = QPushButton("Yes")
    button.clicked.connect(dialog.accept)
    button.setDefault(True)
    box.addWidget(button)
    dialog.open()
    qtbot.waitExposed(dialog)
    other = Clock(window_of(dialog))
    other.now_ms = clock.now_ms
    other.press(EAN[cut:] + "\r")
    settle()
    assert heard.codes == [EAN]
    assert dialog.isVisible()
    assert (line.text(), window.line.text()) == ("", "")
    dialog.reject()


def test_typing_goes_to_the_field_it_was_typed_in(window: Window, clock: Clock) -> None:
    clock.press("ab", 30)
    window.other.setFocus()
    settle()
    assert (window.line.text(), window.other.text()) == ("ab", "")
    clock.press("c", 90)
    settle()
    assert window.other.text() == "c"


def test_where_the_field_is_gone_typing_goes_to_the_window(window: Window, clock: Clock) -> None:
    clock.press("ab", 30)
    window.other.setFocus()
    window.line.hide()
    settle()
    assert window.other.text() == "ab"


def test_where_the_window_is_gone_typing_goes_to_the_one_that_has_the_focus(
    qtbot: QtBot, window: Window, clock: Clock
) -> None:
    gone = Window()
    gone.show()
    qtbot.waitExposed(gone)
    Clock(window_of(gone)).press("ab", 30)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    window.activateWindow()
    window.line.setFocus()
    settle()
    assert window.line.text() == "ab"


def test_where_no_window_is_left_nothing_happens(qtbot: QtBot, heard: Heard) -> None:
    gone = Window()
    gone.show()
    qtbot.waitExposed(gone)
    Clock(window_of(gone)).press("ab", 30)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle()
    assert heard.codes == []


def test_a_letter_that_opens_a_dialog_does_not_hold_up_the_others(
    qtbot: QtBot, window: Window, clock: Clock, heard: Heard
) -> None:
    """Its loop turns inside our sending; what comes meanwhile is heard, and nothing comes twice."""
    seen: list[str] = []

    def open_dialog(text: str) -> None:
        if text != "a":
            return
        dialog = QDialog(window)
        line = QLineEdit(dialog)
        line.setFocus()

        def within() -> None:
            settle(30)
            inner = Clock(window_of(dialog))
            inner.press(EAN + "\r")
            inner.now_ms += 500
            inner.press("xy", 70)
            settle()
            seen.append(line.text())
            dialog.reject()

        QTimer.singleShot(0, within)
        dialog.exec()

    window.line.textEdited.connect(open_dialog)
    clock.press("abc", 10)
    settle()
    assert seen == ["xy"]
    assert heard.codes == [EAN]
    # Behind a dialog b and c do nothing, as without a scanner.
    assert window.line.text() == "a"


def test_a_letter_that_waits_for_something_lets_the_others_pass(window: Window, clock: Clock) -> None:
    seen: list[str] = []

    def wait(text: str) -> None:
        if text == "a":
            loop = QEventLoop()
            QTimer.singleShot(40, loop.quit)
            loop.exec()
            seen.append(window.line.text())

    window.line.textEdited.connect(wait)
    clock.press("abc", 10)
    settle(150)
    assert seen == ["abc"]


def test_a_letter_that_moves_the_focus_takes_the_others_along(window: Window, clock: Clock) -> None:
    window.line.textEdited.connect(lambda text: window.other.setFocus() if text == "a" else None)
    clock.press("abc", 10)
    settle()
    assert (window.line.text(), window.other.text()) == ("a", "bc")


def test_keys_come_up_where_they_went_down(window: Window, clock: Clock, heard: Heard) -> None:
    seen: list[tuple[QEvent.Type, str]] = []
    window.line.keyReleaseEvent = lambda event: seen.append((event.type(), event.text()))
    clock.down("a")
    clock.now_ms += 10
    clock.down("b")
    clock.up("a")
    clock.up("b")
    settle()
    assert seen == [(QEvent.Type.KeyRelease, "a"), (QEvent.Type.KeyRelease, "b")]
    assert window.line.text() == "ab"
    clock.now_ms += 500
    clock.down("c")
    settle()
    clock.up("c")
    assert seen[-1] == (QEvent.Type.KeyRelease, "c")


def test_keys_of_a_scan_that_come_up_late_are_not_heard(window: Window, clock: Clock) -> None:
    seen: list[str] = []
    window.line.keyReleaseEvent = lambda event: seen.append(event.text())
    clock.press(EAN[:6], release=False)
    clock.press(EAN[6:] + "\r", release=False)
    for character in {*EAN, "\r"}:
        clock.up(character)
    assert seen == []
    # The same keys are heard again when they are pressed again.
    clock.now_ms += 500
    clock.press("3")
    settle()
    assert seen == ["3"]


def test_a_key_that_never_came_up_is_owed_nothing_more(window: Window, clock: Clock) -> None:
    seen: list[str] = []
    window.line.keyReleaseEvent = lambda event: seen.append(event.text())
    clock.press(EAN + "\r", release=False)
    clock.now_ms += 500
    clock.down("3")
    settle()
    clock.up("3")
    assert seen == ["3"]


def test_a_key_that_changes_its_name_with_shift_is_known_by_its_place(window: Window, clock: Clock) -> None:
    seen: list[str] = []
    window.line.keyReleaseEvent = lambda event: seen.append(event.text())
    for place, character in enumerate(EAN, start=10):
        clock.now_ms += 3
        clock.down(character, native=place)
    clock.down("\r", native=36)
    for place in [*range(10, 10 + len(EAN)), 36]:
        clock.up("&", key=Qt.Key.Key_Ampersand, native=place)
    assert seen == []


def test_shift_and_locks_amidst_a_scan_are_let_through(window: Window, clock: Clock, heard: Heard) -> None:
    for place, character in enumerate("6A15602676300"):
        if place % 3 == 1:
            clock.send(QEvent.Type.KeyPress, "", key=Qt.Key.Key_Shift)
            clock.send(QEvent.Type.KeyRelease, "", key=Qt.Key.Key_Shift)
        if place == 7:
            clock.send(QEvent.Type.KeyPress, "", key=Qt.Key.Key_CapsLock)
        clock.press(character)
    clock.press("\r")
    settle()
    assert heard.codes == ["6A15602676300"]
    assert window.line.text() == ""


@pytest.mark.parametrize(
    ("character", "more", "held"),
    [
        ("a", {}, True),
        ("A", {"modifiers": SHIFT}, True),
        ("é", {}, True),
        (" ", {}, True),
        ("5", {"modifiers": PAD}, True),
        ("@", {"modifiers": CONTROL | ALT}, True),
        ("\x1d", {"modifiers": CONTROL, "key": Qt.Key.Key_BracketRight}, True),
        ("a", {"modifiers": ALT}, False),
        ("\x01", {"modifiers": CONTROL, "key": Qt.Key.Key_A}, False),
        ("\x1d", {"modifiers": ALT, "key": Qt.Key.Key_BracketRight}, False),
        ("a", {"repeat": True}, False),
        ("", {"key": Qt.Key.Key_F9}, False),
        ("\x1b", {}, False),
        ("\b", {}, False),
        ("\r", {}, False),
        ("\t", {}, False),
        ("", {"key": Qt.Key.Key_Left}, False),
    ],
)
def test_only_what_writes_is_held(
    window: Window, clock: Clock, heard: Heard, character: str, more: dict, held: bool
) -> None:
    seen: list[QEvent.Type] = []
    window.line.keyPressEvent = lambda event: seen.append(event.type())
    clock.down(character, **more)
    assert bool(heard.scanner._held) == held
    assert bool(seen) == (not held) or character == "\t"


def test_a_digit_that_is_sent_twice_is_not_held_down(window: Window, clock: Clock, heard: Heard) -> None:
    """Of a key that comes up and goes down in one millisecond X says that it repeats."""
    clock.press("30176204")
    clock.down("2")
    clock.up("2", repeat=True)
    clock.down("2", repeat=True)
    clock.up("2")
    clock.press("003\r")
    settle()
    assert heard.codes == [EAN]
    assert window.line.text() == ""


def test_a_separator_inside_a_code_is_part_of_it(window: Window, clock: Clock, heard: Heard) -> None:
    clock.press("0112345")
    clock.down("\x1d", modifiers=CONTROL, key=Qt.Key.Key_BracketRight)
    clock.press("6789\r")
    assert heard.codes == ["0112345\x1d6789"]


def test_a_line_feed_after_the_end_presses_nothing(window: Window, clock: Clock, heard: Heard) -> None:
    window.button.setFocus()
    window.button.setDefault(True)
    clock.press(EAN + "\r")
    clock.press("\n")
    clock.press("\r")
    settle()
    assert heard.codes == [EAN]
    assert window.paid == 0


@pytest.mark.parametrize(("key", "at_once"), [(Qt.Key.Key_A, False), (Qt.Key.Key_F9, True)])
def test_a_shortcut_acts_as_ever_after_what_was_typed_before_it(
    qtbot: QtBot, window: Window, heard: Heard, key: Qt.Key, at_once: bool
) -> None:
    hit: list[str] = []
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.activated.connect(lambda: hit.append(window.line.text()))
    strike(window_of(window), "b")
    # A field claims its letters itself; a button does not.
    window.button.setFocus()
    QTest.keyClick(window_of(window), key)
    assert hit == (["b"] if at_once else [])
    settle()
    assert hit == ["b"]


def test_no_shortcut_gets_a_key_of_a_scan(window: Window, clock: Clock, heard: Heard) -> None:
    window.button.setFocus()
    assert all(clock.down(character) for character in EAN)


def test_the_end_of_a_scan_triggers_no_shortcut(window: Window, clock: Clock, heard: Heard) -> None:
    clock.press(EAN)
    assert clock.down("\r")
    assert heard.codes == [EAN]
    clock.now_ms += 300
    assert not clock.down("\r")


def test_a_word_that_nobody_knows_is_typed_with_its_enter(window: Window, clock: Clock, heard: Heard) -> None:
    entered: list[str] = []
    window.line.returnPressed.connect(lambda: entered.append(window.line.text()))
    clock.press("martin\r", 35)
    assert entered == ["martin"]
    assert heard.codes == []


def test_a_word_that_somebody_knows_is_a_scan(
    window: Window, clock: Clock, heard: Heard, recognised: set[str]
) -> None:
    recognised.add("martin")
    clock.press("martin\r", 35)
    assert heard.codes == ["martin"]
    assert window.line.text() == ""


def test_a_prefix_holds_nothing_but_what_it_begins(qtbot: QtBot, window: Window, heard: Heard) -> None:
    heard.scanner.remove()
    scanner = Scanner(lambda _code: False, "~")
    scanner.install(QApplication.instance())
    codes: list[str] = []
    scanner.scanned.connect(lambda code, _at: codes.append(code))
    clock = Clock(window_of(window))
    clock.press("ab12345678\r", 1)
    assert window.line.text() == "ab12345678"
    clock.now_ms += 300
    clock.press("~A3\r", 1)
    settle()
    assert codes == ["A3"]
    assert window.line.text() == "ab12345678"
    scanner.remove()


def test_a_prefix_is_learned_from_a_scan_and_used_from_then_on(window: Window, heard: Heard) -> None:
    learned: list[tuple[str, str]] = []
    heard.scanner.learned.connect(lambda code, typed: learned.append((code, typed)))
    clock = Clock(window_of(window))
    heard.scanner.use_prefix("#")
    heard.scanner.learn(True)
    clock.press("~6A15602676300\r", 3)
    assert learned == [("~6A15602676300", "~6A15602676300")]
    assert heard.codes == [] and window.line.text() == ""
    heard.scanner.use_prefix("~")
    heard.scanner.learn(False)
    clock.press("~6A15602676300\r", 3)
    settle()
    assert heard.codes == ["6A15602676300"] and len(learned) == 1


def test_what_is_held_when_the_prefix_changes_is_typed(window: Window, heard: Heard) -> None:
    window.line.setFocus()
    Clock(window_of(window)).press("12", 3)
    heard.scanner.use_prefix("~")
    assert window.line.text() == "12"


def test_events_without_a_clock_are_taken_as_they_come(window: Window, heard: Heard) -> None:
    handle = window_of(window)
    for character in "martin1":
        QTest.qWait(60)
        event = QKeyEvent(
            QEvent.Type.KeyPress, ord(character.upper()), Qt.KeyboardModifier.NoModifier, character
        )
        assert event.timestamp() == 0
        QCoreApplication.sendEvent(handle, event)
    QTest.qWait(60)
    QCoreApplication.sendEvent(
        handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    )
    assert heard.codes == []
    assert window.line.text() == "martin1"


def test_a_scanner_that_was_taken_away_gives_back_what_it_holds(
    window: Window, clock: Clock, heard: Heard
) -> None:
    clock.press("ab")
    heard.scanner.remove()
    assert window.line.text() == "ab"
    clock.press(EAN)
    assert window.line.text() == "ab" + EAN


@pytest.mark.parametrize(
    ("platform", "locale", "shifts"),
    [
        ("windows", "fr_FR", True),
        ("windows", "fr_BE", True),
        ("windows", "fr_CA", False),
        ("xcb", "fr_FR", False),
    ],
)
def test_the_lock_shifts_digits_on_a_french_windows_alone(
    monkeypatch: pytest.MonkeyPatch, platform: str, locale: str, shifts: bool
) -> None:
    class Locale:
        def name(self) -> str:
            return locale

    class InputMethod:
        def locale(self) -> Locale:
            return Locale()

    class Application:
        platformName = staticmethod(lambda: platform)  # noqa: N815
        inputMethod = staticmethod(InputMethod)  # noqa: N815

    monkeypatch.setattr(module, "QGuiApplication", Application)
    assert module._lock_shifts_digits() is shifts
