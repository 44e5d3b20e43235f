"""Requests that need no item, by a typed word: a company's mandate, the board, whom to call, the papers of a day.

Source: docs/trade.md, "Mandates of proxies".
"""

from datetime import date

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import long_day, say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values import codelists
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.model.facts.mandates import COMPANY, CompanyMandate
from concierge_desk.services.relay.tables import counter as tables
from concierge_desk.store.day import last_closed_day

BOARD, HELD = "board:now", "held:now"
"""Names of the papers."""
SUMMARIES = "summaries"
"""Code of the page."""

CALLS = "calls:now"


def board(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the board that hangs in the window: what arrived, by the last four characters, without a name."""
    lang = now.lang
    count = say("{count} waiting", lang, count=tables.waiting(rows))
    act = OfferedAct(say("Show it", lang), paper=BOARD)
    return (Offer(SERVICE, "board", say("Board for the window", lang), (act,), count),)


def calls(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the list that is taken to the phone: for whom items wait, the one whose door closes first at the top."""
    lang = now.lang
    count = say("{count} waiting", lang, count=tables.waiting(rows))
    act = OfferedAct(say("Show it", lang), paper=CALLS)
    told = say("With names: for you alone.", lang)
    return (Offer(SERVICE, "calls", say("Whom to call", lang), (act,), f"{count}. {told}"),)


def day_papers(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the sheets of the last day that was closed: its stock, its statement; nothing before the first one."""
    lang, closed = now.lang, last_closed_day(rows)
    if closed is None:
        return ()
    acts = (
        OfferedAct(say("Stock sheet", lang), paper=f"stock:{closed}"),
        OfferedAct(say("La Poste's statement", lang), paper=f"bordereau:{closed}"),
    )
    day = long_day(date.fromisoformat(closed), now.today, lang)
    return (Offer(SERVICE, "day_papers", say("Sheets of a closed day", lang), acts, day),)


def reports(_rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return what La Poste follows up beside its days: weeks and months added up, and what is held now, by deadline."""
    lang = now.lang
    summed = N_("What came, left and was sold in a week or a month, and what is to be followed up.")
    listed = N_("For La Poste: numbers, since when, until when, days left; no name.")
    look = OfferedAct(say("Look at them", lang), leads=SUMMARIES)
    show = OfferedAct(say("Show it", lang), paper=HELD)
    return (
        Offer(SERVICE, "summaries", say("Summaries for La Poste", lang), (look,), say(summed, lang)),
        Offer(SERVICE, "held", say("Items held, by deadline", lang), (show,), say(listed, lang)),
    )


def new_mandate(_rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how a company's mandate is noted."""
    lang = now.lang
    asks = (
        Ask("company", say("Which company?", lang), "text"),
        Ask("holder", say("Who may collect for it?", lang), "text"),
        Ask("valid_until", say("Until when does the mandate hold?", lang), "day"),
    )
    act = OfferedAct(say("Note it", lang), "relay.record_mandate", asks=asks)
    return (Offer(SERVICE, "mandate", codelists.label_of("mandate", COMPANY, lang), (act,)),)


def mandate(found: CompanyMandate, now: Now) -> Offer:
    """Return the card of a company's mandate; whose it is stands on the paper, not here."""
    lang = now.lang
    # It does not come back: one key alone must not end it.
    sure = Ask("", say("Was it withdrawn?", lang), "choice", (Option(say("Yes", lang), {}),))
    end = OfferedAct(
        say("It holds no more", lang), "relay.end_mandate", {"mandate_code": found.code}, (sure,)
    )
    ended = found.ended_day is not None
    told = N_("Ended on {day}") if ended else N_("Holds until {day}")
    day = date.fromisoformat(found.ended_day or found.valid_until)
    name = codelists.label_of("mandate", COMPANY, lang)
    return Offer(
        service=SERVICE,
        ref=found.code,
        title=f"{name} {printed_code(found.code)}",
        acts=() if ended else (end,),
        detail=say(told, lang, day=long_day(day, now.today, lang)),
        short=name,
        state="mandate",
        until_day=found.valid_until,
    )
