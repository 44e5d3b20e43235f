"""Acts of an object: it leaves, comes back, is kept for somebody, moved, mended, missed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from concierge_desk.counter.cards.nature_stays import another_place, how_told, incident, remark, whom
from concierge_desk.counter.cards.offers import Ask, OfferedAct
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.custody.model import DAMAGE, FIND, LOSE, MISS, MOVE
from concierge_desk.mechanisms.lending.counter.checklist import checklist, condition, of_age, pieces, state
from concierge_desk.mechanisms.lending.counter.lender import Lender
from concierge_desk.mechanisms.lending.model import facts, steps
from concierge_desk.mechanisms.lending.model.facts import LentKind, LentObject, Loan, Reservation
from concierge_desk.mechanisms.lending.model.steps import may

_INCIDENT = {
    DAMAGE: N_("It is damaged"),
    MISS: N_("It cannot be found"),
    FIND: N_("It is found, and whole"),
    LOSE: N_("It is lost for good"),
}
_UPKEEP = {
    steps.TEST: N_("Tested"),
    steps.REPAIR: N_("Repaired"),
    steps.SET_IT_ASIDE: N_("Set aside"),
    steps.PUT_BACK: N_("Put back"),
    steps.RETIRE: N_("Lent no more"),
}
_WHO_WAITS = N_("Who waits for it? Scan the card, or type the name.")


def acts_of(lender: Lender, thing: LentObject, loans: Sequence[Loan]) -> Iterator[OfferedAct]:
    """Yield what may become of an object, what is most likely meant first."""
    if len(loans) == 1:
        yield from acts_of_loan(lender, loans[0])
    kind = lender.kinds.get(thing.kind)
    if thing.state in facts.READY and kind is not None:
        yield from _leaves(lender, thing, kind)
    if thing.state == facts.KEPT:
        if thing.kept_until is None:
            yield lender.act(lender.say("Told that it is here"), "call", {"object": thing.object})
        yield lender.act(lender.say("Keep it no more"), "release", {"object": thing.object})
    what = {"object": thing.object}
    reserved = [one for one in lender.reservations if one.object == thing.object]
    if thing.state in facts.GONE:
        # Whoever had reserved it, or waits for it, is told that it is gone.
        yield from (*_unreserved(lender, what, reserved), *_waits_no_more(lender, what))
    else:
        yield from sought(lender, what, reserved)
        yield from _authorities(lender, thing) if lender.nature.authorised else ()
    yield from _care(lender, thing)
    yield lender.paper(N_("Label"), f"label:{thing.object}", stuck=True)


def _leaves(lender: Lender, thing: LentObject, kind: LentKind) -> Iterator[OfferedAct]:
    """Yield how an object is lent: from today for as long as its kind says, or on other days."""
    lend = lender.act(lender.say("Lend"), "lend", {"object": thing.object}, follows="loan")
    who = whom(lender, N_("Who takes it? Scan the card, or type the name."))
    asks = tuple(_told_as_it_leaves(lender, thing, kind))
    yield replace(lend, asks=(who, *asks))
    days = (
        lender.ask("lent_day", N_("Since which day? Up to 30 days ago."), "day", proposal=lender.today),
        lender.ask("due_day", N_("Until which day?"), "day"),
    )
    yield replace(lend, label=lender.say("Lend on other days"), asks=(who, *days, *asks))


def _told_as_it_leaves(lender: Lender, thing: LentObject, kind: LentKind) -> Iterator[Ask]:
    """Yield how many leave, with what and how, and which document was seen."""
    if thing.is_counted:
        yield lender.ask("quantity", N_("How many?"), "count", proposal=1)
    there = N_("Is all of it there? Type the numbers of what is not.")
    belongs = (*pieces(lender, kind.counted), *state(lender, counted=bool(kind.counted)))
    yield from checklist(lender, there, (*belongs, *of_age(lender, kind.min_age)))
    if lender.nature.authorised:
        seen, documents = N_("Which document did you see?"), lender.listed("id_document")
        first = documents[0].value
        yield lender.ask("id_document", seen, "choice", options=documents, seen=True, proposal=first)


def acts_of_loan(lender: Lender, loan: Loan) -> Iterator[OfferedAct]:
    """Yield what may become of a loan that is out: whole and well it comes back by one key; else that is told."""
    one, asks = {"loan": loan.loan}, list[Ask]()
    if loan.counted and loan.out > 1:
        asks.append(lender.ask("quantity", N_("How many come back?"), "count", proposal=loan.out))
    came = N_("Did all of it come back? Type the numbers of what did not.")
    told = (*pieces(lender, loan.checks_out), *state(lender, counted=bool(loan.checks)))
    asks += checklist(lender, came, told)
    label = N_("Back, whole; the caution comes next") if lender.held(loan.loan) else N_("Back, whole")
    yield lender.act(lender.say(label), "return", one, *asks, follows="loan")
    day = lender.ask("returned_day", N_("Which day did it come back?"), "day", proposal=lender.today)
    more = (*(() if told else (condition(lender, "condition"),)), day, remark(lender))
    yield lender.act(lender.say("Back, not as it left"), "return", one, *asks, *more, follows="loan")
    yield lender.act(lender.say("Renew"), "renew", one, quantity="days")
    if loan.counted:
        lost = {"object": loan.object, "incident": LOSE, **one}
        label = lender.say("Lost for good, all that are out")
        yield lender.act(label, "report_incident", lost, remark(lender))
    yield lender.act(lender.say("Reminded"), "remind", {"object": loan.object}, how_told(lender))
    if loan.due_day < lender.today:
        yield lender.paper(N_("Reminder"), f"reminder:{loan.loan}")


def sought(lender: Lender, what: dict[str, str], reserved: Sequence[Reservation]) -> Iterator[OfferedAct]:
    """Yield how an object, or any of a kind, is reserved and waited for, and how that is let go."""
    days = (
        lender.ask("from_day", N_("From which day on?"), "day", proposal=lender.today),
        lender.ask("to_day", N_("Until which day?"), "day"),
    )
    who = whom(lender, N_("For whom? Scan the card, or type the name."))
    yield lender.act(lender.say("Reserve"), "reserve", what, who, *days)
    yield from _unreserved(lender, what, reserved)
    yield lender.act(lender.say("Somebody waits for it"), "wait", what, whom(lender, _WHO_WAITS))
    yield from _waits_no_more(lender, what)


def _unreserved(
    lender: Lender, what: dict[str, str], reserved: Sequence[Reservation]
) -> Iterator[OfferedAct]:
    for one in reserved:
        label = lender.say("Let the reservation go: {days}", days=lender.days(one))
        yield lender.act(label, "unreserve", {**what, "from_day": one.from_day})


def _waits_no_more(lender: Lender, what: dict[str, str]) -> Iterator[OfferedAct]:
    thing, kind = what.get("object"), what.get("kind")
    if any(one == thing and (thing is not None or of == kind) for one, of in lender.awaited):
        yield lender.act(lender.say("Waits no more"), "stop_waiting", what, whom(lender, _WHO_WAITS))


def _authorities(lender: Lender, thing: LentObject) -> Iterator[OfferedAct]:
    """Yield who may have a key, and who no more."""
    one = {"object": thing.object}
    who = whom(lender, N_("Who may have it? Scan the card, or type the name."))
    until = lender.ask("until_day", N_("Until which day? Nothing typed: no end."), "day", optional=True)
    yield lender.act(lender.say("Somebody may have it"), "authorise", one, who, until)
    if thing.object in lender.entrusted:
        no_more = whom(lender, N_("Who may have it no more? Scan the card, or type the name."))
        yield lender.act(lender.say("May have it no more"), "end_authority", one, no_more)


def _care(lender: Lender, thing: LentObject) -> Iterator[OfferedAct]:
    """Yield what is done with an object that lies here, or was missed."""
    one = {"object": thing.object}
    if may(thing, MOVE):
        yield another_place(lender, one)
    yield from incident(lender, one, _INCIDENT, partial(may, thing))
    done = {code: label for code, label in _UPKEEP.items() if may(thing, code)}
    if done:
        what = lender.choice("what", N_("What was done to it?"), done)
        yield lender.act(lender.say("Upkeep"), "maintain", one, what, remark(lender))
