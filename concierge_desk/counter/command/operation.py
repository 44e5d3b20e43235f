"""Operation: one command, one transaction, one answer; everything at the counter is written so.

Source: docs/contract.md, "One act, file by file", "Operation"; decision 0003.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Protocol, TypeVar

from concierge_desk.counter.choices.offered import require_on
from concierge_desk.counter.command.happened import (
    FIELDS,
    FROM_SHEET,
    Happened,
    happened_of,
    line_of,
    op_of_line,
    told_late,
)
from concierge_desk.counter.command.screening import Inhabitants, Screening
from concierge_desk.counter.context import Context, Hours, Settings
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import WARNINGS, AnyCommand, check_day
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.charge import opens_for
from concierge_desk.domain.clock import ClockSource, Instant, instant_for, local_day
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.inscriptions import refs_in, spelled_whole
from concierge_desk.domain.journal import (
    CLOCK_SET_BACK,
    Event,
    Posted,
    Stamp,
    Warned,
    instant_text,
    same_set_back,
)
from concierge_desk.domain.operation import KnownOperation
from concierge_desk.store.chosen import chosen
from concierge_desk.store.leaving import letters
from concierge_desk.store.papers import pulses
from concierge_desk.store.records import personal_text
from concierge_desk.store.settings import last_set_back
from concierge_desk.store.unit import Unit, View, known_operation

T = TypeVar("T")

_OP = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A UUID as RFC 9562 writes it; each has this one spelling."""

ENVELOPE = ("op", "do", "print", *FIELDS)
"""Fields that every command may carry beside its own."""
_in_order = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


class Book(Protocol):
    """The store: runs a job inside one write transaction of its one writer thread."""

    def write(self, job: Callable[[Unit], T]) -> T:
        """Return what the job returned, committed; or raise, rolled back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer to a caller.

    Attributes:
        op: The operation's id, None when it could not be read.
        refused: Why nothing was written; None when it was accepted.
        posted: The operation's entries.
        result: What a caller needs next.
        words: What stands beside the journal for a place or a number, by its ref; None once it was erased.
        told: Warnings of what wrote no entry.
    """

    op: str | None
    refused: Refused | None
    posted: tuple[Posted, ...] = ()
    result: Mapping[str, Any] | None = None
    words: Mapping[str, str | None] = field(default_factory=dict)
    told: tuple[Warned, ...] = ()

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """Warnings of all entries, in order, after those of what wrote none."""
        return self.told + tuple(
            Warned(item["code"], spelled_whole(item["params"], self.words.get))
            for entry in self.posted
            for item in entry.data.get("warnings", ())
        )

    @property
    def documents(self) -> tuple[str, ...]:
        """Papers that may be printed, in order."""
        return tuple(name for entry in self.posted for name in entry.data.get("documents", ()))

    @property
    def ticket(self) -> str | None:
        """The ticket's number, when the operation made one."""
        settled = (entry.data["ticket"] for entry in self.posted if entry.kind == "till.settled")
        return next(settled, None)


@dataclass(frozen=True, slots=True)
class Sources:
    """Sources that commands draw from.

    Attributes:
        clock: The clock of this process.
        draw: Draws codes of our own.
        calendar: Reads the opening hours of the running transaction.
        shop: Tells who and what is here.
    """

    clock: ClockSource
    draw: Callable[[str], str]
    calendar: Callable[[Rows, Settings], OpeningCalendar]
    shop: Inhabitants = field(default_factory=Inhabitants)


class Counter:
    """Plays commands; one for each open store."""

    def __init__(self, book: Book, commands: Mapping[str, AnyCommand], sources: Sources) -> None:
        """Bind the store, the commands of core and services, and what they may draw from."""
        self._book = book
        self.commands = commands
        self.sources = sources

    def execute(self, raw: Mapping[str, Any], operator: str | None = None) -> Answer:
        """Play one command and return its answer; a refusal is an answer too.

        Args:
            raw: The command as given: ``op``, ``do``, ``print`` and its own fields.
            operator: Code of whoever is at the counter; the first of the settings by default.

        Raises:
            EnvironmentFailure: Disk, lock or key; nothing was written.
        """
        op = None
        try:
            op = known = _op_of(raw)
            return self._book.write(lambda unit: _Execution(self, unit, raw, known, operator).run())
        except Refused as refused:
            return Answer(op, refused)


