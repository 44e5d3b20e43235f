"""Settings of a nature: its objects and its kinds; a kind is also what is reserved and waited for where any copy will do."""

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
    what = {"kind": kind.kind}
    reserved = [one for one in lender.reservations if one.object is None and one.kind == kind.kind]
    change = lender.act(
        lender.say("Change it"),
        "set_kinds",
        {"rows": {"kind": kind.kind, "label_fr": kind.label, **_kept(kind)}},
        *_terms(lender, kind),
    )
    return Offer(
        lender.code,
        f"{lender.code}.{kind.kind}",
        kind.label,
        (*sought(lender, what, reserved), change),
        detail=lender.count(("lent for {count} day", "lent for {count} days"), kind.days),
        rule=" · ".join(terms(lender, kind)),
        listed=kind.label,
    )


def _kept(kind: LentKind) -> dict[str, object]:
    """Return what of a kind stays as it is when its terms are changed."""
    kept = {"min_age": kind.min_age, "test_months": kind.test_months, "notice_fr": kind.notice or None}
    checks = {"checks": as_checks(kind.counted).replace(" ", "+")} if kind.checks else {}
    return {**checks, **{name: value for name, value in kept.items() if value is not None}}


def _terms(lender: Lender, kind: LentKind | None = None) -> tuple[Ask, ...]:
    """Return what is asked of a kind, old or new."""
    days, most, renewals, price, caution = (
        (7, 14, 1, 0, 0)
        if kind is None
        else (kind.days, kind.most_days, kind.renewals, kind.day_cents, kind.caution_cents)
    )
    return (
        lender.ask("rows.days", N_("For how many days is it lent?"), "count", proposal=days, least=0),
        lender.ask("rows.most_days", N_("And for how many at most?"), "count", proposal=most, least=0),
        lender.ask("rows.renewals", N_("How often may it be renewed?"), "count", proposal=renewals, least=0),
        lender.ask("rows.day_cents", N_("Price of a day?"), "cents", proposal=price),
        lender.ask("rows.caution_cents", N_("Which caution?"), "cents", proposal=caution),
    )


def _another_kind(lender: Lender) -> Offer:
    asks = (
        lender.ask("rows.label_fr", N_("What is it called?"), "text"),
        lender.ask("rows.kind", N_("Its code, in capitals?"), "text"),
        *_terms(lender),
        lender.ask("rows.min_age", N_("From which age on? Nothing typed: anybody."), "count", optional=True),
        lender.ask(
            "rows.test_months",
            N_("To be tested every how many months? Nothing typed: never."),
            "count",
            optional=True,
        ),
        lender.ask(
            "rows.checks",
            N_("What belongs to it and is counted, such as FORET:5+BATTERIE:2?"),
            "text",
            optional=True,
        ),
        lender.ask("rows.notice_fr", N_("What is to be said with every loan?"), "text", optional=True),
    )
    act = lender.act(lender.say("Add it"), "set_kinds", {"rows": {}}, *asks)
    return Offer(lender.code, f"{lender.code}.kind", lender.say("Another kind of things to lend"), (act,))


def _register(lender: Lender) -> Offer:
    kinds = {kind.kind: kind.label for kind in lender.kinds.values()}
    whose = lender.who(N_("Whose is it? Scan the card, or type the name."))
    owners = (
        Option(lender.say("The shop’s"), SHOP),
        Option(lender.say("A partner’s"), PARTNER),
        Option(lender.say("A resident’s"), RESIDENT, asks=(whose,)),
    )
    asks = (
        lender.ask("object", N_("Its number in the shop, such as PERC-1?"), "text", scanned=True),
        lender.choice("kind", N_("What is it?"), kinds),
        lender.ask("label", N_("What is it called? Nothing typed: as its kind."), "text", optional=True),
        lender.ask("place", N_("On which place?"), "text"),
        lender.ask("quantity", N_("How many are there? Above one it is lent by count."), "count", proposal=1),
        lender.ask("value_cents", N_("What is it worth?"), "cents", optional=True),
        lender.ask("owner", N_("Whose is it?"), "choice", options=owners, proposal=SHOP),
        lender.ask(
            "barcode", N_("Which barcode is on it already? Scan it."), "text", optional=True, scanned=True
        ),
        lender.ask("tested_day", N_("When was it tested last?"), "day", optional=True),
        *(
            (lender.ask("fnuci", N_("Which number does the bike bear?"), "text", optional=True),)
            if lender.nature.fnuci
            else ()
        ),
    )
    act = lender.act(lender.say("Register"), "register", {}, *asks)
    title = lender.say("A thing to lend")
    return Offer(lender.code, f"{lender.code}.register", title, (act,), lender.say(lender.nature.label))
