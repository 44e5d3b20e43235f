"""Cards found: by a number, a label, a barcode, a name; what is there, what the morning shows."""

from collections.abc import Sequence
from dataclasses import replace

from concierge_desk.counter.cards.agenda import name_matcher
from concierge_desk.counter.cards.name_search import matcher
from concierge_desk.counter.cards.offers import MOST_OFFERS, Offer
from concierge_desk.domain.numbers import LOAN, is_number
from concierge_desk.mechanisms.lending.counter import days, objects, set_up
from concierge_desk.mechanisms.lending.counter.due import is_waiting
from concierge_desk.mechanisms.lending.counter.lender import Lender
from concierge_desk.mechanisms.lending.model.facts import Loan
from concierge_desk.mechanisms.lending.model.fields import named_object
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store.held.things import parties_of


def found(lender: Lender, code: str) -> tuple[Offer, ...]:
    """Return what a code is: an object, one of its days, a loan, how the nature is set up."""
    if days.is_day(lender, code):
        return days.found(lender, code)
    if code.startswith(f"{lender.code}."):
        return tuple(one for one in set_up.settings(lender) if one.ref == code)
    text = named_object(code)
    if is_number(LOAN, text):
        loan = looks.loan_of(lender.rows, lender.code, text)
        return () if loan is None else _cards(lender, (loan,))
    thing = lender.thing(text)
    if thing is None:
        return ()
    alone = replace(lender, alone=thing)
    loans = alone.loans.get(thing.object, ())
    return (objects.card(alone, thing), *(_cards(alone, loans) if len(loans) > 1 else ()))


def named(lender: Lender, text: str) -> tuple[Offer, ...]:
    """Return what goes by a word: kinds, and objects by what they are called."""
    goes_by = matcher(text)
    things = (one for one in looks.objects(lender.rows, lender.code) if goes_by(f"{one.label} {one.object}"))
    known = lender.kinds.values() if looks.is_used(lender.rows, lender.code) else ()
    kinds = (set_up.of_kind(lender, one) for one in known if goes_by(one.label))
    return (*kinds, *(objects.card(lender, one) for one in things))[:MOST_OFFERS]


def awaited(lender: Lender, name: str) -> tuple[Offer, ...]:
    """Return the loans out under a name that was typed for them."""
    is_named, known = name_matcher(name), looks.loans_by_name(lender.rows, lender.code)
    return _cards(lender, [loan for loan, text in known if is_named(text)])


def theirs(lender: Lender, keys: Sequence[str]) -> tuple[Offer, ...]:
    """Return the loans out of somebody who is known."""
    parties = frozenset(parties_of(lender.rows, keys))
    return _cards(lender, looks.loans_with(lender.rows, lender.code, parties))


def _cards(lender: Lender, loans: Sequence[Loan]) -> tuple[Offer, ...]:
    return tuple(filter(None, (objects.loan_card(lender, loan) for loan in loans[:MOST_OFFERS])))


def shelf(lender: Lender) -> tuple[Offer, ...]:
    """Return the cards of the objects with which something is: out, kept, missing, to be tested; what is due first.

    Of keys, which others have left here, each is listed.
    """
    cards = (
        objects.card(lender, one, listed=True)
        for one in looks.objects(lender.rows, lender.code)
        if lender.nature.authorised or is_waiting(lender, one)
    )
    return tuple(sorted(cards, key=lambda one: (one.deadline_day is None, one.deadline_day or "")))
