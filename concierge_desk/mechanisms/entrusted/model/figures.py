"""Figures of a day: what moved, then how it stands; frozen at the closing. Pure.

Source: docs/contract.md, "Closing record"; decision 0093.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from concierge_desk.counter.service import ClosingContext
from concierge_desk.counter.service_parts import DayReading
from concierge_desk.domain.journal import Data, Event, Posted, all_facts

MOVED: Final = ("orders", "taken_in", "sent", "received_back", "collected")
STANDING: Final = ("here", "at_partner", "missing", "open_cents")


@dataclass(frozen=True, slots=True)
class EntrustedStanding:
    """How it stands: pieces here, with partners, missing; what is to be paid; what is owed to each partner."""

    here: int
    at_partner: int
    missing: int
    open_cents: int
    owed: Mapping[str, int] = field(default_factory=dict)


def moved(posted: Sequence[Posted], code: str) -> dict[str, int]:
    """Return what moved, in pieces; acts that were taken back since are none."""
    undone = {entry.data["corrects"] for entry in posted if "corrects" in entry.data}
    found = dict.fromkeys(MOVED, 0)
    for entry in posted:
        name = entry.kind.removeprefix(f"{code}.")
        if name not in found or entry.seq in undone:
            continue
        found[name] += len(entry.data["received"] if name == "received_back" else entry.data["pieces"])
        found["orders"] += name == "taken_in"
    return found


def figures(posted: Sequence[Posted], standing: EntrustedStanding, code: str) -> dict[str, Any]:
    """Return all figures of a day."""
    return {**moved(posted, code), **all_facts(standing), "owed": dict(standing.owed)}


def day_part(reading: DayReading, code: str) -> Data:
    """Return a day's figures under the service's code; nothing in a shop that never had one of its things."""
    if not reading.closed:
        return {} if reading.state is None else {code: figures(reading.posted, reading.state, code)}
    told = [entry.data for entry in reading.posted if entry.kind == f"{code}.day_reported"]
    if not told:
        return {}
    owed = {row["partner"]: row["cents"] for row in told[-1]["owed"]}
    return {code: {**{name: told[-1][name] for name in (*MOVED, *STANDING)}, "owed": owed}}


def close(day: ClosingContext, code: str) -> tuple[Event, ...]:
    """Return what a closing keeps of a day; nothing in a shop that never had one of its things."""
    state = day.reading.state
    if state is None:
        return ()
    found = figures(day.reading.posted, state, code)
    # A code of a partner is no name of a field.
    owed = [{"partner": partner, "cents": cents} for partner, cents in found["owed"].items()]
    return (Event("day_reported", {**found, "owed": owed}),)
