"""The window: which key and which button says what to the front, and where the keyboard goes."""

import logging
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.pages.counter.favourites import Tile
from concierge_desk.pages.counter.inputs import Chosen, Elsewhere, Favourite, Opened, Pressed, Scan
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from concierge_desk.ui.page.card_view import CardView
from concierge_desk.ui.presenter.told import Message
from tests.ui.shell.pictures import (
    ARRIVING,
    BAG,
    FOUND,
    MISSED,
    PAID,
    PARCEL,
    PAYING,
    SEEN,
    STATUS,
    WEIGHED,
    ZONED,
)

FUNCTION_KEYS = {
    Qt.Key.Key_F2: "home",
    Qt.Key.Key_F3: "arrivals",
    Qt.Key.Key_F7: "park",
    Qt.Key.Key_F8: "label",
    Qt.Key.Key_F9: "undo",
    Qt.Key.Key_F12: "paper",
}


TAKES = (
    "Cash, exact",
    "Cash given, change",
    "Card, cheque, other",
    "Carte bancaire, 18,15\N{NO-BREAK SPACE}€",
    "Confirm",
    "Pièce vue, remettre",
    "Pour quelqu’un d’autre",
    "Refusé",
)
"""What the space bar must not press after a Tab."""


def button(part: Any, label: str) -> ActionButton:
    found = [one for one in part.findChildren(ActionButton) if one.label() == label and one.isVisibleTo(part)]
    assert len(found) == 1, (label, [one.label() for one in part.findChildren(ActionButton)])
    return found[0]


