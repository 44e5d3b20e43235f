"""The relay's part of the demo: the postman's bag, the shelves, stamps and parcels, the evening's sack.

Source: docs/trade.md, "Operations of the relay"; docs/contract.md, "Words".
"""

import csv
import io

from concierge_desk import paths
from concierge_desk.counter.demo.demo import Acts, Demo, DemoSession
from concierge_desk.services.relay.demo import departures, sales, shelves
from concierge_desk.services.relay.demo.memory import Memory


def begin() -> Memory:
    """Return the memory of a relay that has nothing yet but sheets of prices to come."""
    rows = csv.DictReader(io.StringIO(paths.resource_text("demo/tariffs.csv")))
    return Memory(sorted(rows, key=lambda row: row["valid_from"]))


def acts(memory: Memory, session: DemoSession) -> Acts:
    """Live a session: what the morning brings, people, what the evening takes."""
    if session.is_first:
        yield from shelves.places(memory)
        yield from departures.signed_in_the_morning(memory)
        yield from sales.delivery(memory, session)
        yield from sales.prices(memory, session)
        yield from shelves.mandates(memory, session)
        yield from shelves.complaints(memory)
        yield from shelves.bag(memory, session)
    yield from shelves.people(memory, session)
    yield from departures.handed_in(memory, session)
    if session.is_last:
        yield from departures.postman(memory, session)
        yield from departures.visited(memory, session)
        yield from departures.compared(memory, session)


DEMO = Demo(begin, acts, sales.wants)

__all__ = ["DEMO"]
