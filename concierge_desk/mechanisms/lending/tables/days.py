"""Days of what is lent: what of a nature's tables meets some days, by its indexes, however much was ever lent.

Source: decision 0095.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from concierge_desk.mechanisms.lending.model.facts import LentObject, Loan, Reservation
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
    code, among = nature.code, (window.last, window.first)
    met = "state = 'open' AND from_day <= ? AND to_day >= ? ORDER BY from_day, party"
    over = "lent_day <= ? AND ended_day >= ? AND state = 'back' ORDER BY lent_day"
    loans = _by_kind(looks.loans_out(connection, code))
    reserved = _by_kind(looks.rows_of(connection, code, Reservation, met, *among))
    ended = _by_kind(looks.rows_of(connection, code, Loan, over, *among) if window.first < today else ())
    for kind, things in _by_kind(looks.objects(connection, code)).items():
        plan = TakenDays(things, loans.get(kind, ()), reserved.get(kind, ()), today, nature.gap_days)
        yield KindPlan(kind, plan, ended.get(kind, ()))


_Kinds = TypeVar("_Kinds", LentObject, Loan, Reservation)


def _by_kind(things: Iterable[_Kinds]) -> dict[str, list[_Kinds]]:
    found: dict[str, list[_Kinds]] = {}
    for one in things:
        found.setdefault(one.kind, []).append(one)
    return found
