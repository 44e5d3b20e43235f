"""Whatever carries bytes to a printer of rolls: who hangs keeps nobody waiting, and the closing counts the pulses that it saw."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.floors import BareRows, bare_database
from bench.timing import Samples
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from tests.counter.desks import Desks, Play
from tests.elsewhere import on_real_disk
from tests.front_face.asked import at_hand
from tests.printer.test_drawer import by_card, openings
from tests.printer.test_printer_desk import STAMP, numbers, sell, work

if sys.platform == "win32":
    pytest.skip("no terminals of the kernel", allow_module_level=True)

from tests.printer.line_ends import LINES, End

VISITS = 30
BUDGET = 2 * 15
"""Times a bare durable row: beyond twice its budget a visit of three lines is too slow (docs/contract.md, "Budgets")."""
LONGEST_S = 20.0


@pytest.fixture(scope="module")
def real_disk() -> Iterator[Path]:
    """A budget is told against what a row takes on a disk."""
    with on_real_disk() as folder:
        yield folder


@pytest.fixture(scope="module")
def desks(real_disk: Path) -> Desks:
    """Makes desks whose acts take what they take at a desk."""
    return Desks(real_disk)


@pytest.fixture(params=LINES)
def end(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[End]:
    with LINES[request.param](tmp_path) as lent:
        yield lent


@pytest.fixture
def lined(shop: Play, face: FrontFace, end: End) -> PrinterDesk:
    """The printer of a desk, with a drawer, on such a line."""
    made = PrinterDesk(at_hand(shop), face, face.papers)
    made.use(end.typed, drawer=True)
    return made


@contextmanager
def at_work(desk: PrinterDesk) -> Iterator[None]:
    """Let it print beside everything else, as it does in the window."""
    ended = threading.Event()

    def print_on() -> None:
        while not ended.is_set():
            desk.work_off(ended.is_set)
            time.sleep(0.05)

    beside = threading.Thread(target=print_on)
    beside.start()
    try:
        yield
    finally:
        ended.set()
        beside.join(60)
        assert not beside.is_alive()


def test_a_visit_is_settled_within_its_budget_while_it_hangs(
    shop: Play, lined: PrinterDesk, end: End, real_disk: Path
) -> None:
    sell(shop)
    assert work(lined).printed == 1
    end.befalls["hangs"]()
    taken, floor = Samples(), Samples()
    with bare_database(real_disk / f"rows-{end.typed.partition(':')[0]}.db") as connection:
        bare = BareRows(connection)
        with at_work(lined):
            for _ in range(VISITS):
                taken.take(
                    lambda: shop.settle([STAMP] * 3, {"means": "cash", "given_cents": 456}, print=True)
                )
                floor.take(bare.insert)
                time.sleep(0.01)
            end.mend()
            until = time.monotonic() + LONGEST_S
            while len(numbers([paper.last_text for paper in end.papers if paper.cut])) <= VISITS:
                assert time.monotonic() < until
                time.sleep(0.1)
    assert taken.p50_ns < BUDGET * floor.p50_ns, (taken.p50_ns, floor.p50_ns)


def test_the_closing_counts_the_pulses_that_the_printer_saw(shop: Play, lined: PrinterDesk, end: End) -> None:
    for befalls in (*end.befalls, "well"):
        if befalls in {"drops", "short"}:
            # Nobody knows what it still saw, or it waits for a roll in her hand.
            continue
        for act in (sell, by_card, by_hand, sell):
            end.befalls[befalls]()
            act(shop)
            work(lined)
            end.mend()
            work(lined)
    assert len(openings(shop)) == end.pulses() >= 6
    closed = shop.close("2026-11-25T18:00", counted_cents=shop.status()["cash"]["expected_cents"])
    counts = closed.posted[-1].data["counts"]
    assert counts["drawer_pulses"] == end.pulses()
    assert counts["drawer_pulses_by_hand"] == sum(reason == "manual" for reason, _, _ in openings(shop))


def by_hand(shop: Play) -> None:
    shop.do("till.open_drawer", reason="change")
