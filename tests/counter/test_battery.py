"""A dead battery, a PC in another time zone, forgotten days: played to the end, and nobody is ever locked out.

The PC's clock is read at each act, and jumps. What must hold at the end of each tale: the next day opens, the numbers have
no gap, the totals go on, and `verify` finds nothing.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from concierge_desk.domain.clock import PcClock
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from tests.counter.desks import COFFEE, LV_20, Desks, Hands, Play, card, cash

WILD = "2099-01-01T08:00"


@pytest.fixture
def pc(desks: Desks) -> Iterator[Play]:
    """A desk on the clock of a PC, its first day lived and closed: one coffee, one stamp."""
    with desks.desk() as play:
        hands: Hands = play.hands
        play.use(PcClock(lambda: hands.at))
        play.open(float_cents=8000)
        sell(play)
        play.close("2026-11-25T18:00", counted_cents=8272)
        yield play
        assert verify_desk(play.desk, VerifyRequest(signatures=True, rebuild=True)).faults == []
        numbers_without_gap(play)


def sell(play: Play) -> Any:
    return play.settle([COFFEE, LV_20], cash(272))


def closings(play: Play) -> list[dict[str, Any]]:
    return [dict(entry.data) for entry in play.posted() if entry.kind == "day.closed"]


def totals(play: Play, scope: str = "turnover") -> list[tuple[str, int, int]]:
    """Of each closing: its number, and what the year and everything since the beginning come to."""
    return [
        (data["number"], row["year_cents"], row["perpetual_cents"])
        for data in closings(play)
        for row in data["totals"]
        if row["scope"] == scope
    ]


def numbers_without_gap(play: Play) -> None:
    """Within each business year, whatever order the years came in."""
    tickets = [entry.data["ticket"] for entry in play.posted() if entry.kind == "till.settled"]
    for numbers in (tickets, [data["number"] for data in closings(play)]):
        places: dict[str, list[int]] = {}
        for number in numbers:
            places.setdefault(number.rpartition("-")[0], []).append(int(number.rpartition("-")[2]))
        assert all(found == list(range(1, len(found) + 1)) for found in places.values()), numbers
    for before, after in itertools.pairwise(closings(play)):
        assert after["previous"]["number"] == before["number"]
        assert after["seq_from"] > before["seq_to"]


def test_1970_in_the_middle_of_a_day(pc: Play) -> None:
    """The battery is empty and the PC was switched off at noon: the day goes on where it was."""
    pc.open("2026-11-26T08:00")
    sell(pc)
    pc.hands.set("1970-01-01T00:01")
    assert next(entry.kind for entry in sell(pc).posted) == "clock.set_back"
    sell(pc)
    assert pc.close(counted_cents=9088).result["late"] is False
    refused = pc.refused("day.open")
    assert (refused.code, refused.params) == ("clock.behind", {"clock_at": "1970-01-01T00:01+01:00"})
    pc.open("2026-11-27T08:00")
    sell(pc)
    pc.close("2026-11-27T18:00", counted_cents=9360)
    assert [entry.kind for entry in pc.posted()].count("clock.set_back") == 1
    assert totals(pc) == [("Z-2026-0001", 120, 120), ("Z-2026-0002", 480, 480), ("Z-2026-0003", 600, 600)]


def test_1970_in_the_morning(pc: Play) -> None:
    pc.hands.set("1970-01-01T00:01")
    assert pc.code("day.open") == "clock.behind"
    assert pc.code("day.open", confirmed_day="1970-01-01") == "input.day"
    # Nothing runs ahead: it is the PC that is wrong.
    assert pc.code("clock.correct", at="2026-11-26T08:00") == "clock.not_ahead"
    pc.open("2026-11-26T08:00")
    assert pc.close("2026-11-26T18:00", counted_cents=8272).result["number"] == "Z-2026-0002"


def test_2099_over_a_forgotten_day(pc: Play) -> None:
    """She forgot to close; in the morning the PC says 2099. It is closed, she is asked, she sets it right."""
    pc.open("2026-11-26T08:00")
    sell(pc)
    pc.hands.set(WILD)
    assert pc.code("till.settle", acts=[COFFEE], payments=[card(120)]) == "day.must_close"
    late = pc.close(counted_cents=8544)
    assert (late.result["day"], late.result["late"], late.result["number"]) == (
        "2026-11-26",
        True,
        "Z-2026-0002",
    )
    # A day that was closed under a wild clock does not vouch for it.
    refused = pc.refused("day.open")
    assert (refused.code, refused.params) == ("clock.confirm", {"day": "2099-01-01"})
    # It is not: the PC is set right, and now the journal has run ahead.
    pc.hands.set("2026-11-27T08:00")
    assert pc.code("day.open") == "clock.behind"
    corrected = pc.do("clock.correct", at="2026-11-27T08:00").posted[0]
    assert (corrected.kind, corrected.day) == ("clock.corrected", None)
    assert pc.do("day.open").result == {"day": "2026-11-27", "float_cents": 8544}
    sell(pc)
    pc.close("2026-11-27T18:00", counted_cents=8816)
    pc.open("2026-11-28T09:00")
    assert totals(pc) == [("Z-2026-0001", 120, 120), ("Z-2026-0002", 240, 240), ("Z-2026-0003", 360, 360)]
    assert totals(pc, "third_parties")[-1] == ("Z-2026-0003", 456, 456)


def test_2099_confirmed_by_mistake_and_lived_to_the_end(pc: Play) -> None:
    """A whole day in 2099: it stays, under its date. The year's total goes on from its own last closing."""
    pc.hands.set(WILD)
    assert pc.code("day.open") == "clock.confirm"
    pc.do("day.open", confirmed_day="2099-01-01")
    assert sell(pc).ticket == "T-2099-000001"
    assert pc.close("2099-01-01T18:00", counted_cents=8544).result["number"] == "Z-2099-0001"
    pc.hands.set("2026-11-27T08:00")
    assert pc.code("day.open") == "clock.behind"
    pc.do("clock.correct", at="2026-11-27T08:00")
    pc.do("day.open")
    assert sell(pc).ticket == "T-2026-000002"
    pc.close("2026-11-27T18:00", counted_cents=8816)
    assert totals(pc) == [("Z-2026-0001", 120, 120), ("Z-2099-0001", 120, 240), ("Z-2026-0002", 240, 360)]
    assert [data["fiscal_year"] for data in closings(pc)] == ["2026", "2099", "2026"]
    pc.open("2026-11-28T09:00")


