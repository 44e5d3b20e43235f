"""The worked day of the law's study, row by row: a hem, a coffee, a stamp, and the coffee that comes back.

Source: docs/requirements.md, "Worked day" (its accounting rows come with the accounting export).
"""

from collections.abc import Iterator
from typing import Any

import pytest

from concierge_desk.domain.journal import Event, Stamp, anchor_of
from concierge_desk.domain.money import format_amount
from concierge_desk.printing.text import to_text
from concierge_desk.store.unit import Unit
from tests.counter.desks import PARIS, Desks, Play, cash, site_with

ARTICLES = """
[[services.shop.articles]]
article = "OURLET"
label = "Ourlet"
cents = 1200
vat_code = "TVA_20"
nature = "service"
valid_from = "2021-08-23"

[[services.shop.articles]]
article = "CAFE_SUR_PLACE"
label = "Café sur place"
cents = 150
vat_code = "TVA_10"
nature = "service"
valid_from = "2021-08-23"
"""
STAMP = {
    # An example price: no stamp of this day costs 10.00 €.
    "product": "LV",
    "label": "Lettre verte",
    "zone": "FR",
    "max_g": 20,
    "cents": 1000,
    "vat_code": "EXO_POSTE",
    "valid_from": "2026-11-01",
    "valid_to": None,
    "source": "docs/requirements.md § Worked day",
    "confidence": "I",
}
DAY = "2026-11-25"
HEM = {"do": "shop.sell", "article": "OURLET"}
COFFEE = {"do": "shop.sell", "article": "CAFE_SUR_PLACE"}
ONE_STAMP = {"do": "relay.sell", "product": "LV_20", "quantity": 1}


class WorkedDay:
    """The day as it was played: its two tickets and its closing."""

    def __init__(self, play: Play) -> None:
        self.play = play
        play.desk.store.write(_new_tariff(play))
        play.open(float_cents=5000)
        self.first = play.settle([HEM, COFFEE, ONE_STAMP], cash(3000))
        self.back = play.do("till.refund", ticket="T-2026-000001", lines=[{"line": 2}], reason="returned")
        play.close(counted_cents=7180, gap_reason="unexplained")
        self.zed = play.last("day.closed").data
        self.report = play.last("relay.day_reported").data

    def text(self, name: str) -> str:
        """Return a paper, its lines joined: where a line breaks is the paper's affair."""
        return " ".join(to_text(self.play.paper(name)).split())


def _new_tariff(play: Play) -> Any:
    """The row comes in as the shipped ones do: one import, one entry."""
    stamp = Stamp(play.op(), "o01", play.hands.now(None), PARIS, None)
    return lambda unit: Unit.post(unit, stamp.draft(Event("tariff.imported", {"rows": [STAMP]})))


@pytest.fixture(scope="module")
def day(desks: Desks) -> Iterator[WorkedDay]:
    site = site_with(name='"Conciergerie"') + ARTICLES
    with desks.desk(site=site) as play:
        yield WorkedDay(play)


def by_rate(rows: Any) -> dict[int, tuple[int, int]]:
    return {row["rate"]: (row["ht_cents"], row["vat_cents"]) for row in rows}


def test_the_ticket_by_rate(day: WorkedDay) -> None:
    totals = day.first.posted[-1].data["totals"]
    own = [row for row in totals if row["fund"] == "OWN"]
    assert by_rate(own) == {2000: (1000, 200), 1000: (136, 14)}
    (third_party,) = [row for row in totals if row["fund"] != "OWN"]
    assert (third_party["fund"], third_party["ttc_cents"]) == ("MANDATE:LAPOSTE", 1000)
    # A transparent mandate shows no tax of ours.
    assert (third_party["ht_cents"], third_party["vat_cents"]) == (1000, 0)


def test_the_ticket_altogether(day: WorkedDay) -> None:
    assert day.first.ticket == "T-2026-000001"
    ticket = day.first.posted[-1].data
    by_fund = {
        fund: sum(row["ttc_cents"] for row in ticket["totals"] if row["fund"] == fund)
        for fund in ("OWN", "MANDATE:LAPOSTE")
    }
    assert (ticket["due_cents"], by_fund) == (2350, {"OWN": 1350, "MANDATE:LAPOSTE": 1000})
    (paid,) = ticket["payments"]
    assert (paid["given_cents"], paid["cents"], paid["change_cents"]) == (3000, 2350, 650)


