"""A shelf in its orders, and what is meant by what is typed; an inventory of it."""

from dataclasses import replace
from datetime import date

import pytest

from concierge_desk.counter.cards.incident import Incident
from concierge_desk.counter.cards.inventory import (
    Inventory,
    begun,
    no_thing,
    outcome,
    scanned,
    ticked,
    unticked,
)
from concierge_desk.counter.cards.natural_order import natural
from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.cards.shelf import ORDERS, Order, meant, sections, shelf_of
from concierge_desk.counter.values.codes import printed_code

TODAY = date(2026, 11, 25)


def thing(
    ref: str, place: str = "", day: str | None = None, owner: str = "", *, missed: bool = False
) -> Offer:
    return Offer(
        "pressing", ref, ref, (), place=place, deadline_day=day, owner=owner, number=ref, missed=missed
    )


THINGS = (
    thing("a", "A10", "2026-11-26", "Colissimo"),
    thing("b", "a2", "2026-11-25", "DPD"),
    thing("c", "12", None, "colissimo"),
    thing("d", "", "2026-12-09"),
    thing("e", "Tiroir 1", "2026-11-20", "DPD"),
    thing("f", "A2", "2026-11-26", "Colissimo"),
)
DAMAGED, MISSING = Incident("Abîmé", "2026-11-24"), Incident("Introuvable", "2026-11-20")


@pytest.mark.parametrize(
    ("order", "lang", "found"),
    [
        (
            "deadline",
            "fr",
            [
                ("Échéance passée", "e"),
                ("Aujourd’hui", "b"),
                ("Demain", "fa"),
                ("Mercredi 9 décembre", "d"),
                ("Sans échéance", "c"),
            ],
        ),
        (
            "deadline",
            "en",
            [
                ("Deadline past", "e"),
                ("Today", "b"),
                ("Tomorrow", "fa"),
                ("Wednesday 9 December", "d"),
                ("No deadline", "c"),
            ],
        ),
        (
            "place",
            "en",
            [("a", "bfa"), ("Tiroir", "e"), ("Places without a letter", "c"), ("No place noted", "d")],
        ),
        ("owner", "en", [("Colissimo", "fac"), ("DPD", "eb"), ("Nobody's", "d")]),
    ],
)
def test_the_orders(order: Order, lang: str, found: list[tuple[str, str]]) -> None:
    told = [
        (one.label, "".join(offer.ref for offer in one.offers))
        for one in sections(THINGS, order, TODAY, lang)
    ]
    assert told == found


def test_of_incidents_only_those_and_what_waits_longest_first() -> None:
    things = (
        replace(thing("a", "A1"), incident=DAMAGED),
        thing("b", "A2"),
        replace(thing("c", "A3"), incident=MISSING),
        replace(thing("d", "A4"), incident=replace(DAMAGED, day="2026-11-18")),
    )
    told = [
        (one.label, "".join(offer.ref for offer in one.offers))
        for one in sections(things, "incident", TODAY, "fr")
    ]
    assert told == [("Abîmé", "da"), ("Introuvable", "c")]
    assert sections(things[1:2], "incident", TODAY, "fr") == ()


@pytest.mark.parametrize("order", [order for order in ORDERS if order != "incident"])
def test_every_thing_stands_once_and_in_one_order(order: Order) -> None:
    once = sections(THINGS, order, TODAY, "en")
    assert sorted(offer.ref for one in once for offer in one.offers) == list("abcdef")
    assert sections(THINGS[::-1], order, TODAY, "en")[0].offers == once[0].offers
    assert sections((), order, TODAY, "en") == ()


@pytest.mark.parametrize(
    ("place", "shelf"),
    [("A3", "A"), ("Armoire 2", "Armoire"), ("12", ""), ("", ""), ("Sol", "Sol"), ("B-4", "B")],
)
def test_the_shelf_of_a_place(place: str, shelf: str) -> None:
    assert shelf_of(place) == shelf


