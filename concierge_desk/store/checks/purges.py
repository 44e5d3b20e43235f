"""Purges: payloads that are gone, and the entries that say so.

Source: docs/contract.md, "Dropped payloads", "Verifying".
"""

import hashlib
from collections.abc import Iterable
from typing import TypeAlias

from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.journal import Entry, Posted, read_payload
from concierge_desk.store.findings import Fault

Dropped: TypeAlias = dict[int, tuple[str, str]]
"""By number of an entry whose payload is gone: its kind, and the line that an entry which says so is made of."""


def untold_purges(purges: Iterable[Entry], dropped: Dropped) -> Iterable[Fault]:
    """Find payloads that are gone without an entry that says so.

    ``rows`` of such an entry is the SHA-256, in hex, over the lines it dropped, in order of their
    numbers, each ``seq kind day epoch`` and a line feed, in UTF-8; the day is empty where there was
    none. Lines that an earlier entry had dropped are not its own.
    """
    if not dropped:
        return
    left = dict(dropped)
    for entry in purges:
        gone = _told_rows(entry, left)
        if gone is None:
            yield Fault("purge", entry.seq)
            continue
        for place in gone:
            del left[place]
    yield from (Fault("purge", seq) for seq in left)


def _told_rows(entry: Entry, left: Dropped) -> list[int] | None:
    """Return the lines that a purge dropped; None where its entry does not say so."""
    posted = decoded(entry)
    if posted is None:
        return None
    told = posted.data
    try:
        rows = [
            place
            for place, (kind, _line) in left.items()
            # What kept its payload then may have lost it since, under an entry of its own.
            if told["from"] <= place <= told["to"]
            and kind in told["kinds"]
            and place not in told.get("left", ())
        ]
        expected = (told["count"], told["rows"])
    except (KeyError, TypeError):
        return None
    digest = hashlib.sha256("".join(left[place][1] for place in rows).encode()).hexdigest()
    return rows if expected == (len(rows), digest) else None


def decoded(entry: Entry) -> Posted | None:
    """Return an entry decoded, whatever its digest says; None where its payload is none, or gone."""
    try:
        return read_payload(entry)
    except NotCanonical:
        return None
