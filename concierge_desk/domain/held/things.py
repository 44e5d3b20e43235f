"""Money that is held or owed, as things: cautions, advances, debts, each with a code of its own. Pure.

Source: docs/contract.md, "Money held and owed"; decision 0084.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from concierge_desk.domain.money import cumulated, pro_rata, summed

CAUTION_PREFIX, ADVANCE_PREFIX, DEBT_PREFIX = "g", "y", "u"
"""Begin the codes of cautions, advances and debts."""

OPEN, KEPT, OVER, UNDONE = "open", "kept", "over", "undone"
"""Something of it is left; its cheque lies in the safe; nothing is left; it was never there."""

BY_MONEY, BY_CHEQUE = "money", "cheque"
"""A caution was taken in money, or its cheque is kept and not paid in."""

ARRHES, ACOMPTE = "arrhes", "acompte"
"""Either side may go back on it, at its own cost; or both are bound.

Source: docs/contract.md, "Money held and owed" (C. conso. L. 214-1).
"""

CAUTION_TAKEN, CAUTION_CASHED = "caution.taken", "caution.cashed"
CAUTION_RETURNED, CAUTION_KEPT = "caution.returned", "caution.kept"
ADVANCE_TAKEN, ADVANCE_USED = "advance.taken", "advance.used"
ADVANCE_KEPT, ADVANCE_RETURNED, ADVANCE_EARNED = "advance.kept", "advance.returned", "advance.earned"
ACCOUNT_OWED, ACCOUNT_PAID = "account.owed", "account.paid"
ACCOUNT_WRITTEN_OFF, CHEQUE_UNPAID = "account.written_off", "account.cheque_unpaid"
INDEMNIFIED = "till.indemnified"
"""Kinds of what is done with them."""

MAY_BE_A_CHEQUE: Final = frozenset({CAUTION_TAKEN, CAUTION_RETURNED})
"""Kinds that have no line where it is a cheque that lies in the safe."""

THING_KINDS: Final = frozenset(
    {
        *(CAUTION_TAKEN, CAUTION_CASHED, CAUTION_RETURNED, CAUTION_KEPT),
        *(ADVANCE_TAKEN, ADVANCE_USED, ADVANCE_KEPT, ADVANCE_RETURNED, ADVANCE_EARNED),
        *(ACCOUNT_OWED, ACCOUNT_PAID, ACCOUNT_WRITTEN_OFF, CHEQUE_UNPAID),
        INDEMNIFIED,
    }
)

Rate = tuple[int, str]
"""Rate of the tax and nature of what stands on the slate."""

_NONE: Final[Mapping[Rate, int]] = {}


@dataclass(frozen=True, slots=True)
class HeldCaution:
    """A caution.

    Attributes:
        code: Its own.
        of: Code or number of what it was taken for; None for nothing that has one.
        party: Ref of whose it is.
        kept: `BY_MONEY`, or `BY_CHEQUE` while its cheque lies in the safe.
        cents: What was taken.
        left_cents: What of it is still held.
        seq: Its entry.
        day: Business day of that entry, ISO.
        ticket: Ticket whose payments brought its money; None of a cheque in the safe.
        bank: Of a cheque, the bank it is drawn on, where that was noted.
        beside: Of a cheque, ref of its number, where that was noted.
        state: `OPEN`, `KEPT` or `OVER`.
    """

    code: str
    of: str | None
    party: str
    kept: str
    cents: int
    left_cents: int
    seq: int
    day: str
    ticket: str | None
    bank: str | None
    beside: str | None
    state: str


@dataclass(frozen=True, slots=True)
class HeldAdvance:
    """Something paid ahead.

    Attributes:
        code: Its own.
        of: Code or number of what it is paid for; None for nothing that has one.
        party: Ref of whose it is.
        as_: `ARRHES` or `ACOMPTE`.
        cents: What was taken.
        vat_cents: Tax of it, as it was stored.
        left_cents: What of it is still the customer's.
        vat_code: Of the dated rates.
        rate: Hundredths of a percent.
        nature: Of what it is paid for, as far as that is known.
        seq: Its entry.
        day: Business day of that entry, ISO.
        ticket: The ticket it was paid on.
        state: `OPEN` or `OVER`.
    """

    code: str
    of: str | None
    party: str
    as_: str
    cents: int
    vat_cents: int
    left_cents: int
    vat_code: str
    rate: int
    nature: str
    seq: int
    day: str
    ticket: str
    state: str

    def vat_of(self, cents: int, done: int) -> int:
        """Return the tax of so much of it: parts add up to what was stored, in whatever steps.

        Args:
            cents: How much of it.
            done: How much was given back or used before.
        """
        before, after = (cumulated(self.vat_cents, part, self.cents) for part in (done, done + cents))
        return after - before


@dataclass(frozen=True, slots=True)
class Debt:
    """Something that stands on the slate.

    Attributes:
        code: Its own.
        party: Ref of who owes it.
        cents: What was put on the slate.
        left_cents: What of it is still owed.
        seq: Its entry.
        day: Business day of that entry, ISO.
        ticket: The ticket that it was owed on.
        state: `OPEN` or `OVER`.
        rates: What is left by rate and nature.
        cheque: The cheque that had paid it and came back unpaid; None of what was put on the slate.
    """

    code: str
    party: str
    cents: int
    left_cents: int
    seq: int
    day: str
    ticket: str
    state: str
    rates: Mapping[Rate, int]
    cheque: str | None = None


@dataclass(frozen=True, slots=True)
class Unpaid:
    """What of a sale, or of a thing that was paid for, nobody paid.

    Attributes:
        debts: What of it is owed, the oldest first; of each, `left_cents` as far as it is of this.
        lost_cents: What nobody will pay any more: it was forgiven, or taken off by the refund of another ticket.
        beside: By debt, what nobody paid of it that is of something else: whatever is paid of a debt, that is paid first.
    """

    debts: tuple[Debt, ...] = ()
    lost_cents: int = 0
    beside: Mapping[str, int] = field(default_factory=dict)

    @property
    def left_cents(self) -> int:
        """What of it is owed."""
        return sum(debt.left_cents for debt in self.debts)


@dataclass(frozen=True, slots=True)
class HeldMove:
    """What an entry did to a thing, as later acts find it.

    Attributes:
        seq: The entry.
        thing: Code of the thing.
        kind: Of the entry.
    """

    seq: int
    thing: str
    kind: str


def rates_told(rates: Mapping[Rate, int]) -> list[dict[str, Any]]:
    """Return what belongs to each rate as an entry holds it."""
    return [
        {"rate": rate, "nature": nature, "cents": cents}
        for (rate, nature), cents in sorted(rates.items())
        if cents
    ]


def rates_in(rows: Iterable[Mapping[str, Any]]) -> dict[Rate, int]:
    """Return what belongs to each rate, as an entry holds it."""
    return summed(((row["rate"], row["nature"]), row["cents"]) for row in rows)


def by_rate(cents: int, left: Mapping[Rate, int], first: Mapping[Rate, int] = _NONE) -> dict[Rate, int]:
    """Return what of an amount belongs to each rate: pro rata of what is left of each, as payments are split (0005).

    Args:
        cents: At most what is left of all of them.
        left: What is left of each.
        first: What of each is taken before the rest, as far as it is left.
    """
    wanted = {rate: min(rest, first[rate]) for rate, rest in left.items() if first.get(rate)}
    most = min(cents, sum(wanted.values()))
    taken = _pro_rata(most, wanted)
    rest = {rate: rest - taken.get(rate, 0) for rate, rest in left.items()}
    return {
        rate: share
        for rate, share in summed([*taken.items(), *_pro_rata(cents - most, rest).items()]).items()
        if share
    }


def _pro_rata(cents: int, left: Mapping[Rate, int]) -> dict[Rate, int]:
    rates = sorted(rate for rate, rest in left.items() if rest)
    shares = pro_rata(cents, [left[rate] for rate in rates])
    return {rate: share for rate, share in zip(rates, shares, strict=True) if share}


@dataclass(frozen=True, slots=True)
class PaidDebt:
    """So much of a debt: what is paid, forgiven or taken back of it, by rate."""

    debt: str
    cents: int
    rates: Mapping[Rate, int]

    @property
    def told(self) -> dict[str, Any]:
        """What an entry holds of it."""
        return {"debt": self.debt, "cents": self.cents, "rates": rates_told(self.rates)}


def oldest_first(
    cents: int, debts: Sequence[Debt], first: Mapping[Rate, int] = _NONE
) -> tuple[PaidDebt, ...]:
    """Return what of each debt an amount pays: the oldest goes first.

    Args:
        cents: At most what is left of all of them.
        debts: In the order in which they were made.
        first: What of each rate is paid before the rest.
    """
    found, rest, wanted = [], cents, dict(first)
    for debt in debts:
        part = min(rest, debt.left_cents)
        if part > 0:
            rates = by_rate(part, debt.rates, wanted)
            found.append(PaidDebt(debt.code, part, rates))
            wanted = {rate: max(most - rates.get(rate, 0), 0) for rate, most in wanted.items()}
            rest -= part
    return tuple(found)
