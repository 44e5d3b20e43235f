"""Settings of a nature: its objects and its kinds."""

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.counter.lender import Lender


def settings(lender: Lender) -> tuple[Offer, ...]:
    """Return all that a nature is set up by."""
    return (_register(lender), _kind(lender))


def _register(lender: Lender) -> Offer:
    kinds = {kind.kind: kind.label for kind in lender.kinds().values()}
    asks = (
        lender.ask("object", N_("Its number in the shop, such as PERC-1?"), "text"),
        lender.choice("kind", N_("What is it?"), kinds),
        lender.ask("place", N_("On which place?"), "text"),
        lender.ask("quantity", N_("How many are there? Lent by count above one."), "count", proposal=1),
        lender.ask("value_cents", N_("What is it worth?"), "cents", optional=True),
        lender.ask("tested_day", N_("When was it tested last?"), "day", optional=True),
    )
    act = lender.act(lender.say("Register"), "register", {}, *asks)
    title = lender.say("A thing to lend")
    return Offer(lender.code, f"{lender.code}.register", title, (act,), lender.say(lender.nature.label))


def _kind(lender: Lender) -> Offer:
    asks = (
        lender.ask("rows.label_fr", N_("What is it called?"), "text"),
        lender.ask("rows.kind", N_("Its code, in capitals?"), "text"),
        lender.ask("rows.days", N_("For how many days is it lent?"), "count", proposal=7),
        lender.ask("rows.renewals", N_("How often may it be renewed?"), "count", proposal=1, least=0),
        lender.ask("rows.day_cents", N_("Price of a day?"), "cents", optional=True),
        lender.ask("rows.caution_cents", N_("Which caution?"), "cents", optional=True),
    )
    act = lender.act(lender.say("Add it"), "set_kinds", {"rows": {}}, *asks)
    return Offer(lender.code, f"{lender.code}.kind", lender.say("Another kind of things to lend"), (act,))
