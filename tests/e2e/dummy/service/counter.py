"""The umbrellas at the counter: the stand by scan, word and page, one for sale by its key, how many there are."""

from dataclasses import replace

from concierge_desk.counter.cards.at_counter import AtCounter, MorningList
from concierge_desk.counter.cards.name_search import matcher
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.codelists import fold
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.services.dummy.model import LAST, PRICE_CENTS, REF
from concierge_desk.services.dummy.tables import STOCK


def found(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the stand, by the code that stands on it."""
    return shelf(rows, now) if fold(code) == REF else ()


def named(rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return the stand, by its name."""
    return shelf(rows, now) if matcher(text)(say("Umbrellas", now.lang)) else ()


def shelf(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the stand, from which umbrellas are lent."""
    ask = Ask("count", say("How many umbrellas?", now.lang), "count", proposal=1)
    lend = OfferedAct(say("Lend", now.lang), "dummy.lend", asks=(ask,))
    stand = _stand(rows, now, lend, OfferedAct(say("The day's list", now.lang), paper=f"{REF}:{now.today}"))
    slot = now.calendar.last_useful_slot(LAST)
    return (replace(stand, state="lent", due="bring_back", deadline_day=LAST.isoformat(), slot=slot),)


def settings(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the stand, of which it is said how many umbrellas are in it."""
    ask = Ask("count", say("How many umbrellas are there?", now.lang), "count")
    return (_stand(rows, now, OfferedAct(say("Put out", now.lang), "dummy.put_out", asks=(ask,))),)


def awaited(rows: Rows, name: str, now: Now) -> tuple[Offer, ...]:
    """Return the umbrellas of the one who forgets them."""
    return shelf(rows, now) if name == "Hofer" else ()


def favourites(_rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the umbrella that is sold."""
    sell = OfferedAct(say("Sell", now.lang), "dummy.sell", charged=True)
    return (Offer("dummy", "umbrella", say("An umbrella", now.lang), (sell,), format_amount(PRICE_CENTS)),)


def _stand(rows: Rows, now: Now, *acts: OfferedAct) -> Offer:
    left, place = say("{left} left", now.lang, left=STOCK.left(rows)), say("at the door", now.lang)
    return Offer("dummy", REF, say("Umbrellas", now.lang), acts, tag=left, place=place)


AT_COUNTER = AtCounter(
    found=found,
    named=named,
    awaited=awaited,
    favourites=favourites,
    waiting=STOCK.left,
    shelf=shelf,
    lists={"bring_back": MorningList(N_("To bring back"), "dummy.lend")},
    settings=settings,
)
