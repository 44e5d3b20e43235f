"""The relay's acts: each command with its fields, what it reads and what decides; and how it is taken back.

Source: docs/trade.md, "Operations of the relay"; decision 0014.
"""

from collections.abc import Mapping

from concierge_desk.counter.rights import table as rights
from concierge_desk.counter.service import (
    ANY_DAY,
    Acts,
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    answers,
    never,
)
from concierge_desk.i18n import N_
from concierge_desk.services.relay.acts import bags
from concierge_desk.services.relay.acts import reminders as reminder_acts
from concierge_desk.services.relay.acts.stock import STOCK, STOCK_REVERSALS
from concierge_desk.services.relay.messages import MESSAGES
from concierge_desk.services.relay.model import (
    complaints,
    custody,
    dated_settings,
    deposits,
    described,
    franking,
    given_prices,
    handover,
    incidents,
    mandates,
    office,
    operations,
    places,
    reversals,
    slip_undo,
    slips,
    stamps,
    states,
    tariffs,
)
from concierge_desk.services.relay.model.bags import presence
from concierge_desk.services.relay.model.compared import comparing
from concierge_desk.services.relay.model.pay import rows as pay_rows
from concierge_desk.services.relay.model.pay import statement as pay_statement
from concierge_desk.services.relay.model.reporting import visits
from concierge_desk.services.relay.model.spelling import SPELLERS
from concierge_desk.services.relay.model.stock import packs
from concierge_desk.services.relay.tables import complaint_loads, loads, looks, price_loads, stock_loads
from concierge_desk.services.relay.tables import dated_settings as dated_tables
from concierge_desk.services.relay.tables import pay as pay_tables
from concierge_desk.services.relay.tables.compared import load_compare

CUSTODY: tuple[AnyCommand, ...] = (
    Command(
        name="relay.receive",
        summary=N_("An item arrives and is put on a shelf."),
        load=loads.load_receive,
        brings=True,
        decide=custody.receive,
        answer=custody.received_answer,
    ),
    Command(
        name="relay.move",
        summary=N_("An item is put on another shelf."),
        load=loads.load_stays,
        decide=incidents.move,
        answer=answers("custody", "tracking", "carrier", "shelf"),
    ),
    *reminder_acts.COMMANDS,
    Command(
        name="relay.report_incident",
        summary=N_("An item is damaged, misrouted, cannot be found, was found again or is lost."),
        load=loads.load_stays,
        decide=incidents.report_incident,
        answer=answers("custody", "tracking", "carrier", "shelf", "incident", "state"),
    ),
    Command(
        name="relay.hand_over",
        summary=N_("An item is handed over to its addressee or a proxy."),
        load=loads.load_hand_over,
        decide=handover.hand_over,
        answer=answers("custody", "tracking", "carrier", "shelf"),
    ),
    Command(
        name="relay.refuse",
        summary=N_("The addressee does not want the item."),
        load=loads.load_stays,
        decide=handover.refuse,
        answer=answers("custody", "tracking", "carrier", "shelf"),
    ),
    Command(
        name="relay.record_mandate",
        summary=N_("A company's mandate was shown: it is noted until it ends."),
        brings=True,
        decide=mandates.record_mandate,
        answer=answers("mandate"),
        when=ANY_DAY,
    ),
    Command(
        name="relay.end_mandate",
        summary=N_("A company's mandate holds no more."),
        load=lambda rows, command, _context: looks.company_mandate(rows, command.mandate_code),
        decide=mandates.end_mandate,
        answer=answers("mandate"),
        when=ANY_DAY,
    ),
)

COMPLAINTS: tuple[AnyCommand, ...] = (
    Command(
        name="relay.complain",
        summary=N_("A complaint about the post is noted; La Poste deals with it."),
        load=complaint_loads.load_new,
        decide=complaints.complain,
        answer=complaints.noted_answer,
    ),
    Command(
        name="relay.forward_complaint",
        summary=N_(
            "A complaint is passed on to the parent post office or to the network's customer service."
        ),
        load=complaint_loads.load_known,
        decide=complaints.forward,
        answer=answers("complaint", "to", "answer_by_day"),
    ),
    Command(
        name="relay.answer_complaint",
        summary=N_("A complaint was answered: whoever complained is to be told."),
        load=complaint_loads.load_known,
        decide=complaints.answer,
        answer=answers("complaint"),
    ),
    Command(
        name="relay.close_complaint",
        summary=N_("A complaint has ended: whoever complained was told, or does without."),
        load=complaint_loads.load_known,
        decide=complaints.close,
        answer=answers("complaint", "outcome"),
    ),
)

