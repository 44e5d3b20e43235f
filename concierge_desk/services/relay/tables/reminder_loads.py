"""Loads of reminders: the items that are told of, and whether mail can leave for them."""

from dataclasses import replace

from concierge_desk.counter.context import Context
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.reminders.remind import Remind, RemindState
from concierge_desk.services.relay.tables.loads import load_stays
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving import letters
from concierge_desk.store.records import personal_text


def load_remind(connection: Connection, command: Remind, context: Context) -> RemindState:
    """Return what a reminder needs."""
    stays = load_stays(connection, command, context)
    return RemindState(
        tuple(_with_address(connection, stay) for stay in stays), letters.has_account(connection)
    )


def _with_address(connection: Connection, stay: Custody) -> Custody:
    if stay.email is None or personal_text(connection, stay.email) is not None:
        return stay
    return replace(stay, email=None)
