"""R-1.11: a correction is one more entry, linked to what it corrects; nothing that was written moves.

The cases are those of LNE's requirement 4, as far as they exist here: a ticket is paid in the moment it is made, so that a
finalized unpaid one that could get another line does not exist.
"""

from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.counter.day.closing import Told, closing_data
from concierge_desk.counter.till.totals import add_up
from concierge_desk.domain.charge import OWN, REGIME_OWN, Charge
from concierge_desk.domain.day import ClosingState
from concierge_desk.domain.journal import Event
from concierge_desk.domain.ticket import SoldLine
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.printing.text import to_text
from tests.counter.desks import COFFEE, COPY, LV_20, Play, card, cash, context, posted_of
from tests.counter.test_refund import FIRST, SECOND, article, asked, give_back, money

FLYER = {"do": "shop.sell", "article": "FLYER"}


def stored(play: Play, last: int) -> list[Any]:
    """Every column of the journal's lines up to one, as they lie in the file."""
    return play.rows("SELECT * FROM journal WHERE seq <= ? ORDER BY seq", last)


@pytest.fixture
def sold(shop: Play) -> Play:
    """Three coffees, two stamps, a copy: 6.84 € in cash."""
    shop.settle([{**COFFEE, "quantity": 3}, {**LV_20, "quantity": 2}, COPY], cash(1000))
    return shop


def one_coffee_less(play: Play) -> Any:
    return give_back(play, (1, 1))


def without_the_copy(play: Play) -> Any:
    return give_back(play, 3)


def without_the_ticket(play: Play) -> Any:
    op = play.last("till.settled").op
    return play.do("journal.reverse", op_of=op, reason="wrong_key")


def another_means(play: Play) -> Any:
    fields = {"ticket": FIRST, "from": "cash", "to": "card", "cents": 684, "reason": "wrong_means"}
    return play.do("till.correct_means", **fields)


# what the auditor asks for -> how it is done; what of our turnover and of La Poste's is left, and returned
LNE: list[tuple[str, Callable[[Play], Any], int, int, int]] = [
    ("a quantity is changed", one_coffee_less, 260, 304, -120),
    ("a line is removed", without_the_copy, 360, 304, -20),
    ("the ticket is removed", without_the_ticket, 0, 0, -380),
    ("the means is changed", another_means, 380, 304, 0),
]


@pytest.mark.parametrize(("case", "act", "own", "postal", "returned"), LNE, ids=[case[0] for case in LNE])
def test_lne_cases(
    sold: Play, case: str, act: Callable[[Play], Any], own: int, postal: int, returned: int
) -> None:
    head = sold.head()
    before, paper = stored(sold, head), to_text(sold.paper(f"ticket:{FIRST}"))
    answer = act(sold)
    # The original bytes stay, and so does the original paper.
    assert stored(sold, head) == before
    assert to_text(sold.paper(f"ticket:{FIRST}")) == paper
    # Each entry names the entry it corrects, and that one is there and of the kind that it takes back.
    by_seq = {entry.seq: entry for entry in sold.posted()}
    for entry in answer.posted:
        corrected = by_seq[entry.data["corrects"]]
        assert corrected.seq <= head
        assert {entry.kind, corrected.kind} in ({entry.kind}, {"till.settled", "till.means_corrected"})
        assert sold.rows("SELECT corrected FROM correction WHERE seq = ?", entry.seq) == [(corrected.seq,)]
    # With its reason.
    reasons = {entry.data["reason"] for entry in answer.posted if entry.kind.startswith("till.")}
    assert reasons <= {"returned", "wrong_key", "wrong_means"}
    assert reasons
    # Gross, minus and net stand apart on the closing.
    data = sold.close(counted_cents=None).posted[-1].data
    assert (data["sales_cents"], data["returns_cents"]) == (380, returned)
    assert {row["fund"]: row["cents"] for row in data["funds"]} == {"OWN": own, "MANDATE:LAPOSTE": postal}
    turnover, third = data["totals"]
    assert (turnover["period_cents"], turnover["perpetual_abs_cents"]) == (own, 380 - returned)
    assert (third["period_cents"], third["perpetual_abs_cents"]) == (postal, 304 + 304 - postal)


def test_a_line_added_to_a_ticket_does_not_exist(sold: Play) -> None:
    visit = sold.do("visit.save", acts=[COFFEE]).result["visit"]
    ticket = sold.do("till.settle", visit=visit, payments=[card(120)]).ticket
    for acts in ([COFFEE], [COFFEE, COPY], []):
        refused = sold.refused("visit.save", visit=visit, acts=acts)
        assert (refused.code, refused.params) == ("visit.settled", {"ticket": ticket})


