"""Sentences of the entries of people, and their part of a day; pure.

Source: decisions 0023, 0085.
"""

from typing import Any

from concierge_desk.counter.core.entry_texts import line_cents
from concierge_desk.counter.texts.entry_texts import BESIDE, OTHER, SALES, Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.i18n import N_


def _joined(posted: Posted, lang: str) -> str:
    taken = N_("Membership of a household until {until_day}")
    back = N_("Membership of a household taken back, until {until_day}")
    return say(back if "corrects" in posted.data else taken, lang, until_day=posted.data["until_day"])


def _counted(posted: Posted, lang: str) -> str:
    data: dict[str, Any] = dict(posted.data)
    told = N_(
        "People of the day: {users}; for the first time this month {month_new}, this year {year_new}."
        " Member households: {households}"
    )
    return say(told, lang, **data)


TELLINGS: Tellings = {
    "member.joined": Telling(_joined, SALES, line_cents, BESIDE),
    "people.counted": Telling(_counted, OTHER),
}


def lines(part: Data, lang: str) -> tuple[tuple[str, str], ...]:
    """Return the people of a day as lines: label and figure, never added."""
    found = part.get("people")
    if found is None:
        return ()
    labels = {
        "users": N_("People of the day"),
        "month_new": N_("For the first time this month"),
        "year_new": N_("For the first time this year"),
        "households": N_("Member households"),
    }
    return tuple((say(label, lang), str(found[name])) for name, label in labels.items())


_ANSWERS = (
    ("alike", N_("The record is kept")),
    ("card", N_("A new card is drawn: print it, or write its number {card} on one")),
    ("note", N_("The note is up to date")),
    ("consent", N_("What the person said is kept, with the day")),
    ("proxy", N_("Who may come is up to date")),
    ("household", N_("The household is up to date")),
    ("person", N_("The records are up to date")),
)
"""By a field that an answer of people has, what is said of it; the first that fits."""


def answered(result: Data, lang: str) -> str:
    """Return what is said of an answer that wrote nothing; empty for what is none of people's."""
    if result.keys() == {"records"}:
        return Speech(lang).count("One record erased.", "{count} records erased.", result["records"])
    known = {"alike", "card", "note", "consent", "proxy", "household", "person", "given", "day", "until_day"}
    if not result or not result.keys() <= known:
        return ""
    card = printed_code(result["card"]) if "card" in result else ""
    return next((say(words, lang, card=card) for field, words in _ANSWERS if field in result), "")
