"""Papers of an absence, asked for by name: drawn as things stand, counted nowhere.

Source: docs/contract.md, "Documents"; decision 0090.
"""

from datetime import date, timedelta

from concierge_desk.counter.absence.closure import PAPER, DeadlineHolders, closure_days
from concierge_desk.counter.absence.sheet import ClosureSheet
from concierge_desk.counter.core.own_deadlines import own_deadlines
from concierge_desk.counter.papers import absence
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_parts import Paper
from concierge_desk.desk import catalogue
from concierge_desk.domain.deadlines import open_and_closed
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import N_
from concierge_desk.jobs.absence.figures import calendar_in, today_in
from concierge_desk.jobs.absence.handover import load_handover


def _load_closure(rows: Rows, place: str) -> ClosureSheet:
    """Return what falls into a closure, noted or not.

    Raises:
        Refused: ``print.unknown`` for what is no closure, or one that is over.
    """
    days, today = closure_days(place), today_in(rows)
    if days is None or today is None or days[-1] < today:
        raise Refused("print.unknown", document=f"{PAPER}:{place}")
    hours = calendar_in(rows)
    holders = DeadlineHolders.of(catalogue.services(), own_deadlines)
    _, closed = open_and_closed(hours, days)
    return ClosureSheet(
        days=(days[0], days[-1]),
        today=today,
        moved=holders.falling_in(rows, hours, days),
        opens=closed.first_slot(_after(days[-1])),
        labels=catalogue.reached(),
    )


def _after(day: date) -> date:
    return day + timedelta(days=1)


ABSENCE_PAPERS = (
    Paper(PAPER, _load_closure, absence.closure, N_("What falls into a closure"), counted=False),
    Paper("handover", load_handover, absence.handover, N_("Handover sheet"), counted=False),
)
"""Each of them."""
