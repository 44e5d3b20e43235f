"""The floors: what the same work costs with nothing of ours around it, by the plainest means there are.

Source: docs/contract.md, "Budgets".
"""

import csv
import hashlib
import io
import os
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from sqlcipher3 import dbapi2
from xlsxwriter import Workbook as Writer

from concierge_desk.counter.service_parts import ExportedTable
from concierge_desk.counter.till.totals import add_up
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.document import Document
from concierge_desk.domain.journal import chain_of, digest_of, link, read_payload
from concierge_desk.exporting.sheets import LabelledCell, Workbook
from concierge_desk.printing.bands import Band
from concierge_desk.printing.flow import groups_of
from concierge_desk.printing.fonts import REGULAR
from concierge_desk.printing.style import STYLES, Style
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection, open_for_reading
from concierge_desk.store.day import day_range

_PAYLOAD = b"-" * 600
"""As long as the payload of an ordinary act."""
_REST_AFTER = 200


class BareRows:
    """A table of the standard library's `sqlite3`, as durable as the store and nothing else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Make the table."""
        self._connection = connection
        self._rows = 0
        connection.execute("CREATE TABLE act(seq INTEGER PRIMARY KEY, payload BLOB NOT NULL)")

    def insert(self) -> None:
        """Insert one row and commit."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO act(payload) VALUES(?)", (_PAYLOAD,))
        self._connection.execute("COMMIT")

    def rest(self) -> None:
        """Checkpoint as often as the store does between two acts."""
        self._rows += 1
        if self._rows % _REST_AFTER == 0:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


@contextmanager
def bare_database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a new plain database, durable at each commit; it checkpoints when told."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "wal_autocheckpoint = 0"):
            connection.execute(f"PRAGMA {pragma}")
        yield connection


def insert_all(connection: sqlite3.Connection, rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
    """Insert all the rows of tables that are there, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        if found:
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f'INSERT INTO "{table}" VALUES({marks})', found)
    connection.execute("COMMIT")


def hash_payloads(connection: Connection) -> None:
    """Hash every stored payload, read through the cipher."""
    for (payload,) in connection.execute("SELECT payload FROM journal ORDER BY seq"):
        hashlib.sha256(payload).digest()


def recompute(connection: Connection, day: str, desk: str) -> None:
    """Add a closed day up from its entries and verify their links.

    Raises:
        ValueError: When a link does not hold: then the floor is not what it says.
    """
    entries = tuple(journal.entries(connection, *day_range(connection, day)))
    add_up(posted for entry in entries if (posted := read_payload(entry)) is not None)
    for entry in entries:
        digest = digest_of(entry.payload or b"")
        if link(chain_of(desk, entry.epoch), entry.seq, entry.prev_hash, entry.aud, digest) != entry.hash:
            raise ValueError(f"the link of entry {entry.seq} does not hold")


@dataclass(frozen=True, slots=True)
class Strips:
    """The texts of a document at their places: all that a bare canvas is given."""

    style: Style
    bands: tuple[Band, ...]

    @classmethod
    def of(cls, document: Document) -> "Strips":
        """Lay a document out, before any time is taken."""
        style = STYLES[document.paper]
        return cls(style, tuple(band for group in groups_of(document) for band in group.bands))

    def pdf(self) -> bytes:
        """Draw the texts on a bare reportlab canvas: same fonts, same places, no lines and no marks."""
        margin = self.style.margin
        height = self.style.height or sum(band.height for band in self.bands) + 2 * margin
        canvas = Canvas(None, invariant=1, pageCompression=1, initialFontName=REGULAR)
        canvas.setPageSize((self.style.width, height))
        top = height - margin
        for band in self.bands:
            if top - band.height < margin - 1:
                canvas.showPage()
                top = height - margin
            for run in band.runs:
                canvas.setFont(run.font, run.size)
                canvas.drawString(margin + run.x, top - band.baseline, run.text)
            top -= band.height
        canvas.showPage()
        return canvas.getpdfdata()


def bare_workbook(book: Workbook) -> bytes:
    """Write the cells of a workbook by the library alone: nothing is shaped, nothing is said of its pages."""
    written = io.BytesIO()
    writer = Writer(written, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for sheet in book.sheets:
        page, at = writer.add_worksheet(sheet.name), 0
        for part in sheet.parts:
            grids = [[part.label, part.value]] if isinstance(part, LabelledCell) else part.rows
            for row in grids:
                page.write_row(at, 0, row)
                at += 1
    writer.close()
    return written.getvalue()


def bare_export(tables: Sequence[ExportedTable], strips: Strips, book: Workbook, path: Path) -> None:
    """Write rows as plain CSVs, a statement as a bare PDF and a bare workbook into a zip, and wait for the disk."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for table in tables:
            text = io.StringIO(newline="")
            writer = csv.writer(text, delimiter=";")
            writer.writerow(field.name for field in table.spec.fields)
            writer.writerows(table.rows)
            archive.writestr(table.spec.file, text.getvalue())
        archive.writestr("bordereau.pdf", strips.pdf())
        archive.writestr("bordereau.xlsx", bare_workbook(book))
    write_durably(path, packed.getvalue())


def copy_verified(desk: Desk, folder: Path, key: bytes) -> None:
    """Copy a store under another key in one go, check it and its links, write it durably, read it back.

    Raises:
        ValueError: When the copy does not hold: then the floor is not what it says.
    """
    path = folder / "copy.db"
    source = open_for_reading(desk.folder.store, desk.keys.store_key)
    with closing(source), closing(dbapi2.connect(str(path))) as copy:
        copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        source.backup(copy)
        whole = copy.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        if not (whole and links_hold(copy, desk.settings.desk)):
            raise ValueError("the copy does not hold")
    packed = path.read_bytes()
    target = folder / "copy.zip"
    write_durably(target, packed)
    if target.read_bytes() != packed:
        raise ValueError("the copy was not written")
    path.unlink()
    target.unlink()


def links_hold(connection: Connection, desk: str) -> bool:
    """Say whether each entry's digest and link are what its payload makes of them."""
    rows = connection.execute("SELECT seq, epoch, aud, prev_hash, payload, hash FROM journal ORDER BY seq")
    return all(
        link(chain_of(desk, epoch), seq, before, aud, digest_of(payload)) == made
        for seq, epoch, aud, before, payload, made in rows
    )


def write_durably(path: Path, data: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
