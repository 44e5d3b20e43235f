"""Sheets in the real window: looked at, printed by the same key, kept as a PDF; their printers chosen by keys."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.preferences.devices_view import SHEETS
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from tests.counter.desks import Play
from tests.printer.print_server import PrintServer
from tests.printer.test_printer_desk import prints
from tests.printer.test_sheets_desk import copy_of, slip, text
from tests.ui.window.keyboard import WindowKeys, wait_quiet
from tests.ui.window.places import paid, preferences


def told_on(window: MainWindow) -> str:
    """What the paper on the screen says of its printing."""
    told = window.covers.paper._told
    # Where a long word may be broken is not said.
    return told.text().replace("\N{ZERO WIDTH SPACE}", "") if told.isVisible() else ""


def button(window: MainWindow) -> str:
    """What the button says that prints; empty where it is not there."""
    shown = window.covers.paper._print
    return shown.label() if shown.isVisible() else ""


def look_at(keys: WindowKeys, document: str) -> None:
    keys.type(document.partition(":")[2])
    keys.press("enter")
    keys.press("f12")
    assert keys.window.covers.paper.is_open


@pytest.fixture
def queue(printing_system: PrintServer) -> PrintServer:
    printing_system.add("Feuilles", default=True)
    printing_system.go_on("Feuilles")
    return printing_system


@pytest.fixture
def journal(keys: WindowKeys, ready: Play) -> Callable[[], str]:
    """Leads to the slip that was just prepared, on the page of the journal."""

    def go() -> str:
        keys.press("escape")
        document = slip(ready)
        keys.window.pages.open("journal")
        keys.rest()
        return document

    return go


def test_a_slip_is_looked_at_three_times_then_printed_then_a_duplicate(
    keys: WindowKeys, ready: Play, queue: PrintServer, journal: Callable[[], str], qtbot: QtBot
) -> None:
    document = journal()
    for _ in range(3):
        keys.press("f12")
        qtbot.waitUntil(lambda: button(keys.window) == "Print with Feuilles")
        assert told_on(keys.window) == "" and prints(ready) == []
        keys.press("escape")
    for copy, said in ((0, "original"), (1, "DUPLICATA n° 1")):
        keys.press("f12")
        keys.press("f12")
        assert told_on(keys.window) == f"Slip B-2026-0001, {said}: the printer Feuilles has it."
        assert copy_of(queue.came_out("Feuilles")) == copy
        qtbot.waitUntil(lambda: told_on(keys.window).endswith("is done with it."), timeout=15_000)
        assert prints(ready) == [(document, before, False) for before in range(copy + 1)]
        keys.press("escape")
        assert keys.window.view.page == "journal" and told_on(keys.window) == ""


def test_a_sheet_is_printed_by_mouse(
    keys: WindowKeys, ready: Play, queue: PrintServer, journal: Callable[[], str], qtbot: QtBot
) -> None:
    journal()
    keys.press("f12")
    qtbot.waitUntil(lambda: button(keys.window) != "")
    keys.window.covers.paper._print.click()
    keys.rest()
    assert len(prints(ready)) == 1
    (back,) = [
        one
        for one in keys.window.covers.paper.findChildren(QAbstractButton)
        if one.accessibleName().startswith("Back")
    ]
    back.click()
    assert not keys.window.covers.is_open


def test_a_stopped_printer_keeps_it_and_says_so(
    keys: WindowKeys, ready: Play, queue: PrintServer, journal: Callable[[], str]
) -> None:
    journal()
    queue.stop("Feuilles", "Plus de papier")
    keys.press("f12")
    keys.press("f12")
    told = told_on(keys.window)
    assert "keeps it and prints nothing (Plus de papier). Start that printer again" in told
    assert len(prints(ready)) == 1 and len(queue.held()) == 1
    queue.go_on("Feuilles")
    queue.came_out("Feuilles")


def test_without_a_printer_whoever_wants_it_printed_is_told_what_to_do(
    keys: WindowKeys, ready: Play, journal: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    journal()
    keys.press("f12")
    assert button(keys.window) == "" and told_on(keys.window) == ""
    keys.press("f12")
    assert told_on(keys.window)[:19] in {"The printing of thi", "This PC cannot prin"}
    assert prints(ready) == []


def test_a_ticket_is_no_sheet(keys: WindowKeys, ready: Play, queue: PrintServer) -> None:
    paid(keys)
    keys.press("f12")
    keys.press("f12")
    assert button(keys.window) == "" and told_on(keys.window) == ""
    assert queue.held() == [] and len(prints(ready)) == 1


def test_any_paper_is_kept_as_a_pdf_and_a_sheet_counts_as_a_print(
    keys: WindowKeys,
    ready: Play,
    journal: Callable[[], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    document = journal()
    for copy, name in enumerate(("Slip B-2026-0001.pdf", "Slip B-2026-0001 (2).pdf")):
        keys.press("f12")
        keys.press("f8")
        (kept,) = tmp_path.rglob(name)
        assert told_on(keys.window).endswith(f": it lies in {kept}.")
        assert copy_of(kept.read_bytes()) == copy
        keys.press("escape")
    assert prints(ready) == [(document, 0, False), (document, 1, False)]
    # Of a ticket the screen was the paper already.
    keys.press("escape")
    paid(keys)
    keys.press("f12")
    before = prints(ready)
    keys.press("f8")
    assert prints(ready) == before and len([*tmp_path.rglob("*.pdf")]) == 3


class Opener(QObject):
    """The program of this PC that opens files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_a_sheet_is_opened_by_the_program_of_this_pc(
    keys: WindowKeys, ready: Play, journal: Callable[[], str]
) -> None:
    document = journal()
    opener = Opener()
    # Its type says bytes, which it refuses.
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]
    try:
        keys.press("f12")
        keys.press("f6")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    (opened,) = opener.opened
    assert "B-2026-0001" in text(Path(opened).read_bytes())
    assert prints(ready) == [(document, 0, False)]


