"""Movements of cheques and of the sheets they are paid in by, by the entries that tell of them."""

from dataclasses import asdict

from concierge_desk.domain.journal import Posted
from concierge_desk.domain.ticket import HERE, PAID_IN, Cheque, moved_by, received
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import require_taken
from concierge_desk.store.rows import one_record, write_row


def apply_payments(connection: Connection, posted: Posted) -> None:
    """Take in the cheques that a ticket was paid by; let those go that went back, or were none.

    Raises:
        ValueError: When an entry says of a cheque what cannot be.
    """
    data = posted.data
    for item in data["payments"]:
        if "cheque" not in item:
            continue
        known = one_record(connection, Cheque, "cheque WHERE code = ?", item["cheque"])
        if known is None:
            now: Cheque | None = received(item, data["ticket"], seq=posted.seq, day=posted.day or "")
        else:
            now = moved_by(known, item, data)
        if now is None:
            connection.execute("DELETE FROM cheque WHERE code = ?", (item["cheque"],))
        else:
            write_row(connection, "cheque", asdict(now), key="code")


def apply_sheet(connection: Connection, posted: Posted) -> None:
    """Put cheques on their sheet; a sheet that is taken back leaves them here."""
    data, sheet = posted.data, posted.data["sheet"]
    back = "corrects" in data
    before, now = ((PAID_IN, sheet), (HERE, None)) if back else ((HERE, None), (PAID_IN, sheet))
    for item in data["cheques"]:
        moved = connection.execute(
            "UPDATE cheque SET state = ?, sheet = ? WHERE code = ? AND state = ? AND sheet IS ?",
            (*now, item["cheque"], *before),
        )
        require_taken(moved, 1)
    if back:
        connection.execute("UPDATE paying_in SET taken_back_seq = ? WHERE sheet = ?", (posted.seq, sheet))
        return
    cents = sum(item["cents"] for item in data["cheques"])
    told = {"sheet": sheet, "seq": posted.seq, "day": posted.day, "cheques": len(data["cheques"])}
    write_row(connection, "paying_in", {**told, "cheques_cents": cents, "cash_cents": data["cash_cents"]})
