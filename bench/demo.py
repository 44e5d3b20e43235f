"""A day of the demo, early and late: however long the shop has lived, a day costs what it cost.

A shop that has lived for months and a younger one live their days in turn, so that whatever else this
machine does strikes both; an act at a time, in months that are alike, for December is fuller than May.
"""

from functools import partial
from pathlib import Path

from bench.report import Row
from bench.timing import Samples
from concierge_desk.jobs.demo.player import DemoPlayer
from concierge_desk.store import journal

DAYS = 145
"""From January and February to May: the shop is as full in both windows."""
LEAST_DAYS = 2
FLAT = 1.2
"""Demo days grow linearly: a day late in a long life costs what an early one did."""
_SEED = 1
_EARLY, _WINDOW = 4, 7
"""The young shop has lived a quarter of the days; a seventh of them is compared."""


def measure_demo(days: int, folder: Path) -> list[Row]:
    """Live so many days, their statements included, and hold the last ones against those of a younger shop."""
    width = max(1, days // _WINDOW)
    old = _lived(folder / "old", days - width)
    young = _lived(folder / "young", days // _EARLY)
    late, early = Samples(), Samples()
    for _ in range(width):
        early.taken_ns.append(_cost_of_an_act(young))
        late.taken_ns.append(_cost_of_an_act(old))
    with old.opened() as desk:
        entries = desk.store.read(journal.head).seq
    figures = (late.p50_ns, early.p50_ns)
    return [Row("growth of a demo day, an act", width, entries, *figures, FLAT, growth=True)]


def _lived(home: Path, days: int) -> DemoPlayer:
    living = DemoPlayer(home, _SEED)
    for _ in range(days):
        living.live(last=False)
    return living


def _cost_of_an_act(living: DemoPlayer) -> int:
    before, taken = living.diary.acts, Samples()
    taken.take(partial(living.live, last=True))
    return taken.p50_ns // (living.diary.acts - before)
