"""Sentences of the entries of people, and their part of a day; pure.

Source: decisions 0023, 0085.
"""

from typing import Any

from concierge_desk.counter.core.entry_texts import line_cents
from concierge_desk.counter.texts.entry_texts import BESIDE, OTHER, SALES, Telling, Tellings
from concierge_desk.counter.texts.messages import say
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
