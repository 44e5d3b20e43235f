"""Looks at the bags and at the room on the shelves that cards, acts and reports share."""

from dataclasses import dataclass
from datetime import date, timedelta

from concierge_desk.counter.context import Settings
from concierge_desk.counter.day.hours import opening_calendar
from concierge_desk.counter.values.codelists import codes
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.journal import Data
from concierge_desk.services.relay.model.facts import bags as model
from concierge_desk.services.relay.model.facts.bags import Bag
from concierge_desk.services.relay.model.facts.fullness import (
    TOLD_DAYS,
    Cap,
    Crowding,
    ShelfRoom,
    capacity_of,
    pace_begins,
)
from concierge_desk.services.relay.model.facts.presence import AskedStay
from concierge_desk.services.relay.model.states import CANCELLED, MISDELIVERED
from concierge_desk.store.connection import Connection
from concierge_desk.store.rows import column, one_record, records
from concierge_desk.store.settings import settings_in_force

_SHOWN = "COALESCE(tracking, custody)"


@dataclass(frozen=True, slots=True)
class BagCount:
    """A bag with what is known of it now: what was announced, and what was taken in with it, in its order."""

    bag: Bag
    listed: tuple[str, ...]
    received: tuple[str, ...]


def bag(connection: Connection, number: str) -> Bag | None:
    """Return a bag by its number."""
    return one_record(connection, Bag, "relay_bag WHERE bag = ?", number)


def listed(connection: Connection, number: str) -> tuple[str, ...]:
    """Return the numbers that a bag was announced with."""
    return column(connection, "SELECT tracking FROM relay_bag_number WHERE bag = ? ORDER BY n", number)


def received(connection: Connection, number: str) -> tuple[str, ...]:
    """Return what was taken in with a bag, but for arrivals that were taken back."""
    taken = f"SELECT {_SHOWN} FROM relay_custody WHERE bag = ? AND state <> ? ORDER BY received_seq"  # noqa: S608
    return column(connection, taken, number, CANCELLED)


def counted(connection: Connection, found: Bag) -> BagCount:
    """Return a bag with what was announced and taken in."""
    return BagCount(found, listed(connection, found.bag), received(connection, found.bag))


def open_bags(connection: Connection) -> tuple[Bag, ...]:
    """Return the bags that are still to be closed, the one that something happened to last first."""
    return records(connection, Bag, "relay_bag WHERE closed_day IS NULL ORDER BY last_seq DESC")


def announcing(connection: Connection, number: str) -> tuple[str, ...]:
    """Return the bags that were announced with a number and did not bring it yet, those that are open first."""
    bags = (
        "SELECT relay_bag.bag FROM relay_bag_number JOIN relay_bag USING (bag) WHERE tracking = ? AND relay_bag.state <> ?"
        " AND NOT EXISTS (SELECT 1 FROM relay_custody WHERE relay_custody.tracking = relay_bag_number.tracking"
        " AND relay_custody.bag = relay_bag.bag AND relay_custody.state <> ?) ORDER BY closed_day IS NOT NULL, last_seq DESC"
    )
    return column(connection, bags, number, model.CANCELLED, CANCELLED)


def closing_entry(connection: Connection, number: str) -> int | None:
    """Return the entry that closed a bag; None while none did."""
    return next(iter(column(connection, "SELECT closed_seq FROM relay_bag WHERE bag = ?", number)), None)


def has_bags(connection: Connection) -> bool:
    """Say whether a bag was ever announced."""
    # The last one is found by its key: nothing is read through.
    return column(connection, "SELECT max(bag) FROM relay_bag") != (None,)


def capacities(connection: Connection) -> dict[str, int]:
    """Return how many items places hold; of the others nobody says."""
    return dict(connection.execute("SELECT place, items FROM relay_capacity ORDER BY place").fetchall())


def held(connection: Connection) -> int:
    """Return how many items lie in the shop."""
    return _lying(connection)


def room(connection: Connection, today: date, calendar: OpeningCalendar) -> ShelfRoom | None:
    """Return what the shelves hold; None where nobody said it of any place."""
    places = capacities(connection)
    if not places:
        return None
    since = pace_begins(today, calendar).isoformat()
    last = "SELECT max(day) FROM relay_evening WHERE day < ?"
    before = column(connection, f"SELECT sum(held) FROM relay_evening WHERE day = ({last})", since)[0]  # noqa: S608
    there = held(connection)
    return ShelfRoom(sum(places.values()), there, there - (before or 0))


