"""Operation: one command, one transaction, one answer; everything at the counter is written so.

Source: docs/contract.md, "One act, file by file", "Operation"; decision 0003.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from concierge_desk.counter.command.decision import (
    charged_act,
    check_code,
    events_of,
    granted,
    require_rights,
    rights_needed,
)
from concierge_desk.counter.command.envelope import ENVELOPE, approval, by_operator, content, op_of, op_within
from concierge_desk.counter.command.happened import FIELDS, Happened, happened_of, told_late
from concierge_desk.counter.command.proof import Outcome, Proved, Remembered, WrittenDown, prove
from concierge_desk.counter.command.sources import Sources, context_of, is_new_set_back
from concierge_desk.counter.command.take import running
from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.grant import Grant
from concierge_desk.counter.rights.proofs import Claim
from concierge_desk.counter.rights.unkept import OF_THE_PROCESS, SIGN_OUT
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import DOCUMENTS, WARNINGS, AnyCommand, check_day
from concierge_desk.domain.charge import opens_for
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.inscriptions import refs_in, spelled_whole
from concierge_desk.domain.journal import (
    CLOCK_SET_BACK,
    Event,
    Posted,
    Stamp,
    Warned,
    instant_text,
)
from concierge_desk.domain.operation import APPROVED_BY, KnownOperation
from concierge_desk.store.leaving import letters
from concierge_desk.store.papers import pulses
from concierge_desk.store.records import personal_text
from concierge_desk.store.unit import Unit, View, known_operation

T = TypeVar("T")


class Book(Protocol):
    """The store: runs a job inside one write transaction of its one writer thread."""

    @property
    def takes_nothing(self) -> bool:
        """Whether every transaction is refused: it is only looked at."""

    def read(self, job: Callable[[Rows], T]) -> T:
        """Return what the job returned over one state."""

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
        offered: Papers that may be looked at and stand in no entry.
    """

    op: str | None
    refused: Refused | None
    posted: tuple[Posted, ...] = ()
    result: Mapping[str, Any] | None = None
    words: Mapping[str, str | None] = field(default_factory=dict)
    told: tuple[Warned, ...] = ()
    offered: tuple[str, ...] = ()

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
        """Papers that may be printed, in order: what is to be looked at now before what stands in the entries."""
        named = (name for entry in self.posted for name in entry.data.get("documents", ()))
        return (*self.offered, *named)

    @property
    def ticket(self) -> str | None:
        """The ticket's number, when the operation made one."""
        settled = (entry.data["ticket"] for entry in self.posted if entry.kind == "till.settled")
        return next(settled, None)


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
        take = running()
        if take is None:
            return self._executed(raw, operator)
        answer = self._executed(take.lent(raw), operator)
        take.hear(raw, answer.refused)
        return answer

    def _executed(self, raw: Mapping[str, Any], operator: str | None) -> Answer:
        op = None
        try:
            op = known = op_of(raw)
            do = raw.get("do")
            if isinstance(do, str) and do in OF_THE_PROCESS:
                return self._signed(raw, op, operator)
            lender = self._lender(raw, op, operator)
            return self._book.write(lambda unit: _Execution(self, unit, raw, known, operator, lender).run())
        except Refused as refused:
            return Answer(op, refused)

    def command(self, name: object) -> AnyCommand:
        """Return the command of a name, of those that are played by themselves.

        Raises:
            Refused: ``input.command``, ``till.charged_act``.
        """
        command = self.commands.get(name) if isinstance(name, str) else None
        if command is None:
            raise Refused("input.command", command=name if isinstance(name, str) else None)
        if command.charged and not command.alone:
            raise Refused("till.charged_act", command=command.name)
        return command

    def _signed(self, raw: Mapping[str, Any], op: str, operator: str | None) -> Answer:
        """Let somebody be at the counter of this process, or leave it."""
        command = self.command(raw["do"])
        parsed = command.form.parse(_own_fields(raw))
        if command.name == SIGN_OUT:
            self.sources.presence.leave(parsed.operator)
            return Answer(op, None, result={"operator": parsed.operator})
        claim = Claim(parsed.operator, parsed.code, parsed.badge)
        if claim.operator is None and claim.badge is None:
            raise Refused("input.missing", field="operator")
        proved = self._proved(claim, op, operator)
        self.sources.presence.enter(proved.operator, proved.kept)
        return Answer(op, None, result={"operator": proved.operator})

    def _lender(self, raw: Mapping[str, Any], op: str, operator: str | None) -> str | None:
        """Return who approves of an act, once it is proved who it is; an act that is known already asks nobody."""
        claim = approval(raw)
        if claim is None or self._book.write(lambda unit: known_operation(unit.rows, op)) is not None:
            return None
        return self._proved(claim, op, operator).operator

    def _proved(self, claim: Claim, op: str, operator: str | None) -> Proved:
        """Return who it is; a wrong code is counted, and told, although it is refused.

        Raises:
            Refused: As `prove`.
        """
        sources = self.sources

        def look(rows: Rows) -> Outcome:
            context = context_of(View(rows), sources, operator)
            wrong = Remembered(rows, sources.presence, sources.monotonic())
            return prove(rows, claim, context, sources.proofs, wrong)

        def job(unit: Unit) -> Outcome:
            context = context_of(unit, sources, operator)
            wrong = WrittenDown(unit.rows, context.instant)
            outcome = prove(unit.rows, claim, context, sources.proofs, wrong)
            for event in outcome.told:
                # An operation of its own: the refused one stays free.
                unit.post(_stamp(op_within(op, unit.head().seq), context).draft(event))
            return outcome

        found = (self._book.read(look) if self._book.takes_nothing else self._book.write(job)).found
        if isinstance(found, Refused):
            raise found
        return found