def test_places_are_sorted_as_people_count() -> None:
    places = ["B1", "A10", "a2", "A2b", "10", "9"]
    assert sorted(places, key=natural) == ["a2", "A2b", "A10", "B1", "9", "10"]


LINES = (
    ("A3", "6A15602676300"),
    ("A30", "1A18945277312"),
    ("Tiroir 1", "6A15602676317"),
    ("B1", "XN081879383FR"),
)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("a3", 0),
        ("A30", 1),
        ("a", 0),
        ("tiroir1", 2),
        ("Tiroir 1", 2),
        ("6317", 2),
        ("83fr", 3),
        ("8945", 1),
        ("6A 15602 67630 0", 0),
        ("kessler", None),
        ("", None),
        ("-", None),
    ],
)
def test_what_is_meant_by_what_is_typed(typed: str, at: int | None) -> None:
    assert meant(LINES, typed) == at


def found_of(*refs: str) -> tuple[Offer, ...]:
    return tuple(thing(ref) for ref in refs)


def test_two_things_of_one_number_are_ticked_one_after_the_other() -> None:
    shelf = found_of("a", "b")
    inventory = begun(shelf)
    told = []
    for _ in range(3):
        inventory, verdict, known = scanned(inventory, "n", shelf, shelf)
        told.append((verdict, known.ref if known else None))
    assert told == [("seen", "a"), ("seen", "b"), ("again", "a")]


def test_what_is_not_expected_is_told_once_however_it_is_written() -> None:
    inventory = begun(found_of("a"))
    for code, offers, verdict in (
        ("x1", (), "odd"),
        (" X1 ", (), "again"),
        ("x2", found_of("gone"), "odd"),
        ("x-2", found_of("gone"), "again"),
    ):
        inventory, said, _known = scanned(inventory, code, offers, found_of("a"))
        assert said == verdict, code
    assert inventory.codes == ("x1", "x2") and not inventory.is_empty


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (" a2 ", "place"),
        ("TIROIR 1", "place"),
        ("a-4t9d2k7mx0q3", "place"),
        (printed_code("a-4t9d2k7mx0q3"), "place"),
        (printed_code("c-4t9d2k7mx0q3"), ""),
        ("c-4t9d2k7mx0q3", ""),
        ("C-4T9D2K7MX0Q3" + ("1" if printed_code("c-4t9d2k7mx0q3")[-1] != "1" else "2"), "misread"),
        ("ZZ9", ""),
        ("B7", ""),
        ("", ""),
        # A number of fourteen signs is no label of ours that was misread.
        ("C4T9D2K7MX0Q31", ""),
    ],
)
def test_what_could_not_lie_there_is_no_thing(code: str, what: str) -> None:
    assert no_thing(code, THINGS) == what


def test_a_tick_is_made_once_and_taken_back() -> None:
    inventory = ticked(ticked(begun(found_of("a", "b")), "a"), "a")
    assert inventory.seen == ("a",)
    assert unticked(inventory, "a").is_empty and unticked(inventory, "b") == inventory


def test_what_came_or_went_meanwhile_is_neither_missing_nor_too_much() -> None:
    inventory = Inventory(("stays", "unseen", "went"), ("stays",), (("new", "n"), ("other", "o")))
    now = found_of("stays", "unseen", "new", "came")
    found = outcome(inventory, now, {"n": found_of("new"), "o": found_of("other")})
    assert [one.ref for one in found.missing] == ["unseen"]
    assert [one.code for one in found.surplus] == ["o"]
    assert (found.seen, found.is_whole) == (1, False)


def test_what_was_noted_as_missing_is_told_apart() -> None:
    shelf = (thing("lost", missed=True), thing("back", missed=True), thing("here"))
    found = outcome(Inventory(("lost", "back", "here"), ("back", "here")), shelf, {})
    assert ([one.ref for one in found.noted], [one.ref for one in found.found]) == (["lost"], ["back"])
    assert found.missing == () and not found.is_whole
    assert outcome(Inventory(("here",), ("here",)), shelf[2:], {}).is_whole
