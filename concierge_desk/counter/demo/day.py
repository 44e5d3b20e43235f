"""A day of the demo, from the first key to the closing: hours, sessions, money, forgotten evenings.

Source: docs/trade.md, "Opening hours"; docs/contract.md, "Business day", "Payments and the drawer"; decisions 0006,
0012, 0016.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import count
from random import Random
from typing import Any

from concierge_desk.counter.demo.demo import (
    Acts,
    AnyDemo,
    DemoAct,
    DemoSession,
    Names,
    Rota,
    Running,
    chance,
    nothing_wanted,
    to_the_end,
    together,
)
from concierge_desk.counter.demo.held import HeldMoney, stranger
from concierge_desk.counter.demo.queue import Queue, QueuedWish
from concierge_desk.domain.calendar import OpeningCalendar, Slot

FLOAT_CENTS = 15_000
_LEFT_OVERNIGHT_CENTS = 40_000
_COINS = (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
_MORNING = time(8), time(11, 30)
"""Of a morning that is played on a day on which the shop is closed, too."""
_FIRST_ACTS = 16
"""Of each part in a morning that has just begun."""
_GAPS_CENTS = (-200, -20, -5, 10, 50)
_GAP_REASONS = ("counting_error", "unexplained")

SEASON = (85, 90, 95, 95, 95, 85, 65, 55, 95, 100, 115, 165)
"""How full the shop is in each month, in percent: holidays empty it, the end of the year fills it."""
_ANNOUNCED, _SUMMER_BEGINS = (6, 15), (7, 5)
_LEAVE_MONTH, _LEAVE_DAY = 8, 9
_SUMMER = {
    "tuesday": ["08:00-11:30"],
    "wednesday": ["08:00-11:30"],
    "thursday": ["08:00-11:30", "15:00-18:00"],
    "friday": ["08:00-11:30"],
    "saturday": ["09:00-12:00"],
}
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class DemoPart:
    """A service's part: its code, whose money its customers' is (None: the shop's own), its memory."""

    code: str
    principal: str | None
    demo: AnyDemo
    memory: Any


@dataclass(frozen=True, slots=True)
class DemoDay:
    """A day that is about to be lived.

    Attributes:
        day: Its date.
        calendar: The opening hours as they are known in the morning.
        zone: Where the shop stands.
        last: Nobody comes back tomorrow: the evening is not forgotten.
    """

    day: date
    calendar: OpeningCalendar
    zone: tzinfo
    last: bool

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Sessions of the day."""
        return self.calendar.slots(self.day)

    def at(self, hour: time) -> datetime:
        """Return the instant of an hour of the day."""
        return datetime.combine(self.day, hour, self.zone)

    @property
    def night_is_odd(self) -> bool:
        """Whether the clocks are changed in the night to come."""
        noon = self.at(time(12))
        return noon.utcoffset() != (noon + timedelta(days=1)).utcoffset()


class Shopkeeper:
    """Keeps the shop day after day; what is remembered does not grow with the days."""

    def __init__(self, parts: Sequence[DemoPart], names: Names, seed: int) -> None:
        """Begin on the eve of the first day."""
        self.queue = Queue()
        self._apart = Queue()
        self._held = HeldMoney()
        self._parts = tuple(parts)
        self._names = names
        self._seed = seed
        self._rota = Rota()
        self._first = True
        self._forgotten = False
        self._planned: date | None = None
        self._summer_of = 0

    def live(self, today: DemoDay) -> Acts:
        """Live a day on which the shop is open; what lies in the drawer is known after each act."""
        acts = self._lived(today)
        act = next(acts, None)
        while act is not None:
            told = yield act
            self.queue.drawer_cents = self._apart.drawer_cents = told.drawer_cents
            try:
                act = acts.send(told)
            except StopIteration:
                return

    def begin_morning(self, today: DemoDay) -> Acts:
        """Begin a day as it is found by whoever comes to it: what the postman brings is put away, a visit is set aside."""
        yield from self._day_opened(today.day)
        slot = today.slots[0] if today.slots else Slot(today.day, *_MORNING)
        for part in self._parts:
            session = self._told_of(today, slot, 0, (part.code,))
            running = Running(part.demo.acts(part.memory, session))
            for _ in range(_FIRST_ACTS):
                if running.coming is None or running.coming.evening:
                    break
                yield from running.step()
        told = yield DemoAct("visit.save", {"acts": [wish.wanted.act for wish in self._wanted(today, slot)]})
        yield DemoAct("visit.park", {"visit": told.result["visit"]})

    def _wanted(self, today: DemoDay, slot: Slot) -> list[QueuedWish]:
        """Return what somebody wants who has gone to fetch a purse."""
        for customer in count():
            if basket := self._basket(today, slot, 0, customer):
                return basket
        return []

    def _lived(self, today: DemoDay) -> Acts:
        dice = self._dice(today.day, "day")
        yield from self._opening(today)
        yield from self._hours(today, dice)
        slots = today.slots
        for place, slot in enumerate(slots):
            if place:
                yield DemoAct("session.open", not_before=today.at(slot.opens))
            yield from self._session(today, place)
            if place + 1 < len(slots):
                counted = {"counted_cents": self.queue.drawer_cents} if chance(dice, 60) else {}
                yield DemoAct("session.close", counted, not_before=today.at(slot.closes))
        yield from self._money(dice, today.at(slots[-1].closes))
        yield from self._safe(today.day)
        if not today.last and (today.night_is_odd or self._rota.comes("forgotten", 17, dice)):
            self._forgotten = True
        else:
            yield from self._closing(dice)

    def _dice(self, day: date, *of: object) -> Random:
        """Return dice of their own for each use: a new service changes nobody else's days."""
        return Random("/".join(map(str, (self._seed, day, *of))))  # noqa: S311 - plausible, not secret

    def _opening(self, today: DemoDay) -> Acts:
        opens = today.at(today.slots[0].opens)
        if self._forgotten:
            # Yesterday evening is made up for in one key, under its own date.
            yield DemoAct("day.close", not_before=opens)
            self._forgotten = False
        yield from self._day_opened(today.day, opens)

    def _day_opened(self, day: date, opens: datetime | None = None) -> Acts:
        begun: dict[str, Any] = {"float_cents": FLOAT_CENTS} if self._first else {}
        self._first = False
        told = yield DemoAct("day.open", begun, refused="clock.confirm", certain=False, not_before=opens)
        if told.refused is not None:
            yield DemoAct("day.open", {**begun, "confirmed_day": day.isoformat()})

    # What changes the hours.

    def _hours(self, today: DemoDay, dice: Random) -> Acts:
        if self._planned is not None and self._planned > today.day:
            if chance(dice, 50):  # the works were put off
                yield DemoAct("calendar.reopen", {"day": self._planned.isoformat()})
            self._planned = None
        if self._rota.comes("closed", 40, dice):
            ahead = today.day + timedelta(days=dice.randint(4, 18))
            while not today.calendar.is_open(ahead):
                ahead += timedelta(days=1)
            reason = dice.choice(("works", "training"))
            yield DemoAct("calendar.close_on", {"day": ahead.isoformat(), "reason": reason})
            self._planned = ahead
        if (today.day.month, today.day.day) >= _ANNOUNCED and self._summer_of != today.day.year:
            self._summer_of = today.day.year
            # A shop that begins to live in summer has its hours as they are.
            if (today.day.month, today.day.day) < _SUMMER_BEGINS:
                yield from self._summer(today)

    def _summer(self, today: DemoDay) -> Acts:
        """Announce a week of leave and shorter hours, and the old hours again from September on."""
        year = today.day.year
        usual = {
            _WEEK[day.weekday()]: [f"{slot.opens:%H:%M}-{slot.closes:%H:%M}" for slot in slots]
            for day in (date(year, 5, 17) + timedelta(days=n) for n in range(14))
            if (slots := today.calendar.slots(day))
        }
        begins = date(year, *_SUMMER_BEGINS).isoformat()
        yield DemoAct("calendar.set_grid", {"valid_from": begins, **_SUMMER})
        yield DemoAct("calendar.set_grid", {"valid_from": f"{year}-09-01", **usual})
        first = date(year, _LEAVE_MONTH, _LEAVE_DAY)
        for day in (first + timedelta(days=n) for n in range(6)):
            if not today.calendar.is_closed_on(day):
                yield DemoAct("calendar.close_on", {"day": day.isoformat(), "reason": "leave"})

    # People.

    def _session(self, today: DemoDay, place: int) -> Acts:
        dice = self._dice(today.day, place)
        yield from self._partners(today, place)
        running = self._running(today, place, beside=False)
        apart = self._running(today, place, beside=True)
        entering = self._dice(today.day, place, "passages")
        for customer in range(self._told(today, place, ("customers",)).some(4, 9)):
            yield from _coming_in(entering)
            yield from together([*running.values()], dice, 2)
            yield from self.queue.take_up(dice)
            basket = self._basket(today, today.slots[place], place, customer)
            if basket:
                yield from self.queue.serve(basket, dice, self._names)
            yield from self.queue.set_right(dice)
            yield from self._leaving(today, place, customer)
            yield from self._beside(today, place, customer, apart)
        yield from to_the_end([*running.values(), *apart.values()])

    def _running(self, today: DemoDay, place: int, *, beside: bool) -> dict[str, Running]:
        """Begin what the parts do in a session, by code: those that stand for themselves, or the others."""
        return {
            part.code: Running(part.demo.acts(part.memory, self._told(today, place, (part.code,))))
            for part in self._parts
            if part.demo.beside is beside
        }

    def _partners(self, today: DemoDay, place: int) -> Acts:
        """Begin to work with whom the parts need."""
        for part in self._parts:
            for told in part.demo.partners(part.memory, self._told(today, place, (part.code, "partners"))):
                yield DemoAct("partner.set", told)

    def _beside(self, today: DemoDay, place: int, customer: int, apart: Mapping[str, Running]) -> Acts:
        """Go on with the parts that stand for themselves, each by dice of its own, and serve whoever comes for one."""
        for code, running in apart.items():
            yield from together([running], self._dice(today.day, place, customer, "beside", code), 2)
        dice = self._dice(today.day, place, customer, "beside")
        yield from self._apart.take_up(dice)
        for part in self._parts:
            if part.demo.beside:
                session = self._told(today, place, (part.code, "wants", customer))
                wishes = part.demo.wants(part.memory, session)
                if wishes:
                    basket = [QueuedWish(one, None if one.own else part.principal) for one in wishes]
                    yield from self._apart.serve(basket, dice, self._names)

    def _leaving(self, today: DemoDay, place: int, customer: int) -> Acts:
        """Serve somebody who leaves money here, fetches it again, or pays another day."""
        dice = self._dice(today.day, place, customer, "held")
        card = next((one for part in self._parts if (one := part.demo.known(part.memory, dice))), None)
        if card is None:
            # A shop that keeps nobody holds nothing of anybody.
            return
        wanted = self._basket(today, today.slots[place], place, -1 - customer)
        bought = [item.wanted.act for item in wanted if item.principal is None]
        asker = stranger(self._names, card, dice)
        yield from self._held.serve(asker, bought, self.queue.drawer_cents, dice)

    def _told(self, today: DemoDay, place: int, of: tuple[object, ...]) -> DemoSession:
        return self._told_of(today, today.slots[place], place, of)

    def _told_of(self, today: DemoDay, slot: Slot, place: int, of: tuple[object, ...]) -> DemoSession:
        return DemoSession(
            slot=slot,
            is_first=place == 0,
            is_last=place + 1 >= len(today.slots),
            busy=SEASON[today.day.month - 1],
            dice=self._dice(today.day, place, *of),
            names=self._names,
            calendar=today.calendar,
        )

    def _basket(self, today: DemoDay, slot: Slot, place: int, customer: int) -> list[QueuedWish]:
        """Return what a customer wants: of one service, sometimes of another too."""
        dice = self._dice(today.day, place, customer)
        asked: list[QueuedWish] = []
        # Whoever sells nothing changes nobody's basket.
        selling = [
            part for part in self._parts if part.demo.wants is not nothing_wanted and not part.demo.beside
        ]
        for part in dice.sample(selling, len(selling)):
            if asked and chance(dice, 75):
                break
            session = self._told_of(today, slot, place, (part.code, "wants", customer))
            wishes = part.demo.wants(part.memory, session)
            asked += [QueuedWish(one, None if one.own else part.principal) for one in wishes]
        return asked

    # Money.

    def _money(self, dice: Random, closes: datetime) -> Acts:
        """Bring away what the drawer need not hold overnight."""
        queue = self.queue
        for principal, owed in sorted(queue.owed_cents.items()):
            if 0 < owed < queue.drawer_cents and self._rota.comes(f"remittance {principal}", 5, dice):
                queue.owed_cents[principal] = 0
                yield DemoAct("till.remit", {"principal": principal, "cents": owed}, not_before=closes)
        if queue.drawer_cents > _LEFT_OVERNIGHT_CENTS:
            surplus = (queue.drawer_cents - FLOAT_CENTS) // 500 * 500
            # Whatever cheques are there go along.
            told = yield DemoAct("till.pay_in", {"cents": surplus}, not_before=closes)
            self._held.at_bank(told)
        if self._rota.comes("expense", 9, dice) and queue.drawer_cents > FLOAT_CENTS:
            yield from self._moved("out", dice.randint(150, 900), {"reason": "expense"}, closes)
        if self._rota.comes("float", 20, dice):
            yield from self._moved("in", 2000, {"reason": "float"}, closes)

    def _moved(self, direction: str, cents: int, why: dict[str, Any], closes: datetime) -> Acts:
        yield DemoAct("till.move", {"direction": direction, "cents": cents, **why}, not_before=closes)

    def _safe(self, day: date) -> Acts:
        """Count the cheques in the safe now and then: where some are overlooked, they are counted again."""
        if not self._rota.comes("safe", 6, self._dice(day, "safe")):
            return
        told = yield DemoAct("till.count_safe", {"cautions": 0, "cheques": 0})
        kept = {name: told.result.get(name) for name in ("cautions", "cheques")}
        expected = {name: int(row["expected"]) for name, row in kept.items() if row}
        if any(expected.values()):
            yield DemoAct("till.count_safe", expected)

    def _closing(self, dice: Random) -> Acts:
        drawer = self.queue.drawer_cents
        fields: dict[str, Any] = {"counted_cents": drawer}
        if self._rota.comes("gap", 8, dice):
            off = dice.choice(_GAPS_CENTS)
            fields = {"counted_cents": max(drawer + off, 0), "gap_reason": dice.choice(_GAP_REASONS)}
        elif self._rota.comes("uncounted", 15, dice):
            fields = {"counted_cents": None}
        elif self._rota.comes("coins", 3, dice):
            fields = {"denominations": coins(drawer)}
            # What she types survives a cut until she says that it is all.
            yield DemoAct("day.prepare", fields)
        elif self._rota.comes("counted before", 6, dice):
            yield DemoAct("till.count", {"counted_cents": drawer})
            fields = {}
        if self.queue.parked:
            given_up = self._rota.comes("parked overnight", 4, dice)
            fields["parked"] = "abandon" if given_up else "keep"
            if given_up:
                self.queue.parked.clear()
                self._apart.parked.clear()
        elif self._apart.parked:
            fields["parked"] = "keep"
        yield DemoAct("day.close", fields)


def _coming_in(dice: Random) -> Acts:
    """Count who comes in, most often alone; now and then she has her hands full, and nobody is counted."""
    if chance(dice, 90):
        yield DemoAct("day.count_passages", {"count": dice.choice((2, 2, 3))} if chance(dice, 20) else {})


def coins(cents: int) -> dict[str, int]:
    """Return a sum in the largest notes and coins."""
    found: dict[str, int] = {}
    for coin in _COINS:
        pieces, cents = divmod(cents, coin)
        if pieces:
            found[str(coin)] = pieces
    return found
