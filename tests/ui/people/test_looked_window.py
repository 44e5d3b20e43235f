"""Names that are looked at in the real window: a line where nothing is done, none where somebody is served."""

from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.counter.privacy import looks
from concierge_desk.frame.window import MainWindow
from tests.counter.desks import Play
from tests.ui.people.test_people_window import PAGE, ZOE, hands, known, lang, state  # noqa: F401  (fixtures)
from tests.ui.window.conftest import hers, keys, opened, plugged, ready, wait_quiet  # noqa: F401  (fixtures)
from tests.ui.window.keyboard import WindowKeys


def lines(play: Play) -> list[tuple[Any, ...]]:
    play.desk.store.write(lambda _unit: None)
    return play.rows("SELECT operator, kind FROM names_looked_at ORDER BY at, kind")


def test_a_name_that_is_typed_and_left(hands: WindowKeys, known: Play) -> None:  # noqa: F811
    hands.type("roux")
    assert any(offer.person == "Ali Roux" for offer in hands.state.offers)
    hands.press("escape")
    hands.favourite(0)
    hands.press("escape")
    assert lines(known) == []
    hands.type("kessler")
    assert lines(known) == [("o01", looks.SEARCH)]


def test_somebody_who_is_found_and_buys(hands: WindowKeys, known: Play) -> None:  # noqa: F811
    hands.type("roux")
    hands.press("enter")
    hands.now_ms += 1_000
    hands.press("slash")
    assert hands.state.whose_visit is not None and hands.state.whose_visit.name == "Ali Roux"
    hands.favourite(0)
    hands.press("plus")
    assert [entry.kind for entry in known.posted()][-1] == "till.settled"
    known.hands.move(minutes=20)
    hands.type("kessler")
    assert lines(known) == []


def test_a_card_that_is_scanned_is_no_look(hands: WindowKeys, known: Play) -> None:  # noqa: F811
    hands.scan(ZOE)
    hands.press("escape")
    known.hands.move(minutes=20)
    hands.type("roux")
    assert lines(known) == []


@pytest.fixture
def window(known: Play, opened: Callable[[Play], MainWindow]) -> MainWindow:  # noqa: F811
    return opened(known)


def test_the_page_of_the_people_is_one_look(window: MainWindow, known: Play) -> None:  # noqa: F811
    window.pages.open(PAGE)
    wait_quiet(window)
    assert state(window).rows
    assert lines(known) == [("o01", looks.PEOPLE)]
