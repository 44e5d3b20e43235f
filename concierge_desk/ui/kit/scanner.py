"""The scanner: one burst is one event, from any page and over any dialog; what was typed goes on its way.

A filter on the application sees each key where it comes in, at its window (`QWindow`), before a shortcut, a
dialog or a field does. Printable keys are held for as long as they may be a scan (`bursts`), then given to the
same window as if nothing had been. So a scan never reaches a widget: it types nothing, presses nothing, closes
nothing; and no letter is lost.

**What flushes first.** Any other key, an input method, mouse, touch, the end of the window they were typed in:
what was typed before them arrives before them. A change of focus that no key and no mouse made comes from the
program itself: a dialog that opens, a list that is drawn anew, another program's window. It must not cut a burst,
whose rest would be typed into that dialog and whose Enter would press a button; so what is held stays held, and
should it be typing, it goes to the field that had the focus when it was typed.

**Late timers.** A timer that fires late says that the window was busy, not that the scanner was silent: keys may
wait behind it. It waits once more, 15 ms, before it gives back what is held; and again, a few times at most, where
that wait was late itself: the machine is busy, not only the window.

A native dialog of the system is a window that Qt does not see: the program opens none.

Source: docs/contract.md, "What the desk promises", promise 3.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
    QWindow,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from concierge_desk.ui.kit.bursts import GAP_MS, Bursts, Kind, Stroke

ONCE_MORE_MS = 15
MOST_WAITS = 5
LATE = 1.5
"""How much longer than it was set a timer takes that is called late."""


_Modifier = Qt.KeyboardModifier
_Type = QEvent.Type

_COMMAND = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
_ALTGR = _Modifier.ControlModifier | _Modifier.AltModifier
"""How Windows tells a character of the third level."""

_SEPARATORS = frozenset("\x1c\x1d\x1e\x1f")
"""What two-dimensional codes put between their fields; scanners type them with Ctrl."""

_ENDS = frozenset("\r\n\t")

_SILENT = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_Mode_switch,
    }
)
"""Keys that only change others: scanners press them amidst a code."""

_STROKES = frozenset({_Type.ShortcutOverride, _Type.KeyPress, _Type.KeyRelease})
_TOUCHED = frozenset(
    {
        _Type.MouseButtonPress,
        _Type.MouseButtonDblClick,
        _Type.Wheel,
        _Type.TouchBegin,
        _Type.TabletPress,
        _Type.Drop,
    }
)
_LIVELY = (
    _STROKES
    | _TOUCHED
    | {
        _Type.MouseMove,
        _Type.MouseButtonRelease,
        _Type.TouchUpdate,
        _Type.TouchEnd,
        _Type.TabletMove,
        _Type.InputMethod,
    }
)
"""What somebody does who is there."""

_HEARD = frozenset(
    {
        QKeyEvent,
        QMouseEvent,
        QWheelEvent,
        QTouchEvent,
        QTabletEvent,
        QDropEvent,
        QInputMethodEvent,
        QCloseEvent,
    }
)
"""What events of those kinds are, and of the end of a window."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A key that is held.

    Attributes:
        window: Where it came in.
        focus: Who would have got it then.
        event: A copy of it.
        place: Of the key on the keyboard.
    """

    window: QWindow
    focus: QObject | None
    event: QKeyEvent
    place: int


class Scanner(QObject):
    """Holds keys until they are known to be a scan or typing.

    Attributes:
        scanned: A code, and the monotonic second at which it was whole. Told while its Enter is being handled, so
            that whatever is pressed next comes after it: who hears it opens no dialog then and there.
        learned: In place of it while the prefix is being learned: a code with its prefix, and what its keys wrote.
        touched_at: Monotonic second at which a key, the mouse, a finger or the scanner was heard last.
    """

    scanned = Signal(str, float)
    learned = Signal(str, str)

    def __init__(
        self,
        recognise: Callable[[str], bool],
        prefix: str = "",
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Hear nothing yet.

        Args:
            recognise: Whether a code is known to some service, by its shape alone: pure and fast, no store.
            prefix: What the scanner was programmed to send first; empty where it sends nothing.
            parent: Owner of the object.
            monotonic: The clock that a scan is told by: that of the keys.
        """
        super().__init__(parent)
        self._monotonic = monotonic
        self._recognise = recognise
        self._prefix = prefix
        self._learning = False
        self._bursts = Bursts(recognise, prefix, _lock_shifts_digits)
        self._held: list[_Held] = []
        self._leaving: deque[tuple[_Held, QWidget | None]] = deque()
        self._owed: set[int] = set()
        self._ours = False
        self._armed_at = 0.0
        self._waits = 0
        self._turned = False
        self.touched_at = time.monotonic()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._silence)

    def touch(self) -> None:
        """Note that somebody did something, by whatever means."""
        self.touched_at = time.monotonic()

    def use_prefix(self, prefix: str) -> None:
        """Hear a scanner that sends something first; empty where it sends nothing."""
        self._prefix = prefix
        self._listen()

    def learn(self, learning: bool) -> None:
        """Hear whatever comes as fast as a scan, for whoever asks what the scanner sends first; or hear scans again."""
        self._learning = learning
        self._listen()

    def _listen(self) -> None:
        self._flush()
        self._bursts = Bursts(self._recognise, "" if self._learning else self._prefix, _lock_shifts_digits)

    def install(self, app: QCoreApplication) -> None:
        """Hear every window of an application, until it quits."""
        app.installEventFilter(self)
        app.aboutToQuit.connect(self.remove)

    def remove(self) -> None:
        """Hear nothing any more; what is held goes on its way."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Take keys at their window; let everything else through."""
        if type(event) not in _HEARD:
            # Of all events that there are: to ask one of what kind it is takes longer than the rest of this.
            return False
        kind = event.type()
        if kind in _LIVELY:
            self.touch()
        if kind in _STROKES:
            return isinstance(watched, QWindow) and isinstance(event, QKeyEvent) and self._key(watched, event)
        if self._held and self._comes_after(kind, watched):
            self._flush()
        return False

    def _comes_after(self, kind: QEvent.Type, watched: QObject) -> bool:
        if kind == _Type.Close:
            return any(held.window is watched for held in self._held)
        return kind == _Type.InputMethod or (kind in _TOUCHED and isinstance(watched, QWindow))

    def _key(self, window: QWindow, event: QKeyEvent) -> bool:
        if self._ours:
            # The first key seen after it was sent is the one that was sent.
            self._ours = False
            return False
        if event.type() == _Type.KeyRelease:
            taken = self._released(window, event)
        elif event.key() in _SILENT:
            taken = False
        elif event.type() == _Type.ShortcutOverride:
            taken = self._overrides(_stroke(event))
        else:
            taken = self._pressed(window, event)
        if taken:
            event.accept()
        return taken

    def _overrides(self, stroke: Stroke) -> bool:
        # Asked just before the key itself: whether a shortcut may have it.
        if self._bursts.holds(stroke) or self._bursts.ends_burst(stroke):
            return True
        self._flush()
        return False

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        place = _place(event)
        self._owed.discard(place)
        verdict = self._bursts.hear(_stroke(event))
        if verdict.flush:
            self._flush()
        if verdict.what == "pass":
            return False
        if verdict.what == "hold":
            self._hold(window, event)
            self._wait()
            return True
        self._owed.add(place)
        if verdict.what == "burst":
            self._forget()
            if self._learning:
                self.learned.emit(verdict.code, verdict.typed)
            else:
                self.scanned.emit(verdict.code, self._monotonic())
        return True

    def _released(self, window: QWindow, event: QKeyEvent) -> bool:
        place = _place(event)
        if place in self._owed:
            self._owed.discard(place)
            return True
        if any(held.place == place for held in self._held):
            self._hold(window, event)
            return True
        return False

    def _hold(self, window: QWindow, event: QKeyEvent) -> None:
        self._held.append(_Held(window, window.focusObject(), _copy(event), _place(event)))

    def _forget(self) -> None:
        """Drop what was scanned; keys that are still down are not heard when they come up."""
        self._timer.stop()
        for held in self._held:
            if held.event.type() == _Type.KeyPress:
                self._owed.add(held.place)
            else:
                self._owed.discard(held.place)
        self._held.clear()

    def _wait(self, milliseconds: int = GAP_MS, *, again: bool = False) -> None:
        self._armed_at = time.monotonic()
        self._waits = self._waits + 1 if again else 0
        self._turned = False
        self._timer.start(milliseconds)

    def _silence(self) -> None:
        took_ms = (time.monotonic() - self._armed_at) * 1000
        if not self._turned and took_ms > LATE * self._timer.interval() and self._waits < MOST_WAITS:
            self._wait(ONCE_MORE_MS, again=True)
        elif not self._turned:
            # A key may lie in the system's queue already: it is heard before those that are held go on their way.
            self._turned = True
            self._timer.start(0)
        else:
            self._flush()

    def _flush(self) -> None:
        self._timer.stop()
        # Where each goes is known before the first is handled: what it does to the focus counts for later keys.
        self._leaving.extend([(held, _left_field(held)) for held in self._held])
        self._held.clear()
        self._leave()

    def _leave(self) -> None:
        if len(self._leaving) > 1:
            # The first may open a dialog that turns a loop of its own: the others do not wait for its end.
            QTimer.singleShot(0, self, self._leave)
        while self._leaving:
            self._send(*self._leaving.popleft())

    def _send(self, held: _Held, field: QWidget | None) -> None:
        window = held.window if isValid(held.window) else QGuiApplication.focusWindow()
        if field is not None and isValid(field):
            QCoreApplication.sendEvent(field, held.event)
        elif window is not None:
            self._ours = True
            QCoreApplication.sendEvent(window, held.event)
            self._ours = False