VISITS: tuple[AnyCommand, ...] = (
    Command(
        name="relay.note_visit",
        summary=N_("A visit or a training by the post office is noted."),
        decide=visits.note_visit,
        answer=visits.noted_visit,
    ),
)

LEAVING: tuple[AnyCommand, ...] = (
    Command(
        name="relay.deposit",
        summary=N_("Something already paid for is handed in."),
        load=loads.load_deposit,
        brings=True,
        decide=deposits.deposit,
        answer=answers("kind", "count", "tracking"),
    ),
    Command(
        name="relay.prepare_slip",
        summary=N_("What the postman will take is listed on a slip."),
        load=loads.load_slip,
        decide=slips.prepare_slip,
        answer=slips.slip_answer,
    ),
    Command(
        name="relay.hand_to_postman",
        summary=N_("The postman takes what waits for him and signs: a prepared slip, or one made at once."),
        load=loads.load_slip,
        decide=slips.hand_to_postman,
        answer=slips.slip_answer,
    ),
    Command(
        # docs/contract.md, "Corrections" names the act as its entry.
        name="relay.taken_back",
        summary=N_("Something that the postman signed for is still here."),
        load=loads.load_take_back,
        decide=slip_undo.take_back,
        answer=answers("custody", "tracking", "shelf", "slip", "what"),
    ),
)

SALES: tuple[AnyCommand, ...] = (
    Command(
        name="relay.sell",
        summary=N_("Stamps, prepaid envelopes or packaging are sold by the piece."),
        load=price_loads.load_stamp,
        brings=True,
        decide=stamps.sell,
        charged=True,
    ),
    Command(
        name="relay.frank",
        summary=N_("An item is franked by weight; it then waits for the postman."),
        load=price_loads.load_frank,
        brings=True,
        decide=franking.frank,
        charged=True,
    ),
)

SETTINGS: tuple[AnyCommand, ...] = (
    Command(
        name="relay.switch",
        summary=N_("The shop offers an operation, or offers it no more."),
        load=lambda rows, _command, _context: looks.switches(rows),
        decide=operations.switch,
        answer=answers("operation", "on"),
        when=ANY_DAY,
        right=rights.SET_UP,
    ),
    Command(
        name="relay.set_products",
        summary=N_("Products join the catalogue, or are described anew."),
        load=stock_loads.load_described,
        decide=packs.set_products,
        answer=described.products_answer,
        when=ANY_DAY,
        right=rights.SET_UP,
    ),
    Command(
        name="relay.set_places",
        summary=N_("The shop lists the places of its shelves: the next item gets the first empty one."),
        decide=places.set_places,
        answer=answers("places"),
        when=ANY_DAY,
        right=rights.SET_UP,
    ),
    Command(
        name="relay.set_office",
        summary=N_("The shop belongs to a post office, and has a number among La Poste's sites."),
        load=lambda rows, _command, _context: looks.office(rows),
        decide=office.set_office,
        answer=answers("office", "regate", "before"),
        when=ANY_DAY,
        right=rights.SET_UP,
    ),
    Command(
        name="relay.set_par",
        summary=N_("Other pieces should be in stock from a day on."),
        load=dated_tables.load_par,
        decide=dated_settings.set_par,
        answer=answers("rows", "before"),
        when=ANY_DAY,
        right=rights.SET_UP,
    ),
    Command(
        name="relay.set_holding",
        summary=N_("Items that come in from a day on wait another time."),
        load=dated_tables.load_holding,
        decide=dated_settings.set_holding,
        answer=answers("rows", "before"),
        when=ANY_DAY,
        right=rights.SET_UP,
    ),
    Command(
        name="relay.set_principals",
        summary=N_("A carrier's items that come in from a day on are another principal's."),
        load=dated_tables.load_principals,
        decide=dated_settings.set_principals,
        answer=answers("rows", "before"),
        when=ANY_DAY,
        right=rights.SET_UP,
    ),
)

PAY: tuple[AnyCommand, ...] = (
    Command(
        name="relay.set_pay",
        summary=N_("A principal pays something from a day on: so much a month, an act, per mille."),
        load=pay_tables.load_pay,
        decide=pay_rows.set_pay,
        answer=answers("principal", "rows", "before"),
        when=ANY_DAY,
        right=rights.SET_UP,
    ),
    Command(
        name="relay.note_statement",
        summary=N_("What a principal says that it pays for a month is noted, beside what it should be."),
        load=pay_tables.load_statement,
        decide=pay_statement.note_statement,
        answer=answers("ht_cents", "vat_cents", "ttc_cents", "differences"),
        when=ANY_DAY,
        right=rights.ACCOUNTS,
    ),
)

