"""Table of slips: one row each, moved by a service's entries; a thing says itself which slip it is on.

Source: decision 0092.
"""

from dataclasses import dataclass
from typing import Any

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.mechanisms.slips.model import CANCELLED, PREPARED, SIGNED
from concierge_desk.mechanisms.slips.model.slips import Slip, SlipSheet
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.day import anchor_at
from concierge_desk.store.rows import column, update_row, write_row
from concierge_desk.store.till import correction_of, use_number


@dataclass(frozen=True, slots=True)
class SlipTable:
    """Slips of one service: ``number``, ``seq``, ``day``, ``state``, and what it keeps besides.

    Attributes:
        name: Of the table.
        things: Tables of what may be on one, each with a column ``slip``.
        kept: Fields of an entry that are columns too.
        more: Fields of an entry that a slip says again when it is signed.
    """

    name: str
    things: tuple[str, ...]
    kept: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    def prepared(self, connection: Connection, posted: Posted) -> None:
        """Keep a slip that is still to be signed."""
        self._make(connection, posted, PREPARED)

    def signed(self, connection: Connection, posted: Posted) -> None:
        """Keep that a slip was signed, prepared before or made at once."""
        told = self._told(posted, SIGNED)
        if not update_row(connection, self.name, "number", posted.data["slip"], told):
            self._make(connection, posted, SIGNED)

    def cancelled(self, connection: Connection, number: str) -> None:
        """Let what was on a slip wait again; the slip's number stays used."""
        update_row(connection, self.name, "number", number, {"state": CANCELLED})
        for table in self.things:
            update_row(connection, table, "slip", number, {"slip": None})

    def state(self, connection: Connection, number: str) -> str:
        """Return whether a slip is prepared, signed or cancelled."""
        (state,) = column(connection, f"SELECT state FROM {self.name} WHERE number = ?", number)  # noqa: S608
        return str(state)

    def slip(self, connection: Connection, number: str) -> Slip | None:
        """Return a slip with what is on it; None for a number that none has, or whose entry was dropped: long signed."""
        row = connection.execute(
            f"SELECT seq, state, day FROM {self.name} WHERE number = ?",  # noqa: S608
            (number,),
        ).fetchone()
        posted = journal.posted(connection, row[0], row[0]) if row else ()
        if not posted:
            return None
        (entry,), (seq, state, day) = posted, row
        more = {name: entry.data[name] for name in self.more}
        return Slip(number, seq, state, day, entry.aud, tuple(entry.data["items"]), more)

    def of_entry(self, connection: Connection, seq: int | None) -> Slip | None:
        """Return the slip that an entry signed."""
        numbers = column(connection, f"SELECT number FROM {self.name} WHERE seq = ?", seq)  # noqa: S608
        return self.slip(connection, numbers[0]) if numbers else None

    def sheet(self, connection: Connection, number: str, document: str) -> SlipSheet:
        """Return what the paper of a slip is drawn from: where it was signed, else where it was prepared.

        Raises:
            Refused: As `sheet_of`.
        """
        row = connection.execute(f"SELECT seq, state FROM {self.name} WHERE number = ?", (number,)).fetchone()  # noqa: S608
        seq, state = row or (None, "")
        return sheet_of(connection, document, seq, state)

    def _make(self, connection: Connection, posted: Posted, state: str) -> None:
        number = posted.data["slip"]
        write_row(connection, self.name, {"number": number, **self._told(posted, state)})
        use_number(connection, number)

    def _told(self, posted: Posted, state: str) -> dict[str, Any]:
        kept = {name: posted.data[name] for name in self.kept}
        return {"state": state, "seq": posted.seq, "day": posted.day, **kept}


def sheet_of(connection: Connection, document: str, seq: int | None, state: str) -> SlipSheet:
    """Return what a paper is drawn from, by the entry that it tells.

    Args:
        connection: The store.
        document: Its name.
        seq: The entry, None where there is none of the name.
        state: How the slip stands.

    Raises:
        Refused: ``print.unknown``, ``print.erased``.
    """
    if seq is None:
        raise Refused("print.unknown", document=document)
    posted = journal.posted(connection, seq, seq)
    if not posted:
        raise Refused("print.erased", document=document)
    return SlipSheet(posted[0], anchor_at(connection, seq), state, correction_of(connection, seq))
