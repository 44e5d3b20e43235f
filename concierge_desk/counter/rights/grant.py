"""Grant of one operation: what its operator may do, and what somebody else lends it. Pure.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from concierge_desk.counter.rights.table import ALL, LIMIT, OWN, RIGHTS, reach_of
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Posted


@dataclass(frozen=True, slots=True)
class Holder:
    """Operator with what they may be.

    Attributes:
        code: Of the operator.
        roles: Codes of the list ``role``.
    """

    code: str
    roles: tuple[str, ...]


NOT_ALLOWED: Final = "operator.not_allowed"


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
        limited = tuple(right for right in RIGHTS.values() if LIMIT in right.reach.values())
        if all(any(right.reach.get(role) == ALL for role in self.holder.roles) for right in limited):
            return
        from concierge_desk.counter.rights.amounts import amounts  # noqa: PLC0415  (asked of few)

        for event in events:
            for right, cents in amounts(event):
                self.require(right, cents=cents)

    def _has(self, holder: Holder, right: str, cents: int, corrected: Sequence[Posted] | None) -> bool:
        return any(self._reaches(holder, role, right, cents, corrected) for role in holder.roles)

    def _reaches(
        self, holder: Holder, role: str, right: str, cents: int, corrected: Sequence[Posted] | None
    ) -> bool:
        reach = RIGHTS[right].reach.get(role)
        if reach in (None, ALL):
            return reach == ALL
        if reach == LIMIT:
            return cents <= self.limit()
        return corrected is None or all(
            entry.by == holder.code and entry.day is not None and entry.day == self.day for entry in corrected
        )
