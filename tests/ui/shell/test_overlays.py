"""What lies over the window: help, the discreet screen, a paper; and the box of a mishap."""

import logging
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QScrollArea

from concierge_desk.frame.crash import CrashDialog, install_excepthook
from concierge_desk.pages import PAGES
from concierge_desk.pages.counter.inputs import Pressed
from concierge_desk.pages.printer.paper_view import Sign
from concierge_desk.ui.kit import speech, theme
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.keys import rows
from tests.ui.shell.pictures import FOUND


def press(window: Any, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    file = tmp_path / "ticket.pdf"
    canvas = Canvas(str(file), pagesize=(226, 400))
    for number in (1, 2):
        canvas.drawString(20, 200, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return file


def test_help_shows_every_key_of_the_table(window: Any, fed: Any) -> None:
    press(window, Qt.Key.Key_F1)
    caps = [one.text() for one in window.covers.help.area.findChildren(KeyCap)]
    # They mean nothing at the counter: a calendar has them.
    elsewhere = {"left", "page_up", "page_down", "top"}
    assert elsewhere <= {row.name for row in rows()}
    assert caps.count("←") == 0 and len(caps) == len(set(caps)) == len(rows()) - len(elsewhere)
    assert "F11" in caps and "+" in caps


def test_help_tells_the_keys_of_the_page_that_is_open(window: Any) -> None:
    window.pages.open("day")
    window.tasks.wait_idle()
    press(window, Qt.Key.Key_F1)
    said = [one.text() for one in window.covers.help.area.findChildren(QLabel)]
    assert "Cash of the drawer" in said and "Day" in said
    press(window, Qt.Key.Key_Escape)
    window.pages.open("counter")
    press(window, Qt.Key.Key_F1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert "Cash of the drawer" not in [one.text() for one in window.covers.help.area.findChildren(QLabel)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F1])
def test_help_folds_and_gives_the_keyboard_back(window: Any, fed: Any, key: Any) -> None:
    press(window, Qt.Key.Key_F1)
    assert window.covers.help.is_open and window.covers.help.hasFocus()
    press(window, key)
    assert not window.covers.help.is_open
    assert window.view.line.hasFocus()
    assert not fed


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_9, Qt.Key.Key_Plus, Qt.Key.Key_Slash, Qt.Key.Key_F9, Qt.Key.Key_Tab]
)
def test_keys_typed_behind_help_do_nothing(window: Any, fed: Any, key: Any) -> None:
    press(window, Qt.Key.Key_F1)
    press(window, key)
    assert not fed
    assert window.view.line.text() == ""
    assert window.covers.help.is_open and window.covers.help.hasFocus()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_all_keys_are_seen_at_once(window: Any, qapp: Any, dress: Any, lang: str) -> None:
    dress("light", 1.0)
    speech.use(lang)
    press(window, Qt.Key.Key_F1)
    qapp.processEvents()
    assert window.covers.help.area.verticalScrollBar().maximum() == 0
    left, right = (half.geometry() for half in window.covers.help._halves)
    assert left.right() < right.left()


def test_a_real_shop_is_offered_from_a_practice_shop_alone(window: Any, fed: Any) -> None:
    asked: list[bool] = []
    window.covers.set_up_asked.disconnect()
    window.covers.set_up_asked.connect(lambda: asked.append(True))
    window.covers.led.disconnect()
    for number, offered in enumerate((False, True, False)):
        window.covers.offer_real_shop(offered)
        press(window, Qt.Key.Key_F1)
        press(window, Qt.Key.Key_2)
        assert not window.covers.help.is_open
        assert len(asked) == min(number, 1)
        for cover in window.covers.made:
            cover.fold()
        assert not window.covers.is_open
    assert not fed


def test_help_scrolls(window: Any, qapp: Any, dress: Any) -> None:
    dress("light", 2.0)
    press(window, Qt.Key.Key_F1)
    qapp.processEvents()
    bar = window.covers.help.area.verticalScrollBar()
    press(window, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(window, Qt.Key.Key_Up)
    assert window.covers.help.is_open


def cover(window: Any) -> None:
    """Hide names, then everything."""
    press(window, Qt.Key.Key_F11)
    assert window.veiling.hides and "discreet" not in window.covers.__dict__
    press(window, Qt.Key.Key_F11)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_3, Qt.Key.Key_F9, Qt.Key.Key_Escape])
