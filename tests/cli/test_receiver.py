"""La Poste's side, on a machine without the program: checked and read with what other people made.

The file lies in an empty folder. Frictionless validates its tables, a browser opens the page that lies in it, and a real
spreadsheet turns every table and every sheet into cells, which are compared with what the day's own entry says.
"""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.driver import environment
from tests.exporting.browser import browser
from tests.exporting.fods import Cell, sheets_of
from tests.exporting.test_workbook import cells, read
from tests.not_tried import NOT_TRIED

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("operations", "custody", "held", "stock", "takings")
SHEETS = ("Journée", "Opérations", "Mouvements", "En garde", "Incidents et réclamations", "Stock")


@pytest.fixture
def received(exported: bytes, tmp_path: Path) -> Path:
    """A folder with nothing but the file, and what lies in it."""
    folder = tmp_path / "recu"
    folder.mkdir()
    (folder / "releve.zip").write_bytes(exported)
    with zipfile.ZipFile(folder / "releve.zip") as archive:
        archive.extractall(folder)
    return folder


def report_in(folder: Path) -> Mapping[str, Any]:
    """Return what the day says of itself, by the one entry that froze it."""
    lines = map(json.loads, (folder / "journal.ndjson").read_text("utf-8").splitlines())
    payloads = [json.loads(line["payload"]) for line in lines if "payload" in line]
    (report,) = [payload["data"] for payload in payloads if payload["kind"] == "relay.day_reported"]
    found: Mapping[str, Any] = report
    return found


def rows_in(folder: Path, table: str) -> list[dict[str, str]]:
    text = (folder / f"{table}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def euros(cents: int) -> str:
    return f"{cents / 100:.2f}".rstrip("0").rstrip(".")


def test_frictionless_validates_it_with_nothing_of_ours(received: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-W", "ignore", "-m", "frictionless", "validate", "releve.zip", "--json"],
        cwd=received,
        env=environment(PYTHONPATH=""),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()
    told = json.loads(done.stdout)
    assert told["valid"] is True
    assert {task["name"] for task in told["tasks"] if task["type"] == "table"} == set(TABLES)


def test_the_page_that_lies_in_it_finds_it_whole(received: Path, tmp_path: Path) -> None:
    with browser(tmp_path / "navigateur") as tab:
        tab.open(received / "verifier.html")
        tab.choose(received / "releve.zip")
        text = tab.run("document.getElementById('result').innerText")
        assert "Le fichier est entier" in text
        tab.choose(received / "bordereau.xlsx")
        assert "Le fichier est entier" not in tab.run("document.getElementById('result').innerText")


def test_the_workbook_says_what_the_day_says(received: Path) -> None:
    """R-2.22: read by nothing but its XML; where no spreadsheet is, its figures are compared all the same."""
    data, report = (received / "bordereau.xlsx").read_bytes(), report_in(received)
    names = [sheet.get("name") for sheet in read(data, "xl/workbook.xml").iter(_SHEET)]
    assert tuple(names) == SHEETS
    made = {name: cells(data, number) for number, name in enumerate(SHEETS, 1)}
    acts = rows_in(received, "operations")
    last = len(acts) + 4
    assert made["Opérations"][f"A{last}"] == ("s", "Total")
    assert made["Opérations"][f"F{last}"] == ("n", euros(report["charged_cents"]))
    numbers = [made["Opérations"].get(f"D{row}", ("s", ""))[1] for row in range(4, last)]
    assert numbers == [row["tracking"] for row in acts]
    assert [made["En garde"][f"A{row}"][1] for row in range(4, 4 + len(report["held"]))] == [
        row["tracking"] or row["custody"] for row in rows_in(received, "held")
    ]
    assert len(rows_in(received, "custody")) == sum(
        place.startswith("B") and place not in {"B3"} for place in made["Mouvements"]
    )
    assert [made["Stock"][f"I{row}"] for row in range(4, 4 + len(report["stock"]))] == [
        ("n", str(row["closing"])) for row in report["stock"]
    ]


_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"


def test_a_spreadsheet_reads_every_table_and_every_sheet(received: Path, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip(f"{NOT_TRIED}: soffice is missing (apt-get install libreoffice-calc-nogui)")
    report = report_in(received)
    tables = sheets_of(tmp_path, *(received / f"{table}.csv" for table in TABLES))
    for table in TABLES:
        title, *rows = tables[table]
        told = rows_in(received, table)
        assert [cell.value for cell in title if cell.value] == list(told[0])
        assert len(rows) == len(told)
    amounts = [row[_place(tables["operations"], "amount")] for row in tables["operations"][1:]]
    assert {cell.kind for cell in amounts} <= {"float", ""}
    assert _sum(amounts) == report["charged_cents"]
    book = sheets_of(tmp_path, received / "bordereau.xlsx")
    assert tuple(book) == SHEETS
    acts = book["Opérations"]
    at = _place(acts[2:], "Montant")
    assert (acts[-1][0].value, round(float(acts[-1][at].value) * 100)) == ("Total", report["charged_cents"])
    assert _sum([row[at] for row in acts[3:-1]]) == report["charged_cents"]
    assert {row[0].kind for row in acts[3:-1]} == {"date"}
    numbers = [row[_place(acts[2:], "N° de suivi")] for row in acts[3:-1]]
    assert {cell.kind for cell in numbers} <= {"string", ""}
    assert [cell.value for cell in numbers] == [row["tracking"] for row in rows_in(received, "operations")]
    kept = book["En garde"]
    assert [(row[0].value, row[3].value) for row in kept[3:]] == [
        (row["tracking"] or row["custody"], row["deadline_day"]) for row in report["held"]
    ]


def _place(rows: list[list[Cell]], title: str) -> int:
    return [cell.value for cell in rows[0]].index(title)


def _sum(cells_: list[Cell]) -> int:
    return sum(round(float(cell.value) * 100) for cell in cells_ if cell.value)


# The page that tells all this to whoever receives it.


def test_the_page_on_the_format_names_every_member_table_and_sheet(received: Path) -> None:
    text = (ROOT / "docs" / "format-laposte.md").read_text("utf-8")
    with zipfile.ZipFile(received / "releve.zip") as archive:
        members = archive.namelist()
    assert [member for member in members if f"`{member}`" not in text] == []
    for table in TABLES:
        line = next(line for line in text.splitlines() if f"`{table}.csv`" in line)
        named = re.findall(r"`([a-z_]+)`", line)
        assert len(named) >= 3, table
        assert [name for name in named if name not in rows_in(received, table)[0]] == [], table
    assert [sheet for sheet in SHEETS if f"« {sheet} »" not in text.replace("\u00a0", " ")] == []
