"""Orders of stamps: what is proposed, asked for, brought, and what is still awaited.

Source: decision 0078.
"""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from concierge_desk.services.relay.model.stock.figures import RestockFigures
from concierge_desk.services.relay.model.stock.orders import needed
from tests.counter.desks import Desks, Play, card, site_with
from tests.services.relay_desk import refusal, take_back

PRODUCTS = ("CARNET", "LV_20")
REASONS = ("spoilt", "theft", "loss", "expiry", "returned")
CARNET = {
    "product": "CARNET", "label": "Carnet de 12", "family": "letter", "stamp": True, "tracked": False,
    "pack": {"product": "LV_20", "pieces": 12},
}  # fmt: skip
SHEET = [
    # par stock sold awaited pack lead: asked
    ("all is there", 400, 400, 0, 0, 1, 7, 0),
    ("more than all", 400, 500, 0, 0, 1, 7, 0),
    ("up to par", 400, 350, 0, 0, 1, 7, 50),
    ("oversold: what is owed comes too", 400, -5, 0, 0, 1, 7, 405),
    ("little is sold: par holds", 400, 350, 28, 0, 1, 7, 50),
    ("much is sold: two weeks of it", 400, 350, 1400, 0, 1, 7, 350),
    ("it comes the same day: one week of it", 0, 0, 280, 0, 1, 0, 70),
    ("it takes three weeks", 0, 0, 280, 0, 1, 21, 280),
    ("a part of a piece is a piece", 0, 0, 1, 0, 1, 7, 1),
    ("what is on its way is not asked again", 400, 350, 0, 50, 1, 7, 0),
    ("some of it is on its way", 400, 350, 0, 30, 1, 7, 20),
    ("in carnets of twelve", 400, 350, 0, 0, 12, 7, 60),
    ("a whole carnet is no more than a carnet", 12, 0, 0, 0, 12, 7, 12),
    ("more came back than was sold", 10, 4, -30, 0, 1, 7, 6),
    ("no figure, nothing sold", 0, 0, 0, 0, 12, 7, 0),
]


@pytest.mark.parametrize("case", [row[1:] for row in SHEET], ids=[row[0] for row in SHEET])
def test_what_is_proposed(case: tuple[int, ...]) -> None:
    par, stock, sold, awaited, pack, lead, asked = case
    demand = RestockFigures({"A": par}, {"A": stock}, {"A": sold}, {"A": awaited}, {"A": pack})
    assert needed("A", demand, lead) == asked


@given(
    par=st.integers(0, 1000), stock=st.integers(-50, 1000), sold=st.integers(-20, 3000),
    awaited=st.integers(0, 500), pack=st.integers(1, 50), lead=st.integers(0, 60),
)  # fmt: skip
def test_a_proposal_is_enough_and_no_pack_too_much(
    par: int, stock: int, sold: int, awaited: int, pack: int, lead: int
) -> None:
    asked = needed(
        "A", RestockFigures({"A": par}, {"A": stock}, {"A": sold}, {"A": awaited}, {"A": pack}), lead
    )
    wanted = max(28 * par, sold * (lead + 7))
    there = 28 * (stock + awaited)
    assert asked % pack == 0
    assert there + 28 * asked >= wanted
    assert asked == 0 or there + 28 * (asked - pack) < wanted


def lines(**pieces: int) -> list[dict[str, Any]]:
    return [{"product": product, "quantity": quantity} for product, quantity in pieces.items()]


def rows(play: Play, number: str) -> list[tuple[Any, ...]]:
    return play.rows(
        "SELECT product, ordered, received FROM relay_order_line WHERE number = ? ORDER BY position", number
    )


def state(play: Play, number: str = "F-2026-0001") -> str:
    ((found,),) = play.rows("SELECT state FROM relay_order WHERE number = ?", number)
    return str(found)


def test_the_proposal_is_ordered(shop: Play) -> None:
    """400 green stamps and 60 for abroad should be there; 350 and none are."""
    shop.do("relay.stock_receive", product="LV_20", quantity=360)
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 10}], card(1520))
    answer = shop.do("relay.order_stock")
    asked = [{"product": "LI_20", "ordered": 60}, {"product": "LV_20", "ordered": 50}]
    assert answer.result == {"order": "F-2026-0001", "rows": asked}
    assert answer.documents == ("order:F-2026-0001",)
    there = shop.last("relay.stock_ordered").data["there"]
    assert there[1] == {
        "product": "LV_20",
        "label": "Lettre verte 20\u00a0g",
        "stock": 350,
        "sold": 10,
        "awaited": 0,
        "pack": 1,
    }
    # What is on its way is not asked for again.
    assert shop.code("relay.order_stock") == "relay.nothing_to_order"
    assert shop.do("relay.order_stock", lines=lines(LV_20=12)).result["order"] == "F-2026-0002"


