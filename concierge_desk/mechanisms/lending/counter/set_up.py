"""Settings of a nature: its objects and its kinds; a kind is also what is reserved and waited for where any copy will do."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from concierge_desk.counter.cards.nature_stays import whom
from concierge_desk.counter.cards.offers import Ask, Offer, Option
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.counter.lender import Lender
from concierge_desk.mechanisms.lending.counter.object_acts import sought
from concierge_desk.mechanisms.lending.counter.objects import terms
from concierge_desk.mechanisms.lending.model.facts import PARTNER, RESIDENT, SHOP, LentKind, as_checks


def settings(lender: Lender) -> tuple[Offer, ...]:
    """Return all that a nature is set up by."""
    known = sorted(lender.kinds.values(), key=lambda one: one.label)
    return (_register(lender), *(of_kind(lender, one) for one in known), _another_kind(lender))


def of_kind(lender: Lender, kind: LentKind) -> Offer:
    """Return the card of a kind: reserved and waited for where any copy will do, and changed from a day on."""
    reserved = [one for one in lender.reservations if one.object is None and one.kind == kind.kind]
    fields = {"rows": {"kind": kind.kind, "label_fr": kind.label, **_kept(kind)}}
    change = lender.act(lender.say("Change it"), "set_kinds", fields, *_terms(lender, asdict(kind)))
    return Offer(
        lender.code,
        f"{lender.code}.{kind.kind}",
        kind.label,
        (*sought(lender, {"kind": kind.kind}, reserved), change),
        detail=lender.count(("lent for {count} day", "lent for {count} days"), kind.days),
        rule=" · ".join(terms(lender, kind)),
        listed=kind.label,
    )


def _kept(kind: LentKind) -> dict[str, object]:
    """Return what of a kind stays as it is when its terms are changed."""
    kept = {"min_age": kind.min_age, "test_months": kind.test_months, "notice_fr": kind.notice or None}
    checks = {"checks": as_checks(kind.counted).replace(" ", "+")} if kind.checks else {}
    return {**checks, **{name: value for name, value in kept.items() if value is not None}}


_COUNTS = {
    "days": N_("For how many days is it lent?"),
    "most_days": N_("And for how many at most?"),
    "renewals": N_("How often may it be renewed?"),
}
_PRICES = {"day_cents": N_("Price of a day?"), "caution_cents": N_("Which caution?")}
_NEW = {"days": 7, "most_days": 14, "renewals": 1, "day_cents": 0, "caution_cents": 0}
"""What is proposed of a kind that is new."""
_FURTHER = {
    "min_age": ("count", N_("From which age on? Nothing typed: anybody.")),
    "test_months": ("count", N_("To be tested every how many months? Nothing typed: never.")),
    "checks": ("text", N_("What belongs to it and is counted, such as FORET:5+BATTERIE:2?")),
    "notice_fr": ("text", N_("What is to be said with every loan?")),
}


def _terms(lender: Lender, held: Mapping[str, Any]) -> Iterator[Ask]:
    """Yield what is asked of a kind, old or new; what it has is proposed."""
    for field, question in _COUNTS.items():
        yield lender.ask(f"rows.{field}", question, "count", proposal=held[field], least=0)
    for field, question in _PRICES.items():
        yield lender.ask(f"rows.{field}", question, "cents", proposal=held[field])


def _another_kind(lender: Lender) -> Offer:
    asks = (
        lender.ask("rows.label_fr", N_("What is it called?"), "text"),
        lender.ask("rows.kind", N_("Its code, in capitals?"), "text"),
        *_terms(lender, _NEW),
        *(lender.ask(f"rows.{name}", text, kind, optional=True) for name, (kind, text) in _FURTHER.items()),
    )
    act = lender.act(lender.say("Add it"), "set_kinds", {"rows": {}}, *asks)
    return Offer(lender.code, f"{lender.code}.kind", lender.say("Another kind of things to lend"), (act,))


def _register(lender: Lender) -> Offer:
    whose = whom(lender, N_("Whose is it? Scan the card, or type the name."))
    owners = (
        Option(lender.say("The shop’s"), SHOP),
        Option(lender.say("A partner’s"), PARTNER),
        Option(lender.say("A resident’s"), RESIDENT, asks=(whose,)),
    )
    named = N_("What is it called? Nothing typed: as its kind.")
    many = N_("How many are there? Above one it is lent by count.")
    on_it = N_("Which barcode is on it already? Scan it.")
    bears = N_("Which number does the bike bear?")
    asks = (
        lender.ask("object", N_("Its number in the shop, such as PERC-1?"), "text", scanned=True),
        lender.choice("kind", N_("What is it?"), {one.kind: one.label for one in lender.kinds.values()}),
        lender.ask("label", named, "text", optional=True),
        lender.ask("place", N_("On which place?"), "text"),
        lender.ask("quantity", many, "count", proposal=1),
        lender.ask("value_cents", N_("What is it worth?"), "cents", optional=True),
        lender.ask("owner", N_("Whose is it?"), "choice", options=owners, proposal=SHOP),
        lender.ask("barcode", on_it, "text", optional=True, scanned=True),
        lender.ask("tested_day", N_("When was it tested last?"), "day", optional=True),
        *((lender.ask("fnuci", bears, "text", optional=True),) if lender.nature.fnuci else ()),
    )
    act = lender.act(lender.say("Register"), "register", {}, *asks)
    title = lender.say("A thing to lend")
    return Offer(lender.code, f"{lender.code}.register", title, (act,), lender.say(lender.nature.label))
