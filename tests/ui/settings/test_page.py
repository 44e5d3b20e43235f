"""The page of the settings in its window: its keys, what is pressed there, and that nothing is cut in any theme and size."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from shiboken6 import delete

from concierge_desk.desk import settings_sections
from concierge_desk.pages.settings import PAGE
from concierge_desk.pages.settings.desk import SettingsDesk
from concierge_desk.pages.settings.view import SettingsPage
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.item_list import ItemList
from concierge_desk.ui.kit.step_bar import StepBar
from concierge_desk.ui.kit.widgets import scrolled
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.card_view import CardView
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.request import PageRequest
from tests.counter.desks import Play
from tests.ui.evening.hands import long_now
from tests.ui.front.desk import run_now
from tests.ui.looks import LOOKS
from tests.ui.settings.hands import PLACES, at_settings, with_places
from tests.ui.shell.geometry import cut

Dress = Callable[[str, float], None]
ROOM = {1.0: (1050, 659), 2.0: (1078, 497)}
"""What the window leaves to a page without the visit at 1280 by 800, by the size of the text."""


class Held(QWidget):
    """What a page stands in: it hears the keys that the page does not read."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__()
        self.heard: list[int] = []
        self.setProperty("surface", "ground")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scrolled(page))

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802  (Qt's name)
        self.heard.append(event.key())


class Shown:
    """A page in its window, bound to a real desk; a clock that goes three seconds with each look."""

    def __init__(self, face: Any) -> None:
        self.asked: list[PageRequest] = []
        assert PAGE.parts is not None
        self.page: Any = PAGE.parts.view()
        host = PageHost(run_now, long_now, ask=self.asked.append, step_back=self.step_back)
        self.bound = PAGE.parts.bind(host, self.page, SettingsDesk(face))
        self.settings: Any = self.bound.presenter
        self.now = 100.0
        self.settings._monotonic = self.tick
        self.held = Held(self.page)

    def tick(self) -> float:
        self.now += 3
        return self.now

    def step_back(self) -> None:
        self.settings.step_back()

    @property
    def focus(self) -> QWidget:
        return self.held.focusWidget() or self.page

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.focus, key)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def seen(self, kind: Any) -> list[Any]:
        return [one for one in self.page.findChildren(kind) if one.isVisibleTo(self.page)]

    def said(self) -> list[str]:
        # What was just made is seen a turn later.
        QApplication.processEvents()
        return [one.text() for one in self.seen(Words)]

    def button(self, label: str) -> ActionButton:
        (found,) = [one for one in self.seen(ActionButton) if one.label() == label]
        return found  # type: ignore[no-any-return]

    def card(self, title: str) -> CardView:
        (found,) = [one for one in self.seen(CardView) if one.offer.title == title]
        return found  # type: ignore[no-any-return]

    def row(self, label: str) -> None:
        """Press a section in the list."""
        listed: ItemList = self.page.findChild(ItemList)
        model = listed.model()
        (at,) = [
            index
            for place in range(model.rowCount())
            if label in str((index := model.index(place, 0)).data())
        ]
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualRect(at).center())


@pytest.fixture
def shown(
    play: Play, qtbot: Any, dress: Dress, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Shown]:
    theme, scale = getattr(request, "param", ("light", 1.0))
    with_places(monkeypatch)
    play.open()
    dress(theme, scale)
    with at_settings(play) as hers:
        made = Shown(hers.face)
        made.held.resize(*ROOM[scale])
        made.held.show()
        qtbot.waitExposed(made.held)
        made.settings.look()
        made.page.start()
        yield made
        made.held.close()
        delete(made.held)


def test_an_article_is_made_by_keys_alone(shown: Shown, play: Play) -> None:
    while shown.settings.state.offer.ref != "article":
        shown.key(Qt.Key.Key_F6)
    shown.key(Qt.Key.Key_Slash)
    assert isinstance(shown.focus, QLineEdit)
    shown.type("Earl Grey, 1/2")
    shown.key(Qt.Key.Key_Return)
    # A slash after a number is the key of the act, in words it is a sign.
    shown.type("1,50/")
    shown.key(Qt.Key.Key_Escape)
    shown.type("1,60")
    shown.key(Qt.Key.Key_Return)
    shown.type("1")
    shown.key(Qt.Key.Key_Return)
    for _ in range(2):
        shown.key(Qt.Key.Key_Return)
    known = play.last("shop.article_set").data
    assert (known["label"], known["cents"]) == ("Earl Grey, 1/2", 160)
    assert isinstance(shown.focus, ItemList)
    assert shown.held.heard == []


def test_what_cannot_be_read_stays_in_the_line_to_be_mended(shown: Shown) -> None:
    while shown.settings.state.offer.ref != "article":
        shown.key(Qt.Key.Key_F6)
    shown.key(Qt.Key.Key_Slash)
    shown.type("Tisane")
    shown.key(Qt.Key.Key_Return)
    shown.type("douze")
    shown.key(Qt.Key.Key_Return)
    line = shown.focus
    assert isinstance(line, QLineEdit) and line.text() == line.selectedText() == "douze"
    assert any("12,50" in one for one in shown.said())


