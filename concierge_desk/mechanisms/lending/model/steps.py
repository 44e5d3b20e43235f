"""Life of an object: which act leads from where to where, and what is answered to the others. Pure.

Source: docs/trade.md, "Things lent"; decisions 0092, 0094.
"""

from typing import Final

from concierge_desk.domain.errors import Refused
from concierge_desk.mechanisms.custody.model import BEFORE, DAMAGE, FIND, LOSE, MISS, MOVE
from concierge_desk.mechanisms.lending.model.facts import (
    AVAILABLE,
    DAMAGED,
    GONE,
    HERE,
    INCOMPLETE,
    KEPT,
    LOST,
    NOT_FOUND,
    OUT,
    RETIRED,
    SET_ASIDE,
    LentObject,
)

TEST, REPAIR, SET_IT_ASIDE, PUT_BACK, RETIRE = "tested", "repaired", "set_aside", "put_back", "retired"
UPKEEP: Final = (TEST, REPAIR, SET_IT_ASIDE, PUT_BACK, RETIRE)
"""What is done to an object while it is here."""
INCIDENTS: Final = (DAMAGE, MISS, FIND, LOSE)

NEXT: Final = {
    TEST: {state: state for state in HERE},
    REPAIR: {DAMAGED: AVAILABLE},
    SET_IT_ASIDE: dict.fromkeys((AVAILABLE, KEPT, INCOMPLETE, DAMAGED), SET_ASIDE),
    PUT_BACK: {SET_ASIDE: AVAILABLE},
    RETIRE: dict.fromkeys((*HERE, NOT_FOUND), RETIRED),
    MOVE: {state: state for state in HERE},
    DAMAGE: dict.fromkeys(HERE, DAMAGED),
    MISS: dict.fromkeys(HERE, NOT_FOUND),
    FIND: {NOT_FOUND: BEFORE, INCOMPLETE: AVAILABLE},
    LOSE: dict.fromkeys((OUT, NOT_FOUND, INCOMPLETE), LOST),
}
"""By act: from each state that allows it, the state it leads to."""


def step(thing: LentObject, act: str) -> str:
    """Return the state that an act leads an object to, or `BEFORE`.

    Raises:
        Refused: ``out_already`` of what is out, ``not_missing``, ``not_now``.
    """
    found = NEXT[act].get(thing.state)
    if found is not None:
        return found
    if thing.state == OUT and act not in (FIND, LOSE):
        raise Refused("out_already", object=thing.object)
    # Of what is gone nothing leads back but taking back that it is.
    gone = {"gone_day": thing.ended_day} if thing.state in GONE else {}
    if act in (FIND, LOSE):
        raise Refused("not_missing", object=thing.object, **gone)
    raise Refused("not_now", object=thing.object, state=thing.state, **gone)


def may(thing: LentObject, act: str) -> bool:
    """Say whether an object stands where an act may be done with it."""
    return thing.state in NEXT[act]