def test_a_discount_comes_back_with_its_line() -> None:
    """Three articles at 1.00 €, 0.10 € off: what is given back is what was paid, discount and all."""
    charge = Charge("Article", 3000, 100, 290, OWN, REGIME_OWN, "TVA_20", 2000, "goods", discount_cents=10)
    line = {
        "quantity_thousandths": charge.quantity_thousandths,
        "cents": charge.cents,
        "discount_cents": charge.discount_cents,
        "vat_cents": 48,
        "ht_cents": 242,
        "rate": 2000,
    }
    (posted,) = posted_of([Event("shop.sold", {"line": line}, charge=charge)])
    parts = [SoldLine(posted, done).part(1000) for done in (0, 1000, 2000)]
    assert [(part["cents"], part["discount_cents"], part["vat_cents"]) for part in parts] == [
        (-97, -3, -16), (-96, -4, -16), (-97, -3, -16),
    ]  # fmt: skip
    assert all(part["ht_cents"] + part["vat_cents"] == part["cents"] for part in parts)
    assert {part["rate"] for part in parts} == {2000}


def test_gross_minus_and_net_by_rate(sold: Play) -> None:
    give_back(sold, (1, 2))
    data = sold.close(counted_cents=None).posted[-1].data
    ten, twenty = data["vat"]
    assert ten == {
        "rate": 1000,
        "ht_cents": 109,
        "vat_cents": 11,
        "ttc_cents": 120,
        "sales_ht_cents": 327,
        "sales_vat_cents": 33,
        "returns_ht_cents": -218,
        "returns_vat_cents": -22,
    }
    assert (twenty["returns_ht_cents"], twenty["returns_vat_cents"]) == (0, 0)
    assert data["counts"]["returns"] == 1
    assert [(row["means"], row["in_cents"], row["out_cents"]) for row in data["means"]] == [
        ("cash", 684, 240), ("card", 0, 0), ("cheque", 0, 0),
    ]  # fmt: skip
    assert data["ereporting"][0] == {
        "category": "TPS1",
        "rate": 1000,
        "base_cents": 109,
        "vat_cents": 11,
        "tickets": 2,
    }
    paper = to_text(sold.paper("z:Z-2026-0001")).replace("\u00a0", " ")
    rows = [" ".join(line.split()) for line in paper.splitlines()]
    assert rows.index("ventes 3,27 € 0,33 € 3,60 €") == rows.index("10 % 1,09 € 0,11 € 1,20 €") + 1
    assert rows.index("retours −2,18 € −0,22 € −2,40 €") == rows.index("ventes 3,27 € 0,33 € 3,60 €") + 1
    # Nothing came back at 20 %: its line stands alone.
    assert sum(row.startswith(("ventes", "retours")) for row in rows) == 2


def test_a_cent_is_a_sale_and_a_return(shop: Play) -> None:
    article(shop, "FLYER", 1)
    shop.settle([FLYER, FLYER], card(2))
    give_back(shop, 1)
    data = shop.close(counted_cents=None).posted[-1].data
    assert (data["sales_cents"], data["returns_cents"], data["counts"]["returns"]) == (2, -1, 1)
    (row,) = data["vat"]
    assert (row["sales_ht_cents"], row["returns_ht_cents"], row["ht_cents"]) == (2, -1, 1)


# Another day's ticket.


def test_a_ticket_of_yesterday(sold: Play) -> None:
    """R-1.31, R-1.60: the money moves today; yesterday stays as it was closed, its paper included."""
    closed = sold.close(counted_cents=8684).posted[-1]
    before = stored(sold, closed.seq)
    zed, ticket = (to_text(sold.paper(name)) for name in ("z:Z-2026-0001", f"ticket:{FIRST}"))
    yesterday = sold.status("2026-11-25")
    sold.open("2026-11-26T08:00")
    # Price and rate have changed meanwhile: it comes back as it was sold.
    article(sold, "CAFE", 150, "TVA_20")
    answer = give_back(sold, (1, 2), 2)
    assert [entry.day for entry in answer.posted] == ["2026-11-26"] * 3
    assert money(answer.posted[0]) == (-2, -240, -218, -22)
    assert answer.posted[0].data["line"]["rate"] == 1000
    assert sold.status()["cash"]["expected_cents"] == 8684 - 544
    data = sold.close(counted_cents=8140).posted[-1].data
    assert data["funds"] == [{"fund": "MANDATE:LAPOSTE", "cents": -304}, {"fund": "OWN", "cents": -240}]
    assert (data["sales_cents"], data["returns_cents"]) == (0, -240)
    totals = {row["scope"]: row for row in data["totals"]}
    assert totals["turnover"] == {
        "scope": "turnover",
        "period_cents": -240,
        "year_cents": 140,
        "perpetual_cents": 140,
        "perpetual_abs_cents": 620,
    }
    assert totals["third_parties"]["perpetual_abs_cents"] == 608
    assert stored(sold, closed.seq) == before
    assert (to_text(sold.paper("z:Z-2026-0001")), to_text(sold.paper(f"ticket:{FIRST}"))) == (zed, ticket)
    assert sold.status("2026-11-25") == yesterday


