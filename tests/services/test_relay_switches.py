"""What this shop offers: every operation with its default, the site's choice, and the switch.

Source: docs/trade.md, "Operations of the relay"; decision 0014.
"""

from pathlib import Path
from typing import Any

import pytest

from concierge_desk.domain.dated import BadRow
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.catalogue import product_name
from concierge_desk.services.relay.model.operations import Switches, read_operations
from concierge_desk.services.relay.tables import shipped
from tests.counter.desks import Desks, Play, site_with
from tests.services.relay_desk import (
    CHRONOPOST,
    LETTER,
    PARCEL,
    REGISTERED,
    SEEN,
    price,
    rebuilt,
    receive,
    refusal,
    take_back,
)

SITE_TWO_MEN = site_with().replace(
    '[[operators]]\ncode = "o01"', '[[operators]]\ncode = "o01"\nname = "La concierge"\n\n[[operators]]\ncode = "o02"', 1
)  # fmt: skip

# docs/trade.md, "Operations of the relay", by hand: what is on by default, and an act of it.
CATALOGUE: dict[str, tuple[bool, dict[str, Any]]] = {
    "VENTE_TP": (True, {"do": "relay.sell", "product": "LV_20", "quantity": 1}),
    "VENTE_PAP": (True, {"do": "relay.sell", "product": "PAP", "quantity": 1}),
    "VENTE_EMB": (True, {"do": "relay.sell", "product": "EMB_M", "quantity": 1}),
    "VENTE_SUIVI": (True, {"do": "relay.sell", "product": "SUIVI", "quantity": 1}),
    "AFFR": (True, {"do": "relay.frank", "product": "LV", "weight_g": 20}),
    "DEP_LETTRE": (True, {"do": "relay.deposit", "kind": "letter", "count": 1}),
    "DEP_LR": (True, {"do": "relay.deposit", "kind": "registered", "tracking": REGISTERED}),
    "DEP_COLIS": (True, {"do": "relay.deposit", "kind": "parcel", "tracking": PARCEL}),
    "DEP_RETOUR": (True, {"do": "relay.deposit", "kind": "prepaid_return", "tracking": PARCEL}),
    "DEP_CHRONO": (False, {"do": "relay.deposit", "kind": "parcel", "tracking": CHRONOPOST}),
    "INST_ARR": (True, {"do": "relay.receive", "tracking": LETTER, "shelf": "A1"}),
    "RECLAM": (True, {"do": "relay.complain", "subject": "late"}),
}


def outcome(play: Play, act: dict[str, Any]) -> str:
    """Why an act is refused; empty where it is not."""
    if act["do"] in ("relay.sell", "relay.frank"):
        found = price(play, **act)
        return found if isinstance(found, str) else ""
    refused = play.ask(**act).refused
    return refused.code if refused else ""


@pytest.mark.parametrize("operation", CATALOGUE)
def test_each_operation_and_its_switch(shop: Play, operation: str) -> None:
    on, act = CATALOGUE[operation]
    unpriced = operation in ("VENTE_PAP", "VENTE_EMB")
    offered = "tariff.unknown" if unpriced else ""
    assert outcome(shop, act) == (offered if on else "relay.operation_off")
    if act["do"].startswith(("relay.receive", "relay.deposit")) and on:
        take_back(shop, shop.rows("SELECT op FROM operation ORDER BY first_seq DESC LIMIT 1")[0][0])
    answer = shop.do("relay.switch", operation=operation.lower(), on=not on)
    assert answer.result == {"operation": operation, "on": not on}
    assert outcome(shop, act) == ("relay.operation_off" if on else offered)


def test_the_catalogue_is_the_domains() -> None:
    assert shipped.operations() == {code: on for code, (on, _) in CATALOGUE.items()}


