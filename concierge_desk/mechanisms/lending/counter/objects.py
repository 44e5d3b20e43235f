"""Cards of objects: what each is, where it lies or with whom it is, and all that may become of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from concierge_desk.counter.cards.incident import Incident
from concierge_desk.counter.cards.offers import Offer, OfferedAct, Tone
from concierge_desk.counter.cards.told_things import ToldThing
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, NN_
from concierge_desk.mechanisms.custody.model import MOVE
from concierge_desk.mechanisms.lending.counter import due
from concierge_desk.mechanisms.lending.counter.lender import Lender
from concierge_desk.mechanisms.lending.model import facts
from concierge_desk.mechanisms.lending.model.facts import LentKind, LentObject, Loan, counts_of
from concierge_desk.mechanisms.lending.model.steps import INCIDENTS, UPKEEP, may
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store.held.things import cautions_of

_INCIDENT = {
    "damaged": N_("It is damaged"),
    "not_found": N_("It cannot be found"),
    "found": N_("It is found, and whole"),
    "lost": N_("It is lost for good"),
}
_UPKEEP = {
    "tested": N_("Tested"),
    "repaired": N_("Repaired"),
    "set_aside": N_("Set aside"),
    "put_back": N_("Put back"),
    "retired": N_("Lent no more"),
}
_AGE = {"adult": N_("Of age"), "16_17": N_("16 or 17"), "under_16": N_("Younger")}
_BY = {"phone": N_("By telephone"), "letter": N_("By letter"), "email": N_("By mail"), "here": N_("Here")}


def card(lender: Lender, thing: LentObject, *, listed: bool = False) -> Offer:
    """Return the card of an object.

    Args:
        lender: The nature.
        thing: The object.
        listed: It is on the page, where nobody is named and little room is.
    """
    loans = looks.loans_out(lender.rows, lender.code, thing.object)
    loan = loans[0] if loans else None
    tag, tone = _tag(lender, thing, loan)
    lists = due.lists_of(lender, thing, loans)
    here = thing.state in facts.HERE
    return Offer(
        service=lender.code,
        ref=thing.code,
        title=f"{thing.label}, {thing.object}",
        acts=tuple(_acts(lender, thing, loans)),
        detail=_detail(lender, thing, loans),
        place=thing.place if here else "",
        tag=tag,
        tone=tone,
        rule="" if listed else _rule(lender, thing),
        deadline_day=None if loan is None else loan.due_day,
        listed=f"{thing.label} {thing.object}",
        number=thing.object,
        person=None if listed else _whom(lender, thing, loan),
        missed=thing.state == facts.NOT_FOUND,
        away=thing.state == facts.OUT,
        incident=_matter(lender, thing),
        state=thing.state,
        slot=None if loan is None else loan.due_slot,
        due=lists[0] if lists else "",
        due_too=lists[1:],
        things=(told(lender, thing, loan),),
    )


def told(lender: Lender, thing: LentObject, loan: Loan | None) -> ToldThing:
    """Return an object as it is told by line."""
    place = thing.place if thing.state in facts.HERE else ""
    slot = None if loan is None else loan.due_slot
    cents = 0 if loan is None else loan.open_cents
    return ToldThing(thing.object, lender.code, thing.state, place, slot, cents)


def _whom(lender: Lender, thing: LentObject, loan: Loan | None) -> str | None:
    party = loan.party if loan is not None else thing.kept_for
    return None if party is None else lender.now.whose(lender.rows, party)


def _detail(lender: Lender, thing: LentObject, loans: Sequence[Loan]) -> str:
    found = [label_of("lending_state", thing.state, lender.now.lang)]
    if thing.is_counted:
        out = sum(loan.out for loan in loans)
        found.append(lender.say("{count} of {all} here", count=thing.quantity - out, all=thing.quantity))
    if thing.missing:
        lacks = ", ".join(f"{name.lower()} × {count}" for name, count in counts_of(thing.missing).items())
        found.append(lender.say("lacks: {what}", what=lacks))
    return " · ".join(found)


def _tag(lender: Lender, thing: LentObject, loan: Loan | None) -> tuple[str, Tone]:
    if loan is not None:
        late = loan.due_day < lender.today
        words = N_("late since {day}") if late else N_("out until {day}")
        return lender.say(words, day=lender.day(loan.due_day)), "warning" if late else "plain"
    if thing.state == facts.KEPT and thing.kept_until is not None:
        return lender.say("kept until {day}", day=lender.day(thing.kept_until)), "good"
    bad = thing.state in (facts.NOT_FOUND, facts.LOST, facts.DAMAGED, facts.INCOMPLETE)
    label = label_of("lending_state", thing.state, lender.now.lang)
    return label, "bad" if bad else "good" if thing.state in facts.READY else "plain"


def _rule(lender: Lender, thing: LentObject) -> str:
    kind = lender.kinds().get(thing.kind)
    if kind is None:
        return ""
    found = [kind.notice] if kind.notice else []
    if kind.day_cents:
        found.append(lender.say("{price} a day", price=format_amount(kind.day_cents)))
    if kind.caution_cents:
        found.append(lender.say("caution of {price}", price=format_amount(kind.caution_cents)))
    return " · ".join(found)


def _matter(lender: Lender, thing: LentObject) -> Incident | None:
    if thing.state not in (facts.NOT_FOUND, facts.INCOMPLETE, facts.DAMAGED):
        return None
    return Incident(label_of("lending_state", thing.state, lender.now.lang), thing.registered_day)


def _acts(lender: Lender, thing: LentObject, loans: Sequence[Loan]) -> Iterator[OfferedAct]:
    """Yield what may become of an object, what is most likely meant first."""
    label = lender.paper(N_("Label"), f"label:{thing.object}", stuck=True)
    kind = lender.kinds().get(thing.kind)
    if len(loans) == 1:
        yield from back(lender, loans[0])
    if thing.state in facts.READY and kind is not None:
        yield _lend(lender, thing, kind)
    if thing.state == facts.KEPT:
        if thing.kept_until is None:
            yield lender.act(lender.say("Told that it is here"), "call", {"object": thing.object})
        yield lender.act(lender.say("Keep it no more"), "release", {"object": thing.object})
    yield from _else(lender, thing)
    yield label


def back(lender: Lender, loan: Loan) -> Iterator[OfferedAct]:
    """Yield what may become of a loan that is out."""
    held = sum(one.left_cents for one in cautions_of(lender.rows, loan.loan))
    checks = lender.checklist(counts_of(loan.checks), N_("What came back with it?"))
    how = lender.ask(
        "condition",
        N_("How is it?"),
        "choice",
        options=lender.listed(lender.nature.conditions),
        optional=True,
    )
    count = lender.ask("quantity", N_("How many come back?"), "count", proposal=loan.out)
    asks = (*((count,) if loan.counted and loan.out > 1 else ()), *checks, how)
    label = N_("It is back") if not held else N_("It is back: caution of {price} to give back")
    yield lender.act(lender.say(label, price=format_amount(held)), "return", {"loan": loan.loan}, *asks)
    yield lender.act(lender.say("Renew"), "renew", {"loan": loan.loan})
    by = lender.choice("by", N_("How was it told?"), _BY, "phone")
    yield lender.act(lender.say("Reminded"), "remind", {"object": loan.object}, by)


def _lend(lender: Lender, thing: LentObject, kind: LentKind) -> OfferedAct:
    asks = [lender.who()]
    if thing.is_counted:
        asks.append(lender.ask("quantity", N_("How many?"), "count", proposal=1))
    if kind.min_age is not None:
        asks.append(lender.choice("age", N_("How old is whoever takes it?"), _AGE, "adult"))
    asks += lender.checklist(kind.counted, N_("What leaves with it?"))
    if lender.nature.authorised:
        documents = lender.listed("id_document")
        asks.append(lender.ask("id_document", N_("Which document did you see?"), "choice", options=documents))
    return lender.act(lender.say("Lend"), "lend", {"object": thing.object}, *asks)


def _else(lender: Lender, thing: LentObject) -> Iterator[OfferedAct]:
    one = {"object": thing.object}
    if thing.state not in facts.GONE:
        days = (
            lender.ask("from_day", N_("From which day on?"), "day", proposal=lender.today),
            lender.ask("to_day", N_("Until which day?"), "day"),
        )
        yield lender.act(
            lender.say("Reserve"),
            "reserve",
            one,
            lender.who(N_("For whom? Scan the card, or type the name.")),
            *days,
        )
        whom = lender.who(N_("Who waits for it? Scan the card, or type the name."))
        yield lender.act(lender.say("Somebody waits for it"), "wait", one, whom)
    if may(thing, MOVE):
        yield lender.act(
            lender.say("Another place"), "move", one, lender.ask("place", N_("On which place?"), "text")
        )
    note = lender.ask("note", N_("What is there to say?"), "text", optional=True)
    matters = {code: label for code, label in _INCIDENT.items() if code in INCIDENTS and may(thing, code)}
    if matters:
        what = lender.choice("incident", N_("What is the matter with it?"), matters)
        yield lender.act(lender.say("Incident"), "report_incident", one, what, note)
    done = {code: label for code, label in _UPKEEP.items() if code in UPKEEP and may(thing, code)}
    if done:
        what = lender.choice("what", N_("What was done to it?"), done)
        yield lender.act(lender.say("Upkeep"), "maintain", one, what, note)


def loan_card(lender: Lender, loan: Loan) -> Offer | None:
    """Return the card of a loan: its object, with what is paid for it and its paper before the rest."""
    thing = looks.object_of(lender.rows, lender.code, loan.object)
    if thing is None:
        return None
    found = card(lender, thing)
    first = tuple(_money(lender, loan))
    paper = lender.paper(N_("Contract"), f"loan:{loan.loan}")
    rest = tuple(back(lender, loan)) if loan.state == facts.OUT else ()
    return replace(
        found,
        ref=loan.loan,
        title=f"{thing.label}, {loan.loan}",
        acts=(*first, *rest, paper),
        person=lender.now.whose(lender.rows, loan.party),
        deadline_day=loan.due_day,
        slot=loan.due_slot,
        due="",
        due_too=(),
    )


def _money(lender: Lender, loan: Loan) -> Iterator[OfferedAct]:
    """Yield how a loan is paid, and its caution taken in the same visit."""
    held = cautions_of(lender.rows, loan.loan)
    caution = loan.caution_cents if loan.state == facts.OUT and not held else 0
    take = {"do": "caution.take", "of": loan.loan, "cents": caution}
    total = max(0, loan.open_cents) + caution
    if loan.open_cents > 0:
        joined = (take,) if caution else ()
        label = lender.say("Pay {amount}", amount=format_amount(total))
        yield OfferedAct(label, f"{lender.code}.pay", {"loan": loan.loan}, charged=True, joined=joined)
    elif caution:
        label = lender.say("Take a caution of {amount}", amount=format_amount(caution))
        yield OfferedAct(label, "caution.take", {"of": loan.loan, "cents": caution}, charged=True)


def count_words(lender: Lender, count: int) -> str:
    """Return how many things are out."""
    return lender.count(NN_("{count} thing out", "{count} things out"), count)
