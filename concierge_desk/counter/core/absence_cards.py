"""Card of the sheet for whoever takes over, by its words: for today, and filled in since somebody took over. Pure.

Source: docs/contract.md, "Documents"; decision 0090.
"""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from concierge_desk.counter.cards.doors import leads
from concierge_desk.counter.cards.offers import Now, Offer, OfferedAct
from concierge_desk.counter.cards.words import long_day, say
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.i18n import N_

WORDS: Final = N_("replacement absence holidays leave illness handover return back")
LOOKS_BACK = timedelta(days=31)
"""An absence that began before is asked for by its day, on the command line."""
_MOST = 3


def asks_for_handover(text: str) -> bool:
    """Say whether a text is a word that this card goes by: who was at the counter is not read for a name."""
    return leads(WORDS, text)


def took_over(openers: Sequence[tuple[str, str]], closed: Sequence[date], today: date) -> tuple[date, ...]:
    """Return the days since which an absence may have lasted, the latest first.

    Args:
        openers: Business days, each with the code of whoever opened it.
        closed: Days on which the shop stayed closed.
        today: The day of the shop.
    """
    known = itertools.pairwise(openers)
    others = {date.fromisoformat(day) for (_, before), (day, by) in known if by != before}
    shut = {day for day in closed if day - timedelta(days=1) not in closed}
    begun = [day for day in others | shut if today - LOOKS_BACK <= day < today]
    return tuple(sorted(begun, reverse=True)[:_MOST])


def handover_offer(since: Sequence[date], now: Now) -> Offer:
    """Return the card.

    Args:
        since: Days since which it may be filled in.
        now: See `Now`.
    """
    lang = now.lang
    filled = (
        OfferedAct(
            say("Filled in since {day}", lang, day=long_day(day, now.today, lang)),
            paper=f"handover:{day.isoformat()}",
        )
        for day in since
    )
    today = OfferedAct(say("For whoever takes over", lang), paper=f"handover:{now.today.isoformat()}")
    told = say("A sheet (A4): what is due, what lies where, the money, whom to call.", lang)
    return Offer(SERVICE, "handover", say("Handover sheet", lang), (today, *filled), told)
