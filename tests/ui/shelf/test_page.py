"""The page of a shelf in its window: its keys, and that nothing is cut in any theme and size."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import delete

from concierge_desk import registry
from concierge_desk.counter.cards.at_counter import AtCounter, MorningList
from concierge_desk.counter.cards.offers import Now, Offer, OfferedAct
from concierge_desk.pages import pages_of
from concierge_desk.pages.shelf import page_of
from concierge_desk.pages.shelf.desk import ShelfDesk
from concierge_desk.pages.shelf.state import ShelfState
from concierge_desk.pages.shelf.view import ShelfPage
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.presenter.door_label import DoorLabel
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.request import PageRequest
from tests.counter.desks import Desks, Play
from tests.ui.evening.hands import long_now
from tests.ui.front.desk import run_now
from tests.ui.looks import LOOKS
from tests.ui.shelf.hands import DPD, GONE, LAST, LATE, LOST, NOBODYS, at_shelf, fill
from tests.ui.shell.geometry import cut

Dress = Callable[[str, float], None]
ROOM = {1.0: (733, 659), 2.0: (1078, 497)}
"""What the window leaves to a page at 1280 by 800, by the size of the text."""


class Held(QWidget):
    """What a page stands in: it hears the keys that the page does not read."""

    def __init__(self, page: ShelfPage) -> None:
        super().__init__()
        self.heard: list[int] = []
        self.setProperty("surface", "ground")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(page)

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802  (Qt's name)
        self.heard.append(event.key())


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open()
        fill(play)
        yield play


class Shown:
    """A page in its window, bound to the shelf of a real desk."""

    def __init__(self, play: Play, face: Any, service: str = "relay") -> None:
        self.asked: list[PageRequest] = []
        page = page_of(service, "La Poste relay", "parcels")
        assert page.parts is not None
        self.page: Any = page.parts.view()
        host = PageHost(run_now, long_now, ask=self.asked.append, step_back=self.step_back)
        self.bound = page.parts.bind(host, self.page, ShelfDesk(face))
        self.shelf: Any = self.bound.presenter
        self.held = Held(self.page)

    def step_back(self) -> None:
        self.shelf.step_back()

    def key(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        focus = self.held.focusWidget() or self.page
        QTest.keyClick(focus, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.held.focusWidget() or self.page, text)

    def said(self) -> list[str]:
        return [one.text() for one in self.page.findChildren(Words) if one.isVisibleTo(self.page)]

    def buttons(self) -> list[str]:
        return [one.label() for one in self.page.findChildren(ActionButton) if one.isVisibleTo(self.page)]


@pytest.fixture
def shown(play: Play, qtbot: Any, dress: Dress) -> Iterator[Shown]:
    dress("light", 1.0)
    with at_shelf(play) as hers:
        made = Shown(play, hers.face)
        made.held.resize(*ROOM[1.0])
        made.held.show()
        qtbot.waitExposed(made.held)
        made.shelf.look()
        made.page.start()
        yield made
        made.held.close()
        delete(made.held)


def test_its_keys_are_those_it_says(shown: Shown) -> None:
    state = lambda: shown.shelf.state  # noqa: E731  (read anew each time)
    shown.key(Qt.Key.Key_Down)
    assert state().row is state().rows[1]
    shown.key(Qt.Key.Key_Right)
    assert state().order == "place"
    shown.type("b2")
    shown.key(Qt.Key.Key_Backspace)
    shown.type("4")
    assert (state().typed, state().row.place) == ("b4", "B4")
    assert "Recherche\N{NO-BREAK SPACE}: b4" in shown.said()
    shown.key(Qt.Key.Key_Return)
    assert shown.asked == [PageRequest(card=state().row.ref)]
    shown.key(Qt.Key.Key_F5)
    assert shown.asked[-1] == PageRequest(word="facteur")
    shown.key(Qt.Key.Key_F6)
    assert state().inventory and shown.buttons() == ["Terminer", "Cocher", "Abandonner"]
    shown.key(Qt.Key.Key_Slash)
    assert state().seen == 1 and shown.buttons() == ["Terminer", "Décocher", "Abandonner"]
    shown.key(Qt.Key.Key_Minus)
    assert state().seen == 0
    assert shown.held.heard == []


def test_what_it_does_not_read_goes_on_to_the_window(shown: Shown) -> None:
    keys = (
        Qt.Key.Key_F2,
        Qt.Key.Key_F9,
        Qt.Key.Key_F10,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Escape,
    )
    for key in keys:
        shown.key(key)
    shown.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert shown.held.heard == [*keys, Qt.Key.Key_Control, Qt.Key.Key_A] and shown.shelf.state.typed == ""
    shown.type("a3")
    shown.key(Qt.Key.Key_Escape)
    assert len(shown.held.heard) == len(keys) + 2 and shown.shelf.state.typed == ""


def test_a_row_is_opened_by_a_finger_and_ticked_while_counting(shown: Shown) -> None:
    at = shown.page.list.visualRect(shown.page.list.model().index(1, 0)).center()
    QTest.mouseClick(shown.page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.asked == [PageRequest(card=shown.shelf.state.rows[1].ref)]
    shown.shelf.press("count")
    QTest.mouseClick(shown.page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.shelf.state.seen == 1 and len(shown.asked) == 1


def test_the_orders_are_pressed_by_a_finger(shown: Shown) -> None:
    (button,) = [one for one in shown.page.findChildren(ActionButton) if one.label() == "Par réseau"]
    button.click()
    assert shown.shelf.state.order == "owner"


def test_what_was_told_is_not_wiped_by_the_drawing_of_it(shown: Shown) -> None:
    shown.shelf.press("count")
    shown.shelf.scan(LATE)
    shown.shelf.scan(GONE)
    assert any(one.startswith("Pas attendu") for one in shown.said())
    row = shown.shelf.state.row
    assert row is not None and shown.page.list.item().ref == row.key


def test_an_empty_shelf_says_so_and_hears_its_keys(shown: Shown) -> None:
    shown.page.show_state(ShelfState(known=True, collector="facteur"))
    assert "Rien n’attend ici" in shown.said() and shown.buttons() == ["Facteur"]
    shown.key(Qt.Key.Key_F5)
    assert shown.asked == [PageRequest(word="facteur")]


def test_nothing_is_said_to_wait_before_the_shelf_was_read(shown: Shown) -> None:
    shown.page.show_state(ShelfState())
    assert not any("Rien n’attend" in one for one in shown.said())


def test_where_nothing_can_wait_nothing_is_said_of_it(shown: Shown, qapp: Any) -> None:
    shown.page.show_state(
        ShelfState(known=True, keeps=False, doors=(DoorLabel("shop.article", "Un article"),))
    )
    assert not any("Rien n’attend" in one for one in shown.said())
    qapp.processEvents()
    assert shown.buttons() == ["Un article"]


def test_what_is_done_whoever_stands_there_is_a_button(shown: Shown) -> None:
    """Each leads to its cards; what the postman takes and the bag have their own keys."""
    found = shown.buttons()
    assert [one for one in found if one in {"Stock, livraisons", "Réclamation", "Procuration"}]
    assert found.count("Facteur · 1") + found.count("Facteur") == 1 and "Le facteur" not in found
    for label, asked in (
        ("Stock, livraisons", PageRequest(card="relay.stock")),
        ("Arrivée du sac", PageRequest(key="f3")),
    ):
        (button,) = [one for one in shown.page.findChildren(ActionButton) if one.label() == label]
        button.click()
        assert shown.asked.pop() == asked


def test_where_there_is_little_room_the_buttons_take_the_place_of_the_list(
    shown: Shown, dress: Dress, qapp: Any
) -> None:
    dress("light", 2.0)
    shown.held.resize(*ROOM[2.0])
    qapp.processEvents()
    assert shown.page.list.isVisible() and "Réclamation" not in shown.buttons()
    (lead,) = [one for one in shown.page.findChildren(ActionButton) if one.label() == "Ce qui se fait ici"]
    lead.click()
    assert not shown.page.list.isVisible() and "Réclamation" in shown.buttons()
    lead.click()
    assert shown.page.list.isVisible()


@pytest.mark.parametrize(("theme", "scale"), LOOKS)
def test_nothing_is_cut(shown: Shown, qapp: Any, dress: Dress, theme: str, scale: float) -> None:
    dress(theme, scale)
    shown.held.resize(*ROOM[scale])
    shelf = shown.shelf

    def fits(what: str) -> None:
        for _ in range(3):
            qapp.processEvents()
        assert cut(shown.held) == [], what
        assert (shown.held.width(), shown.held.height()) == ROOM[scale], what
        assert (
            shown.page.list.height()
            >= shown.page.list.sizeHintForIndex(shown.page.list.currentIndex()).height()
            or not shelf.state.rows
        )

    fits("by deadline")
    for _ in range(3):
        shelf.press("turn")
        fits(shelf.state.order)
    shelf.press("turn")
    for letter in "zz9":
        shelf.type(letter)
    shelf.press("open")
    fits("not here")
    shelf.press("back")
    shelf.press("count")
    fits("inventory")
    for code in (LATE, LAST, DPD, LOST, GONE, NOBODYS):
        shelf.scan(code)
        fits(code)
    shelf.press("back")
    fits("giving up")
    shelf.press("count")
    fits("found")
    shown.page.show_state(ShelfState(told=shelf.state.told))
    fits("empty")
    shelf.refresh()
    fits("found, once more")


MANY = 400


@pytest.fixture(scope="module")
def many(desks: Desks) -> Iterator[Play]:
    """A shelf as full as one ever is."""
    with desks.desk() as play:
        play.open()
        for n in range(MANY):
            presented = (date(2026, 11, 9) + timedelta(days=n % 17)).isoformat()
            place = f"{'ABCDEF'[n % 6]}{n % 30 + 1}"
            play.do("relay.receive", tracking=f"6A1560{n:07d}", shelf=place, presented_day=presented)
            if n % 40 == 0:
                what = ("damaged", "not_found", "misrouted")[n // 40 % 3]
                play.do("relay.report_incident", tracking=f"6A1560{n:07d}", incident=what)
        yield play


def in_sight(page: ShelfPage) -> bool:
    """Whether the chosen row is seen whole."""
    rows = page.list
    return rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_four_hundred_things_are_walked_through_by_keys(
    many: Play, qtbot: Any, qapp: Any, dress: Dress, scale: float
) -> None:
    dress("light", scale)
    with at_shelf(many) as hers:
        shown = Shown(many, hers.face)
        shown.held.resize(*ROOM[scale])
        shown.held.show()
        qtbot.waitExposed(shown.held)
        shown.shelf.look()
        shown.page.start()
        for turn in range(4):
            rows = shown.shelf.state.rows
            assert len(rows) == (
                MANY // 40 if turn == 3 else MANY + sum(row.key[:5] == "today" for row in rows)
            )
            for key, at in (
                (Qt.Key.Key_End, len(rows) - 1),
                (Qt.Key.Key_Up, len(rows) - 2),
                (Qt.Key.Key_Home, 0),
                (Qt.Key.Key_Down, 1),
            ):
                shown.key(key)
                for _ in range(3):
                    qapp.processEvents()
                assert shown.shelf.state.row is rows[at], (turn, key)
                assert in_sight(shown.page), (turn, key)
            assert cut(shown.held) == [] and (shown.held.width(), shown.held.height()) == ROOM[scale]
            shown.key(Qt.Key.Key_Right)
        shown.held.close()
        delete(shown.held)


def test_a_full_shelf_is_read_by_as_many_questions_as_a_small_one(many: Play, play: Play) -> None:
    """Nothing is asked of the store for each thing that lies there."""
    asked = []
    for desk in (many, play):
        with at_shelf(desk) as hers:
            statements: list[str] = []
            # Of the connection that is kept between two looks.
            desk.desk.store.read(lambda rows: rows.set_trace_callback(statements.append))  # noqa: B023
            hers.shelf.refresh()
            asked.append(len(statements))
    # What places hold, and which bags are open, is asked with each part of the page; each door costs some.
    assert asked[0] == asked[1] <= 72


CALLED = Offer(
    "shop", "umbrella", "Two umbrellas", (OfferedAct("Lend", "shop.lend"),), place="door", due="call"
)


def test_lists_of_the_morning_have_a_page_without_a_shelf(
    play: Play, qtbot: Any, dress: Dress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is to be done today and nothing else: no orders, no inventory; a row opens its card with the list's act."""
    due = [CALLED]

    def morning(_rows: Any, _now: Now) -> tuple[Offer, ...]:
        return tuple(due)

    part = AtCounter(lists={"call": MorningList("Closing", "shop.lend")}, morning=morning)
    brought = [
        replace(service, at_counter=part if service.code == "shop" else None) for service in registry.SERVICES
    ]
    monkeypatch.setattr(registry, "SERVICES", tuple(brought))
    brought_pages = [
        page.code for page in pages_of(registry.SERVICES) if not (page.of_practice or page.of_shop)
    ]
    assert brought_pages[-2:] == ["shop", "people_list"]
    dress("light", 1.0)
    with at_shelf(play) as hers:
        shown = Shown(play, hers.face, "shop")
        shown.held.resize(*ROOM[1.0])
        shown.held.show()
        qtbot.waitExposed(shown.held)
        shown.shelf.look()
        shown.page.start()
        (row,) = shown.shelf.state.rows
        assert (row.part, row.heading, row.title, row.place) == (
            "À faire aujourd’hui",
            "Clôture · 1",
            "Two umbrellas",
            "door",
        )
        assert not {"Inventaire", "Par échéance", "Par étagère"} & {*shown.said(), *shown.buttons()}
        shown.key(Qt.Key.Key_Return)
        assert shown.asked == [PageRequest(card="umbrella", act="shop.lend")]
        due.clear()
        shown.shelf.look()
        assert shown.shelf.state.rows == () and "Rien n’attend ici" in shown.said()
        shown.held.close()
        delete(shown.held)
