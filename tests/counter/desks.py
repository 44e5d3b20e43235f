"""A real practice desk for the tests: own store, own keys, a clock and codes that the test decides."""

import itertools
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from concierge_desk.counter.command.answers import answer_object, json_line
from concierge_desk.counter.command.operation import Answer, Counter
from concierge_desk.counter.command.screening import Inhabitants
from concierge_desk.counter.context import Context, Settings
from concierge_desk.counter.day import holidays
from concierge_desk.counter.site import read_site
from concierge_desk.desk import catalogue
from concierge_desk.desk.commission import commission, site_text
from concierge_desk.desk.desk import Desk, Options, open_desk, running
from concierge_desk.desk.overview import day_status
from concierge_desk.domain.calendar import OpeningCalendar, SlotRow
from concierge_desk.domain.clock import ABSORBED, ClockSource, Instant
from concierge_desk.domain.day import DayState, OpenDay
from concierge_desk.domain.document import Document
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Entry, Event, Posted
from concierge_desk.jobs.papers import find, papers_known
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import DeskKeys
from concierge_desk.store import journal, records, settings
from docs.refusals import codes_by_command
from tests.counter.told import faults

PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY = "2026-11-25"
MORNING = "2026-11-25T08:00"

SHARED_REFUSALS = frozenset(
    {
        "op.conflict",
        "op.purged",
        "operator.unknown",
        "operator.not_allowed",
        "operator.code_needed",
        "operator.wrong_code",
        "operator.wait",
        "day.not_open",
        "day.already_open",
        "day.must_close",
        "till.charged_act",
    }
)
"""What every command may answer, beside the `input.*` of its own form."""
SHARED_WARNINGS = frozenset({"entered.after_closing"})
"""What every command may warn of that was kept on paper first."""


def local(text: str, *, fold: int = 0) -> datetime:
    """Return an aware instant from the local time of the shop."""
    return datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold)


class Hands:
    """A PC's clock that stands where the test puts it."""

    def __init__(self, now: datetime, *, trusted: bool = False) -> None:
        self.at = now
        self.trusted = trusted
        self.absorbed = timedelta(0) if trusted else ABSORBED
        self.ticks = 0

    def set(self, text: str, *, fold: int = 0) -> None:
        # As a PC's clock gives it: in UTC, whatever the shop's zone.
        self.at = local(text, fold=fold).astimezone(UTC)

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)

    def now(self, last: datetime | None) -> datetime:
        return self.at

    def accepted(self) -> None:
        self.ticks += 1


