"""Projection of the remittances: what was paid over to whom, on which slip; their loaders.

Source: docs/contract.md, "Remittances"; decision 0079.
"""

from dataclasses import dataclass

from concierge_desk.domain.journal import Posted
from concierge_desk.store.accounting import owed
from concierge_desk.store.connection import Connection
from concierge_desk.store.reconciling import bank
from concierge_desk.store.rows import one_record, write_row
from concierge_desk.store.till import use_number


@dataclass(frozen=True, slots=True)
class Remittance:
    """A remittance slip.

    Attributes:
        seq: Its entry.
        taken_back_seq: Entry that took it back; None where it stands.
    """

    seq: int
    taken_back_seq: int | None


def apply_remitted(connection: Connection, posted: Posted) -> None:
    """Keep a slip, or that it was taken back; what went by the bank is owed no more."""
    data = posted.data
    owed.apply_moves(connection, posted)
    bank.apply_expected(connection, posted)
    if "corrects" in data:
        connection.execute(
            "UPDATE remittance SET taken_back_seq = ? WHERE slip = ?", (posted.seq, data["slip"])
        )
        return
    use_number(connection, data["slip"])
    told = {name: data[name] for name in ("slip", "principal", "fund", "cents", "by", "owed_cents")}
    told |= {"seq": posted.seq, "day": posted.day, "until_day": data.get("until_day")}
    write_row(connection, "remittance", told)


def remittance_of(connection: Connection, slip: str) -> Remittance | None:
    """Return a remittance, None where there is none of that number."""
    return one_record(connection, Remittance, "remittance WHERE slip = ?", slip)