def test_the_coffee_comes_back(day: WorkedDay) -> None:
    ticket = day.back.posted[-1].data
    assert (ticket["ticket"], ticket["refunds"]) == ("T-2026-000002", "T-2026-000001")
    assert (ticket["due_cents"], [paid["means"] for paid in ticket["payments"]]) == (-150, ["cash"])
    assert by_rate(ticket["totals"]) == {1000: (-136, -14)}
    # Linked to the very line that was sold.
    assert day.back.posted[0].data["corrects"] == day.first.posted[1].seq


def test_turnover_of_the_closing(day: WorkedDay) -> None:
    figures = {
        name: day.zed[f"{name}_cents"] for name in ("sales", "returns", "discounts", "taxed", "exempt")
    }
    assert figures == {"sales": 1350, "returns": -150, "discounts": 0, "taxed": 1200, "exempt": 0}
    assert day.zed["number"] == "Z-2026-0001"
    assert by_rate(day.zed["vat"]) == {2000: (1000, 200), 1000: (0, 0)}
    apart = {
        row["rate"]: [
            row[f"{side}_{name}"] for side in ("sales", "returns") for name in ("ht_cents", "vat_cents")
        ]
        for row in day.zed["vat"]
    }
    assert apart == {2000: [1000, 200, 0, 0], 1000: [136, 14, -136, -14]}
    assert day.zed["counts"]["tickets"] == 2
    assert day.zed["counts"]["returns"] == 1


def test_perpetual_totals_of_the_closing(day: WorkedDay) -> None:
    totals = {row["scope"]: row for row in day.zed["totals"]}
    turnover, third_parties = totals["turnover"], totals["third_parties"]
    assert (turnover["perpetual_cents"], turnover["perpetual_abs_cents"]) == (1200, 1500)
    assert third_parties["perpetual_cents"] == 1000
    assert [(row["period_cents"], row["year_cents"]) for row in (turnover, third_parties)] == [
        (1200, 1200),
        (1000, 1000),
    ]


def test_cash_of_the_closing(day: WorkedDay) -> None:
    money = day.zed["cash"]
    names = ("float_cents", "expected_cents", "counted_cents", "gap_cents")
    assert tuple(money[name] for name in names) == (5000, 7200, 7180, -20)
    assert day.zed["gap_reason"] == "unexplained"
    (means,) = [row for row in day.zed["means"] if row["means"] == "cash"]
    assert (means["in_cents"], means["out_cents"], means["net_cents"]) == (2350, 150, 2200)
    assert day.zed["change_cents"] == 650


def test_e_reporting_of_the_closing(day: WorkedDay) -> None:
    """Services only, by rate; the coffee adds up to nothing and is told, the stamps are not ours."""
    cells = [
        (row["category"], row["rate"], row["base_cents"], row["vat_cents"]) for row in day.zed["ereporting"]
    ]
    assert cells == [("TPS1", 1000, 0, 0), ("TPS1", 2000, 1000, 200)]


def test_the_receipt(day: WorkedDay) -> None:
    text = day.text("ticket:T-2026-000001")
    assert "* vendu au nom et pour le compte de La Poste" in text
    for cents in (1200, 150, 1000, 2350, 3000, 650):
        assert " ".join(format_amount(cents).split()) in text


def test_the_closing_on_paper(day: WorkedDay) -> None:
    text = day.text("z:Z-2026-0001")
    for cents in (1350, -150, 1200, 1500, 1000, 7200, 7180, -20):
        assert " ".join(format_amount(cents).split()) in text


def test_la_postes_statement(day: WorkedDay) -> None:
    """One line, its price, the closing's number, what was charged for La Poste for ever, and the anchor."""
    assert day.report["number"] == "Z-2026-0001"
    assert (day.report["charged_cents"], day.report["perpetual_cents"]) == (1000, 1000)
    assert (day.zed["third_parties"][0]["principal"], day.zed["third_parties"][0]["lines"]) == ("LAPOSTE", 1)
    paid = {row["means"]: (row["charged_cents"], row["refunded_cents"]) for row in day.report["takings"]}
    assert paid == {"cash": (1000, 0), "card": (0, 0), "cheque": (0, 0)}
    sold = next(row for row in day.report["stock"] if row["product"] == "LV_20")
    assert (sold["sold"], sold["closing"]) == (1, -1)
    closing = day.play.entry(day.play.head())
    anchor = anchor_of(closing.epoch, closing.seq, closing.hash)
    assert len(anchor.partition(":")[2]) == 16
    text = day.text(f"bordereau:{DAY}")
    for told in ("Z-2026-0001", anchor, " ".join(format_amount(1000).split())):
        assert told in text
