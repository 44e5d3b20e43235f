"""Stamps and franking: prices are the tariff's of the day, the stock never blocks a sale."""

from typing import Any

import pytest

from concierge_desk.services.relay.model.closing import stock_rows
from tests.counter.desks import Desks, Play, card


def sell(play: Play, product: str, quantity: int = 1) -> Any:
    return play.ask(
        "till.settle",
        acts=[{"do": "relay.sell", "product": product, "quantity": quantity}],
        payments=[card(_price(play, product) * quantity)] if _price(play, product) else [],
    )


def _price(play: Play, product: str) -> int:
    return {"LV_20": 152, "LI_20": 225, "LV_SUIVI_20": 202, "SUIVI": 50, "LV_100": 310, "LSP_20": 347}.get(
        product, 0
    )


def price(play: Play, do: str, **fields: Any) -> int | str:
    """Return what an act costs, or why it is refused: a ticket that nobody pays says its price."""
    refused = play.refused("till.settle", acts=[{"do": do, **fields}], payments=[])
    if refused.code == "till.underpaid":
        due = refused.params["due_cents"]
        assert isinstance(due, int)
        return due
    return refused.code


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


FRANKING: list[tuple[str, str | None, int, int | str]] = [
    ("LV", "FR", 1, 152),
    ("LV", "FR", 20, 152),
    ("LV", "FR", 21, 310),
    ("LV", "FR", 50, 310),
    ("LV", "FR", 100, 310),
    ("LV", "FR", 101, 524),
    ("LV", "FR", 2000, 1114),
    ("LV", "FR", 2001, "tariff.over_limit"),
    ("LR1", "FR", 20, 611),
    ("LR1", "FR", 21, 698),
    ("LR1", "FR", 50, 698),
    ("LR1", "FR", 51, 788),
    ("COL", "FR", 250, 549),
    ("COL", "FR", 251, 759),
    ("COL", "FR", 1800, 1119),
    ("COL", "FR", 30_000, 3959),
    ("COL", "FR", 30_001, "tariff.over_limit"),
    ("COL", None, 250, 549),  # one zone only: may be left out
    ("LI", None, 20, 225),
    ("COL_INT", None, 500, "tariff.unknown"),  # three zones
    ("COL_INT", "A", 500, 1499),
    ("COL_INT", "C", 500, 3519),
    ("COL_INT", "D", 500, "tariff.unknown"),
    ("LV", "INT", 20, "tariff.unknown"),
    ("AR", "FR", 1, 145),
    ("AR", None, 99_999, 145),  # flat, whatever the weight
    ("AR_INT", None, 20, 150),
    ("NOPE", None, 20, "tariff.unknown"),
    ("NOPE", "FR", 20, "tariff.unknown"),
    ("LV_20", "FR", 20, "tariff.unknown"),
    ("LV", "FR", 0, "input.bounds"),
    ("LV", "FR", 100_001, "input.bounds"),
]


@pytest.mark.parametrize(("product", "zone", "weight_g", "cents"), FRANKING)
def test_franking(shop: Play, product: str, zone: str | None, weight_g: int, cents: int | str) -> None:
    fields = {} if zone is None else {"zone": zone}
    assert price(shop, "relay.frank", product=product, weight_g=weight_g, **fields) == cents


@pytest.mark.parametrize(
    ("product", "weight_g", "cents"),
    [
        ("LV", 20, 139),
        ("LV", 21, "tariff.unknown"),  # other bands of 2025 were not found: never guessed
        ("LV", 2001, "tariff.over_limit"),
        ("LR1", 20, 574),
        ("LR1", 50, "tariff.unknown"),
        ("LR2", 20, "tariff.unknown"),
        ("COL", 250, 525),
        ("COL", 16_543, 3785),
    ],
)
def test_franking_in_2025(desks: Desks, product: str, weight_g: int, cents: int | str) -> None:
    with desks.desk(start="2025-12-31T08:00") as play:
        play.open("2025-12-31T08:00")
        assert price(play, "relay.frank", product=product, weight_g=weight_g) == cents


def test_the_band_is_in_the_answer(shop: Play) -> None:
    acts = [
        {"do": "relay.frank", "product": "COL", "weight_g": 1800},
        {"do": "relay.frank", "product": "AR", "weight_g": 5},
    ]
    answer = shop.settle(acts, card(1119 + 145))
    assert answer.result["lines"] == [{"cents": 1119, "max_g": 2000}, {"cents": 145, "max_g": None}]
    assert [entry.data["zone"] for entry in answer.posted[:2]] == ["FR", "FR"]


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


