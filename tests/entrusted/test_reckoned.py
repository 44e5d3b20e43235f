"""Promises against a naive reckoner: all half-days of years in one list, with holidays of Alsace worked out here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.day import holidays
from concierge_desk.domain.calendar import Closure, OpeningCalendar, SlotRow
from concierge_desk.domain.errors import Refused
from concierge_desk.mechanisms.entrusted.model import promise
from concierge_desk.mechanisms.entrusted.model.facts import RoundRow
from concierge_desk.mechanisms.entrusted.model.promise import Timetable

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SESSIONS = (("08:00", "11:30"), ("09:00", "12:00"), ("14:00", "16:15"), ("15:00", "18:00"))
FIRST_DAY = date(2026, 1, 1)
GRIDS = (FIRST_DAY, date(2027, 3, 22))
YEARS = 4 * 366
NEVER = "calendar.no_opening"

Half = tuple[date, str, str]
Week = Sequence[Sequence[tuple[str, str]]]


def easter(year: int) -> date:
    """Return Easter Sunday, by the rule of Oudin."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    month = 3 + (epact - weekday + 40) // 44
    return date(year, month, epact - weekday + 28 - 31 * (month // 4))


def is_holiday(day: date) -> bool:
    """Say whether a day is a holiday in Alsace: Good Friday and 26 December too."""
    fixed = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)}
    of_easter = {easter(day.year) + timedelta(days=n) for n in (-2, 1, 39, 50)}
    return (day.month, day.day) in fixed or day in of_easter


@dataclass(frozen=True)
class Hours:
    """Hours as a reader sees them: one week, then another, and days that are closed."""

    weeks: Sequence[Week]
    closed: frozenset[date]

    def of(self, day: date) -> list[Half]:
        if day in self.closed or is_holiday(day):
            return []
        week = self.weeks[1] if day >= GRIDS[1] else self.weeks[0]
        return [(day, opens, closes) for opens, closes in week[day.weekday()]]

    def halves(self, first: date) -> list[Half]:
        return [half for n in range(YEARS) for half in self.of(first + timedelta(days=n))]

    def calendar(self) -> OpeningCalendar:
        rows = tuple(
            SlotRow(first, weekday, time.fromisoformat(opens), time.fromisoformat(closes))
            for first, week in zip(GRIDS, self.weeks, strict=True)
            for weekday, sessions in enumerate(week)
            for opens, closes in sessions
        )
        empty = tuple(first for first, week in zip(GRIDS, self.weeks, strict=True) if not any(week))
        shut = tuple(Closure(day, "other") for day in sorted(self.closed))
        return OpeningCalendar(rows, shut, holidays.holidays_of("FR-6AE"), empty)


def begins(half: Half) -> datetime:
    return datetime.combine(half[0], time.fromisoformat(half[1]))


def told(half: Half) -> str:
    return f"{half[0].isoformat()}T{half[1]}/{half[2]}"


def after(halves: Sequence[Half], moment: datetime) -> Half | None:
    """Return the first half-day that begins after a moment, within a year of it."""
    found = next((half for half in halves if begins(half) > moment), None)
    return found if found and (found[0] - moment.date()).days <= 366 else None


def rounds_in(hours: Hours, halves: Sequence[Half], rounds: set[str]) -> Iterator[Half]:
    for half in halves:
        whole, weekday = hours.of(half[0]), WEEK[half[0].weekday()]
        first = half == whole[0] and f"{weekday}:first" in rounds
        if first or (half == whole[-1] and f"{weekday}:last" in rounds):
            yield half


def naive(hours: Hours, begun: datetime, rounds: set[str] | None, lead: int) -> str:
    """Return what a reader of the rule finds; `NEVER` where no day is found. Without rounds: own work."""
    halves = hours.halves(begun.date())
    if rounds is None:
        ready = begun.date() + timedelta(days=lead)
        own = next((half for half in halves if half[0] >= ready), None)
        return told(own) if own and (own[0] - ready).days <= 366 else NEVER
    comes = list(rounds_in(hours, halves, rounds))
    out = after(comes, begun)
    if out is None:
        return NEVER
    least = out[0] + timedelta(days=lead)
    back = next((half for half in comes if begins(half) > begins(out) and half[0] >= least), None)
    if back is None or (back[0] - least).days > 366:
        return NEVER
    promised = after(halves, begins(back))
    return told(promised) if promised else NEVER


