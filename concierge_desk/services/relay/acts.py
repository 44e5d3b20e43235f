"""The relay's acts: each command with its fields, what it reads and what decides; and how it is taken back.

Source: docs/trade.md, "Operations of the relay"; decision 0014.
"""

from collections.abc import Mapping

from concierge_desk.counter.service import ANY_DAY, AnyCommand, AnyReversal, Command, Reversal, answers, never
from concierge_desk.i18n import N_
from concierge_desk.services.relay.form import items, sales
from concierge_desk.services.relay.model import (
    catalogue,
    custody,
    deposits,
    franking,
    handover,
    incidents,
    mandates,
    operations,
    places,
    reversals,
    slip_undo,
    slips,
    stamps,
    stock,
    tariffs,
)
from concierge_desk.services.relay.tables import loads, prices

_NUMBER_WARNINGS = ("tracking.check_key", "tracking.country", "tracking.shape", "relay.tracking_missing")
_IDENTIFIED = ("relay.carrier_needed", "relay.carrier_off", "relay.operation_off")
_ENDED = (
    "relay.already_handed_over",
    "relay.refused_already",
    "relay.returned_already",
    "relay.misrouted_already",
    "relay.not_found",
    "relay.misdelivered",
    "relay.lost_already",
)
_FOUND = ("relay.item_needed", "relay.carrier_needed", "relay.unknown", *_ENDED, "relay.on_slip")
_MANDATE = ("relay.mandate_unknown", "relay.mandate_ended", "relay.mandate_expired")
_LISTED = (
    "relay.nothing_to_hand",
    "relay.unknown",
    "relay.entry_unknown",
    "relay.mixed_carriers",
    "relay.carrier_off",
    *_ENDED,
    "relay.on_slip",
)

CUSTODY: tuple[AnyCommand, ...] = (
    Command(
        name="relay.receive",
        summary=N_("An item arrives and is put on a shelf."),
        form=items.RECEIVE,
        load=loads.load_receive,
        decide=custody.receive,
        answer=custody.received_answer,
        refusals=(
            *_IDENTIFIED,
            "relay.already_held",
            "relay.misdelivered",
            "relay.presented_later",
            "relay.deadline_before_notice",
            "relay.holding_unknown",
        ),
        warnings=(*_NUMBER_WARNINGS, "relay.deadline_odd"),
    ),
    Command(
        name="relay.move",
        summary=N_("An item is put on another shelf."),
        form=items.MOVE,
        load=loads.load_stays,
        decide=incidents.move,
        answer=answers("custody", "tracking", "carrier", "shelf"),
        refusals=(*_FOUND, "relay.same_shelf"),
    ),
    Command(
        name="relay.remind",
        summary=N_("Whoever waits for an item was reminded of it."),
        form=items.REMIND,
        load=loads.load_stays,
        decide=incidents.remind,
        answer=answers("custody", "tracking", "carrier", "shelf"),
        refusals=_FOUND,
    ),
    Command(
        name="relay.report_incident",
        summary=N_("An item is damaged, misrouted, cannot be found, was found again or is lost."),
        form=items.REPORT_INCIDENT,
        load=loads.load_stays,
        decide=incidents.report_incident,
        answer=answers("custody", "tracking", "carrier", "shelf", "incident", "state"),
        refusals=(*_FOUND, "relay.damaged_already", "relay.not_missing"),
    ),
    Command(
        name="relay.hand_over",
        summary=N_("An item is handed over to its addressee or a proxy."),
        form=items.HAND_OVER,
        load=loads.load_hand_over,
        decide=handover.hand_over,
        answer=answers("custody", "tracking", "carrier", "shelf"),
        refusals=(
            *_FOUND,
            "relay.proxy_needed",
            "relay.proxy_unexpected",
            "relay.document_needed",
            "relay.mandate_needed",
            *_MANDATE,
        ),
        warnings=("relay.expired", "relay.reserves_missing", "relay.mandate_undated"),
    ),
    Command(
        name="relay.refuse",
        summary=N_("The addressee does not want the item."),
        form=items.REFUSE,
        load=loads.load_stays,
        decide=handover.refuse,
        answer=answers("custody", "tracking", "carrier", "shelf"),
        refusals=_FOUND,
    ),
    Command(
        name="relay.complain",
        summary=N_("A complaint about the post is noted; La Poste deals with it."),
        form=items.COMPLAIN,
        load=loads.load_complaint,
        decide=incidents.complain,
        answer=answers("subject", "tracking"),
        refusals=("relay.operation_off", "relay.no_number"),
    ),
    Command(
        name="relay.record_mandate",
        summary=N_("A company's mandate was shown: it is noted until it ends."),
        form=items.RECORD_MANDATE,
        decide=mandates.record_mandate,
        answer=answers("mandate"),
        when=ANY_DAY,
        refusals=("relay.mandate_expired", "relay.mandate_too_long"),
    ),
    Command(
        name="relay.end_mandate",
        summary=N_("A company's mandate holds no more."),
        form=items.END_MANDATE,
        load=lambda rows, command, _context: loads.company_mandate(rows, command.mandate_code),
        decide=mandates.end_mandate,
        answer=answers("mandate"),
        when=ANY_DAY,
        refusals=("relay.mandate_unknown", "relay.mandate_ended"),
    ),
)

