"""Bags: announced by the driver, taken in scan by scan, closed; nobody is told before."""

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.bags.bag import numbers_in
from concierge_desk.services.relay.model.numbers import read_number
from tests.counter.desks import Play
from tests.services.relay_desk import DPD, PARCEL, SEEN, rebuilt, receive, refusal, take_back


def numbers(count: int, first: int = 1_000_000) -> list[str]:
    """Return numbers of Colissimo whose keys hold."""
    found = []
    for n in range(first, first + count):
        stem = f"6A156{n:07d}"
        found += [stem + key for key in "0123456789" if read_number(stem + key).key == "valid"][:1]
    return found


def scanned(shop: Play, bag: str, *trackings: str) -> None:
    for tracking in trackings:
        shop.do("relay.receive", tracking=tracking, shelf="A3", bag=bag)


def test_a_bag_of_forty_with_two_missing_and_three_too_many(shop: Play) -> None:
    """The worked example: 40 announced, 38 of them and 3 others are scanned."""
    listed, others = numbers(40), numbers(3, first=2_000_000)
    bag = shop.do("relay.announce", carrier="colissimo", trackings=listed).result["bag"]
    assert bag == "A-2026-0001"
    scanned(shop, bag, *listed[:20], *others, *listed[22:])
    closed = shop.do("relay.close_bag", bag=bag)
    assert closed.result == {
        "bag": bag,
        "announced": 40,
        "received": 41,
        "missing": listed[20:22],
        "too_many": others,
    }
    (warned,) = closed.warnings
    assert warned.code == "relay.bag_differs"
    assert dict(warned.params) == {"announced": 40, "received": 41, "missing": 2, "too_many": 3}
    assert closed.documents == (f"slip:{bag}",)
    assert shop.rows("SELECT document FROM outbox") == [(f"slip:{bag}",)]
    assert closed.posted[0].aud == "LAPOSTE"
    rebuilt(shop)


@pytest.mark.parametrize(("brought", "missing", "too_many"), [(0, 3, 0), (3, 0, 0), (5, 0, 2)])
def test_announced_by_count_the_difference_is_a_number(
    shop: Play, brought: int, missing: int, too_many: int
) -> None:
    bag = shop.do("relay.announce", carrier="colissimo", count=3).result["bag"]
    scanned(shop, bag, *numbers(brought))
    closed = shop.do("relay.close_bag", bag=bag)
    assert closed.result == {
        "bag": bag,
        "announced": 3,
        "received": brought,
        "missing": missing,
        "too_many": too_many,
    }
    assert bool(closed.warnings) == bool(missing or too_many)


def test_a_bag_is_said_by_its_numbers_or_how_many_they_are(shop: Play) -> None:
    assert shop.code("relay.announce", carrier="colissimo") == "relay.nothing_given"
    assert (
        shop.code("relay.announce", carrier="colissimo", count=1, trackings=[PARCEL])
        == "relay.bag_list_or_count"
    )
    twice = shop.refused("relay.announce", carrier="colissimo", trackings=[PARCEL, "6a 15602 67630 0"])
    assert (twice.code, twice.params) == ("relay.twice", {"tracking": PARCEL})
    assert shop.code("relay.announce", carrier="colissimo", trackings=[]) == "input.list"
    assert shop.code("relay.announce", carrier="colissimo", count=0) == "input.bounds"
    assert shop.code("relay.announce", carrier="gls", count=1) == "input.choice"
    shop.do("relay.set_principals", rows={"carrier": "dpd", "principal": None})
    assert shop.code("relay.announce", carrier="dpd", count=1) == "relay.carrier_off"


def test_a_bag_may_be_the_principal_s_with_several_of_its_carriers_in_it(shop: Play) -> None:
    mixed = shop.do("relay.announce", carrier="LAPOSTE", trackings=[PARCEL, DPD])
    assert (mixed.posted[0].aud, mixed.posted[0].data["carrier"]) == ("LAPOSTE", "LAPOSTE")
    scanned(shop, mixed.result["bag"], PARCEL, DPD)
    assert shop.do("relay.close_bag", bag=mixed.result["bag"]).result["missing"] == []
    theirs = shop.do("relay.announce", carrier="dpd", count=1)
    assert (theirs.posted[0].aud, theirs.result["bag"]) == ("DPD", "A-2026-0002")


