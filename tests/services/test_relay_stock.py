"""The stock of stamps: what came, what went, what was counted, and what La Poste is asked for.

Figures are the relay's own estimate: the stock is La Poste's, and La Poste decides what it brings.

Source: docs/trade.md, "Daily statement of the relay" 3, rule 25.
"""

from pathlib import Path
from typing import Any

import pytest

from concierge_desk.services.relay.model.closing import stock_rows
from tests.counter.desks import Play, card
from tests.services.relay_desk import everything_agrees, refusal, statement, table, take_back
from tests.sizes import few

STAMP = {"product": "LV_20"}
SELL_4 = {
    "do": "till.settle",
    "acts": [{"do": "relay.sell", "quantity": 4, **STAMP}],
    "payments": [card(608)],
}
STICK_3 = {
    "do": "till.settle",
    "acts": [{"do": "relay.frank", "product": "LV", "weight_g": 100, "stamps": [{"quantity": 3, **STAMP}]}],
    "payments": [card(310)],
}


def bring(n: int) -> dict[str, Any]:
    return {"do": "relay.stock_receive", "quantity": n, **STAMP}


def spoil(n: int) -> dict[str, Any]:
    return {"do": "relay.stock_spoil", "quantity": n, **STAMP}


def count(n: int) -> dict[str, Any]:
    return {"do": "relay.stock_count", "counted": n, **STAMP}


# Yesterday evening there were 100 stamps; 400 should be there.
# fmt: off
SHEET: list[tuple[str, list[dict[str, Any]], tuple[int, int, int, int, int | None, int, int, int]]] = [
    #                                                opening received sold spoiled counted gap closing restock
    ("nothing happens", [],                              (100,   0,  0,  0, None,  0, 100, 300)),
    ("La Poste brings 50", [bring(50)],                  (100,  50,  0,  0, None,  0, 150, 250)),
    ("La Poste brings all", [bring(300)],                (100, 300,  0,  0, None,  0, 400,   0)),
    ("La Poste brings more", [bring(350)],               (100, 350,  0,  0, None,  0, 450,   0)),
    ("4 are sold", [SELL_4],                             (100,   0,  4,  0, None,  0,  96, 304)),
    ("3 are stuck on a letter", [STICK_3],               (100,   0,  3,  0, None,  0,  97, 303)),
    ("2 are torn", [spoil(2)],                           (100,   0,  0,  2, None,  0,  98, 302)),
    ("all are torn", [spoil(100)],                       (100,   0,  0, 100, None, 0,   0, 400)),
    ("97 are counted", [count(97)],                      (100,   0,  0,  0,  97,  -3,  97, 303)),
    ("101 are counted", [count(101)],                    (100,   0,  0,  0, 101,   1, 101, 299)),
    ("as many as there should be", [count(100)],         (100,   0,  0,  0, 100,   0, 100, 300)),
    ("none are left", [count(0)],                        (100,   0,  0,  0,   0, -100,  0, 400)),
    ("counted twice", [count(97), count(98)],            (100,   0,  0,  0,  98,  -2,  98, 302)),
    ("counted, then sold", [count(97), SELL_4],          (100,   0,  4,  0,  97,  -3,  93, 307)),
    ("sold, then counted", [SELL_4, count(96)],          (100,   0,  4,  0,  96,   0,  96, 304)),
    ("a whole day", [bring(50), SELL_4, STICK_3, spoil(2), count(140)],
                                                         (100,  50,  7,  2, 140,  -1, 140, 260)),
]
TAKEN_BACK: list[tuple[str, list[dict[str, Any]], tuple[int, int, int, int, int | None, int, int, int]]] = [
    # The last of the acts is taken back.
    ("what La Poste did not bring", [bring(50)],         (100,   0,  0,  0, None,  0, 100, 300)),
    ("what was not sold", [SELL_4],                      (100,   0,  0,  0, None,  0, 100, 300)),
    ("what was not stuck", [STICK_3],                    (100,   0,  0,  0, None,  0, 100, 300)),
    ("what was not torn", [spoil(2)],                    (100,   0,  0,  0, None,  0, 100, 300)),
]
# fmt: on
COLUMNS = ("opening", "received", "sold", "spoiled", "counted", "gap", "closing", "restock")


