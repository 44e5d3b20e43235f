"""Projection of the cheques: each in one state, and on which sheet; its loaders.

Source: docs/contract.md, "Cheques"; decision 0062.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from concierge_desk.domain.ticket import Cheque
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import one_record, records

TABLE = """
CREATE TABLE cheque(
    code TEXT PRIMARY KEY, ticket TEXT NOT NULL, cents INTEGER NOT NULL, seq INTEGER NOT NULL, day TEXT NOT NULL,
    bank TEXT, ref TEXT, state TEXT NOT NULL, sheet TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX cheque_ticket ON cheque(ticket);
CREATE INDEX cheque_here ON cheque(seq) WHERE state = 'here';
CREATE TABLE paying_in(
    sheet TEXT PRIMARY KEY, seq INTEGER NOT NULL, day TEXT NOT NULL, cheques INTEGER NOT NULL,
    cheques_cents INTEGER NOT NULL, cash_cents INTEGER NOT NULL, taken_back_seq INTEGER) STRICT, WITHOUT ROWID;
"""


def here(connection: Connection) -> tuple[Cheque, ...]:
    """Return the cheques that lie in the drawer, as they came."""
    return records(connection, Cheque, "cheque WHERE state = 'here' ORDER BY seq, code")


def named(connection: Connection, codes: Iterable[str]) -> tuple[Cheque, ...]:
    """Return cheques by their codes, wherever they are; each once, in the order in which they are named."""
    return tuple(
        cheque
        for code in dict.fromkeys(codes)
        for cheque in records(connection, Cheque, "cheque WHERE code = ?", code)
    )


def of_ticket(connection: Connection, ticket: str) -> tuple[Cheque, ...]:
    """Return the cheques that a ticket was paid by, wherever they are."""
    return records(connection, Cheque, "cheque WHERE ticket = ? ORDER BY seq, code", ticket)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paying-in sheet.

    Attributes:
        seq: Its entry.
        taken_back_seq: Entry that took it back; None where it stands.
    """

    seq: int
    taken_back_seq: int | None


def sheet_of(connection: Connection, number: str) -> Sheet | None:
    """Return a paying-in sheet, None where there is none of that number."""
    return one_record(connection, Sheet, "paying_in WHERE sheet = ?", number)
