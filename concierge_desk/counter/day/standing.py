"""State of an evening, as a start asks it. Pure rules.

Source: docs/contract.md, "Business day"; decision 0021.
"""

from datetime import date

from concierge_desk.domain.day import ClosedDay, DayState
from concierge_desk.domain.preparation import Preparation


def may_open(state: DayState, today: date) -> bool:
    """Say whether another day may be opened now: none is open, and the last one was another date.

    A last one whose date has not come yet was a wrong clock's, or confirmed by mistake: it bars nobody.
    """
    return state.open is None and (state.last is None or today.isoformat() != state.last.day)


def closed_on(state: DayState, today: date) -> ClosedDay | None:
    """Return the last closed day where it is today's and none is open: it may be opened again."""
    return state.last if state.open is None and not may_open(state, today) else None


def is_under_way(begun: Preparation | None, *, opens: bool) -> bool:
    """Say whether a closing was begun and neither finished nor left for later; another morning leads nobody back.

    Args:
        begun: What was said and typed for it, None where nothing was.
        opens: Another day may be opened now.
    """
    return begun is not None and not begun.later and not opens
