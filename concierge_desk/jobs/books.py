"""The books of a journal, as whoever verifies it reads them: faults beside those of the chain.

Source: docs/contract.md, "The books", "Verifying"; decision 0053.
"""

from pathlib import Path

from concierge_desk.counter.books.book import Books
from concierge_desk.desk import catalogue
from concierge_desk.domain.erasures import FILE, erased_refs
from concierge_desk.store import sound_entries
from concierge_desk.store.checks.named_records import NamedRecords
from concierge_desk.store.connection import Connection
from concierge_desk.store.findings import Fault

BOOKS = "books"
"""Code of what entries do not bear out of each other; the detail names the fields."""
RECORD = "record"
"""Code of a personal record that is neither there nor erased; the detail is its ref."""


def book_of(faults: list[Fault]) -> Books:
    """Return a book that tells its faults, with all that core and services say of their kinds."""
    return Books(
        lambda seq, detail: faults.append(Fault(BOOKS, seq, detail)),
        kinds=catalogue.booked(),
        charged=catalogue.charged_kinds(),
    )


def read_books(rows: Connection, last: int) -> list[Fault]:
    """Return what the entries of a store do not bear out of each other, each taken to be as it was written.

    Args:
        rows: One state of the store.
        last: Number of the last entry that is read.
    """
    faults: list[Fault] = []
    book = book_of(faults)
    for row in sound_entries.rows(rows, 1, last):
        book.note(row)
    book.finish()
    return faults


def record_faults(records: NamedRecords, root: Path) -> list[Fault]:
    """Return the personal records that are neither there nor erased, once all entries were noted.

    Args:
        records: On the way through the journal.
        root: The desk's folder: what was erased stands beside the store too.
    """
    records.finish()
    missing = records.missing
    erased = _erased_beside(root) if missing else frozenset()
    return [Fault(RECORD, seq, ref) for seq, ref in missing if ref not in erased]


def _erased_beside(root: Path) -> frozenset[str]:
    """Return what is known to be erased beside the store: an older version kept no other trace of it."""
    try:
        return erased_refs((root / FILE).read_bytes())
    except OSError:
        return frozenset()
