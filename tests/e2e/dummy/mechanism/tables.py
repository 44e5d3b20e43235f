"""Table of counted things: one row, moved by a service's entries."""

from concierge_desk.domain.journal import Posted
from concierge_desk.store.connection import Connection


class CountTable:
    """The table of one kind of thing."""

    def __init__(self, name: str) -> None:
        """Name the table, by the code of the service."""
        self._name = name

    def make(self, connection: Connection) -> None:
        """Make it."""
        columns = "place INTEGER PRIMARY KEY, count INTEGER NOT NULL"
        connection.execute(f"CREATE TABLE {self._name}({columns}) STRICT")

    def put(self, connection: Connection, posted: Posted) -> None:
        """Keep how many there are from an entry on."""
        connection.execute(f"INSERT OR REPLACE INTO {self._name} VALUES(1, ?)", (posted.data["count"],))

    def take(self, connection: Connection, posted: Posted) -> None:
        """Take away what an entry says."""
        connection.execute(f"UPDATE {self._name} SET count = count - ?", (posted.data["count"],))  # noqa: S608

    def left(self, connection: Connection, *_asked: object) -> int:
        """Return how many are left, whatever is asked."""
        row = connection.execute(f"SELECT count FROM {self._name}").fetchone()  # noqa: S608
        return int(row[0]) if row else 0
