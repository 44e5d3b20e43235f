"""What a practice desk keeps, row by row, read by the driver alone: nothing of the program's modules is asked.

The driver, the key file and the names of tables are what a desk of any release has.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from sqlcipher3 import dbapi2

KEY_BYTES = 32
Row: TypeAlias = dict[str, Any]


class Kept:
    """The rows of a closed practice desk."""

    def __init__(self, data: Path) -> None:
        """Open the store of a desk's folder for reading."""
        secret = json.loads((data / "FACTICE.key").read_bytes())["secret"]
        key = base64.b64decode(secret)[:KEY_BYTES]
        self._rows = dbapi2.connect(f"file:{quote(str(data / 'concierge.db'))}?mode=ro", uri=True)
        self._rows.execute(f"PRAGMA key = \"x'{key.hex()}'\"")

    def __enter__(self) -> "Kept":
        return self

    def __exit__(self, *_raised: object) -> None:
        self._rows.close()

    def papers(self) -> list[str]:
        """Return the name of every paper: those that entries offer, and those of each closing."""
        found = ["poster:ticket", "poster:note"]
        for row in self._read("SELECT * FROM journal WHERE payload IS NOT NULL ORDER BY seq"):
            data = json.loads(row["payload"])["data"]
            found += data.get("documents", ())
            if row["kind"] == "day.closed":
                found += [f"{kind}:{data['number']}" for kind in ("z", "bordereau", "stock")]
        return list(dict.fromkeys(found))

    def days(self) -> list[str]:
        """Return the date of every day that was opened."""
        found = self._read("SELECT DISTINCT day FROM journal WHERE kind = 'day.opened' ORDER BY day")
        return [row["day"] for row in found]

    def write(self, folder: Path) -> None:
        """Write the journal, and every table with how it was made, a row a line."""
        (folder / "journal").mkdir(parents=True)
        _write(
            folder / "journal" / "journal.jsonl", map(_line, self._read("SELECT * FROM journal ORDER BY seq"))
        )
        tables = folder / "tables"
        tables.mkdir()
        made = list(self._read("SELECT type, name, sql FROM sqlite_master ORDER BY type, name"))
        _write(tables / "schema.sql", (f"{row['sql']};\n" for row in made if row["sql"]))
        for name in (row["name"] for row in made if row["type"] == "table" and row["name"] != "journal"):
            rows = (_line(_shown(name, row)) for row in self._read(f'SELECT * FROM "{name}"'))
            _write(tables / f"{name}.jsonl", sorted(rows))

    def _read(self, query: str) -> Iterator[Row]:
        found = self._rows.execute(query)
        names = [column[0] for column in found.description]
        for values in found:
            yield {name: _plain(name, value) for name, value in zip(names, values, strict=True)}


def _plain(column: str, value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    return value.decode() if column == "payload" else value.hex()


def _shown(table: str, row: Row) -> Row:
    """Hide when a migration was done: the library asks the machine."""
    if table == "_sqlite_migrations":
        return {**row, "applied_at": "(then)"}
    # The seal over it holds the moment too.
    return {**row, "sum": "(then)"} if table == "seal" and row["name"] == "_sqlite_migrations" else row


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _write(file: Path, lines: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8", newline="") as kept:
        kept.writelines(lines)