class Play:
    """A desk and the acts a test plays at it; whatever it answers must be declared by the command."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        self.desk = desk
        self.hands = hands
        self._ops = itertools.count(1)
        drawn = itertools.count(1)
        self.draw = lambda prefix: f"{prefix}-{next(drawn):012d}"
        self.use(hands)

    def use(self, clock: ClockSource, here: Inhabitants | None = None) -> None:
        """Let another clock run, or others be here."""
        known = here or catalogue.inhabitants()
        sources = replace(self.desk.counter.sources, clock=clock, draw=self.draw, shop=known)
        self.counter = Counter(self.desk.store, catalogue.commands(), sources)

    def op(self) -> str:
        return f"01970000-0000-7000-8000-{next(self._ops):012x}"

    def ask(self, do: str, *, op: str | None = None, operator: str | None = None, **fields: Any) -> Answer:
        """Play an act: `operator` is who does it, `whom` the field of that name."""
        if "whom" in fields:
            fields["operator"] = fields.pop("whom")
        answer = self.counter.execute({"op": op or self.op(), "do": do, **fields}, operator)
        _declared(answer, do, fields)
        return answer

    def do(self, do: str, **fields: Any) -> Answer:
        """Play an act that must be accepted."""
        answer = self.ask(do, **fields)
        if answer.refused is not None:
            raise AssertionError(f"{do}: {answer.refused.code} {dict(answer.refused.params)}")
        return answer

    def refused(self, do: str, **fields: Any) -> Refused:
        """Play an act that must be refused and write nothing."""
        before = self.head()
        answer = self.ask(do, **fields)
        assert answer.refused is not None, f"{do} was accepted"
        assert self.head() == before
        return answer.refused

    def code(self, do: str, **fields: Any) -> str:
        return self.refused(do, **fields).code

    def warned(self, do: str, **fields: Any) -> list[str]:
        return [warning.code for warning in self.do(do, **fields).warnings]

    def settle(self, acts: Sequence[Mapping[str, Any]], *payments: Mapping[str, Any], **more: Any) -> Answer:
        return self.do("till.settle", acts=list(acts), payments=list(payments), **more)

    def open(self, at: str = MORNING, **fields: Any) -> Answer:
        self.hands.set(at)
        return self.do("day.open", **fields)

    def close(self, at: str | None = None, **fields: Any) -> Answer:
        if at is not None:
            self.hands.set(at)
        return self.do("day.close", **fields)

    def head(self) -> int:
        return self.desk.store.read(journal.head).seq

    def posted(self, first: int = 1) -> tuple[Posted, ...]:
        return self.desk.store.read(lambda rows: journal.posted(rows, first))

    def last(self, kind: str) -> Posted:
        found = self.desk.store.read(lambda rows: journal.last_of_kind(rows, kind))
        assert found is not None, kind
        return found

    def entry(self, seq: int) -> Entry:
        found = self.desk.store.read(lambda rows: journal.entry(rows, seq))
        assert found is not None
        return found

    def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        return self.desk.store.read(lambda rows: rows.execute(sql, params).fetchall())

    def personal(self, ref: str) -> str | None:
        return self.desk.store.read(lambda rows: records.personal_text(rows, ref))

    def status(self, day: str | None = None) -> dict[str, Any]:
        return day_status(self.desk, day)

    def paper(self, name: str, copy: int = 0) -> Document:
        prefix, _, place = name.partition(":")
        paper = papers_known()[prefix]

        def draw(rows: Any) -> Document:
            shop = Settings.of(settings.settings_at(rows))
            found = find(rows, paper, place)
            return found.said(paper.draw(found.state, shop, copy))

        return self.desk.store.read(draw)


def line_of(answer: Answer) -> str:
    """Return an answer as the line that ``record --json`` writes; parameters instead of sentences."""
    return json_line(answer_object(answer, lambda code, params: f"{code} {sorted(params.items())}"))


def _declared(answer: Answer, do: str, fields: Mapping[str, Any]) -> None:
    """A command answers nothing that its reference does not name, and that people would not understand."""
    told = ([] if answer.refused is None else [answer.refused]) + list(answer.warnings)
    assert [fault for one in told for fault in faults(one.code, one.params)] == []
    commands = catalogue.commands()
    acts = [act["do"] for act in fields.get("acts", ()) if isinstance(act, dict) and "do" in act]
    asked = [commands[name] for name in (do, *acts) if isinstance(name, str) and name in commands]
    if do in ("till.settle", "visit.note") and not acts:
        # By the draft of its visit: whatever acts that holds.
        asked += [command for command in commands.values() if command.charged]
    if answer.refused is not None and not answer.refused.code.startswith("input."):
        known = {code for command in asked for code in codes_by_command()[command.name].refusals}
        assert answer.refused.code in known | SHARED_REFUSALS, answer.refused.code
    for warning in answer.warnings:
        known = {code for command in asked for code in codes_by_command()[command.name].warnings}
        assert warning.code in known | SHARED_WARNINGS, warning.code


@dataclass(frozen=True)
class Template:
    """A desk that was commissioned and opened as the program does it, found whole, and left again."""

    folder: Path
    keys: DeskKeys


class Desks:
    """Makes desks; each site is commissioned once and then copied.

    A copy is not looked over anew as it is opened: what `open_desk` finds is tried where a test opens by it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made: dict[tuple[str, str], Template] = {}
        self._over: list[Path] = []
        self._n = itertools.count(1)

    @contextmanager
    def desk(self, *, start: str = MORNING, site: str | None = None) -> Iterator[Play]:
        """Lend a practice desk commissioned at a local time."""
        text = _ampere() if site is None else site
        template = self._made.get((start, text)) or self._template(start, text)
        folder = self._root / f"desk{next(self._n)}"
        shutil.copytree(template.folder, folder)
        with running(DataFolder(folder), template.keys, Options(folder)) as desk:
            desk.integrity.guard()
            yield Play(desk, Hands(local(start)))
        self._over.append(folder)

    @contextmanager
    def cleared(self) -> Iterator[None]:
        """Remove the desks that a test closes: those of a whole run are fourteen gigabytes.

        What a fixture of its file closed before stays: its tests read it.
        """
        self._over.clear()
        yield
        for folder in self._over:
            shutil.rmtree(folder, ignore_errors=True)
        self._over.clear()

    def _template(self, start: str, text: str) -> Template:
        folder = self._root / f"template{next(self._n)}"
        commission(Options(folder, datetime.fromisoformat(start)), read_site(text), practice=True)
        with open_desk(Options(folder)) as desk:
            made = self._made[start, text] = Template(folder, desk.keys)
        return made


