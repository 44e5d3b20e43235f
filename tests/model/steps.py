"""Steps that the machine may take, and how often each of them comes in which hour of the shop's life.

One weighted choice instead of many rules: a desk that is open sells, one that was forgotten is closed, and the
acts that must be refused come now and then all the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from hypothesis import strategies as st

F = TypeVar("F", bound=Callable[..., None])

OPEN, LATE, CLOSED = "open", "late", "closed"
HOURS = (OPEN, LATE, CLOSED)
USUAL = 12
"""How much more often a step comes in its hours than outside them."""

MOODS: Mapping[str, tuple[str, ...]] = {
    # what a run is about: steps of these groups come four times as often
    "an ordinary week": ("till", "days"),
    "everything comes back": ("corrections", "till"),
    "a relay": ("relay",),
    "visits": ("visits",),
    "a drawer": ("drawer", "till"),
    "a wild clock": ("clock",),
    "nothing holds": ("breaks",),
    "all of it": (),
}
STRONGER = 4
FIRST = "sell"
"""The step that is drawn most, and that a failing run is shrunk to."""


@dataclass(frozen=True)
class Step:
    """A step: its group, how often it comes, the hours it makes sense in, what it is asked with."""

    group: str
    weight: int
    hours: tuple[str, ...]
    arguments: st.SearchStrategy[Mapping[str, Any]]


def step(group: str, weight: int, *hours: str, **arguments: st.SearchStrategy[Any]) -> Callable[[F], F]:
    """Make a method a step of the machine; without hours it makes sense at any."""

    def mark(method: F) -> F:
        found = Step(group, weight, hours or HOURS, st.fixed_dictionaries(arguments))
        method.step = found  # type: ignore[attr-defined]
        return method

    return mark


def steps_of(machine: type) -> dict[str, Step]:
    """Return the steps of a machine by name."""
    found = {name: getattr(getattr(machine, name), "step", None) for name in sorted(dir(machine))}
    return {name: known for name, known in found.items() if isinstance(known, Step)}


def menu(steps: Mapping[str, Step], mood: str, hour: str) -> list[str]:
    """Return the names of the steps, each as often as it shall come."""
    return [
        name
        for name, known in sorted(steps.items(), key=lambda item: item[0] != FIRST)
        for _ in range(
            known.weight
            * (USUAL if hour in known.hours else 1)
            * (STRONGER if known.group in MOODS[mood] else 1)
        )
    ]
