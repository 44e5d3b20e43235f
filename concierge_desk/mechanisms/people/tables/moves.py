"""Movements of memberships and of what closings count, by the entries that tell of them."""

from collections.abc import Mapping
from typing import Final

from concierge_desk.domain.journal import Posted
from concierge_desk.mechanisms.people.model.membership import JOINED
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import write_rows
from concierge_desk.store.schema import Apply


def _joined(connection: Connection, posted: Posted) -> None:
    if "corrects" in posted.data:
        connection.execute("DELETE FROM people_membership WHERE seq = ?", (posted.data["corrects"],))
        return
    row = {**posted.data, "seq": posted.seq, "day": posted.day}
    write_rows(connection, "people_membership", "seq party from_day until_day day", [row])


def _counted(connection: Connection, posted: Posted) -> None:
    columns = "seq users month_new year_new households"
    write_rows(connection, "people_counted", columns, [{**posted.data, "seq": posted.seq}])


MOVES: Final[Mapping[str, Apply]] = {JOINED: _joined, "people.counted": _counted}
