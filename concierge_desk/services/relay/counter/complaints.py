"""Card of a complaint: what it is about, where it stands, what comes next.

Source: docs/trade.md, "Complaints"; decision 0046.
"""

from collections.abc import Iterator
from datetime import date

from concierge_desk.counter.cards.incident import Incident
from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Tone
from concierge_desk.counter.cards.words import on_day, say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.messages import low
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.tracking import ending
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.counter.words import number_ask
from concierge_desk.services.relay.model.facts import complaints
from concierge_desk.services.relay.model.facts.complaints import Complaint
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.operations import COMPLAINT
from concierge_desk.services.relay.tables import complaints as tables
from concierge_desk.services.relay.tables import looks


def asked_for(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how a complaint is noted, where the shop notes any, then those that have not ended."""
    return (*_new(rows, now), *open_ones(rows, now))


def open_ones(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the complaints that have not ended, the oldest first."""
    return tuple(card(one, now) for one in tables.open_complaints(rows))


def about(rows: Rows, tracking: str, now: Now) -> tuple[Offer, ...]:
    """Return the complaints about a number that have not ended."""
    return tuple(card(one, now) for one in tables.complaints_about(rows, tracking))


def found(rows: Rows, number: str, now: Now) -> tuple[Offer, ...]:
    """Return a complaint by its number; nothing for one that was none."""
    known = tables.complaint(rows, number)
    return () if known is None or known.state == complaints.WITHDRAWN else (card(known, now),)


def card(known: Complaint, now: Now) -> Offer:
    """Return the card of a complaint; what was typed with it stands there as on any card."""
    lang, today = now.lang, now.today
    is_open = known.state in complaints.OPEN
    tag, tone = _tag(known, today, lang)
    late = N_("No answer in time: whoever complained may turn to La Poste's mediator.")
    return Offer(
        service=SERVICE,
        ref=known.complaint,
        title=say("Complaint {number}", lang, number=known.complaint),
        acts=(*(_next(known, lang) if is_open else ()), *_papers(known, lang)),
        detail=" · ".join(_told(known, today, lang)),
        tag=tag,
        tone=tone,
        rule=say(late, lang) if _is_for_mediator(known, today) else "",
        state=known.state,
        until_day=known.answer_by_day if known.state == complaints.FORWARDED else None,
        incident=Incident(say("Complaints", lang), known.noted_day) if is_open else None,
        due=complaints.due(known, today),
    )


def _new(rows: Rows, now: Now) -> tuple[Offer, ...]:
    if not looks.switches(rows).on(COMPLAINT):
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


def _is_for_mediator(known: Complaint, today: date) -> bool:
    return known.principal == LAPOSTE and complaints.is_overdue(known, today)


def _told(known: Complaint, today: date, lang: str) -> Iterator[str]:
    yield label_of("complaint", known.subject, lang)
    if known.tracking is not None:
        yield ending(known.tracking)
    yield on_day(N_("noted {when}"), known.noted_day, today, lang)
    if known.forwarded_day is not None and known.forwarded_to is not None:
        to = low(label_of("complaint_to", known.forwarded_to, lang))
        yield f"{on_day(N_('passed on {when}'), known.forwarded_day, today, lang)} ({to})"
    if known.closed_day is not None:
        yield on_day(N_("closed {when}"), known.closed_day, today, lang)


def _tag(known: Complaint, today: date, lang: str) -> tuple[str, Tone]:
    if complaints.is_overdue(known, today):
        return say("no answer in time", lang), "bad"
    if known.state == complaints.FORWARDED and known.answer_by_day is not None:
        day = short_day(date.fromisoformat(known.answer_by_day), lang)
        return say("answer awaited until {day}", lang, day=day), "plain"
    waits = known.state in (complaints.NOTED, complaints.ANSWERED)
    return low(label_of("relay_state", known.state, lang)), "warning" if waits else "plain"


def _next(known: Complaint, lang: str) -> tuple[OfferedAct, ...]:
    """Return what may be done with an open complaint, the likeliest first."""
    which = {"complaint": known.complaint}
    channels = listed_options("complaint_to", lang)
    to = Ask("to", say("To whom is it passed on?", lang), "choice", channels, _channel(known))
    again = N_("Pass on") if known.forwarded_day is None else N_("Pass on again")
    what = Ask("note", say("What was answered?", lang), "text")
    ends = listed_options("complaint_end", lang)
    how = Ask("outcome", say("How did it end?", lang), "choice", ends, ends[0].value)
    forward = OfferedAct(say(again, lang), "relay.forward_complaint", which, (to,))
    answer = OfferedAct(say("Answer received", lang), "relay.answer_complaint", which, (what,))
    close = OfferedAct(say("Close", lang), "relay.close_complaint", which, (how,))
    order = {
        complaints.NOTED: (forward, answer, close),
        complaints.FORWARDED: (answer, forward, close),
        complaints.ANSWERED: (close, forward, answer),
    }
    return order[known.state]


def _channel(known: Complaint) -> str:
    """Return to whom a complaint goes where nothing else is said: another network has no parent office here."""
    return "parent_office" if known.principal == LAPOSTE else "customer_service"


def _papers(known: Complaint, lang: str) -> tuple[OfferedAct, OfferedAct]:
    network = label_of("principal", known.principal, lang)
    return (
        OfferedAct(
            say("Sheet for {network}", lang, network=network), paper=f"complaint_sheet:{known.complaint}"
        ),
        OfferedAct(say("Receipt", lang), paper=f"complaint:{known.complaint}"),
    )