def test_2099_noticed_at_noon(pc: Play) -> None:
    """The clock is set right within the wrongly dated day: the day keeps its date, the next one its own."""
    pc.hands.set(WILD)
    pc.do("day.open", confirmed_day="2099-01-01")
    sell(pc)
    pc.hands.set("2026-11-26T12:00")
    assert next(entry.kind for entry in sell(pc).posted) == "clock.set_back"
    pc.do("clock.correct", at="2026-11-26T12:00")
    assert sell(pc).posted[-1].day == "2099-01-01"
    assert pc.close("2026-11-26T18:00", counted_cents=9088).result["day"] == "2099-01-01"
    pc.open("2026-11-27T08:00")
    sell(pc)
    pc.close("2026-11-27T18:00", counted_cents=9360)
    assert [data["number"] for data in closings(pc)] == ["Z-2026-0001", "Z-2099-0001", "Z-2026-0002"]
    pc.open("2026-11-28T09:00")


def test_2099_at_the_evening_count(pc: Play) -> None:
    """Set right before the closing: the day ends in time, under its own date."""
    pc.open("2026-11-26T08:00")
    pc.hands.set(WILD)
    pc.do("till.count", counted_cents=8272)
    pc.hands.set("2026-11-26T18:00")
    pc.do("clock.correct", at="2026-11-26T18:00")
    answer = pc.close()
    assert (answer.result["late"], answer.result["counted_cents"]) == (False, 8272)
    pc.open("2026-11-27T08:00")


