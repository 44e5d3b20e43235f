"""A workbook as an XLSX file: typed cells, the same bytes for the same contents, nothing that a spreadsheet runs."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest

from concierge_desk.exporting.sheets import Grid, LabelledCell, SheetColumn, Workbook, WorkbookSheet
from concierge_desk.exporting.tables import Cell
from concierge_desk.exporting.workbook import to_xlsx

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NUMBER = "861011301731382"
COLUMNS = (
    SheetColumn("Quand", "local"),
    SheetColumn("N° de suivi"),
    SheetColumn("Jusqu'au", "date"),
    SheetColumn("Pièces", "integer"),
    SheetColumn("Montant", "money"),
    SheetColumn("Vu", "boolean"),
)
ROW: tuple[Cell, ...] = (
    datetime.fromisoformat("2026-11-25T08:04:31"),
    NUMBER,
    date(2026, 12, 9),
    -2,
    10_927,
    True,
)


def book(*rows: tuple[Cell, ...], mark: str = "") -> Workbook:
    grid = Grid(COLUMNS, rows, ("Total", None, None, None, 10_927, None), none="Rien.")
    pages = (
        WorkbookSheet("Liste", "La liste", (grid,), landscape=True),
        WorkbookSheet(
            "Jour", "Le jour", (LabelledCell("Reste dû", -152, "money"), replace(grid, heading="Encore"))
        ),
    )
    return Workbook(
        "Essai", "Conciergerie", datetime(2026, 11, 25, 18, 4, tzinfo=UTC), pages, "A1:00 & Cie", mark
    )


def read(data: bytes, member: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return ElementTree.fromstring(made.read(member))


def cells(data: bytes, sheet: int = 1) -> dict[str, tuple[str, str]]:
    """Return what stands in each cell: ``s`` for a text, ``n`` for a number, and its value."""
    words = ["".join(item.itertext()) for item in read(data, "xl/sharedStrings.xml")]
    found = {}
    for cell in read(data, f"xl/worksheets/sheet{sheet}.xml").iter(f"{_MAIN}c"):
        value = cell.findtext(f"{_MAIN}v")
        kind = cell.get("t", "n")
        if value is not None:
            found[str(cell.get("r"))] = (kind, words[int(value)] if kind == "s" else value)
    return found


def test_each_cell_is_what_its_column_says() -> None:
    made = cells(to_xlsx(book(ROW)))
    assert made["A1"] == ("s", "La liste")
    assert [made[f"{column}3"][1] for column in "ABCDEF"] == [column.title for column in COLUMNS]
    assert made["B4"] == ("s", NUMBER)
    assert made["C4"] == ("n", "46365")
    assert made["D4"] == ("n", "-2")
    assert made["E4"] == ("n", "109.27")
    assert made["F4"] == ("s", "oui")
    assert (made["A5"], made["E5"]) == (("s", "Total"), ("n", "109.27"))
    assert cells(to_xlsx(book(ROW)), 2)["B3"] == ("n", "-1.52")


def test_the_same_contents_are_the_same_bytes_stored_with_one_date() -> None:
    data = to_xlsx(book(ROW))
    assert data == to_xlsx(book(ROW))
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        members = made.infolist()
    assert {(one.compress_type, one.date_time, one.create_system) for one in members} == {
        (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 3)
    }
    core = b"".join(ElementTree.tostring(part) for part in read(data, "docProps/core.xml"))
    assert core.count(b"2026-11-25T18:04:00Z") == 2
    assert b"Conciergerie" in core


@pytest.mark.parametrize(
    "typed",
    ["=1+1", '=HYPERLINK("http://a.b")', "+33", "-1", "@SUM(A1)", "\t=1", "http://a.b", "<r>&</r>", "a\x01b"],
)
def test_a_text_stays_a_text_whatever_was_typed(typed: str) -> None:
    data = to_xlsx(book((None, typed, None, None, None, None)))
    kind, text = cells(data)["B4"]
    assert (kind, text.strip().replace("_x0001_", "\x01")) == ("s", typed.strip())
    sheet = read(data, "xl/worksheets/sheet1.xml")
    assert not [*sheet.iter(f"{_MAIN}f"), *sheet.iter(f"{_MAIN}hyperlink")]


def test_it_is_printed_on_a4_with_its_titles_on_every_page() -> None:
    data = to_xlsx(book(ROW, mark="FACTICE"))
    sheet = read(data, "xl/worksheets/sheet1.xml")
    setup = sheet.find(f"{_MAIN}pageSetup")
    assert setup is not None
    assert (setup.get("paperSize"), setup.get("orientation"), setup.get("fitToHeight")) == (
        "9",
        "landscape",
        "0",
    )
    pane = next(sheet.iter(f"{_MAIN}pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("3", "frozen")
    foot = next(sheet.iter(f"{_MAIN}oddFooter")).text
    assert foot == "&LA1:00 && Cie&R&P / &N"
    assert next(sheet.iter(f"{_MAIN}oddHeader")).text == "&C&BFACTICE"
    names = {
        name.get("name"): name.text for name in read(data, "xl/workbook.xml").iter(f"{_MAIN}definedName")
    }
    assert names["_xlnm.Print_Titles"] == "Liste!$3:$3"
    assert "Liste!$A$1:$F$5" in {
        name.text for name in read(data, "xl/workbook.xml").iter(f"{_MAIN}definedName")
    }
    assert cells(data)["A1"] == ("s", "La liste — FACTICE")


def test_an_empty_list_says_so() -> None:
    assert cells(to_xlsx(book()))["A3"] == ("s", "Rien.")


def test_a_row_with_another_number_of_cells_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        to_xlsx(book((None, NUMBER)))
