"""Days on which something is taken: by loans and reservations, ends included. Pure.

Lending, renewing, reserving, taking back and the calendar ask the same.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from concierge_desk.mechanisms.lending.model.facts import IN_USE, LentObject, Loan, Reservation


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days, ISO, ends included."""

    first: str
    last: str

    def meets(self, other: "DaySpan") -> bool:
        """Say whether a day is in both."""
        return self.first <= other.last and other.first <= self.last

    def days(self) -> Iterable[str]:
        """Yield its days."""
        first, last = date.fromisoformat(self.first), date.fromisoformat(self.last)
        return ((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))


def of_loan(loan: Loan, today: str, gap_days: int) -> DaySpan:
    """Return the days that a loan takes: while it is out at least until today, and its rest after it."""
    return with_rest(loan.lent_day, max(loan.due_day, today), gap_days)


def with_rest(first: str, last: str, gap_days: int) -> DaySpan:
    """Return the days of a loan and of the rest after it."""
    if gap_days:
        last = (date.fromisoformat(last) + timedelta(days=gap_days)).isoformat()
    return DaySpan(first, last)


def of_reservation(reservation: Reservation) -> DaySpan:
    """Return the days that a reservation takes."""
    return DaySpan(reservation.from_day, reservation.to_day)


@dataclass(frozen=True, slots=True)
class TakenDays:
    """All that is taken of one kind, as it stands on a day.

    Attributes:
        objects: Its copies, ended ones too.
        loans: That are out.
        reservations: That are open, of copies and of the kind.
        today: The business day, ISO.
        gap_days: Days that a thing rests between two loans.
    """

    objects: Sequence[LentObject]
    loans: Sequence[Loan]
    reservations: Sequence[Reservation]
    today: str
    gap_days: int = 0

    def of(self, name: str) -> LentObject | None:
        """Return a copy by its number."""
        return next((one for one in self.objects if one.object == name), None)

    def free(self, thing: LentObject, day: str) -> int:
        """Return how many of an object are free on a day: out of use it has none."""
        return max(0, self._left(thing, day)) if thing.state in IN_USE else 0

    def _left(self, thing: LentObject, day: str) -> int:
        lent = sum(
            loan.out
            for loan in self.loans
            if loan.object == thing.object and _on(day, of_loan(loan, self.today, self.gap_days))
        )
        reserved = sum(
            one.quantity
            for one in self.reservations
            if one.object == thing.object and _on(day, of_reservation(one))
        )
        return thing.quantity - lent - reserved

    def lacks_on(self, thing: LentObject, day: str) -> bool:
        """Say whether on a day more of an object, or of its kind, is taken than there is."""
        return self._left(thing, day) < 0 or self._wanted(day) > sum(
            self.free(one, day) for one in self.objects
        )

    def _wanted(self, day: str) -> int:
        """Return how many of the kind, whichever they are, are reserved on a day."""
        return sum(
            one.quantity for one in self.reservations if one.object is None and _on(day, of_reservation(one))
        )

    def conflict(self, span: DaySpan, thing: LentObject | None, quantity: int = 1) -> str | None:
        """Return from when on something is reserved that would lack it, if so many were taken for some days.

        Args:
            span: The days.
            thing: The copy; None for any of the kind.
            quantity: How many.
        """
        meets = [one for one in self.reservations if of_reservation(one).meets(span)]
        for day in span.days():
            if thing is not None and self.free(thing, day) < quantity:
                return _first(one for one in meets if one.object == thing.object) or self._lent(thing, day)
            wanted = self._wanted(day)
            free = sum(self.free(one, day) for one in self.objects)
            if wanted + quantity > free and (thing is None or wanted):
                return _first(one for one in meets if _on(day, of_reservation(one))) or day
        return None

    def _lent(self, thing: LentObject, day: str) -> str:
        spans = (
            of_loan(loan, self.today, self.gap_days) for loan in self.loans if loan.object == thing.object
        )
        return min((span.first for span in spans if _on(day, span)), default=day)


def _on(day: str, span: DaySpan) -> bool:
    return span.first <= day <= span.last


def _first(reservations: Iterable[Reservation]) -> str | None:
    return min((one.from_day for one in reservations), default=None)
