"""Deposits: what is handed in already paid for, until the postman has it."""

from pathlib import Path
from typing import Any

import pytest

from tests.counter.desks import Play
from tests.services.relay_desk import CHRONOPOST, DPD, PARCEL, everything_agrees, refusal, table, take_back


@pytest.mark.parametrize(
    ("fields", "result", "warnings"),
    [
        ({"kind": "letter", "count": 14}, ("letter", 14, None), []),
        ({"kind": "parcel", "tracking": PARCEL}, ("parcel", 1, PARCEL), []),
        ({"kind": "parcel", "tracking": PARCEL, "count": 1}, ("parcel", 1, PARCEL), []),
        ({"kind": "registered", "tracking": "1A 18945 277312"}, ("registered", 1, "1A18945277312"), []),
        ({"kind": "prepaid_return", "tracking": "8K00009775862"}, ("prepaid_return", 1, "8K00009775862"), []),
        ({"kind": "prepaid_return", "tracking": DPD}, ("prepaid_return", 1, DPD), []),
        (
            {"kind": "parcel", "tracking": "6A15602676301"},
            ("parcel", 1, "6A15602676301"),
            ["tracking.check_key"],
        ),
        ({"kind": "parcel"}, ("parcel", 1, None), ["relay.tracking_missing"]),
        ({"kind": "parcel", "count": 1}, ("parcel", 1, None), ["relay.tracking_missing"]),
        ({"kind": "parcel", "carrier": "dpd"}, ("parcel", 1, None), ["relay.tracking_missing"]),
        (
            {"kind": "parcel", "tracking": "12345678", "carrier": "mondial_relay"},
            ("parcel", 1, "12345678"),
            [],
        ),
        (
            {"kind": "parcel", "tracking": "ABC", "carrier": "colissimo"},
            ("parcel", 1, "ABC"),
            ["tracking.shape"],
        ),
    ],
)
def test_deposits(
    shop: Play, fields: dict[str, Any], result: tuple[str, int, str | None], warnings: list[str]
) -> None:
    answer = shop.do("relay.deposit", **fields)
    assert (answer.result["kind"], answer.result["count"], answer.result["tracking"]) == result
    assert [warning.code for warning in answer.warnings] == warnings
    assert shop.status()["deposits"] == result[1]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "letter"}, "relay.count_needed"),
        ({"kind": "letter", "count": 0}, "input.bounds"),
        ({"kind": "letter", "count": 3, "tracking": PARCEL}, "relay.count_needed"),
        ({"kind": "letter", "tracking": PARCEL}, "relay.count_needed"),
        ({"kind": "parcel", "tracking": PARCEL, "count": 2}, "relay.one_piece"),
        ({"kind": "parcel", "count": 2}, "relay.one_piece"),
        ({"kind": "parcel", "tracking": "12345678"}, "relay.carrier_needed"),
        ({"kind": "parcel", "tracking": "ABC"}, "relay.carrier_needed"),
        ({"kind": "bag", "count": 1}, "input.choice"),
        ({}, "input.missing"),
    ],
)
def test_deposits_refused(shop: Play, fields: dict[str, Any], code: str) -> None:
    assert shop.code("relay.deposit", **fields) == code


@pytest.mark.parametrize(
    ("fields", "owner"),
    [
        ({"kind": "letter", "count": 1}, "LAPOSTE"),
        ({"kind": "parcel"}, "LAPOSTE"),
        ({"kind": "parcel", "tracking": PARCEL}, "LAPOSTE"),
        ({"kind": "parcel", "tracking": DPD}, "DPD"),
        ({"kind": "parcel", "carrier": "mondial_relay"}, "MONDIAL_RELAY"),
    ],
)
def test_whose_deposit(shop: Play, fields: dict[str, Any], owner: str) -> None:
    assert shop.do("relay.deposit", **fields).posted[0].aud == owner


def test_a_number_is_deposited_once(shop: Play) -> None:
    shop.do("relay.deposit", kind="parcel", tracking=PARCEL)
    refused = shop.refused("relay.deposit", kind="parcel", tracking="6a 15602 67630 0")
    assert (refused.code, refused.params) == ("relay.already_deposited", {"tracking": PARCEL})