def test_2099_again_after_it_was_set_right(pc: Play) -> None:
    """The battery was not changed. A day of before the correction is no measure, the correction is."""
    pc.open("2026-11-26T08:00")
    pc.hands.set(WILD)
    pc.do("till.count", counted_cents=8272)
    pc.hands.set("2026-11-26T12:00")
    pc.do("clock.correct", at="2026-11-26T12:00")
    sell(pc)
    pc.hands.set("2099-01-01T09:00")
    assert pc.close().result["late"] is True
    assert pc.refused("day.open").params == {"day": "2099-01-01"}
    pc.hands.set("2026-11-27T08:00")
    assert pc.code("day.open") == "clock.behind"
    pc.do("clock.correct", at="2026-11-27T08:00")
    pc.do("day.open")
    pc.close("2026-11-27T18:00", counted_cents=8544)
    pc.open("2026-11-28T09:00")


def test_a_date_that_a_wrong_clock_used_is_free_again(pc: Play) -> None:
    """The PC ran two days ahead: on the second of them the shop opens under the same date as before."""
    pc.hands.set("2026-11-28T08:00")
    pc.do("day.open")
    sell(pc)
    pc.close("2026-11-28T18:00", counted_cents=8544)
    pc.hands.set("2026-11-26T19:00")
    pc.do("clock.correct", at="2026-11-26T19:00")
    for day in ("2026-11-27", "2026-11-28"):
        pc.open(f"{day}T08:00")
        sell(pc)
        pc.close(f"{day}T18:00", counted_cents=None)
    assert [(data["number"], data["day"]) for data in closings(pc)][1:] == [
        ("Z-2026-0002", "2026-11-28"), ("Z-2026-0003", "2026-11-27"), ("Z-2026-0004", "2026-11-28"),
    ]  # fmt: skip
    # Since the correction it is used like any other.
    assert pc.refused("day.open").params == {"day": "2026-11-28"}
    assert pc.status("Z-2026-0002")["tickets"] == pc.status("2026-11-28")["tickets"] == 1
    assert pc.status("2026-11-28")["number"] == "Z-2026-0004"
    pc.open("2026-11-29T08:00")


# A PC in another time zone shows the right time of day, and means another instant.


@pytest.mark.parametrize(
    ("shown", "meant"), [("Asia/Tokyo", "2026-11-26T00:00"), ("UTC", "2026-11-26T09:00")]
)
def test_a_pc_in_another_time_zone(pc: Play, shown: str, meant: str) -> None:
    """8:00 on its face; the shop's own zone is in the settings, so the journal has the instant that was meant."""
    pc.hands.set(meant)
    if shown == "Asia/Tokyo":
        # Eight hours behind: the evening before has just been closed, and midnight is past.
        assert pc.do("day.open").posted[0].at == "2026-11-25T23:00:00.000Z"
        pc.hands.set("2026-11-26T03:00")
        sell(pc)
        # The zone is set right: a jump ahead is nothing.
        pc.hands.set("2026-11-26T11:00")
    else:
        pc.do("day.open")
        # The zone is set right: back by an hour, once.
        pc.hands.set("2026-11-26T08:30")
    sell(pc)
    sell(pc)
    assert pc.close("2026-11-26T18:00", counted_cents=None).result["late"] is False
    jumps = [entry.kind for entry in pc.posted()].count("clock.set_back")
    assert jumps == (0 if shown == "Asia/Tokyo" else 1)
    pc.open("2026-11-27T08:00")


def test_a_pc_far_in_the_west_puts_the_evening_on_the_next_day(pc: Play) -> None:
    """6:30 pm on its face, 3:30 am of the next day in Strasbourg: the day goes on until four."""
    pc.open("2026-11-26T17:00")
    pc.hands.set("2026-11-27T03:30")
    sell(pc)
    answer = pc.close(counted_cents=8544)
    assert (answer.result["day"], answer.result["late"]) == ("2026-11-26", False)
    # An hour later she would have been asked to close first, and could have.
    pc.open("2026-11-27T08:00")


