"""A page at work: it says so where it takes long, and does not flicker where it does not."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from concierge_desk.ui.page.binding import SOON_MS, PageBinding
from concierge_desk.ui.presenter.host import PageHost


@dataclass(frozen=True)
class State:
    busy: bool = False
    rows: int = 0
    told: None = None


class View(QWidget):
    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[State] = []

    def show_state(self, state: State) -> None:
        self.shown.append(state)

    def start(self) -> None:
        """Nothing is typed here."""


class Presenter:
    """Draws what it is told to."""

    def __init__(self, changed: Callable[[Any], None]) -> None:
        self._changed = changed
        self.state = State()
        self.did: list[str] = []

    def show(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._changed(self.state)

    def look(self) -> None:
        self.show(busy=True)

    refresh = follow = begin = look

    def press(self, name: str) -> bool:
        if not self.state.busy:
            self.did.append(name)
            self.show(busy=True)
        return True

    def leave(self) -> None:
        """Another page is opened."""

    def tick(self) -> None:
        """A second is over."""

    def stop(self) -> None:
        """The window is closed."""


def bound(qtbot: QtBot) -> tuple[View, Presenter, PageBinding]:
    view = View()
    qtbot.addWidget(view)
    binding = PageBinding(PageHost(lambda *_: None, lambda *_: lambda: None), view, Presenter)
    presenter: Any = binding.presenter
    presenter.show()
    view.shown.clear()
    return view, presenter, binding


def test_what_is_done_at_once_is_drawn_once(qtbot: QtBot) -> None:
    view, presenter, _binding = bound(qtbot)
    presenter.show(busy=True)
    presenter.show(busy=False, rows=3)
    assert view.shown == [State(rows=3)]
    qtbot.wait(2 * SOON_MS)
    assert view.shown == [State(rows=3)]


def test_what_takes_longer_is_shown_to_be_at_work(qtbot: QtBot) -> None:
    view, presenter, _binding = bound(qtbot)
    presenter.show(busy=True)
    presenter.show(busy=True)
    qtbot.waitUntil(lambda: view.shown == [State(busy=True)], timeout=20 * SOON_MS)
    presenter.show(busy=False)
    assert view.shown == [State(busy=True), State()]


def test_what_changes_meanwhile_is_drawn_at_once(qtbot: QtBot) -> None:
    view, presenter, _binding = bound(qtbot)
    presenter.show(busy=True, rows=1)
    assert view.shown == [State(busy=True, rows=1)]


READING: list[Callable[[PageBinding], None]] = [
    PageBinding.refresh,
    PageBinding.follow,
    lambda binding: binding.look(begin=False),
]


@pytest.mark.parametrize("read", READING, ids=["refreshed", "followed", "opened"])
def test_what_is_pressed_while_a_page_reads_anew_is_done_once(
    qtbot: QtBot, read: Callable[[PageBinding], None]
) -> None:
    """A reading that nobody sees takes no key from her, and two quick presses are one act."""
    view, presenter, binding = bound(qtbot)
    read(binding)
    view.pressed.emit("begin")
    view.pressed.emit("begin")
    assert presenter.did == []
    presenter.show(busy=False)
    qtbot.waitUntil(lambda: presenter.did == ["begin"])
    # What she did is at work: nothing more is kept.
    view.pressed.emit("begin")
    presenter.show(busy=False)
    qtbot.wait(SOON_MS)
    assert presenter.did == ["begin"]


def test_nothing_is_done_upon_a_picture_that_was_not_there_when_it_was_pressed(qtbot: QtBot) -> None:
    view, presenter, binding = bound(qtbot)
    binding.refresh()
    view.pressed.emit("begin")
    presenter.show(busy=False, rows=1)
    qtbot.wait(SOON_MS)
    assert presenter.did == []


@pytest.mark.parametrize("gone", [PageBinding.leave, PageBinding.stop], ids=["left", "closed"])
def test_nothing_is_done_on_a_page_that_is(qtbot: QtBot, gone: Callable[[PageBinding], None]) -> None:
    view, presenter, binding = bound(qtbot)
    binding.refresh()
    view.pressed.emit("begin")
    gone(binding)
    presenter.show(busy=False)
    qtbot.wait(SOON_MS)
    assert presenter.did == []


@pytest.mark.parametrize("gone", [PageBinding.leave, PageBinding.stop], ids=["left", "closed"])
def test_nothing_is_done_on_a_page_that_is_at_the_very_end_of_its_reading(
    qtbot: QtBot, gone: Callable[[PageBinding], None]
) -> None:
    view, presenter, binding = bound(qtbot)
    binding.refresh()
    view.pressed.emit("begin")
    presenter.show(busy=False)
    gone(binding)
    qtbot.wait(SOON_MS)
    assert presenter.did == []


def test_of_two_keys_at_the_end_of_a_reading_the_last_is_done(qtbot: QtBot) -> None:
    view, presenter, binding = bound(qtbot)
    binding.refresh()
    view.pressed.emit("begin")
    presenter.show(busy=False)
    view.pressed.emit("end")
    presenter.show(busy=False)
    qtbot.wait(SOON_MS)
    assert presenter.did == ["end"]


def test_a_page_that_is_closed_draws_nothing_more(qtbot: QtBot) -> None:
    view, presenter, binding = bound(qtbot)
    presenter.show(busy=True)
    binding.stop()
    qtbot.wait(2 * SOON_MS)
    assert view.shown == []
