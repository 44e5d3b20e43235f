"""The worked examples of what is entrusted: to the cent and to the half-day."""

from typing import Any

import pytest

from tests.counter.desks import Play, card
from tests.entrusted.workshop import (
    COAT,
    KESSLER,
    NET,
    SUIT,
    figures,
    member,
    names,
    pay,
    ready,
    set_up,
    taken,
)


@pytest.fixture
def cleaner(shop: Play) -> Play:
    set_up(shop)
    return shop


def test_a_coat_and_a_suit_of_a_member(cleaner: Play) -> None:
    """Coat 13.40, suit 8.00 + 5.85: 27.25. The trousers are missing: two collected, 21.40, VAT 3.57, HT 17.83."""
    play = cleaner
    order = taken(play, COAT, SUIT, who={"card": member(play)})
    assert (order["order"], order["total_cents"]) == ("D-2026-000001", 2725)
    assert [(one["kind"], one["cents"]) for one in order["pieces"]] == [
        ("MANTEAU", 1340),
        ("VESTE", 800),
        ("PANTALON", 585),
    ]
    coat, jacket, trousers = names(order)
    play.do("pressing.send", partner=NET)
    play.hands.set("2026-11-27T15:05")
    play.do("day.close", counted_cents=None)
    play.open("2026-12-01T15:05", confirmed_day="2026-12-01")
    back = play.do("pressing.receive_back", partner=NET, pieces=[{"piece": coat}, {"piece": jacket}])
    assert back.result == {"received": [coat, jacket], "missing": [trousers], "found_again": []}
    play.do("pressing.make_ready", pieces=[coat, jacket], place="A3")
    assert play.code("pressing.collect", order=order["order"], proof="slip") == "pressing.unpaid"
    paid = pay(play, [coat, jacket], 2140)
    assert paid.posted[-1].data["totals"] == [
        {"fund": "OWN", "regime": "own", "rate": 2000, "ht_cents": 1783, "vat_cents": 357, "ttc_cents": 2140}
    ]
    left = play.do("pressing.collect", order=order["order"], proof="slip").result
    assert left == {"collected": [coat, jacket], "left": [trousers], "refund_due_cents": 0}
    assert figures(play)["owed"] == {NET: 1190}
    found = play.do(
        "pressing.receive_back", partner=NET, pieces=[{"piece": trousers, "outcome": "untreated"}]
    )
    assert found.result == {"received": [trousers], "missing": [], "found_again": [trousers]}
    assert figures(play) == {
        "orders": 0,
        "taken_in": 0,
        "sent": 0,
        "received_back": 3,
        "collected": 2,
        "here": 1,
        "at_partner": 0,
        "missing": 0,
        "open_cents": 0,
        "owed": {NET: 1190},
    }
    last = play.do("pressing.collect", pieces=[trousers], proof="tag").result
    assert last == {"collected": [trousers], "left": [], "refund_due_cents": 0}


PROMISES = (
    ("2026-12-22", "2026-12-30T08:00/11:30"),
    ("2026-12-24", "2027-01-06T08:00/11:30"),
    ("2027-03-23", "2027-03-31T08:00/11:30"),
)


@pytest.mark.parametrize(("day", "slot"), PROMISES)
def test_a_promise_by_rounds(play: Play, day: str, slot: str) -> None:
    play.open(f"{day}T08:05", confirmed_day=day)
    set_up(play)
    assert taken(play)["promised_slot"] == slot


def test_the_power_goes_between_paying_and_handing_over(cleaner: Play) -> None:
    order = taken(cleaner)
    ready(cleaner, names(order))
    pay(cleaner, names(order), 1490)
    assert cleaner.code(
        "till.settle", acts=[{"do": "pressing.pay", "piece": names(order)[0]}], payments=[]
    ) == ("pressing.nothing_due")
    assert figures(cleaner)["open_cents"] == 0
    assert cleaner.do("pressing.collect", order=order["order"], proof="slip").result["collected"] == names(
        order
    )


ARRHES = (
    # What becomes of 15.00 of arrhes on 48.00, and what is left to pay or comes back.
    ("customer", {"do": "advance.keep"}, 0),
    ("shop", {"do": "advance.return", "by": "shop"}, -3000),
)


@pytest.mark.parametrize(("by", "act", "due"), ARRHES)
def test_arrhes_of_an_order_that_comes_to_nothing(
    cleaner: Play, by: str, act: dict[str, Any], due: int
) -> None:
    order = _on_arrhes(cleaner)
    cleaner.do("pressing.withdraw", pieces=names(order), by=by, reason="other")
    answer = cleaner.settle([{**act, "of": order["order"]}])
    assert answer.result["due_cents"] == due


def test_arrhes_are_used_on_collection(cleaner: Play) -> None:
    order = _on_arrhes(cleaner)
    ready(cleaner, names(order))
    acts = [{"do": "pressing.pay", "piece": names(order)[0]}, {"do": "advance.use", "of": order["order"]}]
    assert cleaner.settle(acts, card(3300)).result["due_cents"] == 3300
    assert cleaner.do("pressing.collect", order=order["order"], proof="slip").result["left"] == []


def _on_arrhes(play: Play) -> dict[str, Any]:
    row = {"kind": "MANTEAU", "public": 4800, "partner": 2400}
    play.do("pressing.set_prices", rows=[row])
    order = taken(play)
    taken_ahead = {"do": "advance.take", "of": order["order"], "cents": 1500}
    play.settle([taken_ahead], card(1500))
    return order


def test_what_is_known_of_an_order_is_asked_by_advances(cleaner: Play) -> None:
    order = taken(cleaner)
    ahead = {"do": "advance.take", "of": order["order"], "cents": 1491}
    assert cleaner.code("till.settle", acts=[ahead], payments=[card(1491)]) == "advance.over_price"


def test_nothing_is_taken_ahead_for_what_a_partner_sells(shop: Play) -> None:
    set_up(shop, regime="mandate")
    order = taken(shop)
    ahead = {"do": "advance.take", "of": order["order"], "cents": 100}
    assert shop.code("till.settle", acts=[ahead], payments=[card(100)]) == "advance.own_only"
    ready(shop, names(order))
    paid = pay(shop, names(order), 1490)
    assert paid.posted[0].data["line"]["fund"] == f"MANDATE:{NET}"
    assert paid.posted[0].aud == NET
    assert figures(shop)["owed"] == {}


def test_compensation_is_what_the_list_gives_at_its_age(cleaner: Play) -> None:
    """A coat of 200.00, two years old: 120.00."""
    order = taken(cleaner, {**COAT, "age_years": 2})
    cleaner.do("pressing.dispute", piece=names(order)[0], about=["damage"])
    settled = cleaner.do("pressing.settle_dispute", piece=names(order)[0], outcome="compensated")
    assert settled.result == {
        "piece": names(order)[0],
        "outcome": "compensated",
        "cents": 12000,
        "borne_by": "shop",
    }


def test_who_is_nobody_s_is_asked(cleaner: Play) -> None:
    assert cleaner.code("pressing.take_in", pieces=[COAT]) == "pressing.who_needed"
    assert (
        cleaner.code("pressing.take_in", pieces=[COAT], who={"card": "p-000000000000"}) == "pressing.unknown"
    )
    assert taken(cleaner, who=KESSLER)["order"] == "D-2026-000001"