# Forgotten days, months without a closing, the turn of the year.


def test_every_day_is_forgotten(pc: Play) -> None:
    """R-1.32: five days, none closed in the evening: one key each morning, no question, no gap."""
    days = [f"2026-11-{n}" for n in range(26, 31)]
    pc.open("2026-11-26T08:00")
    for morning in [*days[1:], "2026-12-01"]:
        sell(pc)
        pc.hands.set(f"{morning}T08:00")
        assert pc.code("day.open") == "day.must_close"
        assert pc.do("day.close").result["late"] is True
        pc.do("day.open")
    assert [data["late"] for data in closings(pc)] == [False] + [True] * 5
    assert [data["day"] for data in closings(pc)][1:] == days
    assert totals(pc)[-1] == ("Z-2026-0006", 720, 720)


@pytest.mark.parametrize(("back", "asks"), [("2026-11-30T08:00", False), ("2026-12-01T08:00", True)])
def test_a_day_forgotten_over_an_absence(pc: Play, back: str, asks: bool) -> None:
    """More than four days after the last entry that vouches, whatever was closed in between."""
    pc.open("2026-11-26T08:00")
    pc.hands.set(back)
    assert pc.do("day.close").result["late"] is True
    answer = pc.ask("day.open")
    assert (answer.refused and answer.refused.code) == ("clock.confirm" if asks else None)
    if asks:
        pc.do("day.open", confirmed_day=back[:10])


def test_months_without_a_closing(pc: Play) -> None:
    pc.open("2026-11-26T08:00")
    sell(pc)
    pc.hands.set("2027-03-01T08:00")
    late = pc.do("day.close")
    assert (late.result["number"], late.result["day"]) == ("Z-2026-0002", "2026-11-26")
    assert pc.code("day.open") == "clock.confirm"
    pc.do("day.open", confirmed_day="2027-03-01")
    assert sell(pc).ticket == "T-2027-000001"
    pc.close("2027-03-01T18:00", counted_cents=8816)
    assert totals(pc)[1:] == [("Z-2026-0002", 240, 240), ("Z-2027-0001", 120, 360)]


def test_the_turn_of_the_year(pc: Play) -> None:
    pc.hands.set("2026-12-31T08:00")
    pc.do("day.open", confirmed_day="2026-12-31")
    pc.hands.set("2027-01-01T02:00")
    # Past midnight it is still the old year's day.
    assert sell(pc).ticket == "T-2026-000002"
    pc.hands.set("2027-01-02T09:00")
    assert pc.do("day.close").result["number"] == "Z-2026-0002"
    assert pc.code("day.open") == "clock.confirm"
    pc.do("day.open", confirmed_day="2027-01-02")
    assert sell(pc).ticket == "T-2027-000001"
    assert pc.close("2027-01-02T12:00", counted_cents=None).result["number"] == "Z-2027-0001"
    assert totals(pc)[1:] == [("Z-2026-0002", 240, 240), ("Z-2027-0001", 120, 360)]


# docs/contract.md, "Instants", rule by rule: the PC's clock, the act, and what comes of it.

SALE = ("till.settle", {"acts": [COFFEE], "payments": [card(120)]})
SOLD = ["shop.sold", "till.settled"]
OPEN: tuple[str, dict[str, Any]] = ("day.open", {})
CLOSE: tuple[str, dict[str, Any]] = ("day.close", {"counted_cents": None})
CLOSED = ["relay.day_reported", "day.closed"]
Step = tuple[str, tuple[str, dict[str, Any]], str | list[str]]

