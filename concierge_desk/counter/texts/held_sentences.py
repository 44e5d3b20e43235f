"""Sentences of the codes of money that is held or owed; in English, the source of their translations."""

from concierge_desk.i18n import N_

MESSAGES = {
    "caution.who_needed": N_("Say whose caution it is: a card, or a name."),
    "caution.unknown": N_("There is no caution for {of}."),
    "caution.which_one": N_("There are {count} cautions for {of}: say which one, by its own code."),
    "caution.over": N_("Nothing is left of the caution for {of}."),
    "caution.too_much": N_("Only {left_cents} of this caution are left."),
    "caution.cash_first": N_("This caution is a cheque in the safe: cash it first, or give it back whole."),
    "caution.by_cheque": N_(
        "This caution is cashed by its own cheque of {cheque_cents}, whole: take it as a cheque, with nothing given back"
        " in the same visit."
    ),
    "caution.not_a_cheque": N_("This caution is money already: there is no cheque to cash."),
    "caution.not_paid": N_(
        "Of this caution {missing_cents} were never paid, the cheque came back: let that be paid first, or keep it."
    ),
    "advance.who_needed": N_("Say who pays ahead: a card, or a name."),
    "advance.unknown": N_("Nothing was paid ahead for {of}."),
    "advance.none": N_("Nothing was paid ahead for {of}."),
    "advance.which_one": N_(
        "{count} times something was paid ahead for {of}: say which one, by its own code."
    ),
    "advance.over": N_("What was paid ahead for {of} was used or given back already."),
    "advance.too_much": N_("Only {left_cents} of what was paid ahead are left."),
    "advance.not_paid": N_(
        "Of what was paid ahead {missing_cents} were never paid, the cheque came back: let that be paid first, or keep it."
    ),
    "advance.vat_needed": N_("Say which VAT rate it will be sold at."),
    "advance.over_price": N_(
        "That would be more than the price: {price_cents}, of which {paid_cents} are paid ahead already."
    ),
    "advance.nothing_to_cover": N_(
        "First add to the visit what it pays for: {left_cents} of ours are still to be paid."
    ),
    "account.person_needed": N_("The slate is for people who have a card here: scan the card first."),
    "account.unknown": N_("Nothing is known under {of}."),
    "advance.own_only": N_("{of} is sold for a partner: let it be paid, nothing is taken ahead for it."),
    "account.own_only": N_("Only what the shop sells itself goes on the slate: here {left_cents} at most."),
    "account.over_cap": N_(
        "That would be more than the slate may hold: {cap_cents}, of which {owed_cents} are owed already."
    ),
    "account.off": N_("This shop keeps no slate."),
    "account.nothing_owed": N_("Nothing is owed."),
    "account.too_much": N_("Only {left_cents} are owed."),
    "account.not_paid_in": N_("This cheque was not taken to the bank, or it came back already."),
    "account.not_ours": N_(
        "This cheque was paid to {payee}, at a bank of its own: it stands on no slate of this shop."
    ),
    "till.by_its_act": N_(
        "Cautions, advances and slates move with what is taken, given back or paid: choose that instead."
    ),
    "till.covers_too_much": N_(
        "{covered_cents} are covered, and {own_cents} only are the shop's own here: cover as much at most."
    ),
    "till.act_stands_alone+cheque": N_(
        "A cheque that came back unpaid is a ticket of its own: pay the rest of the visit apart."
    ),
    "till.refund_means+cheque": N_(
        "No money moves: a cheque that came back unpaid goes by itself. Name that cheque, or no payment at all."
    ),
    "till.was_not_paid": N_(
        "Of what is left of ticket {ticket} only {paid_cents} were paid: the rest was forgiven, or taken off a slate by"
        " another refund. Give back less, or take that back first."
    ),
    "till.thing_moved": N_("Something was done with it since: take that back first."),
    "partner.nothing_owed": N_(
        "Nothing was ever owed to {partner} on the shop's own account: look who it is for."
    ),
    "partner.over_settled": N_(
        "That is {over_cents} more than is owed to {partner}: it is noted, ask for it back."
    ),
    "input.thing": N_("This is the code or number of no thing."),
    "till.safe_differs": N_(
        "The cheques that are kept are not as many as they should be: {cautions} of cautions, {cheques} of payments."
        " Look once more, then count them again."
    ),
}
