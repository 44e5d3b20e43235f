"""Agenda of a day: the lists of the morning, and what waits for whoever is named; both follow from offers.

Source: decisions 0016, 0038.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from concierge_desk.counter.cards.at_counter import MorningList, Search
from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.cards.told_things import ToldThing
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.codelists import fold
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.titles import TITLE


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done on a day, as `day morning` tells it.

    Attributes:
        service: Code of the service.
        ref: What a command takes for it: a number, a code.
        label: What it is, as the counter calls it; never a name.
        place: Where it lies; empty where it lies nowhere.
        deadline_day: ISO date; None without one.
        slot: Last session in which the door is open for it, as an ISO interval; None without one.
        note: What was noted with it; never a name.
        thing: Number of the thing, where its code is another one.
    """

    service: str
    ref: str
    label: str
    place: str
    deadline_day: str | None
    slot: str | None
    note: str | None
    thing: str


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """One thing that waits for whoever is named, as `look` tells it; made while the desk looks, and kept nowhere.

    Attributes:
        service: Code of the service.
        ref: What a command takes for it: a number, a code.
        label: What it is, as the counter calls it; never a name.
        place: Where it lies; empty where it lies nowhere.
        state: Where it stands, such as ``held``: a code of the list ``<service>_state``.
        deadline_day: ISO date; None without one.
        slot: Last session in which the door is open for it, as an ISO interval; None without one.

    Source: docs/requirements.md, R-5.01; decision 0016.
    """

    service: str
    ref: str
    label: str
    place: str
    state: str
    deadline_day: str | None
    slot: str | None


def due_of(offer: Offer) -> Due:
    """Return what is to be done about a thing, from its card."""
    thing = offer.things[0].thing if len(offer.things) == 1 else offer.ref
    label, last = _label(offer), _last_day(offer)
    return Due(offer.service, offer.ref, label, offer.place, last, offer.slot, offer.note, thing)


def things_of(offers: Iterable[Offer]) -> tuple[ToldThing, ...]:
    """Return the things of some cards, each once; a person, or what can be bought, is none."""
    found = (
        one
        for offer in offers
        for one in offer.things or ((_thing(offer),) if offer.state and not offer.private else ())
    )
    return tuple({(one.service, one.thing): one for one in found}.values())


def _thing(offer: Offer) -> ToldThing:
    return ToldThing(offer.ref, offer.service, offer.state, offer.place, offer.slot)


def card_of(offer: Offer) -> WaitingCard:
    """Return what waits for whoever is named, from its card: without the person, and without what can be done."""
    return WaitingCard(
        offer.service, offer.ref, _label(offer), offer.place, offer.state, _last_day(offer), offer.slot
    )


def _label(offer: Offer) -> str:
    return offer.short or offer.line


def _last_day(offer: Offer) -> str | None:
    return offer.deadline_day or offer.until_day


def morning_lists(lists: Mapping[str, MorningList], offers: Iterable[Offer]) -> dict[str, tuple[Offer, ...]]:
    """Return by list what stands in it, empty ones too, the earliest deadline first.

    Args:
        lists: In the order of the morning.
        offers: Cards of a day, due or not.
    """
    due = sorted((offer for offer in offers if offer.due), key=_urgency)
    return {code: tuple(offer for offer in due if code in (offer.due, *offer.due_too)) for code in lists}


def _urgency(offer: Offer) -> tuple[bool, str, str, str]:
    last = _last_day(offer)
    return (last is None, last or "", offer.place, offer.ref)


def waiting_for(awaited: Search, rows: Rows, text: str, now: Now) -> tuple[Offer, ...]:
    """Return what waits for whoever is meant by what was typed; nothing where that is hardly a name yet."""
    try:
        name = asked_name(text)
    except Refused:
        return ()
    return awaited(rows, name, now)


LEAST_LETTERS = 2
_WHOLE_UP_TO = 2
"""Letters of a word that is a name only as it stands: Li is not the beginning of Lienhart."""

_WILDCARDS = frozenset("%_*?")


def asked_name(text: str) -> str:
    """Return the name that is looked for, without its titles.

    A title or an initial says of nobody who it is: with these alone, whoever asks would be shown everybody.

    Raises:
        Refused: ``look.too_short`` without a word of two letters, or with a sign that could stand for others.
    """
    words = [word for word in text.split() if not TITLE.fullmatch(fold(word))]
    letters = [sum(map(str.isalpha, word)) for word in words]
    if _WILDCARDS & set(text) or max(letters, default=0) < LEAST_LETTERS:
        raise Refused("look.too_short")
    return " ".join(words)


def name_matcher(asked: str) -> Callable[[str], bool]:
    """Return what says whether a name on a label is the one that was asked for.

    Each word asked is the beginning of a word of the label, whatever the accents and hyphens; a word of one
    or two letters is that very word, and an initial the beginning of one.
    """
    sought = plain_words(asked)
    says_who = any(len(word) >= LEAST_LETTERS for word in sought)

    def is_named(text: str) -> bool:
        known = plain_words(text)
        return says_who and all(any(_fits(word, other) for other in known) for word in sought)

    return is_named


def _fits(word: str, other: str) -> bool:
    return word == other if len(word) == _WHOLE_UP_TO else other.startswith(word)
