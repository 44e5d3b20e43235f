"""Life of a nature in the demo: rounds of two made-up workshops, pieces that come in, leave, come back, are paid and go.

Source: decisions 0018, 0093.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from concierge_desk import paths
from concierge_desk.counter.demo.demo import Acts, Demo, DemoSession, Rota, Wish
from concierge_desk.counter.demo.nature_demo import FROM_DAY, DemoNature
from concierge_desk.mechanisms.entrusted.model.facts import LEVELS
from concierge_desk.mechanisms.entrusted.model.promise import LAST, WEEKDAYS
from concierge_desk.mechanisms.entrusted.nature import Nature

_PRICES: Final = (890, 1250, 1490, 1850)
_REGULARS: Final = 6
"""So many people bring things to a trade."""
_MOST: Final = 40
"""More pieces than these are not remembered."""
_AGAIN: Final = timedelta(days=7)
"""Whoever was about to pay and did not comes again after so long."""
_COLOURS: Final = ("black", "navy", "grey", "beige")


@dataclass(frozen=True, slots=True)
class DemoWorkshop:
    """A workshop of the demo: code, name, on which days it comes, and how many days it takes."""

    partner: str
    name: str
    days: tuple[int, ...]
    lead: int


@dataclass(slots=True)
class _Ready:
    """A piece that waits to be paid, and collected; `partner` did the work."""

    partner: str
    since: date
    wished: date | None = None
    reminded: int = 0


@dataclass(slots=True)
class DemoTrade(DemoNature):
    """What is known of a trade; it stays bounded however long it lives.

    Attributes:
        nature: What it is.
        workshops: Those who come.
        kinds: What may be taken in.
        regulars: Those who bring things.
        days: Days of the demo so far.
        waiting: By workshop, pieces that wait for it.
        away: By workshop, pieces that it has, with the day on which they left.
        ready: Pieces that wait for whoever brought them.
    """

    nature: Nature
    workshops: tuple[DemoWorkshop, ...]
    kinds: tuple[str, ...]
    regulars: list[str] = field(default_factory=list)
    days: int = 0
    begun: bool = False
    waiting: dict[str, list[str]] = field(default_factory=dict)
    away: dict[str, dict[str, date]] = field(default_factory=dict)
    ready: dict[str, _Ready] = field(default_factory=dict)
    rota: Rota = field(default_factory=Rota)

    @property
    def left(self) -> Mapping[str, str]:
        """What is said of old parts when something is handed over."""
        return {"old_parts": "left"} if self.nature.old_parts else {}


def demo_of(nature: Nature) -> Demo[DemoTrade]:
    """Return a nature's part of the demo."""
    return Demo(
        partial(_begin, nature),
        _acts,
        _wants,
        partners=_partners,
        beside=True,
    )


def _begin(nature: Nature) -> DemoTrade:
    code = nature.code.upper()[:14]
    workshops = (
        DemoWorkshop(f"{code}_A", "Atelier Lavandin (exercice)", (1, 4), 3),
        DemoWorkshop(f"{code}_B", "Atelier Mirabelle (exercice)", (2, 3, 4), 1),
    )
    rows = csv.DictReader(io.StringIO(paths.resource_text(nature.kinds)))
    return DemoTrade(nature, workshops, tuple(row["kind"] for row in rows if not row["tags"]))


def _partners(trade: DemoTrade, session: DemoSession) -> tuple[Mapping[str, Any], ...]:
    """Return whom the shop begins to work with today."""
    if not session.is_first or trade.days + 1 != FROM_DAY:
        return ()
    return tuple({"partner": one.partner, "name": one.name, "regime": "own"} for one in trade.workshops)


def _acts(trade: DemoTrade, session: DemoSession) -> Acts:
    """Take a few things in, let workshops come that do, hand over what is paid."""
    if not trade.has_begun(session):
        return
    if not trade.begun:
        yield from _set_up(trade)
    for _ in range(session.some(0, 2)):
        yield from _take_in(trade, session)
    yield from _told(trade, session)
    yield from _collect(trade)
    if session.is_last:
        for one in trade.workshops:
            if session.day.weekday() in one.days:
                yield from _brought(trade, one, session)
                yield from _taken(trade, one, session)


