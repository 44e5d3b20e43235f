"""The model's own sums, held against the examples that the texts give."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.arithmetic import part, rounded, shares, tax_within, taxes

LAPOSTE = "MANDATE:LAPOSTE"


@pytest.mark.parametrize(
    ("exact", "cents"),
    [
        (Fraction(1, 2), 1),
        (Fraction(-1, 2), -1),
        (Fraction(49, 100), 0),
        (Fraction(3, 2), 2),
        (Fraction(0), 0),
    ],
)
def test_half_a_cent_goes_away_from_zero(exact: Fraction, cents: int) -> None:
    assert rounded(exact) == cents


def test_the_example_of_decision_0005() -> None:
    """A cheque of 5.00 €, then 1.96 € in cash, for 2.40 € of ours and 4.56 € of La Poste's."""
    owed = {"OWN": 240, LAPOSTE: 456}
    cheque = shares(500, owed)
    assert cheque == {"OWN": 172, LAPOSTE: 328}
    left = {fund: cents - cheque[fund] for fund, cents in owed.items()}
    assert shares(196, left) == {"OWN": 68, LAPOSTE: 128}


def test_a_tie_goes_to_the_mandate() -> None:
    assert shares(1, {"OWN": 152, LAPOSTE: 152}) == {"OWN": 0, LAPOSTE: 1}
    assert shares(-1, {"OWN": -152, LAPOSTE: -152}) == {"OWN": 0, LAPOSTE: -1}


def test_the_taxes_of_the_worked_day() -> None:
    """docs/requirements.md, "Worked day": a hem at 20 %, a coffee at 10 %."""
    assert taxes([(2000, 1200), (1000, 150)]) == [200, 14]


def test_the_tax_is_that_of_the_ticket_and_its_lines_add_up() -> None:
    """Three times 0.33 at 5.5 % is 0.05, not three times 0.02."""
    assert (tax_within(99, 550), tax_within(33, 550)) == (5, 2)
    assert taxes([(550, 33)] * 3) == [2, 2, 1]


@given(st.integers(-10_000, 10_000), st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_parts_add_up_in_whatever_steps(cents: int, steps: list[int]) -> None:
    pieces, before, found = sum(steps), 0, 0
    for taken in steps:
        found += part(cents, before, taken, pieces)
        before += taken
    assert found == cents
