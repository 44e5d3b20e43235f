"""Binding of the lock: takes the desk out of the window, and puts it back as it was.

What is taken out is seen nowhere, heard nowhere and reached by no key: a widget that is only hidden would still be read
by whatever reads the screen, and would still take the keyboard when something at work gives it to it.

Source: decision 0088.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QToolTip, QWidget
from shiboken6 import isValid

from concierge_desk.frame.lock.idle import IdleWatch
from concierge_desk.frame.veiled_view import VeiledView
from concierge_desk.pages.counter.inputs import Input, Scan
from concierge_desk.ui.kit.scanner import Scanner
from concierge_desk.ui.presenter.picture import RunJob

if TYPE_CHECKING:
    from concierge_desk.frame.lock.view import LockView
    from concierge_desk.frame.pages import WindowDesk
    from concierge_desk.ui.presenter.lock import Lock, LockState
    from concierge_desk.ui.presenter.lock_face import LockFace

_TICK_MS = 1_000


class LockBinding(QObject):
    """Covers the window of a desk, and uncovers it.

    Attributes:
        uncovered: The desk is to be seen again; somebody else may be at the counter.
        named: Somebody is to be at the counter of whom no code is asked: their code as entries have it.
        shut: The window is to be closed: it shows a copy, in which nobody can be proved.
        idle: Tells that nothing was touched for a while.
    """

    uncovered = Signal()
    named = Signal(str)
    shut = Signal()

    def __init__(self, window: QMainWindow, veiling: VeiledView, run: RunJob, scanner: Scanner) -> None:
        super().__init__(window)
        self._window, self._veiling = window, veiling
        self._run, self._scanner = run, scanner
        self._face: Callable[[], LockFace] | None = None
        self._is_copy = False
        self._lock: Lock | None = None
        self._cover: LockView | None = None
        self._before: QWidget | None = None
        self._covers = False
        self.idle = IdleWatch(lambda: scanner.touched_at, time.monotonic, self)
        self.idle.due.connect(self.cover)
        self._second = QTimer(self, interval=_TICK_MS)
        self._second.timeout.connect(self._tick)

    @property
    def covers(self) -> bool:
        """Whether nothing of the desk is to be seen now."""
        return self._covers

    def bind(self, desk: "WindowDesk") -> None:
        """Know who may be at the counter of a desk that is open; it is covered at once where somebody has a code."""
        self._face, self._is_copy = desk.lock, desk.copy is not None
        if desk.locked:
            self.cover()

    def follow(self, after_s: int) -> None:
        """Cover the window after so many seconds in which nothing was touched; never where it is 0."""
        self.idle.watch(after_s if self._face is not None else 0)

    def cover(self) -> None:
        """Cover the window now."""
        if (lock := self._made()) is not None:
            lock.cover()

    def switch(self) -> None:
        """Cover the window now; whoever signs in goes on with the same visit."""
        if (lock := self._made()) is not None:
            lock.switch()

    def enter(self, operator: str) -> None:
        """Let somebody be at the counter who was chosen on a card: by a code, where one is asked of them."""
        lock = self._made()
        if lock is None:
            self.named.emit(operator)
        else:
            lock.ask_for(operator, lambda: self.named.emit(operator))

    def scan(self, code: str) -> bool:
        """Take a scan while the window is covered; False where it is not."""
        if self._covers and self._lock is not None:
            self._lock.scan(code)
        return self._covers

    def miss(self, given: Input) -> None:
        """Do nothing of what came before the desk was open, and locked; that something was scanned is told."""
        if isinstance(given, Scan):
            self.scan(given.code)

    def hold_focus(self) -> None:
        """Give the keyboard to what covers the window."""
        if self._cover is not None:
            self._cover.start()

    def stop(self) -> None:
        """Watch nothing any more, and leave nothing outside of the window that is closed."""
        self.idle.stop()
        self._second.stop()
        if self._covers:
            self._veiling.view.setParent(self._window)

    def _made(self) -> "Lock | None":
        """Return the presenter: loaded and made when the window is first covered; None without a desk."""
        if self._lock is None and self._face is not None:
            from concierge_desk.frame.lock.view import LockView  # noqa: PLC0415  (no start waits for it)
            from concierge_desk.ui.presenter.lock import Lock  # noqa: PLC0415  (as above)

            shut = self.shut.emit if self._is_copy else None
            lock = self._lock = Lock(self._face(), self._run, self._draw, time.monotonic, shut=shut)
            cover = self._cover = LockView()
            cover.given.connect(lock.give)
            cover.chosen.connect(lock.pick)
            cover.stepped.connect(lock.step)
            cover.forgotten.connect(lock.forget_code)
            cover.left.connect(lock.step_back)
            cover.touched.connect(lock.touch)
        return self._lock

    def _draw(self, state: "LockState") -> None:
        if self._cover is None:
            return
        if state.mode == "open":
            self._cover.show_state(state)
            self._put_back()
            return
        self._take_out()
        self._cover.show_state(state)

    def _take_out(self) -> None:
        if self._covers or self._cover is None:
            return
        self._covers = True
        self._close_others()
        self._scanner.learn(False)
        self._before = QApplication.focusWidget()
        self._window.takeCentralWidget()
        self._window.setCentralWidget(self._cover)
        self._cover.show()
        self._cover.start()
        self._second.start()
        self._veiling.cover(True)

    def _put_back(self) -> None:
        if not self._covers:
            return
        self._second.stop()
        self._window.takeCentralWidget()
        self._window.setCentralWidget(self._veiling.view)
        self._veiling.view.show()
        self._covers = False
        self._veiling.cover(False)
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        self.uncovered.emit()

    def _close_others(self) -> None:
        """Close what stands beside the window: a list that is folded out, a box of the system, what a pointer tells."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QDialog) and box.isVisible():
                box.reject()

    def _tick(self) -> None:
        if self._lock is not None and self._cover is not None:
            self._lock.tick()
            self._cover.show_hour()
