"""Loaders of what nobody paid of a sale, or of a thing that was paid for: slates, and cheques that the bank gave back.

A slate may have been paid by a cheque that came back, and what that cheque is owed by another one: each leads to the next.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from concierge_desk.domain.held.things import ACCOUNT_OWED, ACCOUNT_PAID, ACCOUNT_WRITTEN_OFF, Unpaid
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.things import debts_named, later_moves

_OF_CHEQUE: Final = "SELECT debt.code, debt.cents FROM cheque JOIN debt ON debt.cheque = cheque.code AND debt.state != 'undone' WHERE "


def of_ticket(connection: Connection, ticket: str) -> tuple[Unpaid, Unpaid]:
    """Return what of a ticket was put on the slate and is not paid, and what its cheques had paid that came back.

    Args:
        connection: The store.
        ticket: Its number.
    """
    asked = "SELECT code, cents FROM debt WHERE ticket = ? AND cheque IS NULL AND state != 'undone'"
    owed = connection.execute(asked, (ticket,)).fetchall()
    bounced = connection.execute(_OF_CHEQUE + "cheque.ticket = ?", (ticket,)).fetchall()
    taken: dict[str, tuple[int, int]] = {}
    slate = _unpaid(connection, dict(owed), ticket, taken)
    return slate, _unpaid(connection, dict(bounced), ticket, taken)


def of_cheques(connection: Connection, brought: Mapping[str, int], ticket: str) -> Unpaid:
    """Return what is not paid of something that cheques had paid.

    Args:
        connection: The store.
        brought: By the code of each cheque, how much it had paid of it.
        ticket: Number of the one that it came with: what its own refunds took off is not lost.
    """
    found: dict[str, int] = {}
    for cheque, most in brought.items():
        for code, cents in connection.execute(_OF_CHEQUE + "cheque.code = ?", (cheque,)).fetchall():
            found[code] = min(cents, most)
    return _unpaid(connection, found, ticket, {})


def moved_on(connection: Connection, seqs: Sequence[int]) -> frozenset[int]:
    """Return those entries of a ticket whose things moved on since, but for what the ticket itself moved."""
    return frozenset(
        seq for seq in seqs if any(move.seq not in seqs for move in later_moves(connection, seq))
    )


def _unpaid(
    connection: Connection, owed: Mapping[str, int], ticket: str, taken: dict[str, tuple[int, int]]
) -> Unpaid:
    """Return what is not paid of some debts, each up to so much.

    What is still owed counts first, and what is lost only as far as that is less: never more of a debt than is of this.

    Args:
        connection: The store.
        owed: How much by debt.
        ticket: What its own refunds took off is not lost.
        taken: By debt, what is owed and what is lost as a part of something else; this is added.
    """
    found = dict(owed)
    waiting = list(found)
    for code in waiting:
        for later, cents in _paid_by_what_came_back(connection, code, found[code]):
            if later not in found:
                waiting.append(later)
            found[later] = found.get(later, 0) + cents
    debts, lost_cents, beside = [], 0, {}
    for debt in debts_named(connection, found):
        owed_before, lost_before = taken.get(debt.code, (0, 0))
        left = debt.left_cents - owed_before
        lost = _lost(connection, debt.code, ticket) - lost_before
        part = min(left, found[debt.code])
        gone = min(lost, found[debt.code] - part)
        taken[debt.code] = (owed_before + part, lost_before + gone)
        beside[debt.code] = left + lost - part - gone
        lost_cents += gone
        if part:
            debts.append(replace(debt, left_cents=part))
    return Unpaid(tuple(debts), lost_cents, beside)


def _paid_by_what_came_back(connection: Connection, debt: str, most: int) -> list[tuple[str, int]]:
    """Return the debts of cheques that had paid a debt, and how much each of them did."""
    paid = connection.execute(
        "SELECT ticket, -sum(cents) FROM held_move WHERE thing = ? AND kind = ? GROUP BY ticket",
        (debt, ACCOUNT_PAID),
    )
    return [
        (code, min(cents, whole, most))
        for ticket, cents in paid.fetchall()
        for code, whole in connection.execute(_OF_CHEQUE + "cheque.ticket = ?", (ticket,)).fetchall()
    ]


def _lost(connection: Connection, debt: str, ticket: str) -> int:
    """Return what nobody will pay of a debt: forgiven, or taken off by refunds of other tickets than this one."""
    (cents,) = connection.execute(
        "SELECT COALESCE(-sum(cents), 0) FROM held_move WHERE thing = ? AND (kind = ? OR kind = ? AND cents < 0"
        " AND ticket NOT IN (SELECT refund.number FROM ticket JOIN correction ON corrected = ticket.seq"
        " JOIN ticket refund ON refund.seq = correction.seq WHERE ticket.number = ?))",
        (debt, ACCOUNT_WRITTEN_OFF, ACCOUNT_OWED, ticket),
    ).fetchone()
    return int(cents)
