"""When nobody touched anything: to the second, and with one timer that sleeps meanwhile."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from concierge_desk.frame.lock.idle import IdleWatch
from concierge_desk.ui.kit.scanner import Scanner


class Hours:
    """Clock and the last touch, as a test sets them."""

    def __init__(self) -> None:
        self.now, self.touched, self.due = 1000.0, 1000.0, 0
        self.watch = IdleWatch(lambda: self.touched, lambda: self.now)
        self.watch.due.connect(self._count)
        (self.timer,) = self.watch.findChildren(QTimer)

    def _count(self) -> None:
        self.due += 1


@pytest.mark.usefixtures("qapp")
def test_it_is_told_after_that_time_and_no_sooner() -> None:
    hours = Hours()
    hours.watch.watch(120)
    assert hours.timer.interval() == 120_000
    # She typed a minute later: it looks again when it may be time.
    hours.touched, hours.now = 1060.0, 1120.0
    hours.watch.look()
    assert (hours.due, hours.timer.interval()) == (0, 60_000)
    hours.now = 1179.9
    hours.watch.look()
    assert (hours.due, hours.timer.interval()) == (0, 250)
    hours.now = 1180.0
    hours.watch.look()
    assert (hours.due, hours.timer.interval()) == (1, 120_000)


@pytest.mark.usefixtures("qapp")
def test_another_time_holds_at_once_and_none_at_all_never_tells() -> None:
    hours = Hours()
    hours.watch.watch(120)
    hours.now = 1030.0
    hours.watch.watch(15)
    assert hours.due == 1
    hours.watch.watch(0)
    assert not hours.timer.isActive()
    hours.watch.watch(120)
    hours.watch.watch(120)
    assert hours.timer.interval() == 90_000
    hours.watch.stop()
    assert not hours.timer.isActive()


def _mouse(kind: QEvent.Type) -> QMouseEvent:
    none = Qt.MouseButton.NoButton
    return QMouseEvent(kind, QPointF(1, 1), QPointF(1, 1), none, none, Qt.KeyboardModifier.NoModifier)


def _wheel() -> QWheelEvent:
    point, none = QPointF(1, 1), Qt.MouseButton.NoButton
    turned = point.toPoint()
    phase = Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(point, point, turned, turned, none, Qt.KeyboardModifier.NoModifier, phase, False)


@pytest.mark.parametrize(
    ("event", "alive"),
    [
        (lambda: QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"), True),
        (lambda: _mouse(QEvent.Type.MouseButtonPress), True),
        (lambda: _mouse(QEvent.Type.MouseMove), True),
        (_wheel, True),
        (lambda: QEvent(QEvent.Type.Paint), False),
        (lambda: QEvent(QEvent.Type.Timer), False),
    ],
    ids=["key", "press", "move", "wheel", "paint", "timer"],
)
def test_what_somebody_does_who_is_there(qapp: QApplication, event: object, alive: bool) -> None:
    scanner, thing = Scanner(lambda _code: False), QObject()
    scanner.touched_at = 0.0
    scanner.install(qapp)
    try:
        QCoreApplication.sendEvent(thing, event())  # type: ignore[operator]
    finally:
        scanner.remove()
    assert (scanner.touched_at > 0) is alive
