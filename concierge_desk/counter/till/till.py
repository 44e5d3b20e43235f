"""The till: settling a visit, moving and counting the drawer. Pure rules.

Source: docs/contract.md, "Visits and tickets", "Amounts and dated rows"; docs/requirements.md, R-1.10, R-3.01,
R-3.04; decisions 0004, 0005.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from concierge_desk.counter.command.happened import FROM_SHEET
from concierge_desk.counter.context import Context
from concierge_desk.counter.parties import Who
from concierge_desk.counter.partners.partner import Partners, require_in_force, require_not_retired
from concierge_desk.counter.till.drawers import check_drawers, drawer_asked, drawers_told, gains
from concierge_desk.counter.till.lines import line_data
from concierge_desk.counter.till.natures import is_printed_unasked
from concierge_desk.counter.till.notes import charges_of, warned_of_note
from concierge_desk.counter.till.paying import paid
from concierge_desk.counter.till.payments import Payment
from concierge_desk.counter.till.setting_off import Share, check_covers, columns_of
from concierge_desk.counter.values.codelists import Coded, noted
from concierge_desk.counter.values.fields import Otherwise, group_of
from concierge_desk.counter.values.journal_texts import VisitCode
from concierge_desk.counter.values.kinds import Act, Choice, Denominations, FromList, Items, cents
from concierge_desk.counter.values.partner_codes import DrawerCode, FundCode
from concierge_desk.domain.accounting.balance import CUSTOMERS
from concierge_desk.domain.charge import OWN, Charge, is_mandate, payees_told
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import HAPPENED_AT, Event, PersonalRecord, Posted, all_facts
from concierge_desk.domain.numbers import TICKET, number_of
from concierge_desk.domain.ticket import Cheque
from concierge_desk.domain.vat import TaxedLine, TicketVat, VatLine, ticket_vat
from concierge_desk.domain.visit import MOST_ACTS


@dataclass(frozen=True, slots=True)
class Settle:
    """Pay the charged acts of one visit: those given, else those that were saved for it."""

    acts: Annotated[
        tuple[Mapping[str, Any], ...],
        Items(Act(), least=1, most=MOST_ACTS),
        "Charged acts, in order: one line each; those saved for the visit, by default.",
        Otherwise(()),
    ]
    payments: Annotated[
        tuple[Payment, ...], Items(group_of(Payment), most=10), "Several means may share a ticket."
    ]
    visit: Annotated[str | None, VisitCode(), "The visit that is settled: its draft goes."] = None
    who: Annotated[
        Who | None, group_of(Who), "Whose what is held or owed of it is; as it was saved, by default."
    ] = None


@dataclass(frozen=True, slots=True)
class SettleState:
    """What settling needs: the ticket's place in its year; the ticket and the note its visit already has.

    Attributes:
        retired: Codes of partners for whom nothing new is charged.
        cheques: Those that things had come by which are given back, wherever they are.
    """

    n: int
    ticket: str | None = None
    note: Posted | None = None
    retired: frozenset[str] = frozenset()
    cheques: tuple[Cheque, ...] = ()


_MOVED = cents(1)


@dataclass(frozen=True, slots=True)
class Move:
    """Put cash into the drawer or take it out."""

    direction: Annotated[str, Choice(("in", "out")), "Into the drawer or out of it."]
    cents: Annotated[int, _MOVED, "How much."]
    reason: Annotated[Coded, FromList("movement"), "Why."]
    fund: Annotated[str, FundCode(), "Whose money; `OWN` by default."] = OWN
    drawer: Annotated[str | None, DrawerCode(), "Which drawer; that of the fund, by default."] = None


@dataclass(frozen=True, slots=True)
class CountDrawer:
    """Say what the drawer holds."""

    counted_cents: Annotated[int | None, cents(), "The total, or"]
    denominations: Annotated[Mapping[int, int] | None, Denominations(), "pieces of each coin and note."]
    drawer: Annotated[str | None, DrawerCode(), "Which drawer; the site's first, by default."] = None


def settle(state: SettleState, command: Settle, context: Context) -> tuple[Event, ...]:
    """Write every charged act, then the ticket and its payments.

    What comes to less than nothing is given back: `payments` say it in cents above nothing, or none is said, and it goes by
    the one means that the things had come by.

    Args:
        state: See `SettleState`.
        command: The payments; the acts were decided before and stand in ``context.earlier``.
        context: See `Context`.

    Raises:
        Refused: ``visit.settled``, ``till.no_acts``, ``session.not_open``, ``till.act_stands_alone``, and as
            `_paid`, `require_not_retired`.

    Warns:
        As `warned_of_note`.
    """
    if state.ticket is not None:
        # The second key press makes no second payment ().
        raise Refused("visit.settled", ticket=state.ticket)
    require_session(context)
    if not context.earlier:
        raise Refused("till.no_acts")
    number = number_of(TICKET, context.business_day.year, state.n, context.epoch)
    charges = charges_of(context.earlier)
    for charge in charges:
        if is_mandate(charge.fund):
            require_not_retired(charge.fund.partition(":")[2], state.retired, charge.on_behalf)
    vat = ticket_vat([TaxedLine.of(charge) for charge in charges])
    money, personal = _paid(state, charges, command.payments, context)
    events = _with_lines(context.earlier, vat, number)
    seqs = [context.next_seq + place for place, event in enumerate(events) if event.charge is not None]
    visit = {} if command.visit is None else {"visit": command.visit}
    settled = Event(
        "till.settled",
        {
            "ticket": number,
            "lines": seqs,
            "totals": [all_facts(group) for group in vat.groups],
            **money,
            **visit,
        },
        warnings=warned_of_note(charges, state.note),
        documents=(f"ticket:{number}",),
        always_printed=(f"ticket:{number}",) if is_printed_unasked(charges) else (),
        personal=personal,
    )
    return (*events, settled)


def _paid(
    state: SettleState, charges: Sequence[Charge], payments: Sequence[Payment], context: Context
) -> tuple[dict[str, Any], tuple[PersonalRecord, ...]]:
    """Return what is due, its rows, and where they lie, as the ticket's entry says it; and what is kept of cheques.

    Raises:
        Refused: As `check_covers`, `paid`, `check_drawers`.
    """
    shares = [Share.of(charge) for charge in charges]
    check_covers(shares)
    columns = columns_of(shares)
    kept, personal = paid(columns.left, charges, state.cheques, payments, context)
    rows = columns.paid(kept, context.state.payees)
    check_drawers(gains(rows, context), context)
    told = {
        "due_cents": columns.due_cents,
        "payments": rows,
        **columns.transfers_told(),
        **payees_told(columns.due, context.state.payees),
        **drawers_told(rows, context),
    }
    return told, personal


def require_session(context: Context) -> None:
    """Refuse to take or give money between two sessions.

    Raises:
        Refused: ``session.not_open``.
    """
    if not context.state.session_open:
        raise Refused("session.not_open")


def settled_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return what the caller of ``till.settle`` needs next."""
    ticket = next(entry.data for entry in posted if entry.kind == "till.settled")
    return {
        "due_cents": ticket["due_cents"],
        "change_cents": sum(payment["change_cents"] for payment in ticket["payments"]),
        "lines": [
            {**_of_its_act(entry), "cents": entry.data["line"]["cents"], **entry.data["line"]["details"]}
            for entry in posted
            if "line" in entry.data
        ],
    }


