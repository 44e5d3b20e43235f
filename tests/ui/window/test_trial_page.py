"""The trial page in the real window: printed and answered by keys alone and by mouse alone, kept for this printer, no document."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from concierge_desk.pages.preferences.trial_view import TrialQuestion
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from tests.counter.desks import Play
from tests.e2e.driver import FULL
from tests.printer.roll_printer import RollPrinter
from tests.printer.test_printer_desk import prints, sell
from tests.printing.test_trial_page import DRAWN, EPSON, seen
from tests.sizes import few
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.places import preferences
from tests.ui.window.test_papers import open_by_word
from tests.ui.window.test_printer import chip_of
from tests.ui.window.trial import until_asked


@pytest.fixture
def kept(keys: WindowKeys, printer: RollPrinter, qtbot: QtBot) -> list[dict[str, Any]]:
    """What this PC keeps; a printer of rolls is set."""
    found: list[dict[str, Any]] = []
    keys.window.preferring.be_on(ThisPc(Preferences(flashes=True, printer=printer.typed), found.append))
    qtbot.waitUntil(lambda: chip_of(keys.window) == "Printer: ready")
    return found


def question(keys: WindowKeys) -> TrialQuestion:
    return keys.window.covers.preferences.questions.trial


def asked(keys: WindowKeys) -> str:
    shown = question(keys)
    return shown._words.text() if shown._words.isVisible() else ""


def told(keys: WindowKeys) -> str:
    shown = question(keys)
    return shown._told.text() if shown._told.isVisible() else ""


def until_came_out(keys: WindowKeys, qtbot: QtBot) -> int:
    """Wait for the first question, and return how often the page was printed for it."""
    wait = partial(qtbot.waitUntil, timeout=60_000)
    tries = until_asked(question(keys), wait, lambda: keys.type("3"))
    assert asked(keys)
    return tries


def by_preferences(keys: WindowKeys) -> None:
    preferences(keys)
    keys.press("f5")


def by_papers(keys: WindowKeys) -> None:
    open_by_word(keys)
    keys.press("f8")


ANSWERS = [
    # answers, then what is kept and what is said of it
    ("11111", {"printer_width": 80}, "Kept for this printer: roll of 80 mm."),
    ("212111", {"printer_text": "cp858", "printer_width": 58}, "letters in page CP858, roll of 58 mm"),
    (
        "22221" + "1111",
        {"printer_text": "raster", "printer_width": 80},
        "they are drawn",
    ),
    ("22222" + "2111", {"printer_text": "raster", "printer_width": 58}, "Not even the drawn line is right"),
    ("11211", {"printer_width": 80}, "A code was not"),
    ("11112", {"printer_width": 80}, "The place was not large"),
]


BY = [by_preferences, by_papers]
"""Both lead to one question: at the small size each series of answers is given in one of them."""


@few(2)
@pytest.mark.parametrize(
    ("answers", "holds", "said", "way"),
    [(*one, way) for n, one in enumerate(ANSWERS) for m, way in enumerate(BY) if FULL or m == n % len(BY)],
)
def test_what_is_seen_is_kept_for_this_printer(
    keys: WindowKeys,
    ready: Play,
    printer: RollPrinter,
    kept: list[dict[str, Any]],
    qtbot: QtBot,
    way: Any,
    answers: str,
    holds: dict[str, Any],
    said: str,
) -> None:
    head = ready.head()
    way(keys)
    tries = until_came_out(keys, qtbot)
    assert 1 <= len(printer.papers) <= tries and "Page d'essai" in printer.texts[-1]
    for answer in answers:
        assert asked(keys), answers
        keys.type(answer)
    assert asked(keys) == "" and said in told(keys)
    assert {name: value for one in kept for name, value in one.items()} == holds
    # A trial page is no document.
    assert prints(ready) == [] and ready.head() == head
    keys.press("escape")
    keys.press("escape")
    assert not keys.window.covers.is_open


def test_enter_and_other_keys_answer_nothing(
    keys: WindowKeys, kept: list[dict[str, Any]], qtbot: QtBot
) -> None:
    by_preferences(keys)
    until_came_out(keys, qtbot)
    before = asked(keys)
    keys.press("enter")
    keys.type("7x")
    assert asked(keys) == before and kept == []


def test_it_is_answered_with_the_mouse(
    keys: WindowKeys, kept: list[dict[str, Any]], printer: RollPrinter, qtbot: QtBot
) -> None:
    preferences(keys)

    def click(label: str) -> None:
        (button,) = [
            one
            for one in keys.window.covers.preferences.findChildren(QAbstractButton)
            if one.isVisible() and label in one.accessibleName()
        ]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        keys.rest()

    click("Print a trial page")
    until_came_out(keys, qtbot)
    for label in ("Yes", "No", "Yes", "Yes", "Yes"):
        click(label)
    assert kept == [{"printer_width": 58}]
    printed = len(printer.papers)
    click("Print it once more")
    qtbot.waitUntil(lambda: len(printer.papers) == printed + 1 and asked(keys) != "", timeout=60_000)
    click("Back")
    assert keys.window.covers.preferences.devices.isVisible()


def test_the_next_ticket_goes_out_as_was_seen(
    keys: WindowKeys, ready: Play, kept: list[dict[str, Any]], printer: RollPrinter, qtbot: QtBot
) -> None:
    by_preferences(keys)
    until_came_out(keys, qtbot)
    for answer in "212111":
        keys.type(answer)
    # The printer may have it before the next key is pressed.
    printed = len(printer.papers)
    sell(ready)
    keys.press("escape")
    keys.press("escape")
    keys.press("f12")
    qtbot.waitUntil(lambda: len(printer.papers) == printed + 1, timeout=60_000)
    # ESC t 19: page 858; a narrow roll has 32 letters in a line.
    out = seen(printer.papers[printed], EPSON)
    assert printer.papers[printed].startswith(b"\x1b@\x1bt\x13") and DRAWN not in out
    assert 30 <= max(map(len, out)) <= 32


def test_another_printer_begins_anew(keys: WindowKeys, printer: RollPrinter, qtbot: QtBot) -> None:
    found: list[dict[str, Any]] = []
    seen = Preferences(flashes=True, printer=printer.typed, printer_text="raster", printer_width=58)
    keys.window.preferring.be_on(ThisPc(seen, found.append))
    view = keys.window.covers.preferences
    view.questions._chosen(printer.typed, "")
    keys.rest()
    assert found == []
    view.questions._chosen("192.168.1.50", "")
    keys.rest()
    shown = keys.window.preferring._this_pc.shown
    assert (shown.printer_text, shown.printer_width, shown.printer) == ("auto", 0, "192.168.1.50")


@pytest.mark.parametrize(
    ("trouble", "said"),
    [("none", "No printer of rolls is set"), ("off", "does not answer"), ("empty", "no paper left")],
)
def test_what_keeps_the_page_from_coming_out_is_told(
    keys: WindowKeys, printer: RollPrinter, qtbot: QtBot, trouble: str, said: str
) -> None:
    if trouble != "none":
        keys.window.preferring.be_on(ThisPc(Preferences(flashes=True, printer=printer.typed)))
        qtbot.waitUntil(lambda: chip_of(keys.window) == "Printer: ready")
        printer.switch_off() if trouble == "off" else printer.put_paper_in(0)
    by_preferences(keys)
    qtbot.waitUntil(lambda: said in told(keys), timeout=15_000)
    assert asked(keys) == ""
    keys.press("escape")
    assert keys.window.covers.preferences.devices.isVisible()
