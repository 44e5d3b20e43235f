"""Projections of the business day, its sessions and its drawer; their loaders."""

from datetime import date, datetime
from typing import Any

from concierge_desk.domain.charge import OWN, REGIME_OUT, is_mandate
from concierge_desk.domain.day import (
    ClosedDay,
    ClosingState,
    Count,
    DayState,
    OpenDay,
    OpeningState,
    OtherDrawer,
)
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Entry, Posted, anchor_of
from concierge_desk.domain.numbers import CLOSING, number_of
from concierge_desk.store import cheques, drawers, journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.papers import pulses
from concierge_desk.store.settings import LAST_CORRECTED, last_corrected
from concierge_desk.store.till import next_number
from concierge_desk.store.visits import visits


def last_session(connection: Connection, day: str) -> tuple[int, bool]:
    """Return how many sessions a day has begun, and whether the last goes on."""
    row = connection.execute(
        "SELECT n, closed_seq IS NULL FROM session WHERE day = ? ORDER BY n DESC LIMIT 1", (day,)
    ).fetchone()
    return (row[0], bool(row[1])) if row else (0, False)


def drawer_cents(connection: Connection, drawer: str) -> int:
    """Return what a drawer should hold."""
    held = connection.execute("SELECT cents FROM drawer WHERE code = ?", (drawer,)).fetchone()
    return held[0] if held else 0


def open_date(connection: Connection) -> date | None:
    """Return the date of the business day that is open; None where none is."""
    row = connection.execute("SELECT day FROM business_day WHERE closed_seq IS NULL").fetchone()
    return None if row is None else date.fromisoformat(row[0])


def day_state(connection: Connection, drawer: str) -> DayState:
    """Return where the business day stands."""
    row = connection.execute(
        "SELECT day, opened_seq, float_cents FROM business_day WHERE closed_seq IS NULL"
    ).fetchone()
    opened = OpenDay(*row) if row else None
    row = connection.execute(
        "SELECT day, number, closed_seq, left_cents, opened_seq FROM business_day"
        " WHERE closed_seq IS NOT NULL ORDER BY closed_seq DESC LIMIT 1"
    ).fetchone()
    session, session_open = last_session(connection, opened.day) if opened else (0, False)
    corrected, cents, connected = connection.execute(_STANDING, (drawer,)).fetchone()
    laid = drawers.layout(connection)
    lies = {fund: code for fund, code in laid.lies.items() if code != drawer}
    return DayState(
        open=opened,
        last=ClosedDay(*row[:4]) if row else None,
        drawer_cents=cents or 0,
        count=_last_count(connection, opened, drawer),
        session=session,
        session_open=session_open,
        rebased=row is not None and corrected is not None and corrected > row[4],
        drawer_connected=bool(connected),
        others=tuple(
            OtherDrawer(code, drawer_cents(connection, code), _last_count(connection, opened, code))
            for code in sorted(set(lies.values()))
        ),
        lies=lies,
        payees=laid.payees,
    )


_STANDING = f"SELECT ({LAST_CORRECTED}), (SELECT cents FROM drawer WHERE code = ?), ({pulses.IS_CONNECTED})"  # noqa: S608
"""Tells when the clock was corrected last, what a drawer should hold, and whether a printer opens it."""


def _last_count(connection: Connection, opened: OpenDay | None, drawer: str) -> Count | None:
    if opened is None:
        return None
    row = connection.execute(
        "SELECT seq, counted_cents, expected_cents FROM drawer_count WHERE day = ? AND seq > ? AND drawer = ?"
        " ORDER BY seq DESC LIMIT 1",
        (opened.day, opened.opened_seq, drawer),
    ).fetchone()
    return Count(*row) if row else None


