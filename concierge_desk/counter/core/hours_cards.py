"""Cards of the opening hours and the rates of the VAT: a new week, days that are closed, a rate from a day on. Pure.

Source: decisions 0016, 0039, 0065.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from concierge_desk.counter.absence.closure import PAPER, paper_of
from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.cards.words import agreed, long_day, say, vat_label
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.day.opening import CLOSED, WEEKDAYS
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.calendar import Closure, OpeningCalendar
from concierge_desk.domain.money import NBSP
from concierge_desk.i18n import N_

CLOSE_ON, REOPEN, SET_GRID = "calendar.close_on", "calendar.reopen", "calendar.set_grid"
PREVIEW = "calendar.preview"

_QUESTIONS = (
    N_("Monday: which hours? Such as 8:00-11:30 15:00-18:00, or - where it is closed."),
    N_("Tuesday: which hours?"),
    N_("Wednesday: which hours?"),
    N_("Thursday: which hours?"),
    N_("Friday: which hours?"),
    N_("Saturday: which hours?"),
    N_("Sunday: which hours?"),
)


def hours_offers(now: Now, call_lists: Sequence[str] = ()) -> tuple[Offer, ...]:
    """Return how the week is set, how days are closed, and the closures to come.

    Args:
        now: See `Now`.
        call_lists: Prefixes of the papers that say whom to call before a closure.
    """
    closures = tuple(_closed(span, call_lists, now) for span in _spans(now))
    return (_week(now), _close(now), *closures)


def week_text(calendar: OpeningCalendar, day: date) -> tuple[str, ...]:
    """Return the hours of each weekday in the week that holds on a day, as they are typed; Monday first."""
    begun = max(
        (
            first
            for first in (*(row.valid_from for row in calendar.grid), *calendar.empty_from)
            if first <= day
        ),
        default=None,
    )
    week: list[list[str]] = [[] for _ in WEEKDAYS]
    for row in sorted(calendar.grid, key=lambda row: (row.weekday, row.opens)):
        if row.valid_from == begun:
            week[row.weekday].append(f"{row.opens:%H:%M}-{row.closes:%H:%M}")
    return tuple(" ".join(spans) or CLOSED for spans in week)


def _week(now: Now) -> Offer:
    lang = now.lang
    week = week_text(now.calendar, now.today)
    asks = (
        Ask("valid_from", say("From which day on?", lang), "day"),
        *(
            Ask(name, say(question, lang), "text", proposal=hours)
            for name, question, hours in zip(WEEKDAYS, _QUESTIONS, week, strict=True)
        ),
    )
    days = say("Mon Tue Wed Thu Fri Sat Sun", lang).split()
    told = " · ".join(
        f"{day}{NBSP}{hours.replace(' ', f',{NBSP}')}"
        for day, hours in zip(days, week, strict=True)
        if hours != CLOSED
    )
    act = OfferedAct(say("Set other hours", lang), SET_GRID, asks=asks)
    return Offer(SERVICE, "calendar.week", say("Opening hours", lang), (act,), detail=told)


def _close(now: Now) -> Offer:
    lang = now.lang
    why = Ask("reason", say("Why?", lang), "choice", listed_options("closure", lang))
    first = Ask("day", say("From which day?", lang), "day")
    last = Ask("until_day", say("Until which day, that one included?", lang), "day")
    one = Ask("day", say("On which day?", lang), "day")
    # What falls into it is told before, and asked about once.
    asked = {"confirmed": False}
    acts = (
        OfferedAct(say("Close it from one day to another", lang), CLOSE_ON, asked, (first, last, why)),
        OfferedAct(say("Close it on a day", lang), CLOSE_ON, asked, (one, why)),
        OfferedAct(
            say("See what falls into a closure", lang), PREVIEW, asks=(first, replace(last, optional=True))
        ),
    )
    detail = say("What is held then moves to the last session before.", lang)
    return Offer(SERVICE, "calendar.close", say("Close the shop", lang), acts, detail=detail)


def _spans(now: Now) -> Iterator[tuple[Closure, ...]]:
    """Yield the closures that are not over, those of one reason that follow one another together."""
    span: tuple[Closure, ...] = ()
    for closure in sorted(now.calendar.closures, key=lambda closure: closure.day):
        follows = span and closure.day == span[-1].day + timedelta(days=1)
        if span and not (follows and closure.reason_code == span[-1].reason_code):
            yield span
            span = ()
        if closure.day >= now.today:
            span = (*span, closure)
    if span:
        yield span


def _closed(span: tuple[Closure, ...], call_lists: Sequence[str], now: Now) -> Offer:
    lang, first, last = now.lang, span[0].day, span[-1].day
    told = [long_day(day, now.today, lang) for day in (first, last)]
    title = (
        say("Closed on {when}", lang, when=told[0])
        if first == last
        else say("Closed from {first} to {last}", lang, first=told[0], last=told[1])
    )
    days = {"day": first.isoformat()} | ({} if first == last else {"until_day": last.isoformat()})
    calls = [
        OfferedAct(say("Whom to call before", lang), paper=paper_of(one, (first, last))) for one in call_lists
    ]
    acts = (
        OfferedAct(say("Poster for the door", lang), paper=f"poster:closed-{first.isoformat()}"),
        OfferedAct(
            say("Open it after all", lang),
            REOPEN,
            days,
            (agreed(N_("The shop is open then as on any such day. Is it so?"), lang),),
        ),
        OfferedAct(say("What falls into it", lang), paper=paper_of(PAPER, (first, last))),
        *calls,
    )
    why = label_of("closure", span[0].reason_code, lang)
    return Offer(SERVICE, f"calendar.closed:{first.isoformat()}", title, acts, detail=why)


def vat_offers(rates: Mapping[str, int], now: Now) -> tuple[Offer, ...]:
    """Return how a rate of the VAT is changed from a day on.

    Args:
        rates: Those that hold today, by code, in hundredths of a percent.
        now: See `Now`.
    """
    lang = now.lang
    taxed = sorted((code for code, rate in rates.items() if rate), key=lambda code: (-rates[code], code))
    acts = tuple(
        OfferedAct(
            say("Change {rate}", lang, rate=vat_label(code, lang, rates[code])),
            "vat.import",
            {},
            (
                Ask(f"rows.{code}", say("Which rate, in percent?", lang), "text"),
                Ask("valid_from", say("From which day on?", lang), "day"),
            ),
        )
        for code in taxed
    )
    told = " · ".join(vat_label(code, lang, rates[code]) for code in taxed)
    return (Offer(SERVICE, "vat", say("Rates of the VAT", lang), acts, detail=told),) if acts else ()
