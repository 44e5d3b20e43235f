"""Life of a stay: which act leads from which state to which, and what is answered to the others.

A stay is a record of the service's own; what it is asked for says `facts`. What may become of one waits in `stays` for an act.

Source: decisions 0014, 0092.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from concierge_desk.domain.errors import Param, Refused

if TYPE_CHECKING:
    from concierge_desk.mechanisms.custody.model.facts import StayFacts

DAMAGED = "damaged"
NOT_FOUND = "not_found"
LOST = "lost"

MOVE = "move"
REMIND = "remind"
DAMAGE = "damaged"
MISS = "not_found"
FIND = "found"
LOSE = "lost"

BEFORE = "before"
"""The state that a thing had before it could not be found."""

PHONE, LETTER, EMAIL = "phone", "letter", "email"
"""Ways of reminding somebody."""


@dataclass(frozen=True, eq=False, slots=True)
class StateTable:
    """States and acts of a kind of things; codes stand without their service.

    Attributes:
        next: By act: from each state that allows it, the state it leads to; `BEFORE` is the one that it had.
        why: By state, what is answered to an act that it does not allow.
        here: States of what the shop answers for.
        ended: States of what is over.
        left: States of what has left and keeps the number of the slip with which it did.
        instead: By act, of some states what is answered to it instead.
        of_act: By act, what is answered to it where nothing else is said; with the state.
        otherwise: The same, to any other act.
    """

    next: Mapping[str, Mapping[str, str]]
    why: Mapping[str, str]
    here: tuple[str, ...]
    ended: tuple[str, ...]
    left: tuple[str, ...] = ()
    instead: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    of_act: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = "not_now"


@dataclass(frozen=True, eq=False, slots=True)
class StayRules:
    """What a service says of its stays.

    Attributes:
        service: Its code: refusals begin with it; empty where it is put before them later.
        life: Their states and acts.
        moved: Kind of the entry by which one is put on another place.
        reminded: Kind of the entry that somebody was reminded of one.
        incident_noted: Kind of the entry that something is the matter with one.
        place: What its entries call the place.
    """

    service: str
    life: StateTable
    moved: str
    reminded: str
    incident_noted: str
    place: str = "place"

    def refused(self, code: str, **params: Param) -> Refused:
        """Return a refusal in the name of the service."""
        return Refused(f"{self.service}.{code}" if self.service else code, **params)

    def step(self, stay: "StayFacts", act: str) -> str:
        """Return the state that an act leads a thing to, or `BEFORE`.

        Raises:
            Refused: What the state table says; ``on_slip`` of the service while it is on a prepared slip.
        """
        found = self.life.next[act].get(stay.state)
        if found is None:
            raise self.why_not(stay, act)
        if stay.slip is not None and stay.state not in self.life.left:
            raise self.refused("on_slip", **stay.called, slip=stay.slip)
        return found

    def why_not(self, stay: "StayFacts", act: str) -> Refused:
        """Return what is answered to an act that the state of a thing does not allow."""
        life = self.life
        code = life.instead.get(act, {}).get(stay.state) or life.why.get(stay.state)
        if code is None:
            return self.refused(life.of_act.get(act, life.otherwise), **stay.called, state=stay.state)
        return self.refused(code, **stay.called, day=stay.closed_day)
