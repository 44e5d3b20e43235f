"""The pages behind the rail, from the key until all is painted; warm, for what a page is made of is loaded once.

Floor: one lookup by an index, and the same page painted anew; where it is opened, brought up with what it held.
Source: decision 0029.
"""

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bench.acts import FLAT
from bench.history import COFFEE_CENTS, FIRST_DAY, FLOAT_CENTS, Life
from bench.report import Row
from bench.screen import Screen, application
from bench.timing import Samples
from concierge_desk.counter.texts.entry_texts import SALES
from concierge_desk.desk.catalogue import services
from concierge_desk.domain.copies.names import copy_name
from concierge_desk.domain.money import format_amount
from concierge_desk.media.system import Partition
from concierge_desk.pages import pages_of
from concierge_desk.pages.journal.presenter import Journal
from concierge_desk.paths import STICK_FOLDER

COPIES, COUNTER, DAY, JOURNAL = "copies", "counter", "day", "journal"

OPENED = 4.0
"""As scan to card, which is what docs/contract.md, "Budgets" has.

Source: decision 0029.
"""

DAY_ACTS = 120
"""Of the day that is looked at: a full one, more than two pages of the journal."""
STICKS, COPIES_EACH = 2, 15
_WARM_UP = 5
_SHELF = "relay"


@dataclass
class _Folders:
    """A machine whose sticks are folders: what asking a real one for its sticks costs is not measured."""

    sticks: list[Path] = field(default_factory=list)

    def partitions(self) -> tuple[Partition, ...]:
        """See `System`."""
        return tuple(Partition(f"/dev/{one.name}", one, "vfat", frozenset({"rw"})) for one in self.sticks)

    def comes_out(self, _partition: Partition) -> bool:
        """See `System`."""
        return True

    def label(self, partition: Partition) -> str:
        """See `System`."""
        return partition.mount.name

    def identifier(self, partition: Partition) -> str:
        """See `System`."""
        return partition.mount.name

    def room(self, partition: Partition) -> tuple[int, int]:
        """See `System`."""
        found = shutil.disk_usage(partition.mount)
        return found.total, found.free


@dataclass(frozen=True, slots=True)
class _Look:
    """What is pressed, and what the window shows of it at the least.

    Attributes:
        what: Its name.
        before: Brings the window to where it is pressed; no part of the measure.
        act: What is pressed.
        again: Brings it to where the floor begins; no part of it.
        bare: Paints the same page without asking the desk.
    """

    what: str
    before: Callable[[], object]
    act: Callable[[], object]
    again: Callable[[], object]
    bare: Callable[[], object]


@dataclass(slots=True)
class _Taken:
    """What one look took on one store, and its floor."""

    shown: Samples = field(default_factory=Samples)
    bare: Samples = field(default_factory=Samples)


def measure_pages(lives: Sequence[Life], rounds: int, folder: Path) -> list[Row]:
    """Live a full day on each store, and open its pages again and again, the bare lookup beside them."""
    taken: list[dict[str, _Taken]] = []
    entries = [life.head() for life in lives]
    for number, life in enumerate(lives):
        # Acts were measured on the open day, and no drawer was reckoned with them.
        life.play("day.close", counted_cents=FLOAT_CENTS, gap_reason="unexplained")
        life.live(DAY_ACTS)
        sticks = [_filled(life, folder / f"sticks{number}" / f"CLE{one}") for one in range(STICKS)]
        with closing(_Pages(application(), life, _Folders(sticks))) as pages:
            taken.append({look.what: pages.take(look, rounds) for look in pages.looks()})
    rows = []
    for count, found in zip(entries, taken, strict=True):
        for what, one in found.items():
            rows.append(Row(f"{what}, p95", rounds, count, one.shown.p95_ns, one.bare.p95_ns, OPENED))
    if len(lives) > 1:
        for what, most in taken[-1].items():
            figures = (most.shown.p50_ns, taken[0][what].shown.p50_ns)
            rows.append(Row(f"growth of {what}", rounds, entries[-1], *figures, FLAT, growth=True))
    return rows


class _Pages(Screen):
    """A window on the desk of a life, whose pages are opened one after another."""

    def take(self, look: _Look, rounds: int) -> _Taken:
        """Press again and again, each time until all is painted."""
        taken = _Taken()
        for number in range(rounds + _WARM_UP):
            if number == _WARM_UP:
                taken = _Taken()
            look.before()
            self.rest()
            taken.shown.take(partial(self._until_painted, look.act))
            look.again()
            self.rest()
            taken.bare.take(partial(self._barely, look.bare))
        return taken

    def looks(self) -> list[_Look]:
        """Open each page once, and return what is then measured on them."""
        for code in (DAY, _SHELF, JOURNAL, COPIES):
            self._open(code)
        days = self._journal.days
        amount, first_day = format_amount(COFFEE_CENTS), FIRST_DAY.isoformat()
        return [
            self._opening("the day opened", DAY),
            self._opening("a shelf opened", _SHELF),
            self._opening("the journal opened", JOURNAL),
            self._reading("the journal read on", days.read_on),
            self._reading("the journal of the first day", lambda: days.go_to(first_day)),
            self._reading("acts of an amount", lambda: days.seek_amount(amount)),
            self._reading("acts of a kind", lambda: days.seek_group(SALES)),
            self._opening("the copies opened", COPIES),
        ]

    def _opening(self, what: str, code: str) -> _Look:
        leave = partial(self._open, COUNTER)
        # From the rail: F10 would go on with the closing of a day that is open.
        opened = partial(self.window.pages.open, code)
        page = next(one for one in pages_of(services()) if one.code == code)
        return _Look(what, leave, opened, leave, lambda: self.window.view.open(page))

    def _reading(self, what: str, act: Callable[[], object]) -> _Look:
        return _Look(what, self._at_its_top, act, lambda: None, self.window.pages.bound[JOURNAL].view.repaint)

    @property
    def _journal(self) -> Journal:
        journal = self.window.pages.bound[JOURNAL].presenter
        if not isinstance(journal, Journal):
            raise TypeError(journal)
        return journal

    def _open(self, code: str) -> None:
        self.window.pages.open(code)
        self.rest()

    def _at_its_top(self) -> None:
        """Show the first page of the day, with nothing left out."""
        days = self._journal.days
        self._open(JOURNAL)
        for act in (partial(days.seek_amount, ""), partial(days.seek_group, "")):
            act()
            self.rest()
        days.go_to(self.life.day.isoformat())
        self.rest()
        if not self._journal.state.more:
            raise RuntimeError("a day that one page holds")

    def _until_painted(self, act: Callable[[], object]) -> None:
        act()
        self.rest()

    def _barely(self, paint: Callable[[], object]) -> None:
        self.life.desk.store.read(self.lookup)
        self._until_painted(paint)


def _filled(life: Life, stick: Path) -> Path:
    """Return a folder that passes for a stick with copies: they are listed by their names, and not opened."""
    desk = life.desk.settings.desk
    (stick / STICK_FOLDER).mkdir(parents=True)
    for day in range(COPIES_EACH):
        made = datetime.combine(FIRST_DAY, datetime.min.time(), UTC) + timedelta(days=day)
        (stick / STICK_FOLDER / copy_name(desk, made, f"A{day + 1}:0")).write_bytes(b"copy")
    return stick
