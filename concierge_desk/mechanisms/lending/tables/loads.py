"""Loads: what each act reads of a nature's tables before it is decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.who import Whose, whose
from concierge_desk.counter.natures import paid_before
from concierge_desk.counter.parties import Payable
from concierge_desk.counter.service import Undone
from concierge_desk.counter.traces import BETWEEN
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.lending.model.facts import AVAILABLE, OPEN, OUT, LentObject, Loan, Reservation
from concierge_desk.mechanisms.lending.model.keys import CountKeys, Hanging
from concierge_desk.mechanisms.lending.model.moved import Undoing, as_it_was
from concierge_desk.mechanisms.lending.model.objects import Register, Registering
from concierge_desk.mechanisms.lending.model.pay import PayingLoan, PayLoan
from concierge_desk.mechanisms.lending.model.state import LentState
from concierge_desk.mechanisms.lending.model.taken import DaySpan, TakenDays, of_loan, of_reservation
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.parties import person_of
from concierge_desk.store.held.things import cautions_of, parties_of
from concierge_desk.store.settings import rates_on


def registering(
    nature: LendingNature, connection: Connection, command: Register, context: Context
) -> Registering:
    """Return what there is of an object's number, its kind and its barcode, and whose it is."""
    known = (
        None if command.barcode is None else looks.object_of(connection, nature.code, command.barcode.upper())
    )
    return Registering(asked(nature, connection, command, context), known is not None)


def asked(nature: LendingNature, connection: Connection, command: Any, context: Context) -> LentState:
    """Return what there is of what a command names as object, loan or kind, and of whom it names."""
    code, today = nature.code, context.business_day
    name, number, kind = (getattr(command, field, None) for field in ("object", "loan", "kind"))
    thing, loans, last = _meant(connection, code, name, number)
    of = thing.kind if thing is not None else kind or ""
    # What names a loan is about whoever has it, at the prices of its first day.
    named = loans[:1] if hasattr(command, "loan") else ()
    begun = date.fromisoformat(named[0].lent_day) if named else getattr(command, "lent_day", None)
    # What was set only since holds for what is noted afterwards.
    days = (begun or context.happened_day, today)
    kinds = (looks.kinds_on(connection, nature, day).get(of) for day in days)
    who = whose(connection, context, said=getattr(command, "who", None))
    mine = _parties(connection, context, who, named)
    return LentState(
        nature=nature,
        thing=thing,
        code=of,
        kind=next(filter(None, kinds), None),
        plan=looks.plan_of(connection, nature, of, today.isoformat()),
        loans=loans,
        last=last,
        held_cents=_held_cents(connection, loans[:1]),
        waiting=looks.queue(connection, code, of),
        who=who,
        member=who.is_member(connection, context),
        his=looks.loans_with(connection, code, mine),
        mine=mine,
        authorities=() if thing is None else looks.authorities(connection, code, thing.object),
    )


def _held_cents(connection: Connection, loans: Iterable[Loan]) -> int:
    return sum(one.left_cents for loan in loans for one in cautions_of(connection, loan.loan))


def hanging(nature: LendingNature, connection: Connection, command: CountKeys, context: Context) -> Hanging:
    """Return the keys that are not gone, and what each text means."""
    named = {text: SimpleNamespace(object=text) for text in command.seen}
    seen = {text: asked(nature, connection, one, context) for text, one in named.items()}
    return Hanging(looks.objects(connection, nature.code), seen)


def paying(nature: LendingNature, connection: Connection, command: PayLoan, context: Context) -> PayingLoan:
    """Return a loan, what its object is called, and the rates of the day."""
    loan = looks.loan_of(connection, nature.code, command.loan)
    thing = None if loan is None else looks.object_of(connection, nature.code, loan.object)
    label = "" if thing is None else thing.label
    return PayingLoan(nature, loan, label, rates_on(connection, context.business_day))


def payable(
    nature: LendingNature, connection: Connection, of: str, earlier: Sequence[Event]
) -> Payable | None:
    """Return what is still to be paid for a loan; None for what is none of this nature."""
    loan = looks.loan_of(connection, nature.code, of)
    if loan is None:
        return None
    cents = max(0, loan.open_cents - paid_before(earlier, "loan", loan.loan))
    return Payable(cents, nature.vat_code, party=loan.party)


def undoing(nature: LendingNature, connection: Connection, undone: Undone, context: Context) -> Undoing:
    """Return the rows that an act moved, as they are, and what bars taking it back."""
    told = undone.posted.data["rows"]
    rows = [looks.row_of(connection, nature.code, row["table"], row["key"]) for row in told]
    pairs = list(zip(rows, told, strict=True))
    if any(row is None or _is_used(nature.code, connection, row, one) for row, one in pairs):
        return Undoing(rows, used=True)
    taken = next(_taken(nature, connection, undone.posted.seq, pairs, context), "")
    return Undoing(rows, taken=taken)


