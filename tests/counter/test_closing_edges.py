"""The closing's figures at their edges: lines of one cent, lines of nothing, lines without tax."""

import pytest

from concierge_desk.counter.till.payments import KeptPayment, Payment, split, take
from concierge_desk.counter.till.totals import add_up
from concierge_desk.domain.charge import CAUTION, OWN, REGIME_MANDATE, REGIME_OWN
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from tests.counter.desks import posted_of


def line(cents: int, *, fund: str = OWN, rate: int = 2000) -> Event:
    told = {
        "cents": cents,
        "fund": fund,
        "regime": REGIME_OWN if fund == OWN else REGIME_MANDATE,
        "rate": rate,
        "nature": "goods",
        "discount_cents": 0,
        "ht_cents": cents,
        "vat_cents": 0,
    }
    return Event("shop.sold", {"line": told, "ticket": "T-1", "n": 1})


def test_every_cent_is_sold_or_came_back() -> None:
    from concierge_desk.counter.day.closing import _charges

    told = _charges(add_up(posted_of([line(1), line(-1), line(0), line(100), line(-30)])))
    assert (told["sales_cents"], told["returns_cents"]) == (101, -31)


def test_a_rate_of_a_hundredth_is_a_rate_and_none_is_exempt() -> None:
    """R-6.06: taxed, exempt, and a security, which is out of scope."""
    from concierge_desk.counter.day.closing import _charges

    lines = [line(700, rate=0), line(20, rate=1), line(3, rate=2000), line(5000, fund=CAUTION, rate=0)]
    told = _charges(add_up(posted_of(lines)))
    found = (told["taxed_cents"], told["exempt_cents"], told["out_of_scope_cents"])
    assert found == (23, 700, 5000)


def test_a_principals_cents_one_by_one() -> None:
    from concierge_desk.counter.day.closing import _third_parties

    fund = "MANDATE:LAPOSTE"
    lines = [line(1, fund=fund), line(-1, fund=fund), line(152, fund=fund), line(5)]
    assert _third_parties(add_up(posted_of(lines))) == [
        {"principal": "LAPOSTE", "cents": 152, "lines": 3, "sales_cents": 153, "returns_cents": -1}
    ]


def test_by_rate_every_cent_is_on_one_side() -> None:
    from concierge_desk.counter.day.closing import _apart

    lines = [dict(event.data["line"]) for event in (line(1), line(-1), line(2), line(-3))]
    assert _apart("sales", lines, 1) == {"sales_ht_cents": 3, "sales_vat_cents": 0}
    assert _apart("returns", lines, -1) == {"returns_ht_cents": -4, "returns_vat_cents": 0}


def test_what_moved_counts_in_its_direction() -> None:
    moves = [
        Event(
            "till.moved",
            {"direction": direction, "cents": cents, "reason": "expense", "fund": OWN, "drawer": "MAIN"},
        )
        for direction, cents in (("in", 500), ("out", 120))
    ]
    totals = add_up(posted_of(moves))
    assert (totals.moved_cents, totals.movements) == (380, 2)


def test_the_drawer_opens_for_cash_only() -> None:
    def ticket(number: str, *means: str) -> Event:
        payments = [{"means": item, "cents": 1, "change_cents": 0, "split": []} for item in means]
        return Event("till.settled", {"ticket": number, "payments": payments, "totals": []})

    tickets = [ticket("T-1", "card"), ticket("T-2", "cheque"), ticket("T-3", "card", "cash")]
    assert add_up(posted_of(tickets)).cash_tickets == 1


def test_a_visit_without_acts_was_not_given_up() -> None:
    visits = [Event("visit.abandoned", {"visit": "v-1", "acts": acts}) for acts in ([], ["shop.sell"])]
    assert add_up(posted_of(visits)).abandoned == 1


def test_the_odd_cent_is_the_mandates() -> None:
    """Two funds, one cent each, paid cent by cent: the first is La Poste's.

    Source: docs/contract.md, "Payments and the drawer": ties to the mandate.
    """
    cents = [KeptPayment("card", 1, 1, 0), KeptPayment("cheque", 1, 1, 0)]
    told = split(cents, {OWN: 1, "MANDATE:LAPOSTE": 1}, {})
    assert [payment["split"] for payment in told] == [
        [{"fund": "MANDATE:LAPOSTE", "cents": 1}],
        [{"fund": OWN, "cents": 1}],
    ]


@pytest.mark.parametrize(
    ("payment", "field"),
    [
        (Payment("card", None, 100), "cents"),
        (Payment("cheque", None, None), "cents"),
        (Payment("cash", 100, None), "given_cents"),
    ],
)
def test_which_payment_lacks_which_field(payment: Payment, field: str) -> None:
    with pytest.raises(Refused) as refused:
        take(100, [payment])
    assert refused.value.params == {"means": payment.means, "field": field}
