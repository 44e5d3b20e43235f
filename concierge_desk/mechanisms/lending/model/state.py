"""State that acts with a thing are decided from: it, what of its kind is taken, who waits, whom it is about. Pure.

Source: docs/architecture.md, "One act, file by file"; decision 0094.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.held.who import Whose
from concierge_desk.domain.calendar import OpeningCalendar
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Warned
from concierge_desk.mechanisms.lending.model.facts import (
    AVAILABLE,
    ENDED,
    INCOMPLETE,
    KEPT,
    LOST,
    READY,
    Authority,
    LentKind,
    LentObject,
    Loan,
    Reservation,
    WaitingPlace,
)
from concierge_desk.mechanisms.lending.model.moved import Row
from concierge_desk.mechanisms.lending.model.taken import DaySpan, TakenDays
from concierge_desk.mechanisms.lending.nature import LendingNature


@dataclass(frozen=True, slots=True)
class LentState:
    """What an act finds.

    Attributes:
        nature: What the service is.
        thing: The object that it names, or that a loan is of; None for none.
        code: Of its kind, or of the kind that is named; empty for none.
        kind: That, as of the day on which the loan begins or began; None for one that is not listed.
        plan: What of the kind is taken, as it stands today.
        loans: That are out: the one that is named, else those of the object.
        last: The loan that ended last: the one that is named, else of the object; None where none did.
        held_cents: Caution held for the first of the loans.
        waiting: For one of its kind, whichever or a certain one, the first before.
        who: Whom it is about.
        member: He is a member today.
        his: His loans that are out, of the whole nature.
        mine: Parties that are his.
        authorities: Of the object, by which somebody may have it.
    """

    nature: LendingNature
    thing: LentObject | None
    code: str
    kind: LentKind | None
    plan: TakenDays
    loans: Sequence[Loan]
    last: Loan | None
    held_cents: int
    waiting: Sequence[WaitingPlace]
    who: Whose
    member: bool
    his: Sequence[Loan]
    mine: frozenset[str]
    authorities: Sequence[Authority]

    def one(self, text: str | None) -> LentObject:
        """Return the object.

        Raises:
            Refused: ``nothing_given``, ``unknown``.
        """
        if text is None:
            raise Refused("nothing_given")
        if self.thing is None:
            raise Refused("unknown", of=text)
        return self.thing

    def sought(self, name: str | None, kind: str | None) -> tuple[str | None, str]:
        """Return what is waited for or reserved: an object with its kind, or a kind.

        Raises:
            Refused: ``nothing_given``, ``unknown``, ``kind_unknown``.
        """
        if name is not None or kind is None:
            return self.one(name).object, self.code
        if self.kind is None:
            raise Refused("kind_unknown", kind=kind)
        return None, kind

    def somebody(self) -> Whose:
        """Return whom it is about.

        Raises:
            Refused: ``who_needed``, ``unknown``.
        """
        return self.who.needed("who_needed", "unknown")

    def loan(self, asked: str | None) -> Loan:
        """Return the one loan that an act is about.

        Raises:
            Refused: ``nothing_given``, ``unknown``, ``already_back``, ``which_one``.
        """
        thing = self.one(asked)
        if not self.loans:
            raise Refused("already_back", **self._why_not_out(thing))
        if len(self.loans) > 1:
            raise Refused("which_one", count=len(self.loans))
        return self.loans[0]

    def _why_not_out(self, thing: LentObject) -> dict[str, str]:
        """Return what is said of what is not out: since when it is back, that it was lost, or that it never left."""
        last = self.last
        if last is None:
            return {"object": thing.object}
        return {"lost_day" if last.state == LOST else "day": str(last.ended_day)}

    def but_his(self, loan: Loan | None = None) -> TakenDays:
        """Return what is taken without what is reserved for him, and without a loan."""
        plan = self.plan
        loans = [one for one in plan.loans if one != loan]
        others = [one for one in plan.reservations if one.party not in self.mine]
        return TakenDays(plan.objects, loans, others, plan.today, plan.gap_days)

    def ready_again(self, thing: LentObject, context: Context, but: Iterable[str] = ()) -> dict[str, Any]:
        """Return how an object stands that may leave: kept for the first who waits, unless it is reserved within the time it is kept.

        Args:
            thing: The object.
            context: Knows the day.
            but: Parties that wait no more.
        """
        free = {"state": AVAILABLE, "kept_for": None, "kept_until": None}
        gone = {*but, *(one.kept_for for one in self.plan.objects if one.object != thing.object)}
        waits = (one for one in self.waiting if one.party not in gone and one.object in (None, thing.object))
        first = next(waits, None)
        if first is None or thing.is_counted:
            return free
        return free if self._is_promised(thing, context) else {**free, "state": KEPT, "kept_for": first.party}

    def _is_promised(self, thing: LentObject, context: Context) -> bool:
        """Say whether a copy that lies here is reserved within the time it would be kept; so is the last that is free of a kind."""
        today = context.business_day
        try:
            until = held_until(context.calendar, today, self.nature.hold_days)
        except Refused:
            # The shop is open on so many days no more: nobody could be told until when.
            return True
        here = replace(thing, state=AVAILABLE)
        # Of a kind that is reserved, what is kept for others already is none to count on.
        others = [one for one in self.plan.objects if one.object != thing.object and one.state != KEPT]
        loans = [loan for loan in self.plan.loans if loan.object != thing.object]
        plan = replace(self.plan, objects=[here, *others], loans=loans)
        return plan.conflict(DaySpan(today.isoformat(), until), here) is not None

    def in_use(
        self, thing: LentObject, context: Context, missing: tuple[str, ...] | None = None
    ) -> dict[str, Any]:
        """Return how an object stands that may be lent again: incomplete while something of it lacks."""
        lacks = thing.missing if missing is None else missing
        ready = {"state": INCOMPLETE} if lacks else self.ready_again(thing, context)
        return {**ready, "missing": lacks, "before": None}

    def restored(self, thing: LentObject, context: Context) -> dict[str, Any]:
        """Return how an object stands that is found, or whole again: as before, or as what may leave."""
        stood, _, before = (thing.before or AVAILABLE).partition(" ")
        if thing.state == INCOMPLETE or stood in READY:
            return self.in_use(thing, context, ())
        return {"state": stood, "before": before or None}

    def gone(self, thing: LentObject, context: Context) -> tuple[list[Row], tuple[Warned, ...]]:
        """Return what else moves as an object is gone, and what is warned of.

        Nobody may have it any more; whoever reserved it, or waits for it, has to be told so, and stands until then.
        """
        rows = [over(one, context) for one in self.authorities]
        promised = [one.object for one in self.plan.reservations] + [one.object for one in self.waiting]
        count = promised.count(thing.object)
        return rows, (Warned("promised", {"object": thing.object, "count": count}),) if count else ()

    def wait_no_more(self, gone: Sequence[WaitingPlace], context: Context) -> list[Row]:
        """Return what moves as some wait no more: their places, and what was kept for them is the next one's."""
        parties = [one.party for one in gone]
        rows = [over(one, context) for one in gone]
        kept = [one for one in self.plan.objects if one.state == KEPT and one.kept_for in parties]
        return [*rows, *(Row(one, self.ready_again(one, context, parties)) for one in kept)]


def over(row: Reservation | WaitingPlace | Authority, context: Context) -> Row:
    """Return the row of what ends today."""
    return Row(row, {"state": ENDED, "ended_day": context.business_day.isoformat()})


def held_until(calendar: OpeningCalendar, day: date, hold_days: int) -> str:
    """Return the last of so many open days after a day.

    Raises:
        Refused: ``calendar.no_opening`` where there are not so many in a year.
    """
    found = day
    for _ in range(hold_days):
        found = calendar.roll(found + timedelta(days=1))
    return found.isoformat()
