from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.accounting.vat_rates import rate_on, read_vat_rows
from concierge_desk.domain.charge import (
    ACCOUNT,
    ADVANCE,
    CAUTION,
    OWN,
    REGIME_MANDATE,
    REGIME_OUT,
    REGIME_OWN,
    mandate_of,
)
from concierge_desk.domain.dated import BadRow
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.vat import TaxedLine, TicketVat, VatGroup, VatLine, ticket_vat, vat_included

ROWS = read_vat_rows((Path(__file__).parents[2] / "resources" / "vat.csv").read_text(encoding="utf-8"))
HEADING = "code,label_fr,rate,valid_from,valid_to,source\n"
POSTE = mandate_of("LAPOSTE")

RATES = st.sampled_from([0, 550, 1000, 2000])
LINES = st.lists(
    st.builds(
        TaxedLine,
        fund=st.sampled_from([OWN, POSTE]),
        regime=st.sampled_from([REGIME_OWN, REGIME_MANDATE, "mandate_opaque"]),
        rate=RATES,
        cents=st.integers(-(10**7), 10**7),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("ttc", "rate", "vat"),
    [
        (120, 2000, 20),
        (110, 1000, 10),
        (240, 1000, 22),
        (3, 2000, 1),
        (-3, 2000, -1),
        (1, 2000, 0),
        (2, 2000, 0),
        (1055, 550, 55),
        (999, 0, 0),
        (0, 2000, 0),
        (1, 10000, 1),
        (-1, 10000, -1),
    ],
)
def test_vat_included(ttc: int, rate: int, vat: int) -> None:
    assert vat_included(ttc, rate) == vat


def test_a_rate_is_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        vat_included(100, -1)


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**4))
def test_vat_is_the_nearest_cent_away_from_zero(ttc: int, rate: int) -> None:
    """R-2.11: half a cent goes away from zero."""
    found, exact = vat_included(ttc, rate), Fraction(ttc * rate, 10000 + rate)
    assert abs(found - exact) <= Fraction(1, 2)
    assert vat_included(-ttc, rate) == -found
    if abs(found - exact) == Fraction(1, 2):
        assert abs(found) > abs(exact)


def test_a_ticket_of_two_funds() -> None:
    lines = [
        TaxedLine(OWN, REGIME_OWN, 1000, 120),
        TaxedLine(POSTE, REGIME_MANDATE, 0, 1520),
        TaxedLine(OWN, REGIME_OWN, 1000, 120),
        TaxedLine(OWN, REGIME_OWN, 2000, 20),
    ]
    assert ticket_vat(lines) == TicketVat(
        lines=(VatLine(109, 11), VatLine(1520, 0), VatLine(109, 11), VatLine(17, 3)),
        groups=(
            VatGroup(POSTE, REGIME_MANDATE, 0, 1520, 0, 1520),
            VatGroup(OWN, REGIME_OWN, 1000, 218, 22, 240),
            VatGroup(OWN, REGIME_OWN, 2000, 17, 3, 20),
        ),
    )


def test_the_residue_goes_to_the_largest_remainder() -> None:
    # Three times 0.20 € at 20 %: 10 cents of tax in all, 3 1/3 a line.
    even = [TaxedLine(OWN, REGIME_OWN, 2000, 20)] * 3
    assert [line.vat_cents for line in ticket_vat(even).lines] == [4, 3, 3]
    uneven = [TaxedLine(OWN, REGIME_OWN, 2000, cents) for cents in (19, 21, 20)]
    assert [line.vat_cents for line in ticket_vat(uneven).lines] == [3, 4, 3]


def test_the_mandate_shows_no_tax_of_ours_whatever_its_rate() -> None:
    found = ticket_vat([TaxedLine(POSTE, REGIME_MANDATE, 2000, 500)])
    assert found.lines == (VatLine(500, 0),)
    assert found.groups == (VatGroup(POSTE, REGIME_MANDATE, 2000, 500, 0, 500),)


def test_an_exchange_adds_up() -> None:
    found = ticket_vat([TaxedLine(OWN, REGIME_OWN, 2000, 130), TaxedLine(OWN, REGIME_OWN, 2000, -130)])
    assert sum(line.vat_cents for line in found.lines) == 0
    assert found.groups == (VatGroup(OWN, REGIME_OWN, 2000, 0, 0, 0),)


def test_nothing_sold() -> None:
    assert ticket_vat([]) == TicketVat((), ())


