"""Keys in custody: who may have one, and what hangs when it is counted. Pure.

Source: docs/trade.md, "Keys in custody"; docs/requirements.md, R-4.03; decision 0094.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.things import ForWhom
from concierge_desk.counter.held.who import Whose
from concierge_desk.counter.values.kinds import Day, Items
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned
from concierge_desk.mechanisms.lending.model.facts import ENDED, HERE, NOT_FOUND, OPEN, Authority, LentObject
from concierge_desk.mechanisms.lending.model.fields import ObjectRef, ThisObject
from concierge_desk.mechanisms.lending.model.moved import Row, made, moved
from concierge_desk.mechanisms.lending.model.objects import RETENTION
from concierge_desk.mechanisms.lending.model.steps import NamedObject


@dataclass(frozen=True, slots=True)
class Authorise:
    """Let somebody have a key."""

    object: ThisObject
    who: ForWhom
    until_day: Annotated[date | None, Day(), "Last day; no end by default."] = None


@dataclass(frozen=True, slots=True)
class EndAuthority:
    """Let somebody have a key no more."""

    object: ThisObject
    who: ForWhom


@dataclass(frozen=True, slots=True)
class CountKeys:
    """Say which keys hang."""

    seen: Annotated[tuple[str, ...], Items(ObjectRef()), "Each that was seen."]


@dataclass(frozen=True, slots=True)
class Authorising:
    """State that an authority is decided from: the key, who it is about, what he may already."""

    known: NamedObject
    who: Whose
    his: Sequence[Authority]


def authorise(state: Authorising, command: Authorise, context: Context) -> tuple[Event, ...]:
    """Let somebody have a key until a day; what he may already ends with it.

    Raises:
        Refused: ``unknown``, ``who_needed``, ``past``.
    """
    thing = state.known.one(command.object)
    who = state.who.needed("who_needed", "unknown")
    if command.until_day is not None and command.until_day < context.business_day:
        raise Refused("past", day=command.until_day.isoformat())
    until = None if command.until_day is None else command.until_day.isoformat()
    party = context.draw("r")
    told = {"object": thing.object, "code": thing.code, "party": party, "until_day": until}
    event = Event("authorised", told, **who.kept(party, RETENTION))
    before = [Row(one, {"state": ENDED}) for one in state.his if one.state == OPEN]
    return moved(event, made(Authority(party, thing.object, until, OPEN, 0)), *before)


def end_authority(state: Authorising, command: EndAuthority, _context: Context) -> tuple[Event, ...]:
    """Let somebody have a key no more.

    Raises:
        Refused: ``unknown``, ``who_needed``, ``not_authorised``.
    """
    thing = state.known.one(command.object)
    state.who.needed("who_needed", "unknown")
    held = [one for one in state.his if one.state == OPEN]
    if not held:
        raise Refused("not_authorised", object=thing.object)
    told = {"object": thing.object, "code": thing.code}
    return moved(Event("authority_ended", told), *[Row(one, {"state": ENDED}) for one in held])


@dataclass(frozen=True, slots=True)
class Hanging:
    """State that keys are counted from: those that are not gone, by what was scanned of each."""

    objects: Sequence[LentObject]
    named: dict[str, str]


def count(state: Hanging, command: CountKeys, _context: Context) -> tuple[Event, ...]:
    """Keep which keys hang: one that was not seen could not be found, one that is seen again is back on its hook.

    Raises:
        Refused: ``unknown``, ``twice``.

    Warns:
        ``keys_missing``.
    """
    seen: list[str] = []
    for text in command.seen:
        name = state.named.get(text)
        if name is None:
            raise Refused("unknown", of=text)
        if name in seen:
            raise Refused("twice", object=name)
        seen.append(name)
    expected = [one for one in state.objects if one.state in HERE]
    missing = [one for one in expected if one.object not in seen]
    found = [one for one in state.objects if one.state == NOT_FOUND and one.object in seen]
    rows = [Row(one, {"state": NOT_FOUND, "before": one.state}) for one in missing]
    rows += [Row(one, {"state": one.before or HERE[0], "before": None}) for one in found]
    told = {
        "expected": len(expected),
        "seen": len(seen),
        "missing": [one.object for one in missing],
        "found": [one.object for one in found],
    }
    gone = len(missing) + sum(one.state == NOT_FOUND and one.object not in seen for one in state.objects)
    warnings = (Warned("keys_missing", {"count": gone}),) if gone else ()
    return moved(Event("counted", told, warnings=warnings), *rows)
