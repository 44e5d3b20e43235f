"""Cards of objects and of their loans: what each is, where it lies or with whom it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from concierge_desk.counter.cards.incident import Incident
from concierge_desk.counter.cards.offers import Offer, OfferedAct, Tone
from concierge_desk.counter.cards.told_things import ToldThing
from concierge_desk.counter.core.held_cards import caution_offer
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.counter import due
from concierge_desk.mechanisms.lending.counter.lender import Lender
from concierge_desk.mechanisms.lending.counter.object_acts import acts_of, acts_of_loan
from concierge_desk.mechanisms.lending.model import facts
from concierge_desk.mechanisms.lending.model.facts import LentKind, LentObject, Loan, counts_of, thing_words
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store.held.things import cautions_of

_MATTERS = (facts.NOT_FOUND, facts.INCOMPLETE, facts.DAMAGED)


def card(lender: Lender, thing: LentObject, *, listed: bool = False) -> Offer:
    """Return the card of an object.

    Args:
        lender: The nature.
        thing: The object.
        listed: It is on the page, where nobody is named and little room is.
    """
    loans = lender.loans.get(thing.object, ())
    loan = loans[0] if loans else None
    tag, tone = _tag(lender, thing, loan)
    lists = due.lists_of(lender, thing, loans)
    acts = tuple(acts_of(lender, thing, loans))
    return Offer(
        service=lender.code,
        ref=thing.code,
        title=f"{thing.label}, {thing.object}",
        acts=acts,
        detail=_detail(lender, thing, loans),
        place=_place(thing),
        tag=tag,
        tone=tone,
        rule="" if listed else _rule(lender, thing),
        deadline_day=None if loan is None else loan.due_day,
        at_once=loan is not None and _is_plain(lender, acts[0], loan),
        at_once_for=thing.state in facts.READY and not listed,
        listed=f"{thing.label} {thing.object}",
        person=None if listed else _whom(lender, thing, loan),
        missed=thing.state == facts.NOT_FOUND,
        away=thing.state == facts.OUT,
        incident=_matter(lender, thing),
        state=thing.state,
        slot=None if loan is None else loan.due_slot,
        due=lists[0] if lists else "",
        due_too=lists[1:],
        things=(_told(lender, thing, loans),),
        # How what is to be minded begins where it tells of people.
        whose="" if listed else next(_promises(lender, thing), ""),
    )


def _is_plain(lender: Lender, back: OfferedAct, loan: Loan) -> bool:
    """Say whether a scan begins to take a loan back: what is ticked is asked; without that nothing is to be paid or given back."""
    if loan.counted:
        return False
    return bool(back.asks) or not (loan.open_cents or lender.held(loan.loan))


def _place(thing: LentObject) -> str:
    return thing.place if thing.state in facts.HERE else ""


def _told(lender: Lender, thing: LentObject, loans: Sequence[Loan]) -> ToldThing:
    """Return an object as it is told by line: when the first of its loans is due, what is open of all."""
    slot = next((loan.due_slot for loan in loans if loan.state == facts.OUT), None)
    cents = sum(max(0, loan.open_cents) for loan in loans)
    return ToldThing(thing.object, lender.code, thing.state, _place(thing), slot, cents)


def _whom(lender: Lender, thing: LentObject, loan: Loan | None) -> str | None:
    party = loan.party if loan is not None else thing.kept_for
    return None if party is None else lender.whose(party)


def _detail(lender: Lender, thing: LentObject, loans: Sequence[Loan]) -> str:
    found = []
    if thing.is_counted:
        here = thing.quantity - sum(loan.out for loan in loans)
        found.append(lender.say("{count} of {all} here", count=here, all=thing.quantity))
    if thing.missing:
        counts = counts_of(thing.missing)
        lacks = ", ".join(f"{thing_words(name)} × {count}" for name, count in counts.items())
        found.append(lender.say("lacks: {what}", what=lacks))
    last = looks.last_ended(lender.rows, lender.code, thing.object)
    if last is not None and last.ended_day is not None and thing.state in facts.READY and not loans:
        found.append(lender.say("back since {day}", day=lender.day(last.ended_day)))
    return " · ".join(found)


def _tag(lender: Lender, thing: LentObject, loan: Loan | None) -> tuple[str, Tone]:
    if loan is not None:
        late = loan.due_day < lender.today
        words = N_("late since {day}") if late else N_("out until {day}")
        return lender.say(words, day=lender.day(loan.due_day)), "warning" if late else "plain"
    if thing.state == facts.KEPT and thing.kept_until is not None:
        return lender.say("kept until {day}", day=lender.day(thing.kept_until)), "good"
    bad = thing.state in (*_MATTERS, facts.LOST)
    label = lender.label(thing.state)
    return label, "bad" if bad else "good" if thing.state in facts.READY else "plain"


def _rule(lender: Lender, thing: LentObject) -> str:
    kind = lender.kinds.get(thing.kind)
    if thing.state in facts.GONE:
        again = lender.say(N_("If it is here again: take back on the page Journal that it is gone."))
        return " · ".join((again, *_promises(lender, thing)))
    return " · ".join((*_promises(lender, thing), *(() if kind is None else terms(lender, kind))))


def terms(lender: Lender, kind: LentKind) -> Iterator[str]:
    """Yield what is to be minded with a kind: its notice, its price, its caution."""
    if kind.notice:
        yield kind.notice
    if kind.day_cents:
        yield lender.say("{price} a day", price=format_amount(kind.day_cents))
    if kind.caution_cents:
        yield lender.say("caution of {price}", price=format_amount(kind.caution_cents))


def _promises(lender: Lender, thing: LentObject) -> Iterator[str]:
    """Yield for whom an object is reserved, the earliest first."""
    for one in lender.reservations:
        if one.object == thing.object:
            name = lender.whose(one.party) or lender.say("somebody")
            yield lender.say("reserved {days}, {name}", days=lender.days(one), name=name)


def _matter(lender: Lender, thing: LentObject) -> Incident | None:
    if thing.state not in _MATTERS:
        return None
    return Incident(lender.label(thing.state), looks.matter_day(lender.rows, lender.code, thing))


def loan_card(lender: Lender, loan: Loan) -> Offer | None:
    """Return the card of a loan: its object, with what is paid for it and its paper before the rest."""
    thing = lender.thing(loan.object)
    if thing is None:
        return None
    papers = [lender.paper(N_("Contract"), f"loan:{loan.loan}")]
    if lender.nature.parts:
        papers.append(lender.paper(N_("Condition, both ways"), f"condition:{loan.loan}"))
    rest = acts_of_loan(lender, loan) if loan.state == facts.OUT else ()
    tag, tone = _tag(lender, thing, loan) if loan.state == facts.OUT else ("", "plain")
    return Offer(
        service=lender.code,
        ref=loan.loan,
        title=f"{thing.label}, {loan.loan}",
        acts=(*money_of(lender, loan), *rest, *papers),
        detail=_of_loan(lender, thing, loan),
        tag=tag,
        tone=tone,
        deadline_day=loan.due_day if loan.state == facts.OUT else None,
        listed=f"{thing.label} {thing.object}",
        person=lender.whose(loan.party),
        state=thing.state,
        slot=loan.due_slot if loan.state == facts.OUT else None,
        things=(_told(lender, thing, (loan,)),),
    )


def _of_loan(lender: Lender, thing: LentObject, loan: Loan) -> str:
    found = [thing.object]
    if loan.counted:
        found.append(lender.say("{count} of {all} out", count=loan.out, all=loan.quantity))
    if loan.ended_day is not None:
        words = N_("lost on {day}") if loan.state == facts.LOST else N_("back since {day}")
        found.append(lender.say(words, day=lender.day(loan.ended_day)))
    return " · ".join(found)


def money_of(lender: Lender, loan: Loan) -> Iterator[OfferedAct]:
    """Yield how a loan is paid, and its caution taken, in one visit; nothing where neither is open."""
    out = loan.state == facts.OUT
    caution = loan.caution_cents if out and not cautions_of(lender.rows, loan.loan) else 0
    take = {"of": loan.loan, "cents": caution}
    if loan.open_cents > 0:
        label = lender.say("Pay {amount}", amount=format_amount(loan.open_cents + caution))
        joined = ({"do": "caution.take", **take},) if caution else ()
        yield OfferedAct(label, f"{lender.code}.pay", {"loan": loan.loan}, charged=True, joined=joined)
    elif caution:
        label = lender.say("Take a caution of {amount}", amount=format_amount(caution))
        yield OfferedAct(label, "caution.take", take, charged=True)


def still_to_do(lender: Lender, number: str) -> tuple[Offer, ...]:
    """Return what an act leaves to be done at once for a loan: its money, then what is held for it, once it is over."""
    loan = looks.loan_of(lender.rows, lender.code, number)
    if loan is None:
        return ()
    if any(money_of(lender, loan)):
        return tuple(filter(None, (loan_card(lender, loan),)))
    if loan.state == facts.OUT:
        return ()
    cautions = (caution_offer(one, lender.whose(loan.party), lender.now) for one in lender.held(number))
    return tuple(_held(lender, one, loan) for one in cautions)


def _held(lender: Lender, caution: Offer, loan: Loan) -> Offer:
    """Return the card of a caution; where a thing is not whole again, keeping a part of it comes before giving it back."""
    thing = lender.thing(loan.object)
    if thing is None or thing.state not in (*_MATTERS, facts.LOST):
        return caution
    keeps = [act for act in caution.acts if act.do == "caution.keep"]
    return replace(caution, acts=(*keeps, *(act for act in caution.acts if act not in keeps)))
