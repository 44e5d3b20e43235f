"""Secrets and personal records: what is not made from the journal, and is not given back when it is gone.

Source: docs/contract.md, "Four kinds of tables"; decision 0007.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.domain import inscriptions
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.seals import MAC_KEY


def make_secrets(connection: Connection) -> None:
    """Draw the store's own secrets, once."""
    connection.execute("INSERT INTO secret VALUES(?, ?)", (MAC_KEY, os.urandom(32)))
    seals.seal_missing(connection)


def secret(connection: Connection, name: str) -> bytes | None:
    """Return a secret of the store, None where there is none."""
    row = connection.execute("SELECT value FROM secret WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else None


def keep_secret(connection: Connection, name: str, value: bytes) -> None:
    """Keep a secret of the store; one of that name gives way."""
    with seals.changing(connection, "secret", "name = ?", (name,)):
        connection.execute(
            "INSERT INTO secret VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            (name, value),
        )


def personal_text(connection: Connection, ref: str) -> str | None:
    """Return what stands under a ref; None once it was erased."""
    row = connection.execute("SELECT text FROM personal WHERE ref = ?", (ref,)).fetchone()
    return str(row[0]) if row else None


def inscription_of(connection: Connection, text: str) -> str | None:
    """Return the ref under which words on a label or a shelf are kept; None where they are not."""
    # Their refs lie together in the key: what is looked through is the few inscriptions there are.
    row = connection.execute(
        "SELECT ref FROM personal WHERE ref > ? AND ref < ? AND text = ? ORDER BY since DESC LIMIT 1",
        (f"{inscriptions.PREFIX}-", inscriptions.BEYOND, text),
    ).fetchone()
    return str(row[0]) if row else None


@dataclass(frozen=True, slots=True)
class TypedWords:
    """Sentence that was typed, as it is read again.

    Attributes:
        ref: What its entry holds instead.
        text: The sentence; None once it was erased.
        erased_at: When it was, as ``effacements.ndjson`` says it; empty where nobody knows, or it was not.
    """

    ref: str
    text: str | None
    erased_at: str = ""


def typed_words(connection: Connection, ref: str) -> TypedWords:
    """Return the sentence that stands under a ref, or since when it does not any more."""
    text = personal_text(connection, ref)
    if text is not None:
        return TypedWords(ref, text)
    row = connection.execute("SELECT at FROM erased WHERE ref = ?", (ref,)).fetchone()
    return TypedWords(ref, None, row[0] if row else "")


def words_about(connection: Connection, refs: Sequence[str]) -> tuple[tuple[str, str, int], ...]:
    """Return which sentences were typed about some things and are kept: thing, ref of the sentence, its entry."""
    if not refs:
        return ()
    asked = ", ".join("?" for _ in refs)
    rows = connection.execute(
        f"SELECT about, ref, seq FROM personal WHERE about IN ({asked}) AND kind = 'note' ORDER BY seq",  # noqa: S608
        tuple(refs),
    )
    return tuple((about, ref, seq) for about, ref, seq in rows)


_REF = re.compile(rb'"([a-z]-[0-9a-z]{12})"')


def find_entries(connection: Connection) -> None:
    """Say of each record which entry holds its ref, the first that does; what cannot be read any more says nothing."""
    known = {ref for (ref,) in connection.execute("SELECT ref FROM personal WHERE seq IS NULL")}
    # Names and sentences are few beside entries, and each entry is read once.
    rows = connection.execute("SELECT seq, payload FROM journal WHERE payload IS NOT NULL ORDER BY seq")
    found: dict[str, int] = {}
    for seq, payload in rows if known else ():
        for ref in _REF.findall(payload):
            if ref.decode() in known:
                found.setdefault(ref.decode(), seq)
    connection.executemany(
        "UPDATE personal SET seq = ? WHERE ref = ?", [(seq, ref) for ref, seq in found.items()]
    )


def operator_name(connection: Connection, shop: Mapping[str, Any], code: str) -> str:
    """Return the name of an operator of the settings, also of one who was retired; the code where it was erased."""
    gone = zip(shop.get("retired", ()), shop.get("retired_refs", ()), strict=False)
    refs = dict((*gone, *zip(shop["operators"], shop.get("operator_refs", ()), strict=False)))
    ref = refs.get(code)
    return (None if ref is None else personal_text(connection, ref)) or code
