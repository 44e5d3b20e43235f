"""A line that the shop sells for itself: the price of one, and of so many."""

from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.charge import CAUTION, OWN, REGIME_OWN, Charge, is_mandate, mandate_of, own_piece


def test_one_piece_is_the_shops_own() -> None:
    piece = own_piece("Café", 120, "TVA_10", 1000, "service")
    assert piece == Charge(
        label="Café",
        quantity_thousandths=1000,
        unit_cents=120,
        cents=120,
        fund=OWN,
        regime=REGIME_OWN,
        vat_code="TVA_10",
        rate=1000,
        nature="service",
    )


@given(st.integers(1, 10_000))
def test_so_many_cost_so_many_times_as_much(pieces: int) -> None:
    line = own_piece("Café", 120, "TVA_10", 1000, "service").times(pieces)
    assert (line.quantity_thousandths, line.unit_cents, line.cents) == (1000 * pieces, 120, 120 * pieces)
    assert line.times(1).cents == 120


def test_a_principals_money_has_a_fund_of_its_name() -> None:
    assert mandate_of("LAPOSTE") == "MANDATE:LAPOSTE"
    assert [is_mandate(fund) for fund in ("MANDATE:LAPOSTE", OWN, CAUTION)] == [True, False, False]
