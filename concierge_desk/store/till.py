"""Projections of tickets, payments, movements, counts, prints and exports; their loaders."""

from dataclasses import replace

from concierge_desk.domain.charge import moved_cents
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.numbers import TICKET
from concierge_desk.domain.ticket import Cheque, SoldLine, SoldTicket
from concierge_desk.store import accounts, cheques, journal, partners
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import require_taken
from concierge_desk.store.reconciling import bank
from concierge_desk.store.rows import write_row, write_rows


def apply_settled(connection: Connection, posted: Posted) -> None:
    """Write the ticket, its lines and payments, and the cash it leaves in the drawer."""
    data = posted.data
    told = {"number": data["ticket"], "day": posted.day, "seq": posted.seq}
    write_row(connection, "ticket", {**told, "due_cents": data["due_cents"], "visit": data.get("visit")})
    paid = [
        {"ticket": data["ticket"], "n": n, "payee": None, **item}
        for n, item in enumerate(data["payments"], start=1)
    ]
    write_rows(connection, "payment", "ticket n means cents given_cents change_cents payee", paid)
    use_number(connection, data["ticket"])
    apply_paid(connection, posted)


def apply_paid(connection: Connection, posted: Posted) -> None:
    """Move the cash and the cheques that payments leave in the drawer, or that a wrong means stood for; and what is owed."""
    data = posted.data
    kept = sum(item["cents"] for item in data["payments"] if item["means"] == "cash")
    for row in data.get("drawers") or [{"drawer": data["drawer"], "cents": kept}]:
        _add_to_drawer(connection, row["drawer"], row["cents"])
    accounts.apply_moves(connection, posted)
    cheques.apply_payments(connection, posted)


def apply_paid_in(connection: Connection, posted: Posted) -> None:
    """Put cheques on a paying-in sheet; its cash left by a movement of its own."""
    if "corrects" not in posted.data:
        use_number(connection, posted.data["sheet"])
    cheques.apply_sheet(connection, posted)
    bank.apply_expected(connection, posted)


def apply_correction(connection: Connection, posted: Posted) -> None:
    """Keep which entry corrects which, whatever its kind."""
    connection.execute("INSERT INTO correction VALUES(?, ?)", (posted.data["corrects"], posted.seq))


def apply_line(connection: Connection, posted: Posted) -> None:
    """Write the ticket line of a charged entry, whatever its service."""
    line = posted.data["line"]
    told = {"ticket": posted.data["ticket"], "n": posted.data["n"], "seq": posted.seq, "kind": posted.kind}
    columns = "ticket n seq kind label quantity_thousandths cents fund rate vat_cents"
    write_rows(connection, "ticket_line", columns, [{**line, **told}])
    accounts.apply_line(connection, posted)
    partners.apply_line(connection, posted)


def apply_moved(connection: Connection, posted: Posted) -> None:
    """Move what the drawer should hold, and what is owed to whose money it is."""
    _add_to_drawer(connection, posted.data["drawer"], moved_cents(posted.data))
    accounts.apply_moves(connection, posted)
    bank.apply_expected(connection, posted)


def _add_to_drawer(connection: Connection, drawer: str, cents: int) -> None:
    require_taken(
        connection.execute("UPDATE drawer SET cents = cents + ? WHERE code = ?", (cents, drawer)), 1
    )


def apply_counted(connection: Connection, posted: Posted) -> None:
    """Keep the count."""
    row = {"seq": posted.seq, "day": posted.day}
    write_rows(
        connection,
        "drawer_count",
        "seq day counted_cents expected_cents drawer",
        [{**posted.data, **row}],
    )


def apply_printed(connection: Connection, posted: Posted) -> None:
    """Count a print."""
    connection.execute(
        "INSERT INTO printed VALUES(?, 1) ON CONFLICT(document) DO UPDATE SET copies = copies + 1",
        (posted.data["document"],),
    )


def apply_export(connection: Connection, posted: Posted) -> None:
    """Keep what an export was; the first of a closing and principal stands."""
    data = posted.data
    connection.execute(
        "INSERT INTO export VALUES(?, ?, ?, ?, ?)",
        (data.get("number", data["day"]), data["export"], posted.seq, data["sha256"], data["software"]),
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
    """Take note that a number was given out."""
    series, year, *_epoch, place = number.split("-")
    connection.execute(
        "INSERT INTO number_series VALUES(?, ?, ?) ON CONFLICT(series, year) DO UPDATE SET last = excluded.last",
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
