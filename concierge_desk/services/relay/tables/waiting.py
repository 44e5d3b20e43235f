"""Items that somebody may come for now: what lists, boards and deadlines are made of; without a name, but for its ref.

Source: docs/trade.md, "Last useful slot"; decision 0083.
"""

from collections.abc import Iterator

from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.papers import Shelved
from concierge_desk.services.relay.model.states import HAND_OVER, NEXT
from concierge_desk.services.relay.tables.looks import STAY
from concierge_desk.store.connection import Connection


def waiting(rows: Connection, today: str) -> Iterator[tuple[Shelved, str | None]]:
    """Yield what somebody may come for on a day, with the ref of the name on it, by deadline."""
    found = rows.execute(
        f"SELECT last_useful_slot, party, {STAY} FROM relay_custody"  # noqa: S608
        " WHERE closed_seq IS NULL AND deadline_day >= ? ORDER BY deadline_day, received_seq",
        (today,),
    )
    for slot, party, *stay in found:
        item = Shelved(Custody(*stay), slot)
        if item.stay.state in NEXT[HAND_OVER] and not item.stay.slip and not item.stay.open_bag:
            yield item, party
