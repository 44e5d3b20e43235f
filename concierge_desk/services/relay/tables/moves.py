"""Movements of the relay's projections: which entry makes which."""

from collections.abc import Mapping
from typing import Final

from concierge_desk.services.relay.tables import complaints, pay_moves, projection, stock_moves, visits
from concierge_desk.services.relay.tables.bags import projection as bags
from concierge_desk.store.schema import Apply, no_projection

MOVES: Final[Mapping[str, Apply]] = {
    "relay.received": projection.received,
    "relay.moved": projection.moved,
    "relay.reminded": projection.reminded,
    "relay.email_noted": projection.email_noted,
    "relay.email_forgotten": projection.email_forgotten,
    "relay.incident_noted": projection.incident_noted,
    "relay.slots_moved": projection.slots_moved,
    "relay.handed_over": projection.handed_over,
    "relay.refused": projection.refused,
    "relay.reversed": projection.reversed_,
    "relay.deposited": projection.deposited,
    "relay.complaint_noted": complaints.noted,
    "relay.slip_prepared": projection.slip_prepared,
    "relay.handed_to_postman": projection.handed_to_postman,
    "relay.taken_back": projection.taken_back,
    "relay.compared": no_projection,
    "relay.announced": bags.announced,
    "relay.bag_closed": bags.closed,
    "relay.complaint_forwarded": complaints.forwarded,
    "relay.complaint_answered": complaints.answered,
    "relay.complaint_closed": complaints.closed,
    "relay.visit_noted": visits.noted,
    "relay.settings_set": projection.settings_set,
    "relay.switched": projection.switched,
    "tariff.imported": projection.tariff_imported,
    "relay.holding_set": projection.holding_set,
    "relay.par_set": projection.par_set,
    "relay.principals_set": projection.principals_set,
    **pay_moves.APPLY,
    "relay.products_set": projection.products_set,
    "relay.places_set": projection.places_set,
    "relay.office_set": projection.office_set,
    "relay.mandate_recorded": projection.mandate_recorded,
    "relay.mandate_ended": projection.mandate_ended,
    "relay.franked": projection.franked,
    "relay.sold": stock_moves.left,
    "relay.stock_received": projection.stock_received,
    "relay.stock_spoiled": projection.stock_left,
    "relay.stock_counted": projection.stock_counted,
    "relay.stock_ordered": stock_moves.ordered,
    "relay.delivery_checked": stock_moves.delivery_checked,
    "relay.pack_opened": stock_moves.pack_opened,
    "relay.day_reported": projection.day_reported,
    "relay.capacities_set": bags.capacities_set,
    "relay.cap_set": bags.cap_set,
    "relay.saturation_warned": bags.saturation_warned,
}
