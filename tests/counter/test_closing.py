"""The closing record: every field that is asked for, and sums that agree with the tickets.

Source: docs/requirements.md, "Closing record".
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.day.closing import fiscal_year, pulse_counts
from concierge_desk.counter.till.totals import add_up, ereporting
from concierge_desk.domain.charge import OWN, REGIME_OWN, Charge
from concierge_desk.domain.day import ClosingState
from concierge_desk.domain.journal import Event
from tests.counter.desks import (
    COFFEE,
    COPY,
    LV_20,
    Desks,
    Play,
    card,
    cash,
    cheque,
    context,
    posted_of,
    site_with,
)

FIELDS = {
    # docs/requirements.md, "Closing record" -> where it stands in `day.closed`
    "no": ("number",),
    "periode: business date": ("day",),
    "periode: month": ("month",),
    "periode: fiscal year": ("fiscal_year",),
    "seq_de": ("seq_from",),
    "seq_a": ("seq_to",),
    "hash_a": ("head",),
    "first ticket": ("first_ticket",),
    "last ticket": ("last_ticket",),
    "count of tickets": ("counts", "tickets"),
    "count of lines": ("counts", "lines"),
    "count of returns": ("counts", "returns"),
    "count of abandons": ("counts", "abandoned"),
    "count of duplicates": ("counts", "duplicates"),
    "count of no-print": ("counts", "not_printed"),
    "count of drawer openings": ("counts", "drawer_openings"),
    "per rate": ("vat",),
    "turnover": ("taxed_cents",),
    "exempt": ("exempt_cents",),
    "out of scope": ("out_of_scope_cents",),
    "tiers": ("third_parties",),
    "cautions": ("cautions_cents",),
    "bons": ("vouchers_cents",),
    "per payment means": ("means",),
    "plus: sales": ("sales_cents",),
    "minus: returns": ("returns_cents",),
    "minus: discounts": ("discounts_cents",),
    "cash expected": ("cash", "expected_cents"),
    "cash counted": ("cash", "counted_cents"),
    "écart": ("cash", "gap_cents"),
    "e-reporting matrix": ("ereporting",),
    "gt_periode, cumul_exercice, perp_reel, perp_abs": ("totals",),
    "previous closing": ("previous",),
    "tardive": ("late",),
    "reason of the gap": ("gap_reason",),
}


def closed(play: Play, at: str | None = None, **fields: Any) -> dict[str, Any]:
    return dict(play.close(at, **fields).posted[-1].data)


def totals_of(data: dict[str, Any]) -> dict[str, tuple[int, int, int, int]]:
    names = ("period_cents", "year_cents", "perpetual_cents", "perpetual_abs_cents")
    return {row["scope"]: tuple(row[name] for name in names) for row in data["totals"]}  # type: ignore[misc]


@pytest.fixture
def day(shop: Play) -> Play:
    """A small day: three tickets over two funds, two rates and three means."""
    shop.settle([COFFEE, LV_20, COPY], cash(1000))
    shop.settle([{**COFFEE, "quantity": 2}], card(240))
    shop.settle([{**LV_20, "quantity": 10}, COPY], cash(1000), cheque(540))
    shop.do("till.move", direction="out", cents=1000, reason="bank")
    return shop


def test_every_field_of_the_closing(day: Play) -> None:
    data = closed(day, counted_cents=8292)
    for name, path in FIELDS.items():
        found: Any = data
        for key in path:
            assert key in found, name
            found = found[key]


def test_an_empty_day_has_every_field_too(shop: Play) -> None:
    data = closed(shop, counted_cents=None)
    assert {path[0] for path in FIELDS.values()} <= data.keys()
    assert (data["first_ticket"], data["last_ticket"], data["vat"], data["third_parties"]) == (
        None,
        None,
        [],
        [],
    )
    assert data["previous"] is None
    assert totals_of(data) == {"turnover": (0, 0, 0, 0), "third_parties": (0, 0, 0, 0)}


def test_the_figures_of_the_day(day: Play) -> None:
    data = closed(day, counted_cents=8500, gap_reason="unexplained")
    assert data["number"] == "Z-2026-0001"
    assert (data["month"], data["fiscal_year"]) == ("2026-11", "2026")
    assert (data["first_ticket"], data["last_ticket"]) == ("T-2026-000001", "T-2026-000003")
    assert data["counts"] == {
        "tickets": 3, "lines": 6, "returns": 0, "abandoned": 0, "duplicates": 0, "not_printed": 3,
        "movements": 1, "drawer_openings": 3, "sessions": 1, "passages": 0, "parked": 0,
        "drawer_pulses": None, "drawer_pulses_by_hand": None,
    }  # fmt: skip
    assert data["funds"] == [{"fund": "MANDATE:LAPOSTE", "cents": 1672}, {"fund": "OWN", "cents": 400}]
    nothing_back = {"returns_ht_cents": 0, "returns_vat_cents": 0}
    assert data["vat"] == [
        {
            "rate": 1000,
            "ht_cents": 327,
            "vat_cents": 33,
            "ttc_cents": 360,
            "sales_ht_cents": 327,
            "sales_vat_cents": 33,
        }
        | nothing_back,
        {
            "rate": 2000,
            "ht_cents": 34,
            "vat_cents": 6,
            "ttc_cents": 40,
            "sales_ht_cents": 34,
            "sales_vat_cents": 6,
        }
        | nothing_back,
    ]
    assert (data["taxed_cents"], data["exempt_cents"], data["out_of_scope_cents"]) == (400, 0, 0)
    assert data["third_parties"] == [
        {"principal": "LAPOSTE", "cents": 1672, "lines": 2, "sales_cents": 1672, "returns_cents": 0}
    ]
    assert data["means"] == [
        {"means": "cash", "in_cents": 1292, "out_cents": 0, "net_cents": 1292},
        {"means": "card", "in_cents": 240, "out_cents": 0, "net_cents": 240},
        {"means": "cheque", "in_cents": 540, "out_cents": 0, "net_cents": 540},
    ]
    assert (data["sales_cents"], data["returns_cents"], data["discounts_cents"]) == (400, 0, 0)
    assert data["change_cents"] == 708
    assert data["cash"] == {
        "drawer": "MAIN", "float_cents": 8000, "moved_cents": -1000, "expected_cents": 8292,
        "counted_cents": 8500, "gap_cents": 208, "opening_gap_cents": 0,
    }  # fmt: skip
    assert data["ereporting"] == [
        {"category": "TPS1", "rate": 1000, "base_cents": 327, "vat_cents": 33, "tickets": 2},
        {"category": "TPS1", "rate": 2000, "base_cents": 34, "vat_cents": 6, "tickets": 2},
    ]
    assert totals_of(data) == {"turnover": (400, 400, 400, 400), "third_parties": (1672, 1672, 1672, 1672)}


def test_the_range_and_its_head(day: Play) -> None:
    """R-1.31: a closing is over a range of entries, which begins where the one before ended."""
    head = day.head()
    data = closed(day, counted_cents=None)
    assert (data["seq_from"], data["seq_to"], data["head"]) == (1, head, day.entry(head).hash.hex())
    last = day.head()
    day.open("2026-11-26T08:00")
    second = closed(day, counted_cents=None)
    assert second["seq_from"] == last + 1
    assert second["previous"] == {"number": "Z-2026-0001", "hash": day.entry(last).hash.hex()}


def test_sum_of_tickets_is_the_z(day: Play) -> None:
    """R-2.21: what is ours, what is others', securities and vouchers are the payments."""
    data = closed(day, counted_cents=None)
    tickets = [entry.data for entry in day.posted() if entry.kind == "till.settled"]
    lines = [entry.data["line"] for entry in day.posted() if "line" in entry.data]
    assert sum(ticket["due_cents"] for ticket in tickets) == sum(row["cents"] for row in data["funds"])
    assert sum(row["net_cents"] for row in data["means"]) == sum(ticket["due_cents"] for ticket in tickets)
    for rate, row in ((row["rate"], row) for row in data["vat"]):
        own = [line for line in lines if line["fund"] == OWN and line["rate"] == rate]
        assert sum(line["ht_cents"] for line in own) == row["ht_cents"]
        assert sum(line["vat_cents"] for line in own) == row["vat_cents"]
        assert sum(line["cents"] for line in own) == row["ttc_cents"]
    # The blocks of the Z are the payments.
    blocks = data["taxed_cents"] + data["exempt_cents"] + data["cautions_cents"] + data["vouchers_cents"]
    blocks += sum(row["cents"] for row in data["third_parties"])
    assert blocks == sum(row["net_cents"] for row in data["means"])


