"""Kinds of the core's own entries that the books hold to others: numbers that they give out, entries that they name.

Source: docs/contract.md, "Numbers", "The books".
"""

from concierge_desk.domain.accounting.remittance import REMITTED
from concierge_desk.domain.booked import Booked, BookedKinds, NumberField
from concierge_desk.domain.charge import OPENED
from concierge_desk.domain.numbers import PAYING_IN, REMITTANCE
from concierge_desk.domain.ticket import PAID_IN_KIND

BOOKED: BookedKinds = {
    "visit.noted": Booked(places={"replaces": frozenset({"visit.noted"})}),
    OPENED: Booked(places={"entry": frozenset({"till.moved", "till.settled"})}),
    PAID_IN_KIND: Booked(NumberField(PAYING_IN, "sheet")),
    REMITTED: Booked(NumberField(REMITTANCE, "slip")),
}
