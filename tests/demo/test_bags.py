"""Bags and the room on the shelves over the days of the demo, reckoned once more from its entries alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.hours import opening_calendar
from concierge_desk.desk.overview import day_status
from concierge_desk.domain.calendar import Closure, OpeningCalendar, with_closure, without_closure
from concierge_desk.domain.journal import Posted
from concierge_desk.services.relay.model.facts.bags import how_many
from concierge_desk.store.settings import settings_in_force
from tests.demo.conftest import Shop

PLACES = 24 * 2
FIGURES = ("announced", "received", "missing", "too_many")


def closed_days(posted: tuple[Posted, ...]) -> Iterator[tuple[date, list[Posted], int]]:
    """Yield each day that was closed, its entries, and how many items lay in the shop then: what came less what left."""
    own: list[Posted] = []
    here: set[str] = set()
    for entry in posted:
        own.append(entry)
        data = entry.data
        if entry.kind == "relay.received":
            here.add(data["custody"])
        elif entry.kind == "relay.handed_over" or data.get("state") in ("cancelled", "lost"):
            here.discard(data.get("custody", ""))
        elif entry.kind == "relay.reversed" and data["of"] == "relay.handed_over":
            here.add(data["custody"])
        elif entry.kind == "relay.handed_to_postman":
            here -= {item.get("custody") for item in data["items"]}
        elif entry.kind == "relay.taken_back" and data["custody"] is not None:
            here.add(data["custody"])
        elif entry.kind == "day.closed":
            yield date.fromisoformat(data["day"]), own, len(here)
            own = []


def as_known(calendar: OpeningCalendar, own: list[Posted], hours: OpeningCalendar) -> OpeningCalendar:
    """The hours and the closures as they stood by then: nobody knew of what was said later."""
    for entry in own:
        if entry.kind == "calendar.grid_set":
            rows = [row for row in hours.grid if row.valid_from.isoformat() == entry.data["valid_from"]]
            calendar = replace(calendar, grid=(*calendar.grid, *rows))
        if entry.kind == "calendar.closed_on":
            for day in days_of(entry):
                calendar = with_closure(calendar, Closure(day, "other"))
        elif entry.kind == "calendar.reopened_on":
            for day in days_of(entry):
                calendar = without_closure(calendar, day)
    return calendar


def days_of(entry: Posted) -> Iterator[date]:
    day = date.fromisoformat(entry.data["day"])
    last = date.fromisoformat(entry.data.get("until_day") or entry.data["day"])
    while day <= last:
        yield day
        day += timedelta(days=1)


def full_by_hand(day: date, held: list[int], places: int, calendar: OpeningCalendar) -> str | None:
    """The first open day on which held + pace × days reaches what the places hold; pace: of the last ten days."""
    before = held[-11] if len(held) > 10 else 0
    came = held[-1] - before
    if came <= 0:
        return None
    days = 0
    while held[-1] * 10 + came * days < places * 10:
        day += timedelta(days=1)
        days += calendar.is_open(day)
    return day.isoformat()


def test_capacity_and_saturation(lived: Shop) -> None:
    """Sixty days of it at the full size and many more; each day's capacity is what one reckons by hand."""
    held: list[int] = []
    told, near, warned = 0, 0, 0
    with lived.living.opened() as desk:
        shop = desk.store.read(lambda rows: Settings.of(settings_in_force(rows)))
        calendar = desk.store.read(lambda rows: opening_calendar(rows, shop))
        hours, set_later = (
            calendar,
            {entry.data["valid_from"] for entry in lived.posted if entry.kind == "calendar.grid_set"},
        )
        known = tuple(row for row in hours.grid if row.valid_from.isoformat() not in set_later)
        calendar = replace(calendar, closures=(), grid=known)
        for day, own, here in closed_days(lived.posted):
            held.append(here)
            calendar = as_known(calendar, own, hours)
            status = day_status(desk, day.isoformat())
            capacity = status["capacity"]
            assert capacity["places"] == PLACES
            assert capacity["held"] == here
            assert capacity["free"] == max(0, PLACES - here)
            assert capacity["full_on_day"] == full_by_hand(day, held, PLACES, calendar), day
            told += capacity["full_on_day"] is not None
            bags = [entry.data for entry in own if entry.kind == "relay.bag_closed"]
            assert status["bags"] == {name: sum(how_many(data[name]) for data in bags) for name in FIGURES}, (
                day
            )
            near += capacity["free"] < 12
            warned += sum(entry.kind == "relay.saturation_warned" for entry in own)
    assert told
    assert near
    assert warned


def test_bags(lived: Shop) -> None:
    """Received = announced - missing + too many, bag by bag; some differ, some do not, and what was missing turns up."""
    closed = {entry.data["bag"]: entry for entry in lived.posted if entry.kind == "relay.bag_closed"}
    for entry in closed.values():
        data = entry.data
        assert data["received"] == data["announced"] - how_many(data["missing"]) + how_many(data["too_many"])
    assert {bool(entry.data.get("warnings")) for entry in closed.values()} == {True, False}
    assert {isinstance(entry.data["missing"], int) for entry in closed.values()} == {True, False}
    late = [
        entry
        for entry in lived.posted
        if entry.kind == "relay.received"
        and entry.data.get("bag") in closed
        and entry.seq > closed[entry.data["bag"]].seq
    ]
    assert late
    assert all(entry.data["tracking"] in closed[entry.data["bag"]].data["missing"] for entry in late)


def test_nobody_is_reminded_before_the_bag_is_closed(lived: Shop) -> None:
    open_bags: set[str] = set()
    bag_of: dict[str, str] = {}
    for entry in lived.posted:
        if entry.kind == "relay.announced":
            open_bags.add(entry.data["bag"])
        elif entry.kind == "relay.bag_closed":
            open_bags.discard(entry.data["bag"])
        elif entry.kind == "relay.received" and "bag" in entry.data:
            bag_of[entry.data["custody"]] = entry.data["bag"]
        elif entry.kind == "relay.reminded":
            assert bag_of.get(entry.data["custody"]) not in open_bags
