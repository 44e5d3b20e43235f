"""Sentences of refusals and warnings: English sources by the code alone, which a nature's code comes before."""

from concierge_desk.i18n import N_

_GONE = N_(
    "{object} is lent no more, since {gone_day}: if it is here again, take that back on the page Journal."
)
MESSAGES = {
    "who_needed": N_("Who is it for? Show the card, or give a name."),
    "unknown": N_(
        "{of} is not known here: scan the label, or type the number as it is written on the thing."
    ),
    "kind_unknown": N_("{kind} is not on the list of what is lent: choose from the list, or add it there."),
    "nothing_given": N_("What is it about? Scan the thing, or choose its kind."),
    "twice": N_("{object} is named twice: leave one out."),
    "known": N_("{object} is registered already: give this one another number."),
    "barcode_taken": N_("{barcode} is on another thing already: leave it out, or scan the right one."),
    "fnuci_missing": N_(
        "{object} has no number of a marked bike: look under the frame, and note it where there is one."
    ),
    "days_or_due_day": N_("Say how many days, or until when: not both."),
    "lent_too_early": N_(
        "{day} is not a day of these thirty: a loan is noted within a month, and never ahead."
    ),
    "promised": N_(
        "Promised to somebody all the same, {count} times: {object}. Tell them, and let it go on its card."
    ),
    "past": N_("{day} is not right here: type a day again."),
    "already_yours": N_("{object} is with this very person already: renew the loan, or take it back first."),
    "out_already": N_("{object} is out with somebody else: take it back first, or reserve it."),
    "not_available": N_("{object} cannot leave as it stands now: open its card, and see what comes next."),
    "test_overdue": N_(
        "{object} has to be tested before it leaves: test it and note it, or lend another one."
    ),
    "days_taken": N_(
        "{object} is out or reserved from {from_day} on: choose other days or another thing, or let that go first."
    ),
    "days_taken+state": N_(
        "{object} cannot leave as it stands now: open its card, and see what comes next, or reserve another one."
    ),
    "kept_for_other": N_(
        "{object} is kept for somebody who waits for it: lend another one, or let it go first."
    ),
    "quantity_short": N_("Only {left} of {object} are left: lend fewer."),
    "quantity_short+wanted": N_("There are {left} of {object} in all: reserve fewer."),
    "member_needed": N_("This is lent to members: take the membership first."),
    "too_many": N_("{count} things are out with this person already: take one back first."),
    "too_long": N_("That is longer than {days} days: shorten the loan."),
    "too_long+kind": N_("{kind} goes for {days} days at most: let it leave for so many or fewer."),
    "age_needed": N_("How old is this person? From {age} years on this is lent: ask, and choose."),
    "too_young": N_("This is lent from {age} years on: lend it to a grown-up who answers for it."),
    "guardian_needed": N_("Somebody under age: a parent has to be there and sign. Ask, and confirm."),
    "checks_needed": N_("Count what belongs to it before going on: {checks}."),
    "not_authorised": N_(
        "This person may not have {object}: ask its owner first, or hand it to somebody who may."
    ),
    "document_needed": N_("An identity document has to be seen: choose which. It is not kept."),
    "late_unconfirmed": N_(
        "Late already: {objects}. Say so, then lend all the same, or ask for it back first."
    ),
    "already_back": N_("It is back already, since {day}: nothing is to be done."),
    "already_back+lost_day": N_(
        "It was noted as lost on {lost_day}: take that back first, if it is here again."
    ),
    "already_back+object": N_("{object} is with nobody: nothing is to be done."),
    "which_one": N_("{count} fit: scan the contract, or say whose it is."),
    "which_one+day": N_("{count} reservations begin on {day}: say whose it is."),
    "more_than_lent": N_("That is more than left with {loan}: count again."),
    "no_more_renewals": N_("It was renewed {count} times already: take it back."),
    "no_more_renewals+object": N_("{object} is never renewed: take it back, and lend it anew."),
    "closed_day": N_("The shop is closed on {day}: choose a day on which it is open."),
    "not_reserved": N_("Nothing is reserved from {day} on: look at its card."),
    "waiting_already": N_("This person waits for it already: nothing is to be done."),
    "not_waiting": N_("This person does not wait for it: nothing is to be done."),
    "not_kept": N_("{object} is kept for nobody: nothing is to be done."),
    "not_now": N_("{object} cannot be treated so as it stands now: open its card, and see what comes next."),
    "not_now+gone_day": _GONE,
    "not_missing+gone_day": _GONE,
    "not_missing": N_("{object} is not missed: it is where its card says."),
    "not_out": N_("{object} is with nobody: there is nobody to remind."),
    "nothing_due": N_("Nothing is to be paid for {loan}: hand it over."),
    "not_counted": N_("The keys were not counted: the closing says so."),
    "keys_missing": N_(
        "Keys that do not hang where they should: {count}. Look for them: they stand in the list."
    ),
    "dues_follow": N_("When things are due follows the opening hours: set those right."),
}
