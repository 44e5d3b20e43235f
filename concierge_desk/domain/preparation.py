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
        terminal_cents: What the card terminal came to; None while nobody said.
        seen: Codes of the cheques that were seen in the drawer; None while nobody looked.
        checked: Cards and cheques were gone through, or passed over.
        terminals: What the card terminals of payees came to, by payee; none of which nobody said.
        there: By the command of a count, the things that were seen so far.
        passed: Commands of the counts that were passed over.
    """

    pieces: Mapping[int, int] = field(default_factory=dict)
    parked: str | None = None
    later: bool = False
    terminal_cents: int | None = None
    seen: tuple[str, ...] | None = None
    checked: bool = False
    terminals: Mapping[str, int] = field(default_factory=dict)
    there: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
