"""Call list: whoever is waited for, the item whose door closes first at the top.

Source: docs/trade.md, "Last useful slot"; docs/requirements.md, R-5.01; decision 0083.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.services.relay.model.papers import Shelved
from concierge_desk.services.relay.model.slots import last_day


@dataclass(frozen=True, slots=True)
class Call:
    """One item of the list.

    Attributes:
        shelved: The item, and the last session in which somebody can come for it.
        addressee: The name on its label, as it stands beside the journal; None where nobody is named.
    """

    shelved: Shelved
    addressee: str | None

    @property
    def last_day(self) -> date:
        """The last day on which somebody can come for it."""
        return last_day(self.shelved.stay.deadline_day, self.shelved.last_useful_slot)


@dataclass(frozen=True, slots=True)
class CallList:
    """All that somebody may be called for.

    Attributes:
        calls: In the order of `by_slot`.
        day: ISO date on which they wait.
        closed: First and last day of the closure that the list is for; None for all that wait.
    """

    calls: tuple[Call, ...]
    day: str
    closed: tuple[str, str] | None = None


def by_slot(calls: Iterable[Call]) -> tuple[Call, ...]:
    """Return calls in the order in which the door closes for their items; where it never opens again by deadline."""
    return tuple(sorted(calls, key=_order))


def moved_by(
    found: Iterable[tuple[Shelved, str | None]], without: OpeningCalendar, with_it: OpeningCalendar
) -> Iterator[tuple[Shelved, str | None]]:
    """Yield the items that a closure moves, each with the last session that is left for it.

    Args:
        found: Items, each with the ref of the name on it.
        without: The hours as they are without the closure.
        with_it: The hours as they are with it.
    """
    for item, party in found:
        deadline = date.fromisoformat(item.stay.deadline_day)
        slot = with_it.last_useful_slot(deadline)
        if slot != without.last_useful_slot(deadline):
            yield replace(item, last_useful_slot=slot), party


def _order(call: Call) -> tuple[str, str, str, str]:
    stay, slot = call.shelved.stay, call.shelved.last_useful_slot
    # An interval begins with its day and its opening: two of one calendar are in order as texts are.
    return slot or stay.deadline_day, stay.deadline_day, stay.shelf, stay.custody
