"""Unit of work, one write transaction: head, op and counters are read inside it, nothing is cached.

Source: docs/contract.md, "Operation", "Processes and threads"; decision 0003.
"""

from collections.abc import Mapping
from dataclasses import replace

from concierge_desk.domain.day import DayState
from concierge_desk.domain.journal import Data, Head, PersonalRecord, Posted, read_payload
from concierge_desk.domain.operation import KnownOperation
from concierge_desk.store import day, journal, records, settings, till
from concierge_desk.store.connection import Connection
from concierge_desk.store.schema import Apply
from concierge_desk.store.seal import Sealer, Unsealed


class View:
    """One state of the store, as decisions read it."""

    def __init__(self, connection: Connection) -> None:
        """Read through a connection whose transaction has begun."""
        self._connection = connection
        self._head: Head | None = None

    @property
    def rows(self) -> Connection:
        """The handle that loaders read through."""
        return self._connection

    def head(self) -> Head:
        """Return the last entry, this transaction's own included."""
        if self._head is None:
            self._head = journal.head(self._connection)
        return self._head

    def settings(self) -> Data:
        """Return the data of the settings in force."""
        return settings.settings_in_force(self._connection)

    def day_state(self, drawer: str) -> DayState:
        """Return where the business day stands."""
        return day.day_state(self._connection, drawer)

    def set_back(self) -> tuple[int, str, str] | None:
        """Return place, instant and clock of the last jump back."""
        return settings.last_set_back(self._connection)


class Unit(View):
    """Unit of work: all that happens between BEGIN IMMEDIATE and COMMIT."""

    def __init__(self, connection: Connection, sealer: Sealer, applies: Mapping[str, Apply]) -> None:
        """Work on a connection whose transaction has begun."""
        super().__init__(connection)
        self._sealer = sealer
        self._applies = applies

    def post(self, draft: Unsealed, *, epoch: str | None = None) -> Posted:
        """Seal an entry, append it, apply it.

        Args:
            draft: The entry.
            epoch: A new one, which begins with this entry.

        Raises:
            KeyError: For a kind that nobody registered.
            NotCanonical: When the data hold what CJ-1 does not.
        """
        apply = self._applies[draft.kind]
        head = self.head() if epoch is None else replace(self.head(), epoch=epoch)
        entry = self._sealer.seal(draft, head)
        journal.append(self._connection, entry)
        posted = read_payload(entry)
        if posted is None:
            raise ValueError("a sealed entry has its payload")
        apply_entry(self._connection, apply, posted)
        self._head = Head(entry.seq, entry.epoch, entry.hash, posted.instant)
        return posted

    def posted(self, first: int, last: int) -> tuple[Posted, ...]:
        """Return the readable entries of a range."""
        return journal.posted(self._connection, first, last)

    def known(self, op: str) -> KnownOperation | None:
        """Return an accepted operation; None for a new one."""
        return records.known_operation(self._connection, op)

    def mac(self, content: bytes) -> bytes:
        """Return the keyed MAC of a command's content."""
        return records.mac(self._connection, content)

    def remember(self, op: str, known: KnownOperation) -> None:
        """Keep an accepted operation."""
        records.remember_operation(self._connection, op, known)

    def keep(self, record: PersonalRecord, since: str) -> None:
        """Keep a personal record."""
        records.keep_personal(self._connection, record, since)

    def queue(self, document: str, op: str) -> None:
        """Queue a paper in the outbox."""
        records.queue_document(self._connection, document, op, self.head().seq)


def apply_entry(connection: Connection, apply: Apply, posted: Posted) -> None:
    """Move the projections by one entry; every charged entry also makes its ticket line."""
    apply(connection, posted)
    if "corrects" in posted.data:
        till.apply_correction(connection, posted)
    if "line" in posted.data:
        till.apply_line(connection, posted)