def test_sales_of_28_days_are_proposed(shop: Play) -> None:
    """280 are sold on one day: two weeks of such sales are 140, of which 20 are there; par is no more than 10."""
    shop.do("relay.set_par", rows=[{"product": "LV_20", "par": 10}, {"product": "LI_20", "par": None}])
    shop.do("relay.stock_receive", product="LV_20", quantity=300)
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 280}], card(42560))
    shop.close(counted_cents=8000)
    shop.open("2026-12-22T08:00", confirmed_day="2026-12-22")
    # 25 November is the first of the 28 days that end on 22 December.
    assert shop.do("relay.order_stock").result["rows"] == [{"product": "LV_20", "ordered": 120}]
    take_back(shop, shop.last("relay.stock_ordered").op)
    shop.close(counted_cents=8000)
    shop.open("2026-12-23T08:00", confirmed_day="2026-12-23")
    assert shop.code("relay.order_stock") == "relay.nothing_to_order"


def test_a_longer_wait_asks_for_more(shop: Play) -> None:
    shop.do("relay.set_par", rows=[{"product": "LV_20", "par": None}, {"product": "LI_20", "par": None}])
    shop.do("relay.stock_receive", product="LV_20", quantity=28)
    shop.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 28}], card(4256))
    shop.do("settings.change", values={"relay.lead_days": 21})
    assert shop.do("relay.order_stock").result["rows"] == [{"product": "LV_20", "ordered": 28}]


def test_all_that_was_ordered_comes(shop: Play) -> None:
    order = shop.do("relay.order_stock", lines=lines(LV_20=100, LI_20=20)).result["order"]
    answer = shop.do("relay.stock_receive", order=order)
    told = [
        {"product": "LV_20", "ordered": 100, "received": 100},
        {"product": "LI_20", "ordered": 20, "received": 20},
    ]
    assert answer.result == {"order": order, "state": "closed", "rows": told}
    assert answer.warnings == ()
    assert shop.status()["stock"] == {"LV_20": 100, "LI_20": 20}
    assert shop.code("relay.stock_receive", order=order) == "relay.order_closed"


def test_it_comes_in_two_parts(shop: Play) -> None:
    order = shop.do("relay.order_stock", lines=lines(LV_20=100, LI_20=20)).result["order"]
    first = shop.do("relay.stock_receive", order=order, lines=lines(LV_20=60, LI_20=0))
    assert first.result["state"] == state(shop) == "part"
    assert [(w.code, dict(w.params)) for w in first.warnings] == [
        ("relay.delivery_differs", {"order": order, "count": 2})
    ]
    assert shop.code("relay.order_stock", lines=[]) == "input.list"
    second = shop.do("relay.stock_receive", order=order)
    assert [row["received"] for row in second.result["rows"]] == [100, 20]
    assert second.warnings == () and state(shop) == "closed"
    assert [entry.data["quantity"] for entry in second.posted if entry.kind == "relay.stock_received"] == [
        40,
        20,
    ]


def test_the_rest_does_not_come(shop: Play) -> None:
    order = shop.do("relay.order_stock", lines=lines(LV_20=100)).result["order"]
    answer = shop.do("relay.stock_receive", order=order, lines=lines(LV_20=60), complete=True)
    assert answer.result["state"] == state(shop) == "closed"
    assert [w.code for w in answer.warnings] == ["relay.delivery_differs"]
    op = answer.op
    take_back(shop, op)
    assert state(shop) == "open" and rows(shop, order) == [("LV_20", 100, 0)]
    nothing = shop.do("relay.stock_receive", order=order, lines=[], complete=True)
    assert nothing.result["rows"] == [{"product": "LV_20", "ordered": 100, "received": 0}]
    assert state(shop) == "closed" and shop.status()["stock"]["LV_20"] == 0


