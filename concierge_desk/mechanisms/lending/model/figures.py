"""Figures of a day: what moved, then how it stands; frozen at the closing. Pure.

Source: docs/contract.md, "Closing record"; decision 0094.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from concierge_desk.counter.service import ClosingContext
from concierge_desk.counter.service_parts import DayReading
from concierge_desk.domain.journal import Data, Event, Posted, Warned, all_facts

MOVED: Final = ("lent", "returned", "renewed", "lost")


@dataclass(frozen=True, slots=True)
class LendingStanding:
    """How it stands: loans out and late, reservations to come, objects kept; keys here and not found."""

    out: int
    late: int
    reserved: int
    kept: int


@dataclass(frozen=True, slots=True)
class KeysStanding(LendingStanding):
    """How keys stand."""

    here: int = 0
    missing: int = 0


def moved(posted: Sequence[Posted], code: str) -> dict[str, int]:
    """Return what moved, in loans; acts that were taken back since are none."""
    stands = _standing(posted)
    found = {name: sum(entry.kind == f"{code}.{name}" for entry in stands) for name in MOVED[:3]}
    found["lost"] = sum(
        entry.kind == f"{code}.incident_noted" and entry.data["incident"] == "lost" for entry in stands
    )
    return found


def _standing(posted: Sequence[Posted]) -> list[Posted]:
    """Return the entries that were not taken back since."""
    undone = {entry.data["corrects"] for entry in posted if "corrects" in entry.data}
    return [entry for entry in posted if entry.seq not in undone]


def figures(posted: Sequence[Posted], standing: LendingStanding, code: str) -> dict[str, Any]:
    """Return all figures of a day; of keys whether they were counted."""
    told = {**moved(posted, code), **all_facts(standing)}
    if isinstance(standing, KeysStanding):
        told["counted"] = any(entry.kind == f"{code}.counted" for entry in _standing(posted))
    return told


def day_part(reading: DayReading, code: str) -> Data:
    """Return a day's figures under the service's code; nothing in a shop that never had one of its objects."""
    if not reading.closed:
        return {} if reading.state is None else {code: figures(reading.posted, reading.state, code)}
    told = [entry.data for entry in reading.posted if entry.kind == f"{code}.day_reported"]
    return {code: dict(told[-1])} if told else {}


def close(day: ClosingContext, code: str) -> tuple[Event, ...]:
    """Return what a closing keeps of a day; keys that were not counted, or do not hang, are said and bar nothing.

    Warns:
        ``not_counted``, ``keys_missing``.
    """
    state = day.reading.state
    if state is None:
        return ()
    told = figures(day.reading.posted, state, code)
    found = []
    if told.get("here") and not told["counted"]:
        found.append(Warned("not_counted", {}))
    if told.get("missing"):
        found.append(Warned("keys_missing", {"count": told["missing"]}))
    return (Event("day_reported", told, warnings=tuple(found)),)