@pytest.fixture
def second_day(shop: Play) -> Play:
    """The day after 100 stamps were brought."""
    shop.do(**bring(100))
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    return shop


def sheet(play: Play) -> tuple[Any, ...]:
    (row,) = [row for row in statement(play)["stock"] if row["product"] == "LV_20"]
    told = next(row for row in table(play, "stock") if row["product"] == "LV_20")
    plain = {"product_fr": row["label"], "opened": 0, "revalued": 0}
    assert told == {**{name: row[name] for name in told if name in row}, **plain}
    assert row["closing"] == row["opening"] + row["received"] - row["sold"] - row["spoiled"] + row["gap"]
    return tuple(row[name] for name in COLUMNS)


@few(6)
@pytest.mark.parametrize(("acts", "row"), [case[1:] for case in SHEET], ids=[case[0] for case in SHEET])
def test_stock_sheet(
    second_day: Play, acts: list[dict[str, Any]], row: tuple[Any, ...], tmp_path: Path
) -> None:
    for act in acts:
        second_day.do(**act)
    assert second_day.status()["stock"]["LV_20"] == row[6]
    second_day.close(counted_cents=8000)
    assert sheet(second_day) == row
    everything_agrees(second_day, tmp_path, "2026-11-26")


@pytest.mark.parametrize(
    ("acts", "row"), [case[1:] for case in TAKEN_BACK], ids=[case[0] for case in TAKEN_BACK]
)
def test_stock_sheet_after_a_correction(
    second_day: Play, acts: list[dict[str, Any]], row: tuple[Any, ...], tmp_path: Path
) -> None:
    ops = [second_day.do(**act).op for act in acts]
    take_back(second_day, ops[-1])
    assert second_day.status()["stock"]["LV_20"] == row[6]
    second_day.close(counted_cents=8000)
    assert sheet(second_day) == row
    everything_agrees(second_day, tmp_path, "2026-11-26")


@pytest.mark.parametrize(
    ("act", "row"),
    [
        (bring(50), (150, -50, 0, 0, None, 0, 100, 300)),
        (spoil(2), (98, 0, 0, -2, None, 0, 100, 300)),
    ],
)
def test_yesterdays_act_is_taken_back_today(
    shop: Play, act: dict[str, Any], row: tuple[Any, ...], tmp_path: Path
) -> None:
    """The closed day stays as it was told; today's sheet shows the difference."""
    shop.do(**bring(100))
    op = shop.do(**act).op
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    take_back(shop, op)
    shop.close(counted_cents=8000)
    assert sheet(shop) == row
    everything_agrees(shop, tmp_path, "2026-11-26")


def test_the_stock_never_blocks_a_sale(shop: Play) -> None:
    """A miscount must not send somebody away: the sale is written, and the clerk told to count."""
    shop.do(**bring(4))
    assert shop.warned(**SELL_4) == []
    short = shop.do(**SELL_4).warnings
    assert [(w.code, w.params) for w in short] == [("relay.stock_short", {"product": "LV_20", "stock": 0})]
    assert shop.do(**STICK_3).warnings[0].params == {"product": "LV_20", "stock": -4}
    assert shop.status()["stock"] == {"LV_20": -7, "LI_20": 0}
    answer = shop.do(**count(2))
    assert answer.result == {"product": "LV_20", "expected": -7, "counted": 2, "gap": 9}
    assert shop.status()["stock"]["LV_20"] == 2


def test_one_visit_takes_from_one_stock(shop: Play) -> None:
    """What earlier acts of the same visit take is gone for the later ones, sold or stuck."""
    shop.do(**bring(5))
    acts = [
        {"do": "relay.sell", "quantity": 4, **STAMP},
        {"do": "relay.frank", "product": "LV", "weight_g": 100, "stamps": [{"quantity": 2, **STAMP}]},
        {"do": "relay.sell", "quantity": 1, **STAMP},
        {"do": "relay.sell", "product": "LI_20", "quantity": 1},
    ]
    answer = shop.settle(acts, card(608 + 310 + 152 + 225))
    assert [dict(w.params) for w in answer.warnings if w.code == "relay.stock_short"] == [
        {"product": "LV_20", "stock": 1},
        {"product": "LV_20", "stock": -1},
        {"product": "LI_20", "stock": 0},
    ]
    assert shop.status()["stock"] == {"LV_20": -2, "LI_20": -1}


