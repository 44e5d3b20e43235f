"""Households: who lives together, and holds one membership. Pure.

Source: decision 0085.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from concierge_desk.counter.context import Context
from concierge_desk.counter.values.kinds import Choice, Items
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.people.model.fields import HOUSEHOLD_CODE, PERSON_CODE
from concierge_desk.mechanisms.people.model.person import KeptPerson

STAYS, GOES = "stays", "goes"
MOST_PEOPLE: Final = 30
PEOPLE = Items(PERSON_CODE, least=1, most=MOST_PEOPLE)


@dataclass(frozen=True, slots=True)
class CreateHousehold:
    """Some people are one household."""

    people: Annotated[tuple[str, ...], PEOPLE, "Who."]


@dataclass(frozen=True, slots=True)
class JoinHousehold:
    """Somebody belongs to a household from now on."""

    household: Annotated[str, HOUSEHOLD_CODE, "Which."]
    person: Annotated[str, PERSON_CODE, "Who."]


@dataclass(frozen=True, slots=True)
class LeaveHousehold:
    """Somebody belongs to no household any more; the membership stays with the others."""

    person: Annotated[str, PERSON_CODE, "Who."]


@dataclass(frozen=True, slots=True)
class SplitHousehold:
    """Some people of a household are one of their own from now on."""

    household: Annotated[str, HOUSEHOLD_CODE, "Which."]
    people: Annotated[tuple[str, ...], PEOPLE, "Who leaves."]
    membership: Annotated[
        str, Choice((STAYS, GOES)), "Whether the membership stays, or goes with those who leave."
    ] = STAYS


@dataclass(frozen=True, slots=True)
class Household:
    """A household: its code, the keys of its people."""

    household: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HouseholdState:
    """State that a change of a household is decided from.

    Attributes:
        named: The household that was named, or that somebody belongs to; None where there is none.
        people: Those who were named, survivors of who they are; None for somebody unknown.
        elsewhere: Keys of those who belong to another household with somebody, or to the one that is named: who is
            alone in one may go, and takes along what it holds.
        lost: One was named by a card that was said to be lost.
    """

    named: Household | None
    people: Sequence[KeptPerson | None]
    elsewhere: frozenset[str]
    lost: bool = False

    def keys(self) -> tuple[str, ...]:
        """Return the keys of those who were named, each once.

        Raises:
            Refused: ``person.unknown``, ``household.card_lost``.
        """
        if self.lost:
            raise Refused("household.card_lost")
        known = [person.person for person in self.people if person is not None]
        if len(known) < len(self.people):
            raise Refused("person.unknown")
        return tuple(dict.fromkeys(known))

    def home(self) -> Household:
        """Return the household that is meant.

        Raises:
            Refused: ``household.unknown``.
        """
        if self.named is None:
            raise Refused("household.unknown")
        return self.named


def create(state: HouseholdState, _command: CreateHousehold, _context: Context) -> tuple[Event, ...]:
    """Let some people be one household.

    Raises:
        Refused: ``household.in_another``, and as `HouseholdState.keys`.
    """
    if state.elsewhere & set(state.keys()):
        raise Refused("household.in_another")
    return ()


def join(state: HouseholdState, _command: JoinHousehold, _context: Context) -> tuple[Event, ...]:
    """Let somebody belong to a household.

    Raises:
        Refused: ``household.in_another``, and as `HouseholdState.keys`, `HouseholdState.home`.
    """
    state.home()
    if state.elsewhere & set(state.keys()):
        raise Refused("household.in_another")
    return ()


def leave(state: HouseholdState, _command: LeaveHousehold, _context: Context) -> tuple[Event, ...]:
    """Let somebody leave a household.

    Raises:
        Refused: ``household.last_one``, and as `HouseholdState.keys`, `HouseholdState.home`.
    """
    state.keys()
    if len(state.home().people) == 1:
        raise Refused("household.last_one")
    return ()


def split(state: HouseholdState, _command: SplitHousehold, _context: Context) -> tuple[Event, ...]:
    """Let some people of a household be one of their own.

    Raises:
        Refused: ``household.in_another``, ``household.last_one``, and as `HouseholdState.keys`,
            `HouseholdState.home`.
    """
    leaving, home = state.keys(), state.home()
    if not set(leaving) <= set(home.people):
        raise Refused("household.in_another")
    if len(leaving) == len(home.people):
        raise Refused("household.last_one")
    return ()
