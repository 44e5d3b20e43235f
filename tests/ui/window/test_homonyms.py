"""Two Martins at the window: whose parcel it is stands on the screen, and which one is meant is asked."""

import pytest

from concierge_desk.ui.page.card_view import CardView
from tests.counter.desks import Play
from tests.ui.pages import presenter
from tests.ui.window.keyboard import WindowKeys

CLAIRE, CLAUDE = "6A15602683842", "8L41392128256"


@pytest.fixture
def martins(ready: Play, keys: WindowKeys) -> WindowKeys:
    for number, shelf, name in ((CLAIRE, "A2", "Mme Martin Claire"), (CLAUDE, "A3", "M. Martin Claude")):
        ready.do("relay.receive", tracking=number, shelf=shelf, addressee={"name": name})
    return keys


def shown(keys: WindowKeys) -> list[str]:
    """What is written on the cards that are seen."""
    cards = [card for card in keys.window.view.counter.findChildren(CardView) if card.isVisible()]
    return [" ".join(one.text for one in card.written()) for card in cards]


def handed(play: Play) -> list[str]:
    return [one.data["tracking"] for one in play.posted() if one.kind == "relay.handed_over"]


def test_which_one_is_asked_and_only_theirs_is_handed_over(martins: WindowKeys, ready: Play) -> None:
    keys = martins
    keys.type("martin")
    first, second = shown(keys)
    assert "Mme Martin Claire" in first and "M. Martin Claude" in second
    assert "Choose" in first and "Document seen" not in first + second, "no key hands anything over here"
    keys.press("slash")
    assert keys.window.view.line.text() == "" and handed(ready) == []
    assert "1" in shown(keys)[0].split() and "2" in shown(keys)[1].split()
    keys.type("2")
    keys.press("slash")
    assert handed(ready) == []
    assert keys.state.offer is not None and keys.state.offer.person == "M. Martin Claude"
    assert keys.state.offer.rule.startswith("Check: M. Martin Claude.")
    keys.press("slash")
    assert handed(ready) == [CLAUDE]
    for _ in range(3):
        keys.press("slash")
    assert handed(ready) == [CLAUDE], "hers is not handed over by the key that handed his over"


def test_one_person_is_served_by_three_letters_and_a_key(martins: WindowKeys, ready: Play) -> None:
    martins.type("cla")
    assert martins.state.whom, "Claire and Claude begin alike"
    martins.press("escape")
    martins.type("clair")
    martins.press("slash")
    assert handed(ready) == [CLAIRE]


def test_names_are_hidden_and_she_goes_on_serving(martins: WindowKeys, ready: Play) -> None:
    keys = martins
    keys.scan(CLAIRE)
    keys.press("discreet")
    (card,) = shown(keys)
    assert "Martin" not in card and "15602" not in card and "Name hidden" in card and "…3842" in card
    keys.press("slash")
    assert handed(ready) == [CLAIRE]
    assert "15602" not in keys.window.view.foot._told.text()
    keys.press("discreet")
    keys.press("discreet")
    keys.scan(CLAUDE)
    assert "M. Martin Claude" in shown(keys)[0]


def test_a_row_of_the_shelf_names_nobody_and_opens_a_card_that_does(martins: WindowKeys) -> None:
    keys = martins
    keys.press("f5")
    shelf = presenter(keys.window, "relay")
    rows = [row for row in shelf.state.rows if row.act or row.key]
    assert rows and "Martin" not in repr(shelf.state)
    opened = next(row for row in rows if "3842" in row.title)
    shelf.choose(opened.key)
    shelf.press("open")
    keys.rest()
    assert keys.state.offer is not None and keys.state.offer.person == "Mme Martin Claire"
