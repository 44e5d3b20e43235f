"""Keys do what they say once, and nothing else does: payments, hand-overs, what lies behind a dialog."""

import contextlib
import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from concierge_desk.pages.counter.pace import AGAIN_SECONDS
from tests.counter.desks import Play
from tests.e2e.driver import FULL
from tests.sizes import few
from tests.ui.window.conftest import PARCEL, Hers
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.places import OVERLAYS, PAGES, documents, focusable, found, paying, texts, visit

ANSWERED = {"discreet", "preferences", "printers", "printer's address"}
"""Those where a digit is an answer, or any key is."""


@few(2)
@pytest.mark.parametrize("place", [place for place in OVERLAYS if place not in ANSWERED])
def test_what_is_typed_behind_a_dialog_does_nothing(keys: WindowKeys, play: Play, place: str) -> None:
    OVERLAYS[place](keys)
    before, held, head = keys.state, texts(keys), play.head()
    for character in "0123456789,.+*/-\r":
        # Enter on a dialog's own button is an answer to it.
        if character == "\r" and place.startswith("crash"):
            continue
        keys.type(character)
        assert (keys.state, texts(keys), play.head()) == (before, held, head), character
    for name in (
        "plus",
        "star",
        "slash",
        "minus",
        "up",
        "down",
        "right",
        "park",
        "undo",
        "arrivals",
        "home",
    ):
        keys.press(name)
        assert (keys.state, texts(keys), play.head()) == (before, held, head), name
    for place_ in (0, 8):
        keys.favourite(place_)
        assert (keys.state, texts(keys), play.head()) == (before, held, head), place_
    if place == "paper":
        keys.press("escape")
        assert keys.state.shown is None
    else:
        assert keys.state.asking == before.asking


@few(2)
@pytest.mark.parametrize("character", "1+*/-\r")
def test_the_key_that_lifts_the_discreet_screen_does_nothing_else(
    keys: WindowKeys, play: Play, character: str
) -> None:
    OVERLAYS["discreet"](keys)
    before, held, head = keys.state, texts(keys), play.head()
    keys.type(character)
    assert not keys.window.covers.discreet.is_open
    assert (keys.state, texts(keys), play.head()) == (before, held, head)


# Two activations within two seconds are one payment.


def _button(keys: WindowKeys, words: str) -> QAbstractButton:
    return next(
        one
        for one in keys.window.view.visit.findChildren(QAbstractButton)
        if one.isVisible() and one.accessibleName().startswith(words)
    )


def _key(keys: WindowKeys) -> None:
    keys.tap("plus")


def _given(keys: WindowKeys) -> None:
    keys.strike("20+", 90)


def _click(keys: WindowKeys) -> None:
    button = _button(keys, "Cash, exact")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _double_click(keys: WindowKeys) -> None:
    button = _button(keys, "Cash, exact")
    middle = button.rect().center()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton, pos=QPoint(middle))


def _star_star(keys: WindowKeys) -> None:
    keys.strike("**", 90)


PAYING: dict[str, Callable[[WindowKeys], None]] = {
    "+": _key,
    "20 +": _given,
    "a click": _click,
    "a double click": _double_click,
    "* *": _star_star,
}


def _gone(way: Callable[[WindowKeys], None]) -> Callable[[WindowKeys], None]:
    """The second time the button may be gone: then there is nothing to press."""

    def press(keys: WindowKeys) -> None:
        with contextlib.suppress(StopIteration):
            way(keys)

    return press


PAIRS = list(itertools.product(PAYING, PAYING))
FEW = [(first, second) for first, second in PAIRS if second in (first, "+")]


@few(6)
@pytest.mark.parametrize("waits", [False, True], ids=["at once", "after the first was done"])
@pytest.mark.parametrize(("first", "second"), PAIRS if FULL else FEW)
def test_two_activations_make_one_payment(
    keys: WindowKeys, play: Play, hers: Hers, first: str, second: str, waits: bool
) -> None:
    visit(keys)
    hers.step = 0.1
    PAYING[first](keys)
    if waits:
        keys.rest()
    _gone(PAYING[second])(keys)
    keys.rest()
    kinds = [entry.kind for entry in play.posted()]
    assert kinds.count("till.settled") == 1
    assert keys.state.paid is not None and not keys.state.lines
    assert keys.state.told is not None and keys.state.told.text.startswith("Ticket T-"), keys.state.told


