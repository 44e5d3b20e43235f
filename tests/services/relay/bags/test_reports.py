"""Bags on a day's statement, in La Poste's file and in the shop's figures: on days that had some, and no others."""

from pathlib import Path
from typing import Any

from concierge_desk.domain.document import Heading, Table
from concierge_desk.services.relay import reports
from concierge_desk.services.relay.reports.statement import statement_of
from tests.counter.desks import Play
from tests.services.relay.bags.test_bags import numbers, scanned
from tests.services.relay_desk import DPD, everything_agrees, own, receive, statement, table

DAY = "2026-11-25"
EVENING = f"{DAY}T18:00"


def bag_of(shop: Play, **announced: Any) -> str:
    return str(shop.do("relay.announce", **{"carrier": "colissimo", **announced}).result["bag"])


def test_a_day_tells_the_bags_that_were_closed_on_it(shop: Play, tmp_path: Path) -> None:
    """Two bags of La Poste's and one of DPD's are closed, one stays open; found later is another day's."""
    assert "bags" not in shop.status()
    listed = numbers(4)
    first, second, theirs = (
        bag_of(shop, trackings=listed),
        bag_of(shop, count=1),
        bag_of(shop, carrier="dpd", count=2),
    )
    still_open = bag_of(shop, count=9)
    scanned(shop, first, *listed[:3], *numbers(1, first=2_000_000))
    scanned(shop, second, *numbers(2, first=3_000_000))
    scanned(shop, theirs, DPD)
    for bag in (first, second, theirs):
        shop.do("relay.close_bag", bag=bag)
    bags = {"announced": 7, "received": 7, "missing": 2, "too_many": 2}
    assert shop.status()["bags"] == bags
    shop.close(EVENING, counted_cents=8000)
    assert shop.status(DAY)["bags"] == bags
    assert statement(shop)["bags"] == {"announced": 5, "received": 6, "missing": 1, "too_many": 2}
    assert statement(shop, "DPD")["bags"] == {"announced": 2, "received": 1, "missing": 1, "too_many": 0}
    rows = table(shop, "bags")
    assert [
        (row["bag"], row["missing"], row["missing_numbers"], row["too_many_numbers"]) for row in rows
    ] == [
        (first, 1, listed[3], *numbers(1, first=2_000_000)),
        (second, 0, None, None),
    ]
    assert [row["bag"] for row in table(shop, "custody")] == [first] * 4 + [second] * 2
    everything_agrees(shop, tmp_path)
    shop.open("2026-11-26T08:00", float_cents=8000)
    assert shop.status()["bags"] == dict.fromkeys(bags, 0)
    shop.do("relay.receive", tracking=listed[3], shelf="A3", bag=first)
    shop.do("relay.close_bag", bag=still_open)
    assert shop.status()["bags"] == {"announced": 9, "received": 0, "missing": 9, "too_many": 0}


def test_a_day_without_a_bag_has_no_column_and_no_file_of_them(shop: Play) -> None:
    receive(shop)
    shop.close(EVENING, counted_cents=8000)
    assert {"bags", "capacity"}.isdisjoint(statement(shop))
    made = reports.export_tables(own(shop))
    assert [one.spec.name for one in made] == ["operations", "custody", "held", "stock", "takings"]
    assert "bag" not in {field.name for one in made for field in one.spec.fields}
    assert statement_of(own(shop)).bags == ()


def test_a_statement_that_counts_other_bags_is_told(shop: Play) -> None:
    shop.do("relay.close_bag", bag=bag_of(shop, count=1))
    shop.close(EVENING, counted_cents=8000)
    entries = own(shop)
    assert reports.check(entries) == ()
    without = [entry for entry in entries if entry.kind != "relay.bag_closed"]
    assert "export.custody_differs" in reports.check(without)


def test_the_slip_that_the_driver_signs(shop: Play) -> None:
    listed, others = numbers(40), numbers(3, first=2_000_000)
    bag = bag_of(shop, trackings=listed)
    assert (
        shop.code("relay.receive", tracking=listed[0], shelf="A1", bag="A-2026-0002") == "relay.bag_unknown"
    )
    scanned(shop, bag, *listed[2:], *others)
    shop.do("relay.close_bag", bag=bag)
    slip = shop.paper(f"slip:{bag}")
    assert (slip.paper, slip.blocks[0]) == ("a6", Heading(f"Sac reçu {bag}"))
    figures, differ = [block for block in slip.blocks if isinstance(block, Table)]
    assert [column.title for column in figures.columns] == ["Annoncés", "Reçus", "Manquants", "En trop"]
    assert figures.rows == (("40", "41", "2", "3"),)
    assert [column.title for column in differ.columns] == ["Manquants", "En trop"]
    assert differ.rows == ((listed[0], others[0]), (listed[1], others[1]), ("", others[2]))


def test_the_bordereau_lists_the_bags(shop: Play) -> None:
    shop.do("relay.close_bag", bag=bag_of(shop, trackings=numbers(2)))
    shop.close(EVENING, counted_cents=8000)
    paper = shop.paper(f"bordereau:{DAY}")
    at = paper.blocks.index(Heading("Sacs"))
    listed = paper.blocks[at + 1]
    assert isinstance(listed, Table)
    assert listed.rows == (("A-2026-0001", "Colissimo", "2", "0", "2", "0"),)
