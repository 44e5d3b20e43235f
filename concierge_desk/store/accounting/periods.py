"""Projections of closed months and fiscal years, and of what moved the funds of principals; their loaders.

Source: docs/contract.md, "Months and fiscal years"; decision 0079.
"""

import json
from typing import Any

from concierge_desk.domain.accounting.period import (
    MONTH_CLOSED,
    SPANS,
    YEAR_CLOSED,
    ClosedPeriod,
    Data,
    FundMoved,
)
from concierge_desk.domain.journal import Posted
from concierge_desk.store import accounts, journal
from concierge_desk.store.accounting.owed import keep_moves
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column, write_row
from concierge_desk.store.till import use_number

_MOVES = (
    "SELECT seq, kind, CAST(payload AS TEXT) FROM journal WHERE kind IN ('till.moved', 'till.remitted')"
    " OR (kind IN ('till.settled', 'till.means_corrected') AND instr(CAST(payload AS TEXT), '\"payee\":'))"
)


def fill(connection: Connection) -> None:
    """Read from the journal what moved the funds of principals so far."""
    for seq, kind, payload in connection.execute(_MOVES).fetchall():
        # An entry that cannot be read any more tells nothing, and bars nobody from the counter.
        data = _data(payload)
        if data is not None:
            keep_moves(connection, seq, kind, data)


def _data(payload: str | None) -> Data | None:
    try:
        found: Data = json.loads(payload or "")["data"]
    except (ValueError, LookupError, TypeError):
        return None
    return found


def apply_closed(connection: Connection, posted: Posted) -> None:
    """Keep what a period came to."""
    data, span = posted.data, SPANS[posted.kind]
    totals = {row["scope"]: row for row in data["totals"]}
    turnover, others = totals["turnover"], totals["third_parties"]
    names = ("number", "fiscal_year", "day_from", "day_to", "seq_from", "seq_to")
    write_row(
        connection,
        "period_closed",
        {
            **{name: data[name] for name in names},
            "seq": posted.seq,
            "span": span,
            "period": data["month"] if span == SPANS[MONTH_CLOSED] else data["fiscal_year"],
            "days": len(data["days"]),
            "turnover_cents": turnover["period_cents"],
            "third_parties_cents": others["period_cents"],
            "perpetual_cents": turnover["perpetual_cents"],
            "perpetual_abs_cents": turnover["perpetual_abs_cents"],
        },
    )
    use_number(connection, data["number"])


def moved_between(connection: Connection, first: int, last: int) -> dict[str, FundMoved]:
    """Return what moved each fund of a principal within a range of entries, both ends included."""
    rows = connection.execute(
        "SELECT fund, sum(remitted_cents), sum(straight_cents) FROM fund_moved WHERE seq BETWEEN ? AND ?"
        " GROUP BY fund ORDER BY fund",
        (first, last),
    ).fetchall()
    return {fund: FundMoved(remitted, straight) for fund, remitted, straight in rows}


def pending_days(connection: Connection) -> tuple[tuple[str, str | None], ...]:
    """Return date and fiscal year of the closings that no month was made of yet, in their order.

    The fiscal year of one that could not be read once is None.
    """
    rows = connection.execute(
        "SELECT day, fiscal_year FROM business_day WHERE closed_seq > ? ORDER BY closed_seq",
        (_closed_to(connection, MONTH_CLOSED),),
    )
    return tuple(rows.fetchall())


def days_since(connection: Connection, seq: int) -> tuple[ClosedPeriod, ...]:
    """Return the closings of days after an entry, in their order; the fiscal year of one that cannot be read may be empty."""
    rows = connection.execute(
        "SELECT closed_seq, number, day, fiscal_year, from_seq FROM business_day WHERE closed_seq > ?"
        " ORDER BY closed_seq",
        (seq,),
    ).fetchall()
    return tuple(_day(connection, row) for row in rows)


def pending_years(connection: Connection) -> tuple[str, ...]:
    """Return the fiscal years of the closings of months that no fiscal year was made of yet, in their order."""
    return column(
        connection,
        "SELECT fiscal_year FROM period_closed WHERE span = ? AND seq > ? ORDER BY seq",
        SPANS[MONTH_CLOSED],
        _closed_to(connection, YEAR_CLOSED),
    )


def pending_closings(connection: Connection) -> tuple[ClosedPeriod, ...]:
    """Return the closings of days that no month was made of yet, in their order."""
    return days_since(connection, _closed_to(connection, MONTH_CLOSED))


def _day(connection: Connection, row: tuple[int, str, str, str | None, int]) -> ClosedPeriod:
    seq, number, day, fiscal_year, first = row
    entry: Any = journal.entry(connection, seq)
    read = journal.whole(entry)
    return ClosedPeriod(
        seq=seq,
        number=number,
        period=day,
        fiscal_year=fiscal_year or "",
        seq_from=first,
        data=None if read is None else read.data,
        hash=entry.hash.hex(),
        moved=moved_between(connection, first, seq),
    )


