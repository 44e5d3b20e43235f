"""What the handbook of the concierge says is done, key by key, in the real window: each does what the book says."""

from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.frame.window import MainWindow
from tests.counter.desks import Play
from tests.ui.pages import presenter
from tests.ui.window.at_the_day import pieces_of
from tests.ui.window.conftest import PARCEL, hers, keys, opened, plugged, ready  # noqa: F401  (fixtures)
from tests.ui.window.keyboard import WindowKeys

BAG = ("6A15602676317", "6A15602676324")
RETURN = "8K00009775862"


@pytest.fixture
def lang() -> str:
    return "fr"


def kinds(play: Play, since: int = 0) -> list[str]:
    return [entry.kind for entry in play.posted(since + 1)]


def last(play: Play, kind: str) -> dict[str, Any]:
    return dict([entry for entry in play.posted() if entry.kind == kind][-1].data)


def press(keys: WindowKeys, *names: str) -> None:  # noqa: F811
    for name in names:
        keys.press(name)


def act_of(keys: WindowKeys) -> str:  # noqa: F811
    """What `/` does now."""
    offer = keys.state.offer
    return "" if offer is None else offer.acts[keys.state.act].label


def test_open(opened: Callable[..., MainWindow], play: Play) -> None:  # noqa: F811
    first = WindowKeys(opened(play))  # the first day: the sum is typed
    press(first, "enter")
    first.type("80")
    press(first, "enter")
    assert last(play, "day.opened")["float_cents"] == 8000
    first.press("passage")
    assert first.window.front.state.undo is not None
    press(first, "discreet")
    assert first.window.veiling.hides
    press(first, "discreet")
    assert first.window.covers.discreet.is_open


def test_open_with_what_lay_there_yesterday(opened: Callable[..., MainWindow], play: Play) -> None:  # noqa: F811
    play.open(float_cents=8000)
    play.do("day.close", counted_cents=8000)
    play.hands.set("2026-11-26T07:58")
    next_day = WindowKeys(opened(play))
    press(next_day, "enter", "enter")
    assert last(play, "day.opened")["float_cents"] == 8000
    press(next_day, "f5")
    assert next_day.window.view.page == "relay"


