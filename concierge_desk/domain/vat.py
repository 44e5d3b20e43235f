"""VAT: dated rates, computed per ticket, fund, regime and rate, and spread to the last cent.

Source: docs/contract.md, "Ticket lines and VAT"; docs/requirements.md, R-2.10, R-2.11, R-2.20.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from concierge_desk.domain.charge import Charge, bears_tax
from concierge_desk.domain.money import apportion, half_away

_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class TaxedLine:
    """Ticket line as the tax sees it; `cents` include the tax.

    Attributes:
        stored_vat: Its tax, where it takes back what was taxed before; None where it is reckoned with its group.
    """

    fund: str
    regime: str
    rate: int
    cents: int
    stored_vat: int | None = None

    @classmethod
    def of(cls, charge: Charge) -> "TaxedLine":
        """Return what the tax sees of a charge."""
        return cls(charge.fund, charge.regime, charge.rate, charge.cents, charge.stored_vat)


@dataclass(frozen=True, slots=True)
class VatLine:
    """The share of one ticket line: both parts add up to its price."""

    ht_cents: int
    vat_cents: int


@dataclass(frozen=True, slots=True, order=True)
class VatGroup:
    """The total of a ticket for one fund, regime and rate."""

    fund: str
    regime: str
    rate: int
    ht_cents: int
    vat_cents: int
    ttc_cents: int


@dataclass(frozen=True, slots=True)
class TicketVat:
    """The tax of a ticket: its lines in their order, its groups sorted."""

    lines: tuple[VatLine, ...]
    groups: tuple[VatGroup, ...]


def vat_included(ttc_cents: int, rate_hundredths: int) -> int:
    """Return the tax contained in a price, half a cent rounded away from zero.

    Args:
        ttc_cents: The price, tax included; negative for a refund.
        rate_hundredths: 2000 for 20 %.

    Raises:
        ValueError: For a negative rate.
    """
    if rate_hundredths < 0:
        raise ValueError("a rate is not negative")
    return half_away(ttc_cents * rate_hundredths, _WHOLE + rate_hundredths)


def ticket_vat(lines: Sequence[TaxedLine]) -> TicketVat:
    """Return the tax of a ticket, computed on the total of each group and spread over its lines.

    What rounding leaves over goes to the lines with the largest remainders, so that the lines add up
    to their group, whatever their signs. Tax that was stored is not reckoned again: what is declared early and what
    is declared at the end are the tax of the whole. A transparent mandate shows no tax of ours; neither does what is
    only held or owed.

    Raises:
        ValueError: For a negative rate.

    Source: docs/contract.md, "Ticket lines and VAT"; docs/requirements.md, R-2.11, R-2.20.
    """
    members: dict[tuple[str, str, int], list[int]] = {}
    for index, line in enumerate(lines):
        members.setdefault((line.fund, line.regime, line.rate), []).append(index)
    shares: dict[int, VatLine] = {}
    groups = []
    for (fund, regime, rate), indexes in sorted(members.items()):
        prices = [lines[index].cents for index in indexes]
        taxes = _taxes([lines[index] for index in indexes]) if bears_tax(fund, regime) else [0] * len(prices)
        for index, cents, vat in zip(indexes, prices, taxes, strict=True):
            shares[index] = VatLine(cents - vat, vat)
        total, tax = sum(prices), sum(taxes)
        groups.append(VatGroup(fund, regime, rate, total - tax, tax, total))
    return TicketVat(tuple(shares[index] for index in range(len(lines))), tuple(groups))


def _taxes(lines: Sequence[TaxedLine]) -> list[int]:
    """Return the tax of each line of a group."""
    reckoned = iter(_spread([line.cents for line in lines if line.stored_vat is None], lines[0].rate))
    return [next(reckoned) if line.stored_vat is None else line.stored_vat for line in lines]


def _spread(prices: Sequence[int], rate: int) -> list[int]:
    total = sum(prices)
    # Turned round, a refund of the whole gets the very taxes of the sale.
    side = -1 if total < 0 else 1
    exact = [side * cents * rate for cents in prices]
    return [side * vat for vat in apportion(vat_included(abs(total), rate), exact, _WHOLE + rate)]
