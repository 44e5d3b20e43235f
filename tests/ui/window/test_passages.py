"""Whoever comes in is counted by one key, wherever she is, and nothing that she is doing notices it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.counter.state import State
from tests.counter.desks import Play
from tests.sizes import few
from tests.ui.pages import view
from tests.ui.window.at_the_day import AtTheDay, state_of
from tests.ui.window.conftest import PARCEL, Hers
from tests.ui.window.keyboard import FINGERS_MS, WindowKeys
from tests.ui.window.places import PAGES, documents, found, paid, texts, visit, weight
from tests.ui.window.process import shown as shown_in
from tests.ui.window.test_early import EarlyKeys
from tests.ui.xserver import XServer


@pytest.fixture
def quick(hers: Hers) -> None:
    """However long a machine takes: her keys come one after another before an undo folds."""
    hers.step = 0.01


def counted(play: Play) -> list[int]:
    return [entry.data["count"] for entry in play.posted() if entry.kind == "day.passages_counted"]


def but_for_what_is_told(state: State) -> State:
    return replace(state, told=None, undo=None, text_serial=0)


def told(keys: WindowKeys) -> tuple[str, str]:
    assert keys.state.told is not None
    return keys.state.told.text, keys.state.told.tone


# One press, one person.


@few(6)
@pytest.mark.parametrize("place", list(PAGES))
def test_wherever_she_is(keys: WindowKeys, play: Play, place: str) -> None:
    PAGES[place](keys)
    before, held, page = keys.state, texts(keys), keys.window.view.page
    focus = QApplication.focusWidget()
    keys.press("passage")
    assert counted(play) == [1]
    assert told(keys) == ("1 person came in · 1 today", "good")
    assert but_for_what_is_told(keys.state) == but_for_what_is_told(before)
    assert (texts(keys), keys.window.view.page, QApplication.focusWidget()) == (held, page, focus)


@pytest.mark.parametrize("page", ["journal", "copies"])
def test_on_the_pages_of_what_was_written(keys: WindowKeys, play: Play, page: str) -> None:
    keys.window.pages.open(page)
    keys.rest()
    focus = QApplication.focusWidget()
    keys.press("passage")
    assert (counted(play), keys.window.view.page) == ([1], page)
    assert QApplication.focusWidget() is focus


def test_twice_quick_is_two_and_a_key_that_is_held_down_is_one(keys: WindowKeys, play: Play) -> None:
    keys.tap("passage")
    keys.tap("passage")
    keys.rest()
    assert counted(play) == [1, 1]
    handle = keys.window.windowHandle()
    assert handle is not None
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier, "", True, 1)
    QApplication.sendEvent(handle, held)
    keys.rest()
    assert counted(play) == [1, 1]


def test_the_keypads_zero_without_the_number_lock_counts_nobody(keys: WindowKeys, play: Play) -> None:
    handle = keys.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Insert, Qt.KeyboardModifier.KeypadModifier)
    keys.rest()
    assert counted(play) == []


def test_from_a_real_keyboard_and_it_outlives_a_kill(server: XServer, play: Play) -> None:
    play.open(float_cents=8000)
    with shown_in(server, play) as window:
        for key in ("Insert", "KP_Insert", "Insert"):
            window.key(key)
        window.until(lambda: counted(window.play) == [1, 1])
        window.kill()
    assert play.status()["passages"] == {"day": 2, "sessions": {"1": 2}}


# As many as the number before it.


@few(2)
@pytest.mark.parametrize(
    ("typed", "counts", "left"),
    [("3", [3], ""), ("12", [12], ""), ("99", [99], ""), ("Kess", [1], "Kess"), ("", [1], "")],
)
def test_a_number_before_it(keys: WindowKeys, play: Play, typed: str, counts: list[int], left: str) -> None:
    keys.type(typed)
    keys.press("passage")
    assert (counted(play), keys.window.view.line.text()) == (counts, left)


@pytest.mark.parametrize("typed", ["0", "100", "2,5"])
def test_a_number_that_is_none_of_people_counts_nobody(keys: WindowKeys, play: Play, typed: str) -> None:
    keys.type(typed)
    keys.press("passage")
    assert counted(play) == []
    assert told(keys)[1] == "warning"


@pytest.mark.parametrize("asked", [weight, paid], ids=["weight", "paid"])
def test_a_number_that_answers_a_question_stays_where_it_is(
    keys: WindowKeys, play: Play, asked: Callable[[WindowKeys], None]
) -> None:
    asked(keys)
    keys.type("25")
    asks = keys.state.asking is not None
    keys.press("passage")
    assert counted(play) == ([1] if asks else [25])
    assert keys.window.view.line.text() == ("25" if asks else "")


# It comes between nothing.


def test_an_act_is_no_second_one_because_somebody_came_in(keys: WindowKeys, play: Play, hers: Hers) -> None:
    """`/` pressed twice within a second hands over one parcel, whoever came in meanwhile."""
    play.do("relay.receive", tracking="6A15602676317", shelf="A2", addressee={"name": "Mme Kessler"})
    keys.type("Kessler")
    keys.press("enter")
    assert len(keys.state.offers) == 2
    hers.step = 0.1
    keys.press("slash")
    keys.press("passage")
    keys.press("slash")
    assert [entry.kind for entry in play.posted()].count("relay.handed_over") == 1
    assert counted(play) == [1]


def test_the_same_scan_is_the_same_because_somebody_came_in(keys: WindowKeys, hers: Hers) -> None:
    found(keys)
    hers.step = 0.1
    keys.press("passage")
    before = keys.state
    keys.scan(PARCEL)
    assert keys.state.offers == before.offers


# Taken back.


def test_f9_takes_it_back(keys: WindowKeys, play: Play, quick: None) -> None:
    keys.type("4")
    keys.press("passage")
    assert keys.state.undo is not None
    keys.press("undo")
    assert (counted(play), told(keys)) == ([4, -4], ("Taken back: 4 people came in.", "good"))
    assert keys.state.undo is None


def test_f9_takes_it_back_while_a_question_stands(keys: WindowKeys, play: Play, quick: None) -> None:
    documents(keys)
    asking = keys.state.asking
    keys.type("2")
    keys.press("passage")
    keys.press("undo")
    assert (counted(play), keys.state.asking) == ([1, -1], asking)
    assert keys.window.view.line.text() == "2"


def test_f9_leaves_the_visit_alone(keys: WindowKeys, play: Play, quick: None) -> None:
    visit(keys)
    lines = keys.state.lines
    keys.press("passage")
    keys.press("undo")
    assert (keys.state.lines, counted(play)) == (lines, [1, -1])


def test_after_a_while_f9_takes_nothing_back(keys: WindowKeys, play: Play, hers: Hers) -> None:
    keys.press("passage")
    hers.now += 11
    keys.press("undo")
    assert counted(play) == [1]


# When no day takes them.


def test_before_the_day_is_open_the_sentence_says_so(
    play: Play, opened: Callable[[Play], MainWindow]
) -> None:
    keys = WindowKeys(opened(play))
    keys.press("passage")
    assert (counted(play), told(keys)) == ([], ("The day is not open yet: open it first.", "bad"))


def test_a_day_that_was_forgotten_takes_nobody(ready: Play, opened: Callable[[Play], MainWindow]) -> None:
    keys = WindowKeys(opened(ready))
    ready.hands.set("2026-11-26T08:00")
    keys.press("passage")
    assert counted(ready) == []
    assert told(keys)[0].startswith("The day of 2026-11-25 was not closed")


def test_who_comes_in_before_the_desk_is_there_is_counted_when_it_is(
    ready: Play, opened: Callable[..., MainWindow]
) -> None:
    def before(window: MainWindow) -> None:
        hands = EarlyKeys(window)
        hands.strike("2", FINGERS_MS)
        hands.rest()
        for _ in range(2):
            hands.press("passage")

    opened(ready, before)
    assert counted(ready) == [2, 1]


# On the page of the day.


def figures(window: MainWindow) -> dict[str, str]:
    return {one.label: one.value for one in state_of(window).sheet.figures}


def test_the_figure_is_live_on_the_days_page(keys: WindowKeys, quick: None) -> None:
    keys.window.pages.open("day")
    keys.rest()
    assert figures(keys.window)["People who came in"] == "0"
    for number in ("1", "2"):
        keys.press("passage")
        assert figures(keys.window)["People who came in"] == number
    keys.press("undo")
    assert figures(keys.window)["People who came in"] == "1"
    assert keys.window.view.page == "day"


def test_its_button_counts_as_its_key_does(keys: WindowKeys, play: Play) -> None:
    keys.window.pages.open("day")
    keys.rest()
    button = button_of(keys.window, "Somebody came in")
    for _ in range(2):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    keys.rest()
    assert (counted(play), keys.window.view.page) == ([1, 1], "day")


def test_amid_the_count_the_figure_moves_and_no_piece_does(
    ready: Play, opened: Callable[[Play], MainWindow]
) -> None:
    """The count is blind; that somebody came in tells nothing of the drawer."""
    window = opened(ready)
    hers = AtTheDay(WindowKeys(window))
    hers.press("day")
    hers.hands.type("3")
    focus = QApplication.focusWidget()
    hers.press("passage")
    state = state_of(window)
    assert (figures(window)["People who came in"], state.pieces, state.is_open) == ("1", {5000: 3}, True)
    assert QApplication.focusWidget() is focus
    hers.hands.type("0")
    assert state_of(window).pieces == {5000: 30}


def button_of(window: MainWindow, words: str) -> QAbstractButton:
    return next(
        one
        for one in view(window, "day").findChildren(QAbstractButton)
        if one.accessibleName().startswith(words)
    )


def shown(window: MainWindow) -> list[str]:
    """Which of the day's deeds are offered."""
    words = ("Somebody came in", "Cash of the drawer", "Begin the break", "Open again")
    every = view(window, "day").findChildren(QAbstractButton)
    return [word for word in words for one in every if one.isVisible() and one.accessibleName() == word]


