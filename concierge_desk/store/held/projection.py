"""Movements of cautions, advances and debts, by the entries that tell of them.

What is left of a thing is the sum of what moved it; what was taken back never did.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from concierge_desk.domain.held.things import (
    ACCOUNT_OWED,
    ACCOUNT_PAID,
    ACCOUNT_WRITTEN_OFF,
    ADVANCE_EARNED,
    ADVANCE_KEPT,
    ADVANCE_RETURNED,
    ADVANCE_TAKEN,
    ADVANCE_USED,
    BY_CHEQUE,
    BY_MONEY,
    CAUTION_CASHED,
    CAUTION_KEPT,
    CAUTION_RETURNED,
    CAUTION_TAKEN,
    CHEQUE_UNPAID,
    INDEMNIFIED,
    KEPT,
    OPEN,
    OVER,
    UNDONE,
)
from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import require_taken
from concierge_desk.store.rows import write_row, write_rows
from concierge_desk.store.schema import no_projection

_TABLE_OF = {"g": "caution", "y": "advance", "u": "debt"}
_BEGINS = (CAUTION_TAKEN, ADVANCE_TAKEN, ACCOUNT_OWED, CHEQUE_UNPAID)


def _applied(connection: Connection, posted: Posted) -> None:
    """Move the things that an entry names; what is taken back never moved them."""
    moves = _moves_of(posted)
    things = sorted({move["thing"] for move in moves})
    corrected = posted.data.get("corrects")
    if corrected is not None:
        if posted.kind in _BEGINS:
            for thing in things:
                _forget(connection, thing)
            return
        connection.execute("DELETE FROM held_move WHERE seq = ?", (corrected,))
    else:
        columns = "seq thing rate nature kind day ticket cents"
        write_rows(connection, "held_move", columns, moves)
    for thing in things:
        # What is taken back whole may have gone with its first line.
        if corrected is None or not _is_undone(connection, thing):
            _stands(connection, thing)


def _is_undone(connection: Connection, thing: str) -> bool:
    table = _TABLE_OF[thing[0]]
    (state,) = connection.execute(f"SELECT state FROM {table} WHERE code = ?", (thing,)).fetchone()  # noqa: S608
    return bool(state == UNDONE)


def _moves_of(posted: Posted) -> list[dict[str, Any]]:
    data = posted.data
    told = {"seq": posted.seq, "kind": posted.kind, "day": posted.day, "ticket": data.get("ticket")}
    found: list[dict[str, Any]] = []
    for thing, cents, rates in _parts_of(posted.kind, data):
        rows = rates or [{"rate": 0, "nature": "", "cents": cents}]
        found += [{**told, **row, "thing": thing} for row in rows]
    return found


def _parts_of(kind: str, data: Mapping[str, Any]) -> Iterable[tuple[str, int, Sequence[Mapping[str, Any]]]]:
    """Return the things that an entry moves: code, by how much, and of debts by which rates."""
    if kind in (ACCOUNT_PAID, ACCOUNT_WRITTEN_OFF):
        for part in data["paid"]:
            lessened = [{**row, "cents": -row["cents"]} for row in part["rates"]]
            yield part["debt"], -part["cents"], lessened
    elif kind in (ACCOUNT_OWED, CHEQUE_UNPAID):
        yield data["debt"], sum(row["cents"] for row in data["rates"]), data["rates"]
    elif kind == ADVANCE_USED:
        for part in data["used"]:
            yield part["advance"], -part["cents"], []
    else:
        thing = data["caution"] if "caution" in data else data["advance"]
        yield thing, data["cents"] if kind in _BEGINS else -data["cents"], []


def _forget(connection: Connection, thing: str) -> None:
    """Say of a thing that it was never there: its paper says so."""
    connection.execute("DELETE FROM held_move WHERE thing = ?", (thing,))
    undone = f"UPDATE {_TABLE_OF[thing[0]]} SET state = ?, left_cents = 0 WHERE code = ?"  # noqa: S608
    require_taken(connection.execute(undone, (UNDONE, thing)), 1)


def _stands(connection: Connection, thing: str) -> None:
    """Say of a thing what is left of it, and in which state it is.

    Raises:
        ValueError: When less than nothing is left, or more than it ever was.
    """
    table = _TABLE_OF[thing[0]]
    (left,) = connection.execute(
        "SELECT COALESCE(sum(cents), 0) FROM held_move WHERE thing = ?", (thing,)
    ).fetchone()
    whole = connection.execute(f"SELECT cents FROM {table} WHERE code = ?", (thing,)).fetchone()  # noqa: S608
    if whole is None or not 0 <= left <= whole[0]:
        raise ValueError(f"{thing} has {left} left")
    state = OPEN if left else OVER
    connection.execute(
        f"UPDATE {table} SET left_cents = ?, state = ? WHERE code = ?",  # noqa: S608
        (left, state, thing),
    )
    if table == "caution":
        _stands_as_cheque(connection, thing)


def _stands_as_cheque(connection: Connection, thing: str) -> None:
    """Say of a caution whether it is money or a cheque in the safe: one that was cashed is money."""
    cashed = connection.execute(
        "SELECT ticket FROM held_move WHERE thing = ? AND kind = ?", (thing, CAUTION_CASHED)
    ).fetchone()
    kept, ticket = (BY_CHEQUE, None) if cashed is None else (BY_MONEY, cashed[0])
    connection.execute(
        "UPDATE caution SET kept = ?, ticket = ?, state = CASE WHEN state = ? THEN ? ELSE state END"
        " WHERE code = ? AND by_cheque",
        (kept, ticket, OPEN, KEPT if cashed is None else OPEN, thing),
    )


def _caution_taken(connection: Connection, posted: Posted) -> None:
    """Hold a caution; one that was never there goes."""
    data = posted.data
    if "corrects" not in data:
        cheque = data["kept"] == BY_CHEQUE
        row = {
            "code": data["caution"],
            **{name: data[name] for name in ("of", "party", "kept", "cents")},
            "left_cents": data["cents"],
            "seq": posted.seq,
            "day": posted.day,
            "ticket": None if cheque else data["ticket"],
            "by_cheque": int(cheque),
            "bank": data.get("bank"),
            "beside": data.get("beside"),
            "state": KEPT if cheque else OPEN,
        }
        write_row(connection, "caution", row)
    _applied(connection, posted)


def _advance_taken(connection: Connection, posted: Posted) -> None:
    """Hold what was paid ahead; what was never paid goes."""
    data = posted.data
    if "corrects" not in data:
        line = data["line"]
        row = {
            "code": data["advance"],
            **{name: data[name] for name in ("of", "party", "cents")},
            "as_": data["as"],
            "left_cents": data["cents"],
            **{name: line[name] for name in ("vat_cents", "vat_code", "rate", "nature")},
            "seq": posted.seq,
            "day": posted.day,
            "ticket": data["ticket"],
            "state": OPEN,
        }
        write_row(connection, "advance", row)
    _applied(connection, posted)


def _owed(connection: Connection, posted: Posted) -> None:
    """Put a debt on the slate; what a refund forgives of one names it again."""
    data = posted.data
    if "party" in data:
        cents = sum(row["cents"] for row in data["rates"])
        row = {
            "code": data["debt"],
            "party": data["party"],
            "cents": cents,
            "left_cents": cents,
            "seq": posted.seq,
            "day": posted.day,
            "ticket": data["ticket"],
            "state": OPEN,
            "cheque": data.get("cheque"),
        }
        write_row(connection, "debt", row)
    _applied(connection, posted)


APPLY = {
    CAUTION_TAKEN: _caution_taken,
    **dict.fromkeys((CAUTION_CASHED, CAUTION_RETURNED, CAUTION_KEPT), _applied),
    ADVANCE_TAKEN: _advance_taken,
    **dict.fromkeys((ADVANCE_USED, ADVANCE_KEPT, ADVANCE_RETURNED), _applied),
    ADVANCE_EARNED: no_projection,
    **dict.fromkeys((ACCOUNT_OWED, CHEQUE_UNPAID), _owed),
    **dict.fromkeys((ACCOUNT_PAID, ACCOUNT_WRITTEN_OFF), _applied),
    INDEMNIFIED: no_projection,
}
"""How each kind moves them."""
