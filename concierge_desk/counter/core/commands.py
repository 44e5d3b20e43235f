"""The core's commands: the day, the till, the calendar, as every face of the program plays them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.correction.commands import correcting_commands
from concierge_desk.counter.day import clock, day, session
from concierge_desk.counter.day.clock import CorrectClock
from concierge_desk.counter.day.closing import fiscal_year
from concierge_desk.counter.day.day import NO_COUNT, NOT_GIVEN, Close, Closing, Open
from concierge_desk.counter.day.opening import opening_commands
from concierge_desk.counter.day.passages import COUNT_PASSAGES_COMMAND
from concierge_desk.counter.day.preparation import PREPARE_COMMAND
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import (
    ALWAYS,
    CLOSING_DAY,
    OPENING,
    AnyCommand,
    Command,
    Retention,
    Service,
    answers,
    report_states,
)
from concierge_desk.counter.till import notes, till
from concierge_desk.counter.till.payment_form import PAYMENT
from concierge_desk.counter.till.till import CountDrawer, Move, Settle, SettleState
from concierge_desk.counter.till.visits import (
    ABANDON,
    KEEP,
    MOST_ACTS,
    close_visits,
    visit_acts,
    visit_commands,
)
from concierge_desk.counter.values.codelists import NOTE_RETENTION, OPERATOR_RETENTION
from concierge_desk.counter.values.fields import Field, Form, Group
from concierge_desk.counter.values.kinds import (
    Act,
    Choice,
    Day,
    Denominations,
    Flag,
    FromList,
    Integer,
    Items,
    Moment,
    OrNull,
    Ref,
    Word,
    cents,
)
from concierge_desk.domain.charge import CAUTION, OWN, mandate_of
from concierge_desk.domain.journal import Data
from concierge_desk.i18n import N_
from concierge_desk.store.day import closing_state, opening_state
from concierge_desk.store.preparation import drop_preparation
from concierge_desk.store.till import next_ticket
from concierge_desk.store.visits import drop_visit, last_note, ticket_of_visit


@dataclass(frozen=True, slots=True)
class SessionOpen:
    """Begin the second session."""


RETENTION = (
    Retention(NOTE_RETENTION, N_("The day it was typed + 1 year"), 365),
    Retention(OPERATOR_RETENTION, N_("The end of the employment + 1 year"), 365),
    notes.RETENTION,
)
"""Periods of the personal records that belong to no service.

