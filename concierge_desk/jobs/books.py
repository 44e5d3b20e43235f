"""The books of a journal, as whoever verifies it reads them: faults beside those of the chain.

Source: docs/contract.md, "The books", "Verifying"; decision 0053.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.counter.books.book import Books
from concierge_desk.desk import catalogue
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.erasures import erased_refs
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


@dataclass(frozen=True, slots=True)
class Aside:
    """What a process found that reads beside the one that verifies the chain.

    Attributes:
        faults: Of the books.
        missing: Entries that name a record which is neither there nor erased, with its ref.
    """

    faults: list[Fault]
    missing: list[tuple[int, str]]


def read_aside(rows: Connection, last: int) -> Aside:
    """Return what the entries of a store do not bear out of each other, each taken to be as it was written.

    Args:
        rows: One state of the store.
        last: Number of the last entry that is read.
    """
    faults: list[Fault] = []
    book, records = book_of(faults), NamedRecords(rows)
    for row in sound_entries.rows(rows, 1, last):
        book.note(row)
        records.note(row)
    book.finish()
    records.finish()
    return Aside(faults, records.missing)


def record_faults(missing: Sequence[tuple[int, str]], root: Path) -> list[Fault]:
    """Return the personal records that are neither there nor erased.

    Args:
        missing: Entries that name a record which is not in the store, with its ref.
        root: The desk's folder: what was erased stands beside the store too.
    """
    erased = _erased_beside(root) if missing else frozenset()
    return [Fault(RECORD, seq, ref) for seq, ref in missing if ref not in erased]


def _erased_beside(root: Path) -> frozenset[str]:
    """Return what is known to be erased beside the store: an older version kept no other trace of it."""
    try:
        return erased_refs((root / ERASURES).read_bytes())
    except OSError:
        return frozenset()