def test_perpetual_totals_over_three_days(shop: Play) -> None:
    """R-1.30: period, year and perpetual total of each closing."""
    seen = []
    for n, day in enumerate(("2026-11-25", "2026-11-26", "2026-11-27"), start=1):
        if n > 1:
            shop.open(f"{day}T08:00")
        shop.settle([{**COFFEE, "quantity": n}, {**LV_20, "quantity": n}], card(272 * n))
        seen.append(totals_of(closed(shop, counted_cents=None)))
    assert [totals["turnover"] for totals in seen] == [
        (120, 120, 120, 120), (240, 360, 360, 360), (360, 720, 720, 720),
    ]  # fmt: skip
    assert [totals["third_parties"] for totals in seen] == [
        (152, 152, 152, 152), (304, 456, 456, 456), (456, 912, 912, 912),
    ]  # fmt: skip
    assert shop.last("relay.day_reported").data["perpetual_cents"] == 912


def test_the_year_changes(desks: Desks) -> None:
    with desks.desk(start="2026-12-31T08:00") as play:
        play.open("2026-12-31T08:00", float_cents=0)
        assert play.settle([COFFEE], card(120)).ticket == "T-2026-000001"
        old = closed(play, "2027-01-02T09:00")
        play.hands.set("2027-01-02T15:00")
        play.do("day.open", confirmed_day="2027-01-02")
        assert play.settle([COFFEE], card(120)).ticket == "T-2027-000001"
        new = closed(play, counted_cents=None)
    assert (old["number"], old["fiscal_year"], old["late"]) == ("Z-2026-0001", "2026", True)
    assert (new["number"], new["fiscal_year"], new["late"]) == ("Z-2027-0001", "2027", False)
    assert totals_of(old)["turnover"] == (120, 120, 120, 120)
    assert totals_of(new)["turnover"] == (120, 120, 240, 240)