def test_any_key_lifts_the_discreet_screen_and_does_nothing_else(window: Any, fed: Any, key: Any) -> None:
    cover(window)
    assert window.covers.discreet.is_open
    assert window.covers.discreet.geometry() == window.view.rect()
    press(window, key)
    assert not window.covers.discreet.is_open and window.veiling.hides
    assert not fed
    assert window.view.line.text() == ""


def test_a_finger_lifts_the_discreet_screen(window: Any) -> None:
    cover(window)
    QTest.mouseClick(window.covers.discreet, Qt.MouseButton.LeftButton)
    assert not window.covers.discreet.is_open


def test_names_are_hidden_on_every_page_on_those_opened_later_too(window: Any) -> None:
    journal = next(page for page in PAGES if page.code == "journal")
    press(window, Qt.Key.Key_F11)
    view = window.view.view_of(journal)
    assert view._hides
    window.veiling.hide(False)
    assert not view._hides


def test_its_own_key_shows_names_again(window: Any, fed: Any) -> None:
    cover(window)
    press(window, Qt.Key.Key_F11)
    assert not window.covers.discreet.is_open and not window.veiling.hides and not fed


def test_the_overlay_stays_as_large_as_the_window(window: Any, qapp: Any) -> None:
    cover(window)
    window.resize(1000, 700)
    qapp.processEvents()
    assert window.covers.discreet.size() == window.view.size()


def test_a_paper_is_shown_page_under_page(window: Any, fed: Any, paper: Path) -> None:
    window.covers.paper.follow(str(paper))
    assert window.covers.paper.is_open and window.covers.paper.hasFocus()
    window.tasks.wait_idle()
    (area,) = window.covers.paper.findChildren(QScrollArea)
    pages = [one for one in area.findChildren(QLabel) if not one.pixmap().isNull()]
    assert [one.accessibleName() for one in pages] == ["Page 1 of 2", "Page 2 of 2"]
    assert pages[0].pixmap().width() > 226
    press(window, Qt.Key.Key_Down)
    assert window.covers.paper.is_open
    window.covers.paper.follow(None)
    assert not window.covers.paper.is_open
    assert window.view.line.hasFocus()


