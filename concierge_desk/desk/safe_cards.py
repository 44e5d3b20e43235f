"""The safe at the counter: its count, in the evening and by a word; what the last closing found of it.

Source: docs/contract.md, "Money held and owed"; decision 0095.
"""

from dataclasses import replace
from datetime import date

from concierge_desk.counter.cards.closing_count import CountedThing
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.core.drawer_cards import safe_offer
from concierge_desk.counter.held.lists import SAFE_DIFFERS
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.held import SAFE_COUNT
from concierge_desk.counter.settings.values import in_force
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.counter.till.safe import SAFE_COUNTED, last_count
from concierge_desk.domain.held.things import KEPT
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.store.held.things import open_cautions
from concierge_desk.store.last_closing import found_at_last_closing


def cheques_of_cautions(rows: Rows, now: Now) -> tuple[CountedThing, ...]:
    """Return the cheques that ought to lie in the safe; none where the shop does not count them."""
    if not in_force(rows, SAFE_COUNT):
        return ()
    return tuple(
        CountedThing(
            one.code,
            format_amount(one.left_cents),
            " · ".join(filter(None, (one.of, short_day(date.fromisoformat(one.day), now.lang)))),
            (one.of,) if one.of else (),
        )
        for one in open_cautions(rows)
        if one.state == KEPT
    )


def safe_differed(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what the last closing found of the safe, where that is not what should be there and nobody counted since."""
    found = found_at_last_closing(rows, SAFE_COUNTED, SAFE_COUNTED)
    if found is None:
        return ()
    gaps = [one["gap"] for one in last_count((found,)).values() if one["gap"]]
    if not gaps:
        return ()
    tag = say(N_("gap at the closing: {gap}"), now.lang, gap=" ".join(f"{gap:+d}" for gap in gaps))
    return (replace(safe_offer(now), due=SAFE_DIFFERS, tag=tag, tone="warning"),)
