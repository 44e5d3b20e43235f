"""Movements of tickets, payments, counts, prints and exports, by the entries that tell of them."""

from concierge_desk.domain.charge import moved_cents
from concierge_desk.domain.journal import Posted
from concierge_desk.store.accounting import owed
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import require_taken
from concierge_desk.store.projections import cheques, partners
from concierge_desk.store.reconciling import bank
from concierge_desk.store.rows import write_row, write_rows
from concierge_desk.store.till import use_number


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
    owed.apply_moves(connection, posted)
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
    owed.apply_line(connection, posted)
    partners.apply_line(connection, posted)


def apply_moved(connection: Connection, posted: Posted) -> None:
    """Move what the drawer should hold, and what is owed to whose money it is."""
    _add_to_drawer(connection, posted.data["drawer"], moved_cents(posted.data))
    owed.apply_moves(connection, posted)
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


def apply_export(connection: Connection, posted: Posted) -> None:
    """Keep what an export was; the first of a closing and principal stands."""
    data = posted.data
    connection.execute(
        "INSERT INTO export VALUES(?, ?, ?, ?, ?)",
        (data.get("number", data["day"]), data["export"], posted.seq, data["sha256"], data["software"]),
    )