LEAVING: tuple[AnyCommand, ...] = (
    Command(
        name="relay.deposit",
        summary=N_("Something already paid for is handed in."),
        form=items.DEPOSIT,
        load=loads.load_deposit,
        decide=deposits.deposit,
        answer=answers("kind", "count", "tracking"),
        refusals=(*_IDENTIFIED, "relay.count_needed", "relay.one_piece", "relay.already_deposited"),
        warnings=_NUMBER_WARNINGS,
    ),
    Command(
        name="relay.prepare_slip",
        summary=N_("What the postman will take is listed on a slip."),
        form=items.PREPARE_SLIP,
        load=loads.load_slip,
        decide=slips.prepare_slip,
        answer=slips.slip_answer,
        refusals=_LISTED,
        warnings=("relay.not_due",),
    ),
    Command(
        name="relay.hand_to_postman",
        summary=N_("The postman takes what waits for him and signs: a prepared slip, or one made at once."),
        form=items.HAND_TO_POSTMAN,
        load=loads.load_slip,
        decide=slips.hand_to_postman,
        answer=slips.slip_answer,
        refusals=(
            *_LISTED,
            "relay.slip_or_what",
            "relay.slip_unknown",
            "relay.slip_signed_already",
            "relay.slip_cancelled",
        ),
        warnings=("relay.not_due",),
    ),
    Command(
        # docs/contract.md, "Corrections" names the act as its entry.
        name="relay.taken_back",
        summary=N_("Something that the postman signed for is still here."),
        form=items.TAKE_BACK,
        load=loads.load_take_back,
        decide=slip_undo.take_back,
        answer=answers("custody", "tracking", "shelf", "slip", "what"),
        refusals=(
            "relay.item_needed",
            "relay.carrier_needed",
            "relay.unknown",
            "relay.entry_unknown",
            "relay.still_here",
            "relay.misdelivered",
            "relay.already_handed_over",
            "relay.lost_already",
            "relay.returned_already",
            "relay.already_held",
            "relay.already_deposited",
        ),
    ),
)

SALES: tuple[AnyCommand, ...] = (
    Command(
        name="relay.sell",
        summary=N_("Stamps, prepaid envelopes or packaging are sold by the piece."),
        form=sales.SELL,
        load=prices.load_stamp,
        decide=stamps.sell,
        charged=True,
        refusals=("tariff.unknown", "relay.operation_off"),
        warnings=("relay.stock_short", "tariff.of_last_year"),
    ),
    Command(
        name="relay.frank",
        summary=N_("An item is franked by weight; it then waits for the postman."),
        form=sales.FRANK,
        load=prices.load_frank,
        decide=franking.frank,
        charged=True,
        refusals=(
            "tariff.unknown",
            "tariff.over_limit",
            "relay.operation_off",
            "relay.country_unknown",
            "relay.zone_differs",
            "relay.option_unfit",
            "relay.not_by_weight",
            "relay.already_deposited",
        ),
        warnings=(
            *_NUMBER_WARNINGS,
            "relay.stock_short",
            "relay.customs_form",
            "relay.overstamped",
            "relay.too_long",
            "relay.too_large",
            "relay.too_thick",
            "relay.too_heavy",
            "relay.surcharge",
            "tariff.of_last_year",
        ),
    ),
    Command(
        name="relay.stock_receive",
        summary=N_("La Poste brings stamps."),
        form=sales.RECEIVE_STOCK,
        load=prices.load_stamp,
        decide=stock.receive_stock,
        answer=answers("product", "quantity"),
        refusals=("tariff.unknown",),
    ),
    Command(
        name="relay.stock_spoil",
        summary=N_("Pieces are spoilt: they cannot be sold any more."),
        form=sales.SPOIL_STOCK,
        load=prices.load_stamp,
        decide=stock.spoil_stock,
        answer=answers("product", "quantity"),
        refusals=("tariff.unknown", "relay.stock_too_few"),
    ),
    Command(
        name="relay.stock_count",
        summary=N_("The pieces of a product are counted."),
        form=sales.COUNT_STOCK,
        load=prices.load_stamp,
        decide=stock.count_stock,
        answer=answers("product", "expected", "counted", "gap"),
        refusals=("tariff.unknown",),
    ),
)

