"""Working state, personal records and secrets: what is not made from the journal.

Source: docs/contract.md, "Operation", "Four kinds of tables"; decision 0007.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable

from concierge_desk.domain.journal import PersonalRecord
from concierge_desk.domain.operation import KnownOperation
from concierge_desk.store.connection import Connection

MAC_KEY = "operation.mac"
WAITING = "waiting"


def make_secrets(connection: Connection) -> None:
    """Draw the store's own secrets, once."""
    connection.execute("INSERT INTO secret VALUES(?, ?)", (MAC_KEY, secrets.token_bytes(32)))


def secret(connection: Connection, name: str) -> bytes | None:
    """Return a secret of the store, None where there is none."""
    row = connection.execute("SELECT value FROM secret WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else None


def keep_secret(connection: Connection, name: str, value: bytes) -> None:
    """Keep a secret of the store; one of that name gives way."""
    connection.execute(
        "INSERT INTO secret VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def mac(connection: Connection, content: bytes) -> bytes:
    """Return the keyed MAC of a command's content: contents hold names, a plain hash could be guessed."""
    (key,) = connection.execute("SELECT value FROM secret WHERE name = ?", (MAC_KEY,)).fetchone()
    return hmac.new(key, content, hashlib.sha256).digest()


def known_operation(connection: Connection, op: str) -> KnownOperation | None:
    """Return an accepted operation; None for a new one."""
    row = connection.execute(
        "SELECT first_seq, last_seq, mac, told FROM operation WHERE op = ?", (op,)
    ).fetchone()
    if row is None:
        return None
    first, last, content_mac, told = row
    return KnownOperation(first, last, content_mac, json.loads(told) if told else {})


def remember_operation(connection: Connection, op: str, known: KnownOperation) -> None:
    """Keep an accepted operation."""
    # In its own order: the same answer is the same bytes.
    told = json.dumps(dict(known.told)) if known.told else None
    connection.execute(
        "INSERT INTO operation VALUES(?, ?, ?, ?, ?)", (op, known.first_seq, known.last_seq, known.mac, told)
    )


def queue_document(connection: Connection, document: str, op: str, seq: int) -> None:
    """Queue a paper in the outbox: printed after the commit, never undone by a printer."""
    connection.execute(
        "INSERT INTO outbox(op, document, queued_seq, state) VALUES(?, ?, ?, ?)", (op, document, seq, WAITING)
    )


def keep_personal(connection: Connection, record: PersonalRecord, since: str) -> None:
    """Keep a name or a sentence under its random ref."""
    connection.execute(
        "INSERT INTO personal VALUES(?, ?, ?, ?, ?)",
        (record.ref, record.kind, record.text, record.retention, since),
    )


def erase_personal(connection: Connection, refs: Iterable[str]) -> int:
    """Erase personal records for good, and return how many there were; refs that are not there are no matter."""
    return sum(
        connection.execute("DELETE FROM personal WHERE ref = ?", (ref,)).rowcount
        for ref in dict.fromkeys(refs)
    )


def personal_text(connection: Connection, ref: str) -> str | None:
    """Return what stands under a ref; None once it was erased."""
    row = connection.execute("SELECT text FROM personal WHERE ref = ?", (ref,)).fetchone()
    return str(row[0]) if row else None
