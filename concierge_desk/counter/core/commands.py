"""The core's commands: the day, the till, the calendar, as every face of the program plays them."""

from collections.abc import Mapping, Sequence
from typing import Any

from concierge_desk.counter.bank.commands import BANK_COMMANDS
from concierge_desk.counter.bank.statement import RETENTION as BANK_RETENTION
from concierge_desk.counter.choices.changing import change_command
from concierge_desk.counter.choices.switching import switch_command
from concierge_desk.counter.command.screening import RETENTION as INSCRIPTION_RETENTION
from concierge_desk.counter.context import Context
from concierge_desk.counter.core.own_deadlines import own_deadlines
from concierge_desk.counter.correction.commands import correcting_commands
from concierge_desk.counter.day import clock, day, session
from concierge_desk.counter.day.closing import fiscal_year
from concierge_desk.counter.day.day import Close, Closing, Open
from concierge_desk.counter.day.drawer_layout import drawer_command
from concierge_desk.counter.day.opening import opening_commands
from concierge_desk.counter.day.partner_statement import load_partners
from concierge_desk.counter.day.passages import COUNT_PASSAGES_COMMAND
from concierge_desk.counter.day.preparation import PREPARE_COMMAND
from concierge_desk.counter.deliveries.commands import RETENTION as CHANNEL_RETENTION
from concierge_desk.counter.deliveries.commands import delivery_commands
from concierge_desk.counter.held.commands import held_commands
from concierge_desk.counter.held.keeping import HELD_RETENTION
from concierge_desk.counter.mail.commands import PAPER_MAIL
from concierge_desk.counter.mail.commands import RETENTION as RECEIPT_RETENTION
from concierge_desk.counter.papers.giving_up import GiveUpPaper, give_up_paper
from concierge_desk.counter.parties import Who, was_served
from concierge_desk.counter.partners.commands import RETENTION as CONTACT_RETENTION
from concierge_desk.counter.partners.commands import partner_commands
from concierge_desk.counter.partners.known import partners_of
from concierge_desk.counter.periods.commands import MONTH_CLOSE, load_opening, open_and_close
from concierge_desk.counter.privacy.commands import privacy_commands
from concierge_desk.counter.privacy.core_columns import VISIT_RETENTION
from concierge_desk.counter.privacy.erasing import person_commands
from concierge_desk.counter.privacy.looks import LOOKED_RETENTION
from concierge_desk.counter.report_states import report_states
from concierge_desk.counter.retention import Retention
from concierge_desk.counter.rights.table import DAY, MONEY_OUT, SERVE, Depends
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import (
    ALWAYS,
    CLOSING_DAY,
    OPENING,
    AnyCommand,
    Command,
    Service,
    answers,
)
from concierge_desk.counter.settings.core import settings_of
from concierge_desk.counter.setup.operator_codes import CODE_COMMANDS
from concierge_desk.counter.setup.operators import OPERATOR_COMMANDS
from concierge_desk.counter.setup.site_change import site_command
from concierge_desk.counter.setup.vat_rows import VAT_COMMAND
from concierge_desk.counter.till import cheques, notes, till
from concierge_desk.counter.till.opening import LIST, OpenDrawer, open_drawer
from concierge_desk.counter.till.paying import cheques_named
from concierge_desk.counter.till.paying_in import PayInState, paid_in_answer, pay_in
from concierge_desk.counter.till.remitting import Remit, RemitState, remit, remitted_answer
from concierge_desk.counter.till.safe import COUNT_SAFE_COMMAND
from concierge_desk.counter.till.till import Move, Settle, SettleState
from concierge_desk.counter.till.visits import close_visits, visit_acts, visit_commands, visit_who
from concierge_desk.counter.values.codelists import NOTE_RETENTION, OPERATOR_RETENTION, noted
from concierge_desk.domain.charge import BY_HAND, is_mandate
from concierge_desk.domain.journal import Data, instant_text
from concierge_desk.domain.numbers import PAYING_IN, REMITTANCE
from concierge_desk.i18n import N_
from concierge_desk.store.accounts import owed_to
from concierge_desk.store.cheques import here, named
from concierge_desk.store.day import closing_state
from concierge_desk.store.papers import pulses, spool
from concierge_desk.store.partners import retired_partners
from concierge_desk.store.preparation import drop_preparation
from concierge_desk.store.privacy import periods
from concierge_desk.store.staff import looked
from concierge_desk.store.till import next_number, next_ticket
from concierge_desk.store.visits import drop_visit, last_note, ticket_of_visit