SETTINGS: tuple[AnyCommand, ...] = (
    Command(
        name="relay.switch",
        summary=N_("The shop offers an operation, or offers it no more."),
        form=sales.SWITCH,
        load=lambda rows, _command, _context: loads.switches(rows),
        decide=operations.switch,
        answer=answers("operation", "on"),
        when=ANY_DAY,
        refusals=("relay.operation_unknown", "operator.not_responsible"),
    ),
    Command(
        name="relay.set_products",
        summary=N_("Products join the catalogue, or are described anew."),
        form=sales.SET_PRODUCTS,
        decide=catalogue.set_products,
        answer=catalogue.products_answer,
        when=ANY_DAY,
    ),
    Command(
        name="relay.set_places",
        summary=N_("The shop lists the places of its shelves: the next item gets the first empty one."),
        form=sales.SET_PLACES,
        decide=places.set_places,
        answer=answers("places"),
        when=ANY_DAY,
    ),
)

PRICES: tuple[AnyCommand, ...] = (
    Command(
        name="tariff.import",
        summary=N_("New prices are taken into the tariff, each from its day on."),
        form=sales.IMPORT_TARIFF,
        load=prices.load_tariff,
        decide=tariffs.import_tariff,
        answer=tariffs.imported_answer,
        when=ANY_DAY,
        refusals=tariffs.IMPORT_REFUSALS,
        warnings=tariffs.IMPORT_WARNINGS,
    ),
    Command(
        name="tariff.preview",
        summary=N_("What new prices would change is looked at; nothing is written."),
        form=sales.PREVIEW_TARIFF,
        load=prices.load_tariff,
        decide=tariffs.check_preview,
        work=lambda rows, command, context: tariffs.preview_tariff(
            prices.load_tariff(rows, command, context), command
        ),
        when=ANY_DAY,
        refusals=tariffs.PREVIEW_REFUSALS,
    ),
)

COMMANDS = (*CUSTODY, *LEAVING, *SALES, *SETTINGS, *PRICES)

_CHANGED = ("relay.changed_since", "relay.slip_signed", "relay.on_slip")
_REOPENED = (*_CHANGED, "relay.already_held", "relay.misdelivered")

REVERSALS: Mapping[str, AnyReversal] = {
    "relay.received": Reversal(reversals.reverse_receive, loads.load_stay, _CHANGED),
    "relay.moved": Reversal(
        reversals.reverse_move, loads.load_stay, ("relay.changed_since", "relay.on_slip")
    ),
    "relay.reminded": Reversal(reversals.reverse_reminder, loads.load_stay, ("relay.changed_since",)),
    "relay.incident_noted": Reversal(reversals.reverse_incident, loads.load_stay, _REOPENED),
    "relay.handed_over": Reversal(
        reversals.reverse_hand_over,
        loads.load_stay,
        _REOPENED,
        reasons={reversals.WRONG_PERSON: reversals.TO_WHOM},
    ),
    "relay.refused": Reversal(reversals.reverse_refusal, loads.load_stay, _CHANGED),
    "relay.complaint_noted": Reversal(reversals.withdraw_complaint),
    "relay.mandate_recorded": Reversal(
        mandates.reverse_mandate,
        lambda rows, undone, _context: loads.company_mandate(rows, undone.posted.data["mandate"]),
        ("relay.mandate_ended",),
    ),
    "relay.mandate_ended": never("relay.mandate_again"),
    "relay.deposited": Reversal(
        reversals.reverse_deposit, loads.load_leaving, ("relay.left_already", "relay.on_slip")
    ),
    "relay.slip_prepared": Reversal(
        reversals.cancel_slip, loads.load_slip_state, ("relay.slip_signed", "relay.slip_cancelled")
    ),
    "relay.handed_to_postman": never("relay.slip_signed"),
    "relay.taken_back": never("relay.hand_again"),
    "relay.slots_moved": never("relay.slots_follow"),
    "relay.sold": Reversal(reversals.take_stamps_back, charged=True),
    "relay.franked": Reversal(
        reversals.take_franking_back, loads.load_leaving, ("relay.on_slip",), charged=True
    ),
    "relay.stock_received": Reversal(reversals.reverse_pieces),
    "relay.stock_spoiled": Reversal(reversals.reverse_pieces),
    "relay.stock_counted": never("relay.count_again"),
    "relay.switched": never("relay.switch_again"),
    "relay.products_set": never("relay.describe_again"),
    "relay.places_set": never("relay.places_again"),
    "tariff.imported": never("tariff.import_again"),
}
"""By kind, how an act is taken back."""
