"""The page of the tariffs in the real window: next year's sheet is found, looked at, refused or taken in, by keys and by mouse."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from concierge_desk import paths
from concierge_desk.frame.window import MainWindow
from concierge_desk.jobs import price_sheets
from tests.counter.desks import LV_20, Play, cash
from tests.ui.evening.hands import Plugged
from tests.ui.pages import presenter, view
from tests.ui.window.keyboard import WindowKeys

PAGE = "tariff"
NEW_YEAR = "2027-01-02"
"""La Poste's prices begin on a working day; the ones tried here on the second of January."""


def sheet(change: Callable[[int, dict[str, str]], dict[str, str] | None], first_day: str = NEW_YEAR) -> str:
    """Next year's sheet: the shipped one of this year with its bands from another day on, each changed or left out."""
    shipped = list(csv.DictReader(io.StringIO(paths.resource_text("laposte-tariffs.csv"))))
    newest: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in sorted(shipped, key=lambda row: row["valid_from"]):
        newest[row["product"], row["zone"], row["max_g"]] = row
    written = io.StringIO()
    writer = csv.DictWriter(written, shipped[0].keys(), lineterminator="\n")
    writer.writeheader()
    for place, row in enumerate(newest.values()):
        changed = change(place, {**row, "valid_from": first_day, "valid_to": ""})
        if changed is not None:
            writer.writerow(changed)
    return written.getvalue()


def dearer(row: dict[str, str], percent: int) -> dict[str, str]:
    return {**row, "cents": str(int(row["cents"]) * percent // 100)}


def usual(_place: int, row: dict[str, str]) -> dict[str, str]:
    return dearer(row, 104)


def state(window: MainWindow) -> Any:
    return presenter(window, PAGE).state


def told(window: MainWindow) -> str:
    said = state(window).told
    return "" if said is None else str(said.text).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Téléchargements"
    folder.mkdir()
    monkeypatch.setattr(price_sheets, "downloads_folder", lambda: folder)
    return folder


def look(keys: WindowKeys) -> None:
    """Go to the page by its word, and look at the first file."""
    keys.press("home")
    keys.press("escape")
    keys.type("tariffs")
    keys.press("enter")
    keys.press("slash")
    assert keys.window.view.page == PAGE
    keys.press("enter")


def test_without_any_file_it_says_where_one_is_put(keys: WindowKeys, downloads: Path) -> None:
    look(keys)
    assert state(keys.window).files == () and view(keys.window, PAGE)._none.isVisible()
    assert "F6" in told(keys.window)
    keys.press("escape")
    assert keys.window.view.page == "counter"


def test_it_is_in_no_rail_and_the_rail_marks_nothing(keys: WindowKeys, downloads: Path) -> None:
    look(keys)
    assert PAGE not in keys.window.view.rail._buttons
    assert not any(button.isChecked() for button in keys.window.view.rail._buttons.values())
    keys.press("escape")
    assert keys.window.view.rail._buttons["counter"].isChecked()


def test_next_years_sheet_is_taken_in_by_keys_and_holds_from_its_day(
    keys: WindowKeys, ready: Play, downloads: Path
) -> None:
    ready.hands.set("2026-12-31T10:00")
    ready.close("2026-11-25T18:00")
    ready.open("2026-12-31T09:00", confirmed_day="2026-12-31")
    keys.window.watching.ask()
    keys.rest()
    yesterday = ready.settle([LV_20], cash(152))
    (downloads / "tarifs-2027.csv").write_text(sheet(usual, "2027-01-01"), "utf-8")
    look(keys)
    found = state(keys.window).sheet
    assert found.unusual == 0 and found.news == len(found.lines)
    before = ready.head()
    assert "Nothing was taken in yet" in told(keys.window)
    keys.press("slash")
    assert "in the tariff" in told(keys.window) and state(keys.window).sheet is None
    assert [one.kind for one in ready.posted(before + 1)] == ["tariff.imported"]
    # The same evening nothing costs more.
    assert ready.settle([LV_20], cash(152)).result["lines"][0]["cents"] == 152
    ready.close("2026-12-31T18:00")
    ready.open("2027-01-01T09:00", confirmed_day="2027-01-01")
    dear = 152 * 104 // 100
    assert ready.settle([LV_20], cash(dear)).result["lines"][0]["cents"] == dear
    back = ready.do("till.refund", ticket=yesterday.ticket, lines=[{"line": 1}], reason="returned")
    assert back.result["lines"][0]["cents"] == -152
    # What was taken in is no news any more.
    look(keys)
    assert "already" in told(keys.window) and state(keys.window).sheet.news == 0


def test_what_is_unusual_is_asked_for_twice(keys: WindowKeys, ready: Play, downloads: Path) -> None:
    odd = {0: 80, 1: 130}
    text = sheet(lambda place, row: dearer(row, odd.get(place, 104)))
    (downloads / "prix.csv").write_text(text, "utf-8")
    look(keys)
    found = state(keys.window).sheet
    parts = [line.part for line in found.lines]
    assert parts[0] == "fall" and "rise" in parts and found.unusual >= 2
    assert parts == sorted(parts, key=["fall", "rise", "odd", "new", "change", "same"].index)
    before = ready.head()
    keys.press("slash")
    assert "compare" in told(keys.window) and state(keys.window).confirming and ready.head() == before
    keys.press("escape")
    assert not state(keys.window).confirming and state(keys.window).sheet is not None
    keys.press("slash")
    keys.press("slash")
    assert [one.kind for one in ready.posted(before + 1)] == ["tariff.imported"]


def test_what_is_missing_is_said(keys: WindowKeys, downloads: Path) -> None:
    text = sheet(
        lambda _place, row: None if (row["product"], row["max_g"]) == ("LV", "100") else dearer(row, 104)
    )
    (downloads / "prix.csv").write_text(text, "utf-8")
    look(keys)
    assert any("100" in sentence for sentence in state(keys.window).sheet.missing)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a;b\n1;2\n", "first line"),
        ("product,max_g,cents,valid_from\nLV,20,abc,2027-01-02\n", "2"),
        ("product,max_g,cents,valid_from\nINCONNU,20,152,2027-01-02\n", "INCONNU"),
        ("", "price"),
    ],
)
def test_what_is_no_sheet_says_why_and_changes_nothing(
    keys: WindowKeys, ready: Play, downloads: Path, text: str, said: str
) -> None:
    (downloads / "tarif.csv").write_text(text, "utf-8")
    before = ready.head()
    look(keys)
    assert said in told(keys.window) and state(keys.window).sheet is None
    keys.press("slash")
    assert ready.head() == before


