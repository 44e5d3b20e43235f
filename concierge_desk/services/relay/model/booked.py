"""Numbers that entries of the relay give out, and entries that they name: what the books hold them to.

Source: docs/contract.md, "Numbers", "The books"; decision 0053.
"""

from typing import Final

from concierge_desk.domain.booked import Booked, BookedKinds, NumberField
from concierge_desk.domain.numbers import BAG, COMPLAINT, ORDER, SLIP

_LEAVES: Final = frozenset({"relay.deposited", "relay.franked"})
_OF_COMPLAINT: Final = Booked(
    places={
        "last_seq": frozenset(
            f"relay.complaint_{what}" for what in ("noted", "forwarded", "answered", "closed")
        ),
        "answer_seq": frozenset({"relay.complaint_answered"}),
    }
)

BOOKED: Final[BookedKinds] = {
    "relay.slip_prepared": Booked(NumberField(SLIP, "slip"), {"seq": _LEAVES}),
    # A slip that was prepared has its number, and is signed under it.
    "relay.handed_to_postman": Booked(NumberField(SLIP, "slip", repeats=True), {"seq": _LEAVES}),
    "relay.announced": Booked(NumberField(BAG, "bag")),
    "relay.taken_back": Booked(places={"entry": _LEAVES}),
    # Taken back, it is named again.
    "relay.stock_ordered": Booked(NumberField(ORDER, "order", repeats=True)),
    "relay.complaint_noted": Booked(NumberField(COMPLAINT, "complaint")),
    "relay.complaint_forwarded": _OF_COMPLAINT,
    "relay.complaint_answered": _OF_COMPLAINT,
    "relay.complaint_closed": _OF_COMPLAINT,
}
