"""Other rates of the VAT: from a day on, for what is sold from then; what was sold keeps its own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from concierge_desk.counter.texts.entry_texts import told
from concierge_desk.jobs.entry_texts import tellings
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.store.settings import rates_on
from tests.counter.desks import COFFEE, Play, card

YEAR = "2027-01-01"


def rates(play: Play, day: str) -> dict[str, int]:
    return play.desk.store.read(lambda rows: rates_on(rows, date.fromisoformat(day)))


def test_a_rate_holds_from_its_first_day_on(shop: Play) -> None:
    old = shop.settle([COFFEE], card(120))
    answer = shop.do("vat.import", rows=[{"code": "TVA_10", "rate": 1200}], valid_from=YEAR)
    (row,) = answer.result["rows"]
    assert (row["code"], row["rate"], row["valid_from"], row["valid_to"]) == ("TVA_10", 1200, YEAR, None)
    assert (rates(shop, "2026-12-31")["TVA_10"], rates(shop, YEAR)["TVA_10"]) == (1000, 1200)
    assert rates(shop, YEAR)["TVA_20"] == 2000
    shop.close(counted_cents=8000)
    shop.open("2027-01-04T08:00", float_cents=8000, confirmed_day="2027-01-04")
    new = shop.settle([COFFEE], card(120))
    lines = [next(e for e in a.posted if "line" in e.data).data["line"] for a in (old, new)]
    assert [(line["rate"], line["vat_cents"]) for line in lines] == [(1000, 11), (1200, 13)]
    # Yesterday's ticket is refunded at its own rate.
    refund = shop.do("till.refund", ticket=old.ticket, lines=[{"line": 1}], reason="returned")
    assert refund.posted[0].data["line"]["vat_cents"] == -11
    assert verify_desk(shop.desk, VerifyRequest(signatures=True, rebuild=True)).faults == []


def test_the_percent_as_it_is_typed(shop: Play) -> None:
    shop.do("vat.import", rows={"TVA_20": "21", "TVA_55": "5,75 %", "TVA_10": "10.5"}, valid_from=YEAR)
    now = rates(shop, YEAR)
    assert (now["TVA_20"], now["TVA_55"], now["TVA_10"]) == (2100, 575, 1050)
    assert told(shop.last("vat.imported"), tellings(), "fr").replace("\u00a0", " ") == (
        "TVA à partir du 01/01/2027 : TVA_20 21 %, TVA_55 5,75 %, TVA_10 10,5 %"
    )


def test_the_shelf_tells_the_rate_that_holds(shop: Play) -> None:
    shop.do("vat.import", rows={"TVA_10": "12"}, valid_from="2026-11-25")
    face = FrontFace(shop.desk, "fr")
    (coffee,) = [offer for offer in face.favourites() if offer.ref == "CAFE"]
    assert coffee.detail.replace("\u00a0", " ") == "1,20 € · TVA 12 %"
    face.close()


def test_a_rate_is_corrected_by_the_next_row(shop: Play) -> None:
    op = shop.do("vat.import", rows=[{"code": "TVA_20", "rate": 2200}], valid_from=YEAR).op
    assert shop.code("journal.reverse", op_of=op, reason="wrong_key") == "vat.import_again"
    shop.do("vat.import", rows=[{"code": "TVA_20", "rate": 2000}], valid_from=YEAR)
    assert rates(shop, YEAR)["TVA_20"] == 2000
    assert verify_desk(shop.desk, VerifyRequest(signatures=True, rebuild=True)).faults == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"rows": [{"code": "TVA_20", "rate": 2100}], "valid_from": "2026-11-24"}, "vat.past"),
        ({"rows": [{"code": "TVA_20", "rate": 2100}], "valid_from": "2026-11-25"}, None),
        ({"rows": [{"code": "TVA_21", "rate": 2100}], "valid_from": YEAR}, None),
        ({"rows": [{"code": "TVA_20", "rate": rate} for rate in (2100, 2200)], "valid_from": YEAR}, "vat.twice"),
        ({"rows": [], "valid_from": YEAR}, "input.list"),
        ({"rows": [{"code": "TVA_20", "rate": 10_001}], "valid_from": YEAR}, "input.bounds"),
        ({"rows": [{"code": "TVA_20"}], "valid_from": YEAR}, "input.missing"),
        ({"rows": {"TVA_20": "vingt"}, "valid_from": YEAR}, "input.percent"),
        ({"rows": {"TVA_20": 21}, "valid_from": YEAR}, "input.percent"),
        ({"rows": {"TVA_20": "21"}}, "input.missing"),
        ({"rows": {"Mme Kessler": "21"}, "valid_from": YEAR}, "input.code_names"),
    ],
)  # fmt: skip
def test_refusals(shop: Play, fields: Mapping[str, Any], code: str | None) -> None:
    if code is None:
        shop.do("vat.import", **fields)
    else:
        assert shop.code("vat.import", **fields) == code
