"""Status file: the numbers and statuses of a CSV as a tracking service or a spreadsheet writes it. Pure.

Of its columns two are read, whatever they are called in French or English; lines without a number are passed over.

Source: docs/trade.md, "Their statuses and ours"; decision 0080.
"""

from typing import Final

from concierge_desk.counter.service_parts import SheetRow
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.compared.statuses import plain
from concierge_desk.services.relay.model.numbers import read_number
from concierge_desk.services.relay.model.price_sheet import sheet_cells

_LONGEST = 100
_MOST_ROWS = 5_000
_NUMBER: Final = (
    *(
        "tracking",
        "tracking number",
        "trackingnumber",
        "tracking_number",
        "idship",
        "parcel",
        "parcel number",
    ),
    *(
        "numero",
        "n° de suivi",
        "numero de suivi",
        "suivi",
        "n° suivi",
        "n° colis",
        "numero de colis",
        "colis",
    ),
    *("code colis", "code-barres", "barcode", "envoi", "n° d'envoi", "numero d'envoi"),
)
_STATUS: Final = (
    *("status", "state", "event", "event code", "eventcode", "code", "status code"),
    *("statut", "etat", "evenement", "code evenement", "dernier evenement", "libelle", "situation"),
)


def read_sheet(data: bytes) -> tuple[SheetRow, ...]:
    """Return the rows of a status file, as ``relay.compare`` takes them.

    Raises:
        Refused: ``relay.statuses_unreadable``, ``relay.statuses_columns``, ``relay.statuses_none``.
    """
    try:
        lines = list(sheet_cells(data))
    except Refused as error:
        raise Refused("relay.statuses_unreadable") from error
    number = status = None
    rows: list[SheetRow] = []
    for line, cells in lines:
        if number is None or status is None:
            # A heading may stand below a title.
            number, status = _column(cells, _NUMBER), _column(cells, _STATUS)
            continue
        told = _row(cells, number, status)
        if told is not None:
            rows.append(SheetRow(line, told))
    if number is None or status is None:
        raise Refused("relay.statuses_columns")
    if not rows:
        raise Refused("relay.statuses_none")
    if len(rows) > _MOST_ROWS:
        raise Refused("relay.statuses_unreadable")
    return tuple(rows)


def _column(cells: list[str], names: tuple[str, ...]) -> int | None:
    """Return the place of the column that is called by one of some names; the name that stands first goes first."""
    called = [plain(cell) for cell in cells]
    return next((called.index(plain(name)) for name in names if plain(name) in called), None)


def _row(cells: list[str], number: int, status: int) -> dict[str, str] | None:
    """Return a row that tells an item; None for a total, a title, an empty line."""
    if max(number, status) >= len(cells) or not cells[status] or len(cells[status]) > _LONGEST:
        return None
    found = read_number(cells[number]) if cells[number] else None
    if found is None or found.format is None:
        return None
    return {"tracking": found.number, "status": cells[status]}
