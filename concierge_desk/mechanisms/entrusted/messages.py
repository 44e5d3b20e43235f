"""Sentences of refusals and warnings: English sources by the code alone, which a nature's code comes before."""

from concierge_desk.i18n import N_

MESSAGES = {
    "who_needed": N_("Whose is it? Show the card, or give a name."),
    "unknown": N_("{of} is not known here: scan the tag or the slip, or type the number as it is printed."),
    "kind_unknown": N_(
        "{kind} is not on the list of what is taken in: choose from the list, or add it there."
    ),
    "nothing_given": N_("Nothing was scanned: scan each piece, then confirm."),
    "twice": N_("{piece} is named twice: leave one out."),
    "unpriced": N_("{kind} has no price for this work yet: set one first."),
    "partner_needed": N_("Which workshop? Choose one: several come here, or none has rounds yet."),
    "partner_unknown": N_(
        "{partner} is no partner of this shop: choose another, or set the partner up first."
    ),
    "proof_needed": N_("{kind}: the owner's card has to be seen. Ask for it, then confirm."),
    "promise_early": N_("The workshop brings it back only for {day}: say so, or promise that day."),
    "value_high": N_(
        "{piece} is worth more than the trade's list gives, {value_cents}: note on the slip what was declared."
    ),
    "fnuci_missing": N_(
        "{piece} has no number of a marked bike: look under the frame, and note it where there is one."
    ),
    "paid_already": N_("{piece} is paid already: give the money back first, then tell another price."),
    "quote_open": N_("The price of {order} is not accepted yet: ask, and note the answer first."),
    "not_quoted": N_("No price waits for an answer on {order}: tell one first."),
    "nothing_due": N_("Nothing is to be paid for {piece}: hand it over."),
    "refund_due": N_("{cents} are to be given back: open the ticket of the payment, and give it back there."),
    "unpaid": N_("{cents} are still to be paid: take the payment, then hand over."),
    "not_sent": N_("{piece} is not at a workshop: scan it again, or look where it lies."),
    "not_back": N_("{piece} is not back from the workshop: receive it first."),
    "not_ready": N_("{piece} is not ready yet: look at it, and lay it ready first."),
    "not_now": N_("{piece} cannot be treated so as it stands now: open its card, and see what comes next."),
    "at_partner": N_("{piece} is at the workshop: wait until it is back."),
    "done_already": N_("{piece} is done already: hand it over, and settle the price there."),
    "piece_missing": N_("{piece} is missing: look for it, and hand over the others."),
    "collected_already": N_("{piece} was collected on {day}: look for another one of the order."),
    "on_slip": N_("{piece} is on the slip {slip}: let it leave, or take the slip back first."),
    "redo_late": N_("The time for doing it again ended on {day}: it is done all the same."),
    "not_missing": N_("{piece} is not missed: it is where its card says."),
    "document_needed": N_("Without the slip, an identity document has to be seen: choose which."),
    "discharge_needed": N_("Without the slip, the discharge has to be signed: print it, and confirm."),
    "mandate_needed": N_("Whoever comes for somebody else shows the slip or the tag: ask for it."),
    "old_parts_needed": N_("Old parts: given back or left here? Ask, and choose."),
    "disputed_already": N_("A complaint about {piece} is open already: settle it first."),
    "not_disputed": N_("No complaint about {piece} is open: note it first."),
    "cents_needed": N_("How much is {piece} worth? Nothing was declared, and no list says: type an amount."),
    "nothing_to_send": N_("Nothing waits for this workshop: take something in first."),
    "mixed_partners": N_("{piece} is another workshop's: put it on a slip of its own."),
    "slip_or_partner": N_("Which slip? Scan one that is prepared, or choose who takes the pieces."),
    "slip_unknown": N_("There is no slip {slip}: scan it again, or choose who takes the pieces."),
    "slip_signed_already": N_("The slip {slip} is signed already: say what is still here of it."),
    "slip_cancelled": N_("The slip {slip} was cancelled: make another one."),
    "slip_signed": N_("What has left on a slip is not taken back: say what is still here of it."),
    "still_here": N_("{piece} did not leave: it is still here."),
    "rounds_again": N_("Rounds are not taken back: set them again as they should be."),
    "dues_follow": N_("What is promised follows the opening hours: set those right."),
}