def test_what_came_in_can_always_leave(shop: Play) -> None:
    """Hand-over, refusal, incident and return have no switch: an item must not be stuck in the shop."""
    for number in (PARCEL, LETTER, REGISTERED, CHRONOPOST):
        receive(shop, number)
    for operation in CATALOGUE:
        shop.do("relay.switch", operation=operation, on=False)
    shop.do("relay.hand_over", tracking=CHRONOPOST, **SEEN)
    shop.do("relay.refuse", tracking=PARCEL, reason="damaged")
    shop.do("relay.report_incident", tracking=LETTER, incident="misrouted")
    shop.do("relay.hand_to_postman", what="returns", trackings=[REGISTERED])
    shop.do("relay.hand_to_postman", what="returns")
    assert shop.status()["custody"]["held"] == 0
    assert shop.code("relay.switch", operation="INST_REM", on=False) == "relay.operation_unknown"


def test_chronopost_arrives_and_is_handed_over_by_default(shop: Play) -> None:
    receive(shop, CHRONOPOST)
    shop.do("relay.hand_over", tracking=CHRONOPOST, collector="addressee", pickup_code="4711")


@pytest.mark.parametrize(
    ("lines", "on"),
    [("DEP_CHRONO = true", {"DEP_CHRONO": True}), ("AFFR = false", {"AFFR": False}), ("", {})],
)
def test_the_sites_own_choice(desks: Desks, lines: str, on: dict[str, bool]) -> None:
    site = site_with() + f"\n[services.relay.operations]\n{lines}\n"
    with desks.desk(site=site) as play:
        play.open()
        for operation in ("AFFR", "DEP_CHRONO"):
            default, act = CATALOGUE[operation]
            offered = on.get(operation, default)
            assert outcome(play, act) == ("" if offered else "relay.operation_off")


def test_a_choice_is_not_taken_back_but_made_anew(shop: Play) -> None:
    _, act = CATALOGUE["DEP_CHRONO"]
    answer = shop.do("relay.switch", operation="DEP_CHRONO", on=True)
    (entry,) = answer.posted
    assert (entry.kind, entry.aud, entry.data["operation"], entry.data["on"]) == (
        "relay.switched", "", "DEP_CHRONO", True,
    )  # fmt: skip
    assert refusal(shop, answer.op).code == "relay.switch_again"
    shop.do("relay.switch", operation="DEP_CHRONO", on=False)
    assert outcome(shop, act) == "relay.operation_off"
    rebuilt(shop)


@pytest.mark.parametrize(("operation", "on"), [("RECLAM", True), ("DEP_CHRONO", False)])
def test_a_choice_that_changes_nothing(shop: Play, operation: str, on: bool) -> None:
    for _ in range(2):
        shop.do("relay.switch", operation=operation, on=on)
    assert outcome(shop, CATALOGUE[operation][1]) == ("" if on else "relay.operation_off")


def test_only_the_responsible_switches(desks: Desks) -> None:
    with desks.desk(site=SITE_TWO_MEN) as play:
        play.open()
        refused = play.ask("relay.switch", operator="o02", operation="AFFR", on=False).refused
        assert refused is not None
        assert (refused.code, refused.params) == (
            "operator.not_allowed",
            {"right": "set", "who": "responsible"},
        )
        play.do("relay.switch", operation="AFFR", on=False)


def test_it_may_be_switched_before_the_day_is_opened(play: Play) -> None:
    play.do("relay.switch", operation="AFFR", on=False)
    rebuilt(play)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"operation": "RETRAIT_ESP", "on": True}, "relay.operation_unknown"),
        ({"operation": "AFFR"}, "input.missing"),
        ({"operation": "AFFR", "on": "yes"}, "input.flag"),
    ],
)
def test_what_cannot_be_switched(shop: Play, fields: dict[str, Any], code: str) -> None:
    """Cash withdrawal is no operation of this counter, and has no switch."""
    assert shop.code("relay.switch", **fields) == code


def test_what_has_no_switch_is_offered() -> None:
    Switches(shipped.operations()).require("INST_REM", "AFFR")
    with pytest.raises(Refused) as caught:
        Switches(shipped.operations(), {"AFFR": False}).require("INST_REM", "AFFR")
    assert caught.value.params == {"operation": "AFFR"}


