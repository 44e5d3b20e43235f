"""Projections of the business day and its drawer; their loaders."""

from typing import Any

from concierge_desk.domain.day import ClosedDay, ClosingState, Count, DayState, OpenDay, OpeningState
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Entry, Posted, anchor_of, read_payload
from concierge_desk.domain.numbers import CLOSING, number_of
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.sessions import begin_first, end_last, last_session
from concierge_desk.store.settings import last_corrected
from concierge_desk.store.till import next_number, use_number
from concierge_desk.store.visits import visits


def apply_opened(connection: Connection, posted: Posted) -> None:
    """Begin the day; its range begins after the previous closing."""
    connection.execute(
        "INSERT INTO business_day(day, from_seq, opened_seq, float_cents)"
        " SELECT ?, COALESCE(max(closed_seq), 0) + 1, ?, ? FROM business_day",
        (posted.data["day"], posted.seq, posted.data["float_cents"]),
    )
    begin_first(connection, posted.data["day"], posted.seq)
    set_drawer(connection, posted.data["drawer"], posted.data["float_cents"])


def apply_closed(connection: Connection, posted: Posted) -> None:
    """End the day and keep what it leaves in the drawer."""
    cash = posted.data["cash"]
    left = cash["expected_cents"] if cash["counted_cents"] is None else cash["counted_cents"]
    connection.execute(
        "UPDATE business_day SET closed_seq = ?, number = ?, left_cents = ?, fiscal_year = ? WHERE day = ?",
        (posted.seq, posted.data["number"], left, posted.data["fiscal_year"], posted.data["day"]),
    )
    end_last(connection, posted.data["day"], posted.seq)
    set_drawer(connection, cash["drawer"], left)
    use_number(connection, posted.data["number"])


def set_drawer(connection: Connection, code: str, cents: int) -> None:
    """Say what a drawer should hold."""
    connection.execute(
        "INSERT INTO drawer VALUES(?, ?) ON CONFLICT(code) DO UPDATE SET cents = excluded.cents",
        (code, cents),
    )


def day_state(connection: Connection, drawer: str) -> DayState:
    """Return where the business day stands."""
    row = connection.execute(
        "SELECT day, opened_seq, float_cents FROM business_day WHERE closed_seq IS NULL"
    ).fetchone()
    opened = OpenDay(*row) if row else None
    row = connection.execute(
        "SELECT day, number, closed_seq, left_cents FROM business_day WHERE closed_seq IS NOT NULL"
        " ORDER BY closed_seq DESC LIMIT 1"
    ).fetchone()
    held = connection.execute("SELECT cents FROM drawer WHERE code = ?", (drawer,)).fetchone()
    session, session_open = last_session(connection, opened.day) if opened else (0, False)
    corrected = last_corrected(connection)
    return DayState(
        open=opened,
        last=ClosedDay(*row) if row else None,
        drawer_cents=held[0] if held else 0,
        count=_last_count(connection, opened),
        session=session,
        session_open=session_open,
        rebased=row is not None and corrected is not None and corrected > row[2],
    )


def _last_count(connection: Connection, opened: OpenDay | None) -> Count | None:
    if opened is None:
        return None
    row = connection.execute(
        "SELECT seq, counted_cents, expected_cents FROM drawer_count WHERE day = ? ORDER BY seq DESC LIMIT 1",
        (opened.day,),
    ).fetchone()
    return Count(*row) if row else None


def closing_state(connection: Connection, state: DayState, fiscal_year: str, epoch: str) -> ClosingState:
    """Return what a closing is made from.

    Raises:
        ValueError: When no day is open.
    """
    if state.open is None:
        raise ValueError("only an open day is closed")
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
        previous=_data(previous),
        previous_of_year=_data(_last_of_year(connection, fiscal_year)),
        previous_ref=None
        if previous is None or state.last is None
        else {"number": state.last.number, "hash": previous.hash.hex()},
        head=head.hash.hex(),
        number=number_of(CLOSING, year, next_number(connection, CLOSING, year), epoch),
    )


def _last_of_year(connection: Connection, fiscal_year: str) -> Entry | None:
    row = connection.execute(
        "SELECT closed_seq FROM business_day WHERE fiscal_year = ? ORDER BY closed_seq DESC LIMIT 1",
        (fiscal_year,),
    ).fetchone()
    return journal.entry(connection, row[0]) if row else None


def _data(entry: Entry | None) -> Data | None:
    decoded = read_payload(entry) if entry else None
    return decoded.data if decoded else None


def opening_state(connection: Connection, day: str, state: DayState) -> OpeningState:
    """Return what opening a date needs."""
    used = connection.execute("SELECT 1 FROM business_day WHERE day = ?", (day,)).fetchone()
    first = state.last.seq if state.last else 1
    since, _unreadable = journal.readable(connection, max(first, last_corrected(connection) or 1))
    return OpeningState(used is not None, tuple(entry.instant for entry in since))


def day_range(connection: Connection, day: str) -> tuple[int, int | None]:
    """Return the first and last entry of a day; the last is None while it is open.

    Raises:
        Refused: ``day.unknown``.
    """
    row = connection.execute("SELECT from_seq, closed_seq FROM business_day WHERE day = ?", (day,)).fetchone()
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


def day_of_number(connection: Connection, number: str) -> str:
    """Return the day of a closing's number.

    Raises:
        Refused: ``print.unknown``.
    """
    row = connection.execute("SELECT day FROM business_day WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise Refused("print.unknown", document=f"z:{number}")
    return str(row[0])


def anchor_at(connection: Connection, seq: int) -> str:
    """Return the anchor of an entry."""
    entry: Any = journal.entry(connection, seq)
    return anchor_of(entry.epoch, entry.seq, entry.hash)
