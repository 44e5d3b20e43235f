"""Requests that need no item, by a typed word: a complaint, a company's mandate.

Source: docs/trade.md, "Operations of the relay", "Mandates of proxies".
"""

from datetime import date

from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import long_day, say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values import codelists
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.counter.words import number_ask
from concierge_desk.services.relay.model.mandates import COMPANY, CompanyMandate
from concierge_desk.services.relay.model.operations import COMPLAINT
from concierge_desk.services.relay.tables import loads


def complaint(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how a complaint about the post is noted; nothing where the shop notes none."""
    if not loads.switches(rows).on(COMPLAINT):
        return ()
    lang = now.lang
    asks = (
        Ask("subject", say("What is it about?", lang), "choice", listed_options("complaint", lang)),
        number_ask(lang),
        Ask("note", say("What was said?", lang), "text", optional=True),
    )
    act = OfferedAct(say("Note it", lang), "relay.complain", asks=asks)
    told = N_("La Poste deals with it; it is told on the day's statement.")
    return (Offer(SERVICE, "complaint", say("Complaint about the post", lang), (act,), say(told, lang)),)


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
