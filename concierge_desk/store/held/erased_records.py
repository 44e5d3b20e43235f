"""Erasing of personal records: what goes for good, what of it stays, and whether it is gone.

Source: docs/contract.md, "Four kinds of tables"; decisions 0007, 0086.
"""

from collections.abc import Iterable, Sequence

from concierge_desk.domain.erasures import NUMBER, Erasure
from concierge_desk.domain.ticket import number_and_issuer
from concierge_desk.store import seals
from concierge_desk.store.connection import Connection
from concierge_desk.store.held.forgotten import erase_key, kept_keys, month_of
from concierge_desk.store.records import personal_text


def erase_personal(connection: Connection, erasures: Iterable[Erasure]) -> int:
    """Erase personal records for good, and return how many there were; refs that are not there are no matter.

    When stays, without what stood there: whoever looks for it is told that it is no fault.
    """
    count = 0
    for erasure in erasures:
        of_it: seals.Row = (erasure.ref,)
        if erasure.keeps == NUMBER and (number := _number_of(connection, erasure.ref)):
            count += _keep_number(connection, erasure.ref, number)
            continue
        with seals.changing(connection, "personal", "ref = ?", of_it):
            gone = connection.execute("DELETE FROM personal WHERE ref = ?", of_it).rowcount
        at = erasure.at
        if not gone:
            # What is no record of this table may be the key of somebody, who was forgotten.
            gone, at = erase_key(connection, erasure.ref), month_of(at)
        if gone:
            with seals.changing(connection, "erased", "ref = ?", of_it):
                connection.execute("INSERT OR REPLACE INTO erased VALUES(?, ?)", (erasure.ref, at))
            count += 1
    return count


def still_there(connection: Connection, erasures: Sequence[Erasure]) -> tuple[Erasure, ...]:
    """Return the erasures whose records are kept all the same."""
    texts = dict(connection.execute("SELECT ref, text FROM personal"))
    keys = kept_keys(connection)
    return tuple(
        one
        for one in erasures
        if (
            one.ref in keys
            if one.ref not in texts
            else one.keeps != NUMBER or number_and_issuer(texts[one.ref])[1] != ""
        )
    )


def _number_of(connection: Connection, ref: str) -> str:
    return number_and_issuer(personal_text(connection, ref) or "")[0]


def _keep_number(connection: Connection, ref: str, number: str) -> int:
    of_it: seals.Row = (ref,)
    with seals.changing(connection, "personal", "ref = ?", of_it):
        return connection.execute(
            "UPDATE personal SET text = ? WHERE ref = ? AND text != ?", (number, ref, number)
        ).rowcount
