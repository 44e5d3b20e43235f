"""Keys in custody: who may have one, and what hangs when it is counted. Pure.

Source: docs/trade.md, "Keys in custody"; docs/requirements.md, R-4.03; decision 0094.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.counter.values.kinds import Day, Items
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned
from concierge_desk.mechanisms.lending.model.facts import HERE, NOT_FOUND, Authority, LentObject
from concierge_desk.mechanisms.lending.model.fields import RETENTION, VISIT, ObjectRef, ThisObject
from concierge_desk.mechanisms.lending.model.moved import Row, made, moved
from concierge_desk.mechanisms.lending.model.state import LentState, over


@dataclass(frozen=True, slots=True)
class Authorise:
    """Let somebody have a key."""

    object: ThisObject
    who: ForWhom
    until_day: Annotated[date | None, Day(), "Last day; no end by default."] = None
    visit: VISIT = None


@dataclass(frozen=True, slots=True)
class EndAuthority:
    """Let somebody have a key no more."""

    object: ThisObject
    who: ForWhom
    visit: VISIT = None


@dataclass(frozen=True, slots=True)
class CountKeys:
    """Say which keys hang."""

    seen: Annotated[tuple[str, ...], Items(ObjectRef()), "Each that was seen."]


def authorise(state: LentState, command: Authorise, context: Context) -> tuple[Event, ...]:
    """Let somebody have a key until a day; what he may already ends with it.

    Raises:
        Refused: ``past``, and as `LentState.one`, `LentState.somebody`.
    """
    thing, who = state.one(command.object), state.somebody()
    if command.until_day is not None and command.until_day < context.business_day:
        raise Refused("past", day=command.until_day.isoformat())
    until = None if command.until_day is None else command.until_day.isoformat()
    party = context.draw("r")
    told = {"object": thing.object, "code": thing.code, "party": party, "until_day": until}
    event = Event("authorised", told, **who.kept(party, RETENTION))
    return moved(event, made(Authority(party, thing.object, until)), *_ended(state, context))


def end_authority(state: LentState, command: EndAuthority, context: Context) -> tuple[Event, ...]:
    """Let somebody have a key no more.

    Raises:
        Refused: ``not_authorised``, and as `LentState.one`, `LentState.somebody`.
    """
    thing = state.one(command.object)
    state.somebody()
    ended = _ended(state, context)
    if not ended:
        raise Refused("not_authorised", object=thing.object)
    return moved(Event("authority_ended", {"object": thing.object, "code": thing.code}), *ended)


def _ended(state: LentState, context: Context) -> list[Row]:
    return [over(one, context) for one in state.authorities if one.party in state.mine]


@dataclass(frozen=True, slots=True)
class Hanging:
    """State that keys are counted from.

    Attributes:
        objects: Keys that are not gone.
        seen: What was found of each that was scanned, by what was scanned.
    """

    objects: Sequence[LentObject]
    seen: Mapping[str, LentState]


def count(state: Hanging, command: CountKeys, context: Context) -> tuple[Event, ...]:
    """Keep which keys hang: one that was not seen could not be found, one that is seen again is back on its hook.

    Raises:
        Refused: ``twice``, and as `LentState.one`.

    Warns:
        ``keys_missing``.
    """
    seen = [state.seen[text].one(text) for text in command.seen]
    twice = next((one for place, one in enumerate(seen) if one in seen[:place]), None)
    if twice is not None:
        raise Refused("twice", object=twice.object)
    expected = [one for one in state.objects if one.state in HERE]
    missing = [one for one in expected if one not in seen]
    found = {one.object: state.seen[text] for text, one in zip(command.seen, seen, strict=True)}
    again = [one for one in seen if one.state == NOT_FOUND]
    gone = {"state": NOT_FOUND, "kept_for": None, "kept_until": None}
    rows = [Row(one, {**gone, "before": one.stood}) for one in missing]
    rows += [Row(one, found[one.object].restored(one, context)) for one in again]
    told = {
        "expected": len(expected),
        "seen": len(seen),
        "missing": [one.object for one in missing],
        "found": [one.object for one in again],
    }
    count = len(missing) + sum(one.state == NOT_FOUND and one not in seen for one in state.objects)
    warnings = (Warned("keys_missing", {"count": count}),) if count else ()
    return moved(Event("counted", told, warnings=warnings), *rows)
