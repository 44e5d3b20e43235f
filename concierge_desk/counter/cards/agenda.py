"""Agenda of a service: its part of the morning list, and the cards of things that wait for a person.

Source: decision 0016.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeAlias, TypeVar

from concierge_desk.counter.cards.name_search import plain_words
from concierge_desk.counter.values.codelists import fold
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.errors import Refused

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to be done on a day.

    Attributes:
        list: Code of the list it stands in, one of its `Agenda`.
        ref: What a command takes for it: a number, a code.
        label: What it is, as the counter calls it; never a name.
        place: Where it lies; empty where it lies nowhere.
        deadline_day: ISO date; None without one.
        slot: Last session in which the door is open for it, as an ISO interval; None without one.
        note: What was noted with it; never a name.
    """

    list: str
    ref: str
    label: str
    place: str
    deadline_day: str | None = None
    slot: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Agenda(Generic[S]):
    """Agenda of a service on a day: its part of the morning list.

    Attributes:
        lists: English label of each of its lists, by code, in the order of the morning; two services may
            share a list, under one label.
        load: (rows) -> what is still to be done.
        due: Returns what stands on the lists of a day; pure.
        acts: By list, the command that it stands for: it is chosen on the cards of its things. A list that is not
            named has none.

    Source: decision 0016.
    """

    lists: Mapping[str, str]
    load: Callable[[Any], S]
    due: Callable[[S, date, OpeningCalendar], tuple[Due, ...]]
    acts: Mapping[str, str] = field(default_factory=dict)


AnyAgenda: TypeAlias = Agenda[Any]

MOST_CARDS = 20
"""More things of one name are not shown: whoever looks types more of it."""


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """One thing that waits for whoever is named; made while the desk looks, and kept nowhere.

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
    deadline_day: str | None = None
    slot: str | None = None


def morning_lists(agendas: Mapping[str, AnyAgenda], due: Mapping[str, Sequence[Due]]) -> list[dict[str, Any]]:
    """Return the lists of a morning, empty ones too, the earliest deadline first.

    Args:
        agendas: By service, in the order of the services.
        due: By service, what stands on its lists.
    """
    labels: dict[str, str] = {}
    for agenda in agendas.values():
        labels.update({code: label for code, label in agenda.lists.items() if code not in labels})
    items = [
        (thing.list, {"service": service, **{name: getattr(thing, name) for name in _SHOWN}})
        for service, things in due.items()
        for thing in things
    ]
    return [
        {
            "list": code,
            "label": label,
            "items": sorted((item for named, item in items if named == code), key=_urgency),
        }
        for code, label in labels.items()
    ]


_SHOWN = ("ref", "label", "place", "deadline_day", "slot", "note")


def _urgency(item: Mapping[str, Any]) -> tuple[bool, str, str, str]:
    return (item["deadline_day"] is None, item["deadline_day"] or "", item["place"], item["ref"])


LEAST_LETTERS = 2
_WHOLE_UP_TO = 2
"""Letters of a word that is a name only as it stands: Li is not the beginning of Lienhart."""

_WILDCARDS = frozenset("%_*?")
_TITLE = re.compile(
    r"(m|mr|mm|mmes?|mlles?|monsieur|madame|mademoiselle|messieurs|mesdames|dr|me|famille)\.?"
)


def asked_name(text: str) -> str:
    """Return the name that is looked for, without its titles.

    A title or an initial says of nobody who it is: with these alone, whoever asks would be shown everybody.

    Raises:
        Refused: ``look.too_short`` without a word of two letters, or with a sign that could stand for others.
    """
    words = [word for word in text.split() if not _TITLE.fullmatch(fold(word))]
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
