"""The real window over a real practice desk, in this process and without a screen."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from concierge_desk.bootstrap.opening import as_open
from concierge_desk.frame.crash import CrashDialog
from concierge_desk.frame.pages import WindowDesk
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages import PAGES
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.noted_face import NotedFace
from concierge_desk.ui.kit import speech, theme
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from tests.counter.desks import WEDNESDAY, Play
from tests.printer.print_server import PrintServer, print_server
from tests.printer.roll_printer import RollPrinter, roll_printer
from tests.ui.evening.hands import Plugged
from tests.ui.window.keyboard import WindowKeys, wait_quiet
from tests.ui.xserver import XServer, x_server

PARCEL = "6A15602676300"
"""Lies at A1 for Mme Kessler."""


class Hers:
    """A clock of the keys: each press comes three seconds after the one before, unless the test stops it."""

    def __init__(self) -> None:
        self.now = 100.0
        self.step = 3.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture
def plugged() -> Plugged:
    """Sticks that are plugged in: none, until a test plugs one in."""
    return Plugged()


@pytest.fixture(scope="module")
def print_system() -> Iterator[PrintServer]:
    with print_server() as lent:
        yield lent


@pytest.fixture
def printing_system(print_system: PrintServer, monkeypatch: pytest.MonkeyPatch) -> PrintServer:
    """A printing system of the test's own, which the program finds."""
    monkeypatch.setenv("CUPS_SERVER", print_system.address)
    return print_system


@pytest.fixture
def printer() -> Iterator[RollPrinter]:
    """A printer of rolls that is switched on; nobody prints on it before its address was set."""
    with roll_printer() as lent:
        yield lent


@pytest.fixture
def hers() -> Hers:
    return Hers()


@pytest.fixture
def lang() -> str:
    """Language of the window."""
    return "en"


@pytest.fixture
def opened(
    qtbot: QtBot,
    qapp: QApplication,
    dress: Callable[..., None],
    hers: Hers,
    plugged: Plugged,
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
    play: Play,
) -> Iterator[Callable[..., MainWindow]]:
    """Open the window on a desk, as `show_window` does; what is done before it happens while the desk is being opened.

    The desk is left once its windows are closed.
    """
    del play
    windows: list[tuple[MainWindow, FrontFace]] = []
    unexpected: list[BaseException] = []
    # Nobody is there who would press its button.
    monkeypatch.setattr(CrashDialog, "_ask", lambda _self: None)

    def open_window(play: Play, before: Callable[[MainWindow], None] = lambda _window: None) -> MainWindow:
        door = threading.Event()

        def open_desk() -> WindowDesk:
            door.wait()
            return as_open(desk, face, system=plugged)

        # The clock that the test sets is the window's too.
        desk = replace(play.desk, counter=play.counter, clock=play.hands)
        face = NotedFace(desk, lang)
        speech.use(lang)
        qapp.setStyleSheet("")
        theme.choose_theme(qapp, "light")
        window = MainWindow(PAGES, monotonic=hers)
        theme.dress(qapp)
        window.tasks.unexpected.connect(unexpected.append)
        # A machine that stood still for two minutes covers nothing: whoever tries the lock asks its watch.
        window.lock.idle._timer.blockSignals(True)
        # A test makes no noise.
        window.preferring.be_on(ThisPc(Preferences(flashes=True)))
        windows.append((window, face))
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        window.begin(qapp, open_desk)
        window.activateWindow()
        qtbot.waitActive(window)
        try:
            before(window)
        finally:
            # Whatever came of it: who opens the desk waits for ever otherwise.
            door.set()
        wait_quiet(window)
        return window

    yield open_window
    for window, face in windows:
        for dialog in window.findChildren(QDialog):
            dialog.close()
        wait_quiet(window)
        window.close()
        face.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if unexpected:
        raise unexpected[0]


@pytest.fixture
def ready(play: Play) -> Play:
    """A desk on an open day, with stamps, places and a parcel that waits."""
    play.open()
    for place, product in enumerate(("LV_20", "LI_20")):
        play.do("relay.stock_receive", product=product, quantity=100 + place)
    play.do("relay.set_places", places=["A1", "A2", "A3"])
    play.do(
        "relay.receive",
        tracking=PARCEL,
        shelf="A1",
        addressee={"name": "Mme Kessler"},
        presented_day=WEDNESDAY,
    )
    return play


@pytest.fixture
def keys(ready: Play, opened: Callable[[Play], MainWindow]) -> WindowKeys:
    """Her hands at a window on an open day."""
    return WindowKeys(opened(ready))


@pytest.fixture(scope="module")
def server() -> Iterator[XServer]:
    """A real X server with a US keyboard."""
    with x_server() as server:
        yield server