def test_a_fiscal_year_from_july(desks: Desks) -> None:
    """R-1.30: the year starts anew, the perpetual total never does."""
    with desks.desk(start="2026-06-30T08:00", site=site_with(fiscal_year_start='"07-01"')) as play:
        seen = []
        for day in ("2026-06-30", "2026-07-01", "2026-07-02"):
            play.open(f"{day}T08:00")
            play.settle([COFFEE], card(120))
            data = closed(play, counted_cents=None)
            seen.append((data["number"], data["fiscal_year"], totals_of(data)["turnover"]))
    assert seen == [
        ("Z-2026-0001", "2025", (120, 120, 120, 120)),
        ("Z-2026-0002", "2026", (120, 120, 240, 240)),
        ("Z-2026-0003", "2026", (120, 240, 360, 360)),
    ]


@pytest.mark.parametrize(
    ("day", "start", "year"),
    [
        ("2026-01-01", "01-01", "2026"),
        ("2026-12-31", "01-01", "2026"),
        ("2026-06-30", "07-01", "2025"),
        ("2026-07-01", "07-01", "2026"),
        ("2028-02-29", "03-01", "2027"),
    ],
)
def test_fiscal_years(day: str, start: str, year: str) -> None:
    from datetime import date

    assert fiscal_year(date.fromisoformat(day), start) == year


def sold(
    cents: int, *, discount: int = 0, rate: int = 2000, nature: str = "goods", ticket: str = "T-1"
) -> Event:
    charge = Charge("x", 1000, cents, cents, OWN, REGIME_OWN, "TVA", rate, nature)
    line = {
        "quantity_thousandths": -1000 if cents < 0 else 1000,
        "cents": cents,
        "fund": OWN,
        "regime": REGIME_OWN,
        "rate": rate,
        "nature": nature,
        "discount_cents": discount,
        "ht_cents": cents,
        "vat_cents": 0,
    }
    return Event("shop.sold", {"line": line, "ticket": ticket, "n": 1}, charge=charge)


def test_refunds_never_hide_sales() -> None:
    """The absolute total counts negative lines, the others net them; the year is its own last closing's."""
    from concierge_desk.counter.day.closing import _counts, _cumulated

    totals = add_up(posted_of([sold(1350), sold(-150)]))
    previous = {"totals": [
        {"scope": "turnover", "year_cents": 5, "perpetual_cents": 1000, "perpetual_abs_cents": 1200},
    ]}  # fmt: skip
    of_year = {
        "totals": [{"scope": "turnover", "year_cents": 100, "perpetual_cents": 9, "perpetual_abs_cents": 9}]
    }
    core = ClosingState(context().state, 1, (), (), (), previous, of_year, None, "", "Z-2026-0002")
    turnover, third = _cumulated(core, totals)
    assert turnover == {
        "scope": "turnover", "period_cents": 1200, "year_cents": 1300, "perpetual_cents": 2200, "perpetual_abs_cents": 2700,
    }  # fmt: skip
    assert third["perpetual_abs_cents"] == 0
    assert _counts(totals)["returns"] == 1


def test_payments_given_back_stand_apart() -> None:
    def ticket(number: str, cents: int, **more: str) -> Event:
        payment = {
            "means": "cash",
            "cents": cents,
            "change_cents": 0,
            "split": [{"fund": OWN, "cents": cents}],
        }
        return Event("till.settled", {"ticket": number, "payments": [payment], "totals": [], **more})

    totals = add_up(posted_of([ticket("T-1", 1350), ticket("T-2", -150, refunds="T-1")]))
    assert (totals.paid_in["cash"], totals.paid_out["cash"], totals.means["cash"]) == (1350, 150, 1200)
    assert totals.takings[OWN]["cash"] == {"charged": 1350, "refunded": 150}


