"""Things lent at the counter, of any nature: cards in data, each loaded when it is asked for.

Source: decisions 0019, 0094.
"""

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import Any

from concierge_desk.counter.cards.at_counter import AtCounter, Door, MorningList
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.counter.lists import lists_of
from concierge_desk.mechanisms.lending.nature import LendingNature

# A window at rest holds no card: decision 0019.
# ruff: noqa: PLC0415


def _cards(module: str, what: str, nature: LendingNature, rows: Rows, *asked: Any) -> tuple[Offer, ...]:
    """Return cards of a nature: `asked` ends with the circumstances."""
    from concierge_desk.mechanisms.lending.counter.lender import Lender

    *of, now = asked
    found: tuple[Offer, ...] = getattr(import_module(f"{__name__}.{module}"), what)(
        Lender(nature, rows, now), *of
    )
    return found


def _in_use(module: str, what: str, nature: LendingNature, rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return cards that every look at the day asks for; none, and nothing loaded, in a shop without this trade."""
    from concierge_desk.mechanisms.lending.tables.used import is_used

    return _cards(module, what, nature, rows, now) if is_used(rows, nature.code) else ()


def _loan_paid(code: str, act: Mapping[str, Any]) -> str:
    """Return the loan that was paid for."""
    return str(act["loan"]) if act["do"] == f"{code}.pay" else ""


def at_counter(nature: LendingNature) -> AtCounter:
    """Return a nature's part of the counter."""
    code = nature.code
    found = partial(_cards, "found")
    lists: Mapping[str, MorningList] = lists_of(code)
    return AtCounter(
        found=partial(found, "found", nature),
        named=partial(found, "named", nature),
        awaited=partial(found, "awaited", nature),
        shelf=partial(_in_use, "found", "shelf", nature),
        words=nature.label,
        lists=lists,
        doors=(
            Door(
                f"{code}.set_up",
                N_("Things to lend: register, set kinds"),
                N_("lend register"),
                partial(_cards, "set_up", "settings", nature),
            ),
        ),
        settings=partial(_cards, "set_up", "settings", nature),
        theirs=partial(found, "theirs", nature),
        then=partial(_loan_paid, code),
    )
