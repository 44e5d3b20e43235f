"""Stamps: prices are the tariff's of the day."""

import pytest

from tests.counter.desks import Desks, Play, card
from tests.services.relay_desk import price


@pytest.mark.parametrize(
    ("product", "cents"),
    [
        ("LV_20", 152),
        ("LV_100", 310),
        ("LV_2000", 1114),
        ("LI_20", 225),
        ("LV_SUIVI_20", 202),
        ("LSP_20", 347),
        ("SUIVI", 50),
        ("LV_50", "tariff.unknown"),  # no 50 g band for ordinary letters
        ("LV_21", "tariff.unknown"),
        ("LV_", "tariff.unknown"),
        ("LV", "tariff.unknown"),
        ("lv_20", 152),  # a code is a code in either case
        ("LR1_20", "tariff.unknown"),  # not a stamp
        ("COL_250", "tariff.unknown"),
        ("AR", "tariff.unknown"),
        ("CAFE", "tariff.unknown"),
        ("LV_²0", "tariff.unknown"),
    ],
)
def test_stamps_of_2026(shop: Play, product: str, cents: int | str) -> None:
    assert price(shop, "relay.sell", product=product, quantity=1) == cents
    if isinstance(cents, str):
        assert shop.code("relay.stock_receive", product=product, quantity=1) == cents
    else:
        assert shop.do("relay.stock_receive", product=product, quantity=1).result == {
            "product": product.upper(),
            "quantity": 1,
        }


@pytest.mark.parametrize(
    ("day", "product", "cents"),
    [
        ("2023-12-29", "LV_20", "tariff.unknown"),
        ("2024-12-31", "LV_20", 129),
        ("2025-01-02", "LV_20", 139),
        ("2025-12-31", "LV_20", 139),
        ("2026-01-02", "LV_20", 152),
        ("2025-12-31", "LV_100", "tariff.unknown"),  # a stamp we know, its price of that year we do not
        ("2025-12-31", "SUIVI", "tariff.unknown"),
    ],
)
def test_prices_of_other_years(desks: Desks, day: str, product: str, cents: int | str) -> None:
    with desks.desk(start=f"{day}T08:00") as play:
        play.open(f"{day}T08:00")
        assert price(play, "relay.sell", product=product, quantity=1) == cents


def test_the_price_changes_with_the_business_day(desks: Desks) -> None:
    """A day opened on 31 December sells at its own prices past midnight; the next one at the new."""
    with desks.desk(start="2025-12-31T08:00") as play:
        play.open("2025-12-31T15:00")
        play.hands.set("2026-01-01T00:30")
        assert price(play, "relay.sell", product="LV_20", quantity=10) == 1390
        assert price(play, "relay.frank", product="LV", weight_g=20) == 139
        play.close(counted_cents=0)
        play.hands.set("2026-01-02T08:00")
        play.do("day.open", confirmed_day="2026-01-02")
        assert price(play, "relay.sell", product="LV_20", quantity=10) == 1520
        assert price(play, "relay.frank", product="LV", weight_g=20) == 152


def test_what_a_postal_line_keeps(shop: Play) -> None:
    line = (
        shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 3}], card(456))
        .posted[0]
        .data["line"]
    )
    assert {name: line[name] for name in ("fund", "regime", "vat_code", "rate", "quantity_thousandths", "unit_cents", "discount_cents")} == {
        "fund": "MANDATE:LAPOSTE", "regime": "mandate_transparent", "vat_code": "EXO_POSTE", "rate": 0,
        "quantity_thousandths": 3000, "unit_cents": 152, "discount_cents": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        (0, "input.bounds"),
        (10_001, "input.bounds"),
        (True, "input.integer"),
        (1.0, "input.integer"),
        (None, "input.missing"),
    ],
)
def test_quantities(shop: Play, quantity: object, code: str) -> None:
    assert price(shop, "relay.sell", product="LV_20", quantity=quantity) == code
    assert shop.code("relay.stock_receive", product="LV_20", quantity=quantity) == code
