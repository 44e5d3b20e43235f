"""The choice of a printer on the preferences: what is found, typed, or none; by keys alone and by mouse alone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from concierge_desk.domain.printer_address import FoundPrinter
from concierge_desk.pages.preferences.devices_view import PRINTER
from concierge_desk.pages.preferences.printer_choice_view import PrinterChoice
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from tests.counter.desks import Play
from tests.printer.test_printer_desk import numbers
from tests.sizes import few
from tests.ui.window.conftest import Hers
from tests.ui.window.keyboard import SCANNER_MS, WindowKeys
from tests.ui.window.places import preferences
from tests.ui.window.test_printer import chip_of, type_printer

USB = FoundPrinter("device:/dev/usb/lp0", "EPSON TM-T20")
QUEUE = FoundPrinter("queue:TICKETS", "Rouleau du comptoir")
FOUND = (USB, FoundPrinter("serial:/dev/serial/by-id/usb-Prolific-if00", "Prolific"), QUEUE)


class Chosen:
    """A window at a PC where printers are found, and what is kept there."""

    def __init__(self, keys: WindowKeys, qtbot: QtBot, found: Sequence[FoundPrinter] = FOUND) -> None:
        self.keys, self._qtbot = keys, qtbot
        self.kept: list[dict[str, Any]] = []
        keys.window.preferring.be_on(ThisPc(Preferences(flashes=True), self.kept.append))
        keys.window.preferring.find_with(lambda: found)

    @property
    def view(self) -> PrinterChoice:
        return self.keys.window.covers.preferences.questions.printer

    @property
    def told(self) -> str:
        """How the printer that holds is called."""
        return self.keys.window.covers.preferences.devices.words(PRINTER)

    def ask(self) -> None:
        """Open the question, and wait for what is found."""
        self.keys.press("f12")
        self._qtbot.waitUntil(lambda: self.view.choices.count() == 2 + len(FOUND))

    def labels(self) -> list[str]:
        choices = self.view.choices
        return [choices.widget(place).accessibleName() for place in range(choices.count())]


@pytest.fixture
def here(keys: WindowKeys, qtbot: QtBot) -> Chosen:
    here = Chosen(keys, qtbot)
    preferences(keys)
    return here


def test_what_is_found_joins_below_what_is_always_there(here: Chosen) -> None:
    here.ask()
    assert here.labels() == [
        "1. On the network: type its address",
        "2. No printer",
        "3. EPSON TM-T20 (USB)",
        "4. Prolific (serial port)",
        "5. Rouleau du comptoir (queue of this PC)",
    ]
    assert here.view.choices.selected() == 1 and not here.view._told.isVisible()


def test_two_that_are_called_the_same_are_told_apart(here: Chosen) -> None:
    here.ask()
    here.view.show_found([USB, FoundPrinter("device:/dev/usb/lp1", USB.name), QUEUE])
    assert here.labels()[2:] == [
        "3. EPSON TM-T20 (USB), lp0",
        "4. EPSON TM-T20 (USB), lp1",
        "5. Rouleau du comptoir (queue of this PC)",
    ]


def test_one_is_taken_by_its_number_and_shown_by_its_name(here: Chosen) -> None:
    here.ask()
    here.keys.type("3")
    here.keys.rest()
    assert not here.view.isVisible() and here.told == "EPSON TM-T20 (USB)"
    assert here.kept == [{"printer_name": USB.name}, {"printer": USB.place}]
    here.ask()
    assert here.view.choices.selected() == 2, "what holds is marked"
    here.keys.type("2")
    here.keys.rest()
    assert here.told == "No printer"
    assert here.kept[2:] == [{"printer_name": ""}, {"printer": ""}]


def test_one_is_taken_by_arrows_and_enter(here: Chosen) -> None:
    here.ask()
    for _ in range(9):
        here.keys.press("down")
    here.keys.press("up")
    here.keys.press("down")
    assert here.kept == [], "what is only marked holds for nothing"
    here.keys.press("enter")
    here.keys.rest()
    assert here.kept == [{"printer_name": QUEUE.name}, {"printer": QUEUE.place}]
    assert here.told == "Rouleau du comptoir (queue of this PC)"


def test_escape_leaves_it_as_it_was(here: Chosen) -> None:
    here.ask()
    here.keys.press("down")
    here.keys.press("escape")
    assert here.kept == [] and not here.view.isVisible() and here.keys.window.covers.preferences.is_open


def test_one_is_taken_by_the_mouse_alone(here: Chosen, qtbot: QtBot) -> None:
    page = here.keys.window.covers.preferences
    qtbot.mouseClick(page.devices.button(PRINTER), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: here.view.choices.count() == 5)
    qtbot.mouseClick(here.view.choices.widget(2), Qt.MouseButton.LeftButton)
    here.keys.rest()
    assert here.kept == [{"printer_name": USB.name}, {"printer": USB.place}]
    qtbot.mouseClick(page.devices.button(PRINTER), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(here.view.choices.widget(0), Qt.MouseButton.LeftButton)
    assert page.questions.address.isVisible() and page.questions.address._field.text() == USB.place


def test_what_is_found_late_takes_no_mark_away(here: Chosen, qtbot: QtBot) -> None:
    late: list[FoundPrinter] = []
    here.keys.window.preferring.find_with(lambda: tuple(late))
    here.keys.press("f12")
    qtbot.waitUntil(lambda: here.view._told.text().startswith("No printer was found"))
    here.keys.press("up")
    here.view.show_found(FOUND)
    assert here.view.choices.selected() == 0 and here.view.choices.count() == 5
    # Whoever left meanwhile is shown nothing.
    here.keys.press("escape")
    here.keys.window.covers.preferences.questions.show_found(FOUND[:1])
    assert here.view.choices.count() == 5


def test_enter_of_a_short_scan_takes_nothing(here: Chosen, hers: Hers) -> None:
    here.ask()
    hers.step = 0.003
    here.keys.strike("9\r", SCANNER_MS)
    here.keys.rest()
    assert here.kept == [] and here.view.isVisible()
    hers.step = 3.0


@few(2)
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("serial:ttyUSB0", "serial:/dev/ttyUSB0@9600"),
        ("device:lp0", "device:/dev/usb/lp0"),
        ("usb:1:2", "usb:04b8:0e15"),
        ("queue:a b", "queue:TICKETS"),
        ("file:x", "file:/home/lea/papers"),
        ("a b", "192.168.1.50"),
    ],
)
def test_what_is_typed_wrong_is_told_as_its_kind_is_written(here: Chosen, typed: str, says: str) -> None:
    type_printer(here.keys)
    question = here.keys.window.covers.preferences.questions.address
    question._field.setText(typed)
    here.keys.press("enter")
    assert question._told.isVisible() and says in question._told.text()
    assert here.kept == []


def test_a_printer_that_is_typed_is_printed_on(
    keys: WindowKeys, qtbot: QtBot, ready: Play, tmp_path: Path
) -> None:
    """And is shown as its kind, where it has no name."""
    ends = tmp_path / "roll"
    here = Chosen(keys, qtbot)
    preferences(keys)
    type_printer(keys)
    here.keys.window.covers.preferences.questions.address._field.setText(f"file:{ends}")
    keys.press("enter")
    keys.press("escape")
    qtbot.waitUntil(lambda: chip_of(keys.window) == "Printer: ready")
    assert here.told.replace("\u200b", "") == f"File {ends}"
    # The visit that the preferences covered.
    keys.press("plus")
    keys.press("f12")
    keys.press("f12")
    qtbot.waitUntil(lambda: ends.stat().st_size > 0)
    keys.rest()
    assert numbers([ends.read_text("cp1252", "replace")]) == [("T-2026-000001", 0)]


def test_large_text_cuts_nothing(here: Chosen, dress: Callable[..., None], qtbot: QtBot) -> None:
    """What has room is shown whole; what has none is scrolled to what was chosen."""
    dress("light", 2.0)
    page = here.keys.window.covers.preferences
    here.ask()
    bar = page.area.verticalScrollBar()
    # It may come for a moment, while the sheet grows.
    qtbot.waitUntil(lambda: not bar.isVisible())
    here.keys.type("1")
    page.questions.address._field.setText("serial:x")
    here.keys.press("enter")
    assert page.questions.address._told.isVisible()
    qtbot.waitUntil(lambda: not bar.isVisible())
    here.keys.press("escape")
    here.ask()
    here.keys.type("4")
    button, seen = page.devices.button(PRINTER), page.area.viewport()
    qtbot.waitUntil(lambda: seen.rect().contains(button.rect().translated(button.mapTo(seen, QPoint(0, 0)))))
    assert bar.isVisible()
