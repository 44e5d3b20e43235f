"""Check of the tariff: whether La Poste's prices are those of this year, and those of the next one are in.

Source: docs/contract.md, "Words" (`doctor`).
"""

from datetime import date

from concierge_desk.counter.checks import DeskCheck
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.short_dates import said_day
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.postage.tariff import GIVEN
from concierge_desk.services.relay.tables.prices import newest_prices
from concierge_desk.store.connection import Connection

_DECEMBER = 12
"""La Poste's prices change on 1 January; those of the next year are known by the last month."""

_TAKE_IN = N_(
    "Take in La Poste's sheet of prices: “tariff” at the counter leads to it; or tariff FILE --import."
)


def tariff_check(rows: Connection, today: date, lang: str) -> tuple[DeskCheck, ...]:
    """Return until when the prices of La Poste hold, and what to do about it.

    Args:
        rows: The running transaction.
        today: The open business day, else the calendar day.
        lang: Language of what is told.
    """
    # What was typed at the counter is the price of one thing, not of a year.
    known = "SELECT max(valid_from) FROM relay_tariff WHERE source <> ? AND valid_from <= ?"
    (since,) = rows.execute(known, (GIVEN, today.isoformat())).fetchone()
    newest = newest_prices(rows)
    label, take_in = say("La Poste's prices", lang), say(_TAKE_IN, lang)
    if since is None:
        return (DeskCheck("tariff", label, "todo", say("There is none in force.", lang), take_in),)
    begun = date.fromisoformat(since)
    told = say(
        "In force since {day}, until 31 December {year}.",
        lang,
        day=said_day(begun, lang),
        year=begun.year,
    )
    if newest is not None and newest > today:
        told = " ".join((told, say("Those from {day} on are in already.", lang, day=said_day(newest, lang))))
        return (DeskCheck("tariff", label, "well", told),)
    if today >= date(begun.year, _DECEMBER, 1):
        return (DeskCheck("tariff", label, "todo", told, take_in),)
    return (DeskCheck("tariff", label, "well", told),)