def press(window: Any, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


# Keys


@pytest.mark.parametrize("key", FUNCTION_KEYS)
def test_a_function_key_reaches_the_front(window: Any, fed: Any, key: Any) -> None:
    press(window, key)
    assert fed == [Pressed(FUNCTION_KEYS[key], "", 100.0)]


@pytest.mark.parametrize("key", FUNCTION_KEYS)
def test_a_function_key_means_the_same_on_every_page(window: Any, fed: Any, key: Any) -> None:
    window.pages.open("relay")
    fed.clear()
    press(window, key)
    assert [given.key for given in fed] == [FUNCTION_KEYS[key]]
    assert window.view.page == "counter"
    assert window.view.line.hasFocus()


def test_a_favourites_key_takes_the_number_along(window: Any, fed: Any) -> None:
    QTest.keyClicks(window.view.line, "3")
    press(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert fed.last() == Favourite(4, "3", 100.0)
    assert window.view.line.text() == ""


def test_what_is_typed_elsewhere_goes_to_the_scan_line(window: Any, fed: Any) -> None:
    button(window.view.foot, "Help").setFocus()
    assert not window.view.line.hasFocus()
    press(window, Qt.Key.Key_K)
    assert window.view.line.text() == "k"
    assert window.view.line.hasFocus()


def test_enter_on_a_button_presses_nothing(window: Any, fed: Any) -> None:
    window.view.show_state(FOUND)
    cash = button(window.view.visit, "Cash, exact")
    cash.setFocus()
    press(window, Qt.Key.Key_Return)
    assert [given for given in fed if given.key != "enter"] == []


def test_tab_never_comes_to_what_takes_money_or_hands_over(window: Any) -> None:
    for picture in (FOUND, SEEN, WEIGHED, ZONED, PAYING):
        window.view.show_state(picture)
        for label in TAKES:
            for one in window.view.findChildren(ActionButton):
                if one.label() == label and one.isVisibleTo(window):
                    assert one.focusPolicy() == Qt.FocusPolicy.NoFocus, label


def test_escape_leaves_another_page_for_the_counter(window: Any, fed: Any) -> None:
    press(window, Qt.Key.Key_F10)
    assert window.view.page == "day"
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Escape)
    assert window.view.page == "counter"


# Scans


def test_a_scan_takes_the_number_along_from_any_page(window: Any, fed: Any) -> None:
    QTest.keyClicks(window.view.line, "3")
    fed.clear()
    window.pages.open("day")
    window.scanner.scanned.emit("3017620422003", 101.5)
    assert fed == [Scan("3017620422003", "3", 101.5, "3")]
    assert window.view.page == "counter"
    assert window.view.line.text() == ""


def test_a_scan_leaves_a_name_in_the_line(window: Any, fed: Any) -> None:
    QTest.keyClicks(window.view.line, "Kess")
    fed.clear()
    window.scanner.scanned.emit("6A15602676300", 101.5)
    assert fed == [Scan("6A15602676300", "", 101.5, "Kess")]
    assert window.view.line.text() == "Kess"


@pytest.mark.parametrize("overlay", ["help", "discreet"])
def test_a_scan_is_read_over_an_overlay_and_lifts_nothing(window: Any, fed: Any, overlay: Any) -> None:
    covering = getattr(window.covers, overlay)
    covering.unfold()
    window.scanner.scanned.emit("6A15602676300", 101.5)
    assert fed == [Scan("6A15602676300", "", 101.5, "")]
    assert covering.is_open


# Buttons


@pytest.mark.parametrize(
    ("picture", "where", "label", "given"),
    [
        (FOUND, "counter", "Pièce vue, remettre", Chosen("act", 0, 100.0)),
        (FOUND, "counter", "Refusé", Chosen("act", 2, 100.0)),
        (FOUND, "visit", "Cash, exact", Pressed("plus", "", 100.0)),
        (FOUND, "visit", "Cash given, change", Pressed("given", "20", 100.0)),
        (FOUND, "visit", "Card, cheque, other", Pressed("star", "20", 100.0)),
        (FOUND, "visit", "Set aside", Pressed("park", "20", 100.0)),
        (FOUND, "foot", "1 visit set aside", Pressed("park", "20", 100.0)),
        (SEEN, "counter", "Confirm", Pressed("slash", "20", 100.0)),
        (SEEN, "counter", "Back", Pressed("escape", "20", 100.0)),
        (WEIGHED, "counter", "Confirm", Pressed("enter", "20", 100.0)),
        (PAYING, "visit", "Carte bancaire, 18,15\N{NO-BREAK SPACE}€", Pressed("star", "20", 100.0)),
        (PAYING, "visit", "Back", Pressed("escape", "20", 100.0)),
        (PAID, "visit", "Ticket on the screen", Pressed("paper", "20", 100.0)),
        (replace(BAG, parked=2), "visit", "Take up a visit set aside (2)", Pressed("park", "20", 100.0)),
    ],
)
def test_a_button_says_what_its_key_says(
    window: Any, fed: Any, picture: Any, where: Any, label: Any, given: Any
) -> None:
    window.view.line.setText("20")
    window.view.show_state(picture)
    button(getattr(window.view, where), label).click()
    assert fed == [given]
    assert window.view.line.hasFocus()


def test_the_undo_button_counts_down_and_folds(window: Any, fed: Any, clock: Any, qtbot: Any) -> None:
    clock.now = FOUND.undo.until - 8.2
    window.view.show_state(FOUND)
    foot = window.view.foot
    button(foot, "Undo · 9 s").click()
    assert fed.last().key == "undo"
    clock.now += 8.3
    qtbot.waitUntil(lambda: not foot._undo_button.isVisibleTo(foot), timeout=1000)


def test_buttons_say_nothing_while_the_desk_is_at_work(window: Any, fed: Any) -> None:
    window.view.show_state(FOUND)
    window.front._board.state = replace(FOUND, busy=True)
    button(window.view.visit, "Cash, exact").click()
    button(window.view.counter, "Pièce vue, remettre").click()
    window.view.counter.favoured.emit(0)
    assert not fed
    window.front._board.state = FOUND


def test_cards_lines_means_options_and_missed_codes_are_chosen_by_finger(window: Any, fed: Any) -> None:
    view = window.view
    view.show_state(FOUND)
    QTest.mouseClick(view.counter._cards[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.visit._lines.view(1), Qt.MouseButton.LeftButton)
    view.show_state(PAYING)
    view.visit.paying._list.choose(2)
    view.show_state(ZONED)
    view.counter._asking._choices.choose(1)
    view.show_state(MISSED)
    next(one for one in view.counter.findChildren(ActionButton) if one.label() == "Seen").click()
    assert fed == [
        Chosen("card", 1, 100.0),
        Chosen("line", 1, 100.0),
        Chosen("means", 2, 100.0),
        Chosen("option", 1, 100.0),
        Chosen("missed", 0, 100.0),
    ]


def test_a_tile_sells_with_the_number_that_was_typed(window: Any, fed: Any) -> None:
    window.view.show_state(PAID)
    window.view.line.setText("3")
    window.view.counter.findChildren(Tile)[1].click()
    assert fed == [Favourite(1, "3", 100.0)]


def test_the_rail_goes_to_its_pages(window: Any, fed: Any, face: Any) -> None:
    face.offers = (PARCEL,)
    window.view.rail._buttons["relay"].click()
    window.tasks.wait_idle()
    assert window.view.page == "relay"
    assert ("shelf", "relay") in face.asked
    page = window.pages.bound["relay"].view
    assert page.list.hasFocus()
    press(window, Qt.Key.Key_Return)
    assert fed.last() == Opened(PARCEL.ref)
    assert window.view.page == "counter"
    window.view.rail._buttons["counter"].click()
    assert fed.last().key == "home"


def test_pages_that_do_not_exist_are_not_on_the_rail(window: Any) -> None:
    buttons = window.view.rail._buttons
    assert sorted(buttons, key=lambda code: buttons[code].y()) == [
        *("counter", "relay", "pressing", "loans", "shop"),
        *("day", "journal", "copies", "paper_queue", "settings"),
    ]
    # Tab goes the same way, though the pages of the services came with the desk.
    chain = [buttons["counter"]]
    while len(chain) < len(buttons):
        on = chain[-1].nextInFocusChain()
        while on not in buttons.values():
            on = on.nextInFocusChain()
        chain.append(on)
    assert chain == sorted(buttons.values(), key=lambda button: button.y())


def test_a_page_whose_service_is_off_is_led_to_no_more(window: Any) -> None:
    window.pages.open("relay")
    window._show_status(replace(STATUS, off=frozenset({"shop", "relay"})))
    rail, index = window.view.rail, window.pages.index
    # The one that is open stays until it is left.
    assert [code for code, button in rail._buttons.items() if not button.isVisibleTo(rail)] == ["shop"]
    assert index.get("shop") is None and index.get("relay") is not None
    window.pages.open("shop")
    assert window.view.page == "relay"
    window.pages.open("counter")
    window._show_status(replace(STATUS, off=frozenset({"shop", "relay"})))
    assert index.behind("f5", at_home=True).code not in {"shop", "relay"}
    assert not rail._buttons["relay"].isVisibleTo(rail)
    window._show_status(STATUS)
    assert all(button.isVisibleTo(rail) for button in rail._buttons.values())
    assert index.behind("f5", at_home=True).code == "relay"
    # The sheet of F1 tells of the page that the key opens, not of the last that has it.
    assert [one.name for one in index.keys if one.key == "f5"] == ["relay"]


def test_the_rail_leads_to_a_shelf_from_the_first_thing_on(window: Any) -> None:
    """Until then its words do: a shop that never mends a bike has no row for it. None of them flickers at the start."""
    rail, index = window.view.rail, window.pages.index
    unused = replace(index.get("pressing"), code="bikefix", once_used=True)
    index.replace([*index.pages, unused])
    rail.add(unused)
    button = rail._buttons["bikefix"]
    assert not button.isVisibleTo(rail)
    window._show_status(replace(STATUS, unused=frozenset({"bikefix"})))
    assert not button.isVisibleTo(rail)
    assert index.get("bikefix") is unused
    window._show_status(replace(STATUS, off=frozenset({"shop"})))
    assert button.isVisibleTo(rail)
    assert not rail._buttons["shop"].isVisibleTo(rail)


# What the desk says


def test_another_process_is_noticed(window: Any, fed: Any, face: Any) -> None:
    window.watching.look()
    window.tasks.wait_idle()
    assert not fed
    face.seen_version = 2
    face.asked.clear()
    window.watching.look()
    window.tasks.wait_idle()
    assert fed == [Elsewhere()]
    assert ("status", "") in face.asked


def test_the_status_is_seen_all_day(window: Any) -> None:
    """R-1.13: over a practice shop its band stands all the time, over a real one never."""
    window.view.show_status(replace(STATUS, practice=False, waiting={"relay": 2}))
    assert not window.view.band.isVisibleTo(window)
    assert window.view.rail._buttons["relay"].accessibleName() == "Colis (2)"
    assert window.view.rail._buttons["loans"].accessibleName() == "Prêts"
    window.view.show_status(STATUS)
    assert window.view.band.isVisibleTo(window)


def test_success_and_failure_are_told_to_eye_and_ear(window: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(window.sounds, "play", heard.append)
    window._changed(replace(FOUND, told=Message("Fait.", "good", 11)))
    window._changed(replace(FOUND, told=Message("Fait.", "good", 11)))
    window._changed(replace(FOUND, told=Message("Non.", "bad", 12)))
    window._changed(replace(FOUND, told=Message("Rien à payer.", "plain", 13)))
    assert heard == ["good", "bad"]


def test_what_is_done_with_a_word_to_mind_is_done(window: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(window.sounds, "play", heard.append)
    window._changed(replace(PAID, told=Message("Payé. Comptez les timbres.", "warning", 11)))
    window._changed(replace(PAID, told=Message("Répondez d’abord.", "warning", 12)))
    assert heard == ["good", "bad"]


def test_a_scan_that_finds_its_card_is_heard(window: Any, face: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(window.sounds, "play", heard.append)
    face.offers = (PARCEL,)
    window.scanner.scanned.emit("6A15602676300", 101.5)
    window.tasks.wait_idle()
    assert window.front.state.offer == PARCEL
    assert heard == ["good"]


def test_a_failure_of_the_machine_is_told_and_the_front_goes_on(
    window: Any, face: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_code: str) -> tuple[()]:
        raise EnvironmentFailure("store.locked")

    monkeypatch.setattr(face, "found", broken)
    window.scanner.scanned.emit("6A15602676300", 101.5)
    window.tasks.wait_idle()
    assert window.front.state.told.text == "store.locked"
    assert not window.front.state.busy


def test_what_nobody_foresaw_opens_the_box_and_the_front_goes_on(
    window: Any, face: Any, monkeypatch: pytest.MonkeyPatch, expected_log: list[logging.LogRecord]
) -> None:
    def broken(_code: str) -> tuple[()]:
        raise ZeroDivisionError

    offered: list[bool] = []
    monkeypatch.setattr(window.mishaps, "offer", lambda: offered.append(True))
    monkeypatch.setattr(face, "found", broken)
    window.scanner.scanned.emit("6A15602676300", 101.5)
    window.tasks.wait_idle()
    assert offered == [True]
    assert not window.front.state.busy


def test_the_keyboard_comes_back_after_every_act(window: Any) -> None:
    window.view.rail._buttons["relay"].setFocus()
    window._changed(replace(FOUND, told=Message("Fait.", "good", 20)))
    assert window.view.line.hasFocus()


def test_the_picture_is_drawn(window: Any) -> None:
    view = window.view
    view.show_state(FOUND)
    assert [card.offer for card in view.counter._cards if card.isVisibleTo(view)] == list(FOUND.offers)
    assert view.visit._due.accessibleName() == "To pay 18,15\N{NO-BREAK SPACE}€"
    view.show_state(PAID)
    assert view.visit.paid.accessibleName() == "Paid · Espèces. To give back 1,85\N{NO-BREAK SPACE}€"
    assert not [card for card in view.counter._cards if card.isVisibleTo(view)]
    view.show_state(ARRIVING)
    assert view.counter._heading.text() == "Arrival of the bag"


def test_the_band_a_weight_falls_into_is_marked(window: Any) -> None:
    window.view.show_state(WEIGHED)
    ladder = window.view.counter._asking.ladder
    for typed, place in (
        ("", -1),
        ("250", 0),
        ("251", 1),
        ("1800", 3),
        ("10000", 5),
        ("10001", -1),
        ("0", -1),
    ):
        window.view.line.setText(typed)
        assert ladder.marked == place, typed


def test_a_typed_number_marks_its_choice(window: Any) -> None:
    window.view.show_state(ZONED)
    choices = window.view.counter._asking._choices
    assert choices.selected() == 0, "what is taken where nothing is typed"
    window.view.line.setText("2")
    assert choices.selected() == 1
    window.view.line.setText("9")
    assert choices.selected() == -1


def test_everything_pressed_has_a_name(window: Any) -> None:
    from PySide6.QtWidgets import QAbstractButton

    for picture in (FOUND, PAYING, PAID, SEEN, MISSED):
        window.view.show_state(picture)
        for one in window.findChildren(QAbstractButton):
            if one.isVisibleTo(window):
                assert one.accessibleName(), one


def test_the_window_opens_where_it_stood_and_keeps_where_it_stands(window: Any) -> None:
    kept: list[dict[str, Any]] = []
    window.preferring.be_on(ThisPc(Preferences(flashes=True, place=(10, 20, 780, 640)), keep=kept.append))
    window.hide()
    window.place.open((10, 20, 780, 640))
    assert window.geometry().getRect() == (10, 20, 780, 640)
    window.setGeometry(5, 30, 790, 700)
    # As it is about to close.
    window.place.eventFilter(window, QEvent(QEvent.Type.Close))
    window.tasks.wait_idle()
    assert kept == [{"place": (5, 30, 790, 700)}]


def test_keys_that_would_look_a_word_up_first_are_grey(window: Any, qtbot: Any) -> None:
    window.view.show_state(FOUND)
    card = next(one for one in window.findChildren(CardView) if one.isVisible())
    (slash,) = card._main.findChildren(KeyCap)
    window.view.line.setText("m")
    qtbot.waitUntil(lambda: not slash.isEnabled())
    window.view.line.setText("3")
    qtbot.waitUntil(slash.isEnabled)
    window.view.line.setText("mul")
    qtbot.waitUntil(lambda: not slash.isEnabled())
    window.view.show_state(replace(FOUND, heading="mul", typing=True))
    window.view.line.textChanged.emit("mul")
    qtbot.waitUntil(slash.isEnabled)
    assert card._main.isEnabled(), "a press of the button does what it says all the same"
