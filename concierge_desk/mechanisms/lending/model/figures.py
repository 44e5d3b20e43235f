"""Figures of a day: what moved, then how it stands; frozen at the closing. Pure.

Source: docs/contract.md, "Closing record"; decision 0094.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from concierge_desk.counter.service import ClosingContext
from concierge_desk.counter.service_parts import DayReading
from concierge_desk.domain.journal import Data, Event, Posted, Warned, all_facts
from concierge_desk.mechanisms.custody.model import LOSE


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


def figures(posted: Sequence[Posted], standing: LendingStanding, code: str) -> dict[str, Any]:
    """Return all figures of a day: what moved, in loans, and how it stands; of keys whether they were counted.

    Acts that were taken back since are none.
    """
    undone = {entry.data["corrects"] for entry in posted if "corrects" in entry.data}
    stands = [entry for entry in posted if entry.seq not in undone]
    kinds = Counter(entry.kind.removeprefix(f"{code}.") for entry in stands)
    told: dict[str, Any] = {name: kinds[name] for name in ("lent", "returned", "renewed")}
    told["lost"] = sum(
        entry.kind == f"{code}.incident_noted" and entry.data["incident"] == LOSE for entry in stands
    )
    told |= all_facts(standing)
    if isinstance(standing, KeysStanding):
        told["counted"] = kinds["counted"] > 0
    return told


def day_part(reading: DayReading, code: str) -> Data:
    """Return a day's figures under the service's code; nothing in a shop that never had one of its objects."""
    if not reading.closed:
        return {} if reading.state is None else {code: figures(reading.posted, reading.state, code)}
    told = [entry.data for entry in reading.posted if entry.kind == f"{code}.day_reported"]
    return {code: {name: told[-1][name] for name in told[-1] if name != "warnings"}} if told else {}


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
