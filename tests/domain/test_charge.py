"""Charges by the piece: whose the money is says under which regime."""

import pytest

from concierge_desk.domain.charge import CAUTION, OWN, by_the_piece, mandate_of


@pytest.mark.parametrize(
    ("fund", "regime"),
    [(OWN, "own"), (CAUTION, "own"), (mandate_of("LAPOSTE"), "mandate_transparent")],
)
def test_pieces_at_one_price(fund: str, regime: str) -> None:
    charge = by_the_piece(3, 120, fund, label="Café", vat_code="TVA_10", rate=1000, nature="service")
    assert (charge.quantity_thousandths, charge.unit_cents, charge.cents) == (3000, 120, 360)
    assert (charge.fund, charge.regime, charge.discount_cents) == (fund, regime, 0)