def _is_used(code: str, connection: Connection, row: Any, told: Any) -> bool:
    """Say whether something stands on what an act made or moved, though its row is as the act left it."""
    made = told["before"] is None
    if isinstance(row, Loan):
        held = made and _held_cents(connection, (row,))
        cents = 0 if made else told["before"].get("cents", row.cents)
        return bool(held) or row.paid_cents > cents
    return made and looks.is_relied_on(connection, code, row)


def _taken(
    nature: LendingNature,
    connection: Connection,
    seq: int,
    pairs: Sequence[tuple[Any, Any]],
    context: Context,
) -> Iterator[str]:
    """Yield from when on somebody else has days, given since entry `seq`, that a loan or a reservation has again."""
    keys = {told["key"] for _row, told in pairs}
    before = {
        row.object: as_it_was(row, told)
        for row, told in pairs
        if isinstance(row, LentObject) and told["before"]
    }
    for row, told in pairs:
        if told["before"] is None or not isinstance(row, Loan | Reservation):
            continue
        again = as_it_was(row, told)
        if again.state not in (OUT, OPEN) or (again.state, _count(again)) == (row.state, _count(row)):
            continue
        plan = looks.plan_of(connection, nature, row.kind, context.business_day.isoformat())
        mine = _parties_like(connection, context, row.party)
        objects = [before.get(one.object, one) for one in plan.objects]
        plan = replace(
            plan,
            # Itself lies here, or it would have been moved since.
            objects=[replace(one, state=AVAILABLE) if one.object == row.object else one for one in objects],
            loans=[loan for loan in plan.loans if loan.loan not in keys],
            reservations=[one for one in plan.reservations if one.party not in mine],
        )
        # What is out of use by itself bars nothing, nor does it hide what was given since.
        whole = replace(plan, objects=[replace(one, state=AVAILABLE) for one in objects])
        for one in (plan, whole):
            taken, older = (_barred(others, again) for others in (one, _given_by(one, seq)))
            if taken is not None and older is None:
                yield taken


def _count(row: Loan | Reservation) -> int:
    return row.out if isinstance(row, Loan) else row.quantity


def _given_by(plan: TakenDays, seq: int) -> TakenDays:
    """Return what is taken by what was lent and reserved up to an entry."""
    return replace(
        plan,
        loans=[loan for loan in plan.loans if loan.last_seq <= seq],
        reservations=[one for one in plan.reservations if one.last_seq <= seq],
    )


def _barred(plan: TakenDays, row: Loan | Reservation) -> str | None:
    """Return from when on days are taken that a loan or a reservation has, from today on."""
    days = of_loan(row, plan.today, plan.gap_days) if isinstance(row, Loan) else of_reservation(row)
    thing = None if row.object is None else plan.of(row.object)
    return plan.conflict(DaySpan(max(days.first, plan.today), days.last), thing, _count(row))


def _meant(
    connection: Connection, code: str, name: str | None, number: str | None
) -> tuple[LentObject | None, Sequence[Loan], Loan | None]:
    """Return an object, its loans that are out, the one that ended last; by a loan, that one alone."""
    loan = None if number is None else looks.loan_of(connection, code, number)
    if number and loan is None:
        return None, (), None
    name = name if loan is None else loan.object
    thing = None if name is None else looks.object_of(connection, code, name)
    if loan is not None:
        return thing, [loan] if loan.state == OUT else [], loan
    if thing is None:
        return None, (), None
    out = looks.loans_out(connection, code, thing.object)
    return thing, out, looks.last_ended(connection, code, thing.object)


def _parties(connection: Connection, context: Context, who: Whose, loans: Sequence[Loan]) -> frozenset[str]:
    """Return the parties that are somebody: by his card, by a name that is kept for one thing, by a loan."""
    if who.person is not None:
        return frozenset(parties_of(connection, context.parties().people_of(connection, who.person)))
    if who.text is not None:
        return _named(connection, who.text)
    return _parties_like(connection, context, loans[0].party) if loans else frozenset()


def _named(connection: Connection, text: str) -> frozenset[str]:
    """Return the parties of a name that was typed, in any case: with a telephone number, those of that one or of none."""
    name, _, phone = text.partition(BETWEEN)
    begins = f"{name}{BETWEEN}"
    other = "text = :name" if phone else "substr(text, 1, length(:begins)) = :begins"
    sql = f"SELECT ref FROM personal WHERE kind = 'party' AND (text = :text COLLATE NOCASE OR {other} COLLATE NOCASE)"  # noqa: S608
    asked = {"text": text, "name": name, "begins": begins}
    return frozenset(ref for (ref,) in connection.execute(sql, asked))


def _parties_like(connection: Connection, context: Context, party: str) -> frozenset[str]:
    """Return the parties that are the same person as one is, itself with them."""
    people, person = context.parties(), person_of(connection, party)
    keys = () if person is None else people.people_of(connection, people.stayed(connection, person))
    return frozenset((party, *parties_of(connection, keys)))
