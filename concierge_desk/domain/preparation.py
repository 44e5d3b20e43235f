"""A closing that is being prepared: what was typed for it so far. Nothing of it has happened yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Preparation:
    """Count of the drawer and choices, as they were typed for a closing.

    Attributes:
        pieces: Pieces by coin or note, in cents.
        parked: What becomes of visits that are not settled; None while nobody said.
        later: It was left for later: nobody is led back to it.
    """

    pieces: Mapping[int, int] = field(default_factory=dict)
    parked: str | None = None
    later: bool = False
