"""Price sheets: next year's prices looked at, then taken in, from the file of a spreadsheet.

A page or the command line finds and reads the file and calls these; what they answer is the commands' own.

Source: docs/contract.md, "A price sheet".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.rights.grant import NOT_ALLOWED
from concierge_desk.counter.service_parts import SheetRow
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, Refused
from concierge_desk.media.system import System
from concierge_desk.media.volumes import removable_volumes
from concierge_desk.paths import downloads_folder, resource_file

_MOST_BYTES = 1_000_000
"""No price list is larger: what is was chosen by mistake."""
_MOST_FILES = 40
"""Of a folder, the newest: nobody looks through more."""
_OF_NO_LINE = frozenset({NOT_ALLOWED, "operator.code_needed", "operator.unknown"})
_NAMED = re.compile("tari(f|ff)|prix|price", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A file that may be a price sheet.

    Attributes:
        path: Where it lies; of the one that came with the program where it is read from.
        place: The stick it lies on; empty for the downloads.
        shipped: It came with the program.
        rows: How many prices stand in it, of the shipped one how many that the desk does not know; None where it cannot be read as a sheet.
    """

    path: Path
    place: str = ""
    shipped: bool = False
    rows: int | None = None


def found_sheets(desk: Desk, operator: str | None, system: System | None = None) -> tuple[FoundSheet, ...]:
    """Return what may be a price sheet: on sticks, in the downloads, and what came with the program where it is news.

    Args:
        desk: The open desk.
        operator: Code of whoever looks.
        system: The machine whose sticks are found; the one the program runs on by default.
    """
    found = [sheet for place, path in tables_at_hand(system) if (sheet := _found(path, place)) is not None]
    return (*_shipped(desk, operator), *found)


def tables_at_hand(system: System | None = None) -> Iterator[tuple[str, Path]]:
    """Yield the tables (CSV) on sticks and in the downloads: the label of the stick, empty for the downloads, and the file."""
    places = [(volume.label, volume.mount) for volume in removable_volumes(system)]
    for place, folder in (*places, ("", downloads_folder())):
        for path in _newest(folder):
            yield place, path


def _newest(folder: Path) -> list[Path]:
    try:
        known = [path for path in folder.iterdir() if path.suffix.lower() == ".csv" and path.is_file()]
        return sorted(known, key=lambda path: -path.stat().st_mtime)[:_MOST_FILES]
    except OSError:
        # It is not there, or was pulled out without a word.
        return []


def _found(path: Path, place: str) -> FoundSheet | None:
    """Return a file that can be read as a sheet, or is called like one."""
    try:
        return FoundSheet(path, place, rows=len(read_price_sheet(path)))
    except DeskError:
        return FoundSheet(path, place) if _NAMED.search(path.stem) else None


def _shipped(desk: Desk, operator: str | None) -> tuple[FoundSheet, ...]:
    sheet = catalogue.price_sheet()
    if sheet.shipped is None:
        return ()
    path = resource_file(sheet.shipped)
    rows = read_price_sheet(path)
    try:
        new = preview_price_sheet(desk, rows, operator)["rows"]
    except Refused:
        # Of another catalogue than this desk's: nothing that could be taken in.
        return ()
    news = sum(not row["known"] for row in new)
    return (FoundSheet(path, shipped=True, rows=news),) if news else ()


def read_price_sheet(path: Path) -> tuple[SheetRow, ...]:
    """Return the rows of a file.

    Raises:
        EnvironmentFailure: ``file.missing``.
        Refused: ``tariff.sheet_*``.
    """
    data = table_bytes(path)
    if data is None:
        raise Refused("tariff.sheet_unreadable")
    return catalogue.price_sheet().read(data)


def table_bytes(path: Path) -> bytes | None:
    """Return what a table holds; None where it is larger than any that is meant.

    Raises:
        EnvironmentFailure: ``file.missing``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentFailure("file.missing", file=str(path)) from error
    return None if len(data) > _MOST_BYTES else data


def preview_price_sheet(desk: Desk, rows: Sequence[SheetRow], operator: str | None) -> dict[str, Any]:
    """Return what rows would change, and everything that is odd about them; nothing is written.

    Raises:
        Refused: What the command refuses, with the line of the first row that is refused alone.
    """
    return dict(_played(desk, catalogue.price_sheet().preview, rows, operator).result or {})


def import_price_sheet(
    desk: Desk, rows: Sequence[SheetRow], operator: str | None, *, confirmed: bool
) -> Answer:
    """Take rows in.

    Args:
        desk: The open desk.
        rows: Of a sheet.
        operator: Code of whoever does it.
        confirmed: Unusual prices were compared with the sheet of the principal.

    Raises:
        Refused: As `preview_price_sheet`; ``tariff.unusual`` unless it was confirmed.
    """
    return _played(desk, catalogue.price_sheet().take_in, rows, operator, confirmed=confirmed)


def _played(desk: Desk, do: str, rows: Sequence[SheetRow], operator: str | None, **fields: Any) -> Answer:
    answer = _asked(desk, do, rows, operator, **fields)
    if answer.refused is not None:
        raise _with_line(desk, answer.refused, rows, operator)
    return answer


def _asked(desk: Desk, do: str, rows: Sequence[SheetRow], operator: str | None, **fields: Any) -> Answer:
    cells = [dict(row.cells) for row in rows]
    return desk.counter.execute({"op": desk.new_op(), "do": do, "rows": cells, **fields}, operator)


def _with_line(desk: Desk, refused: Refused, rows: Sequence[SheetRow], operator: str | None) -> Refused:
    """Return a refusal with the line of the first row that is refused so alone; as it is, where none is."""
    if refused.code in _OF_NO_LINE:
        return refused
    preview = catalogue.price_sheet().preview
    for row in rows:
        alone = _asked(desk, preview, [row], operator).refused
        if alone is not None and alone.code == refused.code:
            return Refused(alone.code, **{**alone.params, "line": row.line})
    return refused