def test_a_wrong_line_of_the_catalogue_is_named() -> None:
    head = "operation,default,valid_from,valid_to,source\n"
    with pytest.raises(BadRow) as caught:
        read_operations(head + "AFFR,perhaps,2026-01-01,,x\n")
    assert caught.value.line == 2


# The catalogue of products.


def product(code: str = "PAP_FETE", **fields: Any) -> dict[str, Any]:
    return {
        "product": code, "label": "Prêt-à-poster Noël", "family": "prepaid", "stamp": True, "tracked": False, **fields,
    }  # fmt: skip


def test_a_product_joins_the_catalogue_and_waits_for_its_price(shop: Play) -> None:
    answer = shop.do("relay.set_products", rows=[product(operation="VENTE_PAP"), product("COL_XL", stamp=False, family="parcel", scheme="parcel", options=["ar"])])  # fmt: skip
    assert answer.result == {"products": ["PAP_FETE", "COL_XL"]}
    assert price(shop, "relay.sell", product="PAP_FETE", quantity=1) == "tariff.unknown"
    shop.do("relay.stock_receive", product="PAP_FETE", quantity=10)
    assert shop.rows(
        "SELECT label, scheme, options, operation FROM relay_product WHERE product = 'COL_XL'"
    ) == [("Prêt-à-poster Noël", "parcel", "AR", None)]
    # It follows the switch of its operation from the first day on.
    shop.do("relay.switch", operation="VENTE_PAP", on=False)
    assert price(shop, "relay.sell", product="PAP_FETE", quantity=1) == "relay.operation_off"
    assert refusal(shop, answer.op).code == "relay.describe_again"
    rebuilt(shop)


def test_a_product_without_an_operation_is_sold_as_a_stamp(shop: Play) -> None:
    shop.do("relay.set_products", rows=[product("LV", label="Lettre verte", family="letter")])
    assert price(shop, "relay.sell", product="LV_20", quantity=1) == 152
    shop.do("relay.switch", operation="VENTE_TP", on=False)
    assert price(shop, "relay.sell", product="LV_20", quantity=1) == "relay.operation_off"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"family": "parcels"}, "input.choice"),
        ({"scheme": "world"}, "input.choice"),
        ({"stamp": "yes"}, "input.flag"),
        ({"product": ""}, "input.empty"),
        ({"product": "PAP-FETE"}, "input.product"),
        ({"product": "PAP__FETE"}, "input.product"),
        ({"product": "_PAP"}, "input.product"),
        ({"options": ["A"] * 11}, "input.list"),
        ({"cents": 100}, "input.unknown_field"),
    ],
)
def test_wrong_products(shop: Play, change: dict[str, Any], code: str) -> None:
    """A price is never told here: it comes with its dates and its source, by the sheet."""
    assert shop.code("relay.set_products", rows=[product(**change)]) == code


def test_no_products(shop: Play) -> None:
    assert shop.code("relay.set_products", rows=[]) == "input.list"


def test_products_may_be_described_before_the_day_is_opened(play: Play, tmp_path: Path) -> None:
    play.do("relay.set_products", rows=[product()])
    rebuilt(play)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("LV_20", "Lettre verte 20\u00a0g"),
        ("LV", "Lettre verte"),
        ("PAP_SUIVI", "Prêt-à-poster suivi"),
        ("LV_SUIVI_20", "Lettre verte suivie 20\u00a0g"),
        ("LV_GROS", "LV_GROS"),
        ("NOPE_20", "NOPE_20"),
    ],
)
def test_what_is_sold_has_a_name(code: str, name: str) -> None:
    labels = {"LV": "Lettre verte", "PAP_SUIVI": "Prêt-à-poster suivi", "LV_SUIVI": "Lettre verte suivie"}
    assert product_name(code, labels) == name
