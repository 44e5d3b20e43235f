"""The whole of what the shop is: each entry of it says everything again, and what of it changed. Pure.

Source: decision 0065.
"""

from collections.abc import Mapping
from typing import Any

from concierge_desk.domain.journal import HAPPENED_AT, Data, Event

KIND = "settings.set"
CHANGED, BEFORE = "changed", "before"
OPERATOR = "operator"
"""Of whom an entry is that changes who keeps the counter."""

_OF_ITS_ENTRY = frozenset(
    {
        *(CHANGED, BEFORE, OPERATOR, "corrects", "reversal", "warnings", "documents"),
        *(HAPPENED_AT, "happened_tz", "from_sheet"),
    }
)
"""What an entry says of itself, and the next one does not say again."""


def differing(now: Data, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields that would be others than they are, in their order; None stands for one left out."""
    return tuple(name for name, value in values.items() if now.get(name) != value)


def written_anew(now: Data, values: Mapping[str, Any], **more: Any) -> Event:
    """Return the event that writes the whole anew.

    Args:
        now: The whole that holds.
        values: Fields that change, None for one that is left out from now on.
        more: As `Event` has it.
    """
    changed = differing(now, values)
    whole = {name: value for name, value in now.items() if name not in _OF_ITS_ENTRY} | dict(values)
    before = {name: now.get(name) for name in changed}
    kept = {name: value for name, value in whole.items() if value is not None}
    return Event(KIND, {**kept, CHANGED: list(changed), BEFORE: before}, **more)
