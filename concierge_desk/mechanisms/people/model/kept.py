"""Notes, consents and proxies: kept beside a person. Pure.

Source: decision 0085; docs/requirements.md, R-4.01.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.fields import group_of
from concierge_desk.counter.values.kinds import Choice, Day, Flag, FromList, NoteText, Text
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.model.fields import (
    ALL,
    ALWAYS,
    NOTE_CODE,
    PERSON_CODE,
    PROXY_CODE,
    Phone,
    Reach,
    ServiceCode,
)
from concierge_desk.mechanisms.people.model.person import PersonState

CONSENT_WORDS: Final = {
    "reminders": N_("To be reminded of what waits"),
    "news": N_("To get the news of the conciergerie"),
    "receipts": N_("To get receipts by mail"),
}
"""English source of what somebody may say yes to."""
CONSENTS: Final = tuple(CONSENT_WORDS)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class KeepNote:
    """Keep a sentence that is shown when it matters."""

    person: Annotated[str, PERSON_CODE, "About whom."]
    text: Annotated[str, NoteText(), "What is to be known."]
    shows: Annotated[str, ServiceCode(ALWAYS), "When it is shown: always, or with a service."] = ALWAYS
    until_day: Annotated[date | None, Day(), "Last day; a year from today by default."] = None


@dataclass(frozen=True, slots=True)
class DropNote:
    """Keep a sentence no more."""

    note: Annotated[str, NOTE_CODE, "Which."]


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody says yes to something, or takes it back: the day is kept."""

    person: Annotated[str, PERSON_CODE, "Who."]
    consent: Annotated[str, Choice(CONSENTS), "To what."]
    given: Annotated[bool, Flag(), "Given, or taken back."]


@dataclass(frozen=True, slots=True)
class ProxyWho:
    """Somebody who comes for another: by a card, or by a name that is kept for this alone."""

    card: Annotated[str | None, PERSON_CODE, "Their card, or their key."] = None
    name: Annotated[str | None, Text(), "Their name, where they have no card."] = None
    phone: Annotated[str | None, Phone(), "Their phone."] = None


@dataclass(frozen=True, slots=True)
class Allow:
    """Somebody may come for another, until a day."""

    person: Annotated[str, PERSON_CODE, "For whom."]
    proxy: Annotated[ProxyWho, group_of(ProxyWho), "Who comes."]
    until_day: Annotated[date, Day(), "Last day."]
    mandate: Annotated[Coded, FromList("mandate", closed=True), "What it was given by."]
    reach: Annotated[tuple[str, ...], Reach(), "For what; for everything by default."] = (ALL,)


@dataclass(frozen=True, slots=True)
class Disallow:
    """Somebody comes for another no more, from today on."""

    proxy: Annotated[str, PROXY_CODE, "Which."]


@dataclass(frozen=True, slots=True)
class AllowState:
    """State that a proxy is decided from.

    Attributes:
        person: For whom.
        proxy: Whose card was shown, None where no card was; somebody without a key where nobody has it.
        lost: The card that was shown was said to be lost.
    """

    person: PersonState
    proxy: PersonState | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class KeptState:
    """Whether a note, or a proxy that still holds, is there."""

    there: bool


def note(state: PersonState, command: KeepNote, context: Context) -> tuple[Event, ...]:
    """Let a sentence be kept.

    Raises:
        Refused: ``person.past_end``, and as `_require_services`, `PersonState.there`.
    """
    state.there()
    _require_services(() if command.shows == ALWAYS else (command.shows,), context)
    if until_of(command, context) < context.today:
        raise Refused("person.past_end")
    return ()


def until_of(command: KeepNote, context: Context) -> date:
    """Return the last day of a note."""
    return command.until_day or context.today + YEAR


def drop_note(state: KeptState, _command: DropNote, _context: Context) -> tuple[Event, ...]:
    """Let a sentence be dropped.

    Raises:
        Refused: ``person.note_unknown``.
    """
    if not state.there:
        raise Refused("person.note_unknown")
    return ()


def consent(state: PersonState, _command: Consent, _context: Context) -> tuple[Event, ...]:
    """Let what somebody says be kept.

    Raises:
        Refused: As `PersonState.there`.
    """
    state.there()
    return ()


def allow(state: AllowState, command: Allow, context: Context) -> tuple[Event, ...]:
    """Let somebody come for another.

    Raises:
        Refused: ``person.past_end``, ``person.same_person``, ``person.who_needed``, ``person.card_lost``, and as
            `_require_services`, `PersonState.there`.
    """
    person = state.person.there()
    if state.lost:
        raise Refused("person.card_lost")
    if state.proxy is not None and state.proxy.there().person == person.person:
        raise Refused("person.same_person")
    if state.proxy is None and command.proxy.name is None:
        raise Refused("person.who_needed")
    _require_services((code for code in command.reach if code != ALL), context)
    if command.until_day < context.today:
        raise Refused("person.past_end")
    return ()


def _require_services(codes: Iterable[str], context: Context) -> None:
    """Refuse the code of what there is none of.

    Raises:
        Refused: ``person.service_unknown``.
    """
    for code in codes:
        if code not in context.services:
            raise Refused("person.service_unknown", service=code)


def disallow(state: KeptState, _command: Disallow, _context: Context) -> tuple[Event, ...]:
    """Let somebody come for another no more.

    Raises:
        Refused: ``person.proxy_unknown``.
    """
    if not state.there:
        raise Refused("person.proxy_unknown")
    return ()