def test_more_than_there_is_is_not_spoilt(shop: Play) -> None:
    """Torn stamps lie before whoever notes them: if there are more than the stock says, it is counted first."""
    shop.do(**bring(3))
    refused = shop.refused(**spoil(4))
    assert (refused.code, refused.params) == ("relay.stock_too_few", {"product": "LV_20", "stock": 3})
    shop.do(**spoil(3))
    assert shop.code(**spoil(1)) == "relay.stock_too_few"


def test_franking_without_stamps_leaves_the_stock_alone(shop: Play) -> None:
    """A label out of the machine, or a stamp of the customer's own: nothing of ours went."""
    shop.do(**bring(5))
    act = {"do": "relay.frank", "product": "LV", "weight_g": 20}
    assert shop.settle([act], card(152)).warnings == ()
    assert shop.status()["stock"]["LV_20"] == 5


def test_the_stock_in_la_postes_file(shop: Play, tmp_path: Path) -> None:
    """Each movement is a line: brought, spoilt, counted (its gap), and what was not spoilt."""
    shop.do(**bring(10))
    torn = shop.do(**spoil(2)).op
    shop.do(**count(7))
    take_back(shop, torn)
    shop.close(counted_cents=8000)
    rows = table(shop, "operations")
    assert [(row["operation"], row["product"], row["quantity"]) for row in rows] == [
        ("reassort", "LV_20", 10),
        ("rebut", "LV_20", 2),
        ("inventaire", "LV_20", -1),
        ("rebut", "LV_20", -2),
    ]
    seqs = [row["seq"] for row in rows]
    assert [row["corrects"] for row in rows] == [None, None, None, seqs[1]]
    assert {row["amount"] for row in rows} == {None}
    everything_agrees(shop, tmp_path)


def test_a_count_is_a_fact(shop: Play) -> None:
    """It is not taken back: the next one stands in its place."""
    shop.do(**bring(10))
    op = shop.do(**count(97)).op
    assert refusal(shop, op).code == "relay.count_again"
    shop.do(**count(9))
    assert shop.status()["stock"]["LV_20"] == 9


def test_taken_back_once(shop: Play) -> None:
    op = shop.do(**bring(10)).op
    take_back(shop, op)
    assert refusal(shop, op).code == "journal.reversed_already"


@pytest.mark.parametrize("do", ["relay.stock_receive", "relay.stock_spoil", "relay.stock_count"])
@pytest.mark.parametrize("product", ["LV", "LV_21", "COL_250", "AR", "CAFE", "NOPE"])
def test_what_is_no_stock(shop: Play, do: str, product: str) -> None:
    number = "counted" if do == "relay.stock_count" else "quantity"
    assert shop.code(do, product=product, **{number: 1}) == "tariff.unknown"


@pytest.mark.parametrize("product", ["PAP", "PAP_20", "EMB_M"])
def test_what_has_no_price_yet_can_be_laid_in(shop: Play, product: str) -> None:
    """La Poste brings it before anybody knows its price; it is sold once the price was imported."""
    assert shop.do("relay.stock_receive", product=product, quantity=5).result["quantity"] == 5
    assert shop.do("relay.stock_count", product=product, counted=4).result["gap"] == -1
    assert shop.code(
        "till.settle", acts=[{"do": "relay.sell", "product": product, "quantity": 1}], payments=[]
    ) == ("tariff.unknown")


@pytest.mark.parametrize(
    ("counted", "code"), [(-1, "input.bounds"), (10_001, "input.bounds"), (None, "input.missing")]
)
def test_counted_pieces(shop: Play, counted: object, code: str) -> None:
    assert shop.code("relay.stock_count", counted=counted, **STAMP) == code


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