def test_prints_are_counted() -> None:
    prints = [
        Event("document.printed", {"document": name, "copy": copy, "as": "pdf"})
        for name, copy in (("ticket:T-1", 0), ("ticket:T-1", 1), ("slip:B-1", 0), ("slip:B-1", 1))
    ]
    totals = add_up(posted_of(prints))
    assert totals.printed == {"T-1"}
    assert totals.duplicates == 2


REASONS = st.lists(st.sampled_from(("cash", "move", "manual")), max_size=12)


@given(REASONS, st.booleans())
def test_openings_of_the_drawer_are_counted_where_there_is_one(reasons: list[str], connected: bool) -> None:
    """None is no nought: without a drawer none is told, with one that never opened nought is."""
    openings = [Event("till.drawer_opened", {"reason": reason}) for reason in reasons]
    told = pulse_counts(add_up(posted_of(openings)), connected=connected)
    if not (reasons or connected):
        assert told == {"drawer_pulses": None, "drawer_pulses_by_hand": None}
    else:
        assert told == {
            "drawer_pulses": len(reasons),
            "drawer_pulses_by_hand": sum(reason == "manual" for reason in reasons),
        }


def test_ereporting_matrix() -> None:
    """R-6.05: goods apart from services, exempt lines left out, a ticket counted once in each cell."""
    lines = [entry.data["line"] | {"ticket": entry.data["ticket"]} for entry in posted_of([
        sold(100), sold(200), sold(300, nature="service"), sold(400, rate=0), sold(500, rate=550, ticket="T-2"), sold(600, ticket="T-2"),
    ])]  # fmt: skip
    assert [(c["category"], c["rate"], c["base_cents"], c["tickets"]) for c in ereporting(lines)] == [
        ("TLB1", 550, 500, 1), ("TLB1", 2000, 900, 2), ("TPS1", 2000, 300, 1),
    ]  # fmt: skip


SITE_8_14 = """
[[services.shop.articles]]
article = "OURLET"
label = "Ourlet"
cents = 1200
vat_code = "TVA_20"
nature = "service"

[[services.shop.articles]]
article = "CAFE_150"
label = "Café"
cents = 150
vat_code = "TVA_10"
nature = "service"
"""


def test_the_worked_day_of_the_closing_record(desks: Desks) -> None:
    """T1 as far as it exists; the return of the coffee comes with refunds.

    The "example price" of 10.00 € for stamps is twenty tracking stickers at 0.50 €.
    """
    with desks.desk(site=site_with() + SITE_8_14) as play:
        play.open(float_cents=5000)
        acts = [
            {"do": "shop.sell", "article": "OURLET"},
            {"do": "shop.sell", "article": "CAFE_150"},
            {"do": "relay.sell", "product": "SUIVI", "quantity": 20},
        ]
        answer = play.settle(acts, cash(3000))
        assert answer.result["change_cents"] == 650
        ticket = answer.posted[-1].data
        assert {group["rate"]: (group["ht_cents"], group["vat_cents"]) for group in ticket["totals"][1:]} == {
            1000: (136, 14),
            2000: (1000, 200),
        }
        assert ticket["totals"][0] | {"regime": ""} == {
            "fund": "MANDATE:LAPOSTE", "regime": "", "rate": 0, "ht_cents": 1000, "vat_cents": 0, "ttc_cents": 1000,
        }  # fmt: skip
        assert ticket["due_cents"] == 2350
        data = closed(play, counted_cents=7330, gap_reason="unexplained")
    assert data["cash"]["expected_cents"] == 5000 + 2350
    assert data["cash"]["gap_cents"] == -20
    assert {row["rate"]: (row["ht_cents"], row["vat_cents"]) for row in data["vat"]} == {
        1000: (136, 14),
        2000: (1000, 200),
    }
    assert totals_of(data) == {
        "turnover": (1350, 1350, 1350, 1350),
        "third_parties": (1000, 1000, 1000, 1000),
    }
    assert data["third_parties"] == [
        {"principal": "LAPOSTE", "cents": 1000, "lines": 1, "sales_cents": 1000, "returns_cents": 0}
    ]
    assert data["ereporting"] == [
        {"category": "TPS1", "rate": 1000, "base_cents": 136, "vat_cents": 14, "tickets": 1},
        {"category": "TPS1", "rate": 2000, "base_cents": 1000, "vat_cents": 200, "tickets": 1},
    ]
