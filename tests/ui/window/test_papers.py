"""The page of the papers in the real window: by keys alone, by mouse alone, with a printer that is off, and what queues hold."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, QStandardPaths, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from concierge_desk.frame.window import MainWindow
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from concierge_desk.ui.kit.screen_reader import accessible
from tests.counter.desks import Play
from tests.printer.print_server import PrintServer
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_printer_desk import numbers, prints, sell, states
from tests.printer.test_sheets_desk import slip
from tests.ui.pages import presenter, view
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.test_printer import chip_of

PAGE = "paper_queue"
TICKET = "ticket:T-2026-000001"


def shown(window: MainWindow) -> Any:
    return presenter(window, PAGE).state


def stands(window: MainWindow) -> list[tuple[str, str]]:
    papers = shown(window).papers
    return [] if papers is None else [(row.document, row.stand) for row in papers.rows]


def told(window: MainWindow) -> str:
    said = shown(window).told
    return "" if said is None else str(said.text).replace("\N{NO-BREAK SPACE}", " ")


def aside_texts(window: MainWindow) -> str:
    return " ".join(
        one.text() for one in view(window, PAGE)._right.findChildren(type(view(window, PAGE)._heading))
    )


def click(window: MainWindow, label: str) -> None:
    """Press a button of the page with the mouse."""
    (button,) = [
        one
        for one in view(window, PAGE).findChildren(QAbstractButton)
        if one.isVisible() and label in one.accessibleName()
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def open_by_word(keys: WindowKeys) -> None:
    keys.press("escape")
    keys.type("papers")
    keys.press("enter")
    assert keys.window.view.page == PAGE


@pytest.fixture
def queue(printing_system: PrintServer) -> PrintServer:
    printing_system.add("Feuilles", default=True)
    printing_system.go_on("Feuilles")
    printing_system.accept("Feuilles")
    return printing_system


@pytest.fixture
def off(keys: WindowKeys, printer: RollPrinter, ready: Play, qtbot: QtBot) -> WindowKeys:
    """A window whose printer of rolls is off; one ticket waits for it."""
    printer.switch_off()
    keys.window.preferring.be_on(
        ThisPc(Preferences(flashes=True, printer=printer.typed, printer_name="Epson"))
    )
    sell(ready)
    qtbot.waitUntil(lambda: "1 paper waits" in chip_of(keys.window))
    return keys


def test_it_is_reached_by_keys_alone(keys: WindowKeys) -> None:
    open_by_word(keys)
    assert view(keys.window, PAGE)._list.hasFocus() and shown(keys.window).papers.rows == ()
    assert view(keys.window, PAGE)._none.isVisible() and view(keys.window, PAGE)._empty.isVisible()
    keys.press("escape")
    assert keys.window.view.page == "counter"


@pytest.mark.parametrize("way", ["rail", "chip", "screen reader"])
def test_it_is_reached_by_mouse_alone(off: WindowKeys, way: str) -> None:
    window = off.window
    chip = window.view.top._printer
    if way == "rail":
        window.view.rail._buttons[PAGE].click()
    elif way == "chip":
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    else:
        accessible.install()
        heard = QAccessible.queryAccessibleInterface(chip)
        assert heard.role() is QAccessible.Role.Button and "1 paper waits" in heard.text(
            QAccessible.Text.Name
        )
        heard.actionInterface().doAction("Press")
    off.rest()
    assert window.view.page == PAGE


def test_a_press_that_is_drawn_off_the_chip_leads_nowhere(off: WindowKeys) -> None:
    chip = off.window.view.top._printer
    away = QPointF(chip.width() + 50, 5)
    for kind, at in ((QEvent.Type.MouseButtonPress, QPointF(5, 5)), (QEvent.Type.MouseButtonRelease, away)):
        button = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, chip.mapToGlobal(at), button, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(chip, event)
    off.rest()
    assert off.window.view.page == "counter"


def test_what_waits_says_for_which_printer_and_when_it_is_tried_next(off: WindowKeys, qtbot: QtBot) -> None:
    open_by_word(off)
    assert stands(off.window) == [(TICKET, "waiting")]
    (printer,) = shown(off.window).printers
    assert (printer.name, printer.text, printer.tone) == ("Epson", "does not answer", "bad")
    assert "see that it is switched on" in printer.why
    qtbot.waitUntil(lambda: shown(off.window).printers[0].left is not None)
    qtbot.waitUntil(lambda: "Next try" in aside_texts(off.window))
    said = aside_texts(off.window)
    assert "Ticket T-2026-000001" in said and "Epson" in said and "does not answer" in said


def test_it_is_given_up_by_keys_alone(
    off: WindowKeys, ready: Play, printer: RollPrinter, qtbot: QtBot
) -> None:
    open_by_word(off)
    off.press("slash")
    off.press("enter")
    off.press("slash")
    assert told(off.window) == "Say why first: the number of a reason."
    off.type("3")
    off.type("Customer left")
    off.press("enter")
    assert states(ready) == ["waiting"], "Enter gives nothing up"
    off.press("slash")
    assert told(off.window) == "Ticket T-2026-000001 is not printed; the journal says why."
    assert states(ready) == ["given_up"] and stands(off.window) == [(TICKET, "given_up")]
    entry = ready.last("document.given_up")
    assert entry.data["reason"] == "other" and ready.personal(entry.data["note"]) == "Customer left"
    printer.switch_on()
    off.press("f5")
    qtbot.waitUntil(lambda: chip_of(off.window) == "Printer: ready")
    assert printer.papers == []


def test_it_is_given_up_by_mouse_alone(off: WindowKeys, ready: Play) -> None:
    window = off.window
    QTest.mouseClick(window.view.top._printer, Qt.MouseButton.LeftButton)
    off.rest()
    for label in ("Do not print it", "Not needed", "Do not print it"):
        click(window, label)
        off.rest()
    assert ready.last("document.given_up").data["reason"] == "not_needed"


def test_whoever_looks_through_what_waits_goes_on_with_the_next_one(
    off: WindowKeys, ready: Play, qtbot: QtBot
) -> None:
    for _ in range(2):
        sell(ready)
    open_by_word(off)
    qtbot.waitUntil(lambda: len(stands(off.window)) == 3)
    for left in ("ticket:T-2026-000003", "ticket:T-2026-000002", TICKET):
        assert shown(off.window).row.document == left
        off.press("slash")
        off.type("1")
        off.press("slash")
        qtbot.waitUntil(lambda gone=left: (gone, "given_up") in stands(off.window))
    assert states(ready) == ["given_up"] * 3


def test_switched_on_it_comes_out_and_again_is_a_duplicate(
    off: WindowKeys, ready: Play, printer: RollPrinter, qtbot: QtBot
) -> None:
    open_by_word(off)
    printer.switch_on()
    off.press("f5")
    qtbot.waitUntil(lambda: stands(off.window) == [(TICKET, "out")], timeout=60_000)
    assert shown(off.window).row.document == TICKET
    off.press("slash")
    assert told(off.window) == "Ticket T-2026-000001 waits for no printer."
    off.press("f12")
    assert told(off.window) == "Ticket T-2026-000001 waits for the printer, as DUPLICATA n° 1."
    qtbot.waitUntil(lambda: len(printer.papers) == 2, timeout=60_000)
    assert numbers(printer.texts) == [("T-2026-000001", 0), ("T-2026-000001", 1)]
    qtbot.waitUntil(lambda: stands(off.window) == [(TICKET, "out")] * 2)


def test_it_goes_elsewhere_by_keys(
    off: WindowKeys, ready: Play, queue: PrintServer, printer: RollPrinter, qtbot: QtBot
) -> None:
    open_by_word(off)
    off.press("f6")
    qtbot.waitUntil(
        lambda: (
            [way.label for way in shown(off.window).ways][:3]
            == ["On the screen", "Keep as a PDF", "Feuilles"]
        )
    )
    # Arrows send nothing.
    off.press("down")
    assert states(ready) == ["waiting"] and shown(off.window).aside == "elsewhere"
    off.type("3")
    qtbot.waitUntil(
        lambda: told(off.window).startswith("Ticket T-2026-000001, original: the printer Feuilles")
    )
    assert prints(ready) == [(TICKET, 0, False)] and states(ready) == ["printed"]
    assert queue.came_out("Feuilles")


def test_it_is_kept_as_a_pdf_by_mouse(
    off: WindowKeys,
    ready: Play,
    queue: PrintServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path))
    QTest.mouseClick(off.window.view.top._printer, Qt.MouseButton.LeftButton)
    off.rest()
    click(off.window, "Elsewhere")
    qtbot.waitUntil(lambda: shown(off.window).aside == "elsewhere")
    click(off.window, "Keep as a PDF")
    qtbot.waitUntil(lambda: "it lies in" in told(off.window))
    assert [one.name for one in tmp_path.iterdir()] == ["Ticket T-2026-000001.pdf"]
    assert states(ready) == ["printed"]


def test_it_is_shown_on_the_screen_and_escape_comes_back(
    off: WindowKeys, ready: Play, queue: PrintServer, qtbot: QtBot
) -> None:
    open_by_word(off)
    off.press("f6")
    qtbot.waitUntil(lambda: shown(off.window).aside == "elsewhere")
    off.type("1")
    assert off.window.covers.paper.is_open and prints(ready) == [], "a printer is set: a look is no print"
    off.press("escape")
    assert not off.window.covers.is_open and off.window.view.page == PAGE


def test_without_any_printer_a_key_prints_what_was_never_printed(
    keys: WindowKeys, ready: Play, queue: PrintServer, qtbot: QtBot
) -> None:
    document = slip(ready)
    open_by_word(keys)
    assert stands(keys.window) == [(document, "idle")]
    keys.press("f12")
    qtbot.waitUntil(lambda: "the printer Feuilles has it" in told(keys.window))
    qtbot.waitUntil(lambda: stands(keys.window) == [(document, "out")])


def test_a_queue_that_stopped_and_what_it_holds_stand_here_and_at_the_top(
    keys: WindowKeys, ready: Play, queue: PrintServer, qtbot: QtBot
) -> None:
    """0060: that a queue has stopped, or holds a job, stands on the page of the papers."""
    queue.stop("Feuilles", "Plus de papier")
    keys.window.preferring.be_on(
        ThisPc(Preferences(flashes=True, sheets_a4="Feuilles", sheets_a6="Feuilles"))
    )
    slip(ready)
    top = keys.window.view.top._sheets
    waiting = "1 sheet waits · Feuilles\N{NO-BREAK SPACE}: stopped"
    qtbot.waitUntil(lambda: top.text() == waiting, timeout=15_000)
    assert top.isVisible() and "(Plus de papier)" in top.toolTip()
    QTest.mouseClick(top, Qt.MouseButton.LeftButton)
    keys.rest()
    (printer,) = shown(keys.window).printers
    assert (printer.name, printer.text, printer.kinds) == ("Feuilles", "stopped", {"a4", "a6"})
    queue.go_on("Feuilles")
    queue.came_out("Feuilles")
    keys.press("f5")
    qtbot.waitUntil(lambda: shown(keys.window).printers[0].text == "ready", timeout=15_000)
    qtbot.waitUntil(lambda: not top.isVisible())


def test_selling_does_not_wait_while_the_page_is_open(off: WindowKeys, ready: Play, qtbot: QtBot) -> None:
    open_by_word(off)
    for _ in range(40):
        sell(ready)
    off.window.watching.ask()
    qtbot.waitUntil(lambda: shown(off.window).papers.waiting == 41, timeout=60_000)
    assert len(stands(off.window)) == 41


def test_nothing_is_asked_of_a_page_that_was_left(off: WindowKeys, ready: Play, qtbot: QtBot) -> None:
    open_by_word(off)
    off.press("slash")
    off.press("home")
    before = shown(off.window)
    assert before.aside == "paper" and before.told is None
    sell(ready)
    qtbot.wait(2_500)
    assert shown(off.window).papers == before.papers


@pytest.mark.parametrize("label", ["Try all now", "Try it now", "Elsewhere…", "Do not print it…"])
def test_each_button_has_a_name_and_its_key(off: WindowKeys, label: str) -> None:
    open_by_word(off)
    (button,) = [
        one
        for one in view(off.window, PAGE).findChildren(QAbstractButton)
        if one.isVisible() and label in one.accessibleName()
    ]
    assert button.accessibleDescription() or any(
        cap in button.accessibleName() for cap in ("F5", "F12", "F6", "/")
    )
