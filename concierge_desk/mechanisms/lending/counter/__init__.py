"""Things lent at the counter, of any nature: cards in data, each loaded when it is asked for.

Source: decisions 0019, 0094.
"""

from typing import Any

from concierge_desk.counter.cards.at_counter import AtCounter, Door
from concierge_desk.counter.cards.closing_count import ClosingCount
from concierge_desk.counter.nature_parts import NatureParts
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.counter.lists import lists_of
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables.queries import LATE


def _counted(code: str, parts: NatureParts) -> dict[str, Any]:
    """Return what the closing and the morning after it ask and tell of what hangs, where it is counted."""
    hanging = parts.in_use("counter.hooks.told")
    count = ClosingCount(
        command=f"{code}.count",
        kind=f"{code}.counted",
        name=N_("The keys"),
        heading=N_("Keys: scan those that are here"),
        things=parts.in_use("counter.hooks.things"),
        act=lambda seen: {"seen": list(seen)},
        told=lambda rows, now: "".join(hanging(rows, now)),
    )
    return {"counts": (count,), "morning": parts.in_use("counter.hooks.not_counted")}


def at_counter(nature: LendingNature, parts: NatureParts) -> AtCounter:
    """Return a nature's part of the counter."""
    code, late = nature.code, parts.count(LATE)
    settings, days = parts.cards("counter.set_up.settings"), parts.cards("counter.days.taken_days")
    doors = [Door(f"{code}.set_up", N_("Things to lend: register, set kinds"), nature.stock, settings)]
    if nature.authorised:
        counting = parts.in_use("counter.hooks.counting")
        doors.append(Door(f"{code}.count", N_("Count the keys"), N_("hooks"), counting))
    return AtCounter(
        found=parts.cards("counter.found.found"),
        named=parts.cards("counter.found.named"),
        awaited=parts.cards("counter.found.awaited"),
        waiting=lambda rows, now: late(rows, now.today.isoformat()),
        shelf=parts.in_use("counter.found.shelf"),
        words=nature.words,
        lists=lists_of(nature),
        doors=tuple(doors),
        **(_counted(code, parts) if nature.authorised else {}),
        settings=settings,
        days=lambda rows, now, first, last: days(rows, first, last, now),
        theirs=parts.cards("counter.found.theirs"),
        then=lambda act: str(act["loan"]) if act["do"] == f"{code}.pay" else "",
        follows=parts.cards("counter.objects.still_to_do"),
    )
