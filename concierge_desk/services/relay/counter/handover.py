"""Hand-over of an item: who may take it by its carrier's rules, and the acts that say so.

The rule is the one that the act itself is judged by (`model.identity`): the card only tells it.

Source: docs/trade.md, "Hand-over", rules 13 and 14; decision 0042.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, OfferedAct, Option
from concierge_desk.counter.cards.words import say, sure
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.counter.values import codelists
from concierge_desk.domain import dated
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.custody.model import DAMAGED
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.mandates import COMPANY, PROXY, CompanyMandate
from concierge_desk.services.relay.model.identity import (
    BOTH,
    CODE,
    DOCUMENT,
    DOCUMENT_OR_CODE,
    NONE,
    Demand,
    IdentifiedItem,
    IdentityRules,
    MandateRow,
    demand_of,
)
from concierge_desk.services.relay.model.identity import DOCUMENTS as BOTH_DOCUMENTS
from concierge_desk.services.relay.model.identity import MANDATE as BY_MANDATE

DOCUMENTS = ("id_card", "passport", "driving_licence", "residence_permit", "other")
"""By the number of their key."""

_OWN_LAST = 4
"""Characters of a mandate's code that tell it from another."""


@dataclass(frozen=True, slots=True)
class Takers:
    """People who may take an item, on a day.

    Attributes:
        stay: The item.
        demand: What is asked of them.
        both: Kinds of mandate that go with both documents.
        alone: Kinds that the proxy's document is enough for.
        noted: Companies' mandates that the shop noted and that hold.
        lang: Language of what is shown.
    """

    stay: Custody
    demand: Demand
    both: tuple[str, ...]
    alone: tuple[str, ...]
    noted: tuple[CompanyMandate, ...]
    lang: str


def takers(
    stay: Custody, rules: IdentityRules, noted: Sequence[CompanyMandate], today: date, lang: str
) -> Takers:
    """Return who may take an item."""
    both, alone = _kinds(rules.mandates, today)
    item = IdentifiedItem(stay.carrier, stay.tracking, bool(stay.signature))
    return Takers(
        stay=stay,
        demand=demand_of(rules, item, today),
        both=both,
        alone=alone,
        noted=tuple(noted) if COMPANY in alone else (),
        lang=lang,
    )


