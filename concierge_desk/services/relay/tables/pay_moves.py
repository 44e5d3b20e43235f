"""Entries of what principals pay, and of what they say that they do, in their tables."""

from collections.abc import Mapping

from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import write_rows
from concierge_desk.store.schema import Apply


def pay_set(connection: Connection, posted: Posted) -> None:
    """Keep what a principal pays; a row of the same code and first day takes the place of the old one."""
    principal = posted.data["principal"]
    for row in posted.data["rows"]:
        connection.execute(
            "DELETE FROM relay_pay WHERE principal = ? AND code = ? AND valid_from = ?",
            (principal, row["code"], row["valid_from"]),
        )
    # One of nothing was taken back.
    more = {"principal": principal, "seq": posted.seq}
    rows = [{**row, **more} for row in posted.data["rows"] if row["basis"] is not None]
    columns = "principal code basis of cents per_mille base valid_from valid_to source seq"
    write_rows(connection, "relay_pay", columns, rows)


def statement_noted(connection: Connection, posted: Posted) -> None:
    """Keep a statement in the place of the one before it of the same month."""
    month = {name: posted.data[name] for name in ("principal", "month")}
    connection.execute(
        "DELETE FROM relay_pay_statement WHERE principal = ? AND month = ?", tuple(month.values())
    )
    lines = [{**line, **month, "seq": posted.seq} for line in posted.data["lines"]]
    write_rows(connection, "relay_pay_statement", "principal month code count cents seq", lines)


APPLY: Mapping[str, Apply] = {"relay.pay_set": pay_set, "relay.statement_noted": statement_noted}
