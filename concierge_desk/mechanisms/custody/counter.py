"""Incidents on the card of a thing: what may be the matter with it, and how what was missed is there again. Pure.

Source: docs/trade.md, "Life of an item"; decisions 0028, 0092.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from concierge_desk.counter.cards.offers import Ask, OfferedAct, Option
from concierge_desk.counter.cards.words import say
from concierge_desk.mechanisms.custody.model import FIND, LOSE, StateTable


@dataclass(frozen=True, eq=False, slots=True)
class IncidentWords:
    """What a service calls incidents; English sources.

    Attributes:
        command: By which they are noted.
        life: Which of them a state allows.
        noted: By incident, what it is called.
        missed: By state, what is said when a thing is there again, and when it is given up.
    """

    command: str
    life: StateTable
    noted: Mapping[str, str]
    missed: Mapping[str, tuple[str, str]]


def settled(words: IncidentWords, which: Mapping[str, str], state: str, lang: str) -> tuple[OfferedAct, ...]:
    """Return how it is said that a thing which is missed is there again, or given up.

    Args:
        words: Of the service.
        which: Fields that name the thing.
        state: Where it stands.
        lang: Language of what is shown.
    """
    return tuple(
        OfferedAct(say(label, lang), words.command, {**which, "incident": incident})
        for label, incident in zip(words.missed.get(state, ()), (FIND, LOSE), strict=False)
    )


def incident(words: IncidentWords, which: Mapping[str, str], state: str, lang: str) -> tuple[OfferedAct, ...]:
    """Return how it is said that something is the matter with a thing; nothing where nothing can be. As `settled`."""
    asks = _what_happened(words, state, lang)
    return (OfferedAct(say("Incident", lang), words.command, which, asks),) if asks else ()


@cache
def _what_happened(words: IncidentWords, state: str, lang: str) -> tuple[Ask, ...]:
    options = tuple(
        Option(say(text, lang), code) for code, text in words.noted.items() if state in words.life.next[code]
    )
    if not options:
        return ()
    return (
        Ask("incident", say("What is the matter with it?", lang), "choice", options),
        Ask("note", say("What was seen?", lang), "text", optional=True),
    )
