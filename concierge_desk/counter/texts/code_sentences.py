"""Sentences of the core's codes: English sources. The first refusal or warning loads them.

Source: docs/wording.md, "How sentences are worded".
"""

from concierge_desk.i18n import N_

MESSAGES = {
    "bank.accounts_differ": N_("These lines are of different accounts: they are matched apart."),
    "bank.differs": N_("Matched, with a difference of {gap_cents}: it stays in the journal."),
    "bank.due_matched": N_("{ref} is matched with a line of the bank already."),
    "bank.line_matched": N_("This line is matched already: take that apart first."),
    "bank.line_open": N_("This line is matched with nothing."),
    "bank.line_unknown": N_("There is no line {line} of the bank."),
    "bank.lines_matched": N_(
        "{count} of these lines are matched: take that apart first, then the statement can be taken out again."
    ),
    "bank.match_again": N_("What was taken apart is matched again instead."),
    "bank.not_expected": N_("{ref} is nothing that this account of the bank should show."),
    "bank.nothing_new": N_("All {count} lines of this statement are known already: nothing was taken in."),
    "bank.file_columns": N_(
        "No day or no amount was found in the headings of this table: fetch the statement as OFX, or with its headings."
    ),
    "bank.file_day": N_("Line {line} has no day that can be read: {value}."),
    "bank.file_amount": N_("Line {line} has no amount that can be read: {value}."),
    "bank.file_nothing": N_("There is no line of an account in this file."),
    "bank.file_accounts": N_("This file holds {count} accounts: fetch the statement of one."),
    "bank.file_currency": N_("This statement is in {currency}: only euros are read."),
    "bank.file_too_many": N_(
        "This statement has {count} lines, {most} at most are taken in at once: fetch fewer days."
    ),
    "bank.file_unreadable": N_("This is no statement of a bank: OFX and CSV are read."),
    "input.bank_ref": N_(
        "What a line is matched with is a number such as E-2026-0001, Z-2026-0001, V-2026-0001 or move:12."
    ),
    "delivery.unknown": N_("There is no daily file for {export}: look at its code."),
    "delivery.unknown+number": N_(
        "For {export}, nothing of {number} left or waits: look at the number, and by which way its reports leave."
    ),
    "delivery.acknowledged_already": N_("That {number} came was noted already."),
    "delivery.set_again": N_("Set the way of these reports again: the new one holds from now on."),
    "delivery.mail_only": N_("What goes to people goes by mail: say by which server."),
    "letter.no_account": N_(
        "No mail can leave yet: under the settings, Deliveries, say by which server the mails to people leave."
    ),
    "letter.no_address": N_("The address was erased: ask for it again."),
    "letter.too_long": N_(
        "It waited two days for a line and did not leave: the address was erased. Ask for it again."
    ),
    "letter.stays": N_("A mail that was asked for cannot be called back."),
    "delivery.stays": N_("What was delivered stays delivered: call whoever got it."),
    "input.mail_address": N_("This is no address of mail: name@somewhere.fr is expected."),
    "input.mail_address+field": N_("{field} is no address of mail: name@somewhere.fr is expected."),
    "input.host_key": N_("This is no key of a server: SHA256: and 43 signs are expected, or its whole line."),
    "input.host_key+field": N_(
        "{field} is no key of a server: SHA256: and 43 signs are expected, or its whole line."
    ),
    "input.json": N_("Line {line} is not readable: correct it and send it again."),
    "input.line_too_long": N_("Line {line} is longer than 1 MB: it was not read."),
    "input.command": N_("There is no command {command}."),
    "input.op": N_("The command needs an op of its own: a UUID that is never used for anything else."),
    "input.missing": N_("{field} is missing."),
    "input.unknown_field": N_("{field} is not a field of this command."),
    "input.text": N_("{field}: a text is expected."),
    "input.empty": N_("Something has to be typed here."),
    "input.empty+field": N_("{field} is empty."),
    "input.too_long": N_("This is too long: {most} characters at most."),
    "input.too_long+field": N_("{field} is too long: {most} characters at most."),
    "input.card_number": N_("This looks like a bank card number: such a number is never written down here."),
    "input.card_number+field": N_(
        "{field} looks like a bank card number: such a number is never written down here."
    ),
    "input.cheque_number": N_("A cheque's number is figures alone: read it again at the foot of the cheque."),
    "input.id_number": N_(
        "This looks like the number of an identity document: leave it out, its kind is enough."
    ),
    "input.id_number+field": N_(
        "{field} looks like the number of an identity document: leave it out, its kind is enough."
    ),
    "input.phone": N_("This is no phone number: 06 12 34 56 78, or +33 6 12 34 56 78."),
    "input.phone+field": N_("{field} is no phone number: 06 12 34 56 78, or +33 6 12 34 56 78."),
    "input.phone_number": N_("This looks like a phone number: leave it out, it would stay for ever."),
    "input.phone_number+field": N_(
        "{field} looks like a phone number: leave it out, it would stay for ever."
    ),
    "input.label_names": N_(
        "This looks like somebody's name, and would stay on tickets for ever. Keep it all the same?"
    ),
    "input.code_names": N_("This looks like somebody's name or number: type another code, such as ART001."),
    "input.code_names+field": N_(
        "{field} looks like somebody's name or number: another code is expected, such as ART001."
    ),
    "input.barcode": N_(
        "This is no barcode: scan it, or type the figures below it. Without one, leave it out."
    ),
    "input.visit": N_("{field}: a visit's code is drawn here, v-…: leave it out for a new one."),
    "input.own_code": N_("This code was misread: scan the label again."),
    "input.own_code+field": N_("{field}: this code was misread; scan the label again."),
    "input.product": N_("{field}: a product's code in capitals and digits is expected, such as LV."),
    "input.integer": N_("A whole number is expected."),
    "input.integer+field": N_("{field}: a whole number is expected."),
    "input.bounds": N_("Type a number between {least} and {most}."),
    "input.bounds+field": N_("{field}: between {least} and {most}."),
    "input.percent": N_("Type the rate in percent, such as 20 or 5,5."),
    "input.day": N_("Type the date, such as 24/11."),
    "input.month": N_("This is no month: write it as 2026-11."),
    "input.day+field": N_("{field}: a date such as 2026-11-25 is expected."),
    "input.choice": N_("{field}: one of {words} is expected."),
    "input.flag": N_("{field}: true or false is expected."),
    "input.list": N_("{field}: a list of {least} to {most} is expected."),
    "input.act": N_("{field}: each act names its command."),
    "input.object": N_("{field}: a group of fields is expected."),
    "input.denominations": N_("{field}: pieces of euro coins and notes are expected."),
    "input.ref": N_("{field}: a code of letters, digits and dashes is expected."),
    "input.paper": N_("{field}: the name of a paper such as ticket:T-2026-000001 is expected."),
    "input.country": N_("{field}: a country's two letters are expected, such as DE."),
    "input.moment": N_("{field}: a date and time such as 2026-11-25T08:00 is expected."),
    "input.happened_later": N_("That has not happened yet: type the time at which it happened."),
    "input.happened_before": N_(
        "This desk was not there yet at that time: type the date and the time again."
    ),
    "input.happened_long_ago": N_(
        "That is more than {days} days ago: what is as old is not entered any more. Type the date again."
    ),
    "input.happened_act": N_("{command} happens when it is entered: leave out when it happened."),
    "input.line": N_("{field}: the code of a line of a paper sheet is expected, h-…: scan it again."),
    "entered.after_closing": N_(
        "This happened before the closing of {day}: it stands in the day that is open now, and says so."
    ),
    "input.partner": N_(
        "A partner's code is 2 to 16 letters and figures, a letter first, such as ATELIER: type it again."
    ),
    "input.partner+field": N_(
        "{field}: a partner's code of 2 to 16 letters and figures is expected, a letter first, such as ATELIER."
    ),
    "input.object_name": N_("{field}: up to 20 letters, figures and dashes are expected, such as PERC-1."),
    "input.fnuci": N_("{field}: 10 letters and figures are expected, as on the mark of the bike."),
    "input.payee": N_(
        "The code of whoever is paid is 2 to 16 letters and figures, a letter first, such as LAPOSTE: type it again."
    ),
    "input.payee+field": N_(
        "{field}: a code of 2 to 16 letters and figures is expected, a letter first, such as LAPOSTE."
    ),
    "partner.unknown": N_("No partner is called {partner}: choose one of the list, or make him first."),
    "partner.no_statement": N_(
        "The day of {day} has no statement for {partner}: he gets one of each day on which he is a partner."
    ),
    "partner.regime_in_use": N_(
        "Something is owed to {partner}, or kept for him, as things are: settle it first, then say otherwise."
    ),
    "partner.past": N_("{day} is over: what is said of a partner holds from today on."),
    "partner.retired": N_("Nothing new is done for {partner} any more. What is his can still leave."),
    "partner.still_owed": N_("{owed_cents} are still owed to {partner}: hand them over, and have him sign."),
    "partner.changed_since": N_(
        "Something else happened with {partner} since: say again what he is, instead of taking it back."
    ),
    "partner.set_again": N_("To go on with a partner, say again what he is."),
    "day.open_now": N_(
        "The day of {day} is open: which money lies in which drawer is said once it is closed, before the next one."
    ),
    "drawer.unknown": N_("No drawer is called {drawer}: name one of those that there are."),
    "day.terminal_twice": N_("Each card terminal has one total: name {payee} once."),
    "drawer.fund_twice": N_("Each money lies in one drawer: name it once."),
    "drawer.not_empty": N_(
        "{cash_cents} lie in the drawer {drawer}: take them out on an open day, then put its money elsewhere."
    ),
    "drawer.changed_since": N_(
        "Something else was said of the drawers since: say again what lies in {drawer}, instead of taking it back."
    ),
    "input.sessions": N_("{field}: a list of sessions such as 08:00-11:30 is expected, the earliest first."),
    "op.conflict": N_("This operation was already recorded with other content: nothing was changed."),
    "op.purged": N_("This operation was recorded, but its details were erased since."),
    "day.not_open": N_("The day is not open yet: open it first."),
    "day.not_open+number": N_(
        "The day of {day} is closed, {number}: nothing more is done in it. To go on today all the same, open it again:"
        " type “reopen”."
    ),
    "day.already_open": N_("The day of {day} is open already."),
    "day.already_closed": N_(
        "The day of {day} is closed already: the next one can be opened tomorrow. If it was closed too early,"
        " open it again."
    ),
    "day.must_close": N_("The day of {day} was not closed: close it first, then go on."),
    "day.count_stale": N_("Cash moved after {counted_cents} were counted: count the drawer again."),
    "day.count_stale+drawer": N_(
        "Cash moved after {counted_cents} were counted in the drawer {drawer}: count it again."
    ),
    "day.gap_reason": N_("The drawer differs by {gap_cents}: count again, or note the reason."),
    "day.gap_reason+drawer": N_(
        "The drawer {drawer} differs by {gap_cents}: count it again, or note the reason."
    ),
    "day.visits_open": N_("Visits that are not paid: {visits}. Say whether they are kept or abandoned."),
    "day.card_differs": N_(
        "The card terminal says {terminal_cents}, the day {expected_cents}: {gap_cents} between them. The closing says"
        " so."
    ),
    "day.card_differs+payee": N_(
        "The card terminal of {payee} says {terminal_cents}, the day {expected_cents}: {gap_cents} between them. The"
        " closing says so."
    ),
    "day.cheques_missing": N_(
        "Cheques that should be here and were not seen: {cheques}. The closing says so."
    ),
    "day.entries_unreadable": N_(
        "Entries of this day that cannot be read any more: {entries}. The day is closed without them;"
        " let the journal be checked."
    ),
    "day.close_instead": N_("A day that was opened stays open: close it when it ends."),
    "day.stays_closed": N_("A closed day stays closed: correct the act itself today."),
    "day.passages_closed": N_("That day is closed: whoever came in that day stays counted."),
    "session.on_break": N_("The counter is on its break: begin the second session first."),
    "session.not_open": N_("The counter is on its break: begin the second session, then take the money."),
    "session.already_open": N_("The session goes on already."),
    "session.no_third": N_(
        "The day had its two sessions: take back the closing of the second, or close the day."
    ),
    "session.stays_closed": N_("This session cannot be opened again: the day went on without it."),
    "session.close_instead": N_("A session that began goes on: close it when it ends."),
    "visit.unknown": N_("There is no visit {visit} waiting: choose one of the list."),
    "visit.settled": N_("This visit is paid already: ticket {ticket}."),
    "visit.give_again": N_("An abandoned visit does not come back: give its acts again."),
    "visit.no_service": N_("Nothing of this visit is a service of ours: no note is needed."),
    "visit.note_again": N_("A note that was given stays: change the visit, then write a new one."),
    "journal.unknown_op": N_("This act is not in the journal: choose it in the list."),
    "journal.is_reversal": N_("This was a correction already: do the act again instead."),
    "journal.reason_unfit": N_("This reason does not fit what was done: choose another one."),
    "journal.reversed_already": N_("This was taken back already."),
    "journal.not_reversible": N_("This cannot be taken back: it says how the shop was set up."),
    "journal.nothing_to_reverse": N_("There is nothing to take back: count or save again instead."),
    "day.unknown": N_("There was no business day on {day}."),
    "day.none": N_("No day was opened yet."),
    "month.unknown": N_(
        "Nothing is closed in {period}: a month is given as 2026-11, a fiscal year as the year it begins in."
    ),
    "month.day_open": N_("The day of {day} is open: close it first, the month is closed after it."),
    "month.nothing_to_close": N_("Every month that is over is closed: there is nothing to close."),
    "month.not_over": N_(
        "The month is not over: the shop still opens on {day}. It is closed by itself with the next one."
    ),
    "month.stays_closed": N_("A closed month stays: what is wrong in it is corrected today."),
    "clock.behind": N_(
        "The PC's clock stands at {clock_at}, before the last entry: set it right, or confirm today's date."
        " If the clock is right, the journal ran ahead: let the responsible correct it."
    ),
    "clock.confirm": N_("Is today really {day}? Confirm the date to open the day."),
    "clock.not_ahead": N_("The journal does not run ahead of that time: there is nothing to set right."),
    "clock.differs": N_("The PC's clock stands at {clock_at}: set it right first, then correct the journal."),
    "clock.correct_again": N_("A corrected clock is corrected by the next correction."),
    "calendar.no_opening": N_("The shop is not open in the year after {day}: set the opening hours first."),
    "calendar.past": N_("{day} is over: opening hours change from today on."),
    "calendar.closed_already": N_(
        "The shop stays closed on {day} already: open that day again first to give another reason."
    ),
    "calendar.ends_before": N_("{until_day} is before {day}: give the last day after the first."),
    "calendar.too_long": N_("At most {most} days at once: for longer, set opening hours without a session."),
    "calendar.not_closed": N_("No closure is noted on {day}: there is nothing to open again."),
    "calendar.things_due": N_(
        "Deadlines that fall into this closure: {count}; people to call before: {calls}."
    ),
    "calendar.close_anyway": N_(
        "Deadlines that fall into this closure: {count}; people to call before: {calls}. Close it all the same?"
    ),
    "calendar.reopen_instead": N_("A closure is taken back by opening that day again."),
    "calendar.close_instead": N_("A day that was opened again is closed by noting its closure anew."),
    "calendar.set_again": N_("Opening hours are corrected by setting the right ones."),
    "settings.unknown": N_("There is no setting {code}."),
    "settings.out_of_bounds": N_("{code}: between {least} and {most}."),
    "settings.out_of_bounds+least_cents": N_("{code}: between {least_cents} and {most_cents}."),
    "settings.changed_since": N_("This was changed again since: set it as it should be."),
    "service.unknown": N_("There is no service {service}."),
    "service.off": N_("{service} is switched off: nothing new is taken; what is still here can leave."),
    "service.past": N_("{day} is over: a service is switched from today on."),
    "service.things_open": N_(
        "{service} is switched off, and still holds: {count}. They can leave as before."
    ),
    "service.changed_since": N_("{service} was switched again since: switch it as it should be."),
    "look.too_short": N_("Type at least two letters of the name, and no sign that stands for others."),
    "clock.real": N_("The clock of a real desk cannot be given: leave --clock out."),
    "till.charged_act": N_("{command} is paid for: it belongs into the acts of a till.settle."),
    "till.act_stands_alone": N_("{command} stands alone: it is not part of a payment."),
    "till.underpaid": N_("{missing_cents} are missing."),
    "till.overpaid": N_("{paid_cents} for {due_cents}: change is given from cash only. Correct the amount."),
    "till.overpaid+payee": N_(
        "{paid_cents} for {payee}, whose part is {due_cents}: each terminal takes its own part. Correct the amount."
    ),
    "till.payee_needed": N_("Whose card terminal or cheque is it? Each pays its own part alone: {payees}."),
    "till.payee_unknown": N_("Nobody is paid here as {payee}: name one of those that there are."),
    "till.payee_differs": N_("Cheque {cheque} is for {payee}: it goes on a sheet of its own."),
    "till.payee_cash": N_("Cash for {payee} is handed over as a remittance: leave it out of the sheet."),
    "till.cash_limit": N_(
        "At most {limit_cents} may be paid in cash (CMF L. 112-6): take the rest by card or cheque."
    ),
    "till.payment_fields": N_("Payment by {means}: give {field}, and nothing else."),
    "till.short": N_("The drawer holds {drawer_cents} only: {asked_cents} cannot leave it."),
    "till.short+drawer": N_("The drawer {drawer} holds {drawer_cents} only: {asked_cents} cannot leave it."),
    "till.no_acts": N_("There is nothing to pay: add an act first."),
    "till.unknown_ticket": N_("There is no ticket {ticket}: read its number again."),
    "till.unknown_line": N_("Ticket {ticket} has {lines} lines: choose one of them."),
    "till.line_twice": N_("Line {line} is named twice: give it once, with the whole quantity."),
    "till.refund_of_refund": N_("{ticket} is a refund itself: sell again what was refunded by mistake."),
    "till.refunded_already": N_("Line {line} of ticket {ticket} was refunded already."),
    "till.refund_too_many": N_("Only {left} of line {line} are left to refund."),
    "till.refund_one_line": N_(
        "How many pieces come back is said of one line: choose it, then give the number."
    ),
    "till.not_refundable": N_("Line {line} cannot be refunded here."),
    "till.refund_means": N_("The ticket was paid in several ways: say how the {due_cents} go back."),
    "till.refund_means+came_by": N_(
        "What goes back was paid in several ways, or nobody knows how: say how the {due_cents} go back."
    ),
    "till.refund_means+cheque_cents": N_(
        "A cheque of {cheque_cents} goes back whole or not at all: say how the {due_cents} go back, such as in cash."
    ),
    "till.refund_differs": N_("{due_cents} go back, not {paid_cents}: correct the amount."),
    "till.same_means": N_("It is noted as {means} already: choose the means it really was."),
    "till.means_short": N_("Only {held_cents} of this ticket are noted as {means}."),
    "till.cheque_gone": N_(
        "A cheque goes back whole, and only while it is here. None of this ticket is here for {asked_cents}: give the"
        " money back in cash."
    ),
    "till.cheque_gone+cheque": N_("Cheque {cheque} is not here any more: choose among those that are."),
    "till.nothing_to_pay_in": N_(
        "No cheque is here, and no cash was named: there is nothing to take to the bank."
    ),
    "till.remittance_stays": N_(
        "Remittance {slip} went with a day that is closed: what comes back is put into the drawer, or paid over less next time."
    ),
    "till.over_remitted": N_(
        "{over_cents} more than was owed to {partner}: take it back if that was a slip of the fingers."
    ),
    "till.sheet_stays": N_(
        "Sheet {sheet} belongs to a closed day: it stays. What the bank did not take is a movement of today."
    ),
    "till.sheet_stays+cheque": N_(
        "Cheque {cheque} of sheet {sheet} came back from the bank since: the sheet stays."
    ),
    "till.not_last_ticket": N_(
        "Somebody else was served since: refund ticket {ticket} by its number instead."
    ),
    "till.count_fields": N_("Give the total, or the pieces of each coin and note."),
    "till.not_counted": N_("The drawer was not counted: the closing says so."),
    "till.gap_unexplained": N_("The drawer differed by {gap_cents}; nobody said why: noted as unexplained."),
    "till.expected_differs": N_(
        "By the acts of the day the drawer should hold {added_cents}, the program says {expected_cents}: something was"
        " altered. Verify the journal and call for help."
    ),
    "till.note_missing": N_(
        "Services of {services_cents} were paid without a note: print the ticket for the customer, and next"
        " time give the note first."
    ),
    "till.note_changed": N_(
        "The note said {noted_cents}, {paid_cents} were paid for our own: print the ticket, which says what"
        " was paid."
    ),
    "till.float_differs": N_("The float is {float_cents}; the last closing left {left_cents}."),
    "till.float_differs+drawer": N_(
        "The float of the drawer {drawer} is {float_cents}; the last closing left {left_cents}."
    ),
    "vat.unknown": N_("No VAT rate {vat_code} is known on {day}."),
    "vat.unknown+line": N_(
        "Line {line}: no VAT rate {vat_code} is known on {day}. Correct the column vat_code."
    ),
    "vat.past": N_("{day} is over: a rate changes from today on."),
    "vat.twice": N_("{vat_code} stands twice: give each rate once."),
    "vat.import_again": N_("A rate is corrected by giving the right one."),
    "site.missing": N_("The site file {file} cannot be read."),
    "site.unreadable": N_("The site file is not readable: {detail}"),
    "site.invalid": N_("The site file is not understood at {field}."),
    "site.invalid+line": N_(
        "Line {line} of the site file: {field} is missing or not understood. Compare it with the same line of the example, ampere.toml."
    ),
    "site.too_large": N_("This is no site file: it is larger or nested deeper than any."),
    "site.no_siret": N_(
        "A real shop needs its own SIRET in the site file: 14 zeros are an example's. Its receipts bear that number."
    ),
    "site.siret_invalid": N_(
        "This is no SIRET of a shop: 14 figures, as they stand on the notice of the register. Type it again."
    ),
    "site.vat_number_invalid": N_(
        "This VAT number is not right, or not of the company of this SIRET: give both as they belong together."
    ),
    "site.field_invalid": N_("{field}: this is not understood: choose or type it again."),
    "site.nothing_changed": N_("That is what stands there already: nothing was changed."),
    "site.changed_since": N_("This was changed again since: set it as it should be."),
    "site.change_again": N_("The region of the holidays is corrected by choosing the right one."),
    "init.exists": N_("There is a desk in {folder} already: choose another folder."),
    "paper.not_waiting": N_(
        "{document} waits for no printer, or is being printed just now: look at the page Papers once more."
    ),
    "paper.print_instead": N_(
        "A paper that was given up can still be printed: choose it on the page Papers."
    ),
    "print.unknown": N_("There is no {document} to print."),
    "print.no_roll": N_("{document} is no paper of a roll: print it as pdf."),
    "print.erased": N_("The details of {document} were erased: it cannot be printed any more."),
}
