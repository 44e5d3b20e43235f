"""The cards of the day itself, in tables: what stands on them for each way that the PC and the journal may differ."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from concierge_desk.counter.cards.offers import Now, Offer
from concierge_desk.counter.core.day_cards import CLOCK, OPENING, clock_offer, dates_told, opening_offer
from concierge_desk.counter.day import holidays
from concierge_desk.counter.day.standing import closed_on, may_open
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.day import ClosedDay, DayState, OpenDay, TwoDates
from tests.counter.desks import GRID, SHOP, local

BY_PC, BY_HAND = {"do": CLOCK}, None


@dataclass(frozen=True)
class Case:
    """Where the desk stands, and what its cards offer: `before`, `fields`, the questions, whether Enter begins it."""

    name: str
    pc: str
    journal: str
    vouched: str | None
    last: str | None
    rebased: bool
    acts: tuple[tuple[Any, dict[str, Any], tuple[str, ...], bool], ...]


FLOAT, DATE = ("float_cents",), ("confirmed_day", "float_cents")
CASES = (
    Case(
        "the battery is repaired after a late closing in 2036",
        "2026-12-02T08:00", "2036-01-01T00:05", "2026-12-01", "2026-12-01", False,
        ((BY_PC, {"confirmed_day": "2026-12-02"}, FLOAT, False), (BY_HAND, {}, DATE, False)),
    ),
    Case(
        "before the first day was ever opened",
        "2026-12-02T08:00", "2036-01-01T00:05", None, None, False,
        ((BY_PC, {"confirmed_day": "2026-12-02"}, FLOAT, False), (BY_HAND, {}, DATE, False)),
    ),
    Case(
        "the battery died overnight: the journal is right, and stands first",
        "2015-01-01T00:02", "2026-12-01T18:05", "2026-12-01", "2026-11-30", False,
        ((BY_HAND, {}, DATE, False), (BY_PC, {"confirmed_day": "2015-01-01"}, FLOAT, False)),
    ),
    Case(
        "the same, and the last day of the journal is closed",
        "2015-01-01T00:02", "2026-12-01T18:05", "2026-12-01", "2026-12-01", False,
        (
            (BY_HAND, {}, DATE, False),
            (BY_PC, {"confirmed_day": "2015-01-01"}, FLOAT, False),
            (None, {"again": True, "confirmed_day": "2026-12-01"}, FLOAT, False),
        ),
    ),
    Case(
        "a PC that was put back by an hour within the day",
        "2026-12-01T08:00", "2026-12-01T09:00", "2026-12-01", "2026-11-30", False,
        ((None, {"confirmed_day": "2026-12-01"}, FLOAT, True),),
    ),
    Case(
        "the same, and the day is closed",
        "2026-12-01T08:00", "2026-12-01T09:00", "2026-12-01", "2026-12-01", False,
        ((None, {"again": True, "confirmed_day": "2026-12-01"}, FLOAT, True),),
    ),
)  # fmt: skip


def state(last: str | None, *, opened: str | None = None, rebased: bool = False) -> DayState:
    closed = None if last is None else ClosedDay(last, "Z-2026-0007", 90, 8152)
    return DayState(
        None if opened is None else OpenDay(opened, 95, 8152), closed, 8152, None, rebased=rebased
    )


def now(today: str, dates: TwoDates | None = None, lang: str = "en") -> Now:
    calendar = OpeningCalendar(GRID, (), holidays.holidays_of("FR-6AE"))
    return Now(date.fromisoformat(today), lang, SHOP, calendar, dates)


def two(pc: str, journal: str, vouched: str | None) -> TwoDates:
    return TwoDates(local(pc), local(journal), None if vouched is None else date.fromisoformat(vouched))


def offered(offer: Offer) -> tuple[tuple[Any, dict[str, Any], tuple[str, ...], bool], ...]:
    return tuple(
        (act.before, dict(act.fields), tuple(ask.field for ask in act.asks), act.entered)
        for act in offer.acts
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_card_of_an_opening_under_a_clock_that_is_behind(case: Case) -> None:
    dates = two(case.pc, case.journal, case.vouched)
    day = (dates.pc if dates.ran_ahead else dates.journal).date().isoformat()
    offer = opening_offer(state(case.last, rebased=case.rebased), now(day, dates))
    assert offered(offer) == case.acts
    assert {act.do for act in offer.acts} == {OPENING}
    # Both dates are told, the PC's first, wherever one has to be chosen.
    assert (offer.detail == dates_told(dates, "en")) is dates.apart
    assert (offer.title == "Which day is it?") is dates.apart


@pytest.mark.parametrize(
    ("today", "last", "rebased", "acts"),
    [
        ("2026-12-02", "2026-12-01", False, 2),
        ("2026-12-02", None, False, 2),
        # Far away, in another year, or before a day that was confirmed by mistake: only under its date.
        ("2026-12-18", "2026-12-01", False, 1),
        ("2027-01-02", "2026-12-31", False, 1),
        ("2026-12-02", "2036-01-01", False, 1),
        # After a correction of the clock the last day is no measure.
        ("2026-12-02", "2036-01-01", True, 2),
    ],
)
def test_the_card_of_an_opening(today: str, last: str | None, rebased: bool, acts: int) -> None:
    offer = opening_offer(state(last, rebased=rebased), now(today))
    assert [act.label for act in offer.acts][
        -1
    ] == f"It is really {'/'.join(reversed(today.split('-')))}: open"
    assert offered(offer)[-1] == (None, {"confirmed_day": today}, FLOAT, False)
    assert len(offer.acts) == acts
    if acts == 2:
        assert offered(offer)[0] == (None, {}, FLOAT, True)
    assert offer.acts[0].asks[0].proposal == (None if last is None else 8152)


def test_the_card_of_a_day_that_is_closed_says_what_opening_it_again_means() -> None:
    offer = opening_offer(state("2026-12-02"), now("2026-12-02"))
    assert offer.title == "The day of 02/12/2026 is closed"
    assert offered(offer) == ((None, {"again": True, "confirmed_day": "2026-12-02"}, FLOAT, True),)
    assert "Z-2026-0007 stays as it is" in offer.detail and "a closing of its own" in offer.detail


@pytest.mark.parametrize(
    ("opened", "dates", "acts"),
    [
        (None, None, []),
        ("2026-12-01", None, []),
        # An open day: the journal alone is set right, where the PC is likely.
        ("2026-12-01", ("2026-12-01T10:00", "2036-01-01T10:00", "2026-12-01"), [CLOCK]),
        ("2026-12-01", ("2026-12-01T10:00", "2026-12-01T11:00", "2026-12-01"), [CLOCK]),
        ("2026-12-01", ("1970-01-01T00:01", "2026-12-01T11:00", "2026-12-01"), []),
        (None, ("2026-12-01T10:00", "2026-12-01T11:00", "2026-12-01"), [CLOCK]),
        (None, ("2026-12-01T10:00", "2036-01-01T10:00", "2026-11-30"), [OPENING, OPENING]),
    ],
)
def test_the_card_of_the_clock(
    opened: str | None, dates: tuple[str, str, str] | None, acts: list[str]
) -> None:
    known = None if dates is None else two(*dates)
    offer = clock_offer(state("2026-11-30", opened=opened), now("2026-12-01", known))
    assert [act.do for act in offer.acts] == acts
    assert not any(act.entered for act in offer.acts)
    if known is None:
        assert offer.detail == "The PC and the journal agree on the time."
    else:
        assert offer.detail == dates_told(known, "en")


@pytest.mark.parametrize(
    ("lang", "pc", "journal", "told"),
    [
        (
            "fr", "2026-12-02T08:00", "2036-01-01T00:05",
            "Le PC dit mer. 2\u00a0déc.\u00a02026, le journal s’arrête au mar. 1\u00a0janv.\u00a02036.",
        ),
        (
            "en", "2026-12-01T08:00", "2026-12-01T09:30",
            "The PC says Tue 1\u00a0Dec\u00a02026, 8:00, the journal stops at Tue 1\u00a0Dec\u00a02026, 9:30.",
        ),
    ],
)  # fmt: skip
def test_both_dates_in_a_sentence(lang: str, pc: str, journal: str, told: str) -> None:
    assert dates_told(two(pc, journal, None), lang) == told


@pytest.mark.parametrize(
    ("today", "last", "opened", "may", "closed"),
    [
        ("2026-12-02", None, None, True, False),
        ("2026-12-02", "2026-12-01", None, True, False),
        ("2026-12-02", "2026-12-02", None, False, True),
        # A last day whose date has not come yet bars nobody.
        ("2026-12-02", "2036-01-01", None, True, False),
        ("2026-12-02", "2026-12-02", "2026-12-02", False, False),
    ],
)
def test_what_an_evening_and_a_morning_may_do(
    today: str, last: str | None, opened: str | None, may: bool, closed: bool
) -> None:
    stands, day = state(last, opened=opened), date.fromisoformat(today)
    assert may_open(stands, day) is may
    assert (closed_on(stands, day) is not None) is closed


def test_the_time_of_a_date_is_local() -> None:
    """Just after midnight in the shop it is still yesterday in UTC."""
    dates = two("2026-12-02T00:30", "2026-12-01T23:50", "2026-12-01")
    assert dates.apart and isinstance(dates.pc, datetime)
