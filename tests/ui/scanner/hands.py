"""Fingers and scanners for tests: keys that come in at a window, as those of a real keyboard do."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

EAN = "3017620422003"
HUMAN_MS = 60

_NAMED = {
    "\r": Qt.Key.Key_Return,
    "\t": Qt.Key.Key_Tab,
    "\b": Qt.Key.Key_Backspace,
    "\x1b": Qt.Key.Key_Escape,
}


def window_of(widget: QWidget) -> QWindow:
    """Return the window a widget lies in, as the window system sees it."""
    handle = widget.window().windowHandle()
    assert handle is not None
    return handle


def strike(window: QWindow, text: str, gap_ms: int = 0) -> None:
    """Press and release keys one after another, by the way of the window system: shortcuts, modality and all."""
    for character in text:
        QTest.keyClick(window, _NAMED.get(character, character), Qt.KeyboardModifier.NoModifier, gap_ms or -1)


def scan(window: QWindow, code: str = EAN, end: str = "\r", gap_ms: int = 3) -> None:
    """Scan a code; its keys have a clock of their own, so that a busy machine makes no other test of it."""
    Clock(window).press(code + end, gap_ms)


def type_slowly(window: QWindow, text: str) -> None:
    """Type at a human's speed, and wait until the last letter is where it belongs."""
    strike(window, text, HUMAN_MS)
    settle()


def settle(milliseconds: int = 85) -> None:
    """Let the timers of held keys run out."""
    QTest.qWait(milliseconds)


class Clock:
    """Keys with a clock of their own: what a window that was busy gets, all at once, with the times they had."""

    started_ms = 10_000

    def __init__(self, window: QWindow) -> None:
        self.window = window
        # Two clocks of one test are two people, or one a while later.
        Clock.started_ms += 10_000
        self.now_ms = Clock.started_ms

    def press(self, text: str, gap_ms: int = 3, *, release: bool = True) -> None:
        for character in text:
            self.now_ms += gap_ms
            self.down(character)
            if release:
                self.up(character)

    def down(self, character: str, **more: Any) -> bool:
        """Press a key as Qt delivers it, and return whether somebody took it from the shortcuts."""
        taken = self.send(QEvent.Type.ShortcutOverride, character, **more).isAccepted()
        self.send(QEvent.Type.KeyPress, character, **more)
        return taken

    def up(self, character: str, **more: Any) -> None:
        self.send(QEvent.Type.KeyRelease, character, **more)

    def send(
        self,
        kind: QEvent.Type,
        character: str,
        *,
        key: Qt.Key | None = None,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        repeat: bool = False,
        native: int = 0,
    ) -> QKeyEvent:
        named = _NAMED.get(
            character, Qt.Key(ord(character.upper())) if character.isascii() and character else Qt.Key(0)
        )
        event = QKeyEvent(kind, named if key is None else key, modifiers, native, 0, 0, character, repeat, 1)
        event.setTimestamp(self.now_ms)
        event.setAccepted(kind != QEvent.Type.ShortcutOverride)
        QCoreApplication.sendEvent(self.window, event)
        return event