def test_a_paper_grows_with_the_text_but_never_beyond_the_window(
    window: Any, qapp: Any, dress: Any, paper: Path, tmp_path: Path
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    large = tmp_path / "note.pdf"
    canvas = Canvas(str(large), pagesize=(595, 842))
    canvas.drawString(20, 200, "Page")
    canvas.save()
    wide = []
    for scale, file in ((1.0, paper), (2.0, paper), (2.0, large)):
        dress("light", scale)
        window.covers.paper.follow(str(file))
        window.tasks.wait_idle()
        qapp.processEvents()
        pages = [one for one in window.covers.paper.findChildren(QLabel) if not one.pixmap().isNull()]
        wide.append(next(one for one in pages if one.isVisibleTo(window)).pixmap().width())
        area = window.covers.paper._area
        assert area.viewport().width() >= wide[-1]
        assert window.covers.paper.rect().contains(area.geometry())
        assert area.width() - wide[-1] < 40, "the bar stands beside the paper"
        window.covers.paper.follow(None)
    assert wide[1] == pytest.approx(2 * wide[0], abs=2)
    assert wide[2] > wide[1]


def test_what_is_told_is_read_over_whatever_is_dimmed(window: Any, paper: Path) -> None:
    window.covers.paper.follow(str(paper))
    window.tasks.wait_idle()
    window.covers.paper.tell_printed("Printed.")
    (hint,) = [one for one in window.covers.paper.findChildren(Sign) if one.isVisibleTo(window)]
    assert hint.text() == "Printed."
    tokens = theme.current()
    assert hint.grab().toImage().pixelColor(6, hint.height() // 2).name() == tokens.foot.lower()
    assert hint.palette().color(hint.foregroundRole()).name() == tokens.on_foot.lower()
    window.covers.paper.follow(None)


def test_escape_tells_the_front_that_the_paper_was_seen(window: Any, fed: Any, paper: Path) -> None:
    from dataclasses import replace

    window.front._board.state = replace(window.front.state, shown=str(paper))
    window.covers.paper.follow(str(paper))
    press(window, Qt.Key.Key_Escape)
    assert fed == [Pressed("escape", "", 100.0)]
    window.tasks.wait_idle()


def test_a_paper_that_cannot_be_shown_is_told_in_a_sentence(
    window: Any,
    qapp: Any,
    tmp_path: Path,
    expected_log: list[logging.LogRecord],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window.mishaps, "offer", lambda: None)
    window.covers.paper.follow(str(tmp_path / "gone.pdf"))
    window.tasks.wait_idle()
    qapp.processEvents()
    said = [
        one.text() for one in window.covers.paper.findChildren(QLabel) if one.isVisibleTo(window.covers.paper)
    ]
    assert any("cannot be shown" in one for one in said)


def test_no_paper_library_is_loaded_at_rest(window: Any) -> None:
    import subprocess

    code = "import sys, concierge_desk.frame.window; print(sorted(m for m in sys.modules if 'pdfium' in m or 'reportlab' in m))"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Mishaps


def test_the_box_says_that_the_visit_is_kept_and_where_the_log_is(window: Any) -> None:
    box = CrashDialog(window, Path("/var/log/desk.log")).box()
    assert "visit is kept" in box.informativeText()
    assert "/var/log/desk.log" in box.informativeText()
    assert [one.text() for one in box.buttons()] == ["Go on", "Close the window"]
    assert box.escapeButton() is box.defaultButton()


@pytest.mark.parametrize("closes", [False, True])
def test_she_goes_on_or_closes(window: Any, monkeypatch: pytest.MonkeyPatch, closes: Any) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(window, "close", lambda: closed.append(True))

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        window.mishaps.offer()
        box.buttons()[1 if closes else 0].click()

    QTimer.singleShot(50, answer)
    window.mishaps.offer()
    assert closed == ([True] if closes else [])
    monkeypatch.undo()


def test_the_hook_logs_kind_and_place_and_never_the_message(
    window: Any, monkeypatch: pytest.MonkeyPatch, expected_log: list[logging.LogRecord]
) -> None:
    offered: list[bool] = []
    monkeypatch.setattr(window.mishaps, "offer", lambda: offered.append(True))
    before = sys.excepthook
    stop = install_excepthook(window.mishaps)
    try:
        try:
            raise ValueError("Mme Kessler")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    finally:
        stop()
    assert sys.excepthook is before
    assert offered == [True]
    (record,) = expected_log
    assert record.levelno == logging.CRITICAL
    assert "ValueError" in record.getMessage() and "Kessler" not in record.getMessage()


def test_an_interrupt_closes_the_window(window: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(window, "close", lambda: closed.append(True))
    window.mishaps.tell(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert closed == [True]
    monkeypatch.undo()


def test_another_size_of_the_text_leaves_the_sheet_on_top(window: Any, qapp: Any, dress: Any) -> None:
    """It is chosen on the sheet: what is laid out anew below it lies under it."""
    window.view.show_state(FOUND)
    sheet = window.covers.preferences
    sheet.unfold()
    for key in (Qt.Key.Key_7, Qt.Key.Key_4):
        QTest.keyClick(sheet, key)
        for _ in range(5):
            qapp.processEvents()
    visit = window.view.visit
    at = visit.mapTo(window, visit.rect().center())
    seen = window.childAt(at)
    assert seen is sheet or sheet.isAncestorOf(seen)


def test_the_first_steps_lie_behind_the_same_number_in_a_real_shop(window: Any, fed: Any) -> None:
    led: list[str] = []
    window.covers.led.disconnect()
    window.covers.led.connect(led.append)
    window.covers.set_up_asked.disconnect()
    for offered in (True, False):
        window.covers.offer_real_shop(offered)
        press(window, Qt.Key.Key_F1)
        press(window, Qt.Key.Key_2)
        assert led == ([] if offered else ["first_steps"])
    assert not fed and not window.covers.is_open


@pytest.mark.parametrize(
    ("offered", "there", "label"),
    [(True, False, "Set up a real shop"), (True, True, "To the real shop"), (False, False, "First steps")],
)
def test_the_second_way_says_where_it_leads(window: Any, offered: bool, there: bool, label: str) -> None:
    window.covers.offer_real_shop(offered, there=there)
    press(window, Qt.Key.Key_F1)
    assert window.covers.help._ways["2"].accessibleName() == label
    window.covers.offer_real_shop(not offered)
    window.covers.offer_real_shop(offered, there=there)
    assert window.covers.help._ways["2"].accessibleName() == label, "also while it stands there"
