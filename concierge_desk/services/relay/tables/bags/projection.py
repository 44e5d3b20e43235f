"""Projections of the bags and of the room on the shelves: each entry moves them, from itself and its own tables only."""

from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model.facts import bags
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import write_row, write_rows
from concierge_desk.store.till import use_number


def announced(connection: Connection, posted: Posted) -> None:
    """Keep a bag, and the numbers in it where they were given."""
    data = posted.data
    numbers = data["trackings"]
    told = {"state": bags.ANNOUNCED, "announced_day": posted.day, "last_seq": posted.seq}
    more = {"principal": posted.aud, "listed": numbers is not None, **told}
    columns = "bag principal carrier state announced_day announced listed last_seq"
    write_rows(connection, "relay_bag", columns, [{**data, **more}])
    rows = [
        {"bag": data["bag"], "n": n, "tracking": number} for n, number in enumerate(numbers or (), start=1)
    ]
    write_rows(connection, "relay_bag_number", "bag n tracking", rows)
    use_number(connection, data["bag"])


def taken_in(connection: Connection, posted: Posted) -> None:
    """Count an arrival to its bag; of one that was closed it is found later."""
    data = posted.data
    opened = connection.execute(
        "UPDATE relay_bag SET state = ?, last_seq = ? WHERE bag = ? AND closed_day IS NULL",
        (bags.OPEN, posted.seq, data["bag"]),
    ).rowcount
    connection.execute(
        "UPDATE relay_custody SET bag = ?, open_bag = ? WHERE custody = ?",
        (data["bag"], data["bag"] if opened else None, data["custody"]),
    )


def closed(connection: Connection, posted: Posted) -> None:
    """Close a bag: whoever waits for what was in it may be told now."""
    bag = posted.data["bag"]
    connection.execute(
        "UPDATE relay_bag SET state = ?, closed_day = ?, closed_seq = ? WHERE bag = ?",
        (bags.CLOSED, posted.day, posted.seq, bag),
    )
    connection.execute(
        "UPDATE relay_custody SET open_bag = NULL WHERE bag = ? AND open_bag IS NOT NULL", (bag,)
    )


def withdrawn(connection: Connection, posted: Posted) -> None:
    """Keep that a bag was never announced."""
    connection.execute(
        "UPDATE relay_bag SET state = ?, closed_day = ? WHERE bag = ?",
        (bags.CANCELLED, posted.day, posted.data["bag"]),
    )


def day_reported(connection: Connection, posted: Posted) -> None:
    """Keep how many items of a principal lay here at a closing: the pace is what came to them since."""
    told = {"day": posted.data["day"], "principal": posted.aud, "held": len(posted.data["held"])}
    write_row(connection, "relay_evening", told, key="day, principal")


def fill(connection: Connection) -> None:
    """Keep the same of the days that were closed before anybody asked."""
    for (seq,) in connection.execute(
        "SELECT seq FROM journal WHERE kind = 'relay.day_reported' ORDER BY seq"
    ).fetchall():
        for posted in journal.readable(connection, seq, seq)[0]:
            day_reported(connection, posted)


def capacities_set(connection: Connection, posted: Posted) -> None:
    """Keep how many items places hold; those that are not named stay as they are."""
    rows = posted.data["rows"]
    connection.executemany(
        "DELETE FROM relay_capacity WHERE place = ?",
        [(row["place"],) for row in rows if row["items"] is None],
    )
    kept = [row for row in rows if row["items"] is not None]
    write_rows(connection, "relay_capacity", "place items", kept, key="place")


def cap_set(connection: Connection, posted: Posted) -> None:
    """Keep what was agreed with a carrier from a day on."""
    row = {name: posted.data[name] for name in ("carrier", "a_day", "held", "valid_from")}
    write_row(connection, "relay_cap", {**row, "seq": posted.seq}, key="carrier, valid_from")


def saturation_warned(connection: Connection, posted: Posted) -> None:
    """Keep that a carrier was told of full shelves."""
    told = {"seq": posted.seq, "day": posted.day, "carrier": posted.data["carrier"]}
    write_row(connection, "relay_saturation", told)
