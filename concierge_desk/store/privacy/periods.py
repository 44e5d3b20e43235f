"""Periods of the core's personal records: of which the time began on a day or before.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from concierge_desk.domain.inscriptions import refs_in
from concierge_desk.domain.ticket import HERE, PREFIX, UNPAID
from concierge_desk.store import visits
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.settled import unsettled_refs


def kept_until(connection: Connection, retention: str, day: str) -> frozenset[str]:
    """Return the records under a period that were kept on a day or before."""
    rows = connection.execute("SELECT ref FROM personal WHERE retention = ? AND since <= ?", (retention, day))
    return frozenset(ref for (ref,) in rows)


def but_those(retention: str, asked: str) -> Callable[[Connection, str], frozenset[str]]:
    """Return what tells of which records the period began: of those kept by then but the ones that a query finds.

    Args:
        retention: Code of the period.
        asked: Query of the refs that are still in use; ``:day`` stands for the day.
    """

    def due(connection: Connection, day: str) -> frozenset[str]:
        return kept_until(connection, retention, day) - _column(connection, asked, day)

    return due


def _column(connection: Connection, asked: str, day: str) -> frozenset[str]:
    return frozenset(ref for (ref,) in connection.execute(asked, {"day": day}) if ref is not None)


def settled_money(retention: str) -> Callable[[Connection, str], frozenset[str]]:
    """Return what tells what was noted under a period of settled money: cheques at the bank or back, things that are over."""

    def due(connection: Connection, day: str) -> frozenset[str]:
        kept = kept_until(connection, retention, day)
        return kept - _open_cheques(connection, day) - unsettled_refs(connection, day) if kept else kept

    return due


def _open_cheques(connection: Connection, day: str) -> frozenset[str]:
    """Return the records of cheques that lie here, that an entry moved after a day, or for which somebody owes still."""
    rows = connection.execute(
        "SELECT code, ref, state FROM cheque WHERE ref IS NOT NULL AND day <= ?", (day,)
    )
    known = {code: (ref, state) for code, ref, state in rows}
    owing = frozenset(cheque for (cheque,) in connection.execute(_OWING, (UNPAID,)))
    moved = frozenset(
        code.decode()
        for (payload,) in connection.execute(_SINCE, (day,))
        for code in _CHEQUE.findall(payload)
    )
    return frozenset(
        ref for code, (ref, state) in known.items() if state == HERE or code in owing or code in moved
    )


_SINCE: Final = "SELECT payload FROM journal WHERE day > ? AND payload IS NOT NULL AND kind LIKE 'till.%'"
_OWING: Final = (
    "SELECT cheque.code FROM journal"
    " JOIN debt ON debt.code = json_extract(CAST(payload AS TEXT), '$.data.debt') AND debt.state = 'open'"
    " JOIN cheque ON cheque.code = json_extract(CAST(payload AS TEXT), '$.data.cheque') AND cheque.state = ?"
    " WHERE journal.kind = 'account.cheque_unpaid' AND payload IS NOT NULL"
)
_CHEQUE: Final = re.compile(rf'"({PREFIX}-[0-9a-z]{{12}})"'.encode())

ended_contacts = but_those(
    "partner_contact", "SELECT contact FROM partner WHERE retired_from IS NULL OR retired_from > :day"
)
"""Whom one reached at partners who are none any more; who was somebody else's successor too."""

ended_channels = but_those("delivery_channel", "SELECT details FROM delivery_channel")
"""Where daily files went that go another way now."""

left_receipts = but_those("receipt_email", "SELECT address FROM letter")
"""Addresses to which nothing waits to leave."""


def unused_inscriptions(connection: Connection, day: str) -> frozenset[str]:
    """Return the words on labels and shelves that nothing here bears any more."""
    kept = kept_until(connection, "inscription", day)
    return kept - _borne(connection) if kept else kept


_NOT_BORNE = frozenset({"journal", "personal", "erased", "erasure"})
"""Tables that hold the refs of words and stand for nothing that bears them."""


def _borne(connection: Connection) -> frozenset[str]:
    # Where words were ever typed in place of a code, every table is read through once a month.
    found: set[str] = set()
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for table in {name for (name,) in tables} - _NOT_BORNE:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]
        for name in names:
            asked = f'SELECT DISTINCT "{name}" FROM "{table}" WHERE instr("{name}", \'i-\')'  # noqa: S608
            found.update(ref for (text,) in connection.execute(asked) for ref in refs_in(text))
    return frozenset(found)


def ended_operators(connection: Connection, day: str) -> frozenset[str]:
    """Return the names of operators that were theirs for the last time on a day or before."""
    kept = kept_until(connection, "operator", day)
    if not kept:
        return kept
    # All that the shop ever was: a few rows a year.
    asked = (
        "SELECT setting.data, COALESCE(journal.day, json_extract(CAST(payload AS TEXT), '$.at'))"
        " FROM setting JOIN journal USING (seq) ORDER BY seq"
    )
    ended = dict(_terms(connection.execute(asked).fetchall()))
    # Whose employment never ended by then is in use; a name that no settings ever held is nobody's.
    return frozenset(ref for ref in kept if ended.get(ref, "") <= day)


_NEVER = "9999-12-31"


def _terms(rows: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Yield for each name since when it is not an operator's any more, as far as is known: the last word counts."""
    import json  # noqa: PLC0415  (nobody asks for it at a start)

    before: frozenset[str] = frozenset()
    for data, at in rows:
        now = frozenset(ref for ref in json.loads(data).get("operator_refs") or () if ref)
        yield from ((ref, at[:10]) for ref in before - now)
        yield from ((ref, _NEVER) for ref in now)
        before = now


def old_visits(connection: Connection, day: str) -> tuple[str, ...]:
    """Return the visits that were last touched on a day or before, and are not paid."""
    return tuple(one.visit for one in visits.visits(connection) if one.saved_at[:10] <= day)


def drop_visits(connection: Connection, codes: Iterable[str]) -> None:
    """Forget visits, with everything that was typed for them."""
    for code in codes:
        visits.drop_visit(connection, code)
