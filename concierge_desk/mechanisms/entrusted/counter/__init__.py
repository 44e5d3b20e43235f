"""Things entrusted at the counter, of any nature: cards in data, each loaded when it is asked for.

Source: decisions 0019, 0093.
"""

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import Any

from concierge_desk.counter.cards.at_counter import AtCounter, Door
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.rows import Rows
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.counter.lists import lists_of
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables.names import Tables

# A window at rest holds no card: decision 0019.
# ruff: noqa: PLC0415


def _cards(module: str, what: str, nature: Nature, rows: Rows, *asked: Any) -> tuple[Offer, ...]:
    """Return cards of a nature: `asked` ends with the circumstances."""
    from concierge_desk.mechanisms.entrusted.counter.trade import Trade

    *of, now = asked
    found: tuple[Offer, ...] = getattr(import_module(f"{__name__}.{module}"), what)(
        Trade(nature, rows, now), *of
    )
    return found


def _in_use(module: str, what: str, nature: Nature, rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return cards that every look at the day asks for; none, and nothing loaded, in a shop without this trade."""
    from concierge_desk.mechanisms.entrusted.tables.used import is_used

    return _cards(module, what, nature, rows, now) if is_used(rows, Tables(nature.code)) else ()


def _waiting(nature: Nature, rows: Rows, _now: Now) -> int:
    from concierge_desk.mechanisms.entrusted.tables.counter import waiting

    return waiting(rows, Tables(nature.code))


def _order_paid(code: str, act: Mapping[str, Any]) -> str:
    """Return the order that was paid for."""
    return str(act["piece"]).partition("/")[0] if act["do"] == f"{code}.pay" else ""


def at_counter(nature: Nature) -> AtCounter:
    """Return a nature's part of the counter."""
    code, words = nature.code, nature.words or nature.label
    found, taken = partial(_cards, "found"), ("taking", "offers", nature)
    return AtCounter(
        found=partial(found, "found", nature),
        named=partial(found, "named", nature),
        awaited=partial(found, "awaited", nature),
        favourites=partial(_in_use, *taken),
        waiting=partial(_waiting, nature),
        shelf=partial(_in_use, "found", "shelf", nature),
        words=words,
        lists=lists_of(code),
        morning=partial(_in_use, "found", "morning", nature),
        owners=N_("By workshop"),
        collector=N_("workshop"),
        doors=(
            Door(f"{code}.take_in", N_("Take in"), words, partial(_cards, *taken)),
            Door(
                f"{code}.rounds",
                N_("Workshops: what leaves, what comes back"),
                N_("workshop workshops"),
                partial(_cards, "rounds", "partners", nature),
            ),
            Door(f"{code}.prices", N_("Prices"), N_("prices"), partial(_cards, "set_up", "prices", nature)),
        ),
        settings=partial(_cards, "set_up", "settings", nature),
        theirs=partial(found, "theirs", nature),
        then=partial(_order_paid, code),
    )
