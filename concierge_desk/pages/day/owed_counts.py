"""Counts that services have for the closing, as a day stands: what is looked for, and whether it was.

Source: decisions 0021, 0096.
"""

from collections.abc import Iterator, Sequence

from concierge_desk.counter.cards.closing_count import OwedCount
from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.rows import Rows
from concierge_desk.desk.counter_parts import parts
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.preparation import Preparation
from concierge_desk.i18n import translate


def closing_counts(
    rows: Rows, posted: Sequence[Posted], said: Preparation, now: Now
) -> tuple[OwedCount, ...]:
    """Return the counts that there is anything for.

    Args:
        rows: The running transaction.
        posted: Entries of the open day.
        said: What was said of the closing so far.
        now: See `Now`.
    """
    return tuple(_owed(rows, posted, said, now))


def _owed(rows: Rows, posted: Sequence[Posted], said: Preparation, now: Now) -> Iterator[OwedCount]:
    undone = {entry.data["corrects"] for entry in posted if "corrects" in entry.data}
    made = {entry.kind for entry in posted if entry.seq not in undone}
    for count in (count for part in parts().values() for count in part.counts):
        things, told = count.things(rows, now), count.told(rows, now)
        if things or told:
            here = {one.value for one in things}
            yield OwedCount(
                count,
                translate(count.name, now.lang),
                translate(count.heading, now.lang),
                things,
                told,
                tuple(value for value in said.there.get(count.command, ()) if value in here),
                count.kind in made,
                count.command in said.passed,
            )
