"""The small rules of the demo: coins, means, turns, acts under way; and what it does with an odd answer."""

from dataclasses import replace
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk import registry
from concierge_desk.counter.day import holidays
from concierge_desk.counter.demo.day import SEASON, DemoDay, DemoPart, Shopkeeper, coins
from concierge_desk.counter.demo.demo import (
    Acts,
    Demo,
    DemoAct,
    DemoAnswer,
    DemoSession,
    Rota,
    Running,
    Wish,
    chance,
    nothing_wanted,
    to_the_end,
    together,
)
from concierge_desk.counter.demo.queue import Queue, QueuedWish, _Parked, _payments
from concierge_desk.counter.service import Service
from concierge_desk.counter.service_parts import ServiceParts
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.jobs.demo.player import DemoPlayer, _open_from, read_names
from concierge_desk.mechanisms.entrusted.demo import DemoTrade, _Ready, _told
from concierge_desk.mechanisms.people.demo import Neighbour, _live_together
from concierge_desk.services.pressing import SERVICE as PRESSING
from concierge_desk.services.relay.demo.memory import Memory, as_typed
from concierge_desk.services.relay.model.numbers import read_number
from concierge_desk.store import journal
from tests.counter.desks import GRID

YES = DemoAnswer(None, {}, (), None, {})


def answered(acts: Acts, answer: DemoAnswer = YES) -> list[DemoAct]:
    """Every act, each answered with the same."""
    found, act = [], next(acts, None)
    while act is not None:
        found.append(act)
        try:
            act = acts.send(answer)
        except StopIteration:
            break
    return found


@given(st.integers(0, 1_000_000))
def test_coins_make_the_sum(cents: int) -> None:
    found = coins(cents)
    assert sum(int(coin) * pieces for coin, pieces in found.items()) == cents
    assert all(pieces > 0 for pieces in found.values())


@given(st.integers(1, 200_000), st.integers(0, 2**32))
def test_a_sum_is_paid_whole_by_whatever_means(due: int, seed: int) -> None:
    means, payments = _payments(due, Random(seed))
    by_other = sum(payment.get("cents", 0) for payment in payments)
    given_cents = sum(payment.get("given_cents", 0) for payment in payments)
    assert {payment["means"] for payment in payments} <= {"cash", "card", "cheque"}
    if means == "cash":
        assert by_other == 0
        assert due <= given_cents < due + 5000
        assert due <= 90_000
    else:
        assert by_other + given_cents == due
    assert (means == "mixed") == (len(payments) == 2)
    assert all(next(iter(p[key] for key in ("cents", "given_cents") if key in p)) > 0 for p in payments)


