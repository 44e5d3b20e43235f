"""What was deposited, sold or franked comes back: the pieces, the stamps, the money, and La Poste's file."""

from pathlib import Path
from typing import Any

import pytest

from concierge_desk.printing.text import to_text
from tests.counter.desks import LV_20, Play, card
from tests.services.relay_desk import OTHER, PARCEL, everything_agrees, refusal, statement, table, take_back

# Deposits.


def waiting(play: Play) -> list[tuple[str, int, str | None]]:
    return play.rows("SELECT kind, pieces, tracking FROM relay_outgoing WHERE left_day IS NULL ORDER BY seq")


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "letter", "count": 14},
        {"kind": "parcel", "tracking": OTHER},
        {"kind": "registered", "tracking": "1A 18945 277312"},
        {"kind": "parcel"},
    ],
)
def test_a_deposit_is_given_back(shop: Play, fields: dict[str, Any]) -> None:
    first = shop.do("relay.deposit", **fields)
    stays = shop.do("relay.deposit", kind="letter", count=3)
    (entry,) = take_back(shop, first.op).posted
    data = first.posted[0].data
    assert (entry.kind, entry.aud) == ("relay.deposited", "LAPOSTE")
    assert {name: entry.data[name] for name in ("kind", "tracking", "carrier", "count")} == {
        "kind": data["kind"], "tracking": data["tracking"], "carrier": data["carrier"], "count": -data["count"],
    }  # fmt: skip
    assert shop.status()["deposits"] == 3
    assert waiting(shop) == [("letter", 3, None)]
    assert stays.refused is None
    # The same number may be brought again.
    shop.do("relay.deposit", **fields)
    slip = shop.do("relay.hand_to_postman", what="deposits")
    assert sum(item["count"] for item in slip.posted[0].data["items"]) == 3 + data["count"]


def test_a_deposit_that_left(shop: Play) -> None:
    op = shop.do("relay.deposit", kind="letter", count=14).op
    shop.do("relay.hand_to_postman", what="deposits")
    assert refusal(shop, op).code == "relay.left_already"
    assert shop.status()["deposits"] == 14


def test_a_slip_stays(shop: Play) -> None:
    shop.do("relay.deposit", kind="letter", count=14)
    slip = shop.do("relay.hand_to_postman", what="deposits")
    assert refusal(shop, slip.op).code == "relay.slip_signed"
    # What stayed behind is deposited again and goes with the next one.
    shop.do("relay.deposit", kind="letter", count=1)
    assert shop.do("relay.hand_to_postman", what="deposits").result["number"] == "B-2026-0002"


# Stamps.


def test_stamps_noted_by_mistake(shop: Play, tmp_path: Path) -> None:
    op = shop.do("relay.stock_receive", product="LV_20", quantity=50).op
    shop.do("relay.stock_receive", product="LV_20", quantity=5)
    (entry,) = take_back(shop, op).posted
    assert (entry.kind, entry.aud, entry.data["quantity"]) == ("relay.stock_received", "LAPOSTE", -50)
    assert shop.status()["stock"]["LV_20"] == 5
    shop.close(counted_cents=8000)
    (row,) = [row for row in table(shop, "stock") if row["product"] == "LV_20"]
    assert (row["opening"], row["received"], row["sold"], row["closing"], row["restock"]) == (0, 5, 0, 5, 395)
    assert [(row["operation"], row["quantity"], row["corrects"]) for row in table(shop, "operations")] == [
        ("reassort", 50, None), ("reassort", 5, None), ("reassort", -50, entry.data["corrects"]),
    ]  # fmt: skip
    everything_agrees(shop, tmp_path)


def test_sold_stamps_come_back_into_the_stock(shop: Play, tmp_path: Path) -> None:
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    shop.settle([{**LV_20, "quantity": 4}, LV_20], card(760))
    line = {"ticket": "T-2026-000001", "reason": "returned"}
    (back, _) = shop.do("till.refund", lines=[{"line": 1, "quantity": 3}], **line).posted
    assert (back.data["quantity"], back.aud, back.data["product"]) == (-3, "LAPOSTE", "LV_20")
    assert shop.status()["stock"]["LV_20"] == 8
    shop.do("till.refund", lines=[{"line": 1}, {"line": 2}], **line)
    assert shop.status()["stock"]["LV_20"] == 10
    shop.close(counted_cents=8000)
    (row,) = [row for row in table(shop, "stock") if row["product"] == "LV_20"]
    assert (row["received"], row["sold"], row["closing"]) == (10, 0, 10)
    rows = [row for row in table(shop, "operations") if row["operation"] == "vente"]
    assert [(row["quantity"], row["amount"], row["ticket"]) for row in rows] == [
        (4, 608, "T-2026-000001"), (1, 152, "T-2026-000001"), (-3, -456, "T-2026-000002"),
        (-1, -152, "T-2026-000003"), (-1, -152, "T-2026-000003"),
    ]  # fmt: skip
    assert [row["corrects"] for row in rows][2:] == [rows[0]["seq"], rows[0]["seq"], rows[1]["seq"]]
    told = statement(shop)
    assert (told["charged_cents"], told["perpetual_cents"], told["perpetual_abs_cents"]) == (
        0,
        0,
        1520,
    )
    assert {row["means"]: (row["charged"], row["refunded"]) for row in table(shop, "takings")} == {
        "cash": (0, 0), "card": (760, 760), "cheque": (0, 0),
    }  # fmt: skip
    everything_agrees(shop, tmp_path)


