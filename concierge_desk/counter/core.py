"""The core's commands: the day and the till, as every face of the program plays them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter import day, till
from concierge_desk.counter.codelists import NOTE_RETENTION
from concierge_desk.counter.day import NO_COUNT, NOT_GIVEN, Close, Closing, Open
from concierge_desk.counter.fields import Field, Form, Group
from concierge_desk.counter.kinds import (
    Act,
    Choice,
    Day,
    Denominations,
    FromList,
    Integer,
    Items,
    OrNull,
    Word,
    cents,
)
from concierge_desk.counter.service import (
    CLOSING_DAY,
    OPENING,
    AnyCommand,
    Command,
    Context,
    Retention,
    Rows,
    Service,
)
from concierge_desk.counter.site import OPERATOR_RETENTION
from concierge_desk.counter.till import CountDrawer, Move, Payment, Settle
from concierge_desk.counter.totals import MEANS
from concierge_desk.domain.charge import CAUTION, OWN, mandate_of
from concierge_desk.domain.day import ClosingState
from concierge_desk.i18n import N_


@dataclass(frozen=True, slots=True)
class Loads:
    """What the core's decisions read, given by the store.

    Attributes:
        next_ticket: (rows, year) -> the next ticket's place in its year.
        closing: (rows, context) -> the day's entries, the previous closing, the number.
    """

    next_ticket: Callable[[Rows, int], int]
    closing: Callable[[Rows, Context], ClosingState]


RETENTION = (
    Retention(NOTE_RETENTION, N_("The day it was typed + 1 year"), 365),
    Retention(OPERATOR_RETENTION, N_("The end of the employment + 1 year"), 365),
)
"""Periods of the personal records that belong to no service. Source: R-4.02."""

PAYMENT = Form(
    Payment,
    (
        Field("means", Choice(MEANS), doc="`cash` takes `given_cents`, the others `cents`."),
        Field("cents", cents(), required=False, doc="Card or cheque: exactly this."),
        Field(
            "given_cents",
            cents(),
            required=False,
            doc="Cash: what was handed over; the change is worked out.",
        ),
    ),
)

SETTLE = Form(
    Settle,
    (
        Field("acts", Items(Act(), least=1, most=200), doc="Charged acts, in order: one line each."),
        Field("payments", Items(Group(PAYMENT), most=10), doc="Several means may share a ticket."),
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
        Field("confirmed_day", Day(), required=False, doc="Answers `clock.confirm`."),
    ),
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
    ),
)


def move_form(funds: Sequence[str]) -> Form[Move]:
    """Return the form of a drawer movement over the funds that the services bring."""
    return Form(
        Move,
        (
            Field("direction", Choice(("in", "out")), doc="Into the drawer or out of it."),
            Field("cents", cents(1), doc="How much."),
            Field("reason", FromList("movement"), doc="Why."),
            Field(
                "fund", Word(tuple(funds)), required=False, default=OWN, doc="Whose money; `OWN` by default."
            ),
        ),
    )


def funds_of(services: Sequence[Service]) -> tuple[str, ...]:
    """Return every fund: our own, securities, and one for each principal."""
    principals = sorted({principal for service in services for principal in service.principals})
    return (OWN, CAUTION, *(mandate_of(principal) for principal in principals))


def core_commands(loads: Loads, services: Sequence[Service]) -> tuple[AnyCommand, ...]:
    """Return the commands of day and till."""
    return (_open(), _settle(loads), _move(services), _count(), _close(loads, services))


def _open() -> AnyCommand:
    return Command(
        name="day.open",
        summary=N_("The business day begins, with a float."),
        form=OPEN,
        decide=day.open_day,
        answer=day.opened_answer,
        when=OPENING,
        refusals=(
            "clock.behind",
            "clock.confirm",
            "day.already_closed",
            "day.already_open",
            "day.must_close",
        ),
        warnings=("till.float_differs",),
    )


def _settle(loads: Loads) -> AnyCommand:
    def load(rows: Rows, _command: Settle, context: Context) -> int:
        return loads.next_ticket(rows, context.business_day.year)

    return Command(
        name="till.settle",
        summary=N_("The charged acts of one visit are paid: one ticket."),
        form=SETTLE,
        load=load,
        decide=till.settle,
        answer=till.settled_answer,
        refusals=(
            "till.underpaid",
            "till.overpaid",
            "till.cash_limit",
            "till.payment_fields",
            "till.act_stands_alone",
        ),
    )


def _move(services: Sequence[Service]) -> AnyCommand:
    return Command(
        name="till.move",
        summary=N_("Cash goes into the drawer or out of it."),
        form=move_form(funds_of(services)),
        decide=till.move,
        answer=till.moved_answer,
        when=CLOSING_DAY,
        refusals=("till.short",),
    )


def _count() -> AnyCommand:
    return Command(
        name="till.count",
        summary=N_("The drawer is counted; a re-count is a new entry."),
        form=COUNT,
        decide=till.count,
        answer=till.counted_answer,
        when=CLOSING_DAY,
        refusals=("till.count_fields",),
    )


def _close(loads: Loads, services: Sequence[Service]) -> AnyCommand:
    def load(rows: Rows, _command: Close, context: Context) -> Closing:
        states: dict[str, Any] = {
            service.code: service.report.load(rows) for service in services if service.report is not None
        }
        return Closing(loads.closing(rows, context), states)

    return Command(
        name="day.close",
        summary=N_("The business day ends: gap, Z, statements."),
        form=CLOSE,
        load=load,
        decide=day.close_day(services),
        answer=day.closed_answer,
        when=CLOSING_DAY,
        refusals=("day.count_stale", "day.gap_reason", "till.count_fields"),
        warnings=("till.not_counted",),
    )
