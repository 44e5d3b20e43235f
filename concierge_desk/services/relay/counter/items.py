"""Card of an item: what it is, where it lies, until when, and all that can become of it.

Source: docs/trade.md, "Holding periods", "Hand-over", "Life of an item", "Daily statement of the relay", rules 8 to
14.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache, partial

from concierge_desk.counter.cards.incident import Incident
from concierge_desk.counter.cards.leads import DISPUTE
from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Tone
from concierge_desk.counter.cards.words import REMEMBERED, on_day, say, sure, until
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.values import in_force
from concierge_desk.counter.texts.short_dates import said_moment, short_day, short_hour
from concierge_desk.counter.values import codelists
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.custody.counter import IncidentWords, incident, settled
from concierge_desk.mechanisms.custody.model import DAMAGE, DAMAGED, LOST, MISS, MOVE, NOT_FOUND
from concierge_desk.mechanisms.custody.model.places import proposed
from concierge_desk.services.relay.counter import handover
from concierge_desk.services.relay.counter.reminders import by_mail, reminders
from concierge_desk.services.relay.counter.words import item_name, line_name
from concierge_desk.services.relay.model import slots
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.facts.leaving import RETURNS
from concierge_desk.services.relay.model.facts.mandates import CompanyMandate
from concierge_desk.services.relay.model.facts.reminders import document_of
from concierge_desk.services.relay.model.settings import REMIND_DAYS
from concierge_desk.services.relay.model.states import (
    GOES_BACK,
    HAND_OVER,
    IN_CARE,
    MISDELIVERED,
    MISROUTE,
    MISROUTED,
    NEXT,
    REFUSED,
    RETURN,
    RETURNED,
    RULES,
    TO_WHOM,
    WRONG_PERSON,
)
from concierge_desk.services.relay.tables import counter as tables
from concierge_desk.services.relay.tables import shipped
from concierge_desk.services.relay.tables.bags.looks import capacities
from concierge_desk.services.relay.tables.counter import KeptItem
from concierge_desk.services.relay.tables.incidents import STAYS
from concierge_desk.store.leaving.letters import has_account

SERVICE = "relay"


@dataclass(frozen=True, slots=True)
class Shelves:
    """Facts of the shelves that the cards of items are made with.

    Attributes:
        mandates: Companies' mandates that hold.
        places: Of the shelves, in the order they are filled.
        crowd: How many items lie on each.
        now: The day, the language.
        remind_days: How many days before its last one somebody is reminded of an item.
        capacities: How many some of the places hold.
        incidents: By item what is to be settled about it, and since when; read for the whole shelf alone.
        handed: By item the operation that handed it over; not read for the whole shelf.
        came: By item its arrival, where that was kept on paper first; not read for the whole shelf.
        mails: Mail can leave.
        unreached: Items whose last reminder was a mail that did not leave.
        told: By item how the last mail about it stands; not read for the whole shelf.
        with_whom: By item what was said of whom it is with: personal, and not read for the whole shelf.
    """

    mandates: tuple[CompanyMandate, ...]
    places: tuple[str, ...]
    crowd: dict[str, int]
    now: Now
    remind_days: int
    capacities: Mapping[str, int] = field(default_factory=dict)
    incidents: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    handed: Mapping[str, str] = field(default_factory=dict)
    with_whom: Mapping[str, str] = field(default_factory=dict)
    came: Mapping[str, Posted] = field(default_factory=dict)
    mails: bool = False
    unreached: frozenset[str] = frozenset()
    told: Mapping[str, str] = field(default_factory=dict)


def shelves(rows: Rows, now: Now) -> Shelves:
    """Return what the cards of items are made with."""
    return Shelves(
        mandates=tables.mandates(rows, now.today),
        places=tables.places(rows),
        crowd=tables.crowd(rows),
        now=now,
        remind_days=in_force(rows, REMIND_DAYS),
        capacities=capacities(rows),
        mails=has_account(rows),
        unreached=STAYS.unreached(rows, document_of),
    )


def card(kept: KeptItem, desk: Shelves) -> Offer:
    """Return the card of an item, in the shop or gone."""
    stay, lang = kept.stay, desk.now.lang
    offer = partial(
        Offer,
        service=SERVICE,
        ref=stay.custody,
        title=item_name(stay.carrier, stay.tracking, stay.custody, lang),
        listed=line_name(stay.carrier, stay.shown, lang),
        number=stay.shown,
        state=stay.state,
    )
    if stay.state not in IN_CARE:
        # It is here no more: neutral words.
        after = _after(stay, desk.handed.get(stay.custody, ""), lang)
        return offer(acts=(*after, _dispute(stay, lang)), detail=_left(stay, desk.now))
    away = stay.state == MISDELIVERED
    tag, tone = _tag(kept, desk.now, desk.remind_days)
    place = proposed(desk.places, desk.crowd, but=stay.shelf, capacities=desk.capacities)
    acts, rule = _offered(stay, place, desk.mandates, desk.now.today, lang)
    if rule and kept.person:
        # What is shown as it is read beside the document: nobody is handed the parcel of a namesake.
        rule = f"{say('Check: {name}.', lang, name=kept.person)} {rule}"
    # Whoever was not reached is to be reminded another way.
    reminded = replace(stay, reminded_day=None) if stay.custody in desk.unreached else stay
    detail = (_detail(kept, desk.now, desk.came.get(stay.custody)), desk.told.get(stay.custody, ""))
    return offer(
        acts=(*acts, *(by_mail(stay, desk.now) if desk.mails else ()), _dispute(stay, lang)),
        detail=", ".join(filter(None, detail)),
        place="" if away else stay.shelf,
        tag=tag,
        tone=tone,
        rule=_where(desk.with_whom.get(stay.custody, ""), lang) if away else rule,
        deadline_day=stay.deadline_day,
        owner=codelists.label_of("carrier", stay.carrier, lang),
        missed=stay.state in (NOT_FOUND, MISDELIVERED),
        away=away,
        incident=_matter(desk.incidents.get(stay.custody), lang),
        person=kept.person,
        slot=kept.last_useful_slot,
        due=slots.due(reminded, kept.last_useful_slot, desk.now.today, desk.remind_days),
    )


def _where(whom: str, lang: str) -> str:
    """Return what to do about an item that is with somebody else, and who that is: the card alone tells it."""
    told = say("Fetch it, then note that it is back.", lang)
    return f"{say('With: {whom}.', lang, whom=whom.rstrip('.'))} {told}" if whom else told


def _matter(noted: tuple[str, str] | None, lang: str) -> Incident | None:
    if noted is None:
        return None
    # What is the matter is called as the state that it leads to.
    return Incident(codelists.label_of("relay_state", noted[0], lang), noted[1])


def _detail(kept: KeptItem, now: Now, came: Posted | None) -> str:
    today, lang = now.today, now.lang
    told = [on_day(N_("Arrived {when}"), kept.arrived_day, today, lang)]
    if came is not None and came.happened is not None:
        hour = short_hour(came.happened.time(), lang)
        entered = said_moment(came.local, came.happened.date(), lang)
        told.append(say("on paper at {hour}, entered {moment}", lang, hour=hour, moment=entered))
    if kept.presented_day is not None:
        told.append(on_day(N_("notice of {day}"), kept.presented_day, today, lang))
    if kept.stay.state == DAMAGED:
        told.append(say("damaged", lang))
    if kept.stay.reminded_day is not None:
        told.append(on_day(N_("reminder of {day}"), kept.stay.reminded_day, today, lang))
    return ", ".join(told)


_STATE_TAGS: dict[str, tuple[str, Tone]] = {
    REFUSED: (N_("refused: goes back with the postman"), "warning"),
    MISROUTED: (N_("not for this shop: goes back with the postman"), "warning"),
    NOT_FOUND: (N_("cannot be found"), "bad"),
    MISDELIVERED: (N_("with somebody else"), "bad"),
}


def _tag(kept: KeptItem, now: Now, remind_days: int) -> tuple[str, Tone]:
    stay, lang = kept.stay, now.lang
    if stay.slip is not None:
        return say("on the slip {slip}", lang, slip=stay.slip), "warning"
    if stay.state in _STATE_TAGS:
        text, tone = _STATE_TAGS[stay.state]
        return say(text, lang), tone
    deadline = date.fromisoformat(stay.deadline_day)
    if deadline < now.today:
        return say("to give back since {day}", lang, day=short_day(deadline, lang)), "bad"
    # From the day on which a morning reminds of it.
    last = slots.last_day(stay.deadline_day, kept.last_useful_slot)
    if stay.open_bag is not None:
        return say("bag {bag}, still open", lang, bag=stay.open_bag), "warning"
    near = slots.is_near(last, now.today, remind_days)
    return until(kept.last_useful_slot, deadline, now.today, lang), "warning" if near else "plain"


@lru_cache(maxsize=REMEMBERED)
def _offered(
    stay: Custody, place: str | None, mandates: tuple[CompanyMandate, ...], today: date, lang: str
) -> tuple[tuple[OfferedAct, ...], str]:
    """Return what may become of an item, as the state table allows it, the likeliest first; and what to mind."""
    if stay.slip:
        # Nothing else until it is signed.
        return (*slip_acts(stay.slip, lang), _label(stay, lang)), ""
    which = {"custody": stay.custody}
    found: list[OfferedAct] = []
    rule = ""
    handed = stay.state in NEXT[HAND_OVER]
    if handed:
        who = handover.takers(stay, shipped.identity_rules(), mandates, today, lang)
        found += handover.acts(who)
        rule = handover.rule(who)
    found += settled(_INCIDENTS, which, stay.state, lang)
    if stay.state in NEXT[RETURN] and (stay.state in GOES_BACK or stay.deadline_day < today.isoformat()):
        found.append(given(RETURNS, stay.custody, lang))
    if handed:
        found.append(OfferedAct(say("Refused by the addressee", lang), "relay.refuse", which, _why(lang)))
    if stay.state in NEXT[MOVE]:
        where = Ask("shelf", say("On which shelf?", lang), "text", proposal=place)
        found.append(OfferedAct(say("Another shelf", lang), "relay.move", which, (where,)))
    if handed and stay.open_bag is None:
        # Whoever waits for what came in a bag is told once the driver signed for it.
        found += reminders(stay.custody, lang)
        found.append(OfferedAct(say("Notice", lang), paper=f"notice:{stay.custody}"))
    if stay.state != MISDELIVERED:
        found.append(_label(stay, lang))
    found += incident(_INCIDENTS, which, stay.state, lang)
    return tuple(found), rule


@cache
def _why(lang: str) -> tuple[Ask, ...]:
    reasons = listed_options("refusal", lang)
    return (Ask("reason", say("Why?", lang), "choice", reasons, reasons[0].value),)


_INCIDENTS = IncidentWords(
    command="relay.report_incident",
    life=RULES.life,
    noted={
        DAMAGE: N_("It is damaged"),
        MISROUTE: N_("It is not for this shop"),
        MISS: N_("It cannot be found"),
    },
    missed={
        NOT_FOUND: (N_("Found again"), N_("Lost for good")),
        MISDELIVERED: (N_("It is back"), N_("It does not come back")),
    },
)


def given(what: str, number: str, lang: str) -> OfferedAct:
    """Return how one item alone is given to the postman.

    Args:
        what: What leaves, `RETURNS` or `DEPOSITS`.
        number: Its own, or the code of our label.
        lang: Language of what is shown.
    """
    fields = {"what": what, "trackings": [number]}
    return OfferedAct(say("Give to the postman", lang), "relay.hand_to_postman", fields)


def _label(stay: Custody, lang: str) -> OfferedAct:
    return OfferedAct(say("Label", lang), paper=f"label:{stay.custody}")


@lru_cache(maxsize=REMEMBERED)
def _dispute(stay: Custody, lang: str) -> OfferedAct:
    """Return how all that the journal says of an item is written into a file."""
    lead = f"{DISPUTE}{stay.principal}/{stay.tracking or stay.custody}"
    return OfferedAct(say("File for a dispute", lang), leads=lead)


def slip_acts(number: str, lang: str) -> tuple[OfferedAct, OfferedAct]:
    """Return what may be done with a prepared slip: the postman signs it, its paper is shown."""
    return (
        OfferedAct(say("The postman signs the slip", lang), "relay.hand_to_postman", {"slip": number}),
        OfferedAct(say("Slip", lang), paper=f"slip:{number}"),
    )


_GONE: dict[str, str] = {
    RETURNED: N_("Went back with the postman {when}"),
    LOST: N_("Lost for good: noted {when}"),
}


def _left(stay: Custody, now: Now) -> str:
    told = _GONE.get(stay.state, N_("Handed over already, {when}"))
    return on_day(told, stay.closed_day or now.today.isoformat(), now.today, now.lang)


def _after(stay: Custody, op: str, lang: str) -> tuple[OfferedAct, ...]:
    """Return how the leaving of an item is taken back; `op` handed it over."""
    if stay.state == RETURNED:
        return (still_here({"custody": stay.custody}, lang),)
    return (_wrong_person(op, lang),) if op else ()


def still_here(which: dict[str, str], lang: str) -> OfferedAct:
    """Return how it is said that something did not leave with the postman."""
    return OfferedAct(say("It is still here", lang), "relay.taken_back", which)


def _wrong_person(op: str, lang: str) -> OfferedAct:
    """Return how a hand-over is taken back whose item is not here."""
    reason = WRONG_PERSON
    whom = Ask("note", say(TO_WHOM, lang), "text", optional=True)
    # The one act of this card: neither Enter nor the next scan takes a hand-over back.
    really = sure(N_("Is it really with somebody else?"), lang)
    label = codelists.label_of("reversal", reason, lang)
    return OfferedAct(label, "journal.reverse", {"op_of": op, "reason": reason}, (whom, really))
