"""Cards of the post office's visits and trainings: one is noted, and the last ones that were.

Source: decision 0081.
"""

from datetime import date, timedelta

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.cards.words import long_day, say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.model.facts.visits import OfficeVisit
from concierge_desk.services.relay.model.reporting.visits import LIST
from concierge_desk.services.relay.tables import visits as tables

_SHOWN_DAYS = 92
"""Visits of so many days are shown: a quarter of a year."""


def asked_for(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how a visit is noted, then those of the last months, the latest first."""
    since = now.today - timedelta(days=_SHOWN_DAYS)
    kept = tables.visits(rows, since.isoformat(), now.today.isoformat())
    return (_new(now), *(_card(one, now) for one in reversed(kept)))


def found(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return a visit by its code."""
    known = tables.visit_of(rows, code)
    return () if known is None else (_card(known, now),)


def minutes_text(minutes: int, lang: str) -> str:
    """Return how long something was: ``45 min``, ``1 h 30``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say("{minutes} min", lang, minutes=rest)
    return say("{hours} h {minutes}", lang, hours=hours, minutes=f"{rest:02d}")


def _new(now: Now) -> Offer:
    lang = now.lang
    asks = (
        Ask("day", say("On which day?", lang), "day", proposal=now.today.isoformat()),
        Ask("minutes", say("How many minutes?", lang), "count", optional=True),
        Ask("note", say("What was said?", lang), "text", optional=True),
    )
    acts = tuple(
        OfferedAct(say(label, lang), "relay.note_visit", {"kind": kind}, asks)
        for kind, label in (("visit", N_("Note a visit")), ("training", N_("Note a training")))
    )
    told = N_("It stands in the summary of its week and of its month, for La Poste.")
    return Offer(SERVICE, "visit", say("Visit or training by the post office", lang), acts, say(told, lang))


def _card(known: OfficeVisit, now: Now) -> Offer:
    lang = now.lang
    day = long_day(date.fromisoformat(known.day), now.today, lang)
    long = () if known.minutes is None else (minutes_text(known.minutes, lang),)
    return Offer(SERVICE, known.visit, label_of(LIST, known.kind, lang), (), " · ".join((day, *long)))
