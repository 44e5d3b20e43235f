"""La Poste's CSVs in a real spreadsheet, as a French user opens them: numbers, dates, whole numbers, accents."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from concierge_desk.exporting.tables import Cell, to_csv
from concierge_desk.services.relay.reports.columns import HELD, OPERATIONS
from tests.exporting.fods import Cell as Read
from tests.exporting.fods import sheets_of
from tests.not_tried import NOT_TRIED

_LONG = "861011301731382"

SOLD: dict[str, Cell] = {
    "seq": 23,
    "at": None,
    "at_local": datetime.fromisoformat("2026-11-25T08:04:31"),
    "operation": "vente",
    "operation_fr": "Dépôt",
    "quantity": -2,
    "tracking": _LONG,
    "tracking_fr": f"n°\u00a000{_LONG}",
    "amount": -456,
}
KEPT: dict[str, Cell] = {
    "deadline_day": date(2026, 12, 9),
    "custody": "c-qm30bdge7sc5",
    "carrier": "chronopost",
    "carrier_fr": "Chronopost",
    "shelf": "=A3",
    "state": "held",
    "state_fr": "À remettre",
    "arrived_day": date(2026, 11, 25),
    "last_useful_slot_local": datetime.fromisoformat("2026-12-09T11:30"),
}


def opened(tmp_path: Path, name: str, content: bytes) -> dict[str, Read]:
    """Return the second row by column: what the spreadsheet takes a cell for, and its value."""
    if shutil.which("soffice") is None:
        pytest.skip(f"{NOT_TRIED}: soffice is missing (apt-get install libreoffice-calc-nogui)")
    (tmp_path / name).write_bytes(content)
    (names, cells) = sheets_of(tmp_path, tmp_path / name)[Path(name).stem][:2]
    return {name.value: cell for name, cell in zip(names, cells, strict=True) if name.value}


def test_a_spreadsheet_takes_each_cell_for_what_it_is(tmp_path: Path) -> None:
    row = tuple(SOLD.get(field.name) for field in OPERATIONS.fields if field.name != "at")
    spec = type(OPERATIONS)("o", "o.csv", "o", "o", tuple(f for f in OPERATIONS.fields if f.name != "at"))
    cells = opened(tmp_path, "o.csv", to_csv(spec, [row]))
    assert cells["seq"] == ("float", "23")
    assert cells["quantity"] == ("float", "-2")
    assert cells["amount"] == ("float", "-4.56")
    assert cells["at_local"] == ("date", "2026-11-25T08:04:31")
    # Whole as a number, and to the last sign as a text.
    assert cells["tracking"] == ("float", _LONG)
    assert cells["tracking_fr"] == ("string", f"n°\u00a000{_LONG}")
    assert cells["operation_fr"] == ("string", "Dépôt")


def test_days_times_accents_and_what_looks_like_a_formula(tmp_path: Path) -> None:
    cells = opened(tmp_path, "h.csv", to_csv(HELD, [tuple(KEPT.get(field.name) for field in HELD.fields)]))
    assert cells["deadline_day"] == ("date", "2026-12-09")
    assert cells["last_useful_slot_local"] == ("date", "2026-12-09T11:30:00")
    assert cells["state_fr"] == ("string", "À remettre")
    assert cells["shelf"] == ("string", "'=A3")