def test_the_bag_arrives(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    keys.press("arrivals")
    keys.scan(BAG[0])
    press(keys, "enter", "enter")
    keys.scan(BAG[1])
    keys.type("Weber")
    press(keys, "enter", "enter", "home")
    assert kinds(ready).count("relay.received") == 3
    assert keys.window.view.is_home and keys.state.mode == "counter"


@pytest.mark.parametrize(("choice", "seen"), [("", "id_card"), ("2", "passport")])
def test_somebody_comes_for_a_parcel_and_it_is_taken_back(
    keys: WindowKeys,  # noqa: F811
    ready: Play,  # noqa: F811
    choice: str,
    seen: str,
) -> None:
    keys.type("kess")
    if choice:
        keys.press("enter")
        keys.type(choice)
    keys.press("slash")
    assert last(ready, "relay.handed_over")["id_document"] == seen
    keys.press("undo")
    assert kinds(ready)[-1] == "relay.reversed"


def test_a_parcel_for_somebody_else(keys: WindowKeys) -> None:  # noqa: F811
    keys.scan(PARCEL)
    before = keys.state.offer
    keys.press("right")
    assert before is not None and act_of(keys) == "Quelqu’un d’autre"


def test_stamps_and_change(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    keys.type("3")
    keys.favourite(0)
    keys.type("20")
    keys.press("plus")
    settled = last(ready, "till.settled")
    assert settled["payments"][0]["given_cents"] == 2000 and last(ready, "relay.sold")["quantity"] == 3
    keys.press("f12")
    assert keys.window.covers.paper.is_open


def test_a_line_is_taken_off_and_another_means(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    keys.favourite(0)
    keys.favourite(0)
    lines = len(keys.state.lines)
    keys.press("minus")
    assert len(keys.state.lines) < lines
    keys.press("star")
    assert keys.state.paying is not None
    del ready


def test_something_leaves(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    keys.scan(RETURN)
    keys.press("slash")
    assert "relay.deposited" in kinds(ready)
    keys.press("f12")
    assert keys.window.covers.paper.is_open
    press(keys, "escape", "f5", "f5")
    assert act_of(keys) == "Le facteur signe tout de suite"
    keys.press("right")
    assert act_of(keys) == "Préparer le bon"
    press(keys, "right", "slash")
    assert "relay.handed_to_postman" in kinds(ready)
    keys.press("f12")
    assert keys.window.covers.paper.is_open


def test_a_ticket_is_given_back(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    keys.favourite(0)
    keys.press("plus")
    keys.type("ticket")
    assert act_of(keys) == "Tout rembourser"
    keys.press("slash")
    keys.type("4")
    keys.press("slash")
    assert last(ready, "till.settled")["refunds"] and last(ready, "till.settled")["reason"] == "changed_mind"


def test_who_looks_for_change_waits(keys: WindowKeys) -> None:  # noqa: F811
    keys.favourite(0)
    keys.press("park")
    assert not keys.state.lines and keys.state.parked == 1
    keys.press("park")
    assert keys.state.lines


def count(keys: WindowKeys, cents: int) -> None:  # noqa: F811
    """Type how many of each piece, and go on."""
    for pieces in pieces_of(cents).values():
        keys.type(str(pieces))
        keys.press("enter")
    keys.press("day")


def test_close(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    keys.favourite(0)
    keys.press("park")
    press(keys, "day")
    evening = presenter(keys.window, "day").evening
    assert evening.state.step == "visits"
    keys.type("2")
    keys.press("day")
    assert evening.state.step == "count"
    count(keys, 100)
    assert evening.state.step == "counted"
    keys.press("f5")
    assert evening.state.step == "count"
    count(keys, 200)
    keys.press("escape")
    assert "day.closed" not in kinds(ready)
    press(keys, "home", "day")
    assert evening.state.step == "counted", "nothing is lost"
    keys.press("f6")
    keys.type("1")
    press(keys, "enter", "day")
    assert "day.closed" in kinds(ready)
    assert evening.state.step == "stick", "its report is written"


def test_the_break(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    keys.type("pause")
    press(keys, "slash", "enter")
    assert "session.closed" in kinds(ready)


def test_a_day_that_was_closed_too_early(opened: Callable[..., MainWindow], play: Play) -> None:  # noqa: F811
    play.open(float_cents=8000)
    play.do("day.close", counted_cents=8000)
    early = WindowKeys(opened(play))
    press(early, "day", "f8", "enter", "enter")
    assert kinds(play).count("day.opened") == 2


def test_money_in_and_out_and_to_the_bank(keys: WindowKeys) -> None:  # noqa: F811
    keys.type("tiroir")
    assert act_of(keys) == "Sortir de l’argent"
    keys.press("escape")
    keys.type("banque")
    assert act_of(keys) == "Remettre en banque"


def test_an_act_of_the_journal_is_taken_back(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    keys.type("kess")
    press(keys, "slash", "f4", "slash")
    keys.type("1")
    keys.press("slash")
    assert kinds(ready)[-1] == "relay.reversed"
    keys.press("f6")
    assert presenter(keys.window, "journal").state.aside == "search"


def test_the_journal_holds(keys: WindowKeys) -> None:  # noqa: F811
    press(keys, "f4", "f5")
    assert presenter(keys.window, "journal").state.verdict is not None


def test_a_parcel_that_is_not_found(keys: WindowKeys) -> None:  # noqa: F811
    press(keys, "f5", "f6")
    keys.scan("3017620422003")
    keys.press("f6")
    shelf = presenter(keys.window, "relay")
    assert shelf.state.outcome is not None
    keys.press("star")
    assert keys.window.view.is_home and act_of(keys) == "Incident"
    keys.press("slash")
    assert keys.state.asking is not None


def test_the_end_of_a_number_is_enough(keys: WindowKeys) -> None:  # noqa: F811
    keys.type(PARCEL[-4:])
    assert keys.state.offer is not None and keys.state.offer.title.replace(" ", "").endswith(PARCEL)


@pytest.mark.parametrize(
    ("key", "part"), [("0", "prefix"), ("f12", "printer"), ("f8", "sheets"), ("f5", "trial")]
)
def test_what_is_chosen_at_this_pc(keys: WindowKeys, key: str, part: str) -> None:  # noqa: F811
    keys.press("help")
    keys.type("1")
    preferences = keys.window.covers.preferences
    assert preferences.is_open
    if key.isdecimal():
        keys.type(key)
    else:
        keys.press(key)
    assert preferences.questions.standing is getattr(preferences.questions, part)


# What the one of the treasurer says.


def test_the_z_is_had_again(opened: Callable[..., MainWindow], play: Play) -> None:  # noqa: F811
    play.open(float_cents=8000)
    play.do("day.close", counted_cents=8000)
    evening = WindowKeys(opened(play))
    press(evening, "f4", "f12")
    assert evening.window.covers.paper.is_open
    assert "z-Z-2026-0001" in str(presenter(evening.window, "journal").state.shown or evening.state.shown)


def test_cheques_and_cash_go_to_the_bank_and_come_back(keys: WindowKeys, ready: Play) -> None:  # noqa: F811
    coffee = [{"do": "shop.sell", "article": "CAFE", "quantity": 2}]
    ready.do("till.settle", acts=coffee, payments=[{"means": "cheque", "cents": 240}])
    keys.type("banque")
    keys.press("slash")
    assert keys.state.asking is not None and keys.state.asking.ask is not None
    assert keys.state.asking.ask.kind == "ticks"
    keys.press("enter")
    assert keys.state.asking is not None and keys.state.asking.ask is not None
    assert keys.state.asking.ask.kind == "cents"
    keys.press("enter")
    assert kinds(ready)[-1] == "till.paid_in"
    keys.press("f12")
    assert keys.window.covers.paper.is_open
    press(keys, "escape", "f4", "slash")
    keys.type("1")
    keys.press("slash")
    assert kinds(ready).count("till.paid_in") == 2, "with its sign turned"


def test_money_leaves_for_la_poste(keys: WindowKeys) -> None:  # noqa: F811
    keys.favourite(0)
    keys.press("plus")
    keys.type("tiroir")
    keys.press("slash")
    assert keys.state.asking is not None
    options = [option for ask in keys.state.asking.act.asks for option in ask.options]
    assert ("Versement au partenaire", "Pour La Poste") in [(one.label, one.detail) for one in options], (
        options
    )
