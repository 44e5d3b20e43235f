"""Room on the shelves: what places hold, what a carrier agreed to, when they are full, what he is told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.hours import opening_calendar
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.services.relay.model.facts.fullness import (
    PACE_DAYS,
    ShelfRoom,
    days_until_full,
    full_on_day,
    pace_begins,
)
from concierge_desk.store.settings import settings_in_force
from tests.counter.desks import Play
from tests.services.relay.bags.test_bags import numbers
from tests.services.relay_desk import DPD, PARCEL, SEEN, rebuilt, refusal


def test_a_place_that_is_full_is_said_and_the_item_taken_in_all_the_same(shop: Play) -> None:
    first, second, third = numbers(3)
    rows = [{"place": "A1", "items": 2}, {"place": "A2", "items": 3}]
    told = shop.do("relay.set_capacities", rows=rows).result
    assert told == {"rows": rows, "before": [{"place": "A1", "items": None}, {"place": "A2", "items": None}]}
    shop.do("relay.receive", tracking=first, shelf="A1")
    assert shop.warned("relay.receive", tracking=second, shelf="A1") == []
    full = shop.do("relay.receive", tracking=third, shelf="A1")
    (warned,) = full.warnings
    assert (warned.code, dict(warned.params)) == ("relay.place_full", {"shelf": "A1", "items": 2, "held": 2})
    # Nobody says it of a place that nobody spoke of.
    assert shop.warned("relay.receive", tracking=PARCEL, shelf="B7") == []
    shop.do("relay.set_capacities", rows={"place": "A1", "items": None})
    assert shop.rows("SELECT place, items FROM relay_capacity") == [("A2", 3)]
    assert shop.code("relay.set_capacities", rows=[*rows, rows[0]]) == "relay.twice"
    rebuilt(shop)


def test_more_than_a_carrier_agreed_to_is_said(shop: Play) -> None:
    """Two a day and three at a time were agreed, from yesterday on; the principal agreed to four at a time."""
    known = numbers(5)
    shop.do("relay.set_cap", carrier="colissimo", a_day=2, held=3, valid_from="2026-11-24")
    shop.do("relay.set_cap", carrier="LAPOSTE", held=4)
    codes = [shop.do("relay.receive", tracking=number, shelf="A1").warnings for number in known]
    told = [[(one.code, dict(one.params)) for one in warnings] for warnings in codes]
    a_day = {"carrier": "colissimo", "a_day": 2}
    held = {"carrier": "colissimo", "held": 3}
    assert told == [
        [],
        [],
        [("relay.over_cap", {**a_day, "count": 3})],
        [("relay.over_cap", {**a_day, "count": 4}), ("relay.over_cap", {**held, "count": 4})],
        [
            ("relay.over_cap", {"carrier": "LAPOSTE", "held": 4, "count": 5}),
            ("relay.over_cap", {**a_day, "count": 5}),
            ("relay.over_cap", {**held, "count": 5}),
        ],
    ]
    # Another network's is none of theirs.
    assert shop.warned("relay.receive", tracking=DPD, shelf="A1") == []
    shop.do("relay.set_cap", carrier="colissimo")
    shop.do("relay.set_cap", carrier="LAPOSTE")
    assert shop.warned("relay.receive", tracking=PARCEL, shelf="A1") == []


def test_figures_that_are_set_are_set_again(shop: Play) -> None:
    for done in (
        shop.do("relay.set_capacities", rows={"place": "A1", "items": 2}),
        shop.do("relay.set_cap", carrier="colissimo", a_day=2),
    ):
        assert refusal(shop, done.op).code == "relay.set_again"


def room_of(places: int, held: int, came: int) -> int | None:
    return days_until_full(ShelfRoom(places, held, came))


@pytest.mark.parametrize(
    ("places", "held", "came", "days"),
    [
        (80, 57, 25, 10),  # 57 + 2.5 × 9 = 79.5: full on the tenth
        (80, 57, 23, 10),  # 57 + 2.3 × 10 = 80, to the item
        (80, 79, 10, 1),
        (80, 80, 1, 0),
        (80, 90, 1, 0),
        (80, 57, 0, None),
        (80, 57, -3, None),
        (80, 90, -3, None),
    ],
)
def test_the_open_day_on_which_the_shelves_are_full(
    places: int, held: int, came: int, days: int | None
) -> None:
    assert room_of(places, held, came) == days


@given(places=st.integers(0, 500), held=st.integers(0, 500), came=st.integers(-50, 50))
def test_it_is_the_first_such_day(places: int, held: int, came: int) -> None:
    days = room_of(places, held, came)
    if came <= 0:
        assert days is None
        return
    assert days is not None
    assert held * PACE_DAYS + came * days >= places * PACE_DAYS
    assert days == 0 or held * PACE_DAYS + came * (days - 1) < places * PACE_DAYS


def test_a_shop_that_does_not_open_any_more_is_never_full() -> None:
    closed = OpeningCalendar((), (), lambda _day: False)
    today = date(2026, 11, 25)
    assert full_on_day(ShelfRoom(80, 57, 25), today, closed) is None
    assert full_on_day(ShelfRoom(80, 57, 0), today, closed) is None
    assert full_on_day(ShelfRoom(80, 80, 1), today, closed) == "2026-11-25"
    assert pace_begins(today, closed) == today


def test_a_day_tells_what_the_shelves_hold(shop: Play) -> None:
    """Ten places; four came within the last ten open days, one left: pace 0.3, and seven are free."""
    assert "capacity" not in shop.status()
    shop.do("relay.set_capacities", rows=[{"place": "A1", "items": 4}, {"place": "A2", "items": 6}])
    for number in numbers(4):
        shop.do("relay.receive", tracking=number, shelf="A1")
    shop.do("relay.hand_over", tracking=numbers(1)[0], **SEEN)
    told = shop.status()["capacity"]
    assert {name: told[name] for name in ("places", "held", "free")} == {"places": 10, "held": 3, "free": 7}
    # 3 + 0.3 × 24 = 10.2: the twenty-fourth open day after Wednesday 25 November.
    day, left = date(2026, 11, 25), 24
    calendar = shop.desk.store.read(lambda rows: opening_calendar(rows, Settings.of(settings_in_force(rows))))
    while left:
        day += timedelta(days=1)
        left -= calendar.is_open(day)
    assert told["full_on_day"] == day.isoformat()
    shop.close("2026-11-25T18:00", counted_cents=8000)
    assert shop.status("2026-11-25")["capacity"] == told
    assert shop.last("relay.day_reported").data["capacity"] == told


def test_a_carrier_is_told_with_thirty_days_of_figures(shop: Play) -> None:
    shop.do("relay.set_capacities", rows=[{"place": "A1", "items": 5}])
    shop.do("relay.set_cap", carrier="colissimo", a_day=1, held=2)
    first, second, third = numbers(3)
    for number in (first, second, third):
        shop.do("relay.receive", tracking=number, shelf="A1")
    shop.do("relay.receive", tracking=DPD, shelf="A1")
    shop.do("relay.hand_over", tracking=first, **SEEN)
    warned = shop.do("relay.warn_full", carrier="colissimo")
    told = warned.result
    assert {name: told[name] for name in ("held", "places", "cap")} == {
        "held": 3,
        "places": 5,
        "cap": {"a_day": 1, "held": 2},
    }
    assert len(told["days"]) == 30
    assert told["days"][-1] == {"day": "2026-11-25", "received": 3, "left": 1, "held": 2}
    assert told["days"][0] == {"day": "2026-10-27", "received": 0, "left": 0, "held": 0}
    paper = warned.documents[0]
    assert paper == f"saturation:{warned.posted[0].seq}"
    assert shop.paper(paper).paper == "a4"
    assert refusal(shop, warned.op).code == "relay.warned_stays"


def test_a_carrier_that_the_shop_does_not_serve(shop: Play) -> None:
    shop.do("relay.set_principals", rows={"carrier": "dpd", "principal": None})
    assert shop.code("relay.warn_full", carrier="dpd") == "relay.carrier_off"
    assert shop.code("relay.set_cap", carrier="DPD", a_day=3) == "relay.carrier_off"
