"""Two people who are one: a merge only points, and is taken back whole. Pure.

Source: decision 0085.
"""

from dataclasses import dataclass
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from concierge_desk.mechanisms.people.model.fields import PERSON_CODE
from concierge_desk.mechanisms.people.model.person import KeptPerson


@dataclass(frozen=True, slots=True)
class Merge:
    """Two are one and the same: one points to the other from now on."""

    person: Annotated[str, PERSON_CODE, "Who was entered twice."]
    into: Annotated[str, PERSON_CODE, "Who stays."]


@dataclass(frozen=True, slots=True)
class Unmerge:
    """Two are two again: what was one's is given back."""

    person: Annotated[str, PERSON_CODE, "Who was merged, by the key or a card of that time."]


@dataclass(frozen=True, slots=True)
class MergeState:
    """State that a merge is decided from.

    Attributes:
        person: Who was entered twice, as it stands by itself.
        into: Who stays: the survivor of whoever was named.
    """

    person: KeptPerson | None
    into: KeptPerson | None


@dataclass(frozen=True, slots=True)
class UnmergeState:
    """State that a merge is taken back from.

    Attributes:
        person: Who was merged, as it stands by itself.
        into: The person it points to, as that one stands by itself.
    """

    person: KeptPerson | None
    into: KeptPerson | None = None


def merge(state: MergeState, _command: Merge, _context: Context) -> tuple[Event, ...]:
    """Let one point to the other.

    Raises:
        Refused: ``person.unknown``, ``person.same_person``, ``person.merged_already``.
    """
    if state.person is None or state.into is None:
        raise Refused("person.unknown")
    if state.person.into is not None:
        raise Refused("person.merged_already")
    if state.person.person == state.into.person:
        raise Refused("person.same_person")
    return ()


def unmerge(state: UnmergeState, _command: Unmerge, _context: Context) -> tuple[Event, ...]:
    """Let a merge be taken back: the last one first, where one followed on another.

    Raises:
        Refused: ``person.unknown``, ``person.not_merged``, ``person.unmerge_later_first``.
    """
    if state.person is None:
        raise Refused("person.unknown")
    if state.person.into is None:
        raise Refused("person.not_merged")
    if state.into is not None and state.into.into is not None:
        raise Refused("person.unmerge_later_first")
    return ()
