"""Grant of one operation: what somebody may be and how far they may go, and what somebody else lends. Pure.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from concierge_desk.counter.rights.table import ALL, CONCIERGE, LIMIT, OWN, RESPONSIBLE, RIGHTS, Reach
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, Posted

NOT_ALLOWED: Final = "operator.not_allowed"


def roles_in(now: Data) -> dict[str, tuple[str, ...]]:
    """Return what each operator may be: on a desk where nobody said so, the first is responsible."""
    codes: Sequence[str] = now["operators"]
    told = now.get("operator_roles")
    if told is None:
        return {code: (CONCIERGE,) if place else (CONCIERGE, RESPONSIBLE) for place, code in enumerate(codes)}
    return {code: tuple(roles) for code, roles in zip(codes, told, strict=False)}


def reach_of(right: str, roles: Iterable[str]) -> Reach | None:
    """Return how far somebody has a right who may be all of that; None where they do not have it."""
    found = {RIGHTS[right].reach.get(role) for role in roles}
    return next((reach for reach in (ALL, LIMIT, OWN) if reach in found), None)


def not_allowed(right: str, roles: Sequence[str], limit: Callable[[], int] | None = None) -> Refused:
    """Return why somebody may not do something: which right it takes, how far they have it, and who has it whole.

    Args:
        right: Its code.
        roles: What whoever asked may be.
        limit: Reads the most that goes out, or is forgiven, where a right is limited; None where no sum is asked.
    """
    who = ", ".join(RIGHTS[right].who)
    reach = reach_of(right, roles)
    if reach == LIMIT and limit is not None:
        return Refused(NOT_ALLOWED, right=right, who=who, limit_cents=limit())
    if reach == OWN:
        return Refused(NOT_ALLOWED, right=right, who=who, own=True)
    return Refused(NOT_ALLOWED, right=right, who=who)


@dataclass(frozen=True, slots=True)
class Holder:
    """Operator with what they may be.

    Attributes:
        code: Of the operator.
        roles: Codes of the list ``role``.
    """

    code: str
    roles: tuple[str, ...]


@dataclass(slots=True)
class Grant:
    """What one operation may do; it keeps whether a lent right was needed.

    Attributes:
        holder: Who does it.
        lender: Who approves of it; None without.
        limit: Reads the most that goes out, or is forgiven, where a right is limited.
        day: The open business day, None without one.
        approved_by: Who lent a right that was needed; None while none was.
    """

    holder: Holder
    lender: Holder | None
    limit: Callable[[], int]
    day: str | None
    approved_by: str | None = None

    def require(self, right: str, *, cents: int = 0, corrected: Sequence[Posted] | None = None) -> None:
        """Refuse what neither the operator nor who approves of it may do.

        Args:
            right: Its code.
            cents: How much goes out, or is forgiven.
            corrected: The entries that are taken back; None for no such act, or while nobody knows.

        Raises:
            Refused: ``operator.not_allowed``.
        """
        if self._has(self.holder, right, cents, corrected):
            return
        if self.lender is None or not self._has(self.lender, right, cents, corrected):
            raise not_allowed(right, self.holder.roles, self.limit)
        self.approved_by = self.lender.code

    def require_amounts(self, events: Iterable[Event]) -> None:
        """Refuse what would let more go out, or forgive more, than may be: by what was decided.

        Raises:
            Refused: ``operator.not_allowed``.
        """
        limited = (code for code, right in RIGHTS.items() if LIMIT in right.reach.values())
        if all(reach_of(code, self.holder.roles) == ALL for code in limited):
            return
        from concierge_desk.counter.rights.amounts import amounts  # noqa: PLC0415  (asked of few)

        for event in events:
            for right, cents in amounts(event):
                self.require(right, cents=cents)

    def _has(self, holder: Holder, right: str, cents: int, corrected: Sequence[Posted] | None) -> bool:
        reach = reach_of(right, holder.roles)
        if reach == LIMIT:
            return cents <= self.limit()
        if reach == OWN:
            return corrected is None or all(
                entry.by == holder.code and entry.day is not None and entry.day == self.day
                for entry in corrected
            )
        return reach == ALL
