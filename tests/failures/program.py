"""The program with one thing changed: ``python -m tests.failures.program CHANGES WORDS…``.

CHANGES are joined by commas:

migration  a later version, which brings one more migration;
keyfile    a later version, which writes a newer form of the key file;
brim       it writes to the last byte of a disk, without looking first whether there is room;
unsynced   its disk confirms nothing of what is committed;
poor       it gets 64 MiB of memory beside what it has when it begins.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from concierge_desk.cli import run
from concierge_desk.desk import catalogue
from concierge_desk.signing import keyfile
from concierge_desk.store import connection, copies, database, migrations
from concierge_desk.store.schema import Migrations, Schema
from tests.failures.unsynced import confirm_nothing

LATER_KEYFILE = keyfile.VERSION + 1
MORE_BYTES = 64 * 2**20


def later_schema() -> Schema:
    """The tables of a service that only a later version knows: as large as the journal."""
    migrations = Migrations("service.later")

    @migrations()
    def m001_later(rows: connection.Connection) -> None:
        rows.execute("CREATE TABLE later(seq INTEGER PRIMARY KEY, payload BLOB) STRICT")
        rows.execute("INSERT INTO later SELECT seq, payload FROM journal")

    return Schema(migrations, {}, ())


def _migration() -> None:
    schemas = (*catalogue.schemas(), later_schema())
    catalogue.schemas = lambda: schemas


def _keyfile() -> None:
    keyfile.VERSION = LATER_KEYFILE


def _brim() -> None:
    for module in (connection, copies, database, migrations):
        module.require_room = lambda *_asked: None  # type: ignore[attr-defined]


def _unsynced() -> None:
    begin = database.begin

    def failing(connection: connection.Connection, patience_seconds: float | None = None) -> None:
        begin(connection, patience_seconds)
        confirm_nothing()

    database.begin = failing


def _poor() -> None:
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MORE_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


CHANGES: dict[str, Callable[[], None]] = {
    "migration": _migration,
    "keyfile": _keyfile,
    "brim": _brim,
    "unsynced": _unsynced,
    "poor": _poor,
}


def change_and_run() -> None:
    """Change the program, then run the words of the command line."""
    for name in filter(None, sys.argv.pop(1).split(",")):
        CHANGES[name]()
    run()


if __name__ == "__main__":
    change_and_run()