@dataclass(slots=True)
class _Execution:
    """One command inside its transaction."""

    _counter: Counter
    _unit: Unit
    _raw: Mapping[str, Any]
    _op: str
    _operator: str | None
    _happened: Happened | None = None

    def run(self) -> Answer:
        """Answer from what is known, or decide, write and answer."""
        mac = self._unit.mac(_content(self._raw))
        known = known_operation(self._unit.rows, self._op)
        if known is not None:
            # A known op answers before any other check, the clock's included.
            if known.mac != mac:
                raise Refused("op.conflict")
            return self._answer(known, self._unit.posted(known.first_seq, known.last_seq))
        command = self._command(self._raw.get("do"))
        if not isinstance(self._raw.get("print", False), bool):
            raise Refused("input.flag", field="print")
        parsed = command.form.parse({key: item for key, item in self._raw.items() if key not in ENVELOPE})
        context = context_of(self._unit, self._counter.sources, self._operator)
        check_day(command.when, context)
        context = self._dated(command, context)
        if command.instant is not None:
            at = command.instant(parsed, context)
            context = replace(context, instant=at, next_seq=self._unit.head().seq + 1)
        events = events_of(command, self._unit.rows, parsed, self._after_acts(command, parsed, context))
        if command.charged and any(event.charge for event in events):
            raise Refused("till.charged_act", command=command.name)
        if self._happened is not None:
            events = told_late(events, self._happened, self._unit.rows)
        first = self._unit.head().seq + 1
        # What writes no entry has nothing to say about the clock either.
        written = (*self._clock_event(context), *events) if events else ()
        posted = tuple([self._write(event, self._stamp(context), context) for event in written])
        told = command.work(self._unit.rows, parsed, context) if command.work is not None else {}
        made = KnownOperation(first, self._unit.head().seq, mac, told)
        self._unit.remember(self._op, made)
        self._counter.sources.clock.accepted()
        return self._answer(made, posted)

    def _command(self, name: object) -> AnyCommand:
        command = self._counter.commands.get(name) if isinstance(name, str) else None
        if command is None:
            raise Refused("input.command", command=name if isinstance(name, str) else None)
        if command.charged and not command.alone:
            raise Refused("till.charged_act", command=command.name)
        return command

    def _dated(self, command: AnyCommand, context: Context) -> Context:
        """Return the context of what was kept on paper: it happened before."""
        if not any(name in self._raw for name in FIELDS):
            return context
        self._happened = happened_of(self._raw, context, self._unit.rows)
        if self._happened is None:
            return context
        if command.dates:
            raise Refused("input.happened_act", command=command.name)
        return replace(context, happened=self._happened.at)

    def _clock_event(self, context: Context) -> tuple[Event, ...]:
        if not _is_new_set_back(self._unit, context.instant):
            return ()
        return (Event(CLOCK_SET_BACK, {"clock_at": instant_text(context.instant.clock_at)}),)

    def _after_acts(self, command: AnyCommand, parsed: Any, context: Context) -> Context:
        acts = command.acts(self._unit.rows, parsed) if command.acts is not None else ()
        if command.who is not None:
            context = replace(context, who=command.who(self._unit.rows, parsed))
        for raw in acts:
            context = after_act(self._counter.commands, self._unit.rows, raw, context)
        return context

    def _stamp(self, context: Context) -> Stamp:
        day = context.state.open.day if context.state.open else None
        marks = {} if self._happened is None else self._happened.marks(context.at, context.zone)
        return Stamp(self._op, context.operator, context.at, context.zone, day, marks)

    def _write(self, event: Event, stamp: Stamp, context: Context) -> Posted:
        self._unit.drop(event.drops)
        posted = self._unit.post(stamp.draft(event))
        self._open_drawer(posted, context)
        for record in event.personal:
            self._unit.keep(record, context.business_day.isoformat(), posted.seq, event.about)
        if event.links:
            from concierge_desk.store.held import parties  # noqa: PLC0415  (most acts are nobody's)

            for whose in event.links:
                parties.link(self._unit.rows, whose, context.business_day.isoformat())
        for document in event.documents if self._raw.get("print") is True else event.always_printed:
            self._unit.queue(document, self._op)
        if event.letter is not None:
            letters.queue(self._unit.rows, event.letter, posted.seq, posted.at)
        if event.erases:
            from concierge_desk.store.leaving.erasures import erase  # noqa: PLC0415  (hardly any act)

            erase(self._unit.rows, event.erases, posted.at)
        return posted

    def _open_drawer(self, posted: Posted, context: Context) -> None:
        # What was kept on paper has its money in the drawer already.
        is_now = self._happened is None and context.state.drawer_connected
        if is_now and (reason := opens_for(posted.kind, posted.data)) is not None:
            pulse = pulses.Pulse(reason, instant_text(context.at), context.operator, entry=posted.seq)
            pulses.order(self._unit.rows, pulse)

    def _answer(self, known: KnownOperation, posted: tuple[Posted, ...]) -> Answer:
        if len(posted) != known.last_seq - known.first_seq + 1:
            raise Refused("op.purged")
        command = self._command(self._raw.get("do"))
        own = tuple(entry for entry in posted if entry.kind != CLOCK_SET_BACK)
        refs = refs_in(repr([entry.data for entry in posted]))
        words = {ref: personal_text(self._unit.rows, ref) for ref in refs}
        result = {**command.answer(own), **known.told}
        warned = tuple(Warned(one["code"], one["params"]) for one in result.pop(WARNINGS, ()))
        spelled = spelled_whole(result, words.get) if words else result
        return Answer(self._op, None, posted, spelled, words, warned)


