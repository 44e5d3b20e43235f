"""Keys that hang: what is looked for before a day is closed, how many are out, and what the last closing did not count."""

from collections.abc import Sequence
from dataclasses import replace

from concierge_desk.counter.cards.closing_count import CountedThing
from concierge_desk.counter.cards.offers import Offer, Option
from concierge_desk.i18n import N_, NN_
from concierge_desk.mechanisms.lending.counter.lender import Lender
from concierge_desk.mechanisms.lending.counter.lists import NOT_COUNTED
from concierge_desk.mechanisms.lending.model import facts
from concierge_desk.mechanisms.lending.model.facts import LentObject, Loan
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store.day import found_by_closing


def _hooks(lender: Lender) -> tuple[LentObject, ...]:
    """Return the keys that hang, or did before they could not be found."""
    known = looks.objects(lender.rows, lender.code)
    return tuple(one for one in known if one.state in (*facts.HERE, facts.NOT_FOUND))


def things(lender: Lender) -> tuple[CountedThing, ...]:
    """Return what is looked for: by its number alone, never by whose it is."""
    return tuple(
        CountedThing(
            one.object,
            one.object,
            _where(lender, one),
            (one.code, one.barcode) if one.barcode else (one.code,),
            one.state == facts.NOT_FOUND,
        )
        for one in _hooks(lender)
    )


def _where(lender: Lender, thing: LentObject) -> str:
    return lender.say(N_("not found before")) if thing.state == facts.NOT_FOUND else thing.place


def told(lender: Lender) -> str:
    """Return how many are out, and which of them should be back by now; empty where none is."""
    loans = looks.loans_out(lender.rows, lender.code)
    if not loans:
        return ""
    out = _which(lender, NN_("{count} key is out: {keys}.", "{count} keys are out: {keys}."), loans)
    due = [loan for loan in loans if loan.due_day <= lender.today]
    late = NN_("It should be back by now.", "They should be back by now.")
    some = NN_("{count} should be back by now: {keys}.", "{count} should be back by now: {keys}.")
    return f"{out} {_which(lender, late if len(due) == len(loans) else some, due)}" if due else out


def _which(lender: Lender, words: tuple[str, str], loans: Sequence[Loan]) -> str:
    keys = ", ".join(loan.object for loan in loans)
    return lender.count(words, len(loans), keys=keys)


def counting(lender: Lender) -> tuple[Offer, ...]:
    """Return the card by which what hangs is counted whenever somebody wants to; none where nothing could hang."""
    keys = [Option(one.object, one.object, _where(lender, one), code=one.code) for one in _hooks(lender)]
    if not keys:
        return ()
    which = lender.ask("seen", N_("Which keys hang? Scan each."), "picks", options=tuple(keys), gathers=True)
    act, title = lender.act(lender.say("Note the count"), "count", {}, which), lender.say("Count the keys")
    return (Offer(lender.code, f"{lender.code}.count", title, (act,), lender.say(lender.nature.label)),)


def not_counted(lender: Lender) -> tuple[Offer, ...]:
    """Return that nobody counted before the last closing, until somebody does."""
    found = found_by_closing(lender.rows, f"{lender.code}.day_reported", f"{lender.code}.counted")
    if found is None or found.data["counted"] or not found.data["here"]:
        return ()
    day = lender.say(N_("not counted on {day}"), day=lender.day(found.day or lender.today))
    return tuple(replace(one, due=NOT_COUNTED, tag=day, tone="warning") for one in counting(lender))
