"""Loads: what each act reads of a nature's tables before it is decided."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.who import Whose, whose
from concierge_desk.counter.parties import Payable, Who
from concierge_desk.counter.service import Undone
from concierge_desk.counter.till.visits import visit_who
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.back import Renew, Renewing, Return, Returning
from concierge_desk.mechanisms.lending.model.facts import (
    KindRow,
    LentObject,
    Loan,
    Reservation,
    Waiting,
)
from concierge_desk.mechanisms.lending.model.keys import (
    Authorise,
    Authorising,
    CountKeys,
    EndAuthority,
    Hanging,
)
from concierge_desk.mechanisms.lending.model.lend import Lend, Lending
from concierge_desk.mechanisms.lending.model.moved import Undoing
from concierge_desk.mechanisms.lending.model.objects import KeptUp, Maintain, Register, Registering
from concierge_desk.mechanisms.lending.model.pay import Pay, PayingLoan, paid_before
from concierge_desk.mechanisms.lending.model.queue import Kept, Queue, Queueing
from concierge_desk.mechanisms.lending.model.reserve import Reserving
from concierge_desk.mechanisms.lending.model.stays import Stay
from concierge_desk.mechanisms.lending.model.steps import NamedObject
from concierge_desk.mechanisms.lending.model.taken import Plan, Span, of_loan, of_reservation
from concierge_desk.mechanisms.lending.nature import Nature
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.things import cautions_of, parties_of
from concierge_desk.store.settings import rates_on


def visit_of(connection: Connection, command: Lend) -> Who | None:
    """Return whose the visit is that a loan belongs to."""
    return None if command.visit is None else visit_who(connection, command.visit, None)


def registering(nature: Nature, connection: Connection, command: Register, context: Context) -> Registering:
    """Return what there is of an object's number and barcode, and whose it is."""
    barred = (
        command.barcode is not None and looks.object_of(connection, nature.code, command.barcode) is not None
    )
    return Registering(
        nature=nature,
        kinds=looks.kinds_on(connection, nature, context.business_day),
        known=looks.object_of(connection, nature.code, command.object) is not None,
        barred=barred,
        who=whose(connection, context, said=command.who),
    )


def kept_up(nature: Nature, connection: Connection, command: Maintain, _context: Context) -> KeptUp:
    """Return an object, and who waits for it."""
    thing = looks.object_of(connection, nature.code, command.object)
    return KeptUp(NamedObject(thing), _queue(nature, connection, thing))


def stay(nature: Nature, connection: Connection, command: Any, _context: Context) -> Stay:
    """Return an object, its loans that are out, who waits for it."""
    thing = looks.object_of(connection, nature.code, command.object)
    loans = () if thing is None else looks.loans_out(connection, nature.code, thing.object)
    return Stay(NamedObject(thing), loans, _queue(nature, connection, thing))


def _kind_of(
    nature: Nature, connection: Connection, kind: str, day: date, context: Context
) -> KindRow | None:
    """Return a kind as of a day; as of today where it was set only since, and a loan is noted afterwards."""
    known = looks.kinds_on(connection, nature, day).get(kind)
    return known or looks.kinds_on(connection, nature, context.business_day).get(kind)


def lending(nature: Nature, connection: Connection, command: Lend, context: Context) -> Lending:
    """Return an object, what of its kind is taken, and what whoever borrows has already."""
    thing = looks.object_of(connection, nature.code, command.object)
    who = whose(connection, context, said=command.who)
    kind = "" if thing is None else thing.kind
    first = command.lent_day or context.business_day
    his = _his_parties(connection, context, who)
    held = () if thing is None else looks.authorities(connection, nature.code, thing.object)
    return Lending(
        nature=nature,
        known=NamedObject(thing),
        kind=_kind_of(nature, connection, kind, first, context),
        plan=looks.plan_of(connection, nature, kind, context.business_day.isoformat()),
        who=who,
        member=who.person is not None
        and context.parties().is_member(connection, who.person, context.business_day),
        his=_his_loans(nature, connection, context, who),
        his_parties=his,
        waiting=() if thing is None else looks.queue(connection, nature.code, kind, thing.object),
        authorities=[one for one in held if one.party in his],
    )


def returning(nature: Nature, connection: Connection, command: Return, _context: Context) -> Returning:
    """Return an object or the one of a loan, and its loans that are out."""
    thing, loans = _meant(nature, connection, command.object, command.loan)
    held = sum(looks.held_cents(cautions_of(connection, loan.loan)) for loan in loans[:1])
    last = None if thing is None else looks.last_back(connection, nature.code, thing.object)
    return Returning(NamedObject(thing), loans, last, held, _queue(nature, connection, thing))


