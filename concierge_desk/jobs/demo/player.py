"""Player of the demo: a practice shop, day after day, through the counter's own commands alone.

Source: docs/contract.md, "Words"; docs/trade.md, "Opening hours". The same seed lives the same days, byte for byte.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from concierge_desk import paths
from concierge_desk.counter.command.operation import Answer, Counter
from concierge_desk.counter.demo.day import DemoDay, DemoPart, Shopkeeper
from concierge_desk.counter.demo.demo import DemoAct, Names
from concierge_desk.counter.service import Service
from concierge_desk.counter.values.codes import Draws
from concierge_desk.desk import catalogue, commission
from concierge_desk.desk.desk import Desk, Options, has_store, open_desk
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.clock import PcClock
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.demo.acting import play_acts
from concierge_desk.jobs.export import write_export
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import KEY_BYTES, DeskKeys, keep_keys

SITE = "ampere"
FIRST_DAY = date(2026, 11, 23)
"""A Monday; 400 opening days from here on hold two year ends, three nights of another length and a leap day."""
_COMMISSIONED = time(7, 30)
_PACE_SECONDS = (15, 110)
"""Between two acts."""
_SEARCH_DAYS = 366
_OFFERED = 50

DESK, STATEMENTS = "poste", "releves"


@dataclass(slots=True)
class Diary:
    """Diary of the demo so far, in figures; bounded but for the list of days.

    Attributes:
        closed: Closed days in order, each with the number of its closing.
        acts: Commands that were accepted.
        refusals: Commands that were refused, as expected.
        offered: By kind, the last papers that may be printed, the newest at the end.
    """

    closed: list[tuple[date, str]] = field(default_factory=list)
    acts: int = 0
    refusals: int = 0
    offered: dict[str, deque[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Eve of the first day of a shop that is lived.

    Attributes:
        day: Its first day, on which it is set up; it need not be open.
        desk: The desk's folder below the demo's.
        reports: The one for the principals' daily files.
        kept: Somebody goes on with it at this PC: its keys are its own, and after its days the PC's clock is. Else keys
            and codes follow from the seed, and its clock stands where the demo ended.
    """

    day: date = FIRST_DAY
    desk: str = DESK
    reports: str = STATEMENTS
    kept: bool = False


class _Hands:
    """The PC's clock, which stands where the demo puts it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the time."""
        return self.at

    def wait(self, until: datetime) -> None:
        """Let time pass; it never goes back."""
        self.at = max(self.at, until.astimezone(UTC))

    def pass_(self, seconds: int) -> None:
        """Let so many seconds pass."""
        self.at += timedelta(seconds=seconds)


