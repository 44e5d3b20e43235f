"""What the site file says of the relay, and what is wrong with it."""

from typing import Any

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.seed import settings_event
from concierge_desk.services.relay.tables import shipped
from tests.counter.desks import Play

OPERATIONS = shipped.operations()


def test_settings() -> None:
    event = settings_event(
        {
            "regate": "670001",
            "principals": {"dpd": "DPD", "colissimo": "LAPOSTE"},
            "par": {"LV_20": 400},
            "operations": {"DEP_CHRONO": True, "AFFR": False},
        },
        OPERATIONS,
    )
    assert event.data == {
        "regate": "670001",
        "office": "",
        "principals": [
            {"carrier": "colissimo", "principal": "LAPOSTE"},
            {"carrier": "dpd", "principal": "DPD"},
        ],
        "par": [{"product": "LV_20", "quantity": 400}],
        "operations": [{"operation": "AFFR", "on": False}, {"operation": "DEP_CHRONO", "on": True}],
    }
    assert settings_event({}, OPERATIONS).data == {
        "regate": "", "office": "", "principals": [], "par": [], "operations": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("site", "field"),
    [
        ({"regate": 670001}, "regate"),
        ({"office": ["x"]}, "office"),
        ({"principals": ["dpd"]}, "principals"),
        ({"principals": {"dpd": 1}}, "principals.dpd"),
        ({"principals": {"dpd": ""}}, "principals.dpd"),
        ({"principals": {"dpd": "dpd"}}, "principals.dpd"),
        ({"principals": {"dpd": "A"}}, "principals.dpd"),
        ({"principals": {"colisimo": "LAPOSTE"}}, "principals.colisimo"),
        ({"par": 400}, "par"),
        ({"par": {"LV_20": "400"}}, "par.LV_20"),
        ({"par": {"LV_20": True}}, "par.LV_20"),
        ({"par": {"LV_20": 4.0}}, "par.LV_20"),
        ({"par": {"LV_20": -1}}, "par.LV_20"),
        ({"operations": ["AFFR"]}, "operations"),
        ({"operations": {"AFFR": "on"}}, "operations.AFFR"),
        ({"operations": {"AFFR": 1}}, "operations.AFFR"),
        ({"operations": {"AFFRANCHIR": True}}, "operations.AFFRANCHIR"),
        ({"operations": {"INST_REM": False}}, "operations.INST_REM"),
    ],
)
def test_wrong_settings_are_named(site: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as caught:
        settings_event(site, OPERATIONS)
    assert (caught.value.code, caught.value.params) == ("site.invalid", {"field": f"services.relay.{field}"})


def test_the_shipped_tables_are_entries(play: Play) -> None:
    """docs/contract.md, "Four kinds of tables": an import is one entry holding its rows."""
    kinds = [entry.kind for entry in play.posted()]
    assert (
        kinds.count("tariff.imported")
        == kinds.count("relay.holding_set")
        == kinds.count("relay.products_set")
        == 1
    )
    tariff = play.last("tariff.imported").data["rows"]
    assert len(tariff) == play.rows("SELECT count(*) FROM relay_tariff")[0][0]
    products = {row["product"] for row in play.last("relay.products_set").data["rows"]}
    assert {row["product"] for row in tariff} <= products
    # What is known of no price stands in the catalogue all the same.
    assert {"PAP", "EMB_M", "COL_RELAIS"} <= products - {row["product"] for row in tariff}
    assert all(row["source"] and row["confidence"] for row in tariff)
