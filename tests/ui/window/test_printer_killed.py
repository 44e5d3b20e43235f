"""The window itself, killed as by a power cut while it prints on a slow printer: what the next one prints says what it is."""

import json
import random
import sys
import time

import pytest

from tests.counter.desks import Play
from tests.e2e.driver import FULL
from tests.papers.roll_reader import papers_of
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_printer_desk import numbers, prints, sell, states
from tests.ui.window.process import shown
from tests.ui.xserver import XServer

ROUNDS = 50 if FULL else 2
SLOW_S, LONGEST_S = 0.004, 2.0
"""After each few letters of a paper; from the act of another process to the end of its two papers: the window looks each second."""
CHANCE = random.Random(50)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_no_paper_is_lost_and_none_comes_twice_unmarked(
    server: XServer, ready: Play, printer: RollPrinter
) -> None:
    ready.desk.folder.preferences.write_text(json.dumps({"printer": printer.typed}), "utf-8")
    sold = 0
    for _ in range(ROUNDS):
        asked = printer.lines
        printer.pause = SLOW_S
        with shown(server, ready) as window:
            window.until(lambda asked=asked: printer.lines > asked)
            for _ in range(2):
                sell(ready)
            sold += 2
            time.sleep(CHANCE.uniform(0, LONGEST_S))
            window.kill()
    printer.pause = 0.0
    with shown(server, ready) as window:
        window.until(lambda: states(ready) == ["printed"] * sold)
    out = numbers([paper.last_text for paper in papers_of(printer.stream) if paper.cut])
    assert {number for number, _ in out} == {f"T-2026-{place:06d}" for place in range(1, sold + 1)}
    assert len(set(out)) == len(out), "two papers are the same"
    told = {(name.partition(":")[2], copy): cut_off for name, copy, cut_off in prints(ready)}
    assert set(out) <= told.keys()
    assert {paper for paper, cut_off in told.items() if not cut_off} <= set(out)
