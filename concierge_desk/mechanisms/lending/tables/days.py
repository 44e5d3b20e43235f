"""Days of what is lent: what of a nature's tables meets some days, by its indexes, however much was ever lent.

Source: decision 0095.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from concierge_desk.counter.groups import grouped
from concierge_desk.mechanisms.lending.model.facts import Loan, Reservation
from concierge_desk.mechanisms.lending.model.taken import DaySpan, TakenDays
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables import looks
from concierge_desk.store.connection import Connection


class KindPlan(NamedTuple):
    """What of a kind is taken on some days, and the loans of it that are over and met them."""

    kind: str
    plan: TakenDays
    ended: Sequence[Loan]


def plans(connection: Connection, nature: LendingNature, window: DaySpan, today: str) -> Iterator[KindPlan]:
    """Yield, kind by kind, what is taken on some days; a kind of which nothing is registered has none."""
    code, among, by_kind = nature.code, (window.last, window.first), attrgetter("kind")
    met = "state = 'open' AND from_day <= ? AND to_day >= ? ORDER BY from_day, party"
    over = "lent_day <= ? AND ended_day >= ? AND state = 'back' ORDER BY lent_day"
    loans = grouped(looks.loans_out(connection, code), by_kind)
    reserved = grouped(looks.rows_of(connection, code, Reservation, met, *among), by_kind)
    ended = grouped(
        looks.rows_of(connection, code, Loan, over, *among) if window.first < today else (), by_kind
    )
    for kind, things in grouped(looks.objects(connection, code), by_kind).items():
        plan = TakenDays(things, loans.get(kind, ()), reserved.get(kind, ()), today, nature.gap_days)
        yield KindPlan(kind, plan, ended.get(kind, ()))