def test_a_receipt_is_printed_for_all_but_letters(shop: Play) -> None:
    """R-2.03: whoever brings something that bears a number goes away with a paper."""
    parcel = shop.do("relay.deposit", kind="parcel", tracking=PARCEL)
    assert parcel.posted[0].data["documents"] == [f"deposit:{parcel.posted[0].seq}"]
    assert "documents" not in shop.do("relay.deposit", kind="letter", count=3).posted[0].data


def test_a_deposit_of_letters_names_nobody(shop: Play) -> None:
    data = shop.do("relay.deposit", kind="letter", count=14).posted[0].data
    assert {name: data[name] for name in ("kind", "count", "tracking", "carrier")} == {
        "kind": "letter", "count": 14, "tracking": None, "carrier": None,
    }  # fmt: skip


def test_taken_in_today_gone_tomorrow(shop: Play, tmp_path: Path) -> None:
    """docs/trade.md, "Sessions of the week": the day of deposit stays, and the day of departure stands beside it."""
    shop.do("relay.deposit", kind="letter", count=14)
    shop.do("relay.deposit", kind="parcel", tracking=PARCEL)
    shop.close(counted_cents=8000)
    assert (shop.last("relay.day_reported").data["deposits"], shop.last("relay.day_reported").data["departures"]) == (
        15, [],
    )  # fmt: skip
    shop.open("2026-11-26T08:00")
    shop.do("relay.deposit", kind="letter", count=2)
    shop.do("relay.hand_to_postman", what="deposits")
    shop.close(counted_cents=8000)
    told = shop.last("relay.day_reported").data
    assert told["deposits"] == 2
    assert [
        (row["slip"], row["kind"], row["deposited_day"], row["left_day"], row["count"])
        for row in told["departures"]
    ] == [
        ("B-2026-0001", "letter", "2026-11-25", "2026-11-26", 14),
        ("B-2026-0001", "letter", "2026-11-26", "2026-11-26", 2),
        ("B-2026-0001", "parcel", "2026-11-25", "2026-11-26", 1),
    ]
    everything_agrees(shop, tmp_path, "2026-11-26")


def test_a_chronopost_deposit_is_off_unless_the_contract_has_it(shop: Play) -> None:
    """docs/trade.md, "Operations of the relay": older contracts exclude it; arrival and hand-over are on."""
    refused = shop.refused("relay.deposit", kind="parcel", tracking=CHRONOPOST)
    assert (refused.code, refused.params) == ("relay.operation_off", {"operation": "DEP_CHRONO"})
    assert shop.code("relay.deposit", kind="parcel", carrier="chronopost") == "relay.operation_off"
    shop.do("relay.switch", operation="DEP_CHRONO", on=True)
    assert shop.do("relay.deposit", kind="parcel", tracking=CHRONOPOST).result["tracking"] == CHRONOPOST


def test_a_deposit_on_a_slip_stays_until_the_slip_is_cancelled(shop: Play) -> None:
    deposit = shop.do("relay.deposit", kind="parcel", tracking=PARCEL).op
    slip = shop.do("relay.prepare_slip", what="deposits").op
    refused = refusal(shop, deposit)
    assert (refused.code, refused.params) == ("relay.on_slip", {"tracking": PARCEL, "slip": "B-2026-0001"})
    take_back(shop, slip)
    take_back(shop, deposit)
    assert shop.code("relay.prepare_slip", what="deposits") == "relay.nothing_to_hand"


def test_deposits_in_la_postes_file(shop: Play, tmp_path: Path) -> None:
    shop.do("relay.deposit", kind="letter", count=14)
    shop.do("relay.deposit", kind="prepaid_return", tracking="8K00009775862")
    shop.close(counted_cents=8000)
    assert [
        (row["operation"], row["product"], row["quantity"], row["tracking"], row["amount"])
        for row in table(shop, "operations")
    ] == [("depot", "letter", 14, None, None), ("depot", "prepaid_return", 1, "8K00009775862", None)]
    everything_agrees(shop, tmp_path)
