"""Incident of a thing, as its card tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Incident:
    """Incident of a thing, until it is settled.

    Attributes:
        label: In a word or two, in the language asked; things of one label stand together.
        day: ISO date since which.
    """

    label: str
    day: str