def _set_up(trade: DemoTrade) -> Acts:
    trade.begun = True
    rows = [
        {"kind": kind, "public": cents, "member": cents * 9 // 10, "partner": cents // 2}
        for kind, cents in zip(trade.kinds, _PRICES * len(trade.kinds), strict=False)
    ]
    yield trade.act("set_prices", {"rows": rows})
    for one in trade.workshops:
        rounds = [{"weekday": WEEKDAYS[day], "half_day": LAST} for day in one.days]
        told = {"partner": one.partner, "rounds": rounds, "lead_days": {"normal": one.lead}}
        yield trade.act("set_rounds", told)


def _take_in(trade: DemoTrade, session: DemoSession) -> Acts:
    dice, one = session.dice, session.dice.choice(trade.workshops)
    kinds = [dice.choice(trade.kinds) for _ in range(dice.randint(1, 2))]
    pieces = [
        {"kind": kind, "colour": dice.choice(_COLOURS), "proof": kind in trade.nature.proof} for kind in kinds
    ]
    if len(trade.regulars) < _REGULARS:
        trade.regulars.append(session.person)
    asked = {"who": {"name": dice.choice(trade.regulars)}, "partner": one.partner, "pieces": pieces}
    if trade.rota.comes("slip of the finger", 25, dice):
        yield trade.act("take_in", asked, taken_back="wrong_key")
    told = yield trade.act("take_in", asked)
    names = [str(piece["piece"]) for piece in told.result["pieces"]]
    if trade.nature.quote:
        order = {"order": told.result["order"]}
        lines = [{"piece": name, "line": "labour", "cents": dice.choice(_PRICES)} for name in names]
        yield trade.act("quote", {**order, "lines": lines})
        yield trade.act("answer_quote", {**order, "answer": "accepted", "by": "here"})
    if trade.rota.comes("changed mind", 20, dice):
        back = {"pieces": names, "by": "customer", "reason": "changed_mind"}
        yield trade.act("withdraw", back)
        yield trade.act("collect", {"pieces": names, "proof": "slip", **trade.left})
        return
    trade.waiting.setdefault(one.partner, []).extend(names)


def _taken(trade: DemoTrade, one: DemoWorkshop, session: DemoSession) -> Acts:
    """Let a workshop take what waits for it; now and then its slip lies ready before."""
    waiting = trade.waiting.pop(one.partner, [])
    if not waiting:
        return
    asked: dict[str, Any] = {"partner": one.partner}
    if trade.rota.comes("prepared", 4, session.dice):
        told = yield trade.act("prepare_slip", asked)
        asked = {"slip": told.result["slip"]}
    yield trade.act("send", asked)
    if len(waiting) > 1 and trade.rota.comes("left behind", 6, session.dice):
        # It stands on the slip, and lies here.
        yield trade.act("taken_back", {"piece": waiting[-1]})
        trade.waiting[one.partner] = [waiting.pop()]
    trade.away.setdefault(one.partner, {}).update(dict.fromkeys(waiting, session.day))


def _brought(trade: DemoTrade, one: DemoWorkshop, session: DemoSession) -> Acts:
    """Take back what a workshop brings: now and then one is missing, or comes back as it was."""
    away, dice, lead = trade.away.get(one.partner, {}), session.dice, timedelta(days=one.lead)
    due = [piece for piece, day in away.items() if day + lead <= session.day]
    if len(due) > 1 and trade.rota.comes("short", 6, dice):
        due.pop()
    if not due:
        return
    rows: list[dict[str, str]] = [{"piece": piece} for piece in due]
    if trade.rota.comes("untreated", 12, dice):
        rows[0] |= {"outcome": "untreated", "reason": "risk"}
    yield trade.act("receive_back", {"partner": one.partner, "pieces": rows})
    for piece in due:
        del away[piece]
    treated = [row["piece"] for row in rows if "outcome" not in row]
    if treated:
        yield trade.act(
            "make_ready", {"pieces": treated, "place": f"{dice.choice('PQ')}{dice.randint(1, 9)}"}
        )
    trade.ready.update({piece: _Ready(one.partner, session.day) for piece in treated})
    while len(trade.ready) > _MOST:
        # Nobody came for it so far: it is on the lists, and no more of the demo's.
        del trade.ready[next(iter(trade.ready))]


def _told(trade: DemoTrade, session: DemoSession) -> Acts:
    """Say what is wrong with a piece, do it again, tell whoever lets one wait."""
    if (idle := _idle(trade)) and trade.rota.comes("moved", 9, session.dice):
        yield trade.act("move", {"piece": idle[0], "place": "Q10"}, "same_place")
    # Between two acts somebody is served: what is dealt with here nobody pays for meanwhile.
    if (idle := _idle(trade)) and trade.rota.comes("out of sight", 8, session.dice):
        piece, one = idle[0], trade.ready.pop(idle[0])
        for incident in ("not_found", "found"):
            yield trade.act("report_incident", {"piece": piece, "incident": incident})
        trade.ready[piece] = one
    if (idle := _idle(trade)) and trade.rota.comes("dispute", 14, session.dice):
        piece, one = idle[-1], trade.ready.pop(idle[-1])
        again = trade.rota.comes("redo", 2, session.dice)
        yield trade.act("dispute", {"piece": piece, "about": ["stain"]})
        yield trade.act("settle_dispute", {"piece": piece, "outcome": "redo" if again else "none"})
        if again:
            yield trade.act("redo", {"piece": piece, "reason": "stain"})
            trade.waiting.setdefault(one.partner, []).append(piece)
        else:
            trade.ready[piece] = one
    for piece, one in list(trade.ready.items()):
        due = sum(level <= (session.day - one.since).days for level in LEVELS)
        if due > one.reminded:
            one.reminded = due
            yield trade.act("remind", {"piece": piece, "by": "phone"})


def _idle(trade: DemoTrade) -> list[str]:
    """Return the pieces that wait, and that nobody is about to pay."""
    return [piece for piece, one in trade.ready.items() if one.wished is None]


def _collect(trade: DemoTrade) -> Acts:
    """Hand over what somebody was about to pay; where it was not paid after all, it waits."""
    for piece in [piece for piece, one in trade.ready.items() if one.wished is not None]:
        told = yield trade.act("collect", {"pieces": [piece], "proof": "tag", **trade.left}, "unpaid")
        if told.refused is None:
            del trade.ready[piece]


def _wants(trade: DemoTrade, session: DemoSession) -> tuple[Wish, ...]:
    """Return the payment of a piece that waits, of somebody who comes for it."""
    found = [
        piece
        for piece, one in trade.ready.items()
        if (one.wished is None or one.wished + _AGAIN <= session.day)
        and (one.reminded or not _is_forgotten(piece))
    ]
    if not found or not trade.rota.comes("pays", 2, session.dice):
        return ()
    piece = session.dice.choice(found)
    trade.ready[piece].wished = session.day
    return (Wish({"do": f"{trade.nature.code}.pay", "piece": piece}, once=True),)


def _is_forgotten(piece: str) -> bool:
    """Say whether nobody comes for a piece before being called."""
    return piece.partition("/")[0].endswith("7")
