"""A process that looks at a desk as the window does: ``python -m tests.failures.onlooker FOLDER``.

It keeps the desk open, asks for `data_version` every few milliseconds, and tells what it sees in a line of JSON
each time something was committed. It ends when its standard input does.
"""

import json
import sys
import threading
from pathlib import Path
from typing import Any

from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.desk.overview import day_status
from concierge_desk.store.connection import Connection, open_for_reading

POLL_SECONDS = 0.002


def seen(desk: Desk) -> dict[str, Any]:
    """The figures of the screen, and what the tables say in one glance of their own."""
    return {"status": day_status(desk, None), "glance": desk.store.read(_glance)}


def _glance(rows: Connection) -> dict[str, int]:
    figures = {
        "entries": "SELECT count(*) FROM journal",
        "last": "SELECT max(seq) FROM journal",
        "settled": "SELECT count(*) FROM journal WHERE kind = 'till.settled'",
        "tickets": "SELECT count(*) FROM ticket",
        "numbered": "SELECT last FROM number_series WHERE series = 'T'",
        "due_cents": "SELECT coalesce(sum(due_cents), 0) FROM ticket",
        "lines_cents": "SELECT coalesce(sum(cents), 0) FROM ticket_line",
        "paid_cents": "SELECT coalesce(sum(cents), 0) FROM payment",
    }
    found = {name: rows.execute(query).fetchone() for name, query in figures.items()}
    return {name: row[0] if row else 0 for name, row in found.items()}


def look(data: Path) -> None:
    """Tell every change until the standard input ends."""
    over = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    with open_desk(Options(data=data)) as desk:
        connection = open_for_reading(desk.folder.store, desk.keys.store_key)
        known = None
        while True:
            # What was committed before the end is told before it.
            last = over.is_set()
            (version,) = connection.execute("PRAGMA data_version").fetchone()
            if version != known:
                known = version
                sys.stdout.write(json.dumps(seen(desk)) + "\n")
                sys.stdout.flush()
            if last:
                break
            over.wait(POLL_SECONDS)
        connection.close()


if __name__ == "__main__":
    look(Path(sys.argv[1]))
