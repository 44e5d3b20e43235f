"""A journal forged by whoever holds the keys: entries dropped, changed or added, linked and signed anew from end to end.

Nothing of the old one shows in the chain then: only what entries say of each other tells, and what lies elsewhere.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from concierge_desk.domain import canonical
from concierge_desk.domain.journal import ZERO_HASH, Entry, chain_of, digest_of, link
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import DeskKeys, load_keys
from concierge_desk.signing.signer import Signer
from concierge_desk.store import journal
from tests.store.stores import entries, raw

PLACES = frozenset({"corrects", "lines", "seq_from", "seq_to", "entry", "seq", "unreadable"})
"""Fields of an entry that name another by its number."""
HASHES = frozenset({"head", "hash"})
"""Fields that name one by its hash."""


@dataclass
class Line:
    """An entry in the forger's hands.

    Attributes:
        entry: As it was written; of one that is made up, the one that it was copied from.
        payload: What it says, to be changed in place; None once it was purged.
        aud: Its audience.
        added: It was made up.
    """

    entry: Entry
    payload: dict[str, Any] | None
    aud: str
    added: bool = False

    @classmethod
    def of(cls, entry: Entry) -> "Line":
        return cls(entry, None if entry.payload is None else json.loads(entry.payload), entry.aud)

    @property
    def kind(self) -> str:
        return self.entry.kind if self.payload is None else str(self.payload["kind"])

    @property
    def data(self) -> dict[str, Any]:
        """What happened, to be changed in place."""
        assert self.payload is not None
        found: dict[str, Any] = self.payload["data"]
        return found

    def copied(self, **data: Any) -> "Line":
        """Return another entry that says the same, but for some of its data."""
        payload = json.loads(json.dumps(self.payload))
        payload["data"] |= data
        return Line(self.entry, payload, self.aud, added=True)


Forgery: TypeAlias = Callable[[list[Line]], Sequence[Line] | None]
"""Changes lines in place, or returns those that there are to be."""


def forge(root: Path, forgery: Forgery, *, adapt: bool = False) -> None:
    """Forge the journal of a desk that nobody has open, with its own keys; its tables stay as they are.

    Args:
        root: Its data folder.
        forgery: See `Forgery`.
        adapt: The careful forger, see `sealed_anew`.
    """
    folder = DataFolder(root)
    keys = load_keys(folder)
    lines = [Line.of(entry) for entry in entries(folder.store, keys.store_key)]
    made = forgery(lines)
    put_in_place(folder.store, keys, sealed_anew(lines if made is None else made, keys, adapt=adapt))


def put_in_place(store: Path, keys: DeskKeys, forged: Sequence[Entry]) -> None:
    """Put a journal in the place of a store's own."""
    names = journal.COLUMNS.split(", ")
    marks = ", ".join("?" * len(names))
    rows = [tuple(getattr(entry, name) for name in names) for entry in forged]
    with raw(store, keys.store_key) as connection:
        connection.execute("BEGIN")
        connection.execute("DELETE FROM journal")
        connection.executemany(f"INSERT INTO journal({journal.COLUMNS}) VALUES({marks})", rows)
        connection.execute("COMMIT")


def sealed_anew(lines: Sequence[Line], keys: DeskKeys, *, adapt: bool = False) -> list[Entry]:
    """Number, link and sign lines from the first to the last.

    Args:
        lines: Those that there are to be, in their order.
        keys: Those of the desk.
        adapt: Whatever names an entry by its number or its hash is made to name it where it lies now; what names one
            that is gone stays as it was.
    """
    signer, previous = Signer(keys.seed), ZERO_HASH
    desk = next(str(line.payload["desk"]) for line in lines if line.payload is not None)
    places: dict[int, int] = {}
    hashes: dict[str, str] = {}
    made = []
    for seq, line in enumerate(lines, 1):
        if adapt and line.payload is not None:
            line.payload["data"] = _adapted("", line.data, places, hashes)
        entry = _sealed(line, seq, previous, desk, signer)
        if not line.added:
            places[line.entry.seq], hashes[line.entry.hash.hex()] = seq, entry.hash.hex()
        made.append(entry)
        previous = entry.hash
    return made


def _sealed(line: Line, seq: int, previous: bytes, desk: str, signer: Signer) -> Entry:
    payload = None if line.payload is None else canonical.encode(line.payload)
    told = line.payload or {"epoch": line.entry.epoch, "day": line.entry.day}
    digest = line.entry.digest if payload is None else digest_of(payload)
    sealed = link(chain_of(desk, told["epoch"]), seq, previous, line.aud, digest)
    return Entry(
        seq=seq,
        epoch=told["epoch"],
        aud=line.aud,
        kind=line.kind,
        day=told["day"],
        payload=payload,
        digest=digest,
        prev_hash=previous,
        hash=sealed,
        sig=signer.sign(sealed),
    )


def _adapted(name: str, value: Any, places: dict[int, int], hashes: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _adapted(key, item, places, hashes) for key, item in value.items()}
    if isinstance(value, list):
        return [_adapted(name, item, places, hashes) for item in value]
    if name in PLACES and isinstance(value, int):
        return places.get(value, value)
    return hashes.get(value, value) if name in HASHES and isinstance(value, str) else value
