"""What the relay says when it refuses or warns: English sources, translated by gettext."""

from concierge_desk.i18n import N_

MESSAGES = {
    "tracking.check_key": N_(
        "The key of {tracking} does not fit: compare it with the label. The item is recorded."
    ),
    "tracking.country": N_(
        "The end of {tracking} names no country: compare it with the label. The item is recorded."
    ),
    "tracking.shape": N_("{tracking} has an unusual form: compare it with the label. The item is recorded."),
    "relay.tracking_missing": N_("No tracking number was given: add it if the label has one."),
    "relay.expired": N_("This item was due back since {deadline_day}; it is handed over all the same."),
    "relay.not_due": N_("This item may still be collected until {deadline_day}; it goes back all the same."),
    "relay.stock_short": N_("The stock of {product} says {stock}: count the stamps when there is time."),
    "relay.already_held": N_("{tracking} is here already, at {shelf}."),
    "relay.already_handed_over": N_("{tracking} was handed over on {day}."),
    "relay.already_deposited": N_("{tracking} is already waiting for the postman."),
    "relay.refused_already": N_("{tracking} was refused by its addressee: it goes back with the postman."),
    "relay.returned_already": N_("{tracking} went back with the postman on {day}."),
    "relay.unknown": N_("{tracking} is not here. Scan the label again, or record its arrival first."),
    "relay.carrier_needed": N_("Which carrier brings {tracking}? Choose it, then confirm."),
    "relay.carrier_off": N_("{carrier} is not a carrier of this shop: see the site file."),
    "relay.item_needed": N_("Give the tracking number, or the code of our label."),
    "relay.proxy_needed": N_("Somebody else collects: say who, and with which mandate."),
    "relay.proxy_unexpected": N_("The addressee collects in person: leave the proxy out."),
    "relay.presented_later": N_("The notice cannot be dated after today: read its date again."),
    "relay.count_needed": N_("How many letters? Give their number, without a tracking number."),
    "relay.one_piece": N_(
        "An item with a tracking number is deposited alone: leave the number of pieces out."
    ),
    "relay.changed_since": N_("Something else happened to this item since: take that back first."),
    "relay.left_already": N_("The postman has it already: it cannot be given back any more."),
    "relay.slip_signed": N_(
        "The postman has signed for it: this stays. Note what stayed behind, and tell La Poste."
    ),
    "relay.nothing_to_hand": N_("Nothing is waiting for the postman."),
    "relay.mixed_carriers": N_("These items belong to several networks: hand each network its own."),
    "relay.holding_unknown": N_(
        "No holding period is known for {carrier} on {day}: give the date printed on the label."
    ),
    "tariff.unknown": N_(
        "{product} has no known price on that day: choose it again, or ask La Poste. Nothing was charged."
    ),
    "tariff.over_limit": N_("Too heavy for {product}: {max_g} g at most. Choose another product."),
}
