"""The journal's page with real keys on a real desk: what they do, what Enter never does, what fits at 200 % text."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import delete

from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash
from tests.ui.conftest import Dress
from tests.ui.journal.readers import Reader, at_journal
from tests.ui.looks import LOOKS
from tests.ui.on_screen import OnScreen
from tests.ui.shell.geometry import cut

Key = Qt.Key


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.do("relay.receive", tracking="6A15602676300", shelf="A3", addressee={"name": "Mme Kessler"})
        play.settle([LV_20, COFFEE], cash(500))
        yield play


class Shown(OnScreen):
    """The page of the journal, bound to a reader's."""

    def __init__(self, hers: Reader, scale: float) -> None:
        from concierge_desk.pages.journal.view import JournalPage

        page, journal = JournalPage(), hers.journal
        bound = (
            (page.pressed, journal.press),
            (page.numbered, journal.type_number),
            (page.chosen, journal.days.choose),
            (page.went_on, journal.days.read_on),
            (page.printed, journal.print_again),
            (page.dated, journal.days.go_to),
            (page.amounted, journal.days.seek_amount),
            (page.grouped, journal.days.seek_group),
            (page.operated, journal.days.seek_operator),
            (page.reasoned, journal.back.choose),
            (page.worded, journal.back.word),
        )
        super().__init__(page, bound, scale)
        self.hers = hers
        journal._board._changed = page.show_state
        page.show_state(hers.state)


@pytest.fixture
def shown(play: Play, dress: Dress, qapp: QApplication) -> Iterator[Callable[..., Shown]]:
    made: list[Shown] = []
    with at_journal(play) as hers:

        def show(theme: str = "light", scale: float = 1.0) -> Shown:
            dress(theme, scale)
            made.append(Shown(hers, scale))
            qapp.processEvents()
            return made[-1]

        yield show
        for one in made:
            delete(one.area)


def written(play: Play) -> list[str]:
    return [entry.kind for entry in play.posted()]


def test_the_keyboard_takes_back_prints_and_comes_back(shown: Any, play: Play) -> None:
    page = shown()
    page.press(Key.Key_Down)
    assert page.hers.state.opened.title == "Colissimo …6300\u00a0: réception, place A3"
    page.type("/1/")
    assert written(play)[-1] == "relay.reversed"
    # The list has the keyboard again.
    page.press(Key.Key_Home)
    assert page.hers.state.opened.title.startswith("Repris")
    page.press(Key.Key_Down, Key.Key_F12)
    assert written(play)[-1] == "document.printed"


def test_a_key_and_a_button_write_the_file_for_a_dispute(shown: Any, play: Play) -> None:
    page = shown()
    play.close(counted_cents=None)
    page.hers.journal.look()
    page.press(Key.Key_F8)
    assert written(play)[-1] == "dispute.exported"
    page.page._buttons["dispute"].click()
    assert written(play)[-2:] == ["dispute.exported"] * 2


def test_enter_takes_nothing_back_and_prints_nothing(shown: Any, play: Play) -> None:
    page = shown()
    before = written(play)
    page.press(Key.Key_Down, Key.Key_Return, Key.Key_Enter)
    page.type("/1")
    assert page.hers.state.aside == "reason" and page.hers.state.reason == 0
    page.press(Key.Key_Return, Key.Key_Enter)
    assert page.hers.state.aside == "reason" and written(play) == before
    page.press(Key.Key_Escape)
    assert page.hers.state.aside == "act" and written(play) == before


def test_a_reason_asks_for_what_goes_with_it_and_another_one_for_something_else(
    shown: Any, play: Play
) -> None:
    play.do("relay.hand_over", tracking="6A15602676300", collector="addressee", id_document="id_card")
    page = shown()
    page.hers.journal.look()
    page.press(Key.Key_Home).type("/7")
    assert isinstance(page.focused, QLineEdit)
    assert page.focused.placeholderText() == "À qui l’avez-vous remis\u00a0?"
    page.type("M. Diallo")
    page.press(Key.Key_Return).type("6")
    assert page.focused.placeholderText() == "Avec vos mots"
    assert page.focused.text() == ""
    page.press(Key.Key_Return).type("1")
    assert not isinstance(page.focused, QLineEdit)
    page.type("7")
    page.type("Mme Roth, 24/11")
    page.press(Key.Key_Return).type("/")
    told = play.last("relay.reversed").data["reversal"]
    assert (told["code"], play.personal(told["note"])) == ("wrong_person", "Mme Roth, 24/11")


def test_her_own_words_may_hold_a_slash(shown: Any, play: Play) -> None:
    page = shown()
    page.press(Key.Key_Down).type("/6")
    assert isinstance(page.focused, QLineEdit)
    page.type("voir 24/11")
    assert "relay.reversed" not in written(play)
    page.press(Key.Key_Return).type("/")
    told = play.last("relay.reversed").data["reversal"]
    assert play.personal(told["note"]) == "voir 24/11"


def test_the_search_is_typed_and_put_away(shown: Any) -> None:
    page = shown()
    page.press(Key.Key_F6)
    assert isinstance(page.focused, QLineEdit)
    page.type("25/11").press(Key.Key_Return)
    assert page.hers.said == "" and page.hers.state.aside == "search"
    page.press(Key.Key_Tab).type("1-3").press(Key.Key_Return)
    assert page.hers.titles == ["Ticket T-2026-000001 encaissé, espèces"]
    page.press(Key.Key_Escape, Key.Key_Escape)
    assert page.hers.state.sought == "" and len(page.hers.titles) == 4


def test_days_are_gone_through_with_the_arrows(shown: Any, play: Play) -> None:
    play.close("2026-11-25T18:00", counted_cents=8272)
    play.open("2026-11-26T07:55")
    play.settle([COFFEE], card(120))
    page = shown()
    page.hers.journal.look()
    page.press(Key.Key_Left)
    assert page.hers.state.place.number == "Z-2026-0001"
    page.press(Key.Key_Right)
    assert page.hers.titles[0] == "Ticket T-2026-000002 encaissé, carte"


def test_a_second_f5_checks_all_of_it(shown: Any) -> None:
    page = shown()
    page.press(Key.Key_F5)
    assert page.hers.state.verdict.left_out > 0
    page.press(Key.Key_F5)
    assert page.hers.state.verdict.left_out == 0 and page.hers.state.verdict.whole


PICTURES: dict[str, Callable[[Reader], object]] = {
    "act": lambda hers: hers.choose("Ticket"),
    "item": lambda hers: hers.choose("réception"),
    "refused": lambda hers: hers.choose("ouverte, fond").press("take_back"),
    "reason": lambda hers: hers.choose("réception").press("take_back", "6"),
    "search": lambda hers: hers.press("search"),
    "nothing": lambda hers: hers.journal.days.seek_amount("99999"),
    "verified": lambda hers: hers.press("verify"),
}


@pytest.mark.parametrize(("theme", "scale"), LOOKS)
def test_every_picture_fits(shown: Any, qapp: QApplication, theme: str, scale: float) -> None:
    page = shown(theme, scale)
    for name, picture in PICTURES.items():
        page.hers.press("back", "back", "back")
        picture(page.hers)
        for _ in range(5):
            qapp.processEvents()
        assert page.page.width() <= page.area.viewport().width(), name
        seen = page.focused.visibleRegion().boundingRect()
        assert seen.height() >= min(page.focused.height(), 40), (
            name,
            "what is typed goes where nobody looks",
        )
        assert cut(page.page) == [], (name, theme, scale)
