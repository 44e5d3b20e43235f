"""What the tests of the store share: a small store of their own, a desk that lived the practice day, raw access.

Raw alterations go through the factory's connection without guards, the triggers dropped first.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from concierge_desk.desk import catalogue
from concierge_desk.domain.anchors import Anchor
from concierge_desk.domain.journal import Entry, Posted
from concierge_desk.paths import DataFolder
from concierge_desk.signing import signer
from concierge_desk.signing.keys import DeskKeys, load_keys
from concierge_desk.signing.signer import Signer
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection, open_unguarded
from concierge_desk.store.core import CORE
from concierge_desk.store.database import Store, read_store
from concierge_desk.store.findings import Fault, Findings, Request
from concierge_desk.store.migrations import migrate
from concierge_desk.store.schema import Make, Migrations, Schema, no_projection
from concierge_desk.store.unit import Sealer
from concierge_desk.store.verify import verify

ROOT = Path(__file__).resolve().parents[2]
KEY = bytes(range(32))
SEED = bytes(range(32))
PUBLIC = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
DESK = "AMP1"


# ------------------------------------------------------------------ a small store


@dataclass(frozen=True)
class Draft:
    """An entry before it is sealed."""

    kind: str = "test.noted"
    data: Mapping[str, Any] = field(default_factory=lambda: {"text": "a"})
    aud: str = ""
    day: str | None = "2026-11-25"
    op: str = "00000000-0000-7000-8000-000000000001"
    by: str = "o01"
    at: str = "2026-11-25T07:00:00.000Z"
    tz: str = "+01:00"


def _noted(connection: Connection, posted: Posted) -> None:
    connection.execute("INSERT INTO test_note VALUES(?, ?)", (posted.seq, posted.data["text"]))


def _set(name: str = "service.test", *more: Make) -> Migrations:
    migrations = Migrations(name)

    @migrations()
    def m001_tables(connection: Connection) -> None:
        connection.execute("CREATE TABLE test_note(seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")

    for extra in more:
        migrations()(extra)
    return migrations


def schema(*more: Make, purgeable: Sequence[str] = ("test.stayed",)) -> Schema:
    """Return the schema of a service that is only here, with further migrations."""
    return Schema(
        migrations=_set("service.test", *more),
        apply={
            "test.noted": _noted,
            "test.stayed": no_projection,
            "test.taken": no_projection,
        },
        projections=("test_note",),
        purgeable=frozenset(purgeable),
    )


# These tests tell of purges themselves, wrongly too: no table of the core follows.
SCHEMAS = (replace(CORE, apply={**CORE.apply, "privacy.payloads_dropped": no_projection}), schema())


def sealer(desk: str = DESK, seed: bytes = SEED) -> Sealer:
    """Return a sealer whose salts are counted."""
    numbers = count(1)
    return Sealer(desk, Signer(seed).sign, lambda: next(numbers).to_bytes(16, "big"))


@contextmanager
def small_store(path: Path, schemas: Sequence[Schema] = SCHEMAS) -> Iterator[Store]:
    """Open a store of the test service, made where there is none."""
    if not path.exists():
        migrate(path, KEY, schemas)
    store = Store(path, KEY, schemas, sealer())
    try:
        yield store
    finally:
        store.close()


def post(store: Store, *drafts: Draft) -> list[int]:
    """Write entries in one transaction and return their numbers."""
    return store.write(lambda unit: [unit.post(draft).seq for draft in drafts])


# ------------------------------------------------------------------ raw access


@contextmanager
def unprotected(connection: Connection) -> Iterator[Connection]:
    """Drop the triggers of a transaction's connection, and put them back in the end."""
    for name in journal.TRIGGERS:
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    yield connection
    for text in journal.TRIGGERS.values():
        connection.execute(text)


@contextmanager
def raw(path: Path, key: bytes = KEY) -> Iterator[Connection]:
    """Alter a store from outside the program and leave no other trace."""
    connection = open_unguarded(path, key)
    try:
        with unprotected(connection):
            yield connection
    finally:
        connection.close()


def dump(path: Path, key: bytes = KEY) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, and the schema."""

    def everything(rows: Connection) -> dict[str, list[tuple[Any, ...]]]:
        master = rows.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {
            name: sorted(rows.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name, _sql in master
        }
        found["sqlite_master"] = rows.execute(
            "SELECT type, name, sql FROM sqlite_master ORDER BY name"
        ).fetchall()
        return found

    return read_store(path, key, everything)


def entries(path: Path, key: bytes = KEY) -> list[Entry]:
    """Return the whole journal."""
    return read_store(path, key, lambda rows: list(journal.entries(rows, 1)))


# ------------------------------------------------------------------ verifying


def request(public_key: str = PUBLIC, desk: str = DESK, **more: Any) -> Request:
    """Ask for what is to be verified; see `Request`."""
    return Request(desk, lambda message, sig: signer.verify(public_key, message, sig), **more)


def told(found: Findings) -> list[tuple[str, int | None, str]]:
    """Return the faults in short."""
    return [short(fault) for fault in found.faults]


def short(fault: Fault) -> tuple[str, int | None, str]:
    return (fault.code, fault.seq, fault.detail)


@dataclass(frozen=True)
class Lived:
    """A desk that lived the practice day, closed again."""

    root: Path
    keys: DeskKeys
    public_key: str
    desk: str

    @property
    def folder(self) -> DataFolder:
        return DataFolder(self.root)

    @property
    def store(self) -> Path:
        return self.folder.store

    def raw(self) -> Any:
        """Alter it from outside; see `raw`."""
        return raw(self.store, self.keys.store_key)

    def request(self, **more: Any) -> Request:
        """Ask as the desk itself does: with its own key and its own kinds."""
        asked = request(self.public_key, self.desk, schemas=catalogue.schemas(), **more)
        return replace(asked, public_key=self.public_key)

    def verify(self, *, signatures: bool = False, anchor: Anchor | None = None) -> Findings:
        asked = self.request(signatures=signatures, anchor=anchor)
        return read_store(self.store, self.keys.store_key, lambda rows: verify(rows, asked))

    def faults(
        self, *, signatures: bool = False, anchor: Anchor | None = None
    ) -> list[tuple[str, int | None, str]]:
        return told(self.verify(signatures=signatures, anchor=anchor))

    def entries(self) -> list[Entry]:
        return entries(self.store, self.keys.store_key)

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        return dump(self.store, self.keys.store_key)

    @classmethod
    def at(cls, root: Path, public_key: str, desk: str) -> "Lived":
        return cls(root, load_keys(DataFolder(root)), public_key, desk)