RETENTION = (
    Retention(NOTE_RETENTION, N_("The day it was typed + 1 year"), 365),
    Retention(
        INSCRIPTION_RETENTION,
        N_("1 year at least, and until nothing bears it any more"),
        365,
        periods.unused_inscriptions,
    ),
    Retention(OPERATOR_RETENTION, N_("The end of the employment + 1 year"), 365, periods.ended_operators),
    Retention(
        VISIT_RETENTION,
        N_("The last touch of a visit that nobody paid + 90 days"),
        90,
        periods.old_visits,
        periods.drop_visits,
    ),
    Retention(LOOKED_RETENTION, N_("The look + 12 months"), 365, looked.ended, looked.drop),
    notes.RETENTION,
    cheques.RETENTION,
    HELD_RETENTION,
    CONTACT_RETENTION,
    CHANNEL_RETENTION,
    RECEIPT_RETENTION,
    BANK_RETENTION,
)
"""Periods of the personal records that belong to no service.

Source: docs/requirements.md, R-4.02.
"""


def core_commands(services: Sequence[Service]) -> tuple[AnyCommand, ...]:
    """Return the commands of day, till, visits, corrections, opening hours and clock."""
    known = {command.name: command for service in services for command in service.commands}
    held = held_commands(services)
    known |= {command.name: command for command in held}
    made = (
        *held,
        DAY_OPEN,
        MONTH_CLOSE,
        SESSION_CLOSED,
        SESSION_OPENED,
        COUNT_PASSAGES_COMMAND,
        SETTLE,
        _move(services),
        TILL_COUNT,
        COUNT_SAFE_COMMAND,
        TILL_OPEN_DRAWER,
        TILL_PAY_IN,
        _remit(services),
        *BANK_COMMANDS,
        PAPER_GIVE_UP,
        PAPER_MAIL,
        *visit_commands(known),
        *correcting_commands(services),
        *opening_commands(services, own_deadlines),
        site_command(services),
        *OPERATOR_COMMANDS,
        *CODE_COMMANDS,
        VAT_COMMAND,
        *partner_commands(services),
        *delivery_commands(services),
        drawer_command(services),
        change_command(settings_of(service.settings for service in services)),
        switch_command(services),
        CLOCK_CORRECT,
        PREPARE_COMMAND,
        _close(services),
        *person_commands(services),
        *privacy_commands(
            services, (*RETENTION, *[kept for service in services for kept in service.kept.retention])
        ),
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
    load=load_opening,
    decide=open_and_close,
    answer=answers("day", "float_cents"),
    work=_open_work,
    when=OPENING,
    dates=True,
    right=DAY,
)
SESSION_CLOSED: AnyCommand = Command(
    name="session.close",
    summary=N_("The first half of the day ends, the drawer may be counted."),
    decide=session.close_session,
    answer=answers("session", "counted_cents", "expected_cents", "gap_cents"),
    right=DAY,
)
SESSION_OPENED: AnyCommand = Command(
    name="session.open",
    summary=N_("The second half of the day begins."),
    decide=session.open_session,
    answer=answers("session"),
    right=DAY,
)
CLOCK_CORRECT: AnyCommand = Command(
    name="clock.correct",
    summary=N_("The journal ran ahead of the time: it goes on from the right one."),
    decide=clock.correct_clock,
    answer=clock.clock_answer,
    instant=clock.corrected_instant,
    when=ALWAYS,
    dates=True,
    right=DAY,
)
TILL_COUNT: AnyCommand = Command(
    name="till.count",
    summary=N_("The drawer is counted; a re-count is a new entry."),
    decide=till.count,
    # What was expected is shown only now, after the count was given.
    answer=answers("counted_cents", "expected_cents", "gap_cents"),
    when=CLOSING_DAY,
    right=DAY,
)


def _order_pulse(rows: Rows, command: OpenDrawer, context: Context) -> Data:
    told = {LIST: command.reason.code}
    if not context.state.drawer_connected:
        return told | {"pulse": None}
    # Once it was sent, the sentence is kept beside the entry; until then it waits with the pulse.
    reason, personal = noted(command.reason, context.draw("n"))
    pulse = pulses.Pulse(
        BY_HAND,
        instant_text(context.at),
        context.operator,
        why=reason["code"],
        ref=reason["note"],
        note=personal[0].text if personal else None,
    )
    pulses.order(rows, pulse)
    return told | {"pulse": True}


TILL_OPEN_DRAWER: AnyCommand = Command(
    name="till.open_drawer",
    summary=N_("The drawer is to be opened by the printer; the entry is made once it was."),
    decide=open_drawer,
    work=_order_pulse,
    # A float is counted before the day, a late closing after it.
    when=ALWAYS,
    right=MONEY_OUT,
)


