"""A person: what is known of somebody, made, corrected, given a card. Pure.

Nothing of it stands in an entry: these commands write none, and are operations like any other.

Source: decision 0085; docs/requirements.md, R-4.01.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.kinds import Choice, Flag, Integer, Text
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.model.fields import (
    CARD_CODE,
    CLEARED,
    PERSON_CODE,
    MailAddress,
    Phones,
    or_cleared,
)
from concierge_desk.mechanisms.people.model.words import name_words, phone_figures

LIKELY_TWIN = "person.likely_twin"

NAME = Text(max_length=80)
PHONES = Phones()
STREET = Text(max_length=120)
STAIR = Text(max_length=20)
LANGUAGE = Text(max_length=20)
YEAR = Integer(1900, 2099, "year")
SEX_WORDS: Final = {"f": N_("Woman"), "m": N_("Man"), "x": N_("Other")}
"""English source of what each is called."""
SEX: Final = Choice(tuple(SEX_WORDS))


@dataclass(frozen=True, slots=True)
class CreatePerson:
    """Keep who somebody is."""

    family: Annotated[str, NAME, "Family name, or the only one that is known."]
    card: Annotated[str | None, CARD_CODE, "A card that was printed before; a new one otherwise."] = None
    given: Annotated[str | None, NAME, "Given name."] = None
    called: Annotated[str | None, NAME, "What the person is called."] = None
    phones: Annotated[tuple[str, ...], PHONES, "Phones, the one to call first."] = ()
    email: Annotated[str | None, MailAddress(), "Address of mail."] = None
    street: Annotated[str | None, STREET, "Number and street."] = None
    stair: Annotated[str | None, STAIR, "Stair, entrance, floor."] = None
    language: Annotated[str | None, LANGUAGE, "Language that the person speaks best."] = None
    birth_year: Annotated[int | None, YEAR, "Year of birth."] = None
    sex: Annotated[str | None, SEX, "For the figures that funders ask for."] = None
    qpv: Annotated[bool | None, Flag(), "Lives in a priority neighbourhood."] = None


@dataclass(frozen=True, slots=True)
class CorrectPerson:
    """Set right what is known of somebody: what is left out stays, null clears."""

    person: Annotated[str, PERSON_CODE, "Who."]
    family: Annotated[str | None, NAME, "Family name, or the only one that is known."] = None
    given: Annotated[Any, or_cleared(NAME), "Given name."] = None
    called: Annotated[Any, or_cleared(NAME), "What the person is called."] = None
    phones: Annotated[Any, or_cleared(PHONES), "Phones, the one to call first."] = None
    email: Annotated[Any, or_cleared(MailAddress()), "Address of mail."] = None
    street: Annotated[Any, or_cleared(STREET), "Number and street."] = None
    stair: Annotated[Any, or_cleared(STAIR), "Stair, entrance, floor."] = None
    language: Annotated[Any, or_cleared(LANGUAGE), "Language that the person speaks best."] = None
    birth_year: Annotated[Any, or_cleared(YEAR), "Year of birth."] = None
    sex: Annotated[Any, or_cleared(SEX), "For the figures that funders ask for."] = None
    qpv: Annotated[Any, or_cleared(Flag()), "Lives in a priority neighbourhood."] = None


@dataclass(frozen=True, slots=True)
class NewCard:
    """Give somebody a new card."""

    person: Annotated[str, PERSON_CODE, "Who."]
    lost: Annotated[bool, Flag(), "The cards so far are lost: each asks from now on who it is."] = False


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """A person as the tables keep one.

    Attributes:
        person: Key; it stands in no entry and on no paper.
        into: The person that this one was merged into; None for one of its own.
        since: ISO date from which it is kept.
        seen: ISO date of the last act on it.
    """

    person: str
    family: str
    given: str | None = None
    called: str | None = None
    email: str | None = None
    street: str | None = None
    stair: str | None = None
    language: str | None = None
    birth_year: int | None = None
    sex: str | None = None
    qpv: bool | None = None
    into: str | None = None
    since: str = ""
    seen: str = ""

    @property
    def name(self) -> str:
        """The name as it is said: what the person is called, or the given name, then the family's."""
        return " ".join(filter(None, (self.called or self.given, self.family)))

    @property
    def full_name(self) -> str:
        """The name with all that is known of it."""
        called = f"({self.called})" if self.called and self.called != self.given else None
        return " ".join(filter(None, (self.given, self.family, called)))

    @property
    def home(self) -> str:
        """Street and stair: what tells homonyms apart."""
        return ", ".join(filter(None, (self.street, self.stair)))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name there is."""
        return tuple(filter(None, (self.family, self.given, self.called)))


FACTS: Final = (
    *("family", "given", "called", "email", "street", "stair"),
    *("language", "birth_year", "sex", "qpv"),
)
"""What is known of somebody, phones apart: attributes of the commands and of the record alike."""


@dataclass(frozen=True, slots=True)
class PersonState:
    """State that an act on somebody is decided from.

    Attributes:
        person: Who is meant, the survivor where two are one; None where nobody is.
        taken: Whether the card that was given is somebody's already.
    """

    person: KeptPerson | None = None
    taken: bool = False

    def there(self) -> KeptPerson:
        """Return who is meant.

        Raises:
            Refused: ``person.unknown``.
        """
        if self.person is None:
            raise Refused("person.unknown")
        return self.person


def create(state: PersonState, _command: CreatePerson, _context: Context) -> tuple[Event, ...]:
    """Let somebody be kept: one more of a name is told, never refused.

    Raises:
        Refused: ``person.card_taken``.

    Warns:
        ``person.likely_twin``.
    """
    if state.taken:
        raise Refused("person.card_taken")
    return ()


def correct(state: PersonState, _command: CorrectPerson, _context: Context) -> tuple[Event, ...]:
    """Let what is known of somebody be set right.

    Raises:
        Refused: As `PersonState.there`.

    Warns:
        ``person.likely_twin``.
    """
    state.there()
    return ()


def new_card(state: PersonState, _command: NewCard, _context: Context) -> tuple[Event, ...]:
    """Let somebody have a new card.

    Raises:
        Refused: As `PersonState.there`.
    """
    state.there()
    return ()


def changes(command: CorrectPerson) -> dict[str, Any]:
    """Return what a correction changes, phones among them; cleared facts as None, cleared phones as none."""
    found = {name: getattr(command, name) for name in (*FACTS, "phones")}
    given = {name: value for name, value in found.items() if value is not None}
    cleared: Mapping[str, Any] = {"phones": ()}
    return {name: cleared.get(name) if value is CLEARED else value for name, value in given.items()}


def alike(
    one: KeptPerson, phones: Iterable[str], others: Sequence[tuple[KeptPerson, Sequence[str]]]
) -> list[KeptPerson]:
    """Return who of some others is likely to be the same person: by the name, or by a phone.

    Args:
        one: Who is looked at.
        phones: Of this one.
        others: Each with the phones there are.
    """
    figures = {phone_figures(phone) for phone in phones}
    return [
        other
        for other, theirs in others
        if _same_name(one, other) or figures & {phone_figures(phone) for phone in theirs}
    ]


def _same_name(one: KeptPerson, other: KeptPerson) -> bool:
    """Say whether two names may be one person's: the same words in any order, or one that has no given name yet."""
    mine, theirs = (name_words(person.family, person.given or "") for person in (one, other))
    if mine == theirs:
        return bool(mine)
    if name_words(one.family) != name_words(other.family):
        return False
    given = [set(name_words(*filter(None, (person.given, person.called)))) for person in (one, other)]
    return not all(given) or bool(given[0] & given[1])
