"""Visits and trainings by the post office as the tables know them.

Source: decision 0081.
"""

from dataclasses import dataclass

DOOR = "relay.visits"
"""Door of the counter behind which one is noted."""


@dataclass(frozen=True, slots=True)
class OfficeVisit:
    """Visit or training as the tables know it.

    Attributes:
        visit: Its code.
        kind: Code of the list ``office_visit``.
        day: ISO date.
        minutes: How long it was; None where nobody said.
    """

    visit: str
    kind: str
    day: str
    minutes: int | None
