"""People of the demo: who is kept, who lives together, who comes for whom; what is known of them, and set right.

Source: decision 0085.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from concierge_desk.counter.demo.demo import Acts, Demo, DemoAct, DemoSession, Rota, Wish

_FIRST, _MOST = 5, 20
"""People who are kept on the first day, and at most."""
_NAMESAKE = "12 bis rue du Double"
"""Where somebody lives who bears the name of somebody else."""


@dataclass(slots=True)
class Neighbour:
    """Somebody who is kept.

    Attributes:
        key: As the desk knows the person, like a card.
        family: The family name.
        home: Number of the household; None outside of any.
        member: Whether the household took its membership.
    """

    key: str
    family: str
    home: int | None = None
    member: bool = False


@dataclass(slots=True)
class Neighbourhood:
    """Those who are kept so far, and what may be taken back.

    Attributes:
        people: In the order in which they came.
        notes: Codes of notes that stand, with their last day.
        proxies: Codes of proxies that hold, with their last day.
        merged: Somebody who was kept twice and is one now, until that is taken back.
    """

    people: list[Neighbour] = field(default_factory=list)
    homes: int = 0
    notes: dict[str, str] = field(default_factory=dict)
    proxies: dict[str, str] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    rota: Rota = field(default_factory=Rota)


def acts(kept: Neighbourhood, session: DemoSession) -> Acts:
    """Keep a few people, and whatever comes up about those who are kept already."""
    dice, comes = session.dice, kept.rota.comes
    if not kept.people:
        for _ in range(_FIRST):
            yield from _create(kept, session)
        yield from _create(kept, session, like=kept.people[0])
    elif len(kept.people) < _MOST and comes("new", 3, dice):
        yield from _create(kept, session)
    if comes("household", 3, dice):
        yield from _household(kept, dice)
    if comes("told", 2, dice):
        yield from _told(kept, session)
    if comes("twice", 24, dice):
        yield from _twice(kept, session)
    if comes("set right", 10, dice):
        one = dice.choice(kept.people)
        yield DemoAct("person.correct", {"person": one.key, "stair": "3e étage"})
    if comes("lost", 20, dice):
        one = dice.choice(kept.people)
        yield DemoAct("person.card", {"person": one.key, "lost": True})


def wants(kept: Neighbourhood, session: DemoSession) -> tuple[Wish, ...]:
    """Return the membership of a household, for a year, now and then."""
    others = [one for one in kept.people if not one.member]
    if not others or not kept.rota.comes("member", 30, session.dice):
        return ()
    one = session.dice.choice(others)
    for other in kept.people:
        if other is one or (one.home is not None and other.home == one.home):
            other.member = True
    return (Wish({"do": "member.join", "person": one.key}, once=True),)


def known(kept: Neighbourhood, dice: Random) -> str | None:
    """Return by what the desk knows somebody who is kept."""
    return dice.choice(kept.people).key if kept.people else None


def _create(kept: Neighbourhood, session: DemoSession, like: Neighbour | None = None) -> Acts:
    """Keep somebody of the neighbourhood; or somebody else who bears the name of one who is kept."""
    names = session.names
    name = names.people[len(kept.people) % len(names.people)]
    if like is not None:
        name = next(one for one in names.people if one.endswith(like.family))
    home: Mapping[str, Any] = names.homes.get(name, {}) if like is None else {"street": _NAMESAKE}
    _, given, family = name.split(" ", 2)
    told = yield DemoAct("person.create", {"family": family, "given": given, **home})
    kept.people.append(Neighbour(str(told.result["person"]), family))


def _household(kept: Neighbourhood, dice: Random) -> Acts:
    """Let two who live alone be a household, let a third one join them; let one leave, or begin anew."""
    alone = [one for one in kept.people if one.home is None and not one.member]
    homes = {one.home for one in kept.people if one.home is not None}
    if len(alone) >= 2 and (not homes or not kept.rota.comes("joins", 2, dice)):
        two = dice.sample(alone, 2)
        kept.homes += 1
        yield DemoAct("household.create", {"people": [one.key for one in two]})
        _live_together(two, kept.homes)
        return
    home = dice.choice(sorted(homes)) if homes else 0
    there = [one for one in kept.people if one.home == home]
    if alone and len(there) == 2:
        yield DemoAct("household.join", {"household": there[0].key, "person": alone[0].key})
        _live_together([*there, alone[0]], home)
    elif len(there) > 2 and kept.rota.comes("leaves", 2, dice):
        yield DemoAct("household.leave", {"person": there[-1].key})
        there[-1].home, there[-1].member = None, False
    elif len(there) > 2:
        kept.homes += 1
        yield DemoAct("household.split", {"household": there[0].key, "people": [there[-1].key]})
        there[-1].home, there[-1].member = kept.homes, False


def _live_together(people: Sequence[Neighbour], home: int) -> None:
    """Note that some are one household: who paid for one of them before the act was done paid for all."""
    member = any(one.member for one in people)
    for one in people:
        one.home, one.member = home, member


def _told(kept: Neighbourhood, session: DemoSession) -> Acts:
    """Note what somebody says: what is to be known, who comes for whom, to what the person says yes."""
    dice, today = session.dice, session.day.isoformat()
    one, other = dice.sample(kept.people, 2)
    soon = (session.day + timedelta(days=dice.randint(5, 60))).isoformat()
    # What is over by itself is nobody's to end.
    kept.notes = {code: day for code, day in kept.notes.items() if day >= today}
    kept.proxies = {code: day for code, day in kept.proxies.items() if day >= today}
    if kept.notes and kept.rota.comes("note over", 5, dice):
        yield DemoAct("person.drop_note", {"note": kept.notes.popitem()[0]})
    elif kept.proxies and kept.rota.comes("proxy over", 4, dice):
        yield DemoAct("person.disallow", {"proxy": kept.proxies.popitem()[0]})
    elif kept.rota.comes("note", 2, dice):
        note = {"text": session.remark("person"), "until_day": soon}
        told = yield DemoAct("person.note", {"person": one.key, **note})
        kept.notes[str(told.result["note"])] = soon
    elif kept.rota.comes("proxy", 2, dice):
        who = {"proxy": {"card": other.key}, "mandate": "paper", "until_day": soon}
        told = yield DemoAct("person.allow", {"person": one.key, **who})
        kept.proxies[str(told.result["proxy"])] = soon
    else:
        given = dice.randrange(4) > 0
        yield DemoAct("person.consent", {"person": one.key, "consent": "reminders", "given": given})


def _twice(kept: Neighbourhood, session: DemoSession) -> Acts:
    """Somebody was kept twice: two are one from then on; now and then they are two after all."""
    if kept.merged:
        yield DemoAct("person.unmerge", {"person": kept.merged.pop()})
        return
    one = session.dice.choice(kept.people)
    told = yield DemoAct("person.create", {"family": one.family})
    again = str(told.result["person"])
    yield DemoAct("person.merge", {"person": again, "into": one.key})
    kept.merged.append(again)


DEMO = Demo(Neighbourhood, acts, wants, known)

__all__ = ["DEMO"]
