"""A made-up service whose things lie on places and leave on slips: coats on hooks, sent to a cleaner.

None of its words is the relay's: what a mechanism knows of them it was handed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.numbers import SLIP
from concierge_desk.mechanisms.custody.model import (
    BEFORE,
    DAMAGE,
    DAMAGED,
    FIND,
    LOSE,
    LOST,
    MISS,
    MOVE,
    NOT_FOUND,
    REMIND,
    StateTable,
    StayRules,
)
from concierge_desk.mechanisms.custody.tables import IncidentTable, StayTable
from concierge_desk.mechanisms.slips.model.slips import SlipRules
from concierge_desk.mechanisms.slips.tables import SlipTable
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import Store
from concierge_desk.store.rebuild import compare
from concierge_desk.store.rows import one_record, write_row
from concierge_desk.store.schema import Migrations, Schema, run_script
from tests.store.stores import KEY, SCHEMAS, Draft, post, small_store

R = TypeVar("R")

HANGS, AWAY, FETCHED = "hangs", "away", "fetched"
FETCH = "fetch"

LIFE = StateTable(
    next={
        MOVE: {HANGS: HANGS, DAMAGED: DAMAGED},
        REMIND: {HANGS: HANGS},
        FETCH: {HANGS: FETCHED, DAMAGED: FETCHED},
        DAMAGE: {HANGS: DAMAGED},
        MISS: {HANGS: NOT_FOUND, DAMAGED: NOT_FOUND, AWAY: NOT_FOUND},
        FIND: {NOT_FOUND: BEFORE},
        LOSE: {NOT_FOUND: LOST},
    },
    why={NOT_FOUND: "missed", FETCHED: "fetched_already", LOST: "gone"},
    here=(HANGS, DAMAGED, NOT_FOUND),
    ended=(FETCHED, LOST),
    instead={FETCH: {AWAY: "at_the_cleaner", NOT_FOUND: "looked_for"}, FIND: {HANGS: "not_missing"}},
)
RULES = StayRules(
    "coats",
    LIFE,
    moved="coats.moved",
    reminded="coats.reminded",
    incident_noted="coats.incident_noted",
    place="hook",
)
STAYS = StayTable("coat", key="coat", place="hook", began="hung_seq", away=(AWAY,))
INCIDENTS = IncidentTable("coat_incident", STAYS)

SLIP_RULES = SlipRules(
    "coats",
    SLIP,
    prepared="coats.slip_prepared",
    signed="coats.sent",
    reversed="coats.reversed",
    nothing="none_waits",
    mixed="two_cleaners",
    paper="coats_slip",
)
SLIPS = SlipTable("coats_slip", things=("coat",), kept=("round",), more=("round",))

TABLES = """
CREATE TABLE coat(
    coat TEXT PRIMARY KEY, principal TEXT NOT NULL, hook TEXT NOT NULL, state TEXT NOT NULL, hung_seq INTEGER NOT NULL,
    before TEXT, slip TEXT, closed_seq INTEGER, closed_day TEXT, reminded_by TEXT, note TEXT) STRICT;
CREATE TABLE coat_incident(
    coat TEXT NOT NULL, seq INTEGER NOT NULL, incident TEXT NOT NULL, day TEXT NOT NULL, settled_seq INTEGER, note TEXT,
    PRIMARY KEY(coat, seq)) STRICT;
CREATE TABLE coats_slip(
    number TEXT PRIMARY KEY, seq INTEGER NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL, round TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Coat:
    """A coat as its table knows it."""

    coat: str
    principal: str
    hook: str
    state: str
    before: str | None = None
    slip: str | None = None
    closed_seq: int | None = None
    closed_day: str | None = None

    @property
    def place(self) -> str:
        return self.hook

    @property
    def called(self) -> dict[str, str]:
        return {"coat": self.coat}

    @property
    def identity(self) -> dict[str, str | None]:
        return {"coat": self.coat}

    @property
    def card(self) -> str:
        return f"coat:{self.coat}"

    @property
    def ends_with_it(self) -> tuple[str, ...]:
        return (f"r-{self.coat}",)


migrations = Migrations("service.coats")


@migrations()
def m001_coats(connection: Connection) -> None:
    run_script(connection, TABLES)


def _hung(connection: Connection, posted: Posted) -> None:
    row = {"principal": posted.aud, "state": HANGS, "hung_seq": posted.seq}
    write_row(connection, STAYS.name, {**posted.data, **row})


def _moved(connection: Connection, posted: Posted) -> None:
    STAYS.change(connection, posted.data["coat"], hook=posted.data["hook"])


def _reminded(connection: Connection, posted: Posted) -> None:
    STAYS.change(connection, posted.data["coat"], reminded_by=posted.data.get("by"))


def _noted(connection: Connection, posted: Posted) -> None:
    INCIDENTS.noted(connection, posted)
    STAYS.step(connection, posted, LIFE.ended)


def _fetched(connection: Connection, posted: Posted) -> None:
    STAYS.end(connection, posted, posted.data["coat"], FETCHED)


def _prepared(connection: Connection, posted: Posted) -> None:
    SLIPS.prepared(connection, posted)
    for item in posted.data["items"]:
        STAYS.change(connection, item["coat"], slip=posted.data["slip"])


def _sent(connection: Connection, posted: Posted) -> None:
    SLIPS.signed(connection, posted)
    for item in posted.data["items"]:
        STAYS.change(connection, item["coat"], slip=None, state=AWAY)


def _reversed(connection: Connection, posted: Posted) -> None:
    data = posted.data
    if "slip" in data:
        SLIPS.cancelled(connection, data["slip"])
    else:
        INCIDENTS.withdrawn(connection, posted)
        STAYS.reopen(connection, data["coat"], data["state"])


SCHEMA = Schema(
    migrations=migrations,
    apply={
        "coats.hung": _hung,
        "coats.moved": _moved,
        "coats.reminded": _reminded,
        "coats.incident_noted": _noted,
        "coats.fetched": _fetched,
        "coats.slip_prepared": _prepared,
        "coats.sent": _sent,
        "coats.reversed": _reversed,
    },
    projections=("coat", "coat_incident", "coats_slip"),
)


@dataclass
class Cloakroom:
    """Coats in a real store, written to by entries alone."""

    store: Store
    path: Path

    def write(self, event: Event, **more: Any) -> Posted:
        """Write what was decided, and return its entry."""
        (seq,) = post(self.store, Draft(event.kind, {**event.data, **more}, event.aud))
        return self.read(lambda rows: journal.posted(rows, seq, seq))[0]

    def hang(self, coat: str, hook: str = "H1", cleaner: str = "CLEAN1") -> None:
        self.write(Event("coats.hung", {"coat": coat, "hook": hook}, aud=cleaner))

    def coat(self, coat: str) -> Coat:
        found = self.read(lambda rows: one_record(rows, Coat, "coat WHERE coat = ?", coat))
        assert found is not None
        return found

    def read(self, look: Callable[[Connection], R]) -> R:
        return self.store.read(look)

    def agrees(self) -> bool:
        """Say whether the tables made anew from the journal are the same."""
        return not compare(self.path, KEY, (*SCHEMAS, SCHEMA)).differences


@contextmanager
def cloakroom(folder: Path) -> Iterator[Cloakroom]:
    """Open a store with the coats in it."""
    path = folder / "coats.db"
    with small_store(path, (*SCHEMAS, SCHEMA)) as store:
        yield Cloakroom(store, path)
