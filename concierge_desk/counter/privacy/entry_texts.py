"""Purges as the journal tells them: what went, and up to which day. Pure."""

from datetime import date
from typing import Final

from concierge_desk.counter.texts.entry_texts import OTHER, Telling, Tellings
from concierge_desk.counter.texts.short_dates import said_day
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.journal import Posted
from concierge_desk.store.privacy.purging import DROPPED, ERASED


def _dropped(posted: Posted, lang: str) -> str:
    return Speech(lang).count(
        "What one entry of things long gone said is gone",
        "What {count} entries of things long gone said is gone",
        posted.data["count"],
    )


def _erased(posted: Posted, lang: str) -> str:
    count = sum(row["count"] for row in posted.data["rows"])
    day = said_day(date.fromisoformat(posted.data["up_to_day"]), lang)
    if not count:
        return Speech(lang).say("Personal data looked through: nothing was over its time on {day}", day=day)
    return Speech(lang).count(
        "One name or note erased, over its time on {day}",
        "{count} names and notes erased, over their time on {day}",
        count,
        day=day,
    )


def _handed_out(posted: Posted, lang: str) -> str:
    return Speech(lang).count(
        "Somebody was told what is kept: one record",
        "Somebody was told what is kept: {count} records",
        posted.data["records"],
    )


PRIVACY_TELLINGS: Final[Tellings] = {
    DROPPED: Telling(_dropped, OTHER),
    ERASED: Telling(_erased, OTHER),
    "privacy.handed_out": Telling(_handed_out, OTHER),
}
