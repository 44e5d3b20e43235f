"""Sentences of the entries of partners; pure.

Source: decisions 0023, 0069.
"""

from collections.abc import Callable, Sequence

from concierge_desk.counter.partners.partner import REGIME_MANDATE
from concierge_desk.counter.texts.entry_texts import BESIDE, DAY, OTHER, Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_
from concierge_desk.store.partners import EXPORTED, REMOVED, REPORTED, RETIRED, SET, SETTLED


def _set(posted: Posted, lang: str) -> str:
    data = posted.data
    words = (
        N_("Partner {name}: sold in his name and for his account")
        if data["regime"] == REGIME_MANDATE
        else N_("Partner {name}: sold on the shop's account")
    )
    return say(words, lang, name=data["name"])


def _with(message: str, names: Sequence[str]) -> Callable[[Posted, str], str]:
    """Return what fills a sentence with some fields of the entry."""
    return lambda posted, lang: say(message, lang, **{name: posted.data.get(name) for name in names})


def _cents(name: str) -> Callable[[Posted], int]:
    """Return what reads an amount of the entry."""
    return lambda posted: int(posted.data[name])


_DAYS = ("first_day", "last_day", "name")
PARTNER_TELLINGS: Tellings = {
    SET: Telling(_set, OTHER, words={"contact": N_("Contact")}),
    RETIRED: Telling(
        _with(N_("Nothing new is done for {name} from {from_day} on"), ("name", "from_day")), OTHER
    ),
    REMOVED: Telling(_with(N_("{name} is no partner after all"), ("name",)), OTHER),
    EXPORTED: Telling(
        _with(N_("File about the days from {first_day} to {last_day} written for {name}"), _DAYS), OTHER
    ),
    SETTLED: Telling(_with(N_("Paid to {name}"), ("name",)), OTHER, _cents("cents")),
    REPORTED: Telling(_with(N_("Statement for {name}"), ("name",)), DAY, _cents("charged_cents"), BESIDE),
}
