"""The journal's table: its protections, its one INSERT, its readers.

Source: docs/contract.md, "Journal table"; docs/requirements.md, "Protection of the table".
"""

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter

from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import ZERO_HASH, Entry, Head, Posted, digest_of, posted_of, read_payload
from concierge_desk.domain.numbers import FIRST_EPOCH
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import require_taken

TABLE = """CREATE TABLE journal(
    seq INTEGER PRIMARY KEY,
    epoch TEXT NOT NULL,
    aud TEXT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT,
    payload BLOB,
    digest BLOB NOT NULL CHECK(length(digest) = 32),
    prev_hash BLOB NOT NULL CHECK(length(prev_hash) = 32),
    hash BLOB NOT NULL CHECK(length(hash) = 32),
    sig BLOB NOT NULL CHECK(length(sig) = 64)
) STRICT"""

PURGEABLE = "CREATE TABLE purgeable_kind(kind TEXT PRIMARY KEY) STRICT, WITHOUT ROWID"

TRIGGERS = {
    "journal_no_delete": """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal: nothing is deleted'); END""",
    "journal_no_update": """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
WHEN NEW.payload IS NOT NULL OR OLD.payload IS NULL
    OR OLD.kind NOT IN (SELECT kind FROM purgeable_kind)
    OR NEW.seq IS NOT OLD.seq OR NEW.epoch IS NOT OLD.epoch OR NEW.aud IS NOT OLD.aud
    OR NEW.kind IS NOT OLD.kind OR NEW.day IS NOT OLD.day OR NEW.digest IS NOT OLD.digest
    OR NEW.prev_hash IS NOT OLD.prev_hash OR NEW.hash IS NOT OLD.hash OR NEW.sig IS NOT OLD.sig
BEGIN SELECT RAISE(ABORT, 'journal: nothing is changed'); END""",
    "journal_next": """CREATE TRIGGER journal_next BEFORE INSERT ON journal
WHEN NEW.payload IS NULL
    OR NEW.seq IS NOT COALESCE((SELECT max(seq) FROM journal), 0) + 1
    OR NEW.prev_hash IS NOT COALESCE((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), zeroblob(32))
BEGIN SELECT RAISE(ABORT, 'journal: a gap or a fork'); END""",
}

COLUMNS = "seq, epoch, aud, kind, day, payload, digest, prev_hash, hash, sig"
_cells = attrgetter(*COLUMNS.split(", "))


def expected_texts() -> dict[str, str]:
    """Return the text of the table and its triggers as `sqlite_master` must show them."""
    return {"journal": TABLE, "purgeable_kind": PURGEABLE, **TRIGGERS}


def altered_texts(connection: Connection) -> list[str]:
    """Return the names of the protections that are missing or say something else, and of added triggers."""
    expected, found = expected_texts(), protections(connection)
    return [
        *[name for name, text in expected.items() if found.get(name) != text],
        *sorted(found.keys() - expected.keys()),
    ]


def protections(connection: Connection) -> dict[str, str]:
    """Return the text of the journal's tables and of every trigger on them, as the file has them."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')"
        " AND tbl_name IN ('journal', 'purgeable_kind')"
    )
    return dict(rows.fetchall())


def append(connection: Connection, entry: Entry) -> None:
    """Write an entry: the only INSERT into the journal there is.

    Raises:
        IntegrityFailure: As `require_taken`.
    """
    require_taken(
        connection.execute(
            f"INSERT INTO journal({COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _cells(entry),
        ),
        1,
    )


def head(connection: Connection) -> Head:
    """Return the last entry as the next one needs it; `at` is that of the last readable payload."""
    rows = connection.execute("SELECT seq, epoch, hash, aud, payload FROM journal ORDER BY seq DESC")
    last: tuple[int, str, bytes] | None = None
    at: datetime | None = None
    for seq, epoch, entry_hash, aud, payload in rows:
        last = last or (seq, epoch, entry_hash)
        at = _instant(seq, aud, payload)
        if at is not None:
            break
    rows.close()
    return Head(*last, at) if last else Head(0, FIRST_EPOCH, ZERO_HASH, None)


def _instant(seq: int, aud: str, payload: bytes | None) -> datetime | None:
    # Verify tells that a payload was changed; it bars nobody from the counter.
    try:
        return None if payload is None else posted_of(seq, aud, payload).instant
    except ValueError:
        return None


def entries(connection: Connection, first: int, last: int | None = None) -> Iterator[Entry]:
    """Yield the entries of a range, both ends included, in order."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq",  # noqa: S608
        (first, 2**53 if last is None else last),
    )
    for row in rows:
        yield Entry(*row)


def backwards(connection: Connection, first: int, last: int) -> Iterator[Entry]:
    """Yield the entries of a range from the last to the first, read one after another as they are asked for."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq DESC",  # noqa: S608
        (first, last),
    )
    try:
        for row in rows:
            yield Entry(*row)
    finally:
        # Whoever has seen enough leaves the rest unread.
        rows.close()


def posted(connection: Connection, first: int, last: int | None = None) -> tuple[Posted, ...]:
    """Return the readable entries of a range, decoded.

    Raises:
        IntegrityFailure: ``store.damaged`` for a payload that is none: verify says which.
    """
    found = (_read(entry) for entry in entries(connection, first, last))
    return tuple(entry for entry in found if entry is not None)


def readable(
    connection: Connection, first: int, last: int | None = None
) -> tuple[tuple[Posted, ...], tuple[int, ...]]:
    """Return the entries of a range that can be read, and the numbers of those that cannot any more.

    What was purged is neither: it was left out on purpose. Verify says what is wrong with the others.
    """
    found: list[Posted] = []
    unreadable: list[int] = []
    for entry in entries(connection, first, last):
        if entry.payload is None:
            continue
        posted = whole(entry)
        if posted is None:
            unreadable.append(entry.seq)
        else:
            found.append(posted)
    return tuple(found), tuple(unreadable)


def whole(entry: Entry) -> Posted | None:
    """Return an entry decoded; None where its payload is not the one that was written, or is gone.

    A byte that fell over may leave it readable: the digest tells, and with it every field is as it was.
    """
    if entry.payload is None or digest_of(entry.payload) != entry.digest:
        return None
    try:
        return read_payload(entry)
    except NotCanonical:
        return None


def whole_at(connection: Connection, seq: int) -> Posted | None:
    """Return an entry by its number, as `whole` does; None too where there is none of that number."""
    found = entry(connection, seq)
    return None if found is None else whole(found)


def _read(entry: Entry) -> Posted | None:
    try:
        return read_payload(entry)
    except NotCanonical as error:
        raise IntegrityFailure("store.damaged") from error


def entry(connection: Connection, seq: int) -> Entry | None:
    """Return one entry, or None where there is none."""
    return entry_at(connection, "?", seq)


def entry_at(connection: Connection, place: str, *given: int) -> Entry | None:
    """Return one entry by an expression for its number, or None where there is none."""
    row = connection.execute(f"SELECT {COLUMNS} FROM journal WHERE seq = {place}", given).fetchone()  # noqa: S608
    return None if row is None else Entry(*row)


def last_of_kind(connection: Connection, kind: str, last: int = 2**53) -> Posted | None:
    """Return the last readable entry of a kind up to a number; reads the whole journal where there is none."""
    row = connection.execute(
        "SELECT seq FROM journal WHERE kind = ? AND seq <= ? AND payload IS NOT NULL ORDER BY seq DESC LIMIT 1",
        (kind, last),
    ).fetchone()
    return posted(connection, row[0], row[0])[0] if row else None