sessions = (
    st.lists(st.sampled_from(SESSIONS), max_size=3, unique=True)
    .map(sorted)
    .map(lambda found: [one for n, one in enumerate(found) if n == 0 or found[n - 1][1] <= one[0]])
)
weeks = st.lists(sessions, min_size=7, max_size=7)
EDGES = (date(2026, 12, 24), date(2026, 12, 31), date(2027, 3, 19), date(2027, 3, 26), date(2028, 2, 26))
days = st.one_of(
    st.dates(date(2026, 11, 1), date(2028, 3, 31)),
    st.builds(lambda edge, n: edge + timedelta(days=n), st.sampled_from(EDGES), st.integers(-3, 6)),
)
closures = st.frozensets(days, max_size=12)
hours_of = st.builds(Hours, st.tuples(weeks, weeks), closures)
moments = st.builds(
    datetime.combine,
    days,
    st.sampled_from([time(7, 59), time(8), time(8, 5), time(11, 30), time(14), time(15), time(18, 1)]),
)
names = st.sampled_from([f"{day}:{half}" for day in WEEK for half in ("first", "last")])
rounds_of = st.sets(names, min_size=1, max_size=5)
leads = st.integers(0, 21)


def reckoned(hours: Hours, begun: datetime, rounds: set[str] | None, lead: int) -> str | None:
    """Return what the program finds, or its refusal."""
    row = RoundRow("", "2026-01-01", tuple(sorted(rounds or ())), (f"normal:{lead}", "express:0"))
    partner = None if rounds is None else "NET"
    try:
        return promise.reckoned(Timetable((row,)), hours.calendar(), begun, (partner, "normal"))
    except Refused as refused:
        return refused.code


@given(st.dates(date(2026, 1, 1), date(2036, 12, 31)))
def test_holidays_of_alsace(day: date) -> None:
    assert holidays.holidays_of("FR-6AE")(day) == is_holiday(day)


@given(hours_of, moments, rounds_of, leads)
def test_whatever_rounds_the_promise_is_the_reader_s(
    hours: Hours, begun: datetime, rounds: set[str], lead: int
) -> None:
    assert reckoned(hours, begun, rounds, lead) == naive(hours, begun, rounds, lead)


@given(hours_of, moments, leads)
def test_own_work_is_the_reader_s(hours: Hours, begun: datetime, lead: int) -> None:
    assert reckoned(hours, begun, None, lead) == naive(hours, begun, None, lead)


@given(hours_of, closures, moments, st.tuples(rounds_of, leads, st.integers(-3, 20), st.booleans()))
def test_new_hours_move_it_to_the_later_of_paper_and_reckoning(
    hours: Hours, closed: frozenset[date], begun: datetime, asked: tuple[set[str], int, int, bool]
) -> None:
    rounds, lead, shift, is_worked_on = asked
    paper = reckoned(hours, begun, rounds, lead)
    if paper is None or paper == NEVER:
        return
    # Somebody promised another day: its last half-day.
    wished = date.fromisoformat(paper[:10]) + timedelta(days=shift)
    paper = promise.promised(hours.calendar(), wished) if shift else paper
    now = Hours(hours.weeks, hours.closed | closed)
    piece: Any = SimpleNamespace(
        paper_slot=paper,
        is_worked_on=is_worked_on,
        begun=begun.isoformat(timespec="minutes"),
        partner="NET",
        quality="normal",
    )
    times = Timetable((RoundRow("", "2026-01-01", tuple(sorted(rounds)), (f"normal:{lead}",)),))
    written = paper
    if paper not in [told(half) for half in now.of(date.fromisoformat(paper[:10]))]:
        later = after(now.halves(date.fromisoformat(paper[:10])), datetime.fromisoformat(paper[:16]))
        assert later is not None
        written = told(later)
    again = naive(now, begun, rounds, lead) if is_worked_on else written
    expected = None if again == NEVER else max(written, again)
    assert promise.due_now(piece, times, now.calendar()) == expected
