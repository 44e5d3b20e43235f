"""A visit that is not settled: one person at the counter, and the acts given so far.

Source: docs/contract.md, "Visits and tickets"; decision 0012.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_ACTS = 200
"""Charged acts that one visit may hold."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Working state: nothing of it has happened yet.

    Attributes:
        visit: Its code, ``v-…``.
        parked: Set aside, so that the next person can be served.
        acts: Charged acts as they were given, in order.
        saved_at: Instant of the last change, as the journal writes it.
        step: Where the talk stood, as the window saved it; it means nothing to the rules.
        who: Whose it is, as it was given: a card, or a name; None where nobody said.
    """

    visit: str
    parked: bool
    acts: tuple[Mapping[str, Any], ...]
    saved_at: str
    step: Mapping[str, Any] = field(default_factory=dict)
    who: Mapping[str, Any] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given or begun: it may make room."""
        return not self.acts and not self.step and not self.who


def sorted_visits(kept: Sequence[Visit]) -> tuple[Visit | None, tuple[Visit, ...]]:
    """Return the visit at the counter and those set aside: of several at the counter the one saved last is there."""
    here = next((visit for visit in reversed(kept) if not visit.parked), None)
    return here, tuple(visit for visit in kept if visit is not here and not visit.is_empty)