Source: docs/requirements.md, R-4.02.
"""

SETTLE = Form(
    Settle,
    (
        Field(
            "acts",
            Items(Act(), least=1, most=MOST_ACTS),
            required=False,
            default=(),
            doc="Charged acts, in order: one line each; those saved for the visit, by default.",
        ),
        Field("payments", Items(Group(PAYMENT), most=10), doc="Several means may share a ticket."),
        Field("visit", Ref(), required=False, doc="The visit that is settled: its draft goes."),
    ),
)

COUNT = Form(
    CountDrawer,
    (
        Field("counted_cents", cents(), required=False, doc="The total, or"),
        Field("denominations", Denominations(), required=False, doc="pieces of each coin and note."),
    ),
)

OPEN = Form(
    Open,
    (
        Field(
            "float_cents", cents(), required=False, doc="What lies in the drawer; what was left, by default."
        ),
        Field("confirmed_day", Day(), required=False, doc="Answers `clock.confirm` and `clock.behind`."),
        Field(
            "again",
            Flag(),
            required=False,
            default=False,
            doc="Opens a date a second time that was closed too early; it gets a closing of its own.",
        ),
    ),
)

SESSION_OPEN = Form(SessionOpen, ())

CORRECT_CLOCK = Form(
    CorrectClock,
    (Field("at", Moment(), required=False, doc="What time it is; what the PC's clock says, by default."),),
)

CLOSE = Form(
    Close,
    (
        Field(
            "counted_cents",
            OrNull(Integer(0, 99_999_999, "cents"), NO_COUNT),
            required=False,
            default=NOT_GIVEN,
            doc="A count made now; null closes without one; left out, the last count holds.",
        ),
        Field("denominations", Denominations(), required=False, doc="A count made now, by coins and notes."),
        Field("gap_reason", FromList("gap_reason"), required=False, doc="Needed when there is a gap."),
        Field(
            "parked",
            Choice((KEEP, ABANDON)),
            required=False,
            doc="What becomes of visits that are not settled; a late closing keeps them by default.",
        ),
    ),
)


def funds_of(services: Sequence[Service]) -> tuple[str, ...]:
    """Return every fund: our own, securities, and one for each principal."""
    principals = sorted({principal for service in services for principal in service.principals})
    return (OWN, CAUTION, *(mandate_of(principal) for principal in principals))


def core_commands(services: Sequence[Service]) -> tuple[AnyCommand, ...]:
    """Return the commands of day, till, visits, corrections, opening hours and clock."""
    known = {command.name: command for service in services for command in service.commands}
    made = (
        DAY_OPEN,
        SESSION_CLOSED,
        SESSION_OPENED,
        COUNT_PASSAGES_COMMAND,
        TILL_SETTLE,
        _move(services),
        TILL_COUNT,
        *visit_commands(known),
        *correcting_commands(services),
        *opening_commands(services),
        CLOCK_CORRECT,
        PREPARE_COMMAND,
        _close(services),
    )
    # A visit says of these too that they stand alone.
    known.update((command.name, command) for command in made)
    return made


def _open_work(rows: Rows, _command: Open, _context: Context) -> Data:
    drop_preparation(rows)
    return {}


DAY_OPEN: AnyCommand = Command(
    name="day.open",
    summary=N_("The business day begins, with a float."),
    form=OPEN,
    load=lambda rows, command, context: opening_state(
        rows, day.day_to_open(command, context).isoformat(), context.state
    ),
    decide=day.open_day,
    answer=answers("day", "float_cents"),
    work=_open_work,
    when=OPENING,
    refusals=("clock.behind", "clock.confirm", "day.already_closed", "day.already_open", "day.must_close"),
    warnings=("till.float_differs",),
)
SESSION_CLOSED: AnyCommand = Command(
    name="session.close",
    summary=N_("The first half of the day ends, the drawer may be counted."),
    form=COUNT,
    decide=session.close_session,
    answer=answers("session", "counted_cents", "expected_cents", "gap_cents"),
    refusals=("session.not_open", "till.count_fields"),
)
SESSION_OPENED: AnyCommand = Command(
    name="session.open",
    summary=N_("The second half of the day begins."),
    form=SESSION_OPEN,
    decide=session.open_session,
    answer=answers("session"),
    refusals=("session.already_open", "session.no_third"),
)
CLOCK_CORRECT: AnyCommand = Command(
    name="clock.correct",
    summary=N_("The journal ran ahead of the time: it goes on from the right one."),
    form=CORRECT_CLOCK,
    decide=clock.correct_clock,
    answer=clock.clock_answer,
    instant=clock.corrected_instant,
    when=ALWAYS,
    refusals=("operator.not_responsible", "clock.not_ahead", "clock.differs"),
)
TILL_COUNT: AnyCommand = Command(
    name="till.count",
    summary=N_("The drawer is counted; a re-count is a new entry."),
    form=COUNT,
    decide=till.count,
    # What was expected is shown only now, after the count was given.
    answer=answers("counted_cents", "expected_cents", "gap_cents"),
    when=CLOSING_DAY,
    refusals=("till.count_fields",),
)


def _settle_load(rows: Rows, command: Settle, context: Context) -> SettleState:
    n = next_ticket(rows, context.business_day.year)
    if command.visit is None:
        return SettleState(n)
    return SettleState(n, ticket_of_visit(rows, command.visit), last_note(rows, command.visit))


def _settle_acts(rows: Rows, command: Settle) -> Sequence[Mapping[str, Any]]:
    if command.visit is None:
        return command.acts
    # Of one that is paid already that is what is said, not what its acts would meet the second time.
    if ticket_of_visit(rows, command.visit) is not None:
        return ()
    return command.acts or visit_acts(rows, command.visit)


def _settle_work(rows: Rows, command: Settle, _context: Context) -> Data:
    if command.visit is not None:
        drop_visit(rows, command.visit)
    return {}


TILL_SETTLE: AnyCommand = Command(
    name="till.settle",
    summary=N_("The charged acts of one visit are paid: one ticket."),
    form=SETTLE,
    load=_settle_load,
    acts=_settle_acts,
    work=_settle_work,
    decide=till.settle,
    answer=till.settled_answer,
    refusals=(
        *("till.underpaid", "till.overpaid", "till.cash_limit", "till.payment_fields"),
        *("till.act_stands_alone", "till.no_acts", "visit.settled", "session.not_open"),
    ),
    warnings=("till.note_missing", "till.note_changed"),
)


def _move(services: Sequence[Service]) -> AnyCommand:
    funds = Word(funds_of(services))
    form = Form(
        Move,
        (
            Field("direction", Choice(("in", "out")), doc="Into the drawer or out of it."),
            Field("cents", cents(1), doc="How much."),
            Field("reason", FromList("movement"), doc="Why."),
            Field("fund", funds, required=False, default=OWN, doc="Whose money; `OWN` by default."),
        ),
    )
    return Command(
        name="till.move",
        summary=N_("Cash goes into the drawer or out of it."),
        form=form,
        decide=till.move,
        answer=answers("cents", "direction"),
        when=CLOSING_DAY,
        refusals=("till.short",),
    )


def _close(services: Sequence[Service]) -> AnyCommand:
    def load(rows: Rows, _command: Close, context: Context) -> Closing:
        year = fiscal_year(context.business_day, context.settings.fiscal_year_start)
        core = closing_state(rows, context.state, year, context.epoch)
        return Closing(core, report_states(services, rows))

    def work(rows: Rows, command: Close, _context: Context) -> Data:
        close_visits(rows, command.parked)
        return {}

    return Command(
        name="day.close",
        summary=N_("The business day ends: gap, Z, statements."),
        form=CLOSE,
        load=load,
        decide=day.close_day(services),
        answer=day.closed_answer,
        work=work,
        when=CLOSING_DAY,
        refusals=("day.count_stale", "day.gap_reason", "day.visits_open", "till.count_fields"),
        warnings=("till.not_counted", "till.gap_unexplained", "day.entries_unreadable"),
    )
