"""Worth of the stock when La Poste's prices change: its account adds up over the change.

Source: decision 0078.
"""

from pathlib import Path
from typing import Any

from concierge_desk.services.relay.model.stock.worth import Prices, revalued
from tests.counter.desks import Play, card
from tests.services.relay_desk import everything_agrees, statement, table

NEW = {
    "product": "LV", "label": "Lettre verte", "zone": "FR", "max_g": 20, "cents": 167, "vat_code": "EXO_POSTE",
    "valid_from": "2027-01-01", "source": "essai", "confidence": "S", "coverage": "partial",
}  # fmt: skip


def worth(play: Play) -> int:
    """Return what the green stamps were worth at the last closing, in cents."""
    ((pieces, cents),) = play.rows(
        "SELECT quantity, cents FROM relay_stock JOIN relay_worth USING (product) WHERE product = 'LV_20'"
    )
    return int(pieces * cents)


def told(play: Play) -> dict[str, Any] | None:
    row = next(row for row in statement(play)["stock"] if row["product"] == "LV_20")
    return row.get("revalued")


def test_the_first_day_of_the_new_price(shop: Play, tmp_path: Path) -> None:
    """100 stamps at 1.52 are worth 1.67 on 2 January: 15.00 more, by which La Poste's account adds up."""
    shop.do("relay.stock_receive", product="LV_20", quantity=100)
    shop.do("tariff.import", rows=[NEW])
    shop.close(counted_cents=8000)
    assert told(shop) is None and worth(shop) == 15_200
    shop.open("2027-01-02T08:00", confirmed_day="2027-01-02")
    shop.do("relay.stock_receive", product="LV_20", quantity=20)
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 4}], card(668))
    change = {"pieces": 100, "old_cents": 152, "new_cents": 167, "cents": 1500}
    assert shop.status()["revalued"] == {"LV_20": change}
    shop.close(counted_cents=8000)
    assert told(shop) == change and shop.status()["revalued"] == {"LV_20": change}
    assert next(row["revalued"] for row in table(shop, "stock") if row["product"] == "LV_20") == 1500
    # What it was worth, the change, what came and went at the new price.
    assert worth(shop) == 15_200 + 1500 + 20 * 167 - 4 * 167
    everything_agrees(shop, tmp_path, "2027-01-02")
    shop.open("2027-01-04T08:00", confirmed_day="2027-01-04")
    assert "revalued" not in shop.status()
    shop.close(counted_cents=8000)
    assert told(shop) is None


def test_a_price_that_is_taken_in_during_the_day(shop: Play, tmp_path: Path) -> None:
    """40 were sold at the old price in the morning: those that are left are worth more."""
    shop.do("relay.stock_receive", product="LV_20", quantity=100)
    shop.close(counted_cents=8000)
    shop.open("2027-01-02T08:00", confirmed_day="2027-01-02")
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 40}], card(6080))
    shop.do("tariff.import", rows=[NEW])
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 10}], card(1670))
    shop.close(counted_cents=8000)
    assert told(shop) == {"pieces": 60, "old_cents": 152, "new_cents": 167, "cents": 900}
    assert worth(shop) == 15_200 - 40 * 152 + 900 - 10 * 167
    everything_agrees(shop, tmp_path, "2027-01-02")


def test_a_price_that_was_learnt_late(shop: Play) -> None:
    """2 January was closed at the old price, since nobody knew better: the change is told on the day it was learnt."""
    shop.do("relay.stock_receive", product="LV_20", quantity=100)
    shop.close(counted_cents=8000)
    shop.open("2027-01-02T08:00", confirmed_day="2027-01-02")
    shop.close(counted_cents=8000)
    assert told(shop) is None and worth(shop) == 15_200
    shop.open("2027-01-04T08:00", confirmed_day="2027-01-04")
    shop.do("tariff.import", rows=[NEW])
    shop.close(counted_cents=8000)
    assert told(shop) == {"pieces": 100, "old_cents": 152, "new_cents": 167, "cents": 1500}
    assert worth(shop) == 16_700


def test_nothing_changes_without_stamps() -> None:
    row = {"product": "LV_20", "opening": 0}
    assert revalued(row, (), "2027-01-02", Prices({"LV_20": 152}, {"LV_20": 167})) is None
    assert revalued({**row, "opening": 3}, (), "2027-01-02", Prices({}, {"LV_20": 167})) is None
    assert revalued({**row, "opening": 3}, (), "2027-01-02", Prices({"LV_20": 152}, {})) is None
    lower = revalued({**row, "opening": 3}, (), "2027-01-02", Prices({"LV_20": 152}, {"LV_20": 150}))
    assert lower is not None and lower["cents"] == -6