def test_the_same_by_mouse_alone(shown: Shown, play: Play) -> None:
    shown.row("Articles")
    shown.button("Créer l’article").click()
    # Words are the one thing that a mouse does not write.
    shown.type("Tisane")
    shown.button("Confirmer").click()
    for sign in "1,50":
        shown.button(sign).click()
    shown.button("Confirmer").click()
    asked = shown.settings.state.asking
    assert asked.answers == ("Tisane", 150)
    shown.settings.opt(0)
    shown.settings.opt(1)
    shown.button("Retour").click()
    assert shown.settings.state.asking.answers == ("Tisane", 150, "TVA_20")
    shown.settings.opt(1)
    shown.button("Confirmer").click()
    known = play.last("shop.article_set").data
    assert (known["label"], known["cents"], known["nature"]) == ("Tisane", 150, "service")


def test_cards_and_their_acts_are_pressed(shown: Shown, play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    shown.row("Places")
    assert shown.card("Étagère du fond") and "Les places changent pour tout le monde." in shown.said()
    shown.button("Deux places").click()
    assert play.last("relay.places_set").data["places"] == ["A1", "A2"]
    shown.button("Le journal").click()
    assert shown.asked == [PageRequest(lead="f4")]


def test_a_card_that_is_not_chosen_is_chosen_or_done_where_its_act_is_drawn(
    shown: Shown, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = tuple(
        replace(PLACES, ref=f"p{place}", title=f"Étagère {place}", rule="", acts=PLACES.acts[1:2])
        for place in range(3)
    )
    monkeypatch.setattr(settings_sections, "settings_offers", lambda _rows, _now: others)
    shown.settings.look()
    QApplication.processEvents()
    QTest.mouseClick(shown.card("Étagère 1"), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert shown.settings.state.selected == 1 and not play.rows("SELECT 1 FROM relay_place LIMIT 1")
    third = shown.card("Étagère 2")
    QTest.mouseClick(third, Qt.MouseButton.LeftButton, pos=QPoint(third.width() - 60, third.height() // 2))
    assert shown.settings.state.selected == 2
    assert play.last("relay.places_set").data["places"] == ["A1", "A2"]


def test_what_was_done_has_a_button_that_takes_it_back(shown: Shown, play: Play) -> None:
    shown.settings.open_section(
        next(at for at, one in enumerate(shown.settings.state.sections) if one.offers[0].ref == "mandate")
    )
    label = "Annuler le dernier acte"
    assert not [one for one in shown.seen(ActionButton) if one.label() == label]
    shown.key(Qt.Key.Key_Slash)
    for text in ("Boulangerie du Rhin", "Mme Weber", "31/12/2026"):
        shown.type(text)
        shown.key(Qt.Key.Key_Return)
    shown.button(label).click()
    assert play.posted(play.head())[0].kind == "relay.mandate_ended"
    assert not [one for one in shown.seen(ActionButton) if one.label() == label]


def test_keys_of_the_whole_window_go_on_to_it(shown: Shown) -> None:
    keys = (Qt.Key.Key_F2, Qt.Key.Key_F9, Qt.Key.Key_F10)
    for key in keys:
        shown.key(key)
    assert shown.held.heard == list(keys)


def test_what_is_typed_beside_the_line_is_an_answer(shown: Shown) -> None:
    shown.settings.press("act")
    assert shown.settings.state.asking is not None
    shown.page.setFocus()
    shown.type("A")
    shown.type("1")
    assert isinstance(shown.focus, QLineEdit) and shown.focus.text() == "A1"


def test_whoever_looks_over_the_counter_reads_nothing_that_was_typed(shown: Shown) -> None:
    while shown.settings.state.offer.ref != "mandate":
        shown.key(Qt.Key.Key_F6)
    shown.key(Qt.Key.Key_Slash)
    shown.type("Boulangerie du Rhin")
    shown.key(Qt.Key.Key_Return)
    shown.type("Mme We")
    assert any("Boulangerie du Rhin" in one for one in shown.said())
    shown.page.hide_names(True)
    assert not any("Boulangerie" in one for one in shown.said())
    assert isinstance(shown.focus, QLineEdit) and shown.focus.text() == "Mme We"
    shown.page.hide_names(False)
    assert any("Boulangerie du Rhin" in one for one in shown.said())


@pytest.mark.parametrize("shown", LOOKS, indirect=True, ids=lambda one: f"{one[0]}-{one[1]}")
def test_nothing_is_cut_in_any_theme_and_size(shown: Shown) -> None:
    for _ in shown.settings.state.sections:
        QApplication.processEvents()
        assert cut(shown.held) == []
        shown.key(Qt.Key.Key_F6)


@pytest.mark.parametrize("shown", [("light", 2.0)], indirect=True, ids=["200"])
def test_where_there_is_little_room_the_sections_are_turned(shown: Shown, play: Play) -> None:
    assert not shown.seen(ItemList)
    before = shown.settings.state.section.label
    shown.button("Rubrique suivante").click()
    assert shown.settings.state.section.label != before
    assert shown.settings.state.section.label in shown.said()
    shown.key(Qt.Key.Key_F5)
    assert shown.settings.state.section.label == before


def test_a_question_is_laid_out_once_however_its_page_scrolls(shown: Shown) -> None:
    """What is made anew at each change of its size asks for another size, and so on for ever."""
    while shown.settings.state.offer.ref != "article":
        shown.key(Qt.Key.Key_F6)
    shown.key(Qt.Key.Key_Slash)
    shown.type("Tisane")
    shown.key(Qt.Key.Key_Return)
    for height in range(400, 660, 20):
        shown.held.resize(ROOM[1.0][0], height)
        QApplication.processEvents()
        (steps,) = shown.seen(StepBar)
        for _ in range(5):
            QApplication.processEvents()
        assert shown.seen(StepBar) == [steps]