def test_what_is_on_a_stick_is_found_and_what_is_no_price_list_is_not(
    keys: WindowKeys, downloads: Path, plugged: Plugged, tmp_path: Path
) -> None:
    stick = tmp_path / "CLE"
    stick.mkdir()
    (stick / "laposte.csv").write_text(sheet(usual), "utf-8")
    (stick / "vacances.csv").write_text("jour;lieu\n1;mer\n", "utf-8")
    plugged.sticks.append(stick)
    look(keys)
    (file,) = state(keys.window).files
    assert (file.name, file.place) == ("laposte.csv", "Stick CLE") and file.rows > 40
    (downloads / "tarif-relu.csv").write_text(sheet(usual), "utf-8")
    keys.press("f5")
    assert {one.name for one in state(keys.window).files} == {"laposte.csv", "tarif-relu.csv"}
    # Pulled out without a word.
    (stick / "laposte.csv").unlink()
    keys.press("enter")
    assert "laposte.csv cannot be read" in told(keys.window)


def test_another_file_is_chosen_by_mouse_and_taken_in(
    keys: WindowKeys, ready: Play, downloads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "bureau.csv"
    elsewhere.write_text(sheet(usual), "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(elsewhere), ""))
    look(keys)
    click(keys, "Another file")
    assert state(keys.window).chosen == elsewhere and state(keys.window).sheet.news
    before = ready.head()
    click(keys, "Take these prices in")
    assert [one.kind for one in ready.posted(before + 1)] == ["tariff.imported"]


def click(keys: WindowKeys, label: str) -> None:
    (button,) = [
        one
        for one in view(keys.window, PAGE).findChildren(QAbstractButton)
        if one.isVisible() and label in one.accessibleName()
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    keys.rest()


def test_what_a_new_version_brings_is_offered_to_a_desk_in_service(
    keys: WindowKeys, ready: Play, downloads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = tmp_path / "shipped.csv"
    newer.write_text(paths.resource_text("laposte-tariffs.csv") + sheet(usual).partition("\n")[2], "utf-8")
    monkeypatch.setattr(price_sheets, "resource_file", lambda _name: newer)
    look(keys)
    (file,) = state(keys.window).files
    assert file.place == "with this version" and file.rows == state(keys.window).sheet.news
    keys.press("slash")
    assert "in the tariff" in told(keys.window) and state(keys.window).files == ()
