"""Sentences of the relay's refusals and warnings: English sources, translated by gettext."""

from concierge_desk.i18n import N_

MESSAGES = {
    "tracking.check_key": N_(
        "The key of {tracking} does not fit: compare it with the label. The item is recorded."
    ),
    "tracking.country": N_(
        "The end of {tracking} names no country: compare it with the label. The item is recorded."
    ),
    "tracking.shape": N_("{tracking} has an unusual form: compare it with the label. The item is recorded."),
    "relay.tracking_missing": N_(
        "No tracking number was given: if the label has one, take this back and give it."
    ),
    "relay.no_email": N_("No address was noted for {tracking}: ask for one, or call."),
    "relay.mailed_today": N_("A mail about {tracking} was written today: one a day is enough."),
    "relay.email_again": N_("The address was erased: ask for it again."),
    "relay.expired": N_("This item was due back since {deadline_day}; it is handed over all the same."),
    "relay.not_due": N_("{tracking} may still be collected until {deadline_day}; it goes back all the same."),
    "relay.stock_short": N_("The stock of {product} says {stock}: count the stamps when there is time."),
    "relay.place_unusual": N_(
        "This is no place of the list, and no code such as A3. A name has no place on a shelf: keep it all the same?"
    ),
    "relay.already_held": N_("{tracking} is here already, at {shelf}."),
    "relay.already_handed_over": N_("{tracking} was handed over on {day}."),
    "relay.already_deposited": N_("{tracking} is already waiting for the postman."),
    "relay.refused_already": N_("{tracking} was refused by its addressee: it goes back with the postman."),
    "relay.returned_already": N_("{tracking} went back with the postman on {day}."),
    "relay.unknown": N_("{tracking} is not here. Scan the label again, or record its arrival first."),
    "relay.carrier_needed": N_("Which carrier brings this item without a number? Choose it, then confirm."),
    "relay.carrier_needed+tracking": N_(
        "Which carrier brings this item ({tracking})? Choose it, then confirm."
    ),
    "relay.carrier_off": N_("{carrier} is not a carrier of this shop: see the settings of the relay."),
    "relay.item_needed": N_("Give the tracking number, or the code of our label."),
    "relay.proxy_needed": N_("Somebody else collects: say who, and with which mandate."),
    "relay.proxy_unexpected": N_("The addressee collects in person: leave the proxy out."),
    "relay.period_invalid": N_("{period} is no period: a week is written 2026-W48, a month 2026-11."),
    "relay.period_empty": N_("No day was closed in {period}: there is nothing to add up."),
    "relay.visit_later": N_("A visit cannot be dated after today: read its date again."),
    "relay.presented_later": N_("The notice cannot be dated after today: read its date again."),
    "relay.count_needed": N_("How many letters? Give their number, without a tracking number."),
    "relay.one_piece": N_(
        "An item with a tracking number is deposited alone: leave the number of pieces out."
    ),
    "relay.changed_since": N_("Something else happened to this item since: take that back first."),
    "relay.changed_since+product": N_("{product} was set again since: set it as it should be."),
    "relay.changed_since+carrier": N_("{carrier} was set again since: set it as it should be."),
    "relay.changed_since+code": N_("{code} was set again since: set it as it should be."),
    "relay.past": N_("{day} is over: this is set from today on."),
    "relay.row_twice": N_("{product} is named twice: name it once."),
    "relay.row_twice+carrier": N_("{carrier} is named twice: name it once."),
    "relay.row_twice+code": N_("{code} is named twice: name it once."),
    "relay.period_reversed": N_("The last day of {carrier} is before its first one: read both again."),
    "relay.period_reversed+code": N_("The last day of {code} is before its first one: read both again."),
    "relay.pay_row": N_(
        "{code} is not whole: a month wants its amount; an act its amount and which acts; per mille how many and of which charges."
    ),
    "relay.pay_overlap": N_(
        "{code} would be paid twice from {day} on: give the earlier row its last day, the day before."
    ),
    "relay.month_open": N_(
        "This month ends on {day}: what it should come to is so far, and the statement can be noted again."
    ),
    "relay.statement_nothing": N_("No line stands in this statement: give what is paid, code by code."),
    "relay.note_again": N_(
        "A statement is not taken back: note it again as it is, the month has the last one."
    ),
    "relay.holding_first": N_("Before that nothing was said of {carrier}: set how long its items wait."),
    "relay.principal_unknown": N_("There is no principal {principal}: choose one of the list."),
    "relay.left_already": N_("The postman has it already: it cannot be given back any more."),
    "relay.slip_signed": N_(
        "The postman has signed for it: this stays. If something is still here, take it back from the slip."
    ),
    "relay.reserves_missing": N_(
        "{tracking} was damaged and no reserves were noted: take the act back if the collector made some."
    ),
    "relay.mandate_undated": N_(
        "Until when does this company's mandate hold? Read it on the mandate and note it for next time."
    ),
    "relay.operation_off": N_("This shop does not offer: {operation}. See the settings of the relay."),
    "relay.operation_unknown": N_("There is no operation {operation} with a switch: choose one of the list."),
    "relay.document_needed": N_(
        "An identity document is needed: look at it, then choose its kind. Its number is not noted."
    ),
    "relay.mandate_needed": N_(
        "Without a mandate the item stays here, even for a relative: ask for it, then choose its kind."
    ),
    "relay.mandate_expired": N_("This mandate ended on {day}: a new one is needed."),
    "relay.mandate_ended": N_("This mandate was withdrawn on {day}: a new one is needed."),
    "relay.mandate_unknown": N_("There is no mandate {mandate} here: note it first."),
    "relay.mandate_too_long": N_("A company's mandate holds five years at most: until {day}."),
    "relay.mandate_again": N_("A mandate that ended does not come back: note it again."),
    "relay.on_slip": N_("{tracking} is on the slip {slip}: cancel that slip first, then go on."),
    "relay.misrouted_already": N_("{tracking} is not for this shop: it goes back with the postman."),
    "relay.damaged_already": N_("{tracking} is already noted as damaged."),
    "relay.not_found": N_("{tracking} was not found on its shelf: note first that it is here again."),
    "relay.misdelivered": N_(
        "{tracking} went to the wrong person: note first that it is back here, then go on."
    ),
    "relay.not_missing": N_("{tracking} is not noted as missing."),
    "relay.lost_already": N_("{tracking} was given up as lost on {day}."),
    "relay.same_shelf": N_("{tracking} is at {shelf} already."),
    "relay.slip_or_what": N_(
        "Name the prepared slip, or say what the postman takes; not two different things."
    ),
    "relay.slip_unknown": N_("There is no slip {slip}: read its number again."),
    "relay.slip_signed_already": N_("The slip {slip} was signed on {day}."),
    "relay.slip_cancelled": N_("The slip {slip} was cancelled: prepare a new one."),
    "relay.entry_unknown": N_("No deposit waits or left under the entry {entry}: read its number again."),
    "relay.still_here": N_("{tracking} has not left: there is nothing to take back."),
    "relay.hand_again": N_("It is here again: put it on the next slip."),
    "relay.slots_follow": N_("This follows the opening hours: change those instead."),
    "relay.compare_again": N_("A comparison changes nothing: compare again."),
    "relay.compare_row": N_(
        "Line {line} says no one thing: give a number with its status, or an act with how many, and cents of what is sold."
    ),
    "relay.statuses_unreadable": N_("This file is no table of statuses: save it as CSV, then try again."),
    "relay.statuses_columns": N_(
        "The columns with the numbers and with the statuses were not found: call them “numéro” and “statut” in the first line."
    ),
    "relay.statuses_none": N_(
        "No line of this file has a number that is known here: look whether it is the right one."
    ),
    "relay.status_unknown": N_(
        "Statuses that are not known here were left out ({count}): look these items up one by one."
    ),
    "relay.count_again": N_("A count stays as it was: count again."),
    "relay.switch_again": N_("A switch is not taken back: set it the other way."),
    "relay.not_by_weight": N_("{product} is not franked by weight: sell it by the piece."),
    "relay.overstamped": N_("The stamps are worth {surplus_cents} more than the price: count them again."),
    "relay.complaint_unknown": N_("There is no complaint {complaint}: read its number again."),
    "relay.complaint_closed": N_("The complaint {complaint} has ended: note a new one."),
    "relay.complaint_went_on": N_(
        "Something else has happened to the complaint {complaint} since: take that back first."
    ),
    "relay.no_number": N_("This is no tracking number: put it into the note."),
    "relay.deadline_before_notice": N_("The deadline lies before the notice: read both dates again."),
    "relay.deadline_odd": N_("The deadline {deadline_day} is unusual: compare it with the label."),
    "relay.stock_too_few": N_("The stock of {product} says {stock}: count the pieces first."),
    "relay.one_or_lines": N_("Say one product, or several lines: not both."),
    "relay.noticed_later": N_("It cannot have been noticed after today: read the day again."),
    "relay.nothing_to_order": N_("Nothing has to be ordered: what should be there is there, or on its way."),
    "relay.order_unknown": N_("There is no order {order}: read its number again."),
    "relay.order_closed": N_(
        "Nothing more is awaited of {order}: note what came as a delivery without an order."
    ),
    "relay.order_begun": N_(
        "Something of {order} has come: it stays. Say with the delivery that it is complete."
    ),
    "relay.nothing_came": N_(
        "Nothing came: say how many of what, or that nothing more will come of the order."
    ),
    "relay.delivery_differs": N_(
        "Of {order}, products of which not what was ordered has come: {count}. Count them again before it is signed."
    ),
    "relay.no_pack": N_("{product} opens into nothing: describe the product with what is in it."),
    "relay.pack_of_pack": N_("{product}: a pack opens into single pieces, not into another pack."),
    "relay.country_unknown": N_("{country} is no country La Poste sends to: choose it again."),
    "relay.zone_differs": N_("To {country}: {zone}. Leave the zone out, or choose that one."),
    "relay.option_unfit": N_("{option} cannot be added to {product}: choose another product or option."),
    "relay.customs_form": N_(
        "To {country}: goods need a customs form (CN23); letters with papers only need none."
    ),
    "relay.too_long": N_("Longer than La Poste takes: {most} mm at most ({source})."),
    "relay.too_large": N_(
        "Larger than La Poste takes: its three sides together {most} mm at most ({source})."
    ),
    "relay.too_thick": N_("Too thick for a letter: {most} mm at most ({source}). It may be a parcel."),
    "relay.too_heavy": N_("Heavier than this product takes: {most} g at most ({source})."),
    "relay.surcharge": N_("Larger than a standard parcel ({most} mm): La Poste may charge more ({source})."),
    "relay.places_again": N_("A list of places is not taken back: give the right one."),
    "relay.regate_invalid": N_("A REGATE code has 6 figures: the post office knows it. Nothing was written."),
    "relay.office_same": N_("The post office and its code are so already: nothing was written."),
    "relay.office_changed": N_("The post office was changed again since: say what is right now."),
    "relay.describe_again": N_("A product that was described stays in the catalogue: describe it again."),
    "tariff.of_last_year": N_(
        "The price of {product} dates from {valid_from}: look whether La Poste has changed it."
    ),
    "relay.nothing_to_hand": N_("Nothing is waiting for the postman."),
    "relay.mixed_carriers": N_("These items belong to several networks: hand each network its own."),
    "relay.holding_unknown": N_(
        "No holding period is known for {carrier} on {day}: give the date printed on the label."
    ),
    "tariff.unknown": N_(
        "No price of {product} is known for that day: choose another product, or give its price: type “prices”."
        " Nothing was charged."
    ),
    "tariff.unknown+zone": N_(
        "No price of {product} is known for that day ({zone}): choose another product, or give its price:"
        " type “prices”. Nothing was charged."
    ),
    "tariff.over_limit": N_("Too heavy for {product}: {max_g} g at most. Choose another product."),
    "tariff.product_unknown": N_(
        "{product} is not in the catalogue: compare its code with the list of products."
    ),
    "tariff.incomplete": N_("{product} has no price yet: give its {field} too."),
    "tariff.period_reversed": N_(
        "{band} ({zone}) ends before its first day, {day}: correct its days. Nothing was imported."
    ),
    "tariff.overlap": N_(
        "{band} ({zone}) would have two prices on {day}: keep one of them. Nothing was imported."
    ),
    "tariff.unusual": N_(
        "Unusual prices: {count}, the first being {band} ({zone}) at {new_cents} from {day}:"
        " compare them with La Poste's sheet, then confirm. Nothing was imported."
    ),
    "tariff.hole": N_(
        "{product} ({zone}) from {day}: {kept} bands of weight keep their old price, {unpriced} have none. Complete the"
        " sheet if La Poste prices them."
    ),
    "tariff.fall": N_("{band} ({zone}) falls from {old_cents} to {new_cents} on {day}, as confirmed."),
    "tariff.rise": N_("{band} ({zone}) rises from {old_cents} to {new_cents} on {day}, as confirmed."),
    "tariff.band_order": N_(
        "{band} ({zone}) costs {new_cents} from {day}, less than the lighter band at {old_cents}, as confirmed."
    ),
    "tariff.hole+band": N_(
        "{band} ({zone}) has no price of its own from {day}: complete the sheet if La Poste prices it."
    ),
    "tariff.product_unknown+line": N_(
        "Line {line}: {product} is not in the catalogue. Compare its code with the list of products."
    ),
    "tariff.incomplete+line": N_("Line {line}: {product} has no price yet. Fill in the column {field} too."),
    "tariff.period_reversed+line": N_(
        "Line {line}: {band} ({zone}) ends before its first day, {day}. Correct its days. Nothing was imported."
    ),
    "tariff.sheet_unreadable": N_("This file is no table: save it as CSV, then try again."),
    "tariff.sheet_nothing": N_("No price stands in this sheet: choose another file."),
    "tariff.sheet_columns": N_(
        "The first line of the sheet names its columns, and {column} is missing: add it, then try again."
    ),
    "tariff.sheet_column": N_(
        "The column {column} is not known here, or stands there twice: take it out, then try again."
    ),
    "tariff.sheet_cells": N_(
        "Line {line} has {count} cells for {columns} columns: look for a separator too many, then try again."
    ),
    "tariff.sheet_empty": N_("Line {line}: the column {column} is empty. Fill it in, then try again."),
    "tariff.sheet_cell": N_(
        "Line {line}: “{value}” does not go into the column {column}. Correct it, then try again."
    ),
    "tariff.sheet_price": N_("Line {line}: “{value}” is no price. Write 167 in cents, or 1,67 in prix."),
    "tariff.sheet_weight": N_(
        "Line {line}: “{value}” is no weight. Write whole grams such as 20, or nothing for a flat price."
    ),
    "tariff.sheet_day": N_("Line {line}: “{value}” is no date. Write it as 01/01/2027."),
    "tariff.import_again": N_(
        "Prices are not taken back: import the right ones for the same band and day, they replace these."
    ),
}
