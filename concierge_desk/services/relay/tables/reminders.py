"""Rows that reminders read: whether mail can leave, whose address is there, which mails did not reach anybody."""

from dataclasses import replace

from concierge_desk.counter.context import Context
from concierge_desk.services.relay.model.custody import Custody
from concierge_desk.services.relay.model.reminders.remind import EMAIL, Remind, RemindState, document_of
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


def unreached(connection: Connection) -> frozenset[str]:
    """Return the items whose last reminder was a mail that did not leave."""
    asked = "SELECT custody FROM relay_custody WHERE closed_seq IS NULL AND reminded_by = ?"
    mailed = [custody for (custody,) in connection.execute(asked, (EMAIL,))]
    return frozenset(custody for custody in mailed if _failed(connection, document_of(custody)))


def _failed(connection: Connection, document: str) -> bool:
    end = letters.ended(connection, document)
    return end is not None and end.why is not None and letters.pending_of(connection, document) is None