def test_more_came_and_something_else(shop: Play) -> None:
    """What nobody asked for is in the drawer all the same; the order is answered."""
    order = shop.do("relay.order_stock", lines=lines(LV_20=100)).result["order"]
    answer = shop.do("relay.stock_receive", order=order, lines=lines(LV_20=110, LI_20=5))
    assert answer.result["rows"] == [
        {"product": "LV_20", "ordered": 100, "received": 110},
        {"product": "LI_20", "ordered": 0, "received": 5},
    ]
    assert answer.warnings[0].params["count"] == 2 and state(shop) == "closed"
    assert shop.status()["stock"] == {"LV_20": 110, "LI_20": 5}


def test_one_product_of_an_order(shop: Play) -> None:
    order = shop.do("relay.order_stock", lines=lines(LV_20=100)).result["order"]
    assert shop.do("relay.stock_receive", order=order, product="LV_20", quantity=40).result["state"] == "part"


def test_several_products_without_an_order(shop: Play) -> None:
    answer = shop.do("relay.stock_receive", lines=lines(LV_20=10, LI_20=5))
    assert answer.result == {
        "order": None,
        "state": None,
        "rows": [
            {"product": "LV_20", "ordered": 0, "received": 10},
            {"product": "LI_20", "ordered": 0, "received": 5},
        ],
    }
    assert answer.warnings == ()
    take_back(shop, answer.op)
    assert shop.status()["stock"] == {"LV_20": 0, "LI_20": 0}


def test_an_order_is_undone_while_nothing_came(shop: Play) -> None:
    asked = shop.do("relay.order_stock", lines=lines(LV_20=100))
    took = shop.do("relay.stock_receive", order="F-2026-0001", lines=lines(LV_20=1))
    assert refusal(shop, asked.op).code == "relay.order_begun"
    take_back(shop, took.op)
    assert state(shop) == "open"
    (entry,) = take_back(shop, asked.op).posted
    assert (entry.kind, entry.data["rows"]) == (
        "relay.stock_ordered",
        [{"product": "LV_20", "ordered": -100}],
    )
    assert state(shop) == "cancelled"
    assert shop.code("relay.stock_receive", order="F-2026-0001") == "relay.order_closed"
    # Its number stays used, and nothing of it is on its way.
    assert shop.do("relay.order_stock").result["order"] == "F-2026-0002"
    assert rows(shop, "F-2026-0002")[1] == ("LV_20", 400, 0)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "input.missing"),
        ({"product": "LV_20"}, "input.missing"),
        ({"quantity": 4}, "input.missing"),
        ({"product": "LV_20", "quantity": 4, "lines": lines(LV_20=4)}, "relay.one_or_lines"),
        ({"lines": [*lines(LV_20=4), *lines(LV_20=5)]}, "relay.row_twice"),
        ({"lines": lines(NOPE=4)}, "tariff.unknown"),
        ({"lines": lines(LV_20=0)}, "relay.nothing_came"),
        ({"lines": []}, "relay.nothing_came"),
        ({"order": "F-2026-0009"}, "relay.order_unknown"),
        ({"order": "F-2026-0001", "lines": []}, "relay.nothing_came"),
        ({"product": "LV_20", "quantity": 4, "complete": True}, "input.missing"),
    ],
)
def test_a_delivery_that_cannot_be(shop: Play, fields: dict[str, Any], code: str) -> None:
    shop.do("relay.order_stock", lines=lines(LV_20=100))
    assert shop.code("relay.stock_receive", **fields) == code


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ([*lines(LV_20=4), *lines(LV_20=5)], "relay.row_twice"),
        (lines(CAFE=4), "tariff.unknown"),
        (lines(LV_20=0), "input.bounds"),
    ],
)
def test_an_order_that_cannot_be(shop: Play, asked: list[dict[str, Any]], code: str) -> None:
    assert shop.code("relay.order_stock", lines=asked) == code


def test_a_site_that_names_what_nobody_sells(desks: Desks) -> None:
    """It is in no proposal: La Poste would not know it."""
    with desks.desk(site=site_with().replace("LI_20 = 60", "LI_20 = 60\nROSE = 3\nLV_21 = 4")) as play:
        play.open(float_cents=8000)
        assert [row["product"] for row in play.do("relay.order_stock").result["rows"]] == ["LI_20", "LV_20"]


