"""The program with one thing changed: ``python -m tests.failures.program CHANGES WORDS…``.

CHANGES are joined by commas:

migration  a later version, which brings one more migration;
keyfile    a later version, which writes a newer form of the key file;
brim       it writes to the last byte of a disk, without looking first whether there is room;
poor       it gets 64 MiB of memory beside what it has when it begins.

``ready`` alone waits for requests, one in a line of JSON: each is a process of its own, which need not start anew.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from concierge_desk.cli import run
from concierge_desk.desk import catalogue
from concierge_desk.signing import keyfile
from concierge_desk.store import connection, copies, database, migrations
from concierge_desk.store.schema import Migrations, Schema

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


def _poor() -> None:
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MORE_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


CHANGES: dict[str, Callable[[], None]] = {
    "migration": _migration,
    "keyfile": _keyfile,
    "brim": _brim,
    "poor": _poor,
}


def change_and_run(changes: str) -> None:
    """Change the program, then run the words of the command line."""
    for name in filter(None, changes.split(",")):
        CHANGES[name]()
    run()


def _become(asked: dict[str, Any]) -> None:
    """Stand where a process that was just started stands: its environment, its words, its three files."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, (name, how) in enumerate(
        ((asked["stdin"], os.O_RDONLY), (asked["stdout"], os.O_WRONLY), (asked["stderr"], os.O_WRONLY))
    ):
        handle = os.open(name, how)
        os.dup2(handle, number)
        os.close(handle)
    sys.argv = ["concierge-desk", *asked["words"]]


def wait_for_requests() -> None:
    """Answer each request with the end of its process."""
    with open(0, "rb", buffering=0, closefd=False) as requests:
        for line in iter(requests.readline, b""):
            asked = json.loads(line)
            child = os.fork()
            if child == 0:
                _become(asked)
                change_and_run(asked["changes"])
                return
            _, status = os.waitpid(child, 0)
            os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    if sys.argv[1:] == ["ready"]:
        wait_for_requests()
    else:
        change_and_run(sys.argv.pop(1))