def renewing(nature: Nature, connection: Connection, command: Renew, context: Context) -> Renewing:
    """Return a loan, its kind as it began, and what of it is taken."""
    thing, loans = _meant(nature, connection, command.object, command.loan)
    loan = loans[0] if loans else None
    kind = "" if thing is None else thing.kind
    begun = context.business_day if loan is None else context.business_day.fromisoformat(loan.lent_day)
    last = None if thing is None else looks.last_back(connection, nature.code, thing.object)
    return Renewing(
        known=NamedObject(thing),
        loans=loans,
        last_day=last,
        kind=looks.kinds_on(connection, nature, begun).get(kind),
        plan=looks.plan_of(connection, nature, kind, context.business_day.isoformat()),
        his_parties=_parties_like(connection, context, None if loan is None else loan.party),
    )


def reserving(nature: Nature, connection: Connection, command: Any, context: Context) -> Reserving:
    """Return what is sought, and what of its kind is taken."""
    thing, kind, known = _sought(nature, connection, command, context)
    who = whose(connection, context, said=command.who)
    return Reserving(
        known=NamedObject(thing),
        kind_known=known,
        who=who,
        plan=looks.plan_of(connection, nature, kind, context.business_day.isoformat()),
        his_parties=_his_parties(connection, context, who),
    )


def queueing(nature: Nature, connection: Connection, command: Any, context: Context) -> Queueing:
    """Return what is waited for, and who waits already."""
    thing, kind, known = _sought(nature, connection, command, context)
    who = whose(connection, context, said=command.who)
    name = None if thing is None else thing.object
    waiting = [one for one in looks.queue(connection, nature.code, kind, name) if one.object == name]
    mine = _his_parties(connection, context, who)
    return Queueing(NamedObject(thing), known, who, Queue(nature.hold_days, waiting, (), mine))


def kept(nature: Nature, connection: Connection, command: Any, _context: Context) -> Kept:
    """Return an object that is kept or reserved, and its queue."""
    thing = looks.object_of(connection, nature.code, command.object)
    return Kept(NamedObject(thing), _queue(nature, connection, thing))


def authorising(
    nature: Nature, connection: Connection, command: Authorise | EndAuthority, context: Context
) -> Authorising:
    """Return a key, and what somebody may already."""
    thing = looks.object_of(connection, nature.code, command.object)
    who = whose(connection, context, said=command.who)
    his = _his_parties(connection, context, who)
    held = () if thing is None else looks.authorities(connection, nature.code, thing.object)
    return Authorising(NamedObject(thing), who, [one for one in held if one.party in his])


def hanging(nature: Nature, connection: Connection, command: CountKeys, _context: Context) -> Hanging:
    """Return the keys that are not gone, and what each text means."""
    found = {text: looks.object_of(connection, nature.code, text) for text in command.seen}
    named = {text: thing.object for text, thing in found.items() if thing is not None}
    return Hanging(looks.objects(connection, nature.code), named)


def paying(nature: Nature, connection: Connection, command: Pay, context: Context) -> PayingLoan:
    """Return a loan, what its object is called, and the rates of the day."""
    loan = looks.loan_of(connection, nature.code, command.loan)
    thing = None if loan is None else looks.object_of(connection, nature.code, loan.object)
    label = "" if thing is None else thing.label
    return PayingLoan(nature, loan, label, rates_on(connection, context.business_day))


def payable(nature: Nature, connection: Connection, of: str, earlier: Sequence[Event]) -> Payable | None:
    """Return what is still to be paid for a loan; None for what is none of this nature."""
    loan = looks.loan_of(connection, nature.code, of)
    if loan is None:
        return None
    cents = max(0, loan.open_cents - paid_before(earlier, loan.loan))
    return Payable(cents, nature.vat_code, party=loan.party)


def undoing(nature: Nature, connection: Connection, undone: Undone, context: Context) -> Undoing:
    """Return the rows that an act moved, as they are, and what bars taking it back."""
    told = undone.posted.data["rows"]
    rows = [looks.row_of(connection, nature.code, row["table"], row["key"]) for row in told]
    loans = [row for row in rows if isinstance(row, Loan)]
    begun = undone.posted.kind.endswith(".lent")
    if begun and any(
        loan.paid_cents or looks.held_cents(cautions_of(connection, loan.loan)) for loan in loans
    ):
        return Undoing(rows, "changed_since")
    taken = _taken_again(nature, connection, undone, rows, context)
    return Undoing(rows, "days_taken", taken) if taken else Undoing(rows)


