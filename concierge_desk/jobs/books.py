"""The books of a journal, as whoever verifies it reads them: faults beside those of the chain.

Source: docs/contract.md, "The books", "Verifying"; decision 0053.
"""

from pathlib import Path

from concierge_desk.counter.books.book import Books, RefsFound
from concierge_desk.desk import catalogue
from concierge_desk.domain.erasures import FILE, erased_refs
from concierge_desk.store.checks.named_records import NamedRecords
from concierge_desk.store.connection import Connection
from concierge_desk.store.findings import Fault

BOOKS = "books"
"""Code of what entries do not bear out of each other; the detail names the fields."""
RECORD = "record"
"""Code of a personal record that is neither there nor erased; the detail is its ref."""


def book_of(faults: list[Fault], refs: RefsFound | None = None) -> Books:
    """Return a book that tells its faults, with all that core and services say of their kinds."""
    return Books(
        lambda seq, detail: faults.append(Fault(BOOKS, seq, detail)),
        kinds=catalogue.booked(),
        charged=catalogue.charged_kinds(),
        refs=refs,
    )


class StoredBooks:
    """The books of a desk's own store, with the names and sentences beside the journal.

    Attributes:
        book: Takes note of the entries.
    """

    def __init__(self, rows: Connection, root: Path) -> None:
        """Begin before the first entry.

        Args:
            rows: One state of the store.
            root: The desk's folder: what was erased stands beside the store too.
        """
        self._faults: list[Fault] = []
        self._records, self._root = NamedRecords(rows), root
        self.book = book_of(self._faults, self._records.note)

    def faults(self) -> list[Fault]:
        """Return what does not hold, once all entries were noted."""
        self.book.finish()
        self._records.finish()
        missing = self._records.missing
        erased = self._erased_beside() if missing else frozenset()
        return [*self._faults, *[Fault(RECORD, seq, ref) for seq, ref in missing if ref not in erased]]

    def _erased_beside(self) -> frozenset[str]:
        """Return what is known to be erased beside the store: an older version kept no other trace of it."""
        try:
            return erased_refs((self._root / FILE).read_bytes())
        except OSError:
            return frozenset()
