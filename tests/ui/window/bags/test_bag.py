"""A bag arrives in the real window: announced, scanned item by item, closed by one key; by hand and by mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest

from concierge_desk.frame.rail import RailButton
from concierge_desk.frame.window import MainWindow
from concierge_desk.services.relay.model.numbers import read_number
from concierge_desk.ui.page.card_view import CardView
from tests.counter.desks import Play
from tests.ui.window.keyboard import WindowKeys, wait_quiet
from tests.ui.window.mouse import Mouse


@pytest.fixture
def lang() -> str:
    return "fr"


def numbers(count: int, first: int = 1_000_000) -> list[str]:
    """Return numbers of Colissimo whose keys hold."""
    stems = [f"6A156{n:07d}" for n in range(first, first + count)]
    return [
        next(stem + key for key in "0123456789" if read_number(stem + key).key == "valid") for stem in stems
    ]


def test_forty_are_announced_and_thirty_eight_of_them_come_with_three_others(
    keys: WindowKeys, ready: Play
) -> None:
    listed, others = numbers(40), numbers(3, first=2_000_000)
    keys.type("sac")
    keys.press("enter")
    keys.press("right")
    keys.press("slash")
    keys.type("2")
    keys.press("enter")
    # The driver's list has a code beside each number: she scans them.
    for number in [*listed, listed[0]]:
        keys.scan(number)
    keys.press("enter")
    assert keys.state.mode == "arrivals"
    assert [offer.ref for offer in keys.state.offers] == ["A-2026-0001"]
    for number in [*listed[:20], *others, *listed[22:]]:
        keys.scan(number)
    # Nothing was asked but where the last one goes.
    keys.press("enter")
    keys.press("enter")
    (bag,) = keys.state.offers
    assert bag.detail == "41 sur 40 scannés"
    assert bag.tag == "il en manque 2, 3 en trop"
    keys.press("slash")
    told = keys.state.told
    assert told is not None
    assert told.text.startswith("Sac A-2026-0001 fermé\u00a0: scannés 41, annoncés 40.")
    closed = ready.last("relay.bag_closed").data
    assert (closed["announced"], closed["received"]) == (40, 41)
    assert (closed["missing"], closed["too_many"]) == (listed[20:22], others)
    assert ready.rows("SELECT document FROM outbox") == [("slip:A-2026-0001",)]
    # What is found later goes with it by itself.
    keys.scan(listed[20])
    keys.press("enter")
    keys.press("enter")
    assert ready.last("relay.received").data["bag"] == "A-2026-0001"
    keys.press("escape")


def in_the_rail(window: MainWindow, label: str) -> RailButton:
    """What leads to a page, whatever number of things waits there."""
    return next(one for one in window.findChildren(RailButton) if one.accessibleName().startswith(label))


def card(window: MainWindow, title: str) -> CardView:
    """The card of that title that is seen."""
    found = [
        one for one in window.findChildren(CardView) if one.isVisible() and title in one.accessibleName()
    ]
    return found[0]


def test_a_bag_by_mouse(ready: Play, opened: Callable[[Play], MainWindow]) -> None:
    window = opened(ready)
    mouse, scanner = Mouse(window), WindowKeys(window)
    mouse.press_at(in_the_rail(window, "Relais La Poste"))
    mouse.press("Un sac arrive")
    mouse.press("Dire combien")
    mouse.press("1. La Poste")
    scanner.type("2")
    mouse.press("Confirmer")
    for number in numbers(1):
        scanner.scan(number)
    mouse.press("Confirmer, ou passer")
    mouse.press("Confirmer")
    # Somebody wants stamps meanwhile: the bag waits among what is to be done, and is gone on with from there.
    mouse.press("Guichet")
    assert mouse.state.mode == "counter"
    mouse.press_at(in_the_rail(window, "Relais La Poste"))
    mouse.press("Un sac arrive")
    mouse.press_at(card(window, "Sac A-2026-0001"))
    mouse.press("Continuer à scanner")
    assert mouse.state.mode == "arrivals"
    assert [offer.ref for offer in mouse.state.offers] == ["A-2026-0001"]
    mouse.press("Tout est scanné\u00a0: fermer le sac")
    told = mouse.state.told
    assert told is not None
    assert told.text == (
        "Sac A-2026-0001 fermé\u00a0: scannés 1, annoncés 2. Manquants 1, en trop 0\u00a0: le bon le dit,"
        " le livreur le signe."
    )
    assert ready.last("relay.bag_closed").data["missing"] == 1


def test_who_asks_for_a_parcel_by_telephone_hears_no_name_and_no_place(keys: WindowKeys, ready: Play) -> None:
    """The last four characters are enough; the answer is read out as it stands there."""
    keys.type("téléphone")
    keys.press("enter")
    keys.type("6300")
    keys.press("enter")
    told = keys.state.told
    assert told is not None
    assert told.text == "Oui, il est là, jusqu’au 10\u00a0décembre 2026."
    assert "Kessler" not in told.text
    assert "A1" not in told.text


def test_a_file_of_numbers_is_dropped(keys: WindowKeys, ready: Play, tmp_path: Path) -> None:
    file = tmp_path / "liste du livreur.csv"
    file.write_text("colis;poids\n" + "".join(f"{number};250\n" for number in numbers(5)), "utf-8")
    keys.type("sac")
    keys.press("enter")
    keys.press("right")
    keys.press("slash")
    keys.type("2")
    keys.press("enter")
    keys.window.view.line.insert(file.as_uri())
    keys.press("enter")
    wait_quiet(keys.window)
    assert ready.last("relay.announced").data["trackings"] == numbers(5)
