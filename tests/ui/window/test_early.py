"""Before the desk is there: what comes in is kept in its order, and what cannot be opened is told."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages import PAGES
from concierge_desk.paths import DataFolder
from concierge_desk.store.locks import one_window
from concierge_desk.ui.kit import speech
from tests.cli.helpers import say
from tests.counter.desks import Play
from tests.e2e.driver import Ended, command, environment
from tests.ui.window.conftest import PARCEL
from tests.ui.window.keyboard import FINGERS_MS, SCANNER_MS, WindowKeys

Opened = Callable[..., MainWindow]

OFFSCREEN = "This plugin does not support propagateSizeHints()\n"
"""What the platform without a screen has to say of every window."""


class EarlyKeys(WindowKeys):
    """Hands that wait for the scanner only: the desk is not there."""

    def rest(self) -> None:
        loop, alarm = QEventLoop(), QTimer(interval=20)
        alarm.start()
        loop.processEvents()
        while any(timer.isActive() for timer in self.window.scanner.findChildren(QTimer)):
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def scanned(keys: EarlyKeys) -> None:
    keys.scan(PARCEL)


def typed(keys: EarlyKeys) -> None:
    keys.type("Kess")


def looked_up(keys: EarlyKeys) -> None:
    keys.type("Kessler\r")


@pytest.mark.parametrize(("come", "line"), [(scanned, ""), (typed, "Kess"), (looked_up, "")])
def test_what_is_scanned_or_typed_before_the_desk_is_found_when_it_is_there(
    opened: Opened, ready: Play, come: Callable[[EarlyKeys], None], line: str
) -> None:
    def before(window: MainWindow) -> None:
        come(EarlyKeys(window))
        assert window.view.line.text() == line
        assert window.front.state.offers == ()

    window = opened(ready, before)
    assert [offer.place for offer in window.front.state.offers] == ["A1"]
    assert window.view.line.text() == line


def test_keys_before_the_desk_act_once_each_in_their_order(opened: Opened, ready: Play) -> None:
    def before(window: MainWindow) -> None:
        keys = EarlyKeys(window)
        keys.type("3")
        keys.favourite(0)
        # Another code waits while the money is taken.
        keys.strike("+", FINGERS_MS)
        keys.scan(PARCEL)
        assert window.view.line.text() == ""

    window = opened(ready, before)
    kinds = [entry.kind for entry in ready.posted()]
    assert kinds.count("till.settled") == 1
    assert ready.last("relay.sold").data["quantity"] == 3
    assert [offer.place for offer in window.front.state.offers] == ["A1"]


def test_the_bag_can_be_taken_in_before_the_desk_is_there(opened: Opened, ready: Play) -> None:
    def before(window: MainWindow) -> None:
        keys = EarlyKeys(window)
        keys.tap("arrivals")
        keys.strike("8L41392128255\r", SCANNER_MS)
        keys.rest()

    window = opened(ready, before)
    state = window.front.state
    assert (state.mode, state.heading) == ("arrivals", "8L41392128255")
    assert state.asking is not None


def test_nothing_is_said_of_a_desk_that_is_not_known_yet(opened: Opened, ready: Play) -> None:
    """Not that it is an exercise, nor that its day is closed, nor whose shop it is."""

    def before(window: MainWindow) -> None:
        view = window.view
        assert not view.band.isVisible()
        assert [
            part.text() for part in view.top.findChildren(QLabel) if part.isVisible() and part.text()
        ] == ["Esc"]
        assert list(view.rail._buttons) == ["counter", "day", "journal", "copies", "paper_queue", "settings"]

    window = opened(ready, before)
    assert window.view.band.isVisible()
    # Who has nothing to show has no page.
    shelves = [
        one.code for one in catalogue.services() if one.at_counter is not None and one.at_counter.has_page
    ]
    assert list(window.view.rail._buttons) == [
        "counter",
        "day",
        "journal",
        "copies",
        "paper_queue",
        "settings",
        *shelves,
        "people_list",
        "lessons",
    ]
    assert shelves[:2] == ["relay", "shop"]


def test_letters_alone_before_the_desk_are_looked_up_as_typed(opened: Opened, ready: Play) -> None:
    """Whether they are a code nobody can say yet: they are found, and sell nothing."""
    ready.do("shop.article_set", article="THE", label="Thé", cents=150, vat_code="TVA_10", nature="service")

    def before(window: MainWindow) -> None:
        EarlyKeys(window).scan("THE")

    window = opened(ready, before)
    assert [offer.ref for offer in window.front.state.offers] == ["THE"]
    assert window.front.state.lines == ()


@pytest.mark.parametrize(
    ("error", "logged"),
    [
        pytest.param(EnvironmentFailure("store.none", folder="x"), False, id="foreseen"),
        pytest.param(ValueError("Kessler"), True, id="unforeseen"),
    ],
)
def test_where_the_desk_cannot_be_opened_no_window_is_left(
    qtbot: QtBot,
    qapp: QApplication,
    dress: Callable[..., None],
    error: Exception,
    logged: bool,
    request: pytest.FixtureRequest,
) -> None:
    if logged:
        request.getfixturevalue("expected_log")
    dress("light", 1.0)
    speech.use("en")
    window = MainWindow(PAGES)
    window.show()
    qtbot.waitExposed(window)

    def refused() -> Any:
        raise error

    window.begin(qapp, refused)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.door.opening is not None and window.door.opening.exception() is error
    assert window.findChildren(QDialog) == []
    window.deleteLater()


# As a process of its own.


def ended(*words: object) -> Ended:
    done = subprocess.run(
        command(*words),
        env=environment() | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Ended(done.returncode, done.stdout, done.stderr.decode("utf-8").replace(OFFSCREEN, ""))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    assert say("--data", tmp_path / "shop", "init", "--site", "ampere", "--practice").status == 0
    return tmp_path / "shop"


def damaged(shop: Path) -> None:
    DataFolder(shop).store.write_bytes(b"no database" * 1000)


def keyless(shop: Path) -> None:
    DataFolder(shop).practice_key.unlink()


@pytest.mark.parametrize("harm", [damaged, keyless])
def test_what_cannot_be_opened_is_told_as_without_a_window(shop: Path, harm: Callable[[Path], None]) -> None:
    harm(shop)
    told = ended("--data", shop, "day", "status")
    assert told.status in (4, 5)
    assert ended("--data", shop) == told
    assert ended("--data", shop, "--json") == ended("--data", shop, "--json", "day", "status")


def test_a_second_window_is_told_and_gone(shop: Path) -> None:
    with one_window(DataFolder(shop).locks):
        done = ended("--data", shop, "--lang", "en")
    assert (done.status, done.out) == (4, b"")
    assert done.err.startswith("The window of this desk is open already")


def test_an_operator_whom_nobody_knows_is_told(shop: Path) -> None:
    done = ended("--data", shop, "--lang", "en", "--operator", "o99")
    assert (done.status, done.out) == (3, b"")
    assert done.err.startswith("o99 is not an operator of this desk")
