"""Passages: people who come in are counted for each session, nobody in particular. Pure rules.

It is neither the visits (what is done for one person at the counter), nor users, members or participants: these are
other numbers, and are never added to it.

Source: docs/trade.md, "Four counts of people", rule 24; decision 0026.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.rights.table import DAY
from concierge_desk.counter.service import AnyCommand, Command, answers
from concierge_desk.counter.values.kinds import Integer
from concierge_desk.domain.day import MOST_SESSIONS
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.i18n import N_
from concierge_desk.store.passages import passages_today

COUNTED = "day.passages_counted"
MOST = 99
"""More people at once are counted in two goes: a longer number was meant for something else."""


@dataclass(frozen=True, slots=True)
class CountPassages:
    """Count so many people who came in."""

    count: Annotated[int, Integer(1, MOST, "people"), "How many came in; one by default."] = 1


def count_passages(_state: None, command: CountPassages, context: Context) -> tuple[Event, ...]:
    """Count whoever came in, for the session that goes on.

    Raises:
        Refused: ``session.on_break``, ``session.no_third``.
    """
    state = context.state
    if not state.session_open:
        raise Refused("session.on_break" if state.session < MOST_SESSIONS else "session.no_third")
    return (Event(COUNTED, {"count": command.count, "session": state.session}),)


def passages_by_hour(posted: Sequence[Posted]) -> dict[int, int]:
    """Return how many people came in within each hour of a day's entries, in order; hours without anybody are left out.

    What was taken back is taken off the hour in which it was counted.
    """
    hours = {entry.seq: entry.local.hour for entry in posted if entry.kind == COUNTED}
    found: Counter[int] = Counter()
    for entry in posted:
        if entry.kind == COUNTED:
            found[hours.get(entry.data.get("corrects", entry.seq), entry.local.hour)] += entry.data["count"]
    return {hour: count for hour, count in sorted(found.items()) if count > 0}


COUNT_PASSAGES_COMMAND: AnyCommand = Command(
    name="day.count_passages",
    summary=N_("People came in: they are counted, and nothing else is noted of them."),
    decide=count_passages,
    answer=answers("count", "session"),
    # Beside the entries: what the foot of the window says of the whole day.
    work=lambda rows, _command, _context: {"passages": passages_today(rows)},
    right=DAY,
)
"""Counts them."""
