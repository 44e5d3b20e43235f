"""Things entrusted at the counter, of any nature: cards in data, each loaded when it is asked for.

Source: decisions 0019, 0093.
"""

from concierge_desk.counter.cards.at_counter import AtCounter, Door
from concierge_desk.counter.nature_parts import NatureParts
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.entrusted.counter.lists import lists_of
from concierge_desk.mechanisms.entrusted.nature import Nature
from concierge_desk.mechanisms.entrusted.tables.queries import WAITING


def at_counter(nature: Nature, parts: NatureParts) -> AtCounter:
    """Return a nature's part of the counter."""
    code, words, waiting = nature.code, nature.words or nature.label, parts.count(WAITING)
    return AtCounter(
        found=parts.cards("counter.found.found"),
        named=parts.cards("counter.found.named"),
        awaited=parts.cards("counter.found.awaited"),
        favourites=parts.in_use("counter.taking.offers"),
        waiting=lambda rows, _now: waiting(rows),
        shelf=parts.in_use("counter.found.shelf"),
        words=words,
        lists=lists_of(code),
        morning=parts.in_use("counter.found.morning"),
        owners=N_("By workshop"),
        collector=N_("workshop"),
        doors=(
            Door(f"{code}.take_in", N_("Take in"), words, parts.cards("counter.taking.offers")),
            Door(
                f"{code}.rounds",
                N_("Workshops: what leaves, what comes back"),
                N_("workshop workshops"),
                parts.cards("counter.rounds.partners"),
            ),
            Door(f"{code}.prices", N_("Prices"), N_("prices"), parts.cards("counter.set_up.prices")),
        ),
        settings=parts.cards("counter.set_up.settings"),
        theirs=parts.cards("counter.found.theirs"),
        # The order that was paid for.
        then=lambda act: str(act["piece"]).partition("/")[0] if act["do"] == f"{code}.pay" else "",
    )
