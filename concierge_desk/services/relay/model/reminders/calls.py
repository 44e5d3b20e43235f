"""Call list: whoever is waited for, the item whose door closes first at the top.

Source: docs/trade.md, "Last useful slot"; docs/requirements.md, R-5.01; decision 0083.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
    """

    calls: tuple[Call, ...]
    day: str


def by_slot(calls: Iterable[Call]) -> tuple[Call, ...]:
    """Return calls in the order in which the door closes for their items; where it never opens again by deadline."""
    return tuple(sorted(calls, key=_order))


def _order(call: Call) -> tuple[str, str, str, str]:
    stay, slot = call.shelved.stay, call.shelved.last_useful_slot
    # An interval begins with its day and its opening: two of one calendar are in order as texts are.
    return slot or stay.deadline_day, stay.deadline_day, stay.shelf, stay.custody
