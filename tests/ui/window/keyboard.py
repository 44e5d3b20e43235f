"""Her hands at the window: keys with a clock of their own, as fast as a scanner or as slow as she is."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.counter.inputs import Key
from concierge_desk.pages.counter.state import State

FINGERS_MS = 90
SCANNER_MS = 3
LONGEST_S = 60.0

_NAMED = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, " ": Qt.Key.Key_Space}
_SIGNS = {"plus": "+", "star": "*", "slash": "/", "minus": "-", "enter": "\r"}
_KEYS = {
    "escape": Qt.Key.Key_Escape,
    "up": Qt.Key.Key_Up,
    "down": Qt.Key.Key_Down,
    "left": Qt.Key.Key_Left,
    "right": Qt.Key.Key_Right,
    "page_up": Qt.Key.Key_PageUp,
    "page_down": Qt.Key.Key_PageDown,
    "top": Qt.Key.Key_Home,
    "help": Qt.Key.Key_F1,
    "home": Qt.Key.Key_F2,
    "arrivals": Qt.Key.Key_F3,
    "f1": Qt.Key.Key_F1,
    "f2": Qt.Key.Key_F2,
    "f3": Qt.Key.Key_F3,
    "f4": Qt.Key.Key_F4,
    "f5": Qt.Key.Key_F5,
    "f6": Qt.Key.Key_F6,
    "park": Qt.Key.Key_F7,
    "f8": Qt.Key.Key_F8,
    "label": Qt.Key.Key_F8,
    "undo": Qt.Key.Key_F9,
    "day": Qt.Key.Key_F10,
    "discreet": Qt.Key.Key_F11,
    "pause": Qt.Key.Key_Pause,
    "f12": Qt.Key.Key_F12,
    "paper": Qt.Key.Key_F12,
    "passage": Qt.Key.Key_Insert,
}


class WindowKeys:
    """Keys and scans that come in at the window, each followed by what it sets going.

    Every key is an event of the window system's own (`QWindow`), so that it meets the scanner, the shortcuts, the
    dialogs and the focus as a real one does. Its time is the keyboard's: a busy machine changes nothing.
    """

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.now_ms = 100_000

    @property
    def state(self) -> State:
        return self.window.front.state

    def scan(self, code: str, *, end: str = "\r") -> None:
        """Scan a code: one burst, and Enter."""
        self.now_ms += 1_000
        self.strike(code + end, SCANNER_MS)
        self.rest()

    def type(self, text: str) -> None:
        """Type a text with fingers."""
        self.strike(text, FINGERS_MS)
        self.rest()

    def press(self, key: Key | str) -> None:
        """Press a key of the grammar by its name, and let it do what it does."""
        self.tap(key)
        self.rest()

    def favourite(self, place: int) -> None:
        """Press Shift and the function key of a favourite."""
        self._function(Qt.Key(Qt.Key.Key_F1 + place), Qt.KeyboardModifier.ShiftModifier)
        self.rest()

    def tap(self, key: str) -> None:
        """Press a key and wait for nothing."""
        if key in _SIGNS:
            self.strike(_SIGNS[key], FINGERS_MS)
        else:
            self._function(_KEYS[key])

    def strike(self, text: str, gap_ms: int) -> None:
        """Press and release one key after another, so many milliseconds apart by their own clock."""
        for character in text:
            self.now_ms += gap_ms
            for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                self._send(kind, character)

    def rest(self) -> None:
        """Wait until nothing is held by the scanner and nothing is left to do at the desk."""
        wait_quiet(self.window)

    def _function(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.now_ms += FINGERS_MS
        QTest.keyClick(self._handle(), key, modifier)

    def _send(self, kind: QEvent.Type, character: str) -> None:
        key = _NAMED.get(character) or Qt.Key(ord(character.upper()) if character.isascii() else 0)
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 0, 0, 0, character, False, 1)
        event.setTimestamp(self.now_ms)
        event.setAccepted(kind != QEvent.Type.ShortcutOverride)
        QCoreApplication.sendEvent(self._handle(), event)

    def _handle(self) -> QWindow:
        # A dialog that is open has the keyboard, as on a real screen.
        modal = QApplication.activeModalWidget()
        handle = (modal or self.window).windowHandle()
        assert handle is not None
        return handle


def wait_quiet(window: MainWindow) -> None:
    """Turn the event loop until the scanner holds nothing and the desk rests."""
    loop, end = QEventLoop(), time.monotonic() + LONGEST_S
    # The loop waits for events: this one comes at the latest.
    alarm = QTimer(interval=20)
    alarm.start()
    while True:
        loop.processEvents()
        held = any(timer.isActive() for timer in window.scanner.findChildren(QTimer))
        presenter = window.approval.presenter
        waits = None if presenter is None else presenter.state
        if waits is not None and not (waits.busy or held) and window.tasks.idle:
            # Whatever was begun waits for somebody's approval.
            loop.processEvents()
            return
        if window.going is not None:
            # It is closed for something else: nothing more is done at it.
            return
        rest = window.pages.rest and window.printing.rest and window.sheets.rest and window.deliveries.rest
        if not held and window.tasks.idle and not window.front.state.busy and rest:
            # What was put on a page last is shown one turn later.
            loop.processEvents()
            return
        assert time.monotonic() < end, window.front.state
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
