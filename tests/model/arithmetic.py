"""The model's sums, in fractions: written from the texts, without a look at the program's own.

Source: docs/contract.md, "Amounts and dated rows"; decisions 0005 (splitting payments) and 0011 (parts of a line).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K")

OWN = "OWN"
HALF = Fraction(1, 2)


def rounded(exact: Fraction) -> int:
    """Return whole cents, half a cent away from zero."""
    whole = int(abs(exact) + HALF)
    return -whole if exact < 0 else whole


def tax_within(cents: int, rate: int) -> int:
    """Return the tax in a price; a rate of 2000 is 20 %."""
    return rounded(Fraction(cents * rate, 10_000 + rate))


def taxes(lines: Sequence[tuple[int, int]]) -> list[int]:
    """Return the tax of each line (rate, price) of a ticket: one sum for each rate, spread to the last cent."""
    found = [0] * len(lines)
    for rate in {rate for rate, _ in lines}:
        places = [place for place, line in enumerate(lines) if line[0] == rate]
        exact = {place: Fraction(lines[place][1] * rate, 10_000 + rate) for place in places}
        total = tax_within(sum(lines[place][1] for place in places), rate)
        for place, cents in _whole_cents(total, exact, places).items():
            found[place] = cents
    return found


def shares(cents: int, owed: Mapping[str, int]) -> dict[str, int]:
    """Return which part of a payment is each fund's, pro rata of what is still owed; ties to the mandate."""
    whole = sum(owed.values())
    if whole == 0:
        return dict.fromkeys(owed, 0)
    exact = {fund: Fraction(abs(cents) * part, whole) for fund, part in owed.items()}
    found = _whole_cents(abs(cents), exact, sorted(owed, key=lambda fund: (fund == OWN, fund)))
    return {fund: -part if cents < 0 else part for fund, part in found.items()}


def part(cents: int, before: int, taken: int, pieces: int) -> int:
    """Return what some pieces of a line come to, after others were given back before."""
    by_now = rounded(Fraction(cents * (before + taken), pieces))
    return by_now - rounded(Fraction(cents * before, pieces))


def _whole_cents(total: int, exact: Mapping[K, Fraction], order: Sequence[K]) -> dict[K, int]:
    """Cut each share down to whole cents, then give one more to the largest rests, earlier ones first."""
    found = {key: exact[key].numerator // exact[key].denominator for key in order}
    rests = sorted(order, key=lambda key: found[key] - exact[key])
    for key in rests[: total - sum(found.values())]:
        found[key] += 1
    return found
