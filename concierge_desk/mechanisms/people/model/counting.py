"""Users of a day, counted at its closing: sums, which outlive whoever was counted. Pure.

Passages, users, member households, participants are four counts that are never added.

Source: decision 0085.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from concierge_desk.counter.service import ClosingContext
from concierge_desk.counter.service_parts import DayReading
from concierge_desk.domain.journal import Data, Event, Posted

COUNTED: Final = "people.counted"
FIGURES: Final = ("users", "month_new", "year_new", "households")

_REF = re.compile(r"'(r-[0-9a-z]{12})'")


@dataclass(frozen=True, slots=True)
class SeenParty:
    """A party of the day that is somebody who is known.

    Attributes:
        ref: What its entry holds.
        person: Who, the survivor where two are one.
        month_new: Nothing was done for the person before in this month.
        year_new: Nor in this year.
    """

    ref: str
    person: str
    month_new: bool
    year_new: bool


@dataclass(frozen=True, slots=True)
class PeopleNow:
    """State that a day is counted from.

    Attributes:
        parties: Of the day, of an earlier closing of the same date too.
        households: Households that are members now.
    """

    parties: tuple[SeenParty, ...]
    households: int


def close(day: ClosingContext) -> tuple[Event, ...]:
    """Return what a closing counts; nothing in a shop that keeps nobody."""
    now = day.reading.state
    return () if now is None else (Event("people.counted", counted(day.reading.posted, now)),)


def counted(posted: Iterable[Posted], now: PeopleNow) -> Data:
    """Return the users of what was written since the day was opened."""
    refs = {ref for entry in posted for ref in _REF.findall(repr(entry.data))}
    # Who was counted at an earlier closing of this date is nobody new.
    before = {one.person for one in now.parties if one.ref not in refs}
    seen = {one.person: one for one in now.parties if one.ref in refs}
    new = [one for person, one in seen.items() if person not in before]
    return {
        "users": len(seen),
        "month_new": sum(one.month_new for one in new),
        "year_new": sum(one.year_new for one in new),
        "households": now.households,
    }


def day_part(reading: DayReading) -> Data:
    """Return ``people``, the four figures of a day; nothing in a shop that keeps nobody."""
    if not reading.closed:
        return {} if reading.state is None else {"people": dict(counted(reading.posted, reading.state))}
    told = [entry.data for entry in reading.posted if entry.kind == COUNTED]
    return {"people": {name: told[-1][name] for name in FIGURES}} if told else {}
