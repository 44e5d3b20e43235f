"""How many files a hand-over runs through, from her key to the commit: whoever follows it has to open so many."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop

import concierge_desk
from concierge_desk.counter.command.operation import Counter
from concierge_desk.counter.command.sources import Sources
from concierge_desk.counter.values.codes import SECRET
from concierge_desk.desk import catalogue
from concierge_desk.frame.window import MainWindow
from concierge_desk.store.database import Store
from tests.counter.desks import WEDNESDAY, Play
from tests.ui.window.conftest import PARCEL
from tests.ui.window.keyboard import LONGEST_S, WindowKeys

MOST_FILES = 40 + 12 + 10 + 3
"""The act itself, and what stands around it: the screening of texts, inscriptions, the seal of operations, the turns of
writers; the questions, which the counter shares with other pages, in two files of their own; what the shop is and chose,
read as it stands now, and where its funds lie; which commands there are, loaded with the first act; what a stay is,
which a window at rest knows without its acts. Then who it is: the envelope of an act, its decision (who may play it, whether a
code is asked) and its sources each for themselves; what may be done, and who approves of what may not; which names were looked at. Last the life of a stay and its table, which
are no service's own (decision 0092), and what writes the columns of a row for every table."""
PACKAGE = f"{Path(concierge_desk.__file__).parent}/"
BEGINS = ("ui/kit/scanner.py", "ui/kit/tasks.py")
"""Where the window's thread begins with a key, and with what the desk answers."""
BEFORE = "6A15602676317"
TURN_MS = 10


class Trace:
    """Files of the program whose functions run for an act, on all threads, until a transaction is committed."""

    def __init__(self) -> None:
        self.ran: set[str] = set()
        self.committed = threading.Event()
        self.on = False

    def hear(self, frame: FrameType, event: str, _arg: Any) -> None:
        """Hear that a function begins or ends: what `sys.setprofile` takes."""
        file = _file(frame) if self.on else None
        if file is None:
            return
        if event == "call" and (threading.current_thread() is not threading.main_thread() or _acts(frame)):
            self.ran.add(file)
        elif event == "return" and frame.f_code is Store._transact.__code__:
            self.on = False
            self.committed.set()


def _file(frame: FrameType) -> str | None:
    name = frame.f_code.co_filename or ""
    return name.removeprefix(PACKAGE) if name.startswith(PACKAGE) else None


def _acts(frame: FrameType) -> bool:
    """Say whether the window's thread is at the key or at what the desk answers; not whether it lays out or paints."""
    began, at = _file(frame), frame.f_back
    while at is not None:
        began, at = _file(at) or began, at.f_back
    return began in BEGINS


@pytest.fixture
def trace() -> Iterator[Trace]:
    """A trace that hears every thread which is begun from here on."""
    trace = Trace()
    threading.setprofile(trace.hear)
    yield trace
    threading.setprofile(None)


@pytest.fixture
def desk(trace: Trace, ready: Play) -> Play:
    """A desk that draws its codes as any other, with two parcels that wait."""
    ready.do("relay.receive", tracking=BEFORE, shelf="A2", presented_day=WEDNESDAY)
    sources = Sources(clock=ready.hands, draw=SECRET.code, calendar=catalogue.calendar)
    ready.counter = Counter(ready.desk.store, catalogue.commands(), sources)
    return ready


def test_a_hand_over_runs_through_few_files(
    trace: Trace, desk: Play, opened: Callable[[Play], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From `/` on the parcel's card, which says that the usual document was seen, until the transaction is committed.

    The key comes from the window system. Every file of the package counts of which a function runs meanwhile: on the
    window's thread, from the scanner that lets the key through to what it sets going and back, on the desk's and on the
    store's. What does not count: what is loaded and made once, for a parcel is handed over before; what a dataclass
    has written for itself, which stands in no file; pictures, drawn at last once the act is over; what the
    window reads by its clocks, which are stopped.
    """
    keys = WindowKeys(opened(desk))
    _hand_over(keys, desk, BEFORE)
    keys.scan(PARCEL)
    keys.window.watching.stop()
    keys.rest()
    monkeypatch.setattr(keys.window.front._board, "_changed", lambda _state: None)
    sys.setprofile(trace.hear)
    trace.on = True
    keys.tap("slash")
    loop, end = QEventLoop(), time.monotonic() + LONGEST_S
    while not trace.committed.is_set():
        assert time.monotonic() < end, keys.state
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, TURN_MS)
    sys.setprofile(None)
    keys.rest()
    assert desk.last("relay.handed_over").data["tracking"] == PARCEL
    ran = sorted(trace.ran)
    assert len(ran) <= MOST_FILES, f"{len(ran)} files:\n" + "\n".join(ran)


def _hand_over(keys: WindowKeys, desk: Play, code: str) -> None:
    keys.scan(code)
    keys.press("slash")
    assert desk.last("relay.handed_over").data["tracking"] == code
