"""Reckoning of what a principal should pay for a month, row by row, with the acts behind each; an estimation. Pure.

Each act counts under the row of its day; what takes one back counts, in its own month, under the row of the act that it
takes back. Each row is rounded once, half a cent away from zero; the VAT is reckoned on the sum.

Source: docs/contract.md, "What carriers pay"; decision 0077.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from concierge_desk.domain.accounting.period import month_days
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import half_away
from concierge_desk.services.relay.model import closing
from concierge_desk.services.relay.model.catalogue import PACKAGING, PREPAID
from concierge_desk.services.relay.model.facts.leaving import RETURNS
from concierge_desk.services.relay.model.pay import rows as pay
from concierge_desk.services.relay.model.pay.rows import PayRow

_WHOLE = 10_000
_MILLE = 1000
_ITEMS = {closing.HANDED_OVER: pay.HANDED_OVER, closing.RECEIVED: pay.RECEIVED}
KINDS = (
    *_ITEMS,
    closing.REVERSED,
    closing.TO_POSTMAN,
    closing.TAKEN_BACK,
    closing.DEPOSITED,
    closing.SOLD,
    closing.FRANKED,
)
"""Kinds of entries that something is paid for."""


def rounded(exact: Fraction) -> int:
    """Return the whole number nearest, half of one away from zero."""
    return half_away(exact.numerator, exact.denominator)


@dataclass(frozen=True, slots=True)
class PaidAct:
    """An entry as far as it is paid for.

    Attributes:
        posted: The entry.
        of: What it is: a word of `PayRow.of`.
        day: The day whose row it counts under.
        count: How many acts it is; below nought where it takes one back.
        cents: What was charged, VAT included.
        rate: VAT in it, in hundredths of a percent.
    """

    posted: Posted
    of: str
    day: date
    count: int
    cents: int = 0
    rate: int = 0

    def base(self, base: str | None) -> Fraction:
        """Return what was charged, with VAT or without it, exactly."""
        return Fraction(self.cents * _WHOLE, _WHOLE + self.rate) if base == pay.HT else Fraction(self.cents)


def paid_acts(
    posted: Iterable[Posted], family: Callable[[str], str | None], day_of: Callable[[int], str | None]
) -> Iterator[PaidAct]:
    """Yield what of the entries is paid for.

    Args:
        posted: Entries of one principal.
        family: Of a product, by its code.
        day_of: Day of an entry, by its number: of one that another takes back.
    """
    for entry in posted:
        found = _paid(entry, family)
        if found is not None:
            of, count = found
            corrected = entry.data.get("corrects")
            left = entry.data.get("left_day") if entry.kind == closing.TAKEN_BACK else None
            day = left or (None if corrected is None else day_of(corrected)) or str(entry.day)
            line = entry.data.get("line", {})
            yield PaidAct(
                entry, of, date.fromisoformat(day), count, line.get("cents", 0), line.get("rate", 0)
            )


def _paid(entry: Posted, family: Callable[[str], str | None]) -> tuple[str, int] | None:
    """Return what an entry is and how many of it; None for what nothing is paid for."""
    data = entry.data
    if entry.kind == closing.DEPOSITED:
        return f"{pay.DEPOSITED}{data['kind']}", data["count"]
    if entry.kind == closing.FRANKED:
        return pay.FRANKING, -1 if "corrects" in data else 1
    if entry.kind == closing.SOLD:
        sold = family(data["product"])
        return sold if sold in {PREPAID, PACKAGING} else pay.STAMPS, data["quantity"]
    return _moved(entry)


def _moved(entry: Posted) -> tuple[str, int] | None:
    """Return what became of items, and of how many."""
    data = entry.data
    if closing.is_return(entry):
        return pay.RETURNED, len(data["items"])
    if entry.kind == closing.TAKEN_BACK and data["what"] == RETURNS:
        return pay.RETURNED, -1
    of = data["of"] if entry.kind == closing.REVERSED else entry.kind
    return (_ITEMS[of], 1 if of == entry.kind else -1) if of in _ITEMS else None


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """What a row comes to in a month.

    Attributes:
        row: The row.
        cents: Without VAT.
        acts: What it is paid for; none of what is paid by the month.
    """

    row: PayRow
    cents: int
    acts: tuple[PaidAct, ...] = ()

    @property
    def count(self) -> int:
        """How many acts, or pieces that were charged."""
        return sum(act.count for act in self.acts)

    @property
    def base_cents(self) -> int | None:
        """What was charged, rounded once; None of a row that is none of charges."""
        if self.row.basis != pay.PER_MILLE:
            return None
        return rounded(sum((act.base(self.row.base) for act in self.acts), Fraction(0)))


@dataclass(frozen=True, slots=True)
class PayDifference:
    """A code under which two statements say otherwise; one that lacks it says 0."""

    code: str
    expected_cents: int
    cents: int


@dataclass(frozen=True, slots=True)
class Expected:
    """What a principal should pay for a month.

    Attributes:
        principal: Who pays.
        month: Such as ``2026-11``.
        lines: Row by row.
        rate: VAT on the sum, in hundredths of a percent.
    """

    principal: str
    month: str
    lines: tuple[ExpectedLine, ...]
    rate: int

    @property
    def ht_cents(self) -> int:
        """The sum of the lines."""
        return sum(line.cents for line in self.lines)

    @property
    def vat_cents(self) -> int:
        """VAT on the sum."""
        return rounded(Fraction(self.ht_cents * self.rate, _WHOLE))

    @property
    def ttc_cents(self) -> int:
        """Both."""
        return self.ht_cents + self.vat_cents

    @property
    def by_code(self) -> dict[str, int]:
        """What each code comes to: under one several rows may hold in a month, one after the other."""
        found: dict[str, int] = {}
        for line in self.lines:
            found[line.row.code] = found.get(line.row.code, 0) + line.cents
        return found

    def differences(self, theirs: Mapping[str, int]) -> tuple[PayDifference, ...]:
        """Return the codes under which they pay something else, ours first."""
        ours = self.by_code
        found = [PayDifference(code, ours.get(code, 0), theirs.get(code, 0)) for code in {**ours, **theirs}]
        return tuple(one for one in found if one.expected_cents != one.cents)


def reckon(
    principal: str, month: str, rows: Sequence[PayRow], acts: Sequence[PaidAct], rate: int
) -> Expected:
    """Return what a principal should pay for a month.

    Args:
        principal: Who pays.
        month: Such as ``2026-11``.
        rows: His rows, of all days.
        acts: What was done and charged for him in the month.
        rate: VAT, in hundredths of a percent.
    """
    ordered = sorted(rows, key=lambda row: (pay.BASES.index(row.basis), row.key))
    lines = (_line(row, acts, *month_days(month)) for row in ordered)
    return Expected(principal, month, tuple(line for line in lines if line is not None), rate)


def _line(row: PayRow, acts: Sequence[PaidAct], first: date, last: date) -> ExpectedLine | None:
    """Return what a row comes to; None where it has nothing to do with the month."""
    if row.basis == pay.MONTH:
        return ExpectedLine(row, row.cents or 0) if row.holds(last) else None
    own = tuple(act for act in acts if act.of == row.of and row.holds(act.day))
    if not own and (row.valid_from > last or (row.valid_to is not None and row.valid_to < first)):
        return None
    if row.basis == pay.ACT:
        return ExpectedLine(row, (row.cents or 0) * sum(act.count for act in own), own)
    charged = sum((act.base(row.base) for act in own), Fraction(0))
    return ExpectedLine(row, rounded(charged * (row.per_mille or 0) / _MILLE), own)
