"""Deadlines of what is kept for collection: they never move, the last session in which somebody can come does.

Source: docs/trade.md, "Last useful slot"; docs/contract.md, "Calendar and deadlines"; decision 0090.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from concierge_desk.counter.rows import Rows
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.deadlines import Deadline
from concierge_desk.i18n import DEFAULT
from concierge_desk.services.relay.counter.words import line_name
from concierge_desk.services.relay.model.facts.complaints import FORWARDED
from concierge_desk.services.relay.tables.complaints import open_complaints
from concierge_desk.services.relay.tables.waiting import waiting


def deadlines(rows: Rows, calendar: OpeningCalendar) -> Iterator[Deadline]:
    """Yield the items that somebody may come for, and the complaints whose answer is waited for."""
    for item, _party in waiting(rows, ""):
        stay = item.stay
        day = date.fromisoformat(stay.deadline_day)
        label = line_name(stay.carrier, stay.shown, DEFAULT)
        due = Deadline.due_by(stay.custody, label, day, calendar)
        yield replace(due, place=stay.shelf, comes=True)
    for known in open_complaints(rows):
        if known.state == FORWARDED and known.answer_by_day is not None:
            day = date.fromisoformat(known.answer_by_day)
            yield Deadline.due_by(known.complaint, known.complaint, day, calendar)