@given(LINES)
def test_lines_add_up_to_groups_and_groups_to_the_ticket(lines: list[TaxedLine]) -> None:
    """R-2.11: to the cent, whatever is sold."""
    found = ticket_vat(lines)
    sums: dict[tuple[str, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for line, share in zip(lines, found.lines, strict=True):
        assert share.ht_cents + share.vat_cents == line.cents
        total = sums[line.fund, line.regime, line.rate]
        for place, cents in enumerate((share.ht_cents, share.vat_cents, line.cents)):
            total[place] += cents
        if line.regime == REGIME_MANDATE:
            assert share.vat_cents == 0
        else:
            assert abs(share.vat_cents - Fraction(line.cents * line.rate, 10000 + line.rate)) < 1
    assert [(g.fund, g.regime, g.rate) for g in found.groups] == sorted(sums)
    for group in found.groups:
        assert [group.ht_cents, group.vat_cents, group.ttc_cents] == sums[
            group.fund, group.regime, group.rate
        ]
        if group.regime != REGIME_MANDATE:
            assert group.vat_cents == vat_included(group.ttc_cents, group.rate)


@given(RATES, st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=12))
def test_a_whole_refund_mirrors_the_sale(rate: int, prices: list[int]) -> None:
    if sum(prices) == 0:
        return
    sale = ticket_vat([TaxedLine(OWN, REGIME_OWN, rate, cents) for cents in prices])
    back = ticket_vat([TaxedLine(OWN, REGIME_OWN, rate, -cents) for cents in prices])
    assert [line.vat_cents for line in back.lines] == [-line.vat_cents for line in sale.lines]


@pytest.mark.parametrize(
    ("code", "rate"), [("TVA_20", 2000), ("TVA_10", 1000), ("TVA_55", 550), ("EXO_POSTE", 0), ("EXO", 0)]
)
def test_shipped_rates(code: str, rate: int) -> None:
    """R-2.10: the table that travels with the program."""
    assert rate_on(ROWS, code, date(2026, 11, 25)) == rate


def test_a_rate_is_that_of_the_day() -> None:
    """R-2.04, R-2.10: an old rate until its last day, the new one from the next."""
    rows = read_vat_rows(
        HEADING + "A,Avant,1960,2000-04-01,2013-12-31,CGI\n" + "A,Après,2000,2014-01-01,,CGI\n"
    )
    assert rate_on(rows, "A", date(2013, 12, 31)) == 1960
    assert rate_on(rows, "A", date(2014, 1, 1)) == 2000
    assert rows[0].label == "Avant"
    assert rows[0].source == "CGI"
    with pytest.raises(Refused) as refused:
        rate_on(rows, "A", date(2000, 3, 31))
    assert refused.value.code == "vat.unknown"
    assert refused.value.params == {"vat_code": "A", "day": "2000-03-31"}


def test_a_rate_that_begins_twice_is_wrong() -> None:
    with pytest.raises(BadRow) as bad:
        read_vat_rows(HEADING + "A,a,0,2014-01-01,,s\nA,b,1,2014-01-01,,s\n")
    assert bad.value.line == 3


def test_a_rate_ends_on_its_last_day() -> None:
    rows = read_vat_rows(
        "code,label_fr,rate,valid_from,valid_to,source\nTVA_X,Taux passé,1960,2000-04-01,2013-12-31,CGI\n"
    )
    assert (rows[0].valid_from, rows[0].valid_to) == (date(2000, 4, 1), date(2013, 12, 31))
    assert rate_on(rows, "TVA_X", date(2013, 12, 31)) == 1960
    with pytest.raises(Refused):
        rate_on(rows, "TVA_X", date(2014, 1, 1))


@pytest.mark.parametrize(("prices", "taxes"), [([303, -303], [51, -51]), ([-303, 303], [-50, 50])])
def test_one_article_given_back_for_another_of_its_price(prices: list[int], taxes: list[int]) -> None:
    """The half cent of the line that was rung up first is rounded up, the other is its opposite: no tax in all."""
    found = ticket_vat([TaxedLine(OWN, REGIME_OWN, 2000, cents) for cents in prices])
    assert [line.vat_cents for line in found.lines] == taxes
    assert [(group.ht_cents, group.vat_cents, group.ttc_cents) for group in found.groups] == [(0, 0, 0)]


@pytest.mark.parametrize(
    ("fund", "regime"),
    [
        (ACCOUNT, REGIME_OWN),
        (ACCOUNT, REGIME_OUT),
        (CAUTION, REGIME_OWN),
        (CAUTION, REGIME_OUT),
        (OWN, REGIME_OUT),
    ],
)
def test_what_is_held_or_owed_and_what_is_no_turnover_bears_no_tax(fund: str, regime: str) -> None:
    vat = ticket_vat([TaxedLine(fund, regime, 2000, -1200)])
    assert vat.groups == (VatGroup(fund, regime, 2000, -1200, 0, -1200),)


@pytest.mark.parametrize("cents", [1200, -1200])
def test_tax_that_was_stored_is_not_reckoned_again(cents: int) -> None:
    """An advance of 12.00 that was taxed 1.99 in parts goes back with these 1.99, beside what is taxed now."""
    stored = -199 if cents < 0 else 199
    vat = ticket_vat(
        [TaxedLine(ADVANCE, REGIME_OWN, 2000, cents, stored), TaxedLine(ADVANCE, REGIME_OWN, 2000, 600)]
    )
    assert vat.lines == (VatLine(cents - stored, stored), VatLine(500, 100))
    assert [(group.vat_cents, group.ttc_cents) for group in vat.groups] == [(stored + 100, cents + 600)]


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=4), RATES)
def test_an_advance_and_its_sale_are_taxed_as_the_sale(parts: list[int], rate: int) -> None:
    """What was declared early plus what is declared at the end is the tax of the whole, in whatever parts it was paid ahead."""
    early = [ticket_vat([TaxedLine(ADVANCE, REGIME_OWN, rate, cents)]).lines[0].vat_cents for cents in parts]
    taken = [
        TaxedLine(ADVANCE, REGIME_OWN, rate, -cents, -tax) for cents, tax in zip(parts, early, strict=True)
    ]
    end = ticket_vat([TaxedLine(OWN, REGIME_OWN, rate, sum(parts)), *taken])
    assert sum(early) + sum(line.vat_cents for line in end.lines) == vat_included(sum(parts), rate)
