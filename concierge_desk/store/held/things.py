"""Cautions, advances and debts as they stand, out of their tables.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from concierge_desk.domain.held.things import Debt, HeldAdvance, HeldCaution, HeldMove
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column, records


def caution(connection: Connection, code: str) -> HeldCaution | None:
    """Return a caution, None where there is none of that code."""
    return next(
        iter(records(connection, HeldCaution, "caution WHERE code = ? AND state != 'undone'", code)), None
    )


def cautions_of(connection: Connection, of: str) -> tuple[HeldCaution, ...]:
    """Return the cautions that were taken for a thing, the oldest first."""
    return records(
        connection, HeldCaution, "caution WHERE of = ? AND state != 'undone' ORDER BY seq, code", of
    )


def open_cautions(connection: Connection) -> tuple[HeldCaution, ...]:
    """Return the cautions that are held, the oldest first."""
    return records(connection, HeldCaution, "caution WHERE state IN ('open', 'kept') ORDER BY seq, code")


@dataclass(frozen=True, slots=True)
class TakenThing:
    """Entry that a thing came with, and where the thing stands.

    Attributes:
        seq: The entry.
        state: As the thing stands.
    """

    seq: int
    state: str


def taken(connection: Connection, table: str, code: str) -> TakenThing | None:
    """Return by which entry a thing came, also of one that was never there; None for no thing.

    Args:
        connection: The store.
        table: ``caution`` or ``advance``.
        code: Of the thing.
    """
    return next(iter(records(connection, TakenThing, f"{table} WHERE code = ?", code)), None)


def advance(connection: Connection, code: str) -> HeldAdvance | None:
    """Return an advance, None where there is none of that code."""
    return next(
        iter(records(connection, HeldAdvance, "advance WHERE code = ? AND state != 'undone'", code)), None
    )


def advances_of(connection: Connection, of: str) -> tuple[HeldAdvance, ...]:
    """Return what was paid ahead for a thing, the oldest first."""
    return records(
        connection, HeldAdvance, "advance WHERE of = ? AND state != 'undone' ORDER BY seq, code", of
    )


def open_advances(connection: Connection) -> tuple[HeldAdvance, ...]:
    """Return what was paid ahead and is not used, the oldest first."""
    return records(connection, HeldAdvance, "advance WHERE state = 'open' ORDER BY seq, code")


@dataclass(frozen=True, slots=True)
class _DebtRow:
    """Columns of a debt."""

    code: str
    party: str
    cents: int
    left_cents: int
    seq: int
    day: str
    ticket: str
    state: str
    cheque: str | None


def _debts(connection: Connection, where: str, *given: object) -> tuple[Debt, ...]:
    found = records(connection, _DebtRow, f"debt WHERE {where} ORDER BY seq, code", *given)
    return tuple(
        Debt(
            *(row.code, row.party, row.cents, row.left_cents, row.seq, row.day, row.ticket, row.state),
            rates=_rates_left(connection, row.code),
            cheque=row.cheque,
        )
        for row in found
    )


def _rates_left(connection: Connection, code: str) -> dict[tuple[int, str], int]:
    rows = connection.execute(
        "SELECT rate, nature, sum(cents) FROM held_move WHERE thing = ? GROUP BY rate, nature", (code,)
    )
    return {(rate, nature): cents for rate, nature, cents in rows if cents}


def debt(connection: Connection, code: str) -> Debt | None:
    """Return a debt, None where there is none of that code."""
    return next(iter(_debts(connection, "code = ? AND state != 'undone'", code)), None)


def debts_named(connection: Connection, codes: Iterable[str]) -> tuple[Debt, ...]:
    """Return debts by their codes, the oldest first."""
    asked = tuple(codes)
    if not asked:
        return ()
    places = ", ".join("?" for _ in asked)
    return _debts(connection, f"code IN ({places})", *asked)


def open_debts(connection: Connection) -> tuple[Debt, ...]:
    """Return what stands on the slate, the oldest first."""
    return _debts(connection, "state = 'open'")


def open_debts_of(connection: Connection, people: Iterable[str]) -> tuple[Debt, ...]:
    """Return what somebody owes, the oldest first.

    Args:
        connection: The store.
        people: All keys under which the links of one person stand.
    """
    keys = tuple(people)
    if not keys:
        return ()
    asked = ", ".join("?" for _ in keys)
    return _debts(
        connection,
        f"state = 'open' AND party IN (SELECT ref FROM party_link WHERE person IN ({asked}))",  # noqa: S608
        *keys,
    )


def things_of(connection: Connection, parties: frozenset[str]) -> frozenset[str]:
    """Return the codes of the cautions, advances and debts of some parties, settled ones too."""
    found = [
        connection.execute(f"SELECT code, party FROM {table}").fetchall()  # noqa: S608
        for table in ("caution", "advance", "debt")
    ]
    return frozenset(code for rows in found for code, party in rows if party in parties)


def parties_of(connection: Connection, people: Iterable[str]) -> tuple[str, ...]:
    """Return the parties that are somebody, by all keys under which his links stand."""
    return tuple(
        ref
        for key in people
        for ref in column(connection, "SELECT ref FROM party_link WHERE person = ?", key)
    )


def later_moves(connection: Connection, seq: int) -> tuple[HeldMove, ...]:
    """Return what moved the things of an entry after it, and stands."""
    return records(
        connection,
        HeldMove,
        "held_move WHERE seq > ? AND thing IN (SELECT thing FROM held_move WHERE seq = ?)"
        " GROUP BY seq, thing, kind ORDER BY seq",
        seq,
        seq,
    )


def moves_of(connection: Connection, thing: str) -> tuple[HeldMove, ...]:
    """Return what moved a thing, the first before."""
    return records(
        connection, HeldMove, "held_move WHERE thing = ? GROUP BY seq, thing, kind ORDER BY seq", thing
    )