class Drawer(RuleBasedStateMachine):
    """Whatever is done: the stock is the sum of what moved, and of an order what came of what was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.stack = ExitStack()
        self.play = self.stack.enter_context(Desks(Path(self.folder.name)).desk())
        self.play.open(float_cents=8000)
        self.play.do("relay.set_products", rows=[CARNET])
        self.moved = dict.fromkeys(PRODUCTS, 0)
        self.asked: dict[str, dict[str, list[int]]] = {}
        self.closed: set[str] = set()
        self.undo: list[tuple[str | None, Any]] = []

    def teardown(self) -> None:
        self.stack.close()
        self.folder.cleanup()

    def noted(self, op: str | None, **pieces: int) -> None:
        for product, count in pieces.items():
            self.moved[product] += count
        self.undo.append((op, pieces))

    @rule(product=st.sampled_from(PRODUCTS), count=st.integers(1, 30))
    def brought(self, product: str, count: int) -> None:
        answer = self.play.do("relay.stock_receive", product=product, quantity=count)
        self.noted(answer.op, **{product: count})

    @rule(count=st.integers(1, 4))
    def sold(self, count: int) -> None:
        self.play.settle([{"do": "relay.sell", "product": "LV_20", "quantity": count}], card(152 * count))
        self.moved["LV_20"] -= count

    @rule(count=st.integers(1, 3))
    def opened(self, count: int) -> None:
        raw = {"product": "CARNET", "quantity": count}
        if self.moved["CARNET"] < count:
            assert self.play.code("relay.open_pack", **raw) == "relay.stock_too_few"
            return
        self.noted(self.play.do("relay.open_pack", **raw).op, CARNET=-count, LV_20=12 * count)

    @rule(product=st.sampled_from(PRODUCTS), count=st.integers(1, 9), reason=st.sampled_from(REASONS))
    def gone(self, product: str, count: int, reason: str) -> None:
        raw = {"product": product, "quantity": count, "reason": reason}
        if self.moved[product] < count:
            assert self.play.code("relay.stock_spoil", **raw) == "relay.stock_too_few"
            return
        self.noted(self.play.do("relay.stock_spoil", **raw).op, **{product: -count})

    @rule(counts=st.lists(st.integers(0, 40), min_size=2, max_size=2))
    def counted(self, counts: list[int]) -> None:
        pairs = list(zip(PRODUCTS, counts, strict=True))
        self.play.do("relay.stock_count", lines=[{"product": p, "counted": n} for p, n in pairs])
        self.moved.update(pairs)

    @rule(counts=st.lists(st.integers(1, 20), min_size=2, max_size=2))
    def ordered(self, counts: list[int]) -> None:
        asked = dict(zip(PRODUCTS, counts, strict=True))
        number = self.play.do("relay.order_stock", lines=lines(**asked)).result["order"]
        self.asked[number] = {product: [count, 0] for product, count in asked.items()}

    @precondition(lambda self: self.asked)
    @rule(
        which=st.data(), counts=st.lists(st.integers(0, 25), min_size=2, max_size=2), complete=st.booleans()
    )
    def came(self, which: st.DataObject, counts: list[int], complete: bool) -> None:
        number = which.draw(st.sampled_from(sorted(self.asked)))
        asked, came = self.asked[number], dict(zip(PRODUCTS, counts, strict=True))
        raw = {"order": number, "lines": lines(**came), "complete": complete}
        if number in self.closed or all(has >= of for of, has in asked.values()):
            assert self.play.code("relay.stock_receive", **raw) == "relay.order_closed"
            return
        if not complete and not any(counts):
            assert self.play.code("relay.stock_receive", **raw) == "relay.nothing_came"
            return
        answer = self.play.do("relay.stock_receive", **raw)
        for product, count in came.items():
            asked[product][1] += count
            self.moved[product] += count
        if complete:
            self.closed.add(number)
        assert answer.result["rows"] == [
            {"product": product, "ordered": of, "received": has} for product, (of, has) in asked.items()
        ]
        assert bool(answer.warnings) == any(of != has for of, has in asked.values())

    @precondition(lambda self: self.undo)
    @rule()
    def taken_back(self) -> None:
        op, pieces = self.undo.pop()
        take_back(self.play, op)
        for product, count in pieces.items():
            self.moved[product] -= count

    @invariant()
    def the_stock_is_what_moved(self) -> None:
        stock = self.play.status()["stock"]
        assert {product: stock.get(product, 0) for product in PRODUCTS} == self.moved

    @invariant()
    def an_order_stands_by_what_came(self) -> None:
        for number, asked in self.asked.items():
            whole = number in self.closed or all(has >= of for of, has in asked.values())
            begun = any(has for _, has in asked.values())
            assert state(self.play, number) == ("closed" if whole else "part" if begun else "open")


Drawer.TestCase.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
TestDrawer = Drawer.TestCase
