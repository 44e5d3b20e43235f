"""A real spreadsheet's reading of files, cell by cell: LibreOffice without a window turns them into one plain XML."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
# As the dialogue proposes it to a French user: « ; », UTF-8, French, what looks like a date is one.
_IMPORT = "CSV:59,34,76,1,,1036,false,true"


class Cell(NamedTuple):
    """What a spreadsheet takes a cell for, and its value; two empty texts where nothing stands."""

    kind: str
    value: str


def sheets_of(tmp_path: Path, *files: Path) -> dict[str, list[list[Cell]]]:
    """Return the rows of every sheet by its name; the one of a CSV is called as the file. Empty rows at the end go."""
    folder = tmp_path / "fods"
    is_text = files[0].suffix == ".csv"
    done = subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"),
            *("--convert-to", "fods", "--outdir", str(folder)),
            *([f"--infilter={_IMPORT}"] if is_text else []),
            *map(str, files),
        ],
        capture_output=True,
        check=True,
        timeout=240,
    )
    found: dict[str, list[list[Cell]]] = {}
    for file in files:
        made = folder / f"{file.stem}.fods"
        assert made.exists(), done
        for table in ElementTree.parse(made).getroot().iter(f"{_TABLE}table"):
            rows = [_cells(row) for row in _rows(table)]
            while rows and not any(cell.value for cell in rows[-1]):
                rows.pop()
            found[str(table.get(f"{_TABLE}name"))] = rows
    return found


def _rows(table: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for row in table.iter(f"{_TABLE}table-row"):
        times = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        # What is repeated for thousands of rows is the empty rest of the sheet.
        yield from [row] * (times if times < _REST else 0)


_REST = 1_000


def _cells(row: ElementTree.Element) -> list[Cell]:
    found: list[Cell] = []
    for cell in row.iter(f"{_TABLE}table-cell"):
        kind = cell.get(f"{_OFFICE}value-type", "")
        value = cell.get(f"{_OFFICE}value") or cell.get(f"{_OFFICE}date-value")
        text = "".join("".join(part.itertext()) for part in cell.iter(_TEXT))
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        found += [Cell(kind, value or text)] * (times if times < _REST else 1)
    # The empty rest of a row is told or not: every row has as many cells.
    return [*found[:_COLUMNS], *[Cell("", "")] * (_COLUMNS - len(found))]


_COLUMNS = 40
