"""A made-up service whose things lie on places and leave on slips: coats on hooks, sent to a cleaner.

None of its words is the relay's: what a mechanism knows of them it was handed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.numbers import SLIP
from concierge_desk.mechanisms.slips.model.slips import SlipRules
from concierge_desk.mechanisms.slips.tables import SlipTable
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import Store
from concierge_desk.store.schema import Migrations, Schema, run_script
from tests.store.stores import SCHEMAS, Draft, post, small_store

RULES = SlipRules(
    "coats", SLIP, signed="sent", nothing="none_waits", mixed="two_cleaners", paper="coats_slip"
)
SLIPS = SlipTable("coats_slip", things=("coat",), kept=("round",), more=("round",))

TABLES = """
CREATE TABLE coat(coat TEXT PRIMARY KEY, cleaner TEXT NOT NULL, slip TEXT) STRICT;
CREATE TABLE coats_slip(
    number TEXT PRIMARY KEY, seq INTEGER NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL, round TEXT NOT NULL) STRICT;
"""

migrations = Migrations("service.coats")


@migrations()
def m001_coats(connection: Connection) -> None:
    run_script(connection, TABLES)


def _hung(connection: Connection, posted: Posted) -> None:
    connection.execute("INSERT INTO coat VALUES(?, ?, NULL)", (posted.data["coat"], posted.aud))


def _prepared(connection: Connection, posted: Posted) -> None:
    SLIPS.prepared(connection, posted)
    for item in posted.data["items"]:
        connection.execute("UPDATE coat SET slip = ? WHERE coat = ?", (posted.data["slip"], item["coat"]))


def _reversed(connection: Connection, posted: Posted) -> None:
    SLIPS.cancelled(connection, posted.data["slip"])


SCHEMA = Schema(
    migrations=migrations,
    apply={
        "coats.hung": _hung,
        "coats.slip_prepared": _prepared,
        "coats.sent": SLIPS.signed,
        "coats.reversed": _reversed,
    },
    projections=("coat", "coats_slip"),
)


@dataclass
class Cloakroom:
    """Coats in a real store, written to by entries alone."""

    store: Store
    written: list[int] = field(default_factory=list)

    def write(self, event: Event) -> Posted:
        """Write what was decided, and return its entry."""
        (seq,) = post(self.store, Draft(event.kind, event.data, event.aud))
        return self.read(lambda rows: journal.posted(rows, seq, seq))[0]  # type: ignore[no-any-return]

    def hang(self, coat: str, cleaner: str = "CLEAN1") -> None:
        self.write(Event("coats.hung", {"coat": coat}, aud=cleaner))

    def read(self, look: Any) -> Any:
        return self.store.read(look)


@contextmanager
def cloakroom(folder: Path) -> Iterator[Cloakroom]:
    """Open a store with the coats in it."""
    with small_store(folder / "coats.db", (*SCHEMAS, SCHEMA)) as store:
        yield Cloakroom(store)
