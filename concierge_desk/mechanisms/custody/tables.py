"""Tables of stays and of their incidents: moved by a service's entries, in the columns that it gave them.

Source: docs/trade.md, "Life of an item"; decisions 0028, 0031, 0092.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.cards.natural_order import natural
from concierge_desk.domain.journal import Posted
from concierge_desk.mechanisms.custody.model import EMAIL, FIND, LOSE, MISS
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving import letters
from concierge_desk.store.rows import column, update_row, write_row
from concierge_desk.store.schema import Apply

_RECENT = 200
"""Stays whose places stand for a list of them where the shop has none."""


@dataclass(frozen=True, eq=False, slots=True)
class StayTable:
    """Stays of one service: ``state``, ``before``, ``slip``, ``closed_seq``, ``closed_day``, ``reminded_by``, and its own.

    Attributes:
        name: Of the table.
        key: Column of the thing; its entries say it by the same name.
        place: Column of the place.
        began: Column of the entry with which it began.
        away: States of what has not ended and lies on no place.
    """

    name: str
    key: str
    place: str = "place"
    began: str = "seq"
    away: tuple[str, ...] = ()

    def change(self, connection: Connection, thing: str, **columns: object) -> None:
        """Write some columns of a stay."""
        update_row(connection, self.name, self.key, thing, columns)

    def end(self, connection: Connection, posted: Posted, thing: str, state: str, **more: object) -> None:
        """End a stay with an entry."""
        ended = {"closed_seq": posted.seq, "closed_day": posted.day}
        self.change(connection, thing, state=state, slip=None, **ended, **more)

    def step(self, connection: Connection, posted: Posted, ended: tuple[str, ...], **more: object) -> None:
        """Bring a thing into the state that an entry says, by its ``state``; one of `ended` ends the stay.

        Args:
            connection: The store.
            posted: The entry.
            ended: States of what is over.
            more: What is kept besides of a stay that ends.
        """
        data = posted.data
        thing, state = data[self.key], data["state"]
        if state in ended:
            self.end(connection, posted, thing, state, **more)
        elif data["incident"] == MISS:
            self.change(connection, thing, state=state, before=data["from_state"])
        else:
            self.change(connection, thing, state=state)

    def reopen(self, connection: Connection, thing: str, state: str, **more: object) -> None:
        """Let a stay go on in a state."""
        self.change(connection, thing, state=state, closed_seq=None, closed_day=None, **more)

    def crowd(self, connection: Connection) -> dict[str, int]:
        """Return how many things lie on each place."""
        marks = ", ".join("?" * len(self.away))
        sql = (
            f"SELECT {self.place}, count(*) FROM {self.name} WHERE closed_seq IS NULL"  # noqa: S608
            f" AND state NOT IN ({marks}) GROUP BY {self.place}"
        )
        return dict(connection.execute(sql, self.away).fetchall())

    def lies_on(self, connection: Connection, place: str) -> bool:
        """Say whether anything that has not ended has a place."""
        lies = f"SELECT 1 FROM {self.name} WHERE closed_seq IS NULL AND {self.place} = ? LIMIT 1"  # noqa: S608
        return bool(column(connection, lies, place))

    def places_used(self, connection: Connection) -> tuple[str, ...]:
        """Return the places used lately, in the order in which one reads them."""
        lately = f"SELECT {self.place} FROM {self.name} ORDER BY {self.began} DESC LIMIT ?"  # noqa: S608
        used = column(connection, f"SELECT DISTINCT {self.place} FROM ({lately})", _RECENT)  # noqa: S608
        return tuple(sorted(used, key=natural))

    def unreached(self, connection: Connection, document_of: Callable[[str], str]) -> frozenset[str]:
        """Return the things whose last reminder was a mail that did not leave.

        Args:
            connection: The store.
            document_of: Returns the name of what a mail about a thing says.
        """
        asked = f"SELECT {self.key} FROM {self.name} WHERE closed_seq IS NULL AND reminded_by = ?"  # noqa: S608
        mailed = column(connection, asked, EMAIL)
        return frozenset(thing for thing in mailed if _failed(connection, document_of(thing)))


def _failed(connection: Connection, document: str) -> bool:
    end = letters.ended(connection, document)
    return end is not None and end.why is not None and letters.pending_of(connection, document) is None


@dataclass(frozen=True, eq=False, slots=True)
class IncidentTable:
    """Open incidents: a row for each, with ``seq``, ``incident``, ``day``, ``settled_seq``, ``note`` and the thing's key.

    An incident stands until it is settled or its thing is gone.

    Attributes:
        name: Of the table.
        stays: Where the things are.
        missed: What is settled by a thing being there again.
    """

    name: str
    stays: StayTable
    missed: tuple[str, ...] = (MISS,)

    def noted(self, connection: Connection, posted: Posted) -> None:
        """Keep an incident, or that what was missed is there again; one that is lost for good goes with its thing.

        The stay is another matter: `StayTable.step`.
        """
        data, key = posted.data, self.stays.key
        if data["incident"] == FIND:
            marks = ", ".join("?" * len(self.missed))
            connection.execute(
                f"UPDATE {self.name} SET settled_seq = ? WHERE {key} = ? AND incident IN ({marks})"  # noqa: S608
                " AND settled_seq IS NULL",
                (posted.seq, data[key], *self.missed),
            )
        elif data["incident"] != LOSE:
            self.add(connection, posted, data["incident"], data["note"])

    def withdrawn(self, connection: Connection, posted: Posted) -> None:
        """Forget an incident that was none; what was not found after all is missed as before."""
        data, key = posted.data, self.stays.key
        if data.get("incident") == FIND:
            connection.execute(
                f"UPDATE {self.name} SET settled_seq = NULL WHERE {key} = ? AND settled_seq = ?",  # noqa: S608
                (data[key], data["corrects"]),
            )
        elif data.get("incident") is not None:
            connection.execute(
                f"DELETE FROM {self.name} WHERE {key} = ? AND seq = ?",  # noqa: S608
                (data[key], data["corrects"]),
            )

    def add(self, connection: Connection, posted: Posted, incident: str, note: str | None) -> None:
        """Keep an incident of the thing that an entry is about."""
        key = self.stays.key
        row = {key: posted.data[key], "seq": posted.seq, "incident": incident, "day": posted.day}
        write_row(connection, self.name, {**row, "note": note})

    def fill(self, connection: Connection, apply: Mapping[str, Apply]) -> None:
        """Write the rows of a desk anew that noted incidents before them; what cannot be read is left to verify.

        Args:
            connection: The store.
            apply: By kind of entry, how it moves them.
        """
        connection.execute(f"DELETE FROM {self.name}")  # noqa: S608
        kinds = ", ".join("?" * len(apply))
        asked = f"SELECT seq FROM journal WHERE kind IN ({kinds}) AND payload IS NOT NULL ORDER BY seq"  # noqa: S608
        for seq in column(connection, asked, *apply):
            found, _unreadable = journal.readable(connection, seq, seq)
            for posted in found:
                apply[posted.kind](connection, posted)

    def last_of(self, connection: Connection, thing: str) -> int:
        """Return the last entry that noted or settled an incident of a thing; 0 where none did."""
        asked = f"SELECT max(max(seq, COALESCE(settled_seq, 0))) FROM {self.name} WHERE {self.stays.key} = ?"  # noqa: S608
        return connection.execute(asked, (thing,)).fetchone()[0] or 0

    def standing(self, connection: Connection) -> dict[str, tuple[str, str]]:
        """Return what is to be settled of what has not ended: by thing the last incident, and its day."""
        rows = connection.execute(
            f"SELECT {self.stays.key}, incident, day FROM {self._open} ORDER BY seq"  # noqa: S608
        )
        return {thing: (incident, day) for thing, incident, day in rows}

    def rows(self, connection: Connection, columns: str) -> list[tuple[Any, ...]]:
        """Return columns of all that is to be settled and of its things, the latest incident first."""
        # Grouped by SQLite, it would look through all stays.
        return connection.execute(f"SELECT {columns} FROM {self._open} ORDER BY seq DESC").fetchall()  # noqa: S608

    @property
    def _open(self) -> str:
        # CROSS: what is in the shop first, which is little, not the incidents of all years.
        joined = f"{self.stays.name} CROSS JOIN {self.name} USING ({self.stays.key})"
        return f"{joined} WHERE closed_seq IS NULL AND settled_seq IS NULL"