PRICES: tuple[AnyCommand, ...] = (
    Command(
        name="tariff.import",
        summary=N_("New prices are taken into the tariff, each from its day on."),
        load=price_loads.load_tariff,
        decide=tariffs.import_tariff,
        answer=tariffs.imported_answer,
        when=ANY_DAY,
        right=rights.SET_UP,
    ),
    Command(
        name="tariff.set_price",
        summary=N_("The price of a product that has none is given at the counter, from a day on."),
        load=price_loads.load_tariff,
        decide=given_prices.set_price,
        answer=tariffs.imported_answer,
        when=ANY_DAY,
        right=rights.PRICES,
    ),
    Command(
        name="tariff.preview",
        summary=N_("What new prices would change is looked at; nothing is written."),
        load=price_loads.load_tariff,
        decide=tariffs.check_preview,
        work=lambda rows, command, context: tariffs.preview_tariff(
            price_loads.load_tariff(rows, command, context), command
        ),
        when=ANY_DAY,
        writes=False,
        right=rights.LOOK,
    ),
)

COMPARED: tuple[AnyCommand, ...] = (
    Command(
        name="relay.compare",
        summary=N_(
            "What a principal says of its items, or counts on its own terminal, is compared with this desk."
        ),
        load=load_compare,
        decide=comparing.compare,
        answer=comparing.compared_answer,
    ),
)

COMMANDS = (
    *CUSTODY,
    *bags.BAGS,
    *COMPLAINTS,
    *VISITS,
    *LEAVING,
    *SALES,
    *STOCK,
    *SETTINGS,
    *PAY,
    *PRICES,
    *COMPARED,
)

REVERSALS: Mapping[str, AnyReversal] = {
    "relay.received": Reversal(reversals.reverse_receive, loads.load_stay),
    "relay.moved": Reversal(reversals.reverse_move, loads.load_stay),
    **reminder_acts.REVERSALS,
    "relay.incident_noted": Reversal(reversals.reverse_incident, loads.load_stay),
    "relay.handed_over": Reversal(
        reversals.reverse_hand_over,
        loads.load_stay,
        reasons={states.WRONG_PERSON: states.TO_WHOM},
    ),
    "relay.refused": Reversal(reversals.reverse_refusal, loads.load_stay),
    "relay.complaint_noted": Reversal(complaints.withdraw, complaint_loads.load_undone),
    "relay.complaint_forwarded": Reversal(complaints.step_back, complaint_loads.load_undone),
    "relay.complaint_answered": Reversal(complaints.step_back, complaint_loads.load_undone),
    "relay.complaint_closed": Reversal(complaints.step_back, complaint_loads.load_undone),
    visits.KIND: Reversal(visits.take_back),
    "relay.mandate_recorded": Reversal(
        mandates.reverse_mandate,
        lambda rows, undone, _context: looks.company_mandate(rows, undone.posted.data["mandate"]),
    ),
    "relay.mandate_ended": never("relay.mandate_again"),
    "relay.deposited": Reversal(reversals.reverse_deposit, loads.load_leaving),
    "relay.slip_prepared": Reversal(reversals.cancel_slip, loads.load_slip_state),
    "relay.handed_to_postman": never("relay.slip_signed"),
    "relay.taken_back": never("relay.hand_again"),
    "relay.slots_moved": never("relay.slots_follow"),
    "relay.sold": Reversal(reversals.take_stamps_back, charged=True),
    "relay.franked": Reversal(reversals.take_franking_back, loads.load_leaving, charged=True),
    **STOCK_REVERSALS,
    "relay.switched": never("relay.switch_again"),
    "relay.products_set": never("relay.describe_again"),
    "relay.places_set": never("relay.places_again"),
    office.KIND: Reversal(
        office.take_back, lambda rows, _undone, _context: looks.office(rows), right=rights.SET_UP
    ),
    **{
        kind: Reversal(dated_settings.take_back, dated_tables.load_last, right=rights.SET_UP)
        for kind in (dated_settings.PAR, dated_settings.HOLDING, dated_settings.PRINCIPALS)
    },
    pay_rows.KIND: Reversal(pay_rows.take_back, pay_tables.load_set, right=rights.SET_UP),
    pay_statement.KIND: never("relay.note_again"),
    comparing.KIND: never("relay.compare_again"),
    "tariff.imported": never("tariff.import_again"),
    **bags.REVERSALS,
}
"""By kind, how an act is taken back."""

ACTS = Acts(COMMANDS, REVERSALS, {**MESSAGES, **bags.MESSAGES}, SPELLERS, presence.answer_words)