def test_while_a_bag_is_open_nobody_is_told_of_what_is_in_it(shop: Play) -> None:
    bag = shop.do("relay.announce", carrier="colissimo", count=2).result["bag"]
    came = shop.do("relay.receive", tracking=PARCEL, shelf="A3", bag=bag)
    custody = came.result["custody"]
    assert came.documents == (f"label:{custody}",)
    refused = shop.refused("relay.remind", tracking=PARCEL)
    assert (refused.code, refused.params) == ("relay.bag_open", {"tracking": PARCEL, "bag": bag})
    with pytest.raises(Refused, match=r"relay\.bag_open"):
        shop.paper(f"notice:{custody}")
    shop.do("relay.close_bag", bag=bag)
    shop.do("relay.remind", tracking=PARCEL)


def test_who_comes_for_it_meanwhile_gets_it(shop: Play) -> None:
    bag = shop.do("relay.announce", carrier="colissimo", trackings=[PARCEL]).result["bag"]
    receive(shop, bag=bag)
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    assert shop.do("relay.close_bag", bag=bag).result["missing"] == []


def test_what_is_found_later_is_taken_in_with_the_closed_bag(shop: Play) -> None:
    late, other = numbers(2)
    bag = shop.do("relay.announce", carrier="colissimo", trackings=[late, other]).result["bag"]
    scanned(shop, bag, other)
    assert shop.do("relay.close_bag", bag=bag).result["missing"] == [late]
    found = shop.do("relay.receive", tracking=late, shelf="A3", bag=bag)
    assert found.result["bag"] == bag
    assert f"notice:{found.result['custody']}" in found.documents
    shop.do("relay.remind", tracking=late)
    assert shop.code("relay.close_bag", bag=bag) == "relay.bag_closed_already"
    rebuilt(shop)


def test_a_bag_that_is_unknown(shop: Play) -> None:
    assert shop.code("relay.receive", tracking=PARCEL, shelf="A3", bag="A-2026-0009") == "relay.bag_unknown"
    assert shop.code("relay.close_bag", bag="A-2026-0009") == "relay.bag_unknown"


def test_an_announcement_is_taken_back_while_nothing_came_of_it(shop: Play) -> None:
    announced = shop.do("relay.announce", carrier="colissimo", count=2)
    bag = announced.result["bag"]
    came = shop.do("relay.receive", tracking=PARCEL, shelf="A3", bag=bag)
    begun = refusal(shop, announced.op)
    assert (begun.code, begun.params) == ("relay.bag_begun", {"bag": bag})
    take_back(shop, came.op)
    assert shop.do("relay.close_bag", bag=bag).result["received"] == 0
    wrong = shop.do("relay.announce", carrier="colissimo", count=2)
    take_back(shop, wrong.op)
    assert shop.code("relay.receive", tracking=PARCEL, shelf="A3", bag="A-2026-0002") == "relay.bag_unknown"
    # Its number stays used.
    assert shop.do("relay.announce", carrier="colissimo", count=2).result["bag"] == "A-2026-0003"
    rebuilt(shop)


def test_a_closed_bag_stays_closed(shop: Play) -> None:
    bag = shop.do("relay.announce", carrier="colissimo", count=1).result["bag"]
    closed = shop.do("relay.close_bag", bag=bag)
    assert (refusal(shop, closed.op).code, refusal(shop, closed.op).params) == (
        "relay.slip_signed",
        {"bag": bag},
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6A15602676300, 6A15602683841", ["6A15602676300", "6A15602683841"]),
        ("numero\n6A15602676300\n6A15602683841\n", ["6A15602676300", "6A15602683841"]),
        ("6A15602676300 6A15602683841", ["6A15602676300", "6A15602683841"]),
        ("6A 15602 67630 0; 6A 15602 68384 1", ["6A 15602 67630 0", "6A 15602 68384 1"]),
        ("rien", []),
    ],
)
def test_a_list_is_read_as_it_is_pasted(text: str, found: list[str]) -> None:
    assert numbers_in(text) == found