def _left_field(held: _Held) -> QWidget | None:
    """Return the field a key was typed in, where the focus left it since and it can still be seen."""
    field = held.focus
    if not isinstance(field, QWidget) or not isValid(field) or not field.isVisible():
        return None
    stays = isValid(held.window) and held.window.focusObject() is field
    return None if stays else field


def _stroke(event: QKeyEvent) -> Stroke:
    modifiers = event.modifiers()
    plain = not modifiers & (_Modifier.ShiftModifier | _Modifier.KeypadModifier)
    # An event without a clock was made by a program: it came when it came.
    at_ms = event.timestamp() or time.monotonic_ns() // 1_000_000
    return Stroke(at_ms, event.text(), _kind(event), plain, repeats=event.isAutoRepeat())


def _kind(event: QKeyEvent) -> Kind:
    text = event.text()
    if len(text) != 1:
        return "other"
    command = event.modifiers() & _COMMAND
    if text.isprintable():
        return "character" if command in {_Modifier.NoModifier, _ALTGR} else "other"
    if command not in {_Modifier.NoModifier, _Modifier.ControlModifier}:
        return "other"
    if text in _SEPARATORS:
        return "character"
    shift = event.modifiers() & _Modifier.ShiftModifier
    return "end" if text in _ENDS and not shift else "other"


def _copy(event: QKeyEvent) -> QKeyEvent:
    # Not `QEvent.clone`: nobody owns what it returns.
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy


def _place(event: QKeyEvent) -> int:
    # With Shift let go in between, a key comes up under another name than it went down: its place stays.
    return event.nativeScanCode() or event.key()


def _lock_shifts_digits() -> bool:
    french = QGuiApplication.inputMethod().locale().name() in {"fr_FR", "fr_BE"}
    return QGuiApplication.platformName() == "windows" and french
