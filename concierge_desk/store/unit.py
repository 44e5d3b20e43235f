"""Unit of work, one write transaction: head, op and counters are read inside it; each entry is sealed.

Source: docs/contract.md, "Operation", "Processes and threads", "Payload", "Link and signature"; decisions 0002, 0003.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from concierge_desk.domain.day import DayState
from concierge_desk.domain.journal import (
    PAYLOAD_VERSION,
    Data,
    Draft,
    Entry,
    Head,
    PersonalRecord,
    Posted,
    chain_of,
    digest_of,
    link,
    payload_of,
    posted_as,
)
from concierge_desk.domain.operation import KnownOperation
from concierge_desk.store import day, journal, seals, settings
from concierge_desk.store.connection import Connection
from concierge_desk.store.papers.spool import WAITING
from concierge_desk.store.schema import Apply
from concierge_desk.store.seals import MAC_KEY


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals the entries of one desk.

    Attributes:
        desk: Desk code as in the chain.
        sign: Signs a 32-byte hash with the desk's key.
        salt: Draws 16 random bytes.
    """

    desk: str
    sign: Callable[[bytes], bytes]
    salt: Callable[[], bytes]

    def seal(self, draft: Draft, head: Head) -> tuple[Entry, Posted]:
        """Return the entry that follows a head, and what is read of it.

        Raises:
            NotCanonical: When the data hold what CJ-1 does not.
        """
        payload, read = payload_of(
            {
                "at": draft.at,
                "by": draft.by,
                "data": draft.data,
                "day": draft.day,
                "desk": self.desk,
                "epoch": head.epoch,
                "kind": draft.kind,
                "op": draft.op,
                "salt": self.salt().hex(),
                "tz": draft.tz,
                "v": PAYLOAD_VERSION,
            }
        )
        seq, digest = head.seq + 1, digest_of(payload)
        entry_hash = link(chain_of(self.desk, head.epoch), seq, head.hash, draft.aud, digest)
        entry = Entry(
            seq=seq,
            epoch=head.epoch,
            aud=draft.aud,
            kind=draft.kind,
            day=draft.day,
            payload=payload,
            digest=digest,
            prev_hash=head.hash,
            hash=entry_hash,
            sig=self.sign(entry_hash),
        )
        return entry, posted_as(seq, draft.aud, read)


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


class Unit(View):
    """Unit of work: all that happens between BEGIN IMMEDIATE and COMMIT."""

    def __init__(self, connection: Connection, sealer: Sealer, applies: Mapping[str, Apply]) -> None:
        """Work on a connection whose transaction has begun."""
        super().__init__(connection)
        self._sealer = sealer
        self._applies = applies

    def post(self, draft: Draft, *, epoch: str | None = None) -> Posted:
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
        entry, posted = self._sealer.seal(draft, head)
        journal.append(self._connection, entry)
        apply_entry(self._connection, apply, posted)
        self._head = Head(entry.seq, entry.epoch, entry.hash, posted.instant)
        return posted

    def drop(self, seqs: Sequence[int]) -> None:
        """Drop the payloads of some entries, of which the next one says so."""
        if seqs:
            from concierge_desk.store.privacy.purging import drop_payloads  # noqa: PLC0415  (once a month)

            drop_payloads(self._connection, seqs)

    def posted(self, first: int, last: int) -> tuple[Posted, ...]:
        """Return the readable entries of a range."""
        return journal.posted(self._connection, first, last)

    def mac(self, content: bytes) -> bytes:
        """Return the keyed MAC of a command's content: contents hold names, a plain hash could be guessed."""
        (key,) = self._connection.execute("SELECT value FROM secret WHERE name = ?", (MAC_KEY,)).fetchone()
        import hmac  # noqa: PLC0415  (with OpenSSL, which a window at rest does without)

        return hmac.digest(key, content, "sha256")

    def remember(self, op: str, known: KnownOperation) -> None:
        """Keep an accepted operation."""
        # In its own order: the same answer is the same bytes.
        told = json.dumps(dict(known.told)) if known.told else None
        seals.insert(self._connection, "operation", (op, known.first_seq, known.last_seq, known.mac, told))

    def keep(self, record: PersonalRecord, since: str, seq: int, about: str = "") -> None:
        """Keep a name or a sentence under its random ref.

        Args:
            record: The name or the sentence.
            since: ISO date from which it is kept.
            seq: Number of the entry that holds the ref.
            about: Ref of the card on which a sentence is read again, see `Event`.
        """
        row = (record.ref, record.kind, record.text, record.retention, since, seq, about or None)
        seals.insert(self._connection, "personal", row)

    def queue(self, document: str, op: str) -> None:
        """Queue a paper in the outbox: printed after the commit, never undone by a printer."""
        seals.insert(self._connection, "outbox", (None, op, document, self.head().seq, WAITING))


@contextmanager
def transaction(connection: Connection, begin: str, end: str = "COMMIT") -> Iterator[None]:
    """Do all of it or nothing: what fails in between is rolled back."""
    connection.execute(begin)
    with committed(connection, end):
        yield


@contextmanager
def committed(connection: Connection, end: str = "COMMIT") -> Iterator[None]:
    """End a transaction that has begun: see `transaction`."""
    try:
        yield
        connection.execute(end)
    except BaseException:
        # A full disk may have rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def known_operation(connection: Connection, op: str) -> KnownOperation | None:
    """Return an accepted operation; None for a new one."""
    row = connection.execute(
        "SELECT first_seq, last_seq, mac, told FROM operation WHERE op = ?", (op,)
    ).fetchone()
    if row is None:
        return None
    first, last, content_mac, told = row
    return KnownOperation(first, last, content_mac, json.loads(told) if told else {})


def apply_entry(connection: Connection, apply: Apply, posted: Posted) -> None:
    """Move the projections by one entry; every charged entry also makes its ticket line."""
    from concierge_desk.store.projections import till  # noqa: PLC0415  (see `schema.Later`)

    apply(connection, posted)
    if "corrects" in posted.data:
        till.apply_correction(connection, posted)
    if "line" in posted.data:
        till.apply_line(connection, posted)
