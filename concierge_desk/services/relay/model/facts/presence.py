"""Stays of a number that somebody asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskedStay:
    """A stay as far as the answer needs it: its number and its deadline, where it stands, its bag while that is open."""

    tracking: str | None
    state: str
    deadline_day: str
    open_bag: str | None
