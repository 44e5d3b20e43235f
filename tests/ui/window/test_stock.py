"""The page of the stock in the real window, in French: the drawer counted by scan, a delivery checked in, an order changed."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint

from concierge_desk.frame.window import MainWindow
from concierge_desk.ui.kit.fields.quantity_edit import QuantityEdit
from concierge_desk.ui.kit.item_list import ItemList
from tests.counter.desks import Play
from tests.ui.pages import presenter
from tests.ui.ways.players import ByKeys, ByMouse
from tests.ui.ways.steps import Act, Card, Page, Press
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse

PAGE = "relay_stock"
RELAY = Page("Relais La Poste", key="f5")
CARNET = {
    "product": "CARNET", "label": "Carnet de 12", "family": "letter", "stamp": True, "tracked": False,
    "pack": {"product": "LV_20", "pieces": 12},
}  # fmt: skip


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def stocked(play: Play) -> Play:
    """95 green stamps, 20 for abroad, five carnets; 400 and 60 stamps should be there."""
    play.open(float_cents=8000)
    play.do("relay.set_products", rows=[CARNET])
    lines = [
        {"product": code, "quantity": count} for code, count in (("LV_20", 95), ("LI_20", 20), ("CARNET", 5))
    ]
    play.do("relay.stock_receive", lines=lines)
    return play


@pytest.fixture
def window(stocked: Play, opened: Callable[[Play], MainWindow]) -> MainWindow:
    return opened(stocked)


def state(window: MainWindow) -> Any:
    assert window.view.page == PAGE
    return presenter(window, PAGE).state


def told(window: MainWindow) -> str:
    said = state(window).told
    return "" if said is None else str(said.text).replace("\N{NO-BREAK SPACE}", " ")


def numbers(window: MainWindow) -> dict[str, int | None]:
    return {row.product: row.number for row in state(window).sheet.rows}


def by_keys(window: MainWindow, *steps: Any) -> WindowKeys:
    player = ByKeys(window)
    player.home()
    player.go(steps)
    return player.keys


def test_the_whole_drawer_is_counted_by_scan(window: MainWindow, stocked: Play) -> None:
    """What is scanned is chosen, its number typed; what was forgotten is named, gaps are told at the end."""
    keys = by_keys(window, Page("Stock, livraisons", word="stock"), Card("Tout le stock"), Act("Le compter"))
    assert numbers(window) == {"LV_20": None, "LI_20": None, "CARNET": None}
    keys.press("slash")
    assert told(window) == "Aucun nombre n’est encore noté."
    keys.scan("CARNET")
    keys.type("5")
    # The next scan says that the number before it is whole.
    keys.scan("LV_20")
    keys.type("94")
    keys.press("enter")
    assert numbers(window) == {"LV_20": 94, "LI_20": None, "CARNET": 5}
    assert state(window).at == "LI_20"
    keys.scan("6A15602676300")
    assert "se vend à la pièce" in told(window)
    # What is typed finds a product too, by its code or by its name.
    keys.type("carnet")
    keys.press("enter")
    assert state(window).at == "CARNET"
    before = stocked.head()
    keys.press("slash")
    assert told(window).startswith("Pas encore compté : Lettre internationale 20 g.")
    assert stocked.head() == before
    keys.press("slash")
    assert told(window) == "Enregistré. Écarts : Lettre verte 20 g −1."
    assert [entry.data["product"] for entry in stocked.posted(before + 1)] == ["LV_20", "CARNET"]
    keys.press("slash")
    assert told(window).startswith("C’est enregistré.")
    keys.press("escape")
    assert window.view.page == "counter"


def test_a_number_is_mended_before_it_is_written(window: MainWindow) -> None:
    keys = by_keys(window, Page("Stock, livraisons", word="stock"), Card("Tout le stock"), Act("Le compter"))
    keys.type("0")
    keys.press("enter")
    assert numbers(window)["LV_20"] == 0
    keys.scan("LV_20")
    keys.press("minus")
    keys.type("12345678")
    assert state(window).typed == "12345"
    # A step back is of what was typed, not of the page.
    keys.press("escape")
    assert state(window).typed == "" and numbers(window)["LV_20"] is None
    keys.press("star")
    assert told(window) == "Ce qui est compté se tape : rien n’est supposé."
    keys.press("f6")
    assert "aucune" in told(window)
    keys.type("7")
    keys.press("enter")
    keys.press("escape")
    assert told(window) == "Échap encore une fois abandonne ces nombres."
    keys.press("escape")
    assert window.view.page == "counter"


def test_an_order_is_changed_sent_and_checked_in(window: MainWindow, stocked: Play) -> None:
    keys = by_keys(
        window, Page("Commandes de timbres", word="commande"), Card("Commander"), Act("La changer d’abord")
    )
    # 400 less 95 in whole carnets of twelve; 60 less 20.
    assert numbers(window) == {"LV_20": 312, "LI_20": 40, "CARNET": 0}
    keys.scan("LI_20")
    keys.type("50")
    keys.press("slash")
    assert stocked.last("relay.stock_ordered").data["rows"] == [
        {"product": "LV_20", "ordered": 312},
        {"product": "LI_20", "ordered": 50},
    ]
    keys = by_keys(
        window,
        Page("Commandes de timbres", word="commande"),
        Card("Commande F-2026-0001"),
        Act("La contrôler"),
    )
    keys.scan("LV_20")
    keys.type("300")
    keys.press("enter")
    keys.press("star")
    assert numbers(window) == {"LV_20": 300, "LI_20": 50}
    keys.press("slash")
    assert told(window).startswith("Pas comme demandé : Lettre verte 20 g.")
    keys.press("f6")
    assert "soldée" in told(window)
    keys.press("slash")
    keys.press("slash")
    checked = stocked.last("relay.delivery_checked").data
    assert (checked["state"], checked["complete"]) == ("closed", True)
    assert stocked.status()["stock"] == {"CARNET": 5, "LI_20": 70, "LV_20": 395}


def test_by_mouse_alone(window: MainWindow, stocked: Play) -> None:
    player = ByMouse(window)
    player.home()
    player.go(
        (RELAY, Press("Commandes de timbres", ""), Card("Commander"), Act("Commander ce qui est proposé"))
    )
    player.home()
    player.go((RELAY, Press("Commandes de timbres", ""), Card("Commande F-2026-0001"), Act("La contrôler")))
    mouse, page = Mouse(window), window.view.view_of(window.view.shown)
    (listed,) = page.findChildren(ItemList)
    second = listed.visualRect(listed.model().index(1, 0)).center()
    mouse.press_at(listed.viewport(), QPoint(second))
    assert state(window).at == "LI_20"
    (field,) = page.findChildren(QuantityEdit)
    mouse.press("+", field)
    assert numbers(window) == {"LV_20": None, "LI_20": 1}
    mouse.press("Tout comme attendu", page)
    mouse.press("Tout est noté\N{NO-BREAK SPACE}: l’enregistrer", page)
    assert told(window).startswith("Pas comme demandé")
    mouse.press("Tout est noté\N{NO-BREAK SPACE}: l’enregistrer", page)
    assert stocked.last("relay.delivery_checked").data["state"] == "part"
    assert stocked.status()["stock"]["LI_20"] == 21


def test_a_carnet_is_opened_where_a_stamp_is_sold(window: MainWindow, stocked: Play) -> None:
    """Four single stamps are left and twelve are wanted: one key more opens a carnet."""
    stocked.do("relay.stock_count", product="LV_20", counted=4)
    window.watching.ask()
    by_keys(window, Page("Timbre", word="LV_20"), Card("Timbre Lettre verte 20"), Act("Ouvrir"))
    assert stocked.status()["stock"] == {"CARNET": 4, "LI_20": 20, "LV_20": 16}