@given(st.integers(1, 60), st.integers(0, 2**32))
def test_its_turn_comes_soon_and_then_about_as_often_as_said(every: int, seed: int) -> None:
    rota, dice = Rota(), Random(seed)
    turns = [n for n in range(40 * every) if rota.comes("it", every, dice)]
    assert turns[0] < min(every, 5)
    gaps = [later - earlier for earlier, later in pairwise(turns)]
    assert all(every // 2 < gap <= every // 2 + every for gap in gaps)


def test_chance_is_a_percentage() -> None:
    dice = Random(1)
    assert not any(chance(dice, 0) for _ in range(200))
    assert all(chance(dice, 100) for _ in range(200))
    assert 20 < sum(chance(dice, 30) for _ in range(100)) < 40


def test_what_waits_for_the_evening_waits() -> None:
    def day() -> Acts:
        for place in range(3):
            yield DemoAct(f"day.{place}")
        told = yield DemoAct("late", evening=True)
        assert told is YES
        yield DemoAct("after")

    running = [Running(day()), Running(iter(()))]  # type: ignore[arg-type]
    dice = Random(1)
    steps = [[act.do for act in answered(together(running, dice, 2))] for _ in range(9)]
    assert [do for step in steps for do in step] == ["day.0", "day.1", "day.2"]
    assert max(map(len, steps)) <= 2
    assert [act.do for act in answered(to_the_end(running))] == ["late", "after"]
    with pytest.raises(ValueError, match="nothing"):
        next(running[0].step())


def test_some_are_as_many_as_the_shop_is_busy() -> None:
    slot = OpeningCalendar(GRID, (), lambda _day: False).slots(date(2026, 11, 24))[0]
    session = DemoSession(slot, True, False, 50, Random(1), read_names(), OpeningCalendar((), (), bool))
    assert {session.some(4, 4), replace(session, busy=200).some(4, 4)} == {2, 8}
    assert session.person in session.names.people
    assert session.company in session.names.companies
    assert session.remark("damage") in session.names.remarks["damage"]
    assert nothing_wanted(None, session) == ()
    assert max(SEASON) == SEASON[11]


def test_the_night_before_the_clocks_change() -> None:
    hours = OpeningCalendar(GRID, (), holidays.holidays_of("FR-6AE"))
    odd = [
        day
        for n in range(500)
        if DemoDay(
            day := date.fromordinal(date(2026, 11, 23).toordinal() + n),
            hours,
            ZoneInfo("Europe/Paris"),
            False,
        ).night_is_odd
    ]
    assert odd == [date(2027, 3, 27), date(2027, 10, 30), date(2028, 3, 25)]
    assert DemoDay(odd[0], hours, ZoneInfo("Europe/Paris"), False).at(time(9)).hour == 9


def test_what_a_service_sells_for_the_shop_is_no_principals_money() -> None:
    wished = (Wish({"do": "made.frank"}), Wish({"do": "made.sell"}, own=True))
    demo: Any = Demo(lambda: None, lambda _memory, _session: (_ for _ in ()), lambda *_told: wished)
    keeper = Shopkeeper([DemoPart("made", "DUMMY", demo, None)], read_names(), 1)
    hours = OpeningCalendar(GRID, (), holidays.holidays_of("FR-6AE"))
    today = DemoDay(date(2026, 11, 25), hours, ZoneInfo("Europe/Paris"), last=True)
    basket = keeper._basket(today, today.slots[0], 0, 0)
    assert [(item.wanted.act["do"], item.principal) for item in basket] == [
        ("made.frank", "DUMMY"),
        ("made.sell", None),
    ]


def test_summer_is_announced_in_june_and_ends_with_august() -> None:
    hours = OpeningCalendar(GRID, (), holidays.holidays_of("FR-6AE"))
    opened = DemoAnswer(None, {}, (), None, {"float_cents": 0})
    keeper = Shopkeeper([], read_names(), 1)
    found: dict[date, list[DemoAct]] = {}
    for day in (date(2027, 6, 14), date(2027, 6, 15), date(2027, 6, 16), date(2027, 9, 2), date(2028, 6, 15)):
        today = DemoDay(day, hours, ZoneInfo("Europe/Paris"), last=True)
        acts = answered(keeper.live(today), opened)
        found[day] = [act for act in acts if act.do in ("calendar.set_grid", "calendar.close_on")]
        found[day] = [act for act in found[day] if act.fields.get("reason") not in ("works", "training")]
    assert [day for day, acts in found.items() if acts] == [date(2027, 6, 15), date(2028, 6, 15)]
    shorter, usual, *leave = found[date(2027, 6, 15)]
    assert (shorter.fields["valid_from"], usual.fields["valid_from"]) == ("2027-07-05", "2027-09-01")
    assert "monday" not in shorter.fields
    week = {
        **{day: ["08:00-11:30", "15:00-18:00"] for day in ("tuesday", "thursday", "friday")},
        "monday": ["15:00-18:00"],
        "wednesday": ["08:00-11:30"],
        "saturday": ["09:00-12:00"],
    }
    assert usual.fields == {"valid_from": "2027-09-01", **week}
    assert [act.fields["day"] for act in leave] == [f"2027-08-{n:02d}" for n in range(9, 15)]
    assert all(act.fields["reason"] == "leave" for act in leave)


def test_a_shop_that_is_never_open_has_no_next_day() -> None:
    with pytest.raises(ValueError, match="never open"):
        _open_from(date(2026, 11, 23), OpeningCalendar((), (), lambda _day: False))
    open_ = OpeningCalendar(GRID, (), holidays.holidays_of("FR-6AE"))
    assert _open_from(date(2026, 12, 25), open_) == date(2026, 12, 28)


def test_numbers_are_never_drawn_twice_and_their_keys_hold() -> None:
    memory, dice = Memory([]), Random(1)
    for carrier in ("colissimo", "letter", "registered", "s10", "chronopost", "dpd", "mondial_relay"):
        drawn = [memory.number(carrier, dice) for _ in range(300)]
        assert len(set(drawn)) == 300
        for number in drawn:
            found = read_number(number)
            assert found.carrier == carrier
            assert found.key == ("none" if carrier in ("registered", "mondial_relay") else "valid")
            assert read_number(as_typed(number, dice)).number == number


def _living(tmp_path: Path, acts: Any, wants: Any = nothing_wanted) -> DemoPlayer:
    shop = next(service for service in registry.SERVICES if service.code == "shop")
    service: Service = replace(shop, aside=lambda: ServiceParts(demo=Demo(lambda: None, acts, wants)))
    return DemoPlayer(tmp_path / "boutique", 1, [service])


def test_an_act_that_is_refused_unasked_stops_the_demo(tmp_path: Path) -> None:
    def acts(_memory: None, _session: DemoSession) -> Acts:
        yield DemoAct("relay.receive", {"shelf": "A1"})

    with pytest.raises(RuntimeError, match=r"relay\.receive None relay\.carrier_needed"):
        _living(tmp_path, acts).live(last=True)


def test_an_act_that_is_accepted_against_all_hope_stops_the_demo(tmp_path: Path) -> None:
    def acts(_memory: None, _session: DemoSession) -> Acts:
        yield DemoAct("relay.deposit", {"kind": "letter", "count": 2}, refused="relay.count_needed")

    with pytest.raises(RuntimeError, match=r"relay\.deposit relay\.count_needed None"):
        _living(tmp_path, acts).live(last=True)


def test_what_costs_nothing_is_not_wanted(tmp_path: Path) -> None:
    def acts(_memory: None, _session: DemoSession) -> Acts:
        yield from ()

    def wants(_memory: None, _session: DemoSession) -> tuple[Wish, ...]:
        return (Wish({"do": "shop.sell", "article": "RIEN"}),)

    with pytest.raises(RuntimeError, match=r"till\.settle till\.underpaid shop\.unknown"):
        _living(tmp_path, acts, wants).live(last=True)


def test_a_shop_without_any_part_is_opened_and_closed(tmp_path: Path) -> None:
    living = DemoPlayer(tmp_path / "boutique", 1, [])
    days = [living.live(last=n == 2) for n in range(3)]
    assert [day for day, _ in living.diary.closed] == days


def test_what_a_service_moves_in_the_drawer_is_counted_with_it(tmp_path: Path) -> None:
    """A deposit that is taken, or given back: the count of the evening agrees."""

    def acts(_memory: None, session: DemoSession) -> Acts:
        yield DemoAct("till.move", {"direction": "in", "cents": 5_000, "reason": "float"})
        if session.is_last:
            yield DemoAct("till.move", {"direction": "out", "cents": 2_000, "reason": "float"})

    demo = Demo(lambda: None, acts, nothing_wanted)
    service = replace(registry.SERVICES[1], aside=lambda: ServiceParts(demo=demo))
    living = DemoPlayer(tmp_path, 1, [service])
    for _ in range(6):
        living.live(last=False)
    with living.opened() as desk:
        closings = desk.store.read(
            lambda rows: [
                journal.posted(rows, seq, seq)[0].data
                for (seq,) in rows.execute(
                    "SELECT closed_seq FROM business_day WHERE closed_seq IS NOT NULL"
                ).fetchall()
            ]
        )
    gaps = [data["cash"]["gap_cents"] for data in closings if data["gap_reason"] is None]
    assert len(gaps) > 2 and set(gaps) <= {0, None}


def test_what_is_paid_once_nobody_asks_for_while_a_visit_that_holds_it_is_set_aside() -> None:
    """The visit is taken up later: its piece would be paid already."""
    queue, dice, names = Queue(), Random(1), read_names()
    piece, coffee = (
        Wish({"do": "pressing.pay", "piece": "D-2026-000001/1"}, once=True),
        Wish({"do": "shop.sell"}),
    )
    basket = tuple(QueuedWish(one, None) for one in (piece, coffee))
    queue.parked.append(_Parked("v-1", basket))
    assert answered(queue.serve(basket[:1], dice, names)) == []
    saved = next(queue.serve(basket, dice, names))
    assert (saved.do, saved.fields) == ("visit.save", {"acts": [coffee.act]})
    queue.parked.clear()
    assert next(queue.serve(basket, dice, names)).fields == {"acts": [piece.act, coffee.act]}


def test_who_is_a_member_before_two_live_together_is_one_for_both() -> None:
    """Between the drawing and the act somebody is served: the membership may be paid by then."""
    two = [Neighbour("i-1", "Kessler", member=True), Neighbour("i-2", "Roux")]
    _live_together(two, 3)
    assert [(one.home, one.member) for one in two] == [(3, True), (3, True)]


def test_nobody_pays_for_a_piece_that_is_dealt_with() -> None:
    """Of what is looked for, or complained about, nothing is wanted until it waits again."""
    demo: Any = PRESSING.aside().demo
    trade: DemoTrade = demo.begin()
    slot = OpeningCalendar(GRID, (), lambda _day: False).slots(date(2026, 11, 24))[0]
    session = DemoSession(slot, True, False, 50, Random(3), read_names(), OpeningCalendar((), (), bool))
    trade.ready["D-2026-000001/1"] = _Ready("PRESSING_A", session.day)
    # Each comes at the next occasion.
    trade.rota._turns |= dict.fromkeys(("moved", "out of sight", "dispute", "redo", "pays"), 0)
    told = _told(trade, session)
    dealt = []
    for act in told:
        if act.do not in ("pressing.move", "pressing.remind"):
            trade.rota._turns["pays"] = 0
            dealt.append(act.do.partition(".")[2])
            assert demo.wants(trade, session) == ()
    assert dealt == ["report_incident", "report_incident", "dispute", "settle_dispute", "redo"]
