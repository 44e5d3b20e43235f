"""The page of a calendar in its window: its keys, what is read of each cell, hidden names; nothing cut in any theme and size."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import delete

from concierge_desk import registry
from concierge_desk.counter.cards.at_counter import AtCounter
from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.cards.taken_days import TakenRow, TakenSpan
from concierge_desk.pages import pages_of
from concierge_desk.pages.calendar.days_model import DaysModel
from concierge_desk.pages.calendar.desk import CalendarDesk
from concierge_desk.pages.calendar.face import CalendarSheet
from concierge_desk.pages.calendar.presenter import CalendarPresenter
from concierge_desk.pages.calendar.state import CalendarState
from concierge_desk.pages.calendar.view import CalendarPage
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.screen_reader.accessible import install
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.binding import PageBinding
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.request import PageRequest
from tests.counter.desks import Desks, Play
from tests.lending.test_loans import CHAIRS, DRILL, SECOND, lent, member
from tests.ui.evening.hands import long_now
from tests.ui.front.desk import run_now
from tests.ui.looks import LOOKS
from tests.ui.shell.geometry import cut

Dress = Callable[[str, float], None]
ROOM = {1.0: (1019, 640), 2.0: (1090, 465)}
"""What the window leaves to a page without a visit beside it at 1280 by 800, by the size of the text."""
K = Qt.Key


def fill(play: Play) -> None:
    """Lend one drill that is late and reserved, one that is not; half of the chairs."""
    for name in (DRILL, SECOND):
        play.do("tools.register", object=name, kind="PERCEUSE", place="O1", tested_day="2026-06-01")
    play.do("tools.register", object=CHAIRS, kind="CHAISE", place="O2", quantity=12)
    whom = member(play)
    lent(play, whom, lent_day="2026-11-16", days=7)
    lent(play, member(play, "Roux"), SECOND, days=8)
    lent(play, member(play, "Weber"), CHAIRS, quantity=6, days=2)
    play.do("tools.reserve", object=DRILL, who=whom, from_day="2026-12-03", to_day="2026-12-05")


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        yield play


class Shown:
    """A calendar in a window, bound to a desk."""

    def __init__(self, face: Any, room: tuple[int, int]) -> None:
        self.asked: list[PageRequest] = []
        self.opened: list[str] = []
        self.page = CalendarPage("Outils à prêter", "loans")
        host = PageHost(
            run_now,
            long_now,
            ask=self.asked.append,
            open=self.opened.append,
            step_back=self.step_back,
        )
        self.face = face
        self.bound = PageBinding(
            host,
            self.page,
            lambda changed: CalendarPresenter(face, "tools", host, changed),
            lambda calendar: (
                (self.page.typed, calendar.type),
                (self.page.erased, calendar.erase),
                (self.page.chosen, calendar.choose),
                (self.page.opened, calendar.open),
                (self.page.edged, calendar.go_on),
                (self.page.roomed, calendar.take_room),
                (self.page.acted, calendar.act_on),
            ),
        )
        self.calendar: Any = self.bound.presenter
        self.held = QWidget()
        row = QHBoxLayout(self.held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.page)
        self.held.resize(*room)

    @property
    def state(self) -> CalendarState:
        state: CalendarState = self.calendar.state
        return state

    def step_back(self) -> None:
        self.calendar.step_back()

    @property
    def at(self) -> tuple[str, str]:
        return self.state.at, self.state.day

    def key(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.held.focusWidget() or self.page, key)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.held.focusWidget() or self.page, text)

    def said(self) -> str:
        return " | ".join(one.text() for one in self.page.findChildren(Words) if one.isVisibleTo(self.page))

    def buttons(self) -> list[str]:
        return [one.label() for one in self.page.findChildren(ActionButton) if one.isVisibleTo(self.page)]


@pytest.fixture
def show(qtbot: Any, dress: Dress) -> Iterator[Callable[..., Shown]]:
    made: list[Shown] = []
    install()

    def shown(face: Any, theme: str = "light", scale: float = 1.0) -> Shown:
        dress(theme, scale)
        one = Shown(face, ROOM[scale])
        made.append(one)
        one.held.show()
        qtbot.waitExposed(one.held)
        one.calendar.look()
        one.page.start()
        return one

    yield shown
    for one in made:
        one.held.close()
        delete(one.held)


@pytest.fixture
def shown(play: Play, show: Callable[..., Shown]) -> Iterator[Shown]:
    fill(play)
    face = FrontFace(replace(play.desk, counter=play.counter, clock=play.hands), "fr")
    yield show(CalendarDesk(face))
    face.close()


def cell(shown: Shown, row: int, column: int) -> str:
    """Return what a screen reader reads of a cell."""
    table = QAccessible.queryAccessibleInterface(shown.page.grid)
    # A row of headers, then of each row its own before its cells.
    across = len(shown.state.sheet.days) + 1
    found = table.child((row + 1) * across + column + 1)
    return str(found.text(QAccessible.Text.Name))


def test_it_begins_today_at_the_first_thing(shown: Shown) -> None:
    assert shown.at == (CHAIRS, "2026-11-25")
    assert len(shown.state.sheet.days) == 14 and shown.page.grid.hasFocus()
    assert (
        "mer. 25\N{NO-BREAK SPACE}nov. au mar. 8\N{NO-BREAK SPACE}déc.\N{NO-BREAK SPACE}2026" in shown.said()
    )


def test_arrows_walk_and_the_calendar_goes_on_over_its_edge(shown: Shown) -> None:
    shown.key(K.Key_Down, K.Key_Right)
    assert shown.at == (DRILL, "2026-11-26")
    shown.key(K.Key_Left, K.Key_Left)
    assert shown.at == (DRILL, "2026-11-24")
    assert shown.state.sheet.days[0].day == "2026-11-18"
    shown.key(K.Key_Home)
    assert shown.at == (DRILL, "2026-11-25") and shown.state.sheet.days[0].day == "2026-11-25"


def test_pages_turn_a_week(shown: Shown) -> None:
    shown.key(K.Key_PageDown)
    assert shown.at == (CHAIRS, "2026-12-02") and shown.state.sheet.days[0].day == "2026-12-02"
    shown.key(K.Key_PageUp, K.Key_PageUp)
    assert shown.at == (CHAIRS, "2026-11-18")


def test_enter_opens_the_card_of_the_day_and_escape_closes_it(shown: Shown) -> None:
    assert "Kessler" not in shown.said() and shown.page.card is None
    shown.key(K.Key_Down, K.Key_Return)
    assert shown.page.card is not None and shown.page.card.person == "Zoé Kessler"
    shown.key(K.Key_Escape)
    assert shown.page.card is None
    assert not shown.calendar.step_back()


def test_the_first_act_of_the_card_is_asked_for_at_the_counter(shown: Shown) -> None:
    shown.key(K.Key_Down, K.Key_Return, K.Key_Slash)
    card = f"tools.day/{DRILL}/2026-11-25"
    assert shown.asked == [PageRequest(card=card, act="tools.return", begins=True)]
    # Of a free day it need not be opened before.
    shown.key(K.Key_Right, K.Key_Slash)
    assert shown.asked[-1] == PageRequest(card=card[:-2] + "26", act="tools.reserve", begins=True)


def test_a_click_opens_what_was_clicked(shown: Shown) -> None:
    grid = shown.page.grid
    model = grid.model()
    for index in (model.index(1, 0), model.index(2, 12)):
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(index).center())
        assert shown.state.card_day == shown.at and shown.page.card is not None
    assert shown.at == (SECOND, "2026-12-07") and shown.page.card.person is None
    shown.page._card._main.click()  # type: ignore[union-attr]
    assert shown.asked[-1].act == "tools.reserve"


def test_what_is_typed_leaves_its_rows(shown: Shown) -> None:
    shown.type("perc2")
    assert [row.key for row in shown.state.rows] == [SECOND] and shown.state.at == SECOND
    shown.key(K.Key_Backspace)
    assert [row.key for row in shown.state.rows] == [DRILL, SECOND]
    shown.type("xx")
    assert "perc" in shown.said() and not shown.state.rows
    shown.key(K.Key_Escape)
    assert len(shown.state.rows) == 3


def test_what_is_late_is_shown_alone(shown: Shown) -> None:
    assert any("En retard" in label for label in shown.buttons())
    shown.key(K.Key_F5)
    assert [row.key for row in shown.state.rows] == [DRILL]
    shown.key(K.Key_F5, K.Key_F6)
    assert len(shown.state.rows) == 3 and shown.opened == ["list"]


def test_each_cell_is_read_with_its_thing_its_day_and_how_it_stands(shown: Shown) -> None:
    """R-7.03: a table with heads of rows and columns."""
    assert (
        cell(shown, 1, 0)
        == "Perceuse, PERC-1, mercredi 25 novembre, en retard depuis lun. 23\N{NO-BREAK SPACE}nov."
    )
    assert (
        cell(shown, 1, 8)
        == "Perceuse, PERC-1, jeudi 3 décembre, réservé jusqu’à sam. 5\N{NO-BREAK SPACE}déc."
    )
    assert cell(shown, 1, 2) == "Perceuse, PERC-1, vendredi 27 novembre, libre"
    assert cell(shown, 1, 4) == "Perceuse, PERC-1, dimanche 29 novembre, fermé"
    assert cell(shown, 0, 0) == "Chaise, CHAISE × 12, mercredi 25 novembre, 6 sur 12, en prêt"
    table = QAccessible.queryAccessibleInterface(shown.page.grid)
    assert table.role() is QAccessible.Role.Table
    across = len(shown.state.sheet.days) + 1
    assert table.child(across).text(QAccessible.Text.Name) == "Chaise, CHAISE × 12"
    assert table.child(2 * across).text(QAccessible.Text.Name) == "Perceuse, PERC-1, en retard"
    assert table.child(1).text(QAccessible.Text.Name) == "mercredi 25 novembre, aujourd’hui"
    assert table.child(5).text(QAccessible.Text.Name) == "dimanche 29 novembre, fermé"
    names = [table.child(at).text(QAccessible.Text.Name) for at in range(table.childCount())]
    assert not [name for name in names if "Kessler" in name or "Roux" in name]


def test_nothing_of_a_name_is_seen_while_names_are_hidden(shown: Shown) -> None:
    shown.page.hide_names(True)
    shown.key(K.Key_Down, K.Key_Return)
    assert shown.page.card is not None and shown.page.card.person == "Nom caché"
    told = QAccessible.queryAccessibleInterface(shown.page._card).text(QAccessible.Text.Name)
    assert "Kessler" not in told + shown.said() + repr(shown.page._card.written())
    shown.page.hide_names(False)
    assert shown.page.card.person == "Zoé Kessler"


def test_a_name_on_a_card_is_a_look(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(shown.face._port, "looked", looked.append)
    shown.key(K.Key_Right, K.Key_Right, K.Key_Right, K.Key_Down, K.Key_Return)
    assert looked == []
    shown.key(K.Key_Left, K.Key_Left, K.Key_Left, K.Key_Return)
    assert looked == ["person_card"]


def test_a_page_that_is_left_keeps_no_name(shown: Shown) -> None:
    shown.key(K.Key_Down, K.Key_Return)
    shown.bound.leave()
    assert shown.state.card is None and shown.page.card is None


@pytest.mark.parametrize(("theme", "scale"), LOOKS)
def test_nothing_is_cut(play: Play, show: Callable[..., Shown], theme: str, scale: float) -> None:
    fill(play)
    face = FrontFace(replace(play.desk, counter=play.counter, clock=play.hands), "fr")
    shown = show(CalendarDesk(face), theme, scale)
    assert cut(shown.held) == []
    assert len(shown.state.sheet.days) == (14 if scale == 1.0 else 7)
    shown.key(K.Key_Down, K.Key_Return)
    QTest.qWait(0)
    assert cut(shown.held) == []
    grid = shown.page.grid
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()).center())
    face.close()


def test_a_shop_without_a_thing_is_told_what_to_do(play: Play, show: Callable[..., Shown]) -> None:
    face = FrontFace(replace(play.desk, counter=play.counter, clock=play.hands), "fr")
    shown = show(CalendarDesk(face))
    assert "Rien n’est encore enregistré ici".replace("’", "'") in shown.said().replace("’", "'")
    assert shown.buttons() == [
        "Objets à prêter : enregistrer, régler les sortes".replace(" :", "\N{NO-BREAK SPACE}:")
    ]
    assert cut(shown.held) == []
    face.close()


class Made:
    """A desk whose things are made up: as many as one likes."""

    lang = "fr"

    def __init__(self, rows: tuple[TakenRow, ...], days: CalendarSheet) -> None:
        self.sheet = replace(days, rows=rows)

    def days_of(self, *_asked: object) -> CalendarSheet:
        return self.sheet

    def card(self, _code: str) -> Offer | None:
        return None

    def sentence(self, code: str, _params: object) -> str:
        return code


def test_of_two_thousand_things_only_those_in_sight_are_painted(
    shown: Shown, show: Callable[..., Shown], monkeypatch: Any
) -> None:
    span = TakenSpan("2026-11-20", "2026-12-01", "lent", "en prêt", "en prêt")
    rows = tuple(
        TakenRow(f"X-{n}", f"Chose {n}", f"X-{n}", "Chose", f"x.day/X-{n}/", (span,), n == 1999)
        for n in range(2000)
    )
    many = show(Made(rows, shown.state.sheet))
    painted: list[int] = []
    taken = DaysModel.taken
    monkeypatch.setattr(
        DaysModel, "taken", lambda self, index: (painted.append(index.row()), taken(self, index))[1]
    )
    many.page.grid.viewport().grab()
    assert 0 < len(set(painted)) < 20
    many.key(K.Key_F5)
    assert many.state.at == "X-1999"
    many.key(K.Key_Return)
    assert many.state.told is not None, "what is gone is told"


def test_every_service_whose_things_have_days_has_a_calendar_before_its_list() -> None:
    pages = {page.code: page for page in pages_of(registry.SERVICES)}
    for service in registry.SERVICES:
        part = service.at_counter or AtCounter()
        if part.has_page:
            assert pages[service.code].beside_visit is (part.days is None), service.code
    assert {one.code for one in registry.SERVICES if one.at_counter and one.at_counter.days} == {
        "tools",
        "appliances",
        "games",
        "bikes",
        "keys",
    }