def context_of(view: View, sources: Sources, operator: str | None) -> Context:
    """Return what a decision may know of one state of the store.

    Args:
        view: The state.
        sources: Clock, draws and calendar of this process.
        operator: Code of whoever is at the counter; the first of the settings by default.

    Raises:
        Refused: ``operator.unknown``.
    """
    settings = Settings.of(view.settings())
    by = operator or settings.operators[0]
    if by not in settings.operators:
        raise Refused("operator.unknown", operator=by)
    head = view.head()
    instant = instant_for(sources.clock, head.at)
    return Context(
        instant=instant,
        today=local_day(instant.at, settings.zone),
        zone=settings.zone,
        operator=by,
        settings=settings,
        hours=Hours(lambda: sources.calendar(view.rows, settings)),
        state=view.day_state(settings.drawer),
        last_at=head.at,
        epoch=head.epoch,
        next_seq=head.seq + (2 if _is_new_set_back(view, instant) else 1),
        draw=sources.draw,
        screening=Screening(view.rows, sources.draw, sources.shop),
        chosen=partial(chosen, view.rows),
        services=sources.shop.services,
        parties=sources.shop.parties,
    )


def _is_new_set_back(view: View, instant: Instant) -> bool:
    if not instant.behind or instant.trusted:
        return False
    return not same_set_back(last_set_back(view.rows), instant, view.head())


def refusal_of(
    commands: Mapping[str, AnyCommand], rows: Rows, raw: Mapping[str, Any], context: Context
) -> Refused | None:
    """Return why a command would be refused now, None where it would be accepted; nothing is written.

    Charged acts that a command pays for are not decided here.

    Args:
        commands: Every command by name.
        rows: One state of the store.
        raw: The command, without its ``op``.
        context: What it may know.
    """
    command = commands[raw["do"]]
    try:
        parsed = command.form.parse({key: item for key, item in raw.items() if key not in ENVELOPE})
        check_day(command.when, context)
        events_of(command, rows, parsed, context)
    except Refused as refused:
        return refused
    return None


def charged_act(commands: Mapping[str, AnyCommand], raw: Mapping[str, Any]) -> tuple[AnyCommand, Any]:
    """Return the command of a charged act, and the act as its form reads it.

    Raises:
        Refused: ``input.*``, ``till.act_stands_alone``.
    """
    inner = commands.get(raw["do"])
    if inner is None:
        raise Refused("input.command", command=raw["do"])
    if not inner.charged:
        raise Refused("till.act_stands_alone", command=inner.name)
    return inner, inner.form.parse({key: item for key, item in raw.items() if key != "do"})


def after_act(
    commands: Mapping[str, AnyCommand], rows: Rows, raw: Mapping[str, Any], context: Context
) -> Context:
    """Decide a charged act and return what the next one of its visit may know; nothing is written.

    Raises:
        Refused: What the act refuses, and as `charged_act`.
    """
    inner, act = charged_act(commands, raw)
    events = events_of(inner, rows, act, context)
    return replace(context, earlier=context.earlier + events)


def events_of(command: AnyCommand, rows: Rows, parsed: Any, context: Context) -> tuple[Event, ...]:
    """Return what a command comes to: its texts screened, then decided; the words that it refers to beside.

    Raises:
        Refused: What screening and decision refuse; as `require_on`.
    """
    if command.brings:
        require_on(rows, command, context)
    screening = context.screening
    if screening is None or not command.writes:
        return command.decide(command.load(rows, parsed, context), parsed, context)
    try:
        asked = screening.screened(command.form, parsed)
        return screening.kept(command.decide(command.load(rows, asked, context), asked, context))
    except Refused as refused:
        raise screening.spelled(refused) from refused


def _op_of(raw: Mapping[str, Any]) -> str:
    op = raw.get("op")
    if op is None and (line := line_of(raw.get(FROM_SHEET))) is not None:
        # What stands on a line is entered once, by whoever enters it.
        return op_of_line(line)
    if not isinstance(op, str) or _OP.fullmatch(op.lower()) is None:
        raise Refused("input.op")
    return op.lower()


def _content(raw: Mapping[str, Any]) -> bytes:
    """Return the bytes that tell one content from another: order of keys apart, everything counts."""
    return _in_order({**raw, "op": None}).encode()
