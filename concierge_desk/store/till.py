"""Projections of tickets, payments, movements, counts, prints and exports; their loaders."""

from dataclasses import replace

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.numbers import TICKET
from concierge_desk.domain.ticket import Cheque, SoldLine, SoldTicket
from concierge_desk.store import cheques, journal
from concierge_desk.store.connection import Connection


def apply_printed(connection: Connection, posted: Posted) -> None:
    """Count a print."""
    connection.execute(
        "INSERT INTO printed VALUES(?, 1) ON CONFLICT(document) DO UPDATE SET copies = copies + 1",
        (posted.data["document"],),
    )


def copies(connection: Connection, document: str) -> int:
    """Return how often a document was printed."""
    row = connection.execute("SELECT copies FROM printed WHERE document = ?", (document,)).fetchone()
    return int(row[0]) if row else 0


def export_made(connection: Connection, day: str, code: str) -> tuple[str, str] | None:
    """Return SHA-256 and software of the first export of a day (or of a closing's number), None before it."""
    row: tuple[str, str] | None = connection.execute(
        "SELECT sha256, software FROM export WHERE day = ? AND code = ?", (day, code)
    ).fetchone()
    return row


def next_number(connection: Connection, series: str, year: int) -> int:
    """Return the next place of a series in a business year, from 1."""
    row = connection.execute(
        "SELECT last FROM number_series WHERE series = ? AND year = ?", (series, year)
    ).fetchone()
    return row[0] + 1 if row else 1


def use_number(connection: Connection, number: str) -> None:
    """Take note that a number was given out; one that is told again later takes none back."""
    series, year, *_epoch, place = number.split("-")
    connection.execute(
        "INSERT INTO number_series VALUES(?, ?, ?)"
        " ON CONFLICT(series, year) DO UPDATE SET last = max(last, excluded.last)",
        (series, int(year), int(place)),
    )


def next_ticket(connection: Connection, year: int) -> int:
    """Return the next ticket's place in its year."""
    return next_number(connection, TICKET, year)


def is_ticket(connection: Connection, number: str) -> bool:
    """Say whether a number is a ticket's."""
    return connection.execute("SELECT 1 FROM ticket WHERE number = ?", (number,)).fetchone() is not None


def ticket_entries(connection: Connection, number: str) -> tuple[Posted, ...]:
    """Return the entries of a ticket: its lines in order, then ``till.settled``.

    Raises:
        Refused: ``print.unknown``.
    """
    row = connection.execute("SELECT seq FROM ticket WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise Refused("print.unknown", document=f"ticket:{number}")
    seqs = [
        seq
        for (seq,) in connection.execute("SELECT seq FROM ticket_line WHERE ticket = ? ORDER BY n", (number,))
    ]
    return tuple(item for seq in (*seqs, row[0]) for item in journal.posted(connection, seq, seq))


def corrections_between(connection: Connection, first: int, last: int) -> frozenset[int]:
    """Return which of the entries from one to another, both with them, were corrected since."""
    rows = connection.execute(
        "SELECT corrected FROM correction WHERE corrected BETWEEN ? AND ?", (first, last)
    )
    return frozenset(seq for (seq,) in rows.fetchall())


def correction_of(connection: Connection, seq: int) -> Posted | None:
    """Return the last entry that corrects another; None where nothing does, or it cannot be read any more."""
    (last,) = connection.execute("SELECT max(seq) FROM correction WHERE corrected = ?", (seq,)).fetchone()
    return None if last is None else next(iter(journal.posted(connection, last, last)), None)


def last_ticket(connection: Connection) -> int | None:
    """Return where the last ticket was settled."""
    row = connection.execute("SELECT max(seq) FROM ticket").fetchone()
    return None if row[0] is None else int(row[0])


def last_tickets(connection: Connection, most: int) -> tuple[str, ...]:
    """Return the numbers of the tickets settled last, the newest first."""
    rows = connection.execute("SELECT number FROM ticket ORDER BY seq DESC LIMIT ?", (most,))
    return tuple(number for (number,) in rows.fetchall())


def sold_ticket(connection: Connection, number: str) -> SoldTicket | None:
    """Return a ticket with what was refunded of it and how its means were corrected; None where there is none."""
    row = connection.execute("SELECT seq FROM ticket WHERE number = ?", (number,)).fetchone()
    if row is None:
        return None
    *lines, settled = ticket_entries(connection, number)
    corrections = connection.execute("SELECT seq FROM correction WHERE corrected = ? ORDER BY seq", row)
    corrected = [
        item
        for (seq,) in corrections.fetchall()
        for item in journal.posted(connection, seq, seq)
        if item.kind == "till.means_corrected"
    ]
    sold = SoldTicket(
        settled=settled,
        lines=tuple(SoldLine(line, _refunded(connection, line.seq)) for line in lines),
        payments=tuple(payment for item in (settled, *corrected) for payment in item.data["payments"]),
    )
    return replace(sold, cheques=_cheques_of(connection, sold))


def _cheques_of(connection: Connection, sold: SoldTicket) -> tuple[Cheque, ...]:
    found = cheques.of_ticket(connection, sold.settled.data.get("refunds", sold.number))
    codes = {cheque.code for cheque in found}
    # What a visit gave back had come with another ticket.
    others = [item["cheque"] for item in sold.payments if "cheque" in item and item["cheque"] not in codes]
    return (*found, *cheques.named(connection, others))


def _refunded(connection: Connection, seq: int) -> int:
    (thousandths,) = connection.execute(
        "SELECT COALESCE(-sum(quantity_thousandths), 0) FROM correction JOIN ticket_line USING(seq)"
        " WHERE corrected = ?",
        (seq,),
    ).fetchone()
    return int(thousandths)