@cache
def _ampere() -> str:
    return site_text("ampere")


def site_with(**changes: str) -> str:
    """Return the shipped site file with some lines of ``name = value`` changed."""
    text = site_text("ampere")
    for name, value in changes.items():
        lines = [
            f"{name} = {value}" if line.partition(" = ")[0] == name else line for line in text.splitlines()
        ]
        assert "\n".join(lines) != text.rstrip("\n"), name
        text = "\n".join(lines)
    return text


SHOP = Settings(
    desk="AMP1-F",
    practice=True,
    clock_given=True,
    name="Conciergerie",
    legal=("SCIC",),
    address=("40 rue de Wattwiller", "67100 Strasbourg"),
    siret="00000000000000",
    timezone="Europe/Paris",
    holidays="FR-6AE",
    fiscal_year_start="01-01",
    drawer="MAIN",
    operators=("o01", "o02"),
)


def context(
    at: str = "2026-11-25T10:00",
    *,
    open_day: str | None = WEDNESDAY,
    earlier: tuple[Event, ...] = (),
    **changes: Any,
) -> Context:
    """Return what a decision may know: a fixed clock, codes drawn in order, the grid of the shipped site."""
    drawn = itertools.count(1)
    instant = Instant(local(at), behind=False, trusted=False, clock_at=local(at))
    made = Context(
        instant=instant,
        today=instant.at.date(),
        zone=PARIS,
        operator="o01",
        settings=SHOP,
        hours=lambda: OpeningCalendar(GRID, (), holidays.holidays_of("FR-6AE")),
        state=DayState(
            open=None if open_day is None else OpenDay(open_day, 8, 8000),
            last=None,
            drawer_cents=8000,
            count=None,
        ),
        last_at=instant.at,
        epoch="A",
        next_seq=100,
        draw=lambda prefix: f"{prefix}-{next(drawn):012d}",
        earlier=earlier,
    )
    return replace(made, **changes)


def _slot(weekday: int, span: str) -> SlotRow:
    opens, closes = map(time.fromisoformat, span.split("-"))
    return SlotRow(date(2021, 8, 23), weekday, opens, closes)


GRID = (
    _slot(0, "15:00-18:00"),
    *[_slot(day, span) for day in (1, 3, 4) for span in ("08:00-11:30", "15:00-18:00")],
    _slot(2, "08:00-11:30"),
    _slot(5, "09:00-12:00"),
)


def posted_of(
    events: Sequence[Event], first: int = 100, at: str = "2026-11-25T09:00:00.000Z"
) -> tuple[Posted, ...]:
    """Return events as the entries they would become."""
    from concierge_desk.domain.journal import data_of

    return tuple(
        Posted(
            seq=first + place,
            epoch="A",
            aud=event.aud,
            kind=event.kind,
            day=WEDNESDAY,
            op="01970000-0000-7000-8000-000000000001",
            by="o01",
            at=at,
            tz="+01:00",
            desk="AMP1-F",
            data=data_of(event),
        )
        for place, event in enumerate(events)
    )


CASH = {"means": "cash", "given_cents": 10_000}
LV_20 = {"do": "relay.sell", "product": "LV_20", "quantity": 1}
COFFEE = {"do": "shop.sell", "article": "CAFE"}
COPY = {"do": "shop.sell", "article": "PHOTOCOPIE"}


def cash(given: int) -> dict[str, Any]:
    return {"means": "cash", "given_cents": given}


def card(cents: int) -> dict[str, Any]:
    return {"means": "card", "cents": cents}


def cheque(cents: int) -> dict[str, Any]:
    return {"means": "cheque", "cents": cents}
