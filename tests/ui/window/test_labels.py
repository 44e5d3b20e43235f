"""Labels in the real window: one by its key, so many by a number before it, by keys and by mouse; the place is large."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from concierge_desk.pages.printer.paper_view import PaperView
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from tests.counter.desks import Play
from tests.printer.print_server import PrintServer
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_printer_desk import prints
from tests.printing.sheets import read
from tests.ui.window.conftest import PARCEL
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.places import paid
from tests.ui.window.test_printer import chip_of


def paper(keys: WindowKeys) -> PaperView:
    return keys.window.covers.paper


@pytest.fixture
def label(keys: WindowKeys, printer: RollPrinter, qtbot: QtBot) -> WindowKeys:
    """The label of a parcel on the screen; a printer of rolls is set."""
    keys.window.preferring.be_on(ThisPc(Preferences(flashes=True, printer=printer.typed)))
    qtbot.waitUntil(lambda: chip_of(keys.window) == "Printer: ready")
    keys.scan(PARCEL)
    keys.press("f8")
    assert paper(keys).is_open
    return keys


@pytest.mark.parametrize(("typed", "many"), [("", 1), ("3", 3), ("12", 12), ("0", 1)])
def test_a_number_before_the_key_is_how_many(
    label: WindowKeys, ready: Play, printer: RollPrinter, qtbot: QtBot, typed: str, many: int
) -> None:
    label.type(typed)
    label.press("f12")
    qtbot.waitUntil(lambda: len(printer.papers) == many, timeout=20_000)
    assert all("A1" in text for text in printer.texts)
    assert prints(ready) == [], "no copies are counted of a label"
    label.press("escape")
    assert not label.window.covers.is_open


def test_how_many_is_counted_with_the_mouse(label: WindowKeys, printer: RollPrinter, qtbot: QtBot) -> None:
    many = paper(label)._many
    for button in (many._more, many._more, many._less):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    paper(label)._print.click()
    label.rest()
    qtbot.waitUntil(lambda: len(printer.papers) == 2, timeout=60_000)


def test_at_most_ninety_nine(label: WindowKeys) -> None:
    label.type("999")
    assert paper(label)._many.value() == 99


def test_the_next_label_begins_with_one(label: WindowKeys) -> None:
    label.type("5")
    label.press("escape")
    label.press("f8")
    assert paper(label)._many.value() == 1


def test_of_a_ticket_there_is_one(keys: WindowKeys, printer: RollPrinter, qtbot: QtBot) -> None:
    keys.window.preferring.be_on(ThisPc(Preferences(flashes=True, printer=printer.typed)))
    qtbot.waitUntil(lambda: chip_of(keys.window) == "Printer: ready")
    paid(keys)
    keys.press("f12")
    assert not paper(keys)._asking.isVisible()
    keys.type("3")
    keys.press("f12")
    qtbot.waitUntil(lambda: len(printer.papers) == 1, timeout=60_000)
    assert len(printer.papers) == 1


def test_without_a_printer_nothing_is_asked(keys: WindowKeys) -> None:
    keys.scan(PARCEL)
    keys.press("f8")
    assert paper(keys).is_open and not paper(keys)._asking.isVisible()


def test_labels_of_a_queue_are_as_many(keys: WindowKeys, printing_system: PrintServer, qtbot: QtBot) -> None:
    printing_system.add("Etiquettes")
    keys.window.preferring.be_on(ThisPc(Preferences(flashes=True, sheets_label="Etiquettes")))
    keys.rest()
    keys.scan(PARCEL)
    keys.press("f8")
    qtbot.waitUntil(paper(keys)._asking.isVisible, timeout=60_000)
    keys.type("4")
    keys.press("f12")
    qtbot.waitUntil(lambda: "has it" in paper(keys)._told.text(), timeout=60_000)
    pages = read(printing_system.came_out("Etiquettes"))
    assert len(pages) == 4 and all("A1" in page.text for page in pages)
