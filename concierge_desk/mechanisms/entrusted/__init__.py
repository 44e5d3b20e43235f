"""Things entrusted to the shop: a whole service of each nature, which is data.

Source: decision 0093.
"""

from dataclasses import replace

from concierge_desk.counter.nature_parts import NatureParts
from concierge_desk.counter.service import Service
from concierge_desk.domain.booked import Booked, NumberField
from concierge_desk.domain.numbers import ENTRUSTED, SENT
from concierge_desk.mechanisms.entrusted.counter import at_counter
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables.queries import HOLDS, QUERIES
from concierge_desk.mechanisms.entrusted.tables.schema import TABLES


def service(nature: Nature) -> Service:
    """Return the whole service of a nature."""
    code = nature.code
    parts = NatureParts(__name__, nature, QUERIES, "counter.trade.Trade")
    shared = parts.service(
        TABLES,
        at_counter(nature, parts),
        hours=("tables.looks.promised", "model.promise.moved"),
    )
    return replace(
        shared,
        booked={
            f"{code}.taken_in": Booked(NumberField(ENTRUSTED, "order")),
            f"{code}.slip_prepared": Booked(NumberField(SENT, "slip")),
            # A slip that was prepared has its number, and is signed under it.
            f"{code}.sent": Booked(NumberField(SENT, "slip", repeats=True)),
        },
        recognise=parts.later("counter.found.recognised"),
        holds=parts.is_there(HOLDS),
        owes=parts.told("tables.looks.owed"),
    )


__all__ = ["Nature", "service"]
