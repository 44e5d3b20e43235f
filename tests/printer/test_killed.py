"""The printer's process killed at any moment, on every line: no paper is lost, none comes twice without saying so."""

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from concierge_desk.jobs.papers import PrintFormat, drawn, find, named
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from tests.counter.desks import Play
from tests.dice import dice_of
from tests.e2e.driver import FULL, environment
from tests.front_face.asked import at_hand
from tests.papers.roll_reader import RollPaper, paper_of
from tests.printer.line_ends import LINES, End
from tests.printer.test_printer_desk import numbers, prints, sell, states, work

if sys.platform == "win32":
    pytest.skip("no SIGKILL", allow_module_level=True)

ROOT = Path(__file__).parents[2]
DICE = dice_of(__name__)
ROUNDS = 50 if FULL else 4
TOGETHER = 2
"""Tickets that wait when it is killed."""
LONGEST_S = 60.0


@contextmanager
def struck(shop: Play, typed: str) -> Iterator["subprocess.Popen[str]"]:
    """Lend the printer of a window, which waits for the word; in the end it is killed."""
    words = [sys.executable, "-m", "tests.printer.struck", str(shop.desk.folder.root), typed]
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        env=environment(PYTHONPATH=str(ROOT)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None and process.stdin is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        with contextlib.suppress(BrokenPipeError):
            process.communicate(timeout=20)
    assert process.returncode in {-signal.SIGKILL, 0}, "it ended by itself"


def begin(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def whole_run(shop: Play, end: End) -> float:
    """Return the seconds that the printing of what waits takes where nothing happens, but slowly."""
    sell_some(shop)
    end.befalls.get("slow", lambda: None)()
    with struck(shop, end.typed) as process:
        begin(process)
        assert process.stdout is not None
        seconds = float(process.stdout.readline().split()[1])
    end.mend()
    return seconds


def sell_some(shop: Play) -> None:
    for _ in range(TOGETHER):
        sell(shop)


@pytest.mark.parametrize("line", LINES)
def test_killed_at_any_moment_no_paper_is_lost_and_none_comes_twice_unmarked(
    shop: Play, face: FrontFace, tmp_path: Path, line: str
) -> None:
    with LINES[line](tmp_path) as end:
        longest = whole_run(shop, end)
        for round_ in range(ROUNDS):
            # Evenly over the whole of it, wherever the dice fall between two of them.
            moment = longest * (round_ + DICE.random()) / ROUNDS
            befalls = list(end.befalls)[round_ % len(end.befalls)]
            sell_some(shop)
            with struck(shop, end.typed) as process:
                if befalls != "off" or round_ % 2:
                    end.befalls[befalls]()
                begin(process)
                time.sleep(moment)
                if befalls == "off":
                    end.befalls[befalls]()
            end.mend()
            next_window(shop, face, end)
            check(shop, end, (round_ + 2) * TOGETHER, f"{line}, {befalls}, {moment:.3f} s")


def next_window(shop: Play, face: FrontFace, end: End) -> None:
    """Another window opens, and prints what is left."""
    desk = PrinterDesk(at_hand(shop), face, face.papers)
    desk.use(end.typed, drawer=True)
    till = time.monotonic() + LONGEST_S
    while (worked := work(desk)).waiting or worked.trouble:
        assert time.monotonic() < till, worked
        time.sleep(0.02)


def check(shop: Play, end: End, sold: int, when: str) -> None:
    whole = [paper for paper in end.papers if paper.cut]
    out = numbers([paper.last_text for paper in whole])
    assert {number for number, _ in out} == {f"T-2026-{place:06d}" for place in range(1, sold + 1)}, when
    assert len(set(out)) == len(out), f"two papers are the same: {when}"
    for paper, (number, copy) in zip(whole, out, strict=True):
        meant = as_drawn(shop, f"ticket:{number}", copy)
        assert paper.items[-len(meant.items) :] == meant.items, f"{number} is not whole: {when}"
    told = {(name.partition(":")[2], copy): cut_off for name, copy, cut_off in prints(shop)}
    assert set(out) <= told.keys(), when
    # What the journal is sure of is out; where nobody knows it says so.
    assert {paper for paper, cut_off in told.items() if not cut_off} <= set(out), when
    assert set(states(shop)) == {"printed"}, when


def as_drawn(shop: Play, document: str, copy: int) -> RollPaper:
    paper, place = named(document)
    found = shop.desk.store.read(lambda rows: find(rows, paper, place))
    return paper_of(drawn(paper, found, copy, PrintFormat("escpos")))
