"""What happens to days: openings and closings, nights, wrong clocks, the same op twice, and everything that breaks."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.counter.desks import line_of
from tests.model.books import PARIS, local_day
from tests.model.breaking import Break
from tests.model.machine import DeskMachine, pick
from tests.model.steps import CLOSED, LATE, OPEN, step
from tests.model.tables import ARTICLES

BREAKS = ("failed", "power cut", "power cut", "killed", "power cut after it", "failed")
JUMPS = {
    "a minute back": timedelta(minutes=-1),
    "two minutes back": timedelta(minutes=-2),
    "hours back": timedelta(hours=-7),
    "days back": timedelta(days=-40),
    "hours ahead": timedelta(hours=5),
    "days ahead": timedelta(days=3),
    "weeks ahead": timedelta(days=17),
}
SAID = ("clock", "clock", "journal", "journal's tomorrow", "nothing")
LAST = datetime(2099, 12, 1, tzinfo=UTC)


class DaySteps(DeskMachine):
    """Steps of days, clocks and breaks."""

    def _close(self, off: int | None, reason: bool, parked: str | None, **more: Any) -> bool:
        fields: dict[str, Any] = {"parked": parked, "gap_reason": "unexplained" if reason else None, **more}
        if off is not None:
            fields["counted_cents"] = max(0, self.books.drawer + off)
        if off:
            # Somebody reads the terminal as well.
            fields["card_terminal_cents"] = off
        return self.act("day.close", **fields)

    @step(
        "days", 3, LATE,
        off=st.sampled_from((None, None, 0, -20, 7)), reason=st.sampled_from((True, True, False)),
        parked=st.sampled_from((None, "keep", "keep", "abandon")), none=pick,
    )  # fmt: skip
    def close(self, off: int | None, reason: bool, parked: str | None, none: int) -> None:
        """With a count made now, the last one, one in coins, or none; with a reason or without."""
        if none > 56:
            self._close(None, reason, parked, counted_cents="none")
        elif none > 48:
            self._close(None, reason, parked, denominations={"100": max(0, self.books.drawer) // 100})
        else:
            self._close(off, reason, parked)

    @step(
        "days", 5, CLOSED,
        cents=st.sampled_from((None, None, 0, 5000)), confirmed=st.sampled_from(SAID),
        again=st.sampled_from((None, None, None, True)),
    )  # fmt: skip
    def open(self, cents: int | None, confirmed: str, again: bool | None) -> None:
        """The date of the clock is confirmed, or that of the journal where the clock fell behind, or none."""
        days = {
            "clock": local_day(self.desk.hands.at),
            "journal": local_day(self.books.at),
            "journal's tomorrow": local_day(self.books.at) + timedelta(days=1),
        }
        day = days.get(confirmed)
        # No field takes a day of another century.
        told = day.isoformat() if day is not None and day.year >= 2000 else None
        self.act("day.open", float_cents=cents, confirmed_day=told, again=again)

    # Time goes on.

    @step("days", 1, minutes=st.sampled_from((0, 1, 7, 60, 240)))
    def wait(self, minutes: int) -> None:
        """The clock goes on, right or wrong."""
        self._goes_on(timedelta(minutes=minutes, milliseconds=250))

    def _goes_on(self, by: timedelta) -> None:
        self.desk.hands.at = min(self.desk.hands.at + by, LAST)

    @property
    def _right(self) -> datetime:
        """What time it is, whatever the clock says."""
        return self.desk.hands.at - self.wrong_by

    @step(
        "days", 1,
        edge=st.sampled_from(("00:30", "03:59:59", "04:00", "22:00")), nights=st.sampled_from((1, 1, 1, 2, 6, 400)),
    )  # fmt: skip
    def night(self, edge: str, nights: int) -> None:
        """The day is left open, or closed already: the clock stands at an edge of some next day."""
        self._wake_up(time.fromisoformat(edge), nights)

    def _wake_up(self, at: time, nights: int) -> None:
        day = local_day(self.desk.hands.at) + timedelta(days=nights)
        woken = datetime.combine(day, at, PARIS).astimezone(UTC)
        # The next act comes a second later.
        self._goes_on(woken - self.desk.hands.at - timedelta(seconds=1))

    @step("days", 3, nights=st.sampled_from((1, 1, 1, 2, 3, 5)), off=st.sampled_from((0, 0, -20, None)))
    def tomorrow(self, nights: int, off: int | None) -> None:
        """The day is closed as it should be, by a count or by the last one, and another one opened."""
        if self.books.day is not None:
            self._close(off, bool(off), "keep")
        self._wake_up(time(8), nights)
        self.open(None, "clock", None)

    @step("days", 1, OPEN, LATE, nights=st.sampled_from((1, 2, 9)))
    def forgotten(self, nights: int) -> None:
        """Nobody closed in the evening: it is done in the morning, under the day's own date."""
        self._wake_up(time(8), nights)
        if self.books.day is not None:
            self._close(None, True, None)
        self.open(None, "clock", None)

    @step("days", 1, OPEN, off=st.sampled_from((0, 0, 5)))
    def closed_too_early(self, off: int) -> None:
        """The day goes on after its Z: it gets a second one."""
        if self.books.day is not None:
            self._close(off, bool(off), "keep")
        day = local_day(self.books.at)
        self.act("day.open", confirmed_day=day.isoformat(), again=True)

    @step("corrections", 1, OPEN, cents=st.sampled_from((500, 12_345)))
    def a_movement_that_never_was(self, cents: int) -> None:
        """The count of the evening shows a gap; the next morning she knows why, and takes the movement back."""
        if not self.act("till.move", direction="in", cents=cents, reason="float"):
            return
        op = self.played.done[-1].raw["op"]
        self._close(-cents, True, "keep")
        self._wake_up(time(8), 1)
        self.open(None, "clock", None)
        self.act("journal.reverse", op_of=op, reason="wrong_key")

    # Wrong clocks.

    @step("clock", 1, jump=st.sampled_from(tuple(JUMPS)))
    def clock_jumps(self, jump: str) -> None:
        self._set_clock(self.desk.hands.at + JUMPS[jump])

    @step("clock", 1, year=st.sampled_from((1970, 2099)))
    def clock_is_wild(self, year: int) -> None:
        """A dead battery, or a slip of the finger."""
        self._set_clock(datetime(year, 1, 1, 9, tzinfo=UTC))

    @step("clock", 1)
    def clock_is_set_right(self) -> None:
        self._set_clock(self._right)

    def _set_clock(self, at: datetime) -> None:
        at = min(at, LAST)
        self.wrong_by += at - self.desk.hands.at
        self.desk.hands.at = at

    @step(
        "clock", 1,
        minutes=st.sampled_from((-2000, -59, -5, 0, 0, 0, 5)), operator=st.sampled_from((None, None, None, "o02")),
    )  # fmt: skip
    def correct_the_journal(self, minutes: int, operator: str | None) -> None:
        """Say what time it is, to a journal that may run ahead."""
        self._correct(self.desk.hands.at + timedelta(minutes=minutes), operator)

    def _correct(self, at: datetime, operator: str | None = None) -> bool:
        told = at.astimezone(PARIS).replace(tzinfo=None, second=0, microsecond=0)
        if told.year < 2000:
            return False
        return self.act("clock.correct", operator=operator, at=told.isoformat(timespec="minutes"))

    @step("clock", 1, closes_first=st.booleans())
    def never_locked_out(self, closes_first: bool) -> None:
        """Whatever the clock was: once it is right, there is a way to work on the next morning."""
        self._set_clock(self._right)
        self._wake_up(time(8), 1)
        if self.books.day is not None and closes_first:
            assert self._close(None, True, "keep", counted_cents="none")
        if self.books.at > self.desk.hands.at + timedelta(minutes=3):
            assert self._correct(self.desk.hands.at)
        if self.books.day is not None:
            assert self._close(None, True, "keep", counted_cents="none")
        day = local_day(self.desk.hands.at)
        # At most it is asked whether this is the date.
        opened = self.act("day.open", again=True)
        assert opened or self.act("day.open", confirmed_day=day.isoformat(), again=True)

    # The catalogue changes between two days, or during one.

    @step(
        "days", 1, OPEN, CLOSED,
        article=st.sampled_from((*ARTICLES, "NEUF")), cents=st.sampled_from((99, 150)),
        days=st.sampled_from((None, -1, 1)),
    )  # fmt: skip
    def set_article(self, article: str, cents: int, days: int | None) -> None:
        self.books.tell_time(self.desk.hands.at)
        valid_from = None if days is None else (self.books.business_day + timedelta(days=days)).isoformat()
        self.act(
            "shop.article_set",
            article=article,
            label="Article",
            cents=cents,
            vat_code="TVA_55",
            nature="goods",
            valid_from=valid_from,
        )

    # The same op again.

    @step("breaks", 2, n=pick, changed=st.booleans())
    def say_it_again(self, n: int, changed: bool) -> None:
        """The same answer, byte for byte, whatever the clock says; another content is refused."""
        known = self.choose(self.played.done, n)
        if known is None:
            return
        raw = {**known.raw, "op": known.raw["op"].upper()} if n % 2 else known.raw
        answer = self.desk.execute({**raw, "print": True} if changed else raw, known.operator)
        if changed:
            assert answer.refused is not None
            assert answer.refused.code == "op.conflict"
        else:
            assert line_of(answer) == known.line
        assert self.desk.head() == self.books.seq

    # What breaks.

    @step("breaks", 2, how=st.sampled_from(BREAKS), steps=st.integers(1, 120))
    def next_act_breaks(self, how: str, steps: int) -> None:
        """The next act is cut off somewhere; then it is tried again."""
        self.played.broken = Break(how, steps if how == "killed" else 1 + steps % 25)

    @step("breaks", 1, cut=st.booleans())
    def restart(self, cut: bool) -> None:
        """The program is closed and started again; or the power goes, between two acts."""
        if cut:
            self.desk.go_on_from(self.desk.copy_files())
        else:
            self.desk.close()
            self.desk.open()
        assert self.desk.head() == self.books.seq
