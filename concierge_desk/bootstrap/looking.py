"""Looking at a day: what the store says of it, for `day status`."""

from typing import Any

from concierge_desk.bootstrap import wiring
from concierge_desk.bootstrap.desk import Desk
from concierge_desk.counter.status import DayFacts, status
from concierge_desk.store import day as days
from concierge_desk.store import journal, visits
from concierge_desk.store.connection import Connection


def day_status(desk: Desk, day: str | None) -> dict[str, Any]:
    """Return the figures of a day; of the open one, else the last closed, by default.

    Raises:
        Refused: ``day.unknown``, ``day.none``.
    """
    drawer = desk.identity.settings.drawer
    facts = desk.store.read(lambda rows: _facts(rows, day or days.latest_day(rows), drawer))
    return {**status(facts, wiring.services()), "practice": desk.identity.practice}


def _facts(rows: Connection, day: str, drawer: str) -> DayFacts:
    first, last = days.day_range(rows, day)
    posted, unreadable = journal.readable(rows, first, last)
    state = days.day_state(rows, drawer)
    states = {}
    if last is None:
        states = {
            service.code: service.report.load(rows)
            for service in wiring.services()
            if service.report is not None
        }
    return DayFacts(
        day=days.date_of(rows, first)[0],
        posted=posted,
        unreadable=unreadable,
        closed=last is not None,
        anchor=None if last is None else days.anchor_at(rows, last),
        float_cents=state.open.float_cents if state.open else 0,
        expected_cents=state.drawer_cents,
        counted_cents=state.count.counted_cents if state.count else None,
        visits=visits.visits(rows),
        states=states,
    )
