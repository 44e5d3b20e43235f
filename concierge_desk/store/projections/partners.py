"""Movements of partners and of what was charged for them, by the entries that tell of them."""

from concierge_desk.domain.charge import is_mandate
from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection
from concierge_desk.store.partners import COLUMNS, names
from concierge_desk.store.rows import write_row, write_rows


def apply_set(connection: Connection, posted: Posted) -> None:
    """Write what a partner is, with his terms as they stand now."""
    data = posted.data
    row = {**data, "seq": posted.seq, "retired_from": data.get("retired_from")}
    row |= {name: int(data[name]) for name in ("ess", "audience")}
    write_rows(connection, "partner", COLUMNS, [row], key="partner")
    connection.execute("DELETE FROM partner_terms WHERE partner = ?", (data["partner"],))
    terms = [{**term, "partner": data["partner"]} for term in data["terms"]]
    write_rows(connection, "partner_terms", "partner valid_from commission_bp", terms)


def apply_retired(connection: Connection, posted: Posted) -> None:
    """Note from when nothing new is done for a partner; one that only a service names gets his row."""
    data = posted.data
    if data["partner"] not in names(connection):
        plain = {"form": None, "ess": 0, "audience": 0, "contact": None}
        told = {name: data[name] for name in ("partner", "name", "regime")}
        write_row(connection, "partner", {**told, **plain, "seq": posted.seq})
    connection.execute(
        "UPDATE partner SET retired_from = ?, seq = ? WHERE partner = ?",
        (data["from_day"], posted.seq, data["partner"]),
    )


def apply_settled(connection: Connection, posted: Posted) -> None:
    """Note what a partner was paid, by the service that owed it."""
    told = {"seq": posted.seq, "day": posted.day, "partner": posted.data["partner"]}
    rows = [{**row, **told, "until_day": posted.data["until_day"]} for row in posted.data["split"]]
    write_rows(connection, "partner_settlement", "seq service partner day until_day cents", rows)


def apply_removed(connection: Connection, posted: Posted) -> None:
    """Forget who was made a partner by mistake: nothing was ever done for him."""
    for table in ("partner_terms", "partner"):
        connection.execute(f"DELETE FROM {table} WHERE partner = ?", (posted.data["partner"],))  # noqa: S608


def apply_line(connection: Connection, posted: Posted) -> None:
    """Add what a line was charged for whoever it belongs to."""
    fund = posted.data["line"]["fund"]
    owner = fund.partition(":")[2] if is_mandate(fund) else posted.aud
    if owner:
        cents = posted.data["line"]["cents"]
        connection.execute(
            "UPDATE partner SET charged_cents = charged_cents + ?, charged_abs_cents = charged_abs_cents + ?"
            " WHERE partner = ?",
            (cents, abs(cents), owner),
        )
