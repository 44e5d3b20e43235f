"""What a clerk reckons by hand of who has what on which day: bags of days, and nothing of the program."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

CLOSED = frozenset(("2026-12-25", "2026-12-26", "2027-01-01"))
IN_USE = frozenset(("available", "kept", "out"))


def is_open(day: date) -> bool:
    """Say whether the shop of the tests is open: every day but Sundays and holidays."""
    return day.weekday() != 6 and day.isoformat() not in CLOSED


def rolled(day: date) -> date:
    """Return the first open day from one on."""
    while not is_open(day):
        day += timedelta(days=1)
    return day


def each_day(first: date, last: date) -> Iterator[date]:
    """Yield days, ends included."""
    while first <= last:
        yield first
        first += timedelta(days=1)


@dataclass
class Promises:
    """What is promised of one kind: how many each copy is, and by day what is taken of each and of the kind.

    Attributes:
        copies: By number of a copy that may be used, how many it is.
        taken: How many of a copy are with somebody or reserved on a day.
        wanted: How many of the kind, whichever, are reserved on a day.
    """

    copies: dict[str, int]
    taken: Counter[tuple[str, date]]
    wanted: Counter[date]

    def free(self, day: date) -> int:
        """Return how many copies nobody has or will have on a day."""
        return sum(max(0, many - self.taken[name, day]) for name, many in self.copies.items())

    def may_have(self, name: str, first: date, last: date, count: int = 1) -> bool:
        """Say whether so many of one copy are nobody's on each day, and the others are enough for whoever reserved any."""
        return all(
            self.copies.get(name, 0) - self.taken[name, day] >= count
            and (self.wanted[day] == 0 or self.free(day) - count >= self.wanted[day])
            for day in each_day(first, last)
        )

    def may_have_any(self, first: date, last: date, count: int = 1) -> bool:
        """Say whether so many of the kind are left on each day."""
        return all(self.free(day) - self.wanted[day] >= count for day in each_day(first, last))