def _taken_again(
    nature: Nature, connection: Connection, undone: Undone, rows: Sequence[Any], context: Context
) -> str:
    """Return from when on somebody else has what a row takes that comes back; empty where nobody has."""
    never = {told["key"] for told in undone.posted.data["rows"] if told["before"] is None}
    for told, row in zip(undone.posted.data["rows"], rows, strict=True):
        if row is None or told["before"] is None or not isinstance(row, Loan | Reservation | LentObject):
            continue
        before = told["before"]
        plan = looks.plan_of(connection, nature, row.kind, context.business_day.isoformat())
        if isinstance(row, LentObject):
            continue
        if isinstance(row, Reservation) and before.get("state") == "open":
            span, thing, count = of_reservation(row), row.object, row.quantity
        elif isinstance(row, Loan) and before.get("state", row.state) == "out":
            again = Loan(**{**_fields(row), **{name: _read(value) for name, value in before.items()}})
            span, thing, count = of_loan(again, plan.today, plan.gap_days), row.object, again.out
        else:
            continue
        mine = _parties_like(connection, context, row.party)
        others = Plan(
            plan.objects,
            [loan for loan in plan.loans if loan.loan not in {told["key"], *never}],
            [one for one in plan.reservations if one.party not in mine],
            plan.today,
            plan.gap_days,
        )
        here = None if thing is None else others.of(thing)
        taken = others.conflict(Span(max(span.first, plan.today), span.last), here, count)
        if taken is not None and (here is None or here.state in ("available", "kept", "out")):
            return taken
    return ""


def _fields(loan: Loan) -> dict[str, Any]:
    return {name: getattr(loan, name) for name in loan.__dataclass_fields__}


def _read(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _meant(
    nature: Nature, connection: Connection, name: str | None, number: str | None
) -> tuple[LentObject | None, Sequence[Loan]]:
    """Return an object and its loans that are out; by a loan, that one alone."""
    if number is not None:
        loan = looks.loan_of(connection, nature.code, number)
        thing = None if loan is None else looks.object_of(connection, nature.code, loan.object)
        return thing, [loan] if loan is not None and loan.state == "out" else []
    thing = None if name is None else looks.object_of(connection, nature.code, name)
    return thing, () if thing is None else looks.loans_out(connection, nature.code, thing.object)


def _sought(
    nature: Nature, connection: Connection, command: Any, context: Context
) -> tuple[LentObject | None, str, bool]:
    thing = None if command.object is None else looks.object_of(connection, nature.code, command.object)
    kind = command.kind or "" if thing is None else thing.kind
    known = kind in looks.kinds_on(connection, nature, context.business_day)
    return thing, kind, known


def _queue(nature: Nature, connection: Connection, thing: LentObject | None) -> Queue:
    if thing is None:
        return Queue(nature.hold_days)
    waiting: Sequence[Waiting] = looks.queue(connection, nature.code, thing.kind, thing.object)
    mine = [one for one in looks.reservations(connection, nature.code) if one.object == thing.object]
    return Queue(nature.hold_days, waiting, mine)


def _his_loans(nature: Nature, connection: Connection, context: Context, who: Whose) -> Sequence[Loan]:
    if who.person is not None:
        people = context.parties().people_of(connection, who.person)
        return looks.loans_of(connection, nature.code, people)
    return () if who.text is None else looks.loans_named(connection, nature.code, who.text)


def _his_parties(connection: Connection, context: Context, who: Whose) -> frozenset[str]:
    """Return the parties that are somebody: by his card, or by a name that is kept for one thing."""
    if who.person is not None:
        return frozenset(parties_of(connection, context.parties().people_of(connection, who.person)))
    if who.text is None:
        return frozenset()
    found = connection.execute("SELECT ref FROM personal WHERE text = ?", (who.text,)).fetchall()
    return frozenset(ref for (ref,) in found)


def _parties_like(connection: Connection, context: Context, party: str | None) -> frozenset[str]:
    """Return the parties that are the same person as one is, itself with them."""
    if party is None:
        return frozenset()
    found = connection.execute("SELECT person FROM party_link WHERE ref = ?", (party,)).fetchone()
    if found is None:
        return frozenset((party,))
    people = context.parties().people_of(connection, context.parties().stayed(connection, found[0]))
    return frozenset((party, *parties_of(connection, people)))