def pending_months(connection: Connection) -> tuple[ClosedPeriod, ...]:
    """Return the closings of months that no fiscal year was made of yet, in their order."""
    rows = connection.execute(
        "SELECT seq, number, period, fiscal_year, seq_from FROM period_closed WHERE span = ? AND seq > ? ORDER BY seq",
        (SPANS[MONTH_CLOSED], _closed_to(connection, YEAR_CLOSED)),
    ).fetchall()
    return tuple(
        ClosedPeriod(seq, number, month, year, first, data_of(connection, seq))
        for seq, number, month, year, first in rows
    )


def last_closed(connection: Connection, kind: str) -> Data | None:
    """Return what the last closing of a month or a year says, as the next one goes on from it; None before the first.

    Of one that cannot be read any more the tables say what is owed after it.
    """
    row = connection.execute(
        "SELECT seq, number, seq_to FROM period_closed WHERE span = ? ORDER BY seq_to DESC, seq DESC LIMIT 1",
        (SPANS[kind],),
    ).fetchone()
    if row is None:
        return None
    seq, number, closed_to = row
    told = data_of(connection, seq)
    if told is not None:
        return told
    return {"number": number, "totals": [], "principals": _owed_at(connection, closed_to)}


def _owed_at(connection: Connection, seq: int) -> list[dict[str, Any]]:
    """Return what was owed to each principal after an entry: what is owed now, less what came since."""
    sold = dict(
        connection.execute(
            "SELECT fund, sum(cents) FROM ticket_line WHERE seq > ? GROUP BY fund", (seq,)
        ).fetchall()
    )
    moved = moved_between(connection, seq + 1, journal.head(connection).seq)
    found = []
    for account in accounts.accounts(connection):
        gone = moved.get(account.fund, FundMoved())
        owed = account.owed_cents - sold.get(account.fund, 0) + gone.remitted_cents + gone.straight_cents
        found.append({"principal": account.fund.partition(":")[2], "owed_cents": owed})
    return found


def data_of(connection: Connection, seq: int) -> Data | None:
    """Return what an entry says; None where it cannot be read any more."""
    entry = journal.entry(connection, seq)
    read = None if entry is None else journal.whole(entry)
    return None if read is None else read.data


def _closed_to(connection: Connection, kind: str) -> int:
    row = connection.execute(
        "SELECT COALESCE(max(seq_to), 0) FROM period_closed WHERE span = ?", (SPANS[kind],)
    ).fetchone()
    return int(row[0])


def closed_periods(connection: Connection, kind: str) -> tuple[str, ...]:
    """Return the months such as ``2026-11``, or the fiscal years, that have a closing, each once, in their order."""
    return column(
        connection,
        "SELECT period FROM period_closed WHERE span = ? GROUP BY period ORDER BY min(seq)",
        SPANS[kind],
    )


def fiscal_years(connection: Connection) -> tuple[str, ...]:
    """Return the fiscal years of which a month has a closing, each once, in their order."""
    return column(
        connection,
        "SELECT fiscal_year FROM period_closed WHERE span = ? GROUP BY fiscal_year ORDER BY min(seq)",
        SPANS[MONTH_CLOSED],
    )


def closings_of(connection: Connection, kind: str, period: str) -> tuple[int, ...]:
    """Return the entries that closed a month or a fiscal year, or the one of a number, in their order."""
    return column(
        connection,
        "SELECT seq FROM period_closed WHERE span = ? AND period = ?"
        " UNION SELECT seq FROM period_closed WHERE number = ? AND span = ? ORDER BY seq",
        SPANS[kind],
        period,
        period,
        SPANS[kind],
    )


def months_of_year(connection: Connection, fiscal_year: str) -> tuple[int, ...]:
    """Return the closings of the months of a fiscal year, in their order."""
    return column(
        connection,
        "SELECT seq FROM period_closed WHERE span = ? AND fiscal_year = ? ORDER BY seq",
        SPANS[MONTH_CLOSED],
        fiscal_year,
    )


def remittances_between(connection: Connection, first: int, last: int) -> tuple[tuple[Any, ...], ...]:
    """Return number, day, principal, amount and way of each remittance within a range that stands."""
    rows = connection.execute(
        "SELECT slip, day, principal, cents, by FROM remittance"
        " WHERE seq BETWEEN ? AND ? AND taken_back_seq IS NULL ORDER BY seq",
        (first, last),
    )
    return tuple(rows.fetchall())


def sheets_between(connection: Connection, first: int, last: int) -> tuple[tuple[Any, ...], ...]:
    """Return number, day, cheques and cash of each paying-in sheet within a range that stands."""
    rows = connection.execute(
        "SELECT sheet, day, cheques_cents, cash_cents FROM paying_in"
        " WHERE seq BETWEEN ? AND ? AND taken_back_seq IS NULL ORDER BY seq",
        (first, last),
    )
    return tuple(rows.fetchall())


def business_days(connection: Connection, first: str, last: str) -> frozenset[str]:
    """Return the dates within a span that were a business day, both ends included."""
    return frozenset(
        column(connection, "SELECT day FROM business_day WHERE day BETWEEN ? AND ?", first, last)
    )


def first_and_last_day(connection: Connection) -> tuple[str, str] | None:
    """Return the first and the last date that was a business day; None before the first."""
    # Each by itself is one step into an index.
    (first,) = column(connection, "SELECT min(day) FROM business_day")
    (last,) = column(connection, "SELECT max(day) FROM business_day")
    return None if first is None else (first, last)
