"""Secrets and personal records: what is not made from the journal, and is not given back when it is gone.

Source: docs/contract.md, "Four kinds of tables"; decision 0007.
"""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from concierge_desk.store.connection import Connection

MAC_KEY = "operation.mac"


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


def operator_name(connection: Connection, shop: Mapping[str, Any], code: str) -> str:
    """Return the name of an operator of the settings; the code where it was erased."""
    refs = dict(zip(shop["operators"], shop.get("operator_refs", ()), strict=False))
    return (personal_text(connection, refs[code]) if code in refs else None) or code
