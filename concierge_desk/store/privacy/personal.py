"""Personal records of one person, as they go: erased, written anew without the name, taken off what waits to leave.

Source: docs/requirements.md, R-4.05; decision 0086.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from concierge_desk.domain.erasures import Erasure
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.erased_records import erase_personal
from concierge_desk.store.leaving.erasures import wait


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record of the core that is somebody's.

    Attributes:
        ref: Of the record.
        kind: ``party``, ``note``, ``email`` …
        text: What stands there; of a cheque the name alone, the number stays.
        retention: Code of its period.
        since: ISO date.
        seq: The entry that it belongs to; None where nobody knows.
    """

    ref: str
    kind: str
    text: str
    retention: str
    since: str
    seq: int | None


def linked_refs(connection: Connection, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the parties that are tied to somebody."""
    asked = "SELECT ref FROM party_link WHERE person = ? ORDER BY since, ref"
    return tuple(ref for key in keys for (ref,) in connection.execute(asked, (key,)).fetchall())


def named_records(connection: Connection) -> tuple[KeptRecord, ...]:
    """Return every record that may be of somebody who comes to the counter."""
    asked = (
        "SELECT ref, kind, text, retention, since, seq FROM personal"
        " WHERE kind NOT IN ('operator', 'channel', 'contact') ORDER BY seq, ref"
    )
    return tuple(KeptRecord(*row) for row in connection.execute(asked).fetchall())


def erase_records(connection: Connection, refs: Iterable[str], at: str, keeps: str | None = None) -> int:
    """Erase records of one person, and let them wait to be noted beside copies; return how many there were.

    No instant is kept of them, and the month alone is noted: what went at one instant would be one person's.

    Args:
        connection: In a transaction.
        refs: Of the records.
        at: Instant, as entries have it.
        keeps: What stays of each, see `Erasure`; nothing by default.
    """
    gone = 0
    for ref in refs:
        if erase_personal(connection, [Erasure(ref, "", keeps)]):
            wait(connection, Erasure(ref, f"{at[:7]}-01", keeps))
            gone += 1
    return gone


def cheque_refs(connection: Connection) -> frozenset[str]:
    """Return the refs under which number and issuer of a cheque are kept."""
    return frozenset(ref for (ref,) in connection.execute("SELECT ref FROM cheque WHERE ref IS NOT NULL"))


def drop_letters(connection: Connection, addresses: Iterable[str]) -> None:
    """Let nothing leave to addresses any more."""
    connection.executemany("DELETE FROM letter WHERE address = ?", [(address,) for address in addresses])


def drop_papers(connection: Connection, documents: Iterable[str]) -> None:
    """Take papers off those that wait for a printer."""
    for document in documents:
        with seals.changing(connection, "outbox", "document = ?", (document,)):
            connection.execute("DELETE FROM outbox WHERE document = ?", (document,))
