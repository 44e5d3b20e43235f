"""Erasing of somebody in the store: every record that bears the key, every link, and the words kept for the acts of it.

The key is noted among the erasures like the ref of a sentence: a copy that is put back forgets the same.

Source: docs/contract.md, "Backup"; docs/requirements.md, R-4.05; decision 0086.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from concierge_desk.domain.journal import instant_text
from concierge_desk.store import journal, seals
from concierge_desk.store.connection import Connection

_BY: Final = ("person", "who", "note", "proxy")
"""Columns of a marked table in which the key of somebody stands, or the code of what was kept for somebody and goes alone."""
_INTO: Final = "into"
"""Column that points to who stayed after a merge: who was merged goes by the own key, or is somebody again."""


def forget_keys(connection: Connection, keys: Iterable[str], at: str | None = None) -> int:
    """Forget somebody by all keys; return how many records that were.

    Args:
        connection: In a transaction.
        keys: Of one person: the own one, and those of who was merged into it.
        at: Instant, as entries have it; that of the last entry by default.
    """
    last = journal.head(connection).at
    when = at or ("" if last is None else instant_text(last))
    gone = 0
    for key in keys:
        gone += erase_key(connection, key)
        with seals.changing(connection, "erased", "ref = ?", (key,)):
            connection.execute("INSERT OR REPLACE INTO erased VALUES(?, ?)", (key, month_of(when)))
        connection.execute("INSERT OR REPLACE INTO erasure(ref, at) VALUES(?, ?)", (key, when))
    return gone


def erase_key(connection: Connection, key: str) -> int:
    """Delete the records that bear a key, or the code of one of them; return how many there were.

    Who was merged into the one that goes stays, unless it goes by its own key: it may have been taken apart since.
    """
    gone = 0
    households = _households(connection, key)
    for household in households:
        _keep_memberships(connection, key, household)
    cards = _cards(connection, key)
    for (ref,) in connection.execute("SELECT ref FROM party_link WHERE person = ?", (key,)).fetchall():
        _lost(connection, ref)
    for table, column in _places(connection, (_INTO,)):
        merged = connection.execute(f'SELECT person FROM "{table}" WHERE "{column}" = ?', (key,)).fetchall()  # noqa: S608
        # Each by its own key: where it points to is what changes.
        for one in merged:
            with seals.changing(connection, table, "person = ?", one):
                connection.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE person = ?', one)  # noqa: S608
    for table, column in _places(connection, _BY):
        with seals.changing(connection, table, f'"{column}" = ?', (key,)):
            gone += connection.execute(f'DELETE FROM "{table}" WHERE "{column}" = ?', (key,)).rowcount  # noqa: S608
    _forget_unheld(connection)
    if gone:
        _untell(connection, (key, *cards))
    return gone


def month_of(at: str) -> str:
    """Return the month of an instant, as a date: when somebody went is nearer than that nobody's matter."""
    return f"{at[:7]}-01" if at else ""


def _cards(connection: Connection, key: str) -> tuple[str, ...]:
    if not _is_there(connection, "people_card"):
        return ()
    return tuple(
        card for (card,) in connection.execute("SELECT card FROM people_card WHERE person = ?", (key,))
    )


def _untell(connection: Connection, codes: Iterable[str]) -> None:
    """Take codes out of what operations answered: whoever asks again is not told whom it was about."""
    for code in codes:
        where, values = "instr(told, ?)", (f'"{code}"',)
        ops = connection.execute(f"SELECT op FROM operation WHERE {where}", values).fetchall()  # noqa: S608
        for of_one in ops:
            with seals.changing(connection, seals.OPERATIONS, "op = ?", of_one):
                connection.execute(
                    "UPDATE operation SET told = replace(told, ?, ?) WHERE op = ?", (*values, GONE, *of_one)
                )


GONE: Final = '"—"'
"""What stands in an answer for the code of somebody."""


def _lost(connection: Connection, ref: str) -> None:
    """Say of a party that whose it was is gone, and not when: refs that went at one instant would be one person's."""
    with seals.changing(connection, "erased", "ref = ?", (ref,)):
        connection.execute("INSERT OR REPLACE INTO erased VALUES(?, '')", (ref,))


def kept_keys(connection: Connection) -> frozenset[str]:
    """Return every key, and every code of a record, that `erase_key` would find."""
    return frozenset(
        key
        for table, column in _places(connection, _BY)
        for (key,) in connection.execute(f'SELECT DISTINCT "{column}" FROM "{table}"')  # noqa: S608
        if key is not None
    )


def _places(connection: Connection, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    tables = [
        table
        for table in seals.sealed_tables(connection)
        if table == "party_link" or table not in seals.SEALED
    ]
    for table in tables:
        names = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        yield from ((table, column) for column in columns if column in names)


def _households(connection: Connection, key: str) -> tuple[str, ...]:
    if not _is_there(connection, "people_household"):
        return ()
    rows = connection.execute("SELECT household FROM people_household WHERE person = ?", (key,))
    return tuple(household for (household,) in rows)


def _keep_memberships(connection: Connection, key: str, household: str) -> None:
    """Note that what somebody took for a household is the household's: it stays with the others."""
    taken = connection.execute(
        "SELECT ref FROM party_link JOIN people_membership ON people_membership.party = ref WHERE person = ?"
        " AND NOT EXISTS (SELECT 1 FROM people_holder WHERE people_holder.party = ref)",
        (key,),
    ).fetchall()
    rows: list[seals.Row] = [(ref, household) for (ref,) in taken]
    seals.insert_all(connection, "people_holder", rows)


def _forget_unheld(connection: Connection) -> None:
    """Forget what households held of whom nobody is left, once nobody is left either who took it.

    Until then it is noted that it was theirs: who had left them took none along.
    """
    if not _is_there(connection, "people_holder"):
        return
    nobody = (
        "household NOT IN (SELECT household FROM people_household)"
        " AND party NOT IN (SELECT ref FROM party_link)"
    )
    with seals.changing(connection, "people_holder", nobody, ()):
        connection.execute(f"DELETE FROM people_holder WHERE {nobody}")  # noqa: S608


def _is_there(connection: Connection, table: str) -> bool:
    asked = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(asked, (table,)).fetchone() is not None