def _of_its_act(entry: Posted) -> dict[str, Any]:
    """Return what a line says of the thing that money was taken, given back or owed for: its code, what is left of it."""
    if not entry.kind.startswith(_OF_MONEY):
        return {}
    return {name: said for name, said in entry.data.items() if name not in _OF_EVERY_ENTRY}


_OF_MONEY = ("caution.", "advance.", "account.", "till.")
_OF_EVERY_ENTRY = frozenset(
    {
        "ticket",
        "n",
        "line",
        "party",
        "note",
        "warnings",
        "documents",
        "corrects",
        HAPPENED_AT,
        "happened_tz",
        FROM_SHEET,
    }
)


def move(partners: Partners, command: Move, context: Context) -> tuple[Event, ...]:
    """Move cash with its reason and fund.

    Raises:
        Refused: ``till.by_its_act``; as `check_drawers` when more would leave than the drawer holds, `drawer_asked`, and for
            what comes in as `require_in_force`.
    """
    # A movement has no thing that it belongs to.
    if command.fund in CUSTOMERS:
        raise Refused("till.by_its_act", fund=command.fund)
    if command.fund not in partners.funds:
        raise Refused("input.choice", words=", ".join(partners.funds), field="fund")
    owner = partners.whose(command.fund)
    if owner is not None and command.direction == "in":
        require_in_force(owner, owner.partner, context.business_day)
    lies = context.state.lies.get(command.fund)
    drawer = drawer_asked(lies if command.drawer is None else command.drawer, context)
    check_drawers({drawer: command.cents if command.direction == "in" else -command.cents}, context)
    reason, personal = noted(command.reason, context.draw("n"))
    return (
        Event(
            "till.moved",
            {
                "direction": command.direction,
                "cents": command.cents,
                "reason": reason["code"],
                "note": reason["note"],
                "fund": command.fund,
                **({} if owner is None or owner.seq is None else {"on_behalf": owner.name}),
                "drawer": drawer,
            },
            personal=personal,
        ),
    )


def count(_state: None, command: CountDrawer, context: Context) -> tuple[Event, ...]:
    """Record a count; a re-count is a new entry, both are kept.

    Raises:
        Refused: ``till.count_fields`` unless exactly one of total and denominations is given; as `drawer_asked`.
    """
    events = count_if_given(command, context)
    if not events:
        raise Refused("till.count_fields")
    return events


def count_if_given(command: CountDrawer, context: Context) -> tuple[Event, ...]:
    """Return the count's event; none when nothing was counted.

    Raises:
        Refused: ``till.count_fields`` when both total and denominations are given; as `drawer_asked`.
    """
    drawer = drawer_asked(command.drawer, context)
    if command.counted_cents is None and command.denominations is None:
        return ()
    if command.counted_cents is not None and command.denominations is not None:
        raise Refused("till.count_fields")
    return (counted_event(command.counted_cents, command.denominations, context, drawer),)


def counted_event(
    total: int | None, denominations: Mapping[int, int] | None, context: Context, drawer: str
) -> Event:
    """Return the ``till.counted`` event of a total or of denominations, of one drawer."""
    expected = context.state.held_in(drawer)
    pieces = sorted((denominations or {}).items())
    counted = sum(face * n for face, n in pieces) if total is None else total
    return Event(
        "till.counted",
        {
            "counted_cents": counted,
            "denominations": None
            if denominations is None
            else [{"face_cents": f, "pieces": n} for f, n in pieces],
            "expected_cents": expected,
            "gap_cents": counted - expected,
            "drawer": drawer,
        },
    )


def _with_lines(events: Sequence[Event], vat: TicketVat, number: str) -> list[Event]:
    shares = iter(enumerate(vat.lines, start=1))
    return [_with_line(event, number, *next(shares)) if event.charge else event for event in events]


def _with_line(event: Event, number: str, n: int, share: VatLine) -> Event:
    charge = event.charge
    if charge is None:
        raise ValueError("only a charged event has a line")
    line = line_data(charge, share)
    return replace(event, data={**event.data, "ticket": number, "n": n, "line": line})
