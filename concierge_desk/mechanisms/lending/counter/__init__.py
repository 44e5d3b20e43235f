"""Things lent at the counter, of any nature: cards in data, each loaded when it is asked for.

Source: decisions 0019, 0094.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any

from concierge_desk.counter.cards.at_counter import AtCounter, Door, MorningList
from concierge_desk.counter.cards.closing_count import ClosingCount
from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.cards.taken_days import TakenRow
from concierge_desk.counter.rows import Rows
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.counter.lists import lists_of
from concierge_desk.mechanisms.lending.nature import LendingNature

# A window at rest holds no card: decision 0019.
# ruff: noqa: PLC0415


def _cards(module: str, what: str, nature: LendingNature, rows: Rows, *asked: Any) -> tuple[Any, ...]:
    """Return cards of a nature: `asked` ends with the circumstances."""
    from concierge_desk.mechanisms.lending.counter.lender import Lender

    *of, now = asked
    found: tuple[Any, ...] = getattr(import_module(f"{__name__}.{module}"), what)(
        Lender(nature, rows, now), *of
    )
    return found


def _in_use(module: str, what: str, nature: LendingNature, rows: Rows, now: Now) -> tuple[Any, ...]:
    """Return cards that every look at the day asks for; none, and nothing loaded, in a shop without this trade."""
    from concierge_desk.mechanisms.lending.tables.used import is_used

    return _cards(module, what, nature, rows, now) if is_used(rows, nature.code) else ()


def _days(nature: LendingNature, rows: Rows, now: Now, first: date, last: date) -> tuple[TakenRow, ...]:
    from concierge_desk.mechanisms.lending.counter.days import taken_days
    from concierge_desk.mechanisms.lending.counter.lender import Lender

    return taken_days(Lender(nature, rows, now), first, last)


def _loan_paid(code: str, act: Mapping[str, Any]) -> str:
    """Return the loan that was paid for."""
    return str(act["loan"]) if act["do"] == f"{code}.pay" else ""


def _count_door(nature: LendingNature) -> tuple[Door, ...]:
    """Return the way to the count of what hangs, where it is counted."""
    if not nature.authorised:
        return ()
    offers = partial(_in_use, "hooks", "counting", nature)
    return (Door(f"{nature.code}.count", N_("Count the keys"), N_("hooks"), offers),)


def _counted_at_closing(nature: LendingNature) -> dict[str, Any]:
    """Return what the closing and the morning after it ask and tell of what hangs, where it is counted."""
    if not nature.authorised:
        return {}
    count = ClosingCount(
        command=f"{nature.code}.count",
        kind=f"{nature.code}.counted",
        name=N_("The keys"),
        heading=N_("Keys: scan those that are here"),
        things=partial(_in_use, "hooks", "things", nature),
        act=lambda seen: {"seen": list(seen)},
        told=lambda rows, now: "".join(_in_use("hooks", "told", nature, rows, now)),
    )
    return {"counts": (count,), "morning": partial(_in_use, "hooks", "not_counted", nature)}


def at_counter(nature: LendingNature) -> AtCounter:
    """Return a nature's part of the counter."""
    code = nature.code
    found = partial(_cards, "found")
    lists: Mapping[str, MorningList] = lists_of(nature)
    return AtCounter(
        found=partial(found, "found", nature),
        named=partial(found, "named", nature),
        awaited=partial(found, "awaited", nature),
        shelf=partial(_in_use, "found", "shelf", nature),
        words=nature.words,
        lists=lists,
        doors=(
            Door(
                f"{code}.set_up",
                N_("Things to lend: register, set kinds"),
                nature.stock,
                partial(_cards, "set_up", "settings", nature),
            ),
            *_count_door(nature),
        ),
        **_counted_at_closing(nature),
        settings=partial(_cards, "set_up", "settings", nature),
        days=partial(_days, nature),
        theirs=partial(found, "theirs", nature),
        then=partial(_loan_paid, code),
        follows=partial(_cards, "objects", "still_to_do", nature),
    )
