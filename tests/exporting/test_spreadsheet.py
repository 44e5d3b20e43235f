"""La Poste's CSVs in a real spreadsheet, as a French user opens them: numbers, dates, whole numbers, accents."""

import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from concierge_desk.exporting.tables import Cell, to_csv
from concierge_desk.services.relay.reports.columns import HELD, OPERATIONS
from tests.not_tried import NOT_TRIED

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
# As the dialogue proposes it to a French user: « ; », UTF-8, French, what looks like a date is one.
_IMPORT = "CSV:59,34,76,1,,1036,false,true"
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


def opened(tmp_path: Path, name: str, content: bytes) -> dict[str, tuple[str, str]]:
    """Return the second row by column: what the spreadsheet takes a cell for, and its value."""
    if shutil.which("soffice") is None:
        pytest.skip(f"{NOT_TRIED}: soffice is missing (apt-get install libreoffice-calc-nogui)")
    (tmp_path / name).write_bytes(content)
    words = ["soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    done = subprocess.run(
        [
            *words,
            "--convert-to",
            "fods",
            "--outdir",
            str(tmp_path),
            f"--infilter={_IMPORT}",
            str(tmp_path / name),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert done.returncode == 0, done
    root = ElementTree.parse(tmp_path / f"{Path(name).stem}.fods").getroot()
    names, cells = (list(_cells(row)) for row in list(root.iter(f"{_TABLE}table-row"))[:2])
    return {name: cell for (_, name), cell in zip(names, cells, strict=False)}


def _cells(row: ElementTree.Element) -> list[tuple[str, str]]:
    found = []
    for cell in row.iter(f"{_TABLE}table-cell"):
        kind = cell.get(f"{_OFFICE}value-type", "")
        value = cell.get(f"{_OFFICE}value") or cell.get(f"{_OFFICE}date-value")
        text = "".join("".join(part.itertext()) for part in cell.iter(_TEXT))
        found += [(kind, value or text)] * int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
    return found


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
