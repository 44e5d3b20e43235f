"""Periods of the core's personal records: of which the time began on a day or before.

Source: docs/requirements.md, R-4.02; decision 0086.
"""

from collections.abc import Callable, Iterable, Sequence

from concierge_desk.domain.inscriptions import refs_in
from concierge_desk.domain.ticket import HERE
from concierge_desk.store import visits
from concierge_desk.store.connection import Connection


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


_MOVED_LATER = "EXISTS (SELECT 1 FROM held_move WHERE thing = code AND held_move.day > :day)"
_HELD = " UNION ALL ".join(
    f"SELECT {ref} FROM {table} WHERE left_cents OR {_MOVED_LATER}"  # noqa: S608
    for table, ref in (
        ("caution", "party"),
        ("caution", "beside"),
        ("advance", "party"),
        ("debt", "party"),
    )
)

settled_money = but_those(
    "money",
    f"SELECT ref FROM cheque LEFT JOIN paying_in USING (sheet) WHERE state = '{HERE}' OR paying_in.day > :day"  # noqa: S608
    f" UNION ALL {_HELD}",
)
"""What was noted of cheques that went to the bank or back, and for whom things were held that are over."""

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
