"""The pulses that wait to open a drawer: working state, one row where a drawer is connected, none elsewhere.

Source: docs/contract.md, "Four kinds of tables", "Payments and the drawer"; decision 0061.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

from concierge_desk.store.connection import Connection

TABLE = """
CREATE TABLE drawer_pulse(
    one INTEGER PRIMARY KEY CHECK(one = 1), ordered INTEGER NOT NULL, waiting TEXT NOT NULL) STRICT
"""
"""Table of the pulse that opens a drawer."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """A pulse that was ordered and not sent yet.

    Attributes:
        reason: ``cash``, ``move`` or ``manual``.
        at: UTC instant of the order, as entries have it.
        by: Code of whoever ordered it.
        entry: Number of the entry it belongs to; None for one by hand.
        why: Code of why it is opened by hand; None for the others.
        ref: Of what was typed as the reason; None where nothing was.
        note: What was typed.
        place: Its number, from 1.
    """

    reason: str
    at: str
    by: str
    entry: int | None = None
    why: str | None = None
    ref: str | None = None
    note: str | None = None
    place: int = 0


IS_CONNECTED = "SELECT EXISTS(SELECT 1 FROM drawer_pulse)"
"""Tells whether a drawer is opened by the printer of a store: 1 or 0."""


def is_connected(connection: Connection) -> bool:
    """Say whether a drawer is opened by the printer of this store."""
    return bool(connection.execute(IS_CONNECTED).fetchone()[0])


def connect(connection: Connection) -> None:
    """Open the drawer from now on; what was ordered before nobody waits for any more."""
    connection.execute(
        "INSERT INTO drawer_pulse(one, ordered, waiting) VALUES(1, 0, '[]')"
        " ON CONFLICT(one) DO UPDATE SET waiting = '[]'"
    )


def disconnect(connection: Connection) -> None:
    """Open no drawer any more."""
    connection.execute("DELETE FROM drawer_pulse")


def newest(connection: Connection) -> int:
    """Return the number of the pulse that was ordered last, 0 where none ever was."""
    row = connection.execute("SELECT ordered FROM drawer_pulse").fetchone()
    return 0 if row is None else int(row[0])


def waiting(connection: Connection) -> tuple[Pulse, ...]:
    """Return the pulses that were ordered and not sent yet, in their order."""
    row = connection.execute("SELECT waiting FROM drawer_pulse").fetchone()
    return () if row is None else tuple(Pulse(**told) for told in json.loads(row[0]))


def order(connection: Connection, pulse: Pulse) -> None:
    """Order a pulse; nothing happens where no drawer is connected."""
    place = newest(connection) + 1
    connection.execute("UPDATE drawer_pulse SET ordered = ?", (place,))
    _keep(connection, (*waiting(connection), replace(pulse, place=place)))


def drop(connection: Connection, places: Iterable[int]) -> None:
    """Forget pulses: they were sent, or nobody stands there any more."""
    gone = frozenset(places)
    _keep(connection, [pulse for pulse in waiting(connection) if pulse.place not in gone])


def rewrite_notes(connection: Connection, rewritten: Callable[[str], str]) -> int:
    """Say otherwise what was typed of pulses that wait; return of how many it is something else."""
    before = waiting(connection)
    after = [pulse if pulse.note is None else replace(pulse, note=rewritten(pulse.note)) for pulse in before]
    changed = sum(one != other for one, other in zip(before, after, strict=True))
    if changed:
        _keep(connection, after)
    return changed


def _keep(connection: Connection, pulses: Iterable[Pulse]) -> None:
    told = json.dumps([asdict(pulse) for pulse in pulses])
    connection.execute("UPDATE drawer_pulse SET waiting = ?", (told,))
