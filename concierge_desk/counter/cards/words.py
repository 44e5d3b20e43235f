"""Words of cards, in the language asked: sentences kept, the last word before an act, days as they are said."""

from datetime import date, time, timedelta
from functools import cache, lru_cache
from typing import Any

from concierge_desk.counter.cards.offers import Ask, OfferedAct, Option
from concierge_desk.counter.texts import messages
from concierge_desk.counter.texts.paper_dates import rate_text
from concierge_desk.counter.texts.short_dates import said_day, short_day, short_hour
from concierge_desk.counter.values.journal_texts import CONFIRMED
from concierge_desk.counter.values.vat_rates import shipped_rates
from concierge_desk.domain.money import NBSP

REMEMBERED = 512
"""Days, numbers, things whose words and acts are kept: the cards of a keystroke say again what the last ones did."""


def say(message: str, lang: str, **values: object) -> str:
    """Return a source sentence in the language asked, filled."""
    return messages.say(message, lang, **values) if values else _said(message, lang)


@cache
def _said(message: str, lang: str) -> str:
    """Return a sentence that nothing is filled into: the same every time."""
    return messages.say(message, lang)


@cache
def sure(question: str, lang: str) -> Ask:
    """Return the last word before something leaves her hands: no Enter and no scan says it."""
    return Ask("", say(question, lang), "choice", (Option(say("Yes", lang), {}),), {}, seen=True)


def agreed(question: str, lang: str) -> Ask:
    """Return the question before what one key alone must not do: its answer is typed."""
    return Ask("", say(question, lang), "choice", (Option(say("Yes", lang), {}),))


class Meant(dict[str, bool]):
    """What a command says of what was asked for twice."""


def twice(question: str, lang: str, field: str = CONFIRMED) -> Ask:
    """Return the question whether what is unusual is meant; its words are said already, `field` says it to the command."""
    meant = Meant({field: True})
    return Ask("", question, "choice", (Option(say("Yes", lang), meant),), meant, seen=True)


def sale(do: str, lang: str, **fields: Any) -> OfferedAct:
    """Return the act that sells a thing by the piece: a number typed before it says how many."""
    return OfferedAct(say("Sell", lang), do, fields, charged=True, quantity="quantity")


def vat_label(code: str, lang: str, rate: int | None = None) -> str:
    """Return what a VAT code is called: by its rate, or by why there is none.

    Args:
        code: Of a rate.
        lang: In which language.
        rate: The rate that holds, in hundredths of a percent; the one that came with the program by default.
    """
    row = next((row for row in shipped_rates() if row.code == code), None)
    told = rate if row is None or rate is not None else row.rate
    if told:
        return say("VAT {rate}", lang, rate=rate_text(told))
    return code if row is None or row.rate or lang != "fr" else row.label


@lru_cache(maxsize=REMEMBERED)
def long_day(day: date, today: date, lang: str) -> str:
    """Return a day within a sentence: ``24 novembre``, with its year where it is another one."""
    return said_day(day, lang, year="" if day.year == today.year else "\u00a0y")


def when(day: date, today: date, lang: str) -> str:
    """Return when something was: today, yesterday, on a day."""
    if day == today:
        return say("today", lang)
    if day == today - timedelta(days=1):
        return say("yesterday", lang)
    return say("on {day}", lang, day=long_day(day, today, lang))


@lru_cache(maxsize=REMEMBERED)
def on_day(message: str, day: str, today: date, lang: str) -> str:
    """Return a source sentence about a day: `{day}` by its date, `{when}` as it is said."""
    told = date.fromisoformat(day)
    return say(message, lang, day=long_day(told, today, lang), when=when(told, today, lang))


@lru_cache(maxsize=REMEMBERED)
def until(slot: str | None, deadline: date, today: date, lang: str) -> str:
    """Return until when an item can be collected: the end of its last useful slot, else its deadline."""
    day, _, hours = (slot or "").partition("T")
    # A session that is over says nothing to whoever stands there.
    if not day or day < today.isoformat():
        return say("until {day}", lang, day=short_day(deadline, lang))
    closes = short_hour(time.fromisoformat(hours.partition("/")[2]), lang)
    told = say("until {day}, {time}", lang, day=short_day(date.fromisoformat(day), lang), time=closes)
    # Day and time are read at one glance: they stay on one line.
    return told.replace(", ", f",{NBSP}")