@lru_cache(maxsize=8)
def _kinds(rules: tuple[MandateRow, ...], today: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds of mandate that go with both documents, and those that the proxy's is enough for."""
    rows = {
        kind: dated.latest((row for row in rules if row.mandate == kind), today)
        for kind in codelists.codes("mandate")
    }
    alone = tuple(kind for kind, row in rows.items() if row is not None and row.documents != BOTH)
    return tuple(kind for kind in rows if kind not in alone), alone


_ASKED = {
    NONE: N_("No document is needed: whoever comes for it may take it."),
    DOCUMENT: N_("Ask for an identity document with a photo."),
    DOCUMENT_OR_CODE: N_("Ask for the pickup code, or an identity document with a photo."),
}
_ASKED_OF_OTHERS = {
    BY_MANDATE: N_("For somebody else: their document and the addressee's, with the mandate."),
    BOTH_DOCUMENTS: N_(
        "For somebody else: their document and the addressee's, the originals; no mandate is admitted."
    ),
    CODE: N_("For somebody else: the code, or both documents and the mandate."),
}


def rule(who: Takers) -> str:
    """Return the rule of an item, in a sentence or two, and that no source says it where none does."""
    demand = who.demand
    told = [N_("Against a signature.")] if who.stay.signature else []
    told.append(_ASKED[demand.requirement])
    if demand.requirement != NONE:
        told.append(_ASKED_OF_OTHERS[demand.proxy])
        if not demand.confirmed:
            told.append(N_("A rule to be confirmed with the carrier."))
    return " ".join(say(sentence, who.lang) for sentence in told)


_GOES = N_("Hand it over?")
"""Asked where nothing has to be shown: no Enter hands anything over."""


def acts(who: Takers) -> tuple[OfferedAct, ...]:
    """Return the ways to hand an item over, the addressee's first."""
    return (_to_addressee(who), *_to_others(who))


def _to_addressee(who: Takers) -> OfferedAct:
    asks: tuple[Ask, ...] = ()
    label = N_("Hand over")
    if who.demand.requirement == DOCUMENT:
        label = N_("ID seen, hand over")
        asks = (_document("id_document", N_("Which document did you see?"), who.lang),)
    elif who.demand.requirement == DOCUMENT_OR_CODE:
        label = N_("ID seen, hand over")
        asks = (_document_or_code(who.lang),)
    elif _reserves(who):
        asks = (sure(_GOES, who.lang),)
    return OfferedAct(
        say(label, who.lang),
        "relay.hand_over",
        {"custody": who.stay.custody, "collector": "addressee"},
        (*_reserves(who), *asks),
    )


def _to_others(who: Takers) -> tuple[OfferedAct, ...]:
    if who.demand.requirement == NONE:
        return (_to_proxy(who, N_("Somebody else"), sure(_GOES, who.lang)),)
    mandate, question = N_("Which mandate?"), N_("Which document of theirs did you see?")
    own = _document("proxy.id_document", question, who.lang)
    addressee = _document("id_document", N_("Which document of the addressee did you see?"), who.lang)
    if who.demand.proxy == BOTH_DOCUMENTS:
        return (_to_proxy(who, N_("Somebody else"), own, addressee),)
    found = []
    if who.both:
        kinds = listed_options("mandate", who.lang, who.both)
        which = Ask("proxy.mandate", say(mandate, who.lang), "choice", kinds, proposal=kinds[0].value)
        found.append(_to_proxy(who, N_("Somebody else"), own, which, addressee))
    if who.demand.proxy == CODE:
        found.append(_to_proxy(who, N_("Somebody else, with the pickup code"), _code(who.lang)))
    if who.alone:
        # What is seen comes last: no Enter hands anything over.
        found.append(
            _to_proxy(
                who,
                N_("For a company"),
                Ask("", say(mandate, who.lang), "choice", _company(who), _company(who)[0].value),
                own,
            )
        )
    return tuple(found)


def _to_proxy(who: Takers, label: str, *asks: Ask) -> OfferedAct:
    name = Ask("proxy.name", say("Who collects it?", who.lang), "text")
    return OfferedAct(
        say(label, who.lang),
        "relay.hand_over",
        {"custody": who.stay.custody, "collector": PROXY},
        (name, *_reserves(who), *asks),
    )


def _reserves(who: Takers) -> tuple[Ask, ...]:
    if who.stay.state != DAMAGED:
        return ()
    question = N_("It is damaged: what does whoever takes it say of it?")
    return (Ask("reserves", say(question, who.lang), "text", optional=True),)


@cache
def _document(field: str, question: str, lang: str) -> Ask:
    return Ask(
        field,
        say(question, lang),
        "choice",
        listed_options("id_document", lang, DOCUMENTS),
        proposal=DOCUMENTS[0],
        seen=True,
    )


@cache
def _document_or_code(lang: str) -> Ask:
    documents = tuple(
        Option(option.label, {"id_document": option.value})
        for option in listed_options("id_document", lang, DOCUMENTS)
    )
    code = Option(say("Pickup code", lang), {"pickup_code": True})
    question = say("What did you see?", lang)
    return Ask("", question, "choice", (*documents, code), documents[0].value, seen=True)


@cache
def _code(lang: str) -> Ask:
    option = Option(say("Pickup code", lang), True)
    return Ask("pickup_code", say("Is the pickup code right?", lang), "choice", (option,), True, seen=True)


def _company(who: Takers) -> tuple[Option, ...]:
    """Return the mandates of companies: those noted by the end of their code, never by a name, then one shown now."""
    noted = tuple(
        Option(
            say(
                "Mandate noted as {code}, until {day}",
                who.lang,
                code=f"…{mandate.code[-_OWN_LAST:].upper()}",
                day=short_day(date.fromisoformat(mandate.valid_until), who.lang),
            ),
            {"proxy": {"mandate": COMPANY, "mandate_code": mandate.code}},
        )
        for mandate in who.noted
    )
    shown = tuple(
        Option(option.label, {"proxy": {"mandate": option.value}})
        for option in listed_options("mandate", who.lang, who.alone)
    )
    return (*noted, *shown)