def test_stamps_of_yesterday_come_back_today(shop: Play, tmp_path: Path) -> None:
    shop.settle([{**LV_20, "quantity": 4}], card(608))
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    shop.do("till.refund", ticket="T-2026-000001", lines=[{"line": 1, "quantity": 1}], reason="returned")
    shop.close(counted_cents=8000)
    (row,) = [row for row in table(shop, "stock") if row["product"] == "LV_20"]
    assert (row["opening"], row["sold"], row["closing"]) == (-4, -1, -3)
    told = statement(shop)
    assert (told["charged_cents"], told["perpetual_cents"], told["perpetual_abs_cents"]) == (
        -152, 456, 760,
    )  # fmt: skip
    everything_agrees(shop, tmp_path, "2026-11-26")


# Franking.


def frank(**fields: Any) -> dict[str, Any]:
    return {"do": "relay.frank", "product": "COL", "weight_g": 250, **fields}


@pytest.mark.parametrize("left", [False, True])
def test_a_franking(shop: Play, left: bool, tmp_path: Path) -> None:
    """It still waits: it goes home with its sender. It left: the price alone comes back."""
    shop.settle([frank(tracking=OTHER)], card(549))
    if left:
        shop.do("relay.hand_to_postman", what="deposits")
    answer = shop.do("till.refund", ticket="T-2026-000001", lines=[{"line": 1}], reason="complaint")
    data = answer.posted[0].data
    assert {name: data[name] for name in ("product", "zone", "weight_g", "max_g", "tracking", "pieces", "withdrawn")} == {
        "product": "COL", "zone": "FR", "weight_g": 250, "max_g": 250, "tracking": OTHER, "pieces": -1,
        "withdrawn": not left,
    }  # fmt: skip
    assert waiting(shop) == []
    on_slip = shop.rows("SELECT count(*) FROM relay_outgoing WHERE left_day IS NOT NULL")
    assert on_slip == [(int(left),)]
    # The number is free again.
    shop.settle([frank(tracking=OTHER)], card(549))
    shop.close(counted_cents=8000)
    rows = [row for row in table(shop, "operations") if row["operation"] == "affranchissement"]
    assert [(row["quantity"], row["amount"], row["weight_g"]) for row in rows] == [
        (1, 549, 250), (-1, -549, 250), (1, 549, 250),
    ]  # fmt: skip
    everything_agrees(shop, tmp_path)


def test_an_option_is_refunded_and_its_letter_waits(shop: Play) -> None:
    number = "1A12345678901"
    acts = [frank(product="LR1", weight_g=20, tracking=number), frank(product="AR", tracking=number)]
    shop.settle(acts, card(611 + 145))
    data = (
        shop.do("till.refund", ticket="T-2026-000001", lines=[{"line": 2}], reason="returned").posted[0].data
    )
    assert (data["pieces"], data["withdrawn"], data["max_g"]) == (0, False, None)
    assert waiting(shop) == [("franked", 1, number)]
    data = (
        shop.do("till.refund", ticket="T-2026-000001", lines=[{"line": 1}], reason="returned").posted[0].data
    )
    assert (data["pieces"], data["withdrawn"]) == (-1, True)
    assert waiting(shop) == []


def test_of_two_frankings_the_right_one_goes_home(shop: Play) -> None:
    shop.settle(
        [frank(tracking=OTHER), frank(tracking=PARCEL), frank(product="LV", weight_g=20)], card(549 * 2 + 152)
    )
    shop.do("till.refund", ticket="T-2026-000001", lines=[{"line": 2}], reason="returned")
    assert waiting(shop) == [("franked", 1, OTHER), ("franked", 1, None)]
    op = shop.rows("SELECT op FROM operation ORDER BY first_seq DESC LIMIT 1")[0][0]
    assert refusal(shop, op).code == "journal.is_reversal"


def test_the_statement_on_paper_says_correction(shop: Play) -> None:
    op = shop.settle([LV_20], card(152)).op
    take_back(shop, op)
    shop.close(counted_cents=8000)
    paper = to_text(shop.paper("bordereau:2026-11-25"))
    assert paper.count("correction") == 1
    assert "−1,52" in paper