def test_the_next_visit_is_paid_however_soon(keys: WindowKeys, play: Play, hers: Hers) -> None:
    hers.step = 0.1
    for _ in range(2):
        keys.favourite(0)
        keys.press("plus")
    assert [entry.kind for entry in play.posted()].count("till.settled") == 2


@few(6)
@pytest.mark.parametrize("place", sorted(PAGES))
def test_enter_and_the_space_bar_never_pay_nor_hand_over(keys: WindowKeys, play: Play, place: str) -> None:
    """Enter wherever the keyboard is, a button that Tab reached included; the space bar from the scan line."""
    PAGES[place](keys)
    before = [entry.kind for entry in play.posted()].count("till.settled")
    for at in range(40):
        widgets = list(focusable(keys))
        if at >= len(widgets):
            break
        widgets[at].setFocus()
        keys.type("\r")
        kinds = [entry.kind for entry in play.posted()]
        assert "relay.handed_over" not in kinds, widgets[at]
        assert kinds.count("till.settled") == before, widgets[at]
    if keys.window.view.page == "counter":
        keys.window.view.line.setFocus()
        keys.type(" ")
        kinds = [entry.kind for entry in play.posted()]
        assert "relay.handed_over" not in kinds and kinds.count("till.settled") == before


DOCUMENTS = {"/": "id_card", "2/": "passport", "3/": "driving_licence", "4/": "residence_permit"}


@pytest.mark.parametrize("typed", DOCUMENTS)
def test_a_hand_over_is_confirmed_by_the_key_of_the_document(
    keys: WindowKeys, play: Play, typed: str
) -> None:
    found(keys)
    keys.type(typed)
    handed = play.last("relay.handed_over")
    assert handed.data["id_document"] == DOCUMENTS[typed]
    assert [entry.kind for entry in play.posted()].count("relay.handed_over") == 1


@pytest.mark.parametrize("place", [found, documents])
def test_nothing_else_hands_over(keys: WindowKeys, play: Play, place: Callable[[WindowKeys], None]) -> None:
    place(keys)
    for typed in ("9/", "0/", "99/", "1,5/", "\r", "2\r", "+", "1+", "-", "*", " "):
        keys.type(typed)
        assert "relay.handed_over" not in {entry.kind for entry in play.posted()}, typed
        assert keys.state.offer is not None or keys.state.asking is not None, typed
        keys.window.view.line.clear()
    keys.type("/")
    # It still does what it says: of somebody else, the mandate is asked for next.
    handed = "relay.handed_over" in {entry.kind for entry in play.posted()}
    assert handed is (place is found)


def test_the_same_scan_again_hands_nothing_over(keys: WindowKeys, play: Play) -> None:
    """Its Enter is no answer: at once it is the same scan, later it waits until the question is answered."""
    found(keys)
    for _ in range(3):
        keys.scan(PARCEL)
    asked = keys.state.offers
    keys.press("right")
    keys.press("slash")
    keys.type("M. Durand")
    keys.press("enter")
    keys.scan(PARCEL)
    assert keys.state.asking is not None and keys.state.asking.offer == asked[0]
    QTest.qWait(round(AGAIN_SECONDS * 1000))
    keys.scan(PARCEL)
    assert set(keys.state.waiting) == {PARCEL}
    assert keys.state.asking is not None and keys.state.asking.answers == ("M. Durand",)
    assert "relay.handed_over" not in {entry.kind for entry in play.posted()}


def test_a_scan_never_pays(keys: WindowKeys, play: Play) -> None:
    paying(keys)
    for end in ("\r", "\t", "\r\r"):
        keys.scan(f"301762042200{len(end)}", end=end)
    assert keys.state.paying is not None
    assert "till.settled" not in {entry.kind for entry in play.posted()}
    assert QApplication.activeModalWidget() is None
