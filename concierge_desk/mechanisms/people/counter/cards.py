"""The card of somebody: what is known, who else is meant, what may be done; each act a command.

Source: decision 0085.
"""

from collections.abc import Sequence
from dataclasses import replace

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.cards.served import Namesake, Served
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.money import NBSP
from concierge_desk.mechanisms.people.counter import acts
from concierge_desk.mechanisms.people.model.fields import ALL, ALWAYS
from concierge_desk.mechanisms.people.model.membership import JOIN
from concierge_desk.mechanisms.people.model.person import KeptPerson
from concierge_desk.mechanisms.people.tables import kept, people, search
from concierge_desk.mechanisms.people.tables.household import household as household_by
from concierge_desk.mechanisms.people.tables.household import memberships_of
from concierge_desk.mechanisms.people.tables.kept import KeptProxy

SERVICE = "people"


def person(rows: Rows, one: KeptPerson, now: Now) -> Offer:
    """Return the card of somebody, alone."""
    return replace(_card(rows, one, now), first=True, acts=acts.at_hand(rows, one, now))


def whole(rows: Rows, key: str, now: Now) -> tuple[Offer, ...]:
    """Return the card of somebody with all that may be done."""
    one = people.person(rows, key)
    return () if one is None else (replace(_card(rows, one, now), acts=acts.of_person(rows, one, now)),)


def homonyms(rows: Rows, found: Sequence[KeptPerson], now: Now) -> tuple[Offer, ...]:
    """Return the cards of people who go by one word: what may be done with somebody stands on the card of one."""
    if len(found) == 1:
        return (replace(_card(rows, found[0], now), acts=acts.at_hand(rows, found[0], now)),)
    return tuple(replace(_card(rows, one, now), acts=(acts.serve(one, now.lang),)) for one in found)


def lost(rows: Rows, one: KeptPerson, card: str, now: Now) -> Offer:
    """Return the card of whom a lost card belonged to: it asks who it is."""
    told = say("This card was said to be lost: ask who it is before anything is given.", now.lang)
    return replace(
        _card(rows, one, now), ref=card, acts=(acts.serve(one, now.lang),), rule=told, tone="warning"
    )


def blank(card: str, now: Now) -> tuple[Offer, ...]:
    """Return what a card may become that nobody has: it was printed before."""
    return (replace(new(card, now), unknown=True, brought=True),)


def new(card: str, now: Now, typed: str = "") -> Offer:
    """Return how somebody is kept: with a card that was printed before, by the name that was typed."""
    title = say("A card that nobody has yet", now.lang) if card else say("A new person", now.lang)
    return Offer(
        SERVICE, card or f"{NEW}{typed}", title, (acts.create(card, now.lang, typed),), private=not card
    )


NEW = "people.new:"
"""Begins what the card of a new person is found by; what was typed of the name follows."""


def memberships(rows: Rows, now: Now) -> tuple[Offer, ...]:
    """Return how a household joins whose card is scanned then."""
    question = say("Whose household? Scan the card of somebody of it, or type the name.", now.lang)
    ask = Ask("person", question, "text", optional=True, scanned=True, whom=True)
    join = OfferedAct(acts.membership_words(rows, now.lang), JOIN, asks=(ask,), charged=True)
    return (Offer(SERVICE, JOIN, say("Membership of a household", now.lang), (join,)),)


def household(rows: Rows, code: str, now: Now) -> tuple[Offer, ...]:
    """Return the people of a household."""
    home = household_by(rows, code)
    found = () if home is None else tuple(people.person(rows, key) for key in home.people)
    return homonyms(rows, [one for one in found if one is not None], now)


def served(rows: Rows, one: KeptPerson, now: Now) -> tuple[Served, ...]:
    """Return who is served by somebody's card; what was given until a day that is over reaches nothing."""
    found = [_served(rows, one, "", None, now)]
    home = household_by(rows, one.person)
    for key in home.people if home is not None else ():
        member = people.person(rows, key)
        if member is not None and member.person != one.person:
            said = say("For {name}, of the same household.", now.lang, name=member.full_name)
            found.append(_served(rows, member, said, None, now))
    for proxy in kept.comes_for(rows, one.person):
        principal = people.person(rows, proxy.person)
        if principal is not None and not proxy.is_over(now.today):
            reach = None if ALL in proxy.reach else frozenset(proxy.reach)
            words = say(
                "For {name}: {mandate}.",
                now.lang,
                name=principal.full_name,
                mandate=_mandate(proxy, now).rstrip("."),
            )
            found.append(_served(rows, principal, words, reach, now))
    return tuple(found)


