"""The counter at rest: what waits today, which leads to its page, and moves nothing under a finger."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint

from concierge_desk.frame.window import MainWindow
from tests.counter.desks import Play
from tests.ui.shelf.hands import NAMES, fill
from tests.ui.window.keyboard import WindowKeys, wait_quiet
from tests.ui.window.mouse import Mouse


@pytest.fixture
def window(play: Play, opened: Callable[[Play], MainWindow]) -> MainWindow:
    play.open()
    fill(play)
    window = opened(play)
    window.watching.ask()
    settled(window)
    return window


def settled(window: MainWindow) -> None:
    """Wait until all is read and laid out: a row that wraps asks for its room once more."""
    wait_quiet(window)
    for _ in range(5):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.processEvents()


def shown(window: MainWindow) -> bool:
    counter = window.view.counter
    return "_today" in counter.__dict__ and counter._today.isVisible()


def words(window: MainWindow) -> str:
    rows = window.view.counter._today._rows
    return " ".join(
        f"{row._count.text()} {row._label.text()} {row._places.text()} {row._tag.text()}"
        for row in rows
        if row.isVisible()
    )


def test_what_waits_is_seen_at_rest_and_makes_room_for_a_card(window: MainWindow) -> None:
    hers = WindowKeys(window)
    assert shown(window) and "Last day to collect" in words(window)
    assert not [name for name in NAMES if name in words(window)]
    hers.type("kessler")
    assert not shown(window)
    hers.press("escape")
    assert shown(window)


def test_a_click_leads_to_where_it_is_done(window: MainWindow) -> None:
    mouse = Mouse(window)
    mouse.press("Open: Last day to collect, 1")
    assert window.view.page == "relay"


def test_the_first_line_moves_no_tile(window: MainWindow) -> None:
    """Two clicks at one place sell two of the same."""
    tile = window.view.counter._favourites._tiles[0]
    before = tile.mapTo(window, QPoint())
    mouse = Mouse(window)
    mouse.press_at(tile)
    settled(window)
    assert shown(window) and tile.mapTo(window, QPoint()) == before
    mouse.press_at(tile)
    assert len({line.label for line in mouse.state.lines}) == 1


def test_what_another_page_settled_is_gone_from_it(window: MainWindow, play: Play) -> None:
    before = words(window)
    play.do("relay.hand_over", tracking="8L01234567895", collector="addressee", id_document="id_card")
    window.watching.ask()
    settled(window)
    assert words(window) != before