ANOTHER_YEAR = ["month.closed", "year.closed", "day.opened"]
"""What opening a day of another year writes, whichever way the clock went."""
RULES: dict[str, list[Step]] = {
    "at never decreases, a step back up to 120 s is absorbed": [
        ("2026-11-26T08:00", OPEN, ["day.opened"]),
        ("2026-11-26T09:02", SALE, SOLD),
        ("2026-11-26T09:00", SALE, SOLD),
    ],
    "a larger one gives one entry": [
        ("2026-11-26T09:00", OPEN, ["day.opened"]),
        ("2026-11-26T08:57:59", SALE, ["clock.set_back", *SOLD]),
        ("2026-11-26T08:58:30", SALE, SOLD),
    ],
    "the open day goes on, opening a new day waits": [
        ("2026-11-26T09:00", OPEN, ["day.opened"]),
        ("2020-01-01T00:00", CLOSE, ["clock.set_back", *CLOSED]),
        ("2020-01-02T00:00", OPEN, "clock.behind"),
        ("2026-11-27T00:00", OPEN, ["day.opened"]),
    ],
    "more than 4 days after the last entry asks": [
        ("2026-11-29T08:00", OPEN, ["day.opened"]),
        ("2026-11-29T18:00", CLOSE, CLOSED),
        ("2026-12-04T08:00", OPEN, "clock.confirm"),
        ("2026-12-04T08:00", ("day.open", {"confirmed_day": "2026-12-04"}), ["month.closed", "day.opened"]),
    ],
    "another year asks": [
        ("2026-12-31T08:00", ("day.open", {"confirmed_day": "2026-12-31"}), ["month.closed", "day.opened"]),
        ("2026-12-31T18:00", CLOSE, CLOSED),
        ("2027-01-01T08:00", OPEN, "clock.confirm"),
    ],
    "a correction re-bases a journal that ran ahead": [
        ("2027-06-01T08:00", ("day.open", {"confirmed_day": "2027-06-01"}), ANOTHER_YEAR),
        ("2027-06-01T09:00", CLOSE, CLOSED),
        ("2026-11-26T08:00", OPEN, "clock.behind"),
        ("2026-11-26T08:00", ("clock.correct", {"at": "2026-11-26T08:00"}), ["clock.corrected"]),
        ("2026-11-26T08:01", OPEN, ANOTHER_YEAR),
    ],
    "one closing a day, under the date of its opening": [
        ("2026-11-26T08:00", OPEN, ["day.opened"]),
        ("2026-11-27T03:59:59", SALE, SOLD),
        ("2026-11-27T03:59:59", CLOSE, CLOSED),
        ("2026-11-27T04:00", OPEN, ["day.opened"]),
        ("2026-11-27T05:00", CLOSE, CLOSED),
        ("2026-11-27T06:00", OPEN, "day.already_closed"),
    ],
    "from 04:00 only count, move and close": [
        ("2026-11-26T08:00", OPEN, ["day.opened"]),
        ("2026-11-27T04:00", SALE, "day.must_close"),
        ("2026-11-27T04:00", OPEN, "day.must_close"),
        ("2026-11-27T04:00", ("till.count", {"counted_cents": 8272}), ["till.counted"]),
        ("2026-11-27T04:00", ("till.move", {"direction": "in", "cents": 1, "reason": "float"}), ["till.moved"]),
        ("2026-11-27T04:00", CLOSE, CLOSED),
        ("2026-11-27T04:00", OPEN, ["day.opened"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rule", list(RULES))
def test_the_clock_rules_of_the_design(pc: Play, rule: str) -> None:
    for at, (do, fields), expected in RULES[rule]:
        pc.hands.set(at)
        before = pc.posted()[-1].instant
        if isinstance(expected, str):
            assert pc.code(do, **fields) == expected, (rule, at)
            continue
        answer = pc.do(do, **fields)
        assert [entry.kind for entry in answer.posted] == expected, (rule, at)
        assert {entry.instant for entry in answer.posted} == {answer.posted[0].instant}
        assert answer.posted[0].instant >= before or do == "clock.correct"