TILL_PAY_IN: AnyCommand = Command(
    name="till.pay_in",
    summary=N_("Cheques and cash are taken to the bank, on a sheet that has a number."),
    load=lambda rows, _command, context: PayInState(
        next_number(rows, PAYING_IN, context.business_day.year), here(rows)
    ),
    decide=pay_in,
    answer=paid_in_answer,
    when=CLOSING_DAY,
    right=MONEY_OUT,
)


def _give_up_work(rows: Rows, command: GiveUpPaper, _context: Context) -> Data:
    spool.mark_everywhere(rows, command.document, spool.GIVEN_UP)
    return {}


PAPER_GIVE_UP: AnyCommand = Command(
    name="paper.give_up",
    summary=N_("A paper that waits for a printer is not printed, for a reason."),
    load=lambda rows, command, _context: spool.can_be_given_up(rows, command.document),
    decide=give_up_paper,
    answer=answers("document", "reason"),
    work=_give_up_work,
    # What waits over night is looked through before the day is opened.
    when=ALWAYS,
)


def _settle_load(rows: Rows, command: Settle, context: Context) -> SettleState:
    n = next_ticket(rows, context.business_day.year)
    gone = retired_partners(rows, context.business_day)
    cheques_back = named(rows, cheques_named(notes.charges_of(context.earlier)))
    if command.visit is None:
        return SettleState(n, retired=gone, cheques=cheques_back)
    return SettleState(
        n, ticket_of_visit(rows, command.visit), last_note(rows, command.visit), gone, cheques_back
    )


def _settle_acts(rows: Rows, command: Settle) -> Sequence[Mapping[str, Any]]:
    if command.visit is None:
        return command.acts
    # Of one that is paid already that is what is said, not what its acts would meet the second time.
    if ticket_of_visit(rows, command.visit) is not None:
        return ()
    return command.acts or visit_acts(rows, command.visit)


def _settle_who(rows: Rows, command: Settle) -> Who | None:
    return visit_who(rows, command.visit, command.who)


def _settle_work(rows: Rows, command: Settle, context: Context) -> Data:
    was_served(rows, context.parties, _settle_who(rows, command), context.today)
    if command.visit is not None:
        drop_visit(rows, command.visit)
    return {}


SETTLE: AnyCommand = Command(
    name="till.settle",
    summary=N_("The charged acts of one visit are paid: one ticket."),
    load=_settle_load,
    acts=_settle_acts,
    who=_settle_who,
    work=_settle_work,
    decide=till.settle,
    answer=till.settled_answer,
)


def _right_to_move(_rows: Rows, command: Move, _context: Context) -> tuple[str, ...]:
    return (MONEY_OUT,) if command.direction == "out" else (SERVE,)


def _move(services: Sequence[Service]) -> AnyCommand:
    return Command(
        name="till.move",
        summary=N_("Cash goes into the drawer or out of it."),
        load=lambda rows, _command, _context: partners_of(rows, services),
        decide=till.move,
        answer=answers("cents", "direction"),
        when=CLOSING_DAY,
        right=Depends((SERVE, MONEY_OUT), _right_to_move),
    )


def _remit(services: Sequence[Service]) -> AnyCommand:
    def load(rows: Rows, command: Remit, context: Context) -> RemitState:
        partner = partners_of(rows, services).known.get(command.principal)
        n = next_number(rows, REMITTANCE, context.business_day.year)
        if partner is None or not is_mandate(partner.fund):
            return RemitState(n, partner, None)
        return RemitState(n, partner, owed_to(rows, partner.fund) or 0)

    return Command(
        name="till.remit",
        summary=N_(
            "What is a partner's is paid over to him, in cash or by the bank, on a slip that has a number."
        ),
        load=load,
        decide=remit,
        answer=remitted_answer,
        when=CLOSING_DAY,
        right=MONEY_OUT,
    )


def _close(services: Sequence[Service]) -> AnyCommand:
    def load(rows: Rows, _command: Close, context: Context) -> Closing:
        year = fiscal_year(context.business_day, context.settings.fiscal_year_start)
        core = closing_state(rows, context.state, year, context.epoch)
        return Closing(core, report_states(services, rows), load_partners(rows))

    def work(rows: Rows, command: Close, _context: Context) -> Data:
        close_visits(rows, command.parked)
        return {}

    return Command(
        name="day.close",
        summary=N_("The business day ends: gap, Z, statements."),
        load=load,
        decide=day.close_day(services),
        answer=day.closed_answer,
        work=work,
        when=CLOSING_DAY,
        dates=True,
        right=DAY,
    )
