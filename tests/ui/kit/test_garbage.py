"""What nobody needs any more is taken apart on the window's thread, whoever made it and wherever work goes on."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from concierge_desk.ui.kit.garbage import collect_what_is_due, collected_here
from concierge_desk.ui.kit.tasks import Tasks


class Ticking(QObject):
    """Holds itself, and a timer that runs: only the collector ends it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(1)


@pytest.fixture
def collected() -> Iterator[list[int]]:
    """The thread of each collection."""
    threads: list[int] = []

    def note(phase: str, _told: dict[str, int]) -> None:
        if phase == "stop":
            threads.append(threading.get_ident())

    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)


def many_cycles() -> int:
    """Make enough garbage for Python to look for it at once."""
    for _ in range(20 * gc.get_threshold()[0]):
        itself: list[object] = []
        itself.append(itself)
    return threading.get_ident()


def test_work_beside_the_window_takes_nothing_of_it_apart(qtbot: QtBot, collected: list[int]) -> None:
    gc.enable()
    with collected_here(every_ms=5):
        tasks = Tasks()
        try:
            gone = weakref.ref(Ticking())
            collected.clear()
            beside: list[int] = []
            tasks.run(many_cycles, beside.append)
            tasks.wait_idle()
            qtbot.waitUntil(lambda: gone() is None)
        finally:
            tasks.close()
    assert beside and beside[0] != threading.get_ident()
    assert set(collected) == {threading.get_ident()}


@pytest.mark.parametrize("enabled", [True, False])
def test_afterwards_it_is_as_it_was(qtbot: QtBot, collected: list[int], enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    with collected_here(every_ms=1):
        assert not gc.isenabled()
    assert gc.isenabled() is enabled
    many_cycles()
    collected.clear()
    qtbot.wait(20)
    assert enabled or not collected


def test_nothing_is_looked_for_before_it_is_due(collected: list[int]) -> None:
    gc.collect()
    collected.clear()
    collect_what_is_due()
    assert collected == []


def test_it_gets_older_generations_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", asked.append)
    for counts, generation in [
        ((701, 0, 0), [0]),
        ((701, 11, 0), [1]),
        ((0, 0, 11), [2]),
        ((700, 10, 10), []),
    ]:
        asked.clear()
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
        collect_what_is_due()
        assert asked == generation
