"""Cards of the room on the shelves: how full they are, what a carrier is told, what is set; and who asks for a parcel.

Source: docs/contract.md, "Bags"; decision 0076.
"""

from datetime import date, timedelta

from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct, Option
from concierge_desk.counter.cards.words import long_day, say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.inscriptions import spelled
from concierge_desk.i18n import N_, NN_
from concierge_desk.services.relay.counter.bags.cards import owner_label, owners
from concierge_desk.services.relay.counter.items import SERVICE
from concierge_desk.services.relay.model.facts.fullness import (
    NEAR_DAYS,
    ShelfRoom,
    days_until_full,
    full_on_day,
)
from concierge_desk.services.relay.tables import counter as tables
from concierge_desk.services.relay.tables.bags import looks as bags
from concierge_desk.store.records import personal_text

FULL = "shelves_full"
LISTS = {FULL: MorningList(N_("Shelves nearly full"), "relay.warn_full", beside=True)}


def nearly_full(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the card of the shelves while they are full, or soon will be at this pace."""
    room = bags.room(rows, now.today, now.calendar)
    if room is None:
        return ()
    days = days_until_full(room)
    near = room.held >= room.places or (days is not None and days <= NEAR_DAYS)
    return (_card(rows, room, now, due=FULL),) if near else ()


def shelves(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return the card of the shelves, whoever asks for it."""
    return (_card(rows, bags.room(rows, now.today, now.calendar), now),)


def _card(rows: Rows, room: ShelfRoom | None, now: Now, due: str = "") -> Offer:
    lang = now.lang
    whom = Ask("carrier", say("Who is told?", lang), "choice", owners(rows, now))
    tell = OfferedAct(say("Tell a carrier in writing", lang), "relay.warn_full", asks=(whom,))
    held = bags.held(rows)
    detail = Speech(lang).count("One item lies here", "{count} items lie here", held)
    tag, full = "", False
    if room is not None:
        told = {"held": held, "places": room.places, "free": max(0, room.places - held)}
        detail = say("{held} items for {places} places: room for {free}", lang, **told)
        tag, full = _tag(room, now)
    return Offer(
        SERVICE,
        "shelves",
        say("Room on the shelves", lang),
        (tell,),
        detail=detail,
        tag=tag,
        tone="bad" if full else "warning" if due else "plain",
        due=due,
    )


def _tag(room: ShelfRoom, now: Now) -> tuple[str, bool]:
    """Return when the shelves are full at this pace, and whether they are."""
    if room.held >= room.places:
        return say("full", now.lang), True
    day = full_on_day(room, now.today, now.calendar)
    if day is None:
        return "", False
    if date.fromisoformat(day) - now.today == timedelta(days=1):
        return say("full tomorrow at this pace", now.lang), False
    when = long_day(date.fromisoformat(day), now.today, now.lang)
    return say("full on {day} at this pace", now.lang, day=when), False


def settings(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how it is said what places hold, and what carriers agreed to."""
    return (_capacities(rows, now), _caps(rows, now))


def _capacities(rows: Rows, now: Now) -> Offer:
    lang, known = now.lang, bags.capacities(rows)
    one, many = NN_("1 item", "{count} items")

    def holds(place: str) -> str:
        return Speech(lang).count(one, many, known[place]) if place in known else ""

    options = tuple(
        # Words that name a place stand beside the journal.
        Option(spelled(place, lambda ref: personal_text(rows, ref)), place, holds(place))
        for place in dict.fromkeys((*tables.places(rows), *known))
    )
    how_many = say("How many items does it hold?", lang)
    acts: list[OfferedAct] = []
    if options:
        which = Ask("rows.place", say("Which place?", lang), "choice", options)
        acts.append(
            OfferedAct(
                say("Say what a place holds", lang),
                "relay.set_capacities",
                asks=(which, Ask("rows.items", how_many, "count")),
            )
        )
    new = Ask("rows.place", say("Which place?", lang), "text")
    acts.append(
        OfferedAct(
            say("Another place", lang),
            "relay.set_capacities",
            asks=(new, Ask("rows.items", how_many, "count")),
        )
    )
    total = Speech(lang).count("one item in all", "{count} items in all", sum(known.values()))
    return Offer(
        SERVICE,
        "relay.capacities",
        say("What the places hold", lang),
        tuple(acts),
        total if known else "",
    )


def _caps(rows: Rows, now: Now) -> Offer:
    lang = now.lang
    whom = Ask("carrier", say("Which carrier?", lang), "choice", owners(rows, now))
    a_day = Ask("a_day", say("How many items a day, at most?", lang), "count", optional=True)
    held = Ask("held", say("How many of its items here at a time, at most?", lang), "count", optional=True)
    day = Ask("valid_from", say("From which day on?", lang), "day", proposal=now.today.isoformat())
    act = OfferedAct(say("Say what was agreed", lang), "relay.set_cap", asks=(whom, a_day, held, day))
    agreed = [owner_label(cap.carrier, lang) for cap in bags.caps_on(rows, now.today)]
    return Offer(SERVICE, "relay.caps", say("What carriers agreed to", lang), (act,), " · ".join(agreed))


def asked_for(_rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how it is answered whether a parcel is there: by its number alone, without a name or a place."""
    lang = now.lang
    number = Ask(
        "tracking", say("Scan or type its number, or its last four characters", lang), "text", scanned=True
    )
    act = OfferedAct(say("Is it here?", lang), "relay.ask_here", asks=(number,), entered=True)
    detail = say("For the telephone: the answer names nobody, no sender, no place.", lang)
    return (Offer(SERVICE, "ask_here", say("Is it here?", lang), (act,), detail),)
