"""Price sheets: next year's prices looked at, then taken in, from the file of a spreadsheet.

A page or the command line reads the file and calls these; what they answer is the commands' own.

Source: docs/contract.md, "A price sheet".
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.service_parts import SheetRow
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import EnvironmentFailure, Refused

_MOST_BYTES = 1_000_000
"""No price list is larger: what is was chosen by mistake."""


def read_price_sheet(path: Path) -> tuple[SheetRow, ...]:
    """Return the rows of a file.

    Raises:
        EnvironmentFailure: ``file.missing``.
        Refused: ``tariff.sheet_*``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentFailure("file.missing", file=str(path)) from error
    if len(data) > _MOST_BYTES:
        raise Refused("tariff.sheet_unreadable")
    return catalogue.price_sheet().read(data)


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
    preview = catalogue.price_sheet().preview
    for row in rows:
        alone = _asked(desk, preview, [row], operator).refused
        if alone is not None and alone.code == refused.code:
            return Refused(alone.code, **{**alone.params, "line": row.line})
    return refused
