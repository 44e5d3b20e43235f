"""Rows that tell which mails did not reach anybody."""

from concierge_desk.services.relay.model.facts.reminders import EMAIL, document_of
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving import letters


def unreached(connection: Connection) -> frozenset[str]:
    """Return the items whose last reminder was a mail that did not leave."""
    asked = "SELECT custody FROM relay_custody WHERE closed_seq IS NULL AND reminded_by = ?"
    mailed = [custody for (custody,) in connection.execute(asked, (EMAIL,))]
    return frozenset(custody for custody in mailed if _failed(connection, document_of(custody)))


def _failed(connection: Connection, document: str) -> bool:
    end = letters.ended(connection, document)
    return end is not None and end.why is not None and letters.pending_of(connection, document) is None
