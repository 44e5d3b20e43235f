"""Deposits, and the postman's slip."""

from typing import Any

import pytest

from tests.counter.desks import Play, card

PARCEL = "6A15602676300"
OTHER = "6A15602683841"
DPD = "008182709980000020033350276C"


def receive(play: Play, tracking: str = PARCEL, **fields: Any) -> str:
    return str(play.do("relay.receive", **{"shelf": "A3", "tracking": tracking, **fields}).result["custody"])


def items(answer: Any) -> list[tuple[str, int, str | None]]:
    return [(item["kind"], item["count"], item["tracking"]) for item in answer.posted[0].data["items"]]


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


def test_the_slip_takes_everything_that_waits_once(shop: Play) -> None:
    """The real day in small: letters, a return, franked items with and without a number."""
    shop.do("relay.deposit", kind="letter", count=14)
    shop.do("relay.deposit", kind="prepaid_return", tracking="8K00009775862")
    shop.do("relay.deposit", kind="parcel", tracking=DPD)
    frank = {"do": "relay.frank", "product": "COL", "weight_g": 250}
    shop.settle([frank, {**frank, "tracking": OTHER}], card(1098))
    slip = shop.do("relay.hand_to_postman", what="deposits")
    assert items(slip) == [
        ("letter", 14, None),
        ("prepaid_return", 1, "8K00009775862"),
        ("franked", 1, None),
        ("franked", 1, OTHER),
    ]
    assert slip.result["number"] == "B-2026-0001"
    assert slip.posted[0].aud == "LAPOSTE"
    assert shop.code("relay.hand_to_postman", what="deposits") == "relay.nothing_to_hand"
    # The other network's parcel waits for its own driver.
    theirs = shop.do("relay.hand_to_postman", what="deposits", trackings=[DPD])
    assert (theirs.result["number"], theirs.posted[0].aud) == ("B-2026-0002", "DPD")
    assert shop.rows("SELECT slip, count(*) FROM relay_outgoing GROUP BY slip") == [
        ("B-2026-0001", 4),
        ("B-2026-0002", 1),
    ]


def test_chosen_deposits(shop: Play) -> None:
    for number in (PARCEL, OTHER):
        shop.do("relay.deposit", kind="parcel", tracking=number)
    slip = shop.do("relay.hand_to_postman", what="deposits", trackings=[" 6a 15602 68384 1", OTHER])
    assert items(slip) == [("parcel", 1, OTHER)]
    assert shop.code("relay.hand_to_postman", what="deposits", trackings=[OTHER]) == "relay.unknown"
    assert items(shop.do("relay.hand_to_postman", what="deposits")) == [("parcel", 1, PARCEL)]


def test_returns_by_default_are_what_was_refused_or_is_overdue(shop: Play) -> None:
    receive(shop, "861011301731382", label_deadline_day="2026-11-24")  # over since yesterday
    receive(shop, "8L41392128255", label_deadline_day="2026-11-25")  # its last day
    receive(shop, PARCEL, label_deadline_day="2026-12-24")
    receive(shop, OTHER, label_deadline_day="2026-12-24")
    receive(shop, DPD, label_deadline_day="2026-11-24", shelf="D1")
    shop.do("relay.refuse", tracking=OTHER, reason="refused_by_addressee")
    slip = shop.do("relay.hand_to_postman", what="returns")
    assert items(slip) == [("return", 1, "861011301731382"), ("return", 1, OTHER)]
    assert [item["refused"] for item in slip.posted[0].data["items"]] == [False, True]
    assert slip.warnings == ()
    assert shop.code("relay.hand_to_postman", what="returns") == "relay.nothing_to_hand"
    assert shop.status()["custody"] == {
        "received": 5,
        "handed_over": 0,
        "refused": 1,
        "returned": 2,
        "held": 3,
    }


def test_chosen_returns_may_be_early(shop: Play) -> None:
    receive(shop, PARCEL, label_deadline_day="2026-12-24")
    receive(shop, OTHER, label_deadline_day="2026-11-24")
    slip = shop.do("relay.hand_to_postman", what="returns", trackings=[PARCEL, OTHER, PARCEL])
    assert len(items(slip)) == 2
    assert [(w.code, w.params) for w in slip.warnings] == [("relay.not_due", {"deadline_day": "2026-12-24"})]


@pytest.mark.parametrize("what", ["returns", "deposits"])
def test_a_slip_of_two_networks(shop: Play, what: str) -> None:
    for number in (PARCEL, DPD):
        if what == "returns":
            receive(shop, number)
        else:
            shop.do("relay.deposit", kind="parcel", tracking=number)
    assert shop.code("relay.hand_to_postman", what=what, trackings=[PARCEL, DPD]) == "relay.mixed_carriers"
    shop.do("relay.hand_to_postman", what=what, trackings=[DPD])
    shop.do("relay.hand_to_postman", what=what, trackings=[PARCEL])


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"what": "returns"}, "relay.nothing_to_hand"),
        ({"what": "deposits"}, "relay.nothing_to_hand"),
        ({"what": "returns", "trackings": ["ABC"]}, "relay.unknown"),
        ({"what": "deposits", "trackings": ["ABC"]}, "relay.unknown"),
        ({"what": "returns", "trackings": []}, "input.list"),
        ({"what": "returns", "trackings": PARCEL}, "input.list"),
        ({"what": "everything"}, "input.choice"),
        ({}, "input.missing"),
    ],
)
def test_slips_refused(shop: Play, fields: dict[str, Any], code: str) -> None:
    assert shop.code("relay.hand_to_postman", **fields) == code


def test_slips_are_numbered_without_gap_and_by_year(shop: Play) -> None:
    for n in (1, 2):
        shop.do("relay.deposit", kind="letter", count=1)
        assert shop.do("relay.hand_to_postman", what="deposits").result["number"] == f"B-2026-000{n}"
        assert shop.code("relay.hand_to_postman", what="deposits") == "relay.nothing_to_hand"
    shop.close(counted_cents=None)
    shop.hands.set("2027-01-04T15:00")
    shop.do("day.open", confirmed_day="2027-01-04")
    shop.do("relay.deposit", kind="letter", count=1)
    assert shop.do("relay.hand_to_postman", what="deposits").result["number"] == "B-2027-0001"


def test_yesterdays_deposits_leave_today(shop: Play) -> None:
    shop.do("relay.deposit", kind="letter", count=3)
    shop.close(counted_cents=None)
    shop.open("2026-11-26T08:00")
    shop.do("relay.hand_to_postman", what="deposits")
    assert shop.rows("SELECT deposited_day, left_day, pieces FROM relay_outgoing") == [
        ("2026-11-25", "2026-11-26", 3)
    ]
    assert shop.status()["deposits"] == 0


def test_la_postes_first_where_two_networks_share_a_number(shop: Play) -> None:
    """It is La Poste's postman who stands there."""
    theirs = receive(shop, "12345678901234", carrier="dpd", label_deadline_day="2026-11-01")
    mine = receive(shop, "12345678901234", carrier="colissimo", label_deadline_day="2026-11-24")
    for custody, owner in ((mine, "LAPOSTE"), (theirs, "DPD")):
        slip = shop.do("relay.hand_to_postman", what="returns", trackings=["12345678901234"])
        assert (slip.posted[0].aud, slip.posted[0].data["items"][0]["custody"]) == (owner, custody)