def closing_state(connection: Connection, state: DayState, fiscal_year: str, epoch: str) -> ClosingState:
    """Return what a closing is made from.

    Raises:
        ValueError: When no day is open.
    """
    if state.open is None:
        raise ValueError("only an open day is closed")
    from concierge_desk.store.accounting import balances  # noqa: PLC0415  (once a day)
    from concierge_desk.store.held import sums  # noqa: PLC0415  (the same)

    first = day_range(connection, state.open.day)[0]
    year = int(state.open.day[:4])
    head = journal.head(connection)
    previous = journal.entry(connection, state.last.seq) if state.last else None
    posted, unreadable = journal.readable(connection, first)
    return ClosingState(
        state=state,
        first_seq=first,
        posted=posted,
        unreadable=unreadable,
        visits=visits(connection),
        previous=_closing(connection, previous, fiscal_year),
        previous_of_year=_closing(connection, _last_of_year(connection, fiscal_year), fiscal_year),
        previous_ref=None
        if previous is None or state.last is None
        else {"number": state.last.number, "hash": previous.hash.hex()},
        head=head.hash.hex(),
        number=number_of(CLOSING, year, next_number(connection, CLOSING, year), epoch),
        cheques=cheques.here(connection),
        opening=balances.opening(connection, first, posted),
        held=sums.sums(connection),
    )


def _last_of_year(connection: Connection, fiscal_year: str) -> Entry | None:
    row = connection.execute(
        "SELECT closed_seq FROM business_day WHERE fiscal_year = ? ORDER BY closed_seq DESC LIMIT 1",
        (fiscal_year,),
    ).fetchone()
    return journal.entry(connection, row[0]) if row else None


def _closing(connection: Connection, entry: Entry | None, fiscal_year: str) -> Data | None:
    """Return a closing's data; of one that cannot be read any more, its running totals, from the lines sold."""
    if entry is None:
        return None
    decoded = journal.whole(entry)
    return decoded.data if decoded else {"totals": _running_totals(connection, entry.seq, fiscal_year)}


def _running_totals(connection: Connection, seq: int, fiscal_year: str) -> list[dict[str, Any]]:
    """Return what the closing at an entry had summed up: a perpetual total is never lost (R-1.30)."""
    lines = connection.execute(
        "SELECT fund, cents, fiscal_year, CASE WHEN fund = ? AND rate = 0 THEN ticket_line.seq END"
        " FROM ticket_line JOIN ticket ON ticket.number = ticket_line.ticket"
        " JOIN business_day ON ticket.seq BETWEEN from_seq AND closed_seq WHERE ticket.seq < ?",
        (OWN, seq),
    ).fetchall()
    found = []
    for scope, belongs in (("turnover", OWN.__eq__), ("third_parties", is_mandate)):
        own = [
            (cents, year)
            for fund, cents, year, untaxed in lines
            if belongs(fund) and not _is_out_of_scope(connection, untaxed)
        ]
        found.append(
            {
                "scope": scope,
                "year_cents": sum(cents for cents, year in own if year == fiscal_year),
                "perpetual_cents": sum(cents for cents, _ in own),
                "perpetual_abs_cents": sum(abs(cents) for cents, _ in own),
            }
        )
    return found


def _is_out_of_scope(connection: Connection, seq: int | None) -> bool:
    """Say whether a line of ours without tax is no turnover; its entry says so."""
    told = () if seq is None else journal.posted(connection, seq, seq)
    return any(entry.data["line"]["regime"] == REGIME_OUT for entry in told)


def opening_state(connection: Connection, day: str, state: DayState) -> OpeningState:
    """Return what opening a date needs."""
    used = connection.execute("SELECT max(opened_seq) FROM business_day WHERE day = ?", (day,)).fetchone()[0]
    corrected = last_corrected(connection)
    # A date that a wrong clock had used is free again once the clock was corrected.
    is_used = used is not None and (corrected is None or corrected < used)
    return OpeningState(is_used, instants_since(connection, state))


def instants_since(connection: Connection, state: DayState) -> tuple[datetime, ...]:
    """Return the instants of the entries since the last closing, itself included, or since the clock was corrected."""
    first = state.last.seq if state.last and not state.rebased else last_corrected(connection) or 1
    since, _unreadable = journal.readable(connection, first)
    return tuple(entry.instant for entry in since)


