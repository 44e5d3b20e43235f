"""The real day played in the real window, by keyboard and scan bursts only."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from concierge_desk.desk.overview import day_status
from concierge_desk.frame.window import MainWindow
from tests.counter.desks import Play
from tests.e2e.driver import contains
from tests.ui.day.concierge import Concierge
from tests.ui.day.test_headless import AT_THE_DAYS_PAGE, COMMANDS, EXPECTED
from tests.ui.window.keyboard import WindowKeys


class Windows(QObject):
    """Notes every window that is shown: a part that is no part of the window yet would take the keyboard away."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_the_real_day_in_the_window(
    play: Play, opened: Callable[[Play], MainWindow], qapp: QApplication
) -> None:
    """Sales, arrivals, hand-overs, refusal, deposits and slips, with the figures of `expected.json`."""
    window, windows = opened(play), Windows()
    qapp.installEventFilter(windows)
    concierge = Concierge(WindowKeys(window), "en")
    for command in COMMANDS:
        if command["do"] in AT_THE_DAYS_PAGE:
            fields = {name: value for name, value in command.items() if name not in ("op", "do")}
            play.do(command["do"], **fields)
        else:
            assert concierge.play(command), command["do"]
            assert window.view.line.text() == "", command
            assert window.isActiveWindow() and window.view.line.hasFocus(), command
    qapp.removeEventFilter(windows)
    assert windows.shown == []
    told = day_status(play.desk, EXPECTED["day"])
    assert contains(told, EXPECTED)
