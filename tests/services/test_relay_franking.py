"""Franking by weight: the band of the day, zone and options, the number, the stamps, the size.

Source: docs/trade.md, "Operations of the relay", "Postal tariffs", rules 5 to 7.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.services.relay.model.franking import Frank, FrankState
from concierge_desk.services.relay.model.franking import frank as frank_one
from concierge_desk.services.relay.model.operations import Switches
from concierge_desk.services.relay.model.postage.tariff import TariffRow
from concierge_desk.services.relay.tables import shipped
from tests.counter.desks import Desks, Play, card, context
from tests.services.relay_desk import (
    OTHER,
    PARCEL,
    REGISTERED,
    everything_agrees,
    on_slip,
    price,
    refusal,
    take_back,
)


def frank(**fields: Any) -> dict[str, Any]:
    return {"do": "relay.frank", "product": "COL", "weight_g": 250, **fields}


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


# Numbers on franked items.


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


# Options: added to an item, in the price of its line.


@pytest.mark.parametrize(
    ("product", "weight_g", "options", "cents"),
    [
        ("LR1", 20, ["AR"], 611 + 145),
        ("LR2", 50, ["AR"], 807 + 145),
        ("LR3", 100, ["ar"], 1054 + 145),
        ("LR1", 20, ["AR", "AR"], 611 + 145),  # one advice of receipt
        ("LR1", 20, [], 611),
        ("LV", 20, ["SUIVI"], 152 + 50),
        ("LRI1", 20, ["AR_INT"], 720 + 150),
        ("LV", 20, ["AR"], "relay.option_unfit"),  # only a registered letter has one
        ("LR1", 20, ["SUIVI"], "relay.option_unfit"),  # is tracked already
        ("LR1", 20, ["AR_INT"], "relay.option_unfit"),
        ("COL", 250, ["AR"], "relay.option_unfit"),
        ("NOPE", 20, ["AR"], "tariff.unknown"),
        ("LR1", 20, ["A"] * 6, "input.list"),
    ],
)
def test_options(shop: Play, product: str, weight_g: int, options: list[str], cents: int | str) -> None:
    assert price(shop, "relay.frank", product=product, weight_g=weight_g, options=options) == cents


def test_registered_levels_with_and_without_advice_of_receipt(shop: Play, tmp_path: Path) -> None:
    acts = [
        frank(product=product, weight_g=20, tracking=f"1A1234567890{n}", options=options)
        for n, (product, options) in enumerate([("LR1", []), ("LR1", ["AR"]), ("LR2", ["AR"]), ("LR3", [])])
    ]
    answer = shop.settle(acts, card(611 + 756 + 729 + 145 + 897))
    assert [line["cents"] for line in answer.result["lines"]] == [611, 756, 874, 897]
    labels = [entry.data["line"]["label"] for entry in answer.posted if entry.kind == "relay.franked"]
    assert labels[1] == "Lettre recommandée R1, jusqu’à 20\u00a0g + Avis de réception national"
    assert [entry.data["options"] for entry in answer.posted if entry.kind == "relay.franked"] == [
        [], ["AR"], ["AR"], [],
    ]  # fmt: skip
    # With its option a letter is one item for the postman.
    assert len(on_slip(shop.do("relay.hand_to_postman", what="deposits"))) == 4
    shop.close(counted_cents=8000)
    everything_agrees(shop, tmp_path)


def test_an_option_can_make_an_item_tracked(shop: Play) -> None:
    sticker = {
        "product": "SUIVI", "label": "Sticker suivi", "family": "option", "stamp": True, "tracked": True,
        "scheme": "letter", "operation": "VENTE_SUIVI",
    }  # fmt: skip
    shop.do("relay.set_products", rows=[sticker])
    assert shop.settle([frank(product="LV", weight_g=20)], card(152)).warnings == ()
    tracked = shop.settle([frank(product="LV", weight_g=20, options=["SUIVI"])], card(202))
    assert [warning.code for warning in tracked.warnings] == ["relay.tracking_missing"]


def test_the_same_number_twice_in_one_visit(shop: Play) -> None:
    refused = shop.refused(
        "till.settle", acts=[frank(tracking=OTHER), frank(tracking=OTHER)], payments=[card(1098)]
    )
    assert (refused.code, refused.params["tracking"]) == ("relay.already_deposited", OTHER)


# Where it goes.


@pytest.mark.parametrize(
    ("product", "country", "cents"),
    [
        ("LV", "FR", 152),
        ("LV", "GP", 152),  # overseas: the price of France
        ("LV", "DE", "tariff.unknown"),  # a green letter stays in France
        ("LI", "de", 225),
        ("LI", "US", 225),
        ("COL", "FR", 549),
        ("COL", "MC", 549),
        ("COL", "DE", "tariff.unknown"),
        ("COL_INT", "DE", 1499),
        ("COL_INT", "UA", 2379),
        ("COL_INT", "US", 3519),
        ("COL_OM", "RE", "tariff.unknown"),  # one source only: in the catalogue, without a price
        ("COL_INT", "XX", "input.country"),
        ("COL_INT", "Germany", "input.country"),
    ],
)
def test_the_country_gives_the_zone(shop: Play, product: str, country: str, cents: int | str) -> None:
    assert price(shop, "relay.frank", product=product, weight_g=20, country=country) == cents


def test_country_and_zone_may_not_differ(shop: Play) -> None:
    act = frank(product="COL_INT", country="DE", weight_g=500)
    assert price(shop, **act, zone="A") == 1499
    refused = shop.refused("till.settle", acts=[{**act, "zone": "C"}], payments=[])
    assert (refused.code, refused.params["zone"], refused.params["country"]) == (
        "relay.zone_differs",
        "A",
        "DE",
    )


def test_a_product_that_goes_nowhere_takes_no_country(shop: Play) -> None:
    """Of what has no table of zones the tariff has one zone."""
    assert price(shop, "relay.frank", product="NOPE", weight_g=20, country="FR") == "tariff.unknown"


def test_before_there_was_a_table_of_zones(desks: Desks) -> None:
    with desks.desk(start="2023-12-29T08:00") as play:
        play.open("2023-12-29T08:00")
        assert price(play, "relay.frank", product="LI", weight_g=20, country="DE") == "relay.country_unknown"


@pytest.mark.parametrize(
    ("product", "country", "form"),
    [
        ("COL_INT", "DE", False),
        ("COL_INT", "CH", True),
        ("COL_INT", "US", True),
        ("LI", "GB", True),
        ("LV", "FR", False),
        ("LV", "MC", False),
        ("LV", "RE", True),  # overseas: priced like France, declared like abroad
    ],
)
def test_goods_need_a_customs_form(shop: Play, product: str, country: str, form: bool) -> None:
    act = frank(product=product, country=country, weight_g=20)
    answer = shop.settle([act], card(int(price(shop, **act))))
    told = [(w.params["country"]) for w in answer.warnings if w.code == "relay.customs_form"]
    assert told == ([country] if form else [])
    assert answer.posted[0].data["country"] == country


# How large it is: a warning with its source, never a refusal.


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"product": "LV", "weight_g": 20, "size_mm": [600, 370, 30]}, []),
        ({"product": "LV", "weight_g": 20, "size_mm": [30, 600, 370]}, []),  # in any order
        ({"product": "LV", "weight_g": 20, "size_mm": [601, 300, 30]}, [("relay.too_long", 600)]),
        ({"product": "LV", "weight_g": 20, "size_mm": [600, 371, 30]}, [("relay.too_large", 1000)]),
        ({"product": "LV", "weight_g": 20, "size_mm": [300, 300, 31]}, [("relay.too_thick", 30)]),
        (
            {"product": "LR1", "weight_g": 20, "size_mm": [300, 300, 31]},
            [("relay.too_thick", 30)],
        ),
        ({"product": "COL", "weight_g": 250, "size_mm": [1000, 250, 250]}, []),
        (
            {"product": "COL", "weight_g": 250, "size_mm": [1001, 250, 249]},
            [("relay.surcharge", 1000)],
        ),
        ({"product": "COL", "weight_g": 250, "size_mm": [900, 700, 500]}, [("relay.too_large", 2000)]),
        ({"product": "COL", "weight_g": 250}, []),  # nobody measured it
        ({"product": "AR", "weight_g": 5, "size_mm": [900, 900, 900]}, []),
    ],
)
def test_sizes(shop: Play, fields: dict[str, Any], said: list[tuple[str, int]]) -> None:
    act = frank(**fields)
    answer = shop.settle([act], card(int(price(shop, **act))))
    told = [warning for warning in answer.warnings if warning.code in SIZES]
    assert [(warning.code, warning.params["most"]) for warning in told] == said
    assert all(warning.params["source"] for warning in told)


SIZES = {"relay.too_long", "relay.too_large", "relay.too_thick", "relay.too_heavy", "relay.surcharge"}


def test_too_heavy_for_a_relay(shop: Play) -> None:
    """Delivered to a relay, a parcel weighs 20 kg at most: told, once there is a price to charge at all."""
    row = {
        "product": "COL_RELAIS", "label": "Colissimo point retrait", "zone": "FR", "max_g": 30_000, "cents": 3500,
        "vat_code": "EXO_POSTE", "valid_from": "2026-01-01", "source": "essai", "confidence": "S",
        "coverage": "full",
    }  # fmt: skip
    shop.do("tariff.import", rows=[row])
    within = shop.settle([frank(product="COL_RELAIS", weight_g=20_000, tracking=PARCEL)], card(3500))
    assert within.warnings == ()
    beyond = shop.settle([frank(product="COL_RELAIS", weight_g=20_001, tracking=OTHER)], card(3500))
    assert [(w.code, w.params["most"]) for w in beyond.warnings] == [("relay.too_heavy", 20_000)]


@pytest.mark.parametrize("size", [[1, 2], [1, 2, 3, 4], [0, 1, 2], ["a", 1, 2], "10x20x30", [10_001, 1, 1]])
def test_three_sides_in_millimetres(shop: Play, size: object) -> None:
    assert str(price(shop, **frank(size_mm=size))).startswith("input.")


# Stamps that are stuck on it.


@pytest.mark.parametrize(
    ("weight_g", "stamps", "lacking", "surplus"),
    [
        (20, [("LV_20", 1)], 0, 0),
        (100, [("LV_20", 2)], 310 - 304, 0),  # the price is not two stamps any more
        (100, [("LV_20", 1)], 158, 0),
        (100, [("LV_100", 1)], 0, 0),
        (100, [("LV_20", 3)], 0, 456 - 310),  # more than it costs: told, nothing comes back
        (100, [("LV_20", 1), ("LV_20", 1)], 6, 0),
        (250, [("LV_100", 1), ("LV_20", 1)], 524 - 462, 0),
    ],
)
def test_the_complement_to_stick_on(
    shop: Play, weight_g: int, stamps: list[tuple[str, int]], lacking: int, surplus: int
) -> None:
    for code, quantity in stamps:
        shop.do("relay.stock_receive", product=code, quantity=quantity)
    given = [{"product": code, "quantity": quantity} for code, quantity in stamps]
    act = frank(product="LV", weight_g=weight_g, stamps=given)
    answer = shop.settle([act], card(int(price(shop, **act))))
    assert [(w.code, dict(w.params)) for w in answer.warnings] == (
        [("relay.overstamped", {"surplus_cents": surplus})] if surplus else []
    )
    assert answer.posted[0].data["line"]["details"]["complement_cents"] == lacking
    assert all(pieces == 0 for pieces in shop.status()["stock"].values())


@pytest.mark.parametrize("product", ["EMB_M", "PAP"])
def test_what_is_not_weighed(shop: Play, product: str) -> None:
    refused = shop.refused("till.settle", acts=[frank(product=product, weight_g=20)], payments=[])
    assert (refused.code, refused.params) == ("relay.not_by_weight", {"product": product})


def test_an_option_that_the_shop_does_not_offer(shop: Play) -> None:
    shop.do("relay.switch", operation="VENTE_SUIVI", on=False)
    assert price(shop, "relay.frank", product="LV", weight_g=20, options=["SUIVI"]) == "relay.operation_off"
    assert price(shop, "relay.frank", product="LV", weight_g=20) == 152


def test_without_stamps_nothing_is_said_of_a_complement(shop: Play) -> None:
    answer = shop.settle([frank(product="LV", weight_g=100)], card(310))
    assert "complement_cents" not in answer.posted[0].data["line"]["details"]


@pytest.mark.parametrize(
    ("stamps", "code"),
    [
        ([{"product": "LV", "quantity": 1}], "tariff.unknown"),
        ([{"product": "LR1_20", "quantity": 1}], "tariff.unknown"),
        ([{"product": "PAP", "quantity": 1}], "tariff.unknown"),  # has no price to count with
        ([{"product": "LV_20", "quantity": 0}], "input.bounds"),
        ([{"product": "LV_20"}], "input.missing"),
        ([{"product": "LV_20", "quantity": 1}] * 21, "input.list"),
    ],
)
def test_what_is_no_stamp(shop: Play, stamps: list[dict[str, Any]], code: str) -> None:
    assert price(shop, **frank(product="LV", weight_g=100, stamps=stamps)) == code


def test_stamps_of_a_refunded_letter(shop: Play) -> None:
    """It still waits: its stamps come back with it. It left: they are gone."""
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    act = frank(product="LV", weight_g=100, stamps=[{"product": "LV_20", "quantity": 2}])
    shop.settle([act], card(310))
    shop.do("till.refund", ticket="T-2026-000001", lines=[{"line": 1}], reason="returned")
    assert shop.status()["stock"]["LV_20"] == 10
    shop.settle([act], card(310))
    shop.do("relay.hand_to_postman", what="deposits")
    shop.do("till.refund", ticket="T-2026-000003", lines=[{"line": 1}], reason="returned")
    assert shop.status()["stock"]["LV_20"] == 8


# On a slip.


def test_a_franked_item_on_a_slip_is_not_refunded(shop: Play) -> None:
    op = shop.settle([frank(tracking=OTHER)], card(549)).op
    slip = shop.do("relay.prepare_slip", what="deposits").op
    refused = refusal(shop, op)
    assert (refused.code, refused.params) == ("relay.on_slip", {"tracking": OTHER, "slip": "B-2026-0001"})
    take_back(shop, slip)
    take_back(shop, op)
    assert shop.code("relay.hand_to_postman", what="deposits") == "relay.nothing_to_hand"


def test_every_franked_item_waits_and_has_its_receipt(shop: Play) -> None:
    """The slip lists the numbers and counts the rest; what bears a number has its receipt."""
    answer = shop.settle(
        [
            frank(tracking=PARCEL),
            frank(product="LR1", weight_g=20, tracking=REGISTERED),
            frank(product="LV", weight_g=20),
        ],
        card(549 + 611 + 152),
    )
    first = answer.posted[0].seq
    told = [entry.data.get("documents") for entry in answer.posted if entry.kind == "relay.franked"]
    assert told == [[f"deposit:{first}"], [f"deposit:{first + 1}"], None]
    slip = shop.do("relay.hand_to_postman", what="deposits")
    assert (slip.result["counts"], slip.result["with_number"]) == ({"franked": 3}, 2)


def test_the_price_of_last_year_is_told(desks: Desks) -> None:
    """La Poste's change each 1 January: what has no end and is of an earlier year is looked at."""
    with desks.desk(start="2027-01-02T09:00") as play:
        play.open("2027-01-02T09:00")
        answer = play.settle(
            [frank(product="LR1", weight_g=20, tracking=REGISTERED, options=["AR"])], card(611 + 145)
        )
        assert [(w.code, dict(w.params)) for w in answer.warnings] == [
            ("tariff.of_last_year", {"product": "LR1", "valid_from": "2026-01-01"}),
            ("tariff.of_last_year", {"product": "AR", "valid_from": "2026-01-01"}),
        ]
        sold = play.settle([{"do": "relay.sell", "product": "SUIVI", "quantity": 1}], card(50))
        assert "tariff.of_last_year" in [w.code for w in sold.warnings]


def test_what_left_the_catalogue_has_its_price_still() -> None:
    """A price without a product, as an older desk may have it: charged, and nothing is said of its size."""
    row = TariffRow("OLD", "Ancien", "FR", 20, 100, "EXO_POSTE", date(2026, 1, 1), None, "x", "V")
    state = FrankState((row,), {}, {}, {"EXO_POSTE": 0}, Switches({}), frozenset(), (), shipped.limits())
    (event,) = frank_one(state, Frank("OLD", None, 20, None, size_mm=(999, 999, 999)), context())
    assert event.charge is not None
    assert (event.charge.cents, event.warnings) == (100, ())