def closings_of(connection: Connection, day: str) -> tuple[str, ...]:
    """Return the numbers of the closings of a date, the first one first; empty for a date without one.

    Args:
        connection: The store.
        day: ISO date, or the number of one closing, which stands for itself.
    """
    rows = connection.execute(
        "SELECT number FROM business_day WHERE (day = ? OR number = ?) AND number IS NOT NULL ORDER BY opened_seq",
        (day, day),
    ).fetchall()
    return tuple(number for (number,) in rows)


def closings(connection: Connection) -> tuple[tuple[str, str, int, int], ...]:
    """Return date and number of every closing, and its first and last entry, the first closing first."""
    rows = connection.execute(
        "SELECT day, number, from_seq, closed_seq FROM business_day WHERE closed_seq IS NOT NULL ORDER BY closed_seq"
    )
    return tuple(rows.fetchall())


def day_range(connection: Connection, day: str) -> tuple[int, int | None]:
    """Return the first and last entry of a day; the last is None while it is open.

    Args:
        connection: The store.
        day: ISO date, or the number of its closing: a date that was opened twice has two, and stands for the last.

    Raises:
        Refused: ``day.unknown``.
    """
    row = connection.execute(
        "SELECT from_seq, closed_seq FROM business_day WHERE day = ? OR number = ? ORDER BY opened_seq DESC LIMIT 1",
        (day, day),
    ).fetchone()
    if row is None:
        raise Refused("day.unknown", day=day)
    return row[0], row[1]


def latest_day(connection: Connection) -> str:
    """Return the open day, else the last closed one.

    Raises:
        Refused: ``day.none`` before the first opening.
    """
    row = connection.execute("SELECT day FROM business_day ORDER BY opened_seq DESC LIMIT 1").fetchone()
    if row is None:
        raise Refused("day.none")
    return str(row[0])


def last_closed_day(connection: Connection) -> str | None:
    """Return the date of the last closing; None before the first one."""
    row = connection.execute(
        "SELECT day FROM business_day WHERE closed_seq IS NOT NULL ORDER BY closed_seq DESC LIMIT 1"
    ).fetchone()
    return None if row is None else str(row[0])


def closed_takings(connection: Connection, day: str) -> int | None:
    """Return what a date came to, in cents, by all its closings; None where it has none that can be read."""
    rows = connection.execute(
        "SELECT closed_seq FROM business_day WHERE day = ? AND closed_seq IS NOT NULL", (day,)
    ).fetchall()
    closings = [journal.whole(entry) for (seq,) in rows if (entry := journal.entry(connection, seq))]
    read = [closing.data for closing in closings if closing is not None]
    return sum(row["net_cents"] for closing in read for row in closing["means"]) if read else None


def closed_dates(connection: Connection, since: str) -> dict[str, str]:
    """Return the closings of the dates from one on: the date of each by its number."""
    rows = connection.execute(
        "SELECT number, day FROM business_day WHERE day >= ? AND number IS NOT NULL", (since,)
    ).fetchall()
    return dict(rows)