def _served(rows: Rows, one: KeptPerson, said: str, services: frozenset[str] | None, now: Now) -> Served:
    others = tuple(
        Namesake(
            other.family,
            _given(other),
            f"{other.full_name}, {other.home or say('without an address', now.lang)}",
        )
        for other in search.of_name(rows, one.family)
        if other.person != one.person
    )
    keys, notes = people.keys_of(rows, one.person), _notes(rows, one, now)
    return Served(keys, one.family, _given(one), said, services, others, notes)


def _given(one: KeptPerson) -> tuple[str, ...]:
    return tuple(filter(None, (one.given, one.called)))


def _notes(rows: Rows, one: KeptPerson, now: Now) -> dict[str, str]:
    """Return what is noted about somebody, by when it is shown: always, or with a service."""
    found: dict[str, str] = {}
    for note in kept.notes_of(rows, one.person, now.today):
        found[note.shows] = " ".join(filter(None, (found.get(note.shows), note.text)))
    return found


def _card(rows: Rows, one: KeptPerson, now: Now) -> Offer:
    lang = now.lang
    tag, tone = membership(rows, one.person, now)
    return Offer(
        SERVICE,
        one.person,
        say("A person", lang),
        (),
        detail=" · ".join(details(rows, one, now)),
        tag=tag,
        tone="good" if tone else "plain",
        rule=_notes(rows, one, now).get(ALWAYS, ""),
        person=one.full_name,
        private=True,
    )


def membership(rows: Rows, key: str, now: Now) -> tuple[str, bool]:
    """Return what is said of the membership of somebody's household, and whether it holds; empty where there never was one."""
    found = memberships_of(rows, key)
    if not found:
        return "", False
    lang, until = now.lang, found[0].until_day
    if until < now.today:
        return say("was a member until {day}", lang, day=short_day(until, lang)), False
    if not any(one.from_day <= now.today <= one.until_day for one in found):
        begins = min(one.from_day for one in found if one.from_day > now.today)
        return say("member from {day} on", lang, day=short_day(begins, lang)), False
    return say("member until {day}", lang, day=short_day(until, lang)), True


def details(rows: Rows, one: KeptPerson, now: Now) -> list[str]:
    """Return what else is known of somebody, each in a few words."""
    lang, keys = now.lang, people.keys_of(rows, one.person)
    merged = [other for key in keys[1:] if (other := people.person_alone(rows, key)) is not None]
    # A number is read at one glance: it stays on one line.
    phones = [phone.replace(" ", NBSP) for key in keys for phone in people.phones_of(rows, key)]
    # What is not known of who stayed may be known of the other.
    found = [next((each.home for each in (one, *merged) if each.home), ""), *phones[:1]]
    home = household_by(rows, one.person)
    others = [
        people.person(rows, key) for key in (home.people if home is not None else ()) if key != one.person
    ]
    if others:
        names = ", ".join(other.name for other in others if other is not None)
        found.append(say("household with {names}", lang, names=names))
    found += [say("put together with {name}", lang, name=other.full_name) for other in merged]
    found += [_proxy(rows, proxy, now) for proxy in kept.proxies_of(rows, one.person)]
    return [text for text in found if text]


def _proxy(rows: Rows, proxy: KeptProxy, now: Now) -> str:
    who = people.person(rows, proxy.who) if proxy.who is not None else None
    name = who.full_name if who is not None else proxy.name or ""
    return say("{name} comes for this person: {mandate}", now.lang, name=name, mandate=_mandate(proxy, now))


def _mandate(proxy: KeptProxy, now: Now) -> str:
    """Return what somebody may come by: what was given, for what, until when; one that is over is said to be."""
    lang, day = now.lang, short_day(proxy.until_day, now.lang)
    what = label_of("mandate", proxy.mandate, lang)
    reach = (
        say("for everything", lang)
        if ALL in proxy.reach
        else ", ".join(service_name(code, now) for code in proxy.reach)
    )
    if proxy.is_over(now.today):
        return say("{what}, ended on {day}", lang, what=what, day=day)
    return say("{what}, {reach}, until {day}", lang, what=what, reach=reach, day=day)


def notes(rows: Rows, key: str, now: Now) -> list[str]:
    """Return all that is noted about somebody, each with the service that it is shown with."""
    return [
        note.text
        if note.shows == ALWAYS
        else say("{service}: {text}", now.lang, service=service_name(note.shows, now), text=note.text)
        for note in kept.notes_of(rows, key, now.today)
    ]


def service_name(code: str, now: Now) -> str:
    """Return what a service is called; one that is there no more by its code."""
    return say(now.services.get(code, code), now.lang)