def test_the_drawer_and_the_break_are_reached_from_the_days_page(keys: WindowKeys, play: Play) -> None:
    """Each by its key, which is drawn; the card is the counter's, with its questions."""
    window = keys.window

    def at_the_day() -> None:
        window.pages.open("day")
        keys.rest()

    at_the_day()
    assert shown(window) == ["Somebody came in", "Cash of the drawer", "Begin the break"]
    keys.press("f6")
    assert (window.view.page, [offer.ref for offer in keys.state.offers]) == ("counter", ["till.move"])
    keys.press("right")
    keys.press("slash")
    for answer in ("20", "1"):
        keys.type(answer)
        keys.press("enter")
    moved = play.last("till.moved").data
    assert (moved["direction"], moved["cents"]) == ("in", 2000)
    at_the_day()
    keys.press("f8")
    assert [offer.ref for offer in keys.state.offers] == ["session.close"]
    keys.press("slash")
    keys.press("enter")
    assert play.last("session.closed").data["session"] == 1
    # Nobody comes in while the counter is on its break.
    at_the_day()
    assert shown(window) == ["Cash of the drawer", "Open again"]
    keys.press("passage")
    assert told(keys)[0] == "The counter is on its break: begin the second session first."
    keys.press("f8")
    keys.press("slash")
    assert play.last("session.opened").data["session"] == 2
    at_the_day()
    assert shown(window) == ["Somebody came in", "Cash of the drawer", "Begin the break"]
    play.do("session.close")
    at_the_day()
    assert shown(window) == ["Cash of the drawer"]


def test_a_forgotten_day_offers_its_cash_alone_and_a_closed_one_nothing(
    ready: Play, opened: Callable[[Play], MainWindow]
) -> None:
    ready.hands.set("2026-11-26T08:00")
    window = opened(ready)
    keys = WindowKeys(window)
    window.pages.open("day")
    keys.rest()
    assert shown(window) == ["Cash of the drawer"]
    ready.close()
    window.pages.open("day")
    keys.rest()
    assert shown(window) == []
    # Their keys do nothing here.
    keys.press("f6")
    assert window.view.page == "day"
