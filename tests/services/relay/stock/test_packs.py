"""Carnets and cartons: described, opened, counted together, and stamps that were stolen.

Source: decision 0078.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.counter.desks import Play, card
from tests.services.relay_desk import everything_agrees, refusal, statement, table, take_back

CARNET = {"product": "CARNET", "label": "Carnet de 12", "family": "letter", "stamp": True, "tracked": False}
OF_12 = {**CARNET, "pack": {"product": "LV_20", "pieces": 12}}


@pytest.fixture
def carnets(shop: Play) -> Play:
    """Five carnets of twelve stamps, and three single ones."""
    shop.do("relay.set_products", rows=[OF_12])
    shop.do("relay.stock_receive", product="CARNET", quantity=5)
    shop.do("relay.stock_receive", product="LV_20", quantity=3)
    return shop


def test_a_carnet_becomes_twelve_stamps(carnets: Play, tmp_path: Path) -> None:
    answer = carnets.do("relay.open_pack", product="CARNET", quantity=2)
    assert answer.result == {"product": "CARNET", "quantity": 2, "piece": "LV_20", "pieces": 24}
    assert carnets.status()["stock"] == {"CARNET": 3, "LI_20": 0, "LV_20": 27}
    carnets.settle([{"do": "relay.sell", "product": "LV_20", "quantity": 4}], card(608))
    carnets.close(counted_cents=8000)
    rows = {row["product"]: row for row in statement(carnets)["stock"]}
    assert (rows["CARNET"]["opened"], rows["LV_20"]["opened"]) == (-2, 24)
    assert "opened" not in rows["LI_20"]
    for row in rows.values():
        moved = row["received"] - row["sold"] - row["spoiled"] + row["gap"] + row.get("opened", 0)
        assert row["closing"] == row["opening"] + moved
    told = {row["product"]: row["opened"] for row in table(carnets, "stock")}
    assert told == {"CARNET": -2, "LI_20": 0, "LV_20": 24}
    (opened,) = [row for row in table(carnets, "operations") if row["operation"] == "ouverture"]
    assert (opened["product"], opened["quantity"]) == ("CARNET", 2)
    everything_agrees(carnets, tmp_path)


def test_a_carnet_that_was_not_opened(carnets: Play, tmp_path: Path) -> None:
    op = carnets.do("relay.open_pack", product="CARNET", quantity=1).op
    take_back(carnets, op)
    assert carnets.status()["stock"] == {"CARNET": 5, "LI_20": 0, "LV_20": 3}
    carnets.close(counted_cents=8000)
    assert not any("opened" in row for row in statement(carnets)["stock"])
    everything_agrees(carnets, tmp_path)


def test_what_opens_into_nothing(carnets: Play) -> None:
    assert carnets.code("relay.open_pack", product="LV_20", quantity=1) == "relay.no_pack"
    assert carnets.code("relay.open_pack", product="CARNET", quantity=6) == "relay.stock_too_few"
    assert carnets.code("relay.open_pack", product="NOPE", quantity=1) == "tariff.unknown"
    # Described anew without what is in it, it opens into nothing.
    carnets.do("relay.set_products", rows=[CARNET])
    assert carnets.code("relay.open_pack", product="CARNET", quantity=1) == "relay.no_pack"


@pytest.mark.parametrize(
    ("product", "pack", "code"),
    [
        ("CARTON", {"product": "CARNET", "pieces": 10}, "relay.pack_of_pack"),
        ("LV_20", {"product": "LI_20", "pieces": 10}, "relay.pack_of_pack"),
        ("CARTON", {"product": "CARTON", "pieces": 10}, "relay.pack_of_pack"),
        ("CARTON", {"product": "LV_21", "pieces": 10}, "tariff.unknown"),
        ("CARTON", {"product": "LV_20", "pieces": 1}, "input.bounds"),
        ("CARTON", {"product": "LV_20"}, "input.missing"),
    ],
)
def test_a_pack_that_cannot_be(carnets: Play, product: str, pack: dict[str, Any], code: str) -> None:
    assert carnets.code("relay.set_products", rows=[{**CARNET, "product": product, "pack": pack}]) == code


def test_a_carton_described_with_its_envelopes(shop: Play) -> None:
    """Both in one go: what it opens into need not have been known before."""
    envelope = {"product": "ENV", "label": "Enveloppe", "family": "prepaid", "stamp": True, "tracked": False}
    carton = {**envelope, "product": "ENV_CARTON", "pack": {"product": "ENV", "pieces": 50}}
    shop.do("relay.set_products", rows=[envelope, carton])
    shop.do("relay.stock_receive", product="ENV_CARTON", quantity=1)
    assert shop.do("relay.open_pack", product="ENV_CARTON", quantity=1).result["pieces"] == 50
    assert "pack" not in shop.last("relay.products_set").data["rows"][0]


def test_stamps_are_ordered_in_whole_carnets(carnets: Play) -> None:
    """400 should be there and 3 are: 397 are 34 carnets of twelve."""
    carnets.do("relay.stock_receive", product="LI_20", quantity=60)
    assert carnets.do("relay.order_stock").result["rows"] == [{"product": "LV_20", "ordered": 408}]


def test_the_whole_drawer_is_counted_in_one_go(carnets: Play, tmp_path: Path) -> None:
    lines = [{"product": "LV_20", "counted": 2}, {"product": "CARNET", "counted": 5}]
    answer = carnets.do("relay.stock_count", lines=lines)
    assert answer.result == {
        "rows": [
            {"product": "LV_20", "counted": 2, "gap": -1},
            {"product": "CARNET", "counted": 5, "gap": 0},
        ]
    }
    one = carnets.do("relay.stock_count", lines=lines[:1])
    assert one.result == {"rows": [{"product": "LV_20", "counted": 2, "gap": 0}]}
    assert refusal(carnets, answer.op).code == "relay.count_again"
    carnets.close(counted_cents=8000)
    everything_agrees(carnets, tmp_path)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"lines": []}, "input.list"),
        ({"lines": [{"product": "LV_20", "counted": 1}] * 2}, "relay.row_twice"),
        (
            {"product": "LV_20", "counted": 1, "lines": [{"product": "LV_20", "counted": 1}]},
            "relay.one_or_lines",
        ),
        ({"product": "LV_20"}, "input.missing"),
    ],
)
def test_a_count_that_cannot_be(carnets: Play, fields: dict[str, Any], code: str) -> None:
    assert carnets.code("relay.stock_count", **fields) == code


@pytest.mark.parametrize(
    ("reason", "word", "declared"),
    [
        ("theft", "vol", True), ("loss", "perte", True), ("expiry", "perime", False), ("returned", "rendu", False),
    ],
)  # fmt: skip
def test_stamps_that_are_gone(carnets: Play, reason: str, word: str, declared: bool, tmp_path: Path) -> None:
    gone = {"product": "LV_20", "quantity": 2, "reason": reason, "noticed_day": "2026-11-24"}
    answer = carnets.do("relay.stock_spoil", **gone)
    (entry,) = answer.posted
    papers = [f"stock_loss:{entry.seq}"] if declared else []
    told = {"label": "Lettre verte 20\u00a0g", "unit_cents": 152, **({"documents": papers} if papers else {})}
    assert entry.data == {**gone, **told}
    assert list(answer.documents) == papers
    carnets.do("relay.stock_spoil", product="LV_20", quantity=1)
    carnets.close(counted_cents=8000)
    row = next(row for row in statement(carnets)["stock"] if row["product"] == "LV_20")
    assert (row["spoiled"], row["lost"]) == (3, {reason: 2})
    assert [r["operation"] for r in table(carnets, "operations")][-2:] == [word, "rebut"]
    everything_agrees(carnets, tmp_path)


def test_stamps_that_were_found_again(carnets: Play, tmp_path: Path) -> None:
    op = carnets.do("relay.stock_spoil", product="LV_20", quantity=2, reason="theft").op
    take_back(carnets, op)
    assert carnets.status()["stock"]["LV_20"] == 3
    carnets.close(counted_cents=8000)
    assert not any("lost" in row for row in statement(carnets)["stock"])
    everything_agrees(carnets, tmp_path)


def test_a_reason_that_says_nothing_is_none(carnets: Play) -> None:
    """What was spoilt is told as it always was; what has no price yet is worth nothing that is known."""
    carnets.do("relay.stock_spoil", product="LV_20", quantity=1, reason="spoilt")
    assert carnets.last("relay.stock_spoiled").data == {"product": "LV_20", "quantity": 1}
    carnets.do("relay.stock_spoil", product="CARNET", quantity=1, reason="loss")
    told = carnets.last("relay.stock_spoiled").data
    assert (told["unit_cents"], told["noticed_day"]) == (None, "2026-11-25")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"reason": "eaten"}, "input.choice"),
        ({"reason": "theft", "noticed_day": "2026-11-26"}, "relay.noticed_later"),
        ({"reason": "theft", "quantity": 4}, "relay.stock_too_few"),
    ],
)
def test_a_loss_that_cannot_be(carnets: Play, fields: dict[str, Any], code: str) -> None:
    assert carnets.code("relay.stock_spoil", **{"product": "LV_20", "quantity": 1, **fields}) == code