def capacity(connection: Connection, today: date) -> Data | None:
    """Return what the shelves hold, as a day tells it; None where nobody said it of any place."""
    calendar = opening_calendar(connection, Settings.of(settings_in_force(connection)))
    found = room(connection, today, calendar)
    return None if found is None else capacity_of(found, today, calendar)


def _count(connection: Connection, condition: str, *given: object) -> int:
    """Return how many stays there are of a condition, without those entered by mistake."""
    sql = f"SELECT count(*) FROM relay_custody WHERE {condition} AND state <> ?"  # noqa: S608
    return int(column(connection, sql, *given, CANCELLED)[0])


def crowding(connection: Connection, shelf: str, today: date) -> Crowding:
    """Return what an arrival meets on its place, and of what was agreed.

    Args:
        connection: The store.
        shelf: Its place.
        today: The day on which it came.
    """
    items = next(iter(column(connection, "SELECT items FROM relay_capacity WHERE place = ?", shelf)), None)
    caps = caps_on(connection, today)
    day = today.isoformat()
    brought = {
        one.carrier: _count(connection, f"arrived_day = ? AND {owning(one.carrier)} = ?", day, one.carrier)
        for one in caps
    }
    return Crowding(
        place_items=items,
        place_crowd=0 if items is None else _lying(connection, "shelf = ?", shelf),
        caps=caps,
        brought=brought,
        held={one.carrier: _lying(connection, f"{owning(one.carrier)} = ?", one.carrier) for one in caps},
    )


def _lying(connection: Connection, condition: str = "1", *given: object) -> int:
    """Return how many items of a condition lie in the shop: all of them, without one."""
    sql = f"SELECT count(*) FROM relay_custody WHERE closed_seq IS NULL AND {condition} AND state <> ?"  # noqa: S608
    return int(column(connection, sql, *given, MISDELIVERED)[0])


def owning(owner: str) -> str:
    """Return the column that tells whose a stay is: a carrier's or a principal's."""
    return "carrier" if owner in codes("carrier") else "principal"


def cap_on(connection: Connection, owner: str, day: date) -> Cap | None:
    """Return what is agreed with a carrier or a principal on a day; None where nothing is."""
    found = one_record(
        connection,
        Cap,
        "relay_cap WHERE carrier = ? AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1",
        owner,
        day.isoformat(),
    )
    return None if found is None or (found.a_day is None and found.held is None) else found


def caps_on(connection: Connection, day: date) -> tuple[Cap, ...]:
    """Return what is agreed on a day, with whomever."""
    owners = column(connection, "SELECT DISTINCT carrier FROM relay_cap ORDER BY carrier")
    return tuple(cap for owner in owners if (cap := cap_on(connection, owner, day)) is not None)


def figures(connection: Connection, owner: str, today: date) -> tuple[Data, ...]:
    """Return what came of a carrier's, what left and what lay here at the end of each of the last days, today last."""
    first = today - timedelta(days=TOLD_DAYS - 1)
    own = f"{owning(owner)} = ?"

    def by_day(name: str) -> dict[str, int]:
        sql = f"SELECT {name}, count(*) FROM relay_custody WHERE {name} >= ? AND {own} AND state <> ? GROUP BY {name}"  # noqa: S608
        return dict(connection.execute(sql, (first.isoformat(), owner, CANCELLED)).fetchall())

    came, left = by_day("arrived_day"), by_day("closed_day")
    there = _lying(connection, own, owner)
    found = []
    for back in range(TOLD_DAYS):
        day = (today - timedelta(days=back)).isoformat()
        received, gone = came.get(day, 0), left.get(day, 0)
        found.append({"day": day, "received": received, "left": gone, "held": there})
        there += gone - received
    return tuple(reversed(found))


def stays(connection: Connection, number: str, end: str) -> tuple[AskedStay, ...]:
    """Return the stays of a number, the latest last; where there is none, what is here and whose number ends so.

    Args:
        connection: The store.
        number: As it stands on a label.
        end: How a number ends, in capitals; empty for none.
    """
    whole = records(
        connection,
        AskedStay,
        "relay_custody WHERE tracking = ? AND state <> ? ORDER BY received_seq",
        number,
        CANCELLED,
    )
    if whole or not end:
        return whole
    here = records(connection, AskedStay, "relay_custody WHERE closed_seq IS NULL")
    return tuple(stay for stay in here if (stay.tracking or "").upper().endswith(end))