def closing_of_number(connection: Connection, number: str) -> int:
    """Return the entry of a closing by its number.

    Raises:
        Refused: ``print.unknown``.
    """
    row = connection.execute("SELECT closed_seq FROM business_day WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise Refused("print.unknown", document=f"z:{number}")
    return int(row[0])


def closing_from(connection: Connection, at: datetime) -> str | None:
    """Return the date of the first closing at or after an instant; None where none came since."""
    found = None
    rows = connection.execute(
        "SELECT day, closed_seq FROM business_day WHERE closed_seq IS NOT NULL ORDER BY closed_seq DESC"
    )
    for day, seq in rows:
        closing = next(iter(journal.posted(connection, seq, seq)), None)
        # One that cannot be read tells no time: the one before does.
        if closing is not None and closing.instant < at:
            break
        found = str(day) if closing is not None else found
    return found


def export_keys(connection: Connection, day: str) -> tuple[tuple[str, str], ...]:
    """Return each closing of a date and what its exports are written down under: the date for the first one.

    Args:
        connection: The store.
        day: ISO date, or the number of one closing.
    """
    found = []
    for number in closings_of(connection, day):
        date, later = date_of(connection, day_range(connection, number)[0])
        found.append((number, later or date))
    return tuple(found)


def date_of(connection: Connection, first_seq: int) -> tuple[str, str | None]:
    """Return the date of a range; with the number of its closing where the date had been used before."""
    day, number, opened = connection.execute(
        "SELECT day, number, opened_seq FROM business_day WHERE from_seq = ?", (first_seq,)
    ).fetchone()
    earlier = connection.execute(
        "SELECT 1 FROM business_day WHERE day = ? AND opened_seq < ?", (day, opened)
    ).fetchone()
    return day, number if earlier else None


def anchor_at(connection: Connection, seq: int) -> str:
    """Return the anchor of an entry."""
    entry: Any = journal.entry(connection, seq)
    return anchor_of(entry.epoch, entry.seq, entry.hash)


def closed_after(rows: Connection, seq: int) -> tuple[date, ...]:
    """Return the days that were closed after an entry, in the order of their closing."""
    closed = rows.execute(
        "SELECT day FROM business_day WHERE closed_seq > ? ORDER BY closed_seq", (seq,)
    ).fetchall()
    return tuple(date.fromisoformat(day) for (day,) in closed)


def lived_since(connection: Connection, day: str) -> tuple[tuple[str, str | None], ...]:
    """Return the business days from a date on, in their order: the date, and the number of its closing; None while open."""
    rows = connection.execute(
        "SELECT day, number FROM business_day WHERE day >= ? ORDER BY opened_seq", (day,)
    )
    return tuple((lived, number) for lived, number in rows)


def openers_since(connection: Connection, day: str) -> tuple[tuple[str, str], ...]:
    """Return the business days from a date on, in their order, each with the code of whoever opened it."""
    rows = connection.execute(
        "SELECT opened_seq FROM business_day WHERE day >= ? ORDER BY opened_seq", (day,)
    )
    opened = (journal.whole_at(connection, seq) for (seq,) in rows.fetchall())
    return tuple(
        (posted.day, posted.by) for posted in opened if posted is not None and posted.day is not None
    )


def first_entry_since(connection: Connection, day: str) -> int | None:
    """Return the entry that the first business day from a date on begins with; None where none was lived."""
    row = connection.execute("SELECT min(from_seq) FROM business_day WHERE day >= ?", (day,)).fetchone()
    return None if row[0] is None else int(row[0])


def closing_before(connection: Connection, day: str) -> str | None:
    """Return the number of the last closing of a day before a date; None where there is none."""
    row = connection.execute(
        "SELECT number FROM business_day WHERE day < ? AND number IS NOT NULL ORDER BY closed_seq DESC LIMIT 1",
        (day,),
    ).fetchone()
    return None if row is None else str(row[0])


def found_by_closing(connection: Connection, kind: str, again: str) -> Posted | None:
    """Return the last entry of a kind up to the last closing; None where its day has none, or one came since.

    Args:
        connection: The store.
        kind: Of the entry.
        again: Kind of the entry that nothing has to be told after, once it came since.
    """
    row = connection.execute(
        "SELECT from_seq, closed_seq FROM business_day WHERE closed_seq IS NOT NULL ORDER BY closed_seq DESC LIMIT 1"
    ).fetchone()
    if row is None or _last_seq(connection, again, row[1], 2**53) is not None:
        return None
    seq = _last_seq(connection, kind, *row)
    return None if seq is None else journal.posted(connection, seq, seq)[0]


def _last_seq(connection: Connection, kind: str, first: int, last: int) -> int | None:
    row = connection.execute(
        "SELECT seq FROM journal WHERE seq BETWEEN ? AND ? AND kind = ? AND payload IS NOT NULL ORDER BY seq DESC LIMIT 1",
        (first, last, kind),
    ).fetchone()
    return None if row is None else int(row[0])
