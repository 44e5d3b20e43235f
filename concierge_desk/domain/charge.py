"""A charge: one priced line of a ticket, with the fund it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

THOUSAND = 1000
"""Thousandths in one piece: a quantity is counted in them."""

OWN = "OWN"
CAUTION = "CAUTION"
_MANDATE = "MANDATE:"

REGIME_OWN = "own"
REGIME_MANDATE = "mandate_transparent"


def mandate_of(principal: str) -> str:
    """Return the fund of a principal's money, such as ``MANDATE:LAPOSTE``."""
    return _MANDATE + principal


def is_mandate(fund: str) -> bool:
    """Say whether the fund's money belongs to a principal."""
    return fund.startswith(_MANDATE)


@dataclass(frozen=True, slots=True)
class Charge:
    """Price of one charged act, decided from dated rows and written into its entry.

    Attributes:
        label: As the dated catalogue names it; never a typed text.
        quantity_thousandths: `THOUSAND` for one piece.
        unit_cents: Price of one, tax included.
        cents: Price of the line, tax included, discount deducted.
        fund: ``OWN``, ``MANDATE:<principal>`` or ``CAUTION``.
        regime: ``own`` or ``mandate_transparent``.
        vat_code: Code of the dated VAT row.
        rate: Hundredths of a percent.
        nature: ``goods`` or ``service``.
        discount_cents: Deducted from OWN lines only.
        on_behalf: Name of the principal it is sold for, as the ticket prints it; empty for our own.
        details: What the caller and the paper also show, such as the band's upper weight.

    Source: docs/contract.md, "Ticket lines and VAT"; docs/requirements.md, R-1.10, R-2.10, R-2.20.
    """

    label: str
    quantity_thousandths: int
    unit_cents: int
    cents: int
    fund: str
    regime: str
    vat_code: str
    rate: int
    nature: str
    discount_cents: int = 0
    on_behalf: str = ""
    details: Mapping[str, int | str | None] = field(default_factory=dict)


def by_the_piece(pieces: int, unit_cents: int, fund: str, **said: Any) -> Charge:
    """Return the charge of so many pieces at one price, without a discount.

    Args:
        pieces: How many.
        unit_cents: Price of one, tax included.
        fund: Whose money it is: what is sold for a principal is a transparent mandate.
        **said: What else the `Charge` says: its label, VAT and nature.
    """
    return Charge(
        quantity_thousandths=pieces * THOUSAND,
        unit_cents=unit_cents,
        cents=pieces * unit_cents,
        fund=fund,
        regime=REGIME_MANDATE if is_mandate(fund) else REGIME_OWN,
        **said,
    )