# Numbers on franked items.


def frank(**fields: Any) -> dict[str, Any]:
    return {"do": "relay.frank", "product": "COL", "weight_g": 250, **fields}


@pytest.mark.parametrize(
    ("act", "warnings"),
    [
        (frank(), ["relay.tracking_missing"]),
        (frank(tracking="6A15602683841"), []),
        (frank(tracking="6A15602683842"), ["tracking.check_key"]),
        (frank(tracking="ABC"), ["tracking.shape"]),
        (frank(tracking="12345678"), []),  # no carrier is asked for: it is La Poste's
        (frank(product="LV", weight_g=20), []),  # nothing to track
        (frank(product="AR"), []),
    ],
)
def test_tracking_on_franking(shop: Play, act: dict[str, Any], warnings: list[str]) -> None:
    due = price(shop, **act)
    assert [warning.code for warning in shop.settle([act], card(int(due))).warnings] == warnings


def test_a_number_waits_once(shop: Play) -> None:
    act = frank(tracking="6A15602683841")
    shop.settle([act], card(549))
    assert price(shop, **act) == "relay.already_deposited"
    assert shop.code("relay.deposit", kind="parcel", tracking="6A15602683841") == "relay.already_deposited"
    shop.do("relay.hand_to_postman", what="deposits")
    # Gone with the postman; the same number may come again, after a year or by mistake.
    shop.settle([act], card(549))


def test_an_option_is_paid_for_but_is_no_piece(shop: Play) -> None:
    """A registered letter with advice of receipt is one item for the postman."""
    number = "1A12345678901"
    letter = {"do": "relay.frank", "product": "LR1", "weight_g": 20, "tracking": number}
    acts = [letter, frank(product="AR", tracking=number), frank(product="SUIVI")]
    shop.settle(acts, card(611 + 145 + 50))
    slip = shop.do("relay.hand_to_postman", what="deposits")
    assert [(item["product"], item["tracking"]) for item in slip.posted[0].data["items"]] == [("LR1", number)]
    assert shop.last("relay.franked").data["pieces"] == 0
    assert shop.code("relay.hand_to_postman", what="deposits") == "relay.nothing_to_hand"


# The stock.


def test_stock(shop: Play) -> None:
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    assert sell(shop, "LV_20", 10).warnings == ()
    short = sell(shop, "LV_20", 1).warnings
    assert [(w.code, w.params) for w in short] == [("relay.stock_short", {"product": "LV_20", "stock": 0})]
    again = sell(shop, "LV_20", 2).warnings
    assert again[0].params == {"product": "LV_20", "stock": -1}
    assert shop.status()["stock"] == {"LV_20": -3, "LI_20": 0}
    shop.do("relay.stock_receive", product="LV_20", quantity=5)
    shop.close(counted_cents=None)
    rows = {row["product"]: row for row in shop.last("relay.day_reported").data["stock"]}
    assert rows["LV_20"] == {
        "product": "LV_20",
        "opening": 0,
        "received": 15,
        "sold": 13,
        "closing": 2,
        "restock": 398,
    }
    shop.open("2026-11-26T08:00")
    shop.close(counted_cents=None)
    rows = {row["product"]: row for row in shop.last("relay.day_reported").data["stock"]}
    assert rows["LV_20"] == {
        "product": "LV_20",
        "opening": 2,
        "received": 0,
        "sold": 0,
        "closing": 2,
        "restock": 398,
    }


@pytest.mark.parametrize(
    ("stock", "par", "restock"),
    [(0, 400, 400), (399, 400, 1), (400, 400, 0), (401, 400, 0), (-5, 400, 405), (5, 0, 0), (-5, 0, 5)],
)
def test_restock(stock: int, par: int, restock: int) -> None:
    (row,) = stock_rows((), {"LV_20": stock}, {"LV_20": par})
    assert row["restock"] == restock


def test_stamps_without_a_par_level_and_the_other_way_round() -> None:
    rows = stock_rows((), {"SUIVI": 3}, {"LV_20": 400})
    assert [(row["product"], row["closing"], row["restock"]) for row in rows] == [
        ("LV_20", 0, 400),
        ("SUIVI", 3, 0),
    ]


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