@dataclass(slots=True)
class _Execution:
    """One command inside its transaction."""

    _counter: Counter
    _unit: Unit
    _raw: Mapping[str, Any]
    _op: str
    _operator: str | None
    _lender: str | None
    _happened: Happened | None = None

    def run(self) -> Answer:
        """Answer from what is known, or decide, write and answer."""
        mac = self._unit.mac(content(self._raw))
        known = known_operation(self._unit.rows, self._op)
        if known is not None:
            # A known op answers before any other check, the clock's included.
            if known.mac != mac:
                raise Refused("op.conflict")
            return self._answer(known, self._unit.posted(known.first_seq, known.last_seq))
        command = self._counter.command(self._raw.get("do"))
        if not isinstance(self._raw.get("print", False), bool):
            raise Refused("input.flag", field="print")
        parsed = command.form.parse(_own_fields(self._raw))
        named = by_operator(self._raw)
        context = context_of(self._unit, self._counter.sources, self._operator, named)
        grant = granted(context, self._lender)
        self._check_rights(command, parsed, context, grant)
        check_day(command.when, context)
        context = self._dated(command, context)
        if command.instant is not None:
            at = command.instant(parsed, context)
            context = replace(context, instant=at, next_seq=self._unit.head().seq + 1)
        earlier = self._after_acts(command, parsed, context, grant)
        events = events_of(command, self._unit.rows, parsed, earlier)
        grant.require_amounts(events)
        if command.charged and any(event.charge for event in events):
            raise Refused("till.charged_act", command=command.name)
        if self._happened is not None:
            events = told_late(events, self._happened, self._unit.rows)
        first = self._unit.head().seq + 1
        # What writes no entry has nothing to say about the clock either.
        written = (*self._clock_event(context), *events) if events else ()
        stamp = _stamp(self._op, context, self._marks(context, grant))
        posted = tuple([self._write(event, stamp, context) for event in written])
        told = command.work(self._unit.rows, parsed, context) if command.work is not None else {}
        made = KnownOperation(first, self._unit.head().seq, mac, told)
        self._unit.remember(self._op, made)
        self._counter.sources.clock.accepted()
        return self._answer(made, posted)

    def _check_rights(self, command: AnyCommand, parsed: Any, context: Context, grant: Grant) -> None:
        if not rights_needed(command, self._unit.rows, parsed, context):
            return
        check_code(self._unit.rows, context.operator, self._counter.sources.presence)
        require_rights(command, self._unit.rows, parsed, context, grant)

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
        if not is_new_set_back(self._unit, context.instant):
            return ()
        return (Event(CLOCK_SET_BACK, {"clock_at": instant_text(context.instant.clock_at)}),)

    def _after_acts(self, command: AnyCommand, parsed: Any, context: Context, grant: Grant) -> Context:
        acts = command.acts(self._unit.rows, parsed) if command.acts is not None else ()
        if command.who is not None:
            context = replace(context, who=command.who(self._unit.rows, parsed))
        for raw in acts:
            inner, act = charged_act(self._counter.commands, raw)
            require_rights(inner, self._unit.rows, act, context, grant)
            events = events_of(inner, self._unit.rows, act, context)
            context = replace(context, earlier=context.earlier + events)
        return context

    def _marks(self, context: Context, grant: Grant) -> Mapping[str, str]:
        happened = {} if self._happened is None else self._happened.marks(context.at, context.zone)
        return happened if grant.approved_by is None else {**happened, APPROVED_BY: grant.approved_by}

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
        command = self._counter.command(self._raw.get("do"))
        own = tuple(entry for entry in posted if entry.kind != CLOCK_SET_BACK)
        refs = refs_in(repr([entry.data for entry in posted]))
        words = {ref: personal_text(self._unit.rows, ref) for ref in refs}
        result = {**command.answer(own), **known.told}
        warned = tuple(Warned(one["code"], one["params"]) for one in result.pop(WARNINGS, ()))
        offered = tuple(result.pop(DOCUMENTS, ()))
        spelled = spelled_whole(result, words.get) if words else result
        return Answer(self._op, None, posted, spelled, words, warned, offered)


def _own_fields(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in raw.items() if key not in ENVELOPE}


def _stamp(op: str, context: Context, marks: Mapping[str, str] | None = None) -> Stamp:
    day = context.state.open.day if context.state.open else None
    return Stamp(op, context.operator, context.at, context.zone, day, marks or {})
