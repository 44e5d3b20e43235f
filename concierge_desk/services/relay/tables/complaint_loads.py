"""Loads of the acts on complaints."""

from concierge_desk.counter.context import Context
from concierge_desk.counter.service import Undone
from concierge_desk.domain.numbers import COMPLAINT
from concierge_desk.services.relay.model.complaints import (
    Complain,
    ComplaintRef,
    ComplaintState,
    NewComplaint,
)
from concierge_desk.services.relay.model.facts.complaints import (
    Complaint,
)
from concierge_desk.services.relay.tables import shipped
from concierge_desk.services.relay.tables.complaints import complaint
from concierge_desk.services.relay.tables.looks import principals, switches
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import one_record
from concierge_desk.store.till import next_number


def load_new(connection: Connection, _command: Complain, context: Context) -> NewComplaint:
    """Return what a new complaint needs."""
    n = next_number(connection, COMPLAINT, context.business_day.year)
    return NewComplaint(principals(connection, context.business_day), switches(connection), n)


def load_known(connection: Connection, command: ComplaintRef, _context: Context) -> ComplaintState:
    """Return the complaint that is named, and how long an answer may take."""
    return ComplaintState(complaint(connection, command.complaint), shipped.answer_periods())


def load_undone(connection: Connection, undone: Undone, _context: Context) -> Complaint | None:
    """Return the complaint of an act that is taken back: one of an older version says no number."""
    data = undone.posted.data
    if "before" in data:
        return complaint(connection, data["complaint"])
    return one_record(connection, Complaint, "relay_complaint WHERE seq = ?", undone.posted.seq)
