"""Steps of an evening that are still owed: each is read from what is written, so that a cut loses none.

Pure rules.

Source: docs/contract.md, "Business day"; decision 0021.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from concierge_desk.domain.day import Count, DayState

Step: TypeAlias = Literal["rest", "visits", "check", "there", "count", "counted", "report", "stick", "over"]
"""``rest``: no day was ever open; ``visits``: what becomes of those that are not settled; ``check``: what was taken by card
and cheque is held against the terminal and the drawer; ``there``: what a service keeps is looked for; ``count``: the drawer is counted; ``counted``: a count holds, its gap is told; ``report``: a principal's file is owed; ``stick``: a backup;
``over``: nothing is owed any more."""

STEPS: tuple[Step, ...] = ("visits", "check", "there", "count", "report", "stick")
"""Those that a step bar shows."""


@dataclass(frozen=True, slots=True)
class EveningFacts:
    """Facts that an evening is known from.

    Attributes:
        state: Where the business day stands.
        late: The open day only wants to be closed.
        visits: How many hold something and are not settled.
        parked: What was said to become of them; None while nobody said.
        reports: Files for principals that the last closed day has not given yet.
        saved: A backup was made since it was closed.
        to_check: Something was taken by card today, or a cheque lies here.
        checked: It was held against the terminal and the drawer, or passed over.
        to_count: How many counts of services were neither made nor passed over.
    """

    state: DayState
    late: bool
    visits: int
    parked: str | None
    reports: int
    saved: bool
    to_check: bool = False
    checked: bool = False
    to_count: int = 0


def step_of(evening: EveningFacts) -> Step:
    """Return what comes next: of the open day, else of the day that was closed last."""
    if evening.state.open is not None:
        # A late closing keeps visits without a word: nobody is asked about yesterday's customers.
        if evening.visits and evening.parked is None and not evening.late:
            return "visits"
        return _looked_through(evening) or ("count" if holding_count(evening.state) is None else "counted")
    if evening.state.last is None:
        return "rest"
    if evening.reports:
        return "report"
    return "over" if evening.saved else "stick"


def _looked_through(evening: EveningFacts) -> Step | None:
    """Return what is gone through before the drawer is counted; None where nothing of it is left."""
    # Yesterday's terminal was told its own evening, and what hangs today says nothing of it: a late closing asks nothing.
    if evening.late:
        return None
    if evening.to_check and not evening.checked:
        return "check"
    return "there" if evening.to_count else None


def holding_count(state: DayState) -> Count | None:
    """Return the count of the open day that holds: no cash moved after it; None where there is none.

    Of several drawers their counts together, once each was counted: where these hide a gap, that of the drawer which has it.
    """
    counts = [
        _holds(state.count, state.drawer_cents),
        *[_holds(one.count, one.cents) for one in state.others],
    ]
    found = [count for count in counts if count is not None]
    if len(found) < len(counts):
        return None
    counted, expected = (
        sum(count.counted_cents for count in found),
        sum(count.expected_cents for count in found),
    )
    apart = next((count for count in found if count.counted_cents != count.expected_cents), None)
    hidden = apart is not None and counted == expected
    return apart if hidden else Count(max(count.seq for count in found), counted, expected)


def _holds(count: Count | None, cents: int) -> Count | None:
    return count if count is not None and count.expected_cents == cents else None


def drawer_to_count(state: DayState, first: str) -> str:
    """Return which of several drawers is counted next, or again: one whose count does not hold, then one with a gap.

    Args:
        state: Where the day stands.
        first: Code of the site's first drawer.

    Returns:
        Its code; empty where there is one drawer alone.
    """
    if not state.others:
        return ""
    drawers = [
        (first, state.count, state.drawer_cents),
        *[(one.code, one.count, one.cents) for one in state.others],
    ]
    waiting = [code for code, count, cents in drawers if _holds(count, cents) is None]
    apart = [
        code
        for code, count, _ in drawers
        if count is not None and count.counted_cents != count.expected_cents
    ]
    return next(iter((*waiting, *apart, first)))