def test_the_record_of_the_copies_page_is_a_sheet_too(
    keys: WindowKeys, ready: Play, queue: PrintServer, qtbot: QtBot
) -> None:
    keys.window.pages.open("copies")
    keys.rest()
    keys.window.pages.bound["copies"].press("record")
    keys.rest()
    assert keys.window.covers.paper.is_open
    keys.press("f12")
    assert "original: the printer Feuilles has it." in told_on(keys.window)
    assert prints(ready) == [("commissioning:1", 0, False)]
    assert "commissioning" not in queue.came_out("Feuilles").decode("latin-1")


def test_printers_are_chosen_by_keys_for_each_kind_and_kept(
    keys: WindowKeys, queue: PrintServer, qtbot: QtBot
) -> None:
    kept: list[dict[str, Any]] = []
    queue.add("Petites")
    keys.window.preferring.be_on(ThisPc(Preferences(flashes=True), kept.append))
    preferences(keys)
    view = keys.window.covers.preferences
    keys.press("f8")
    question = view.questions.sheets
    qtbot.waitUntil(lambda: bool(question._queues))
    # A6, the second of the two printers; then back to the kinds.
    keys.type("3")
    assert question.accessibleName() == "Which printer prints A6?"
    keys.type("3")
    keys.rest()
    assert kept == [{"sheets_a6": "Petites"}] and keys.window.preferring.sheets["a6"] == "Petites"
    keys.type("3")
    keys.press("escape")
    keys.type("31")
    keys.rest()
    assert kept[-1] == {"sheets_a6": ""}
    keys.press("escape")
    assert not question.isVisible() and view.is_open
    assert view.devices.words(SHEETS) == "As the system prints"
    keys.press("escape")
    queue.remove("Petites")


def test_without_printers_the_question_says_what_to_do(
    keys: WindowKeys, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    preferences(keys)
    keys.press("f8")
    question = keys.window.covers.preferences.questions.sheets
    qtbot.waitUntil(lambda: question._queues == ())
    assert question._told.isVisible() and question._told.text() == question.accessibleDescription() != ""


def test_what_waits_leaves_by_itself_once_a_printer_was_chosen(
    keys: WindowKeys, ready: Play, queue: PrintServer, qtbot: QtBot
) -> None:
    keys.window.preferring.be_on(
        ThisPc(Preferences(flashes=True, sheets_a4="Feuilles", sheets_a6="Feuilles"))
    )
    wait_quiet(keys.window)
    # Another process prepares it; F12 looks at once.
    document = slip(ready)
    keys.press("f12")
    qtbot.waitUntil(lambda: prints(ready) == [(document, 0, False)], timeout=15_000)
    assert copy_of(queue.came_out("Feuilles")) == 0
    chip = keys.window.view.top._sheets
    assert not chip.isVisible()
    queue.refuse("Feuilles")
    ready.do("relay.deposit", kind="letter", count=1)
    ready.do("relay.prepare_slip", what="deposits")
    keys.press("f12")
    qtbot.waitUntil(
        lambda: (
            chip.isVisible() and chip.text() == "1 sheet waits · Feuilles\N{NO-BREAK SPACE}: takes nothing"
        ),
        timeout=15_000,
    )
    assert "takes no paper from this PC" in chip.accessibleDescription()
    queue.accept("Feuilles")
    keys.press("f12")
    qtbot.waitUntil(lambda: len(prints(ready)) == 2 and not chip.isVisible(), timeout=15_000)
