"""Erasures of this desk's own: a record goes at once, and waits to be noted in the list beside copies.

The list is a file: it cannot be written in the transaction that erases. What is still to be noted is working state.

Source: docs/contract.md, "Backup"; docs/requirements.md, R-4.13; decision 0083.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from concierge_desk.domain.erasures import Erasure
from concierge_desk.domain.journal import instant_text
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.erased_records import erase_personal


def erase(connection: Connection, refs: Iterable[str], at: str) -> None:
    """Erase records for good, and let them wait to be noted beside copies; refs that are not there are no matter.

    Args:
        connection: In a transaction.
        refs: Of the records.
        at: Instant, as entries have it.
    """
    for ref in refs:
        if erase_personal(connection, [Erasure(ref, at)]):
            wait(connection, Erasure(ref, at))


def wait(connection: Connection, erasure: Erasure) -> None:
    """Let an erasure wait to be noted beside copies."""
    connection.execute(
        "INSERT OR REPLACE INTO erasure(ref, at, keeps) VALUES(?, ?, ?)",
        (erasure.ref, erasure.at, erasure.keeps),
    )


def to_note(connection: Connection) -> tuple[Erasure, ...]:
    """Return the erasures that are not noted beside the store yet."""
    rows = connection.execute("SELECT ref, at, keeps FROM erasure ORDER BY ref").fetchall()
    return tuple(Erasure(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class KnownErasures:
    """Erasures that a store knows of, noted beside it or not.

    Attributes:
        dated: Those that wait to be noted, and those of which the store keeps when they were.
        undated: Refs that went with somebody, of which it keeps no instant; given the month of the last entry.
        until: Instant of the last entry: all of them were done by then.
    """

    dated: tuple[Erasure, ...] = ()
    undated: tuple[Erasure, ...] = ()
    until: datetime | None = None

    @property
    def erasures(self) -> tuple[Erasure, ...]:
        """All of them."""
        return (*self.dated, *self.undated)

    @property
    def by(self) -> datetime | None:
        """Instant by which they were done; None where the store says of none when: then it was with others that do."""
        return self.until if self.dated else None

    def but(self, refs: Collection[str]) -> "KnownErasures":
        """Return what is left without some refs: what is known elsewhere says itself when it was."""
        dated, undated = (
            tuple(one for one in some if one.ref not in refs) for some in (self.dated, self.undated)
        )
        return replace(self, dated=dated, undated=undated)


NOTHING_ERASED: Final = KnownErasures()


def known(connection: Connection) -> KnownErasures:
    """Return every erasure that a store knows of; a ref that stands there again is none."""
    last = journal.head(connection).at
    if last is None:
        return NOTHING_ERASED
    waiting = to_note(connection)
    rows = connection.execute(
        "SELECT ref, at FROM erased WHERE ref NOT IN (SELECT ref FROM personal) ORDER BY ref"
    ).fetchall()
    month = f"{instant_text(last)[:7]}-01"
    dated = {ref: Erasure(ref, at) for ref, at in rows if at} | {one.ref: one for one in waiting}
    return KnownErasures(
        tuple(dated.values()),
        tuple(Erasure(ref, month) for ref, _at in rows if ref not in dated),
        last,
    )


def noted(connection: Connection, erasures: Iterable[Erasure]) -> None:
    """Forget erasures that are noted beside the store."""
    connection.executemany(
        "DELETE FROM erasure WHERE ref = ? AND keeps IS ?", [(one.ref, one.keeps) for one in erasures]
    )