class DemoPlayer:
    """A practice shop that lives, one opening day at a time; its PC is switched off every night."""

    def __init__(
        self,
        home: Path,
        seed: int,
        services: Sequence[Service] | None = None,
        beginning: Beginning = Beginning(),
    ) -> None:
        """Make the shop in a folder of its own.

        Args:
            home: The folder.
            seed: Decides what happens.
            services: Whose parts are lived; every registered service's by default.
            beginning: When it begins, and where.

        Raises:
            Refused: ``init.exists`` when a desk is there already.
            EnvironmentFailure: Disk or key.
        """
        self.home = home
        self.diary = Diary()
        # Plausible, not secret: the desk is a practice one, and every paper of it says so.
        self._pace = Random(f"{seed}/pace")  # noqa: S311
        drawn = Random(f"{seed}/draws")  # noqa: S311
        begins = datetime.combine(beginning.day, _COMMISSIONED)
        draws = None if beginning.kept else Draws(drawn.getrandbits, drawn.randrange)
        self.options = Options(home / beginning.desk, begins, draws=draws)
        site = commission.read_site_file(SITE)
        folder = DataFolder(self.options.data)
        if has_store(folder):
            raise Refused("init.exists", folder=str(folder.root))
        if not beginning.kept:
            keys = DeskKeys(drawn.randbytes(KEY_BYTES), drawn.randbytes(KEY_BYTES))
            keep_keys(folder, keys, practice=True)
        commission.commission(self.options, site, practice=True, on_pc=beginning.kept)
        known = catalogue.services() if services is None else services
        parts = [
            DemoPart(one.code, next(iter(one.principals), None), demo, demo.begin())
            for one in known
            if (demo := one.aside().demo) is not None
        ]
        self._keeper = Shopkeeper(parts, read_names(), seed)
        self._clock: _Hands | None = None
        self._begins = begins
        self._reports = beginning.reports
        self._next = beginning.day

    @contextmanager
    def opened(self) -> Iterator[Desk]:
        """Open the desk at the time at which the demo stands."""
        with open_desk(self.options) as desk:
            if self._clock is None:
                zone = desk.settings.zone
                self._clock = _Hands(self._begins.replace(tzinfo=zone).astimezone(UTC))
            clock = PcClock(self._clock.now)
            sources = replace(desk.counter.sources, clock=clock)
            yield replace(desk, clock=clock, counter=Counter(desk.store, desk.counter.commands, sources))

    def live(self, *, last: bool) -> date:
        """Live the next day on which the shop is open, and hand each closed day's files on.

        Args:
            last: Nobody comes back tomorrow: the evening is not forgotten.

        Returns:
            Its date.

        Raises:
            EnvironmentFailure: Disk; what was lived before stands.
        """
        with self.opened() as desk:
            day, calendar = self._next_day(desk)
            self._next = day + timedelta(days=1)
            handed = len(self.diary.closed)
            lived = self._keeper.live(DemoDay(day, calendar, desk.settings.zone, last))
            play_acts(desk, lived, self._note, self._before)
            for closed, _ in self.diary.closed[handed:]:
                self._hand_on(desk, closed)
        return day

    def begin_morning(self, options: Options, today: date) -> None:
        """Begin a day at the PC's own time, as it is found by whoever goes on with the shop.

        Args:
            options: How the desk is opened then.
            today: Of the PC's clock where the shop stands.
        """
        with open_desk(options) as desk:
            shop = desk.settings
            calendar = desk.store.read(lambda rows: catalogue.calendar(rows, shop))
            begun = self._keeper.begin_morning(DemoDay(today, calendar, shop.zone, last=True))
            play_acts(desk, begun, self._note)

    def next_day(self) -> date:
        """Return the next day on which the shop is open."""
        with self.opened() as desk:
            return self._next_day(desk)[0]

    def _next_day(self, desk: Desk) -> tuple[date, OpeningCalendar]:
        shop = desk.settings
        calendar = desk.store.read(lambda rows: catalogue.calendar(rows, shop))
        return _open_from(self._next, calendar), calendar

    def _before(self, act: DemoAct) -> None:
        """Let the time pass that an act takes."""
        if act.not_before is not None:
            self._time.wait(act.not_before)
        self._time.pass_(self._pace.randint(*_PACE_SECONDS))

    @property
    def _time(self) -> _Hands:
        if self._clock is None:
            raise ValueError("time begins with the first day")
        return self._clock

    def _note(self, act: DemoAct, answer: Answer) -> None:
        if answer.refused is not None:
            self.diary.refusals += 1
            return
        self.diary.acts += 1
        for name in answer.documents:
            kind = name.partition(":")[0]
            self.diary.offered.setdefault(kind, deque(maxlen=_OFFERED)).append(name)
        if act.do == "day.close" and answer.result is not None:
            told = answer.result
            self.diary.closed.append((date.fromisoformat(str(told["day"])), str(told["number"])))

    def _hand_on(self, desk: Desk, day: date) -> None:
        for service in catalogue.services():
            for export in service.aside().exports:
                write_export(desk, export, day.isoformat(), self.home / self._reports, None)


def read_names() -> Names:
    """Return who lives in the demo, and what they say: all invented."""
    people = _rows("demo/people.csv")
    remarks: dict[str, tuple[str, ...]] = {}
    for row in _rows("demo/remarks.csv"):
        remarks[row["about"]] = (*remarks.get(row["about"], ()), row["remark"])
    return Names(
        people=tuple(row["name"] for row in people if row["kind"] == "person"),
        companies=tuple(row["name"] for row in people if row["kind"] == "company"),
        remarks=remarks,
        homes={row["name"]: _home(row) for row in people if row["street"]},
    )


def _home(row: Mapping[str, str]) -> dict[str, Any]:
    """Return where somebody lives and is called, as far as it is known."""
    phones = {"phones": [row["phone"]]} if row["phone"] else {}
    return {name: row[name] for name in ("street", "stair") if row[name]} | phones


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(paths.resource_text(name))))


def _open_from(day: date, calendar: OpeningCalendar) -> date:
    """Return the first day from this one on that has a session.

    Raises:
        ValueError: When there is none within a year.
    """
    for ahead in range(_SEARCH_DAYS):
        if calendar.is_open(day + timedelta(days=ahead)):
            return day + timedelta(days=ahead)
    raise ValueError("the shop is never open")