def test_the_numbers_of_a_new_year(sold: Play) -> None:
    sold.close(counted_cents=8684)
    sold.hands.set("2027-01-02T09:00")
    sold.do("day.open", confirmed_day="2027-01-02")
    answer = give_back(sold, 1)
    assert (answer.ticket, answer.result["refunds"]) == ("T-2027-000001", FIRST)
    assert sold.settle([COFFEE], cash(120)).ticket == "T-2027-000002"


def test_in_parts_over_two_days(sold: Play) -> None:
    give_back(sold, (1, 1))
    sold.close(counted_cents=None)
    sold.open("2026-11-26T08:00")
    refused = sold.refused("till.refund", **asked((1, 3)))
    assert (refused.code, refused.params) == ("till.refund_too_many", {"line": 1, "left": 2})
    give_back(sold, 1)
    assert sold.code("till.refund", **asked(1)) == "till.refunded_already"


def test_no_refund_without_an_open_day(sold: Play) -> None:
    sold.close(counted_cents=None)
    assert sold.code("till.refund", **asked(1)) == "day.not_open"


def test_with_a_clock_that_jumped_the_lines_are_still_named_rightly(sold: Play) -> None:
    sold.hands.set("2026-11-24T08:00")
    answer = give_back(sold, 1, 3)
    assert [entry.kind for entry in answer.posted] == [
        "clock.set_back", "shop.sold", "shop.sold", "till.settled",
    ]  # fmt: skip
    assert answer.posted[-1].data["lines"] == [answer.posted[1].seq, answer.posted[2].seq]
    assert answer.result["refunded_cents"] == 380


# Prints.


def test_a_refund_prints_on_request_and_again_as_a_duplicate(sold: Play, tmp_path: Any) -> None:
    """R-1.21: the first print after a sale is the original; the closing counts duplicates, and tickets that had none."""
    answer = give_back(sold, 1, print=True)
    assert answer.documents == (f"ticket:{SECOND}",)
    assert sold.rows("SELECT document FROM outbox") == [(f"ticket:{SECOND}",)]
    copies = [
        print_document(
            sold.desk, f"ticket:{number}", PrintFormat("text"), tmp_path / f"{number}-{n}", None
        ).copy
        for number in (SECOND, FIRST)
        for n in range(2)
    ]
    assert copies == [0, 1, 0, 1]
    assert "DUPLICATA" in (tmp_path / f"{SECOND}-1").read_text("utf-8")
    data = sold.close(counted_cents=None).posted[-1].data
    assert (data["counts"]["duplicates"], data["counts"]["not_printed"]) == (2, 0)


def test_returns_are_counted_by_line_and_the_drawer_opens_for_cash(shop: Play) -> None:
    article(shop, "FLYER", 0)
    shop.settle([COFFEE, COPY, FLYER], card(140))
    give_back(shop, 1, payments=[card(120)])
    give_back(shop, 2, 3, payments=[cash(20)])
    counts = shop.close(counted_cents=None).posted[-1].data["counts"]
    # A flyer that costs nothing is no return of money.
    assert (counts["tickets"], counts["lines"], counts["returns"]) == (3, 6, 2)
    assert counts["drawer_openings"] == 1


def test_a_closing_without_returns_has_the_same_form() -> None:
    core = ClosingState(context().state, 1, posted_of([]), (7,), (), None, None, None, "", "Z-2026-0001")
    data = closing_data(core, add_up(()), context().settings, Told({}, 0))
    assert (data["returns_cents"], data["vat"], data["seq_to"]) == (0, [], 7)
