"""Declarations that the books are read by: which kinds of a service give out numbers, and which name other entries.

Source: docs/contract.md, "Numbers", "The books"; decision 0053.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class NumberField:
    """Field of an entry with a number of a series.

    Attributes:
        series: Its letter, such as ``B``.
        name: The field. Where it is missing the entry took the next number all the same: an older version did not say it.
        repeats: The number may be one that was given out before.
    """

    series: str
    name: str
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Booked:
    """Fields of a kind of entry that other entries bear out.

    Attributes:
        number: The number that it gives out.
        places: By field, the kinds of the entry that it names by its number; wherever in its data the field stands.
    """

    number: NumberField | None = None
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)


BookedKinds: TypeAlias = Mapping[str, Booked]
"""By kind of entry."""
