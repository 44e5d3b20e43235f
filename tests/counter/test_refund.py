"""Money that comes back: by line, in parts, never more than was paid, and the first ticket stays as it is."""

import os
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.correction.refund import RefundState, found, refund
from concierge_desk.domain.errors import Refused
from concierge_desk.printing.text import to_text
from tests.counter.desks import COFFEE, COPY, LV_20, Desks, Play, card, cash, cheque, site_with
from tests.counter.test_papers import masked

GOLDEN = Path(__file__).parent / "golden"
FIRST, SECOND = "T-2026-000001", "T-2026-000002"
FLYER = {"do": "shop.sell", "article": "FLYER"}
PLATE = {"do": "shop.sell", "article": "PLATE"}


def give_back(play: Play, *lines: int | tuple[int, int], ticket: str = FIRST, **more: Any) -> Any:
    """Refund lines, whole or so many pieces of them."""
    return play.do("till.refund", **asked(*lines, ticket=ticket, **more))


def asked(*lines: int | tuple[int, int], ticket: str = FIRST, **more: Any) -> dict[str, Any]:
    rows = [
        {"line": line} if isinstance(line, int) else {"line": line[0], "quantity": line[1]} for line in lines
    ]
    return {"ticket": ticket, "lines": rows, "reason": "returned", **more}


def money(entry: Any) -> tuple[int, int, int, int]:
    """Quantity, price, net and VAT of a line."""
    line = entry.data["line"]
    return (line["quantity_thousandths"] // 1000, line["cents"], line["ht_cents"], line["vat_cents"])


def article(play: Play, code: str, cents: int, vat_code: str = "TVA_20") -> None:
    play.do(
        "shop.article_set", article=code, label=code.title(), cents=cents, vat_code=vat_code, nature="goods"
    )


@pytest.fixture
def sold(shop: Play) -> Play:
    """One ticket over two funds: three coffees, two stamps, a copy; 6.84 € in cash."""
    shop.settle([{**COFFEE, "quantity": 3}, {**LV_20, "quantity": 2}, COPY], cash(1000))
    return shop


# By line and in parts.


def test_a_whole_line(sold: Play) -> None:
    answer = give_back(sold, 1)
    assert answer.ticket == SECOND
    assert answer.result == {
        "due_cents": -360,
        "refunded_cents": 360,
        "refunds": FIRST,
        "lines": [{"cents": -360}],
    }
    assert [entry.kind for entry in answer.posted] == ["shop.sold", "till.settled"]
    line, ticket = answer.posted
    assert money(line) == (-3, -360, -327, -33)
    assert (line.data["quantity"], line.data["n"], line.data["ticket"]) == (-3, 1, SECOND)
    assert ticket.data["lines"] == [line.seq]
    assert (ticket.data["reason"], ticket.data["note"], ticket.data["drawer"]) == ("returned", None, "MAIN")
    assert ticket.data["payments"] == [
        {
            "means": "cash",
            "cents": -360,
            "given_cents": -360,
            "change_cents": 0,
            "split": [{"fund": "OWN", "cents": -360}],
        }
    ]
    assert sold.status()["cash"]["expected_cents"] == 8000 + 684 - 360


def test_what_a_line_keeps_when_it_comes_back(sold: Play) -> None:
    """All that it was sold with; only quantity and money are negated."""
    first = sold.posted()[-4].data["line"]
    back = give_back(sold, (1, 1)).posted[0].data["line"]
    changed = {name for name in first if first[name] != back[name]}
    assert changed == {"quantity_thousandths", "cents", "ht_cents", "vat_cents"}
    assert back.keys() == first.keys()


STEPS = [
    # article's price, pieces sold, pieces refunded one after the other -> price and VAT of each part
    (120, 3, [1, 1, 1], [(-120, -20), (-120, -20), (-120, -20)]),
    # 3.00 € with 0.50 € of tax: 16 2/3 cents a piece.
    (100, 3, [1, 1, 1], [(-100, -17), (-100, -16), (-100, -17)]),
    (100, 3, [2, 1], [(-200, -33), (-100, -17)]),
    (100, 3, [1, 2], [(-100, -17), (-200, -33)]),
    (100, 3, [3], [(-300, -50)]),
    # 1 cent of tax on 0.07 €, one piece a cent.
    (1, 7, [1, 1, 1, 1, 1, 1, 1], [(-1, 0), (-1, 0), (-1, 0), (-1, -1), (-1, 0), (-1, 0), (-1, 0)]),
    (1, 7, [3, 4], [(-3, 0), (-4, -1)]),
    (0, 2, [1, 1], [(0, 0), (0, 0)]),
]


@pytest.mark.parametrize(("cents", "pieces", "steps", "parts"), STEPS)
def test_in_parts_and_the_last_takes_the_rest(
    shop: Play, cents: int, pieces: int, steps: list[int], parts: list[tuple[int, int]]
) -> None:
    article(shop, "PLATE", cents)
    due = cents * pieces
    shop.settle([{**PLATE, "quantity": pieces}], card(due))
    seen = []
    for step in steps:
        _, price, ht, vat = money(give_back(shop, (1, step)).posted[0])
        assert ht + vat == price
        seen.append((price, vat))
    assert seen == parts
    assert shop.code("till.refund", **asked(1)) == "till.refunded_already"
    # What was sold and what came back are the same to the cent.
    assert {(row["ht_cents"], row["vat_cents"]) for row in shop.status()["vat"].values()} == {(0, 0)}


def test_left_out_is_all_that_is_left(sold: Play) -> None:
    give_back(sold, (1, 2))
    assert money(give_back(sold, 1).posted[0]) == (-1, -120, -109, -11)


def test_residue_cents_go_back_with_the_line_that_has_them(shop: Play) -> None:
    """Three plates at 1.00 €: 0.50 € of tax over three lines is 17, 17 and 16 cents, and so it comes back."""
    article(shop, "PLATE", 100)
    answer = shop.settle([PLATE, PLATE, PLATE], card(300))
    assert [money(entry)[3] for entry in answer.posted[:-1]] == [17, 17, 16]
    for line, vat in ((3, -16), (1, -17), (2, -17)):
        ticket = give_back(shop, line).posted[-1].data
        assert [(row["rate"], row["vat_cents"], row["ht_cents"]) for row in ticket["totals"]] == [
            (2000, vat, -100 - vat)
        ]


def test_several_lines_in_the_order_asked(sold: Play) -> None:
    answer = give_back(sold, 3, (2, 1), 1)
    assert [entry.kind for entry in answer.posted] == ["shop.sold", "relay.sold", "shop.sold", "till.settled"]
    assert [entry.data["n"] for entry in answer.posted[:-1]] == [1, 2, 3]
    assert [entry.aud for entry in answer.posted] == ["", "LAPOSTE", "", ""]
    assert [line["cents"] for line in answer.result["lines"]] == [-20, -152, -360]
    first = sold.posted()[-8:-4]
    assert [entry.data["corrects"] for entry in answer.posted] == [
        first[2].seq, first[1].seq, first[0].seq, first[3].seq,
    ]  # fmt: skip
    assert answer.posted[-1].data["totals"] == [
        {"fund": "MANDATE:LAPOSTE", "regime": "mandate_transparent", "rate": 0, "ht_cents": -152,
         "vat_cents": 0, "ttc_cents": -152},
        {"fund": "OWN", "regime": "own", "rate": 1000, "ht_cents": -327, "vat_cents": -33, "ttc_cents": -360},
        {"fund": "OWN", "regime": "own", "rate": 2000, "ht_cents": -17, "vat_cents": -3, "ttc_cents": -20},
    ]  # fmt: skip
    assert answer.posted[-1].data["payments"][0]["split"] == [
        {"fund": "OWN", "cents": -380}, {"fund": "MANDATE:LAPOSTE", "cents": -152},
    ]  # fmt: skip


def test_lines_of_one_rate_are_one_total(shop: Play) -> None:
    shop.settle([COPY, COPY, COFFEE], card(160))
    totals = give_back(shop, 2, 1).posted[-1].data["totals"]
    assert [(row["rate"], row["ttc_cents"]) for row in totals] == [(2000, -40)]


BOUNDS: list[tuple[list[int | tuple[int, int]], str, dict[str, Any]]] = [
    ([4], "till.unknown_line", {"ticket": FIRST, "line": 4, "lines": 3}),
    ([1, 200], "till.unknown_line", {"ticket": FIRST, "line": 200, "lines": 3}),
    ([(1, 4)], "till.refund_too_many", {"line": 1, "left": 3}),
    ([2, (1, 10_000)], "till.refund_too_many", {"line": 1, "left": 3}),
    ([1, 1], "till.line_twice", {"line": 1}),
    ([(1, 1), 3, (1, 2)], "till.line_twice", {"line": 1}),
    ([0], "input.bounds", {"field": "lines.line", "least": 1, "most": 200}),
    ([201], "input.bounds", {"field": "lines.line", "least": 1, "most": 200}),
    ([(1, 0)], "input.bounds", {"field": "lines.quantity", "least": 1, "most": 10_000}),
    ([(1, 10_001)], "input.bounds", {"field": "lines.quantity", "least": 1, "most": 10_000}),
    ([], "input.list", {"field": "lines", "least": 1, "most": 200}),
]


@pytest.mark.parametrize(("lines", "code", "params"), BOUNDS)
def test_bounds(sold: Play, lines: list[int | tuple[int, int]], code: str, params: dict[str, Any]) -> None:
    refused = sold.refused("till.refund", **asked(*lines))
    assert (refused.code, refused.params) == (code, params)


def test_never_more_than_was_paid(sold: Play) -> None:
    give_back(sold, (1, 1))
    give_back(sold, (1, 1))
    refused = sold.refused("till.refund", **asked((1, 2)))
    assert (refused.code, refused.params) == ("till.refund_too_many", {"line": 1, "left": 1})
    give_back(sold, 1)
    refused = sold.refused("till.refund", **asked(1))
    assert (refused.code, refused.params) == ("till.refunded_already", {"ticket": FIRST, "line": 1})
    assert sold.code("till.refund", **asked((1, 1))) == "till.refunded_already"
    # The other lines are another matter; one of them refused refuses the whole.
    assert sold.code("till.refund", **asked(2, 1)) == "till.refunded_already"
    give_back(sold, 2, 3)
    assert sold.status()["funds"] == {"MANDATE:LAPOSTE": 0, "OWN": 0}


@pytest.mark.parametrize("ticket", ["T-2026-000002", "T-2025-000001", "x", "B-2026-0001", "t-2026-1"])
def test_an_unknown_ticket(sold: Play, ticket: str) -> None:
    refused = sold.refused("till.refund", **asked(1, ticket=ticket))
    assert (refused.code, refused.params) == ("till.unknown_ticket", {"ticket": ticket.upper()})


def test_a_number_typed_by_hand(sold: Play) -> None:
    assert give_back(sold, 3, ticket=" t-2026-000001").result["refunds"] == FIRST


def test_a_refund_is_not_refunded(sold: Play) -> None:
    give_back(sold, 1)
    refused = sold.refused("till.refund", **asked(1, ticket=SECOND))
    assert (refused.code, refused.params) == ("till.refund_of_refund", {"ticket": SECOND})


def test_what_nobody_takes_back_is_not_refunded(sold: Play) -> None:
    """A kind without a reversal: the mechanism says so instead of giving money for it."""
    from concierge_desk.counter.correction.refund import Refund, RefundLine
    from concierge_desk.counter.values.codelists import Coded
    from concierge_desk.store.till import sold_ticket
    from tests.counter.desks import context

    ticket = sold.desk.store.read(lambda rows: sold_ticket(rows, FIRST))
    command = Refund(FIRST, (RefundLine(2, None),), (), Coded("returned", None))
    with pytest.raises(Refused) as caught:
        refund(RefundState(2, ticket, {}), command, context())
    assert (caught.value.code, caught.value.params) == ("till.not_refundable", {"line": 2})
    with pytest.raises(Refused) as caught:
        found(None, "T-1")
    assert (caught.value.code, caught.value.params) == ("till.unknown_ticket", {"ticket": "T-1"})


# How the money goes back.

PAID: list[tuple[list[dict[str, Any]], list[dict[str, Any]] | None, Any]] = [
    # the ticket's payments (6.84 €), how the coffees go back -> what leaves by means, or a refusal
    ([cash(1000)], None, [("cash", -360)]),
    ([card(684)], None, [("card", -360)]),
    # A cheque goes back whole or not at all (0062).
    ([cheque(684)], None, ("till.refund_means", {"due_cents": 360, "cheque_cents": 684})),
    ([cheque(684)], [cheque(360)], ("till.cheque_gone", {"asked_cents": 360})),
    ([cheque(684)], [cash(360)], [("cash", -360)]),
    ([cheque(360), card(324)], [cheque(360)], [("cheque", -360)]),
    ([card(684)], [], [("card", -360)]),
    ([card(300), cash(1000)], None, ("till.refund_means", {"due_cents": 360})),
    ([card(300), cheque(384)], None, ("till.refund_means", {"due_cents": 360})),
    # The same means twice, or a means with nothing in it, is one means.
    ([cash(300), cash(500)], None, [("cash", -360)]),
    ([card(684), cash(0)], None, [("card", -360)]),
    ([card(300), cash(1000)], [cash(360)], [("cash", -360)]),
    ([card(300), cash(1000)], [card(60), cash(300)], [("card", -60), ("cash", -300)]),
    # Other means than it was paid with: her card has expired, so she gets cash.
    ([card(684)], [cash(360)], [("cash", -360)]),
    ([cash(1000)], [cheque(360)], [("cheque", -360)]),
    # Cash is told as given or as cents: there is no change.
    ([card(684)], [{"means": "cash", "cents": 360}], [("cash", -360)]),
    ([card(684)], [{"means": "card", "given_cents": 360}], [("card", -360)]),
    ([card(684)], [cash(359)], ("till.refund_differs", {"due_cents": 360, "paid_cents": 359})),
    ([card(684)], [cash(361)], ("till.refund_differs", {"due_cents": 360, "paid_cents": 361})),
    ([card(684)], [card(300), cash(61)], ("till.refund_differs", {"due_cents": 360, "paid_cents": 361})),
    ([card(684)], [card(0)], ("till.refund_differs", {"due_cents": 360, "paid_cents": 0})),
    ([card(684)], [card(360), cash(0)], [("card", -360), ("cash", 0)]),
    ([card(684)], [{"means": "card"}], ("till.payment_fields", {"means": "card", "field": "cents"})),
    (
        [card(684)],
        [{"means": "cash", "cents": 360, "given_cents": 360}],
        ("till.payment_fields", {"means": "cash", "field": "cents"}),
    ),
    ([card(684)], [{"means": "gold", "cents": 360}], "input.choice"),
    ([card(684)], [{"means": "card", "cents": -360}], "input.bounds"),
]


@pytest.mark.parametrize(("paid", "back", "expected"), PAID)
def test_payments(
    shop: Play, paid: list[dict[str, Any]], back: list[dict[str, Any]] | None, expected: Any
) -> None:
    """R-3.07: by the means of the payment where no other is said; several have to be said, and so has another one."""
    shop.settle([{**COFFEE, "quantity": 3}, {**LV_20, "quantity": 2}, COPY], *paid)
    fields = asked(1) if back is None else asked(1, payments=back)
    if isinstance(expected, list):
        payments = shop.do("till.refund", **fields).posted[-1].data["payments"]
        assert [(payment["means"], payment["cents"]) for payment in payments] == expected
        assert all(payment["given_cents"] == payment["cents"] for payment in payments)
    elif isinstance(expected, str):
        assert shop.code("till.refund", **fields) == expected
    else:
        refused = shop.refused("till.refund", **fields)
        assert (refused.code, refused.params) == expected


@pytest.mark.parametrize(("left", "code"), [(360, None), (359, "till.short")])
def test_no_more_cash_leaves_than_the_drawer_holds(sold: Play, left: int, code: str | None) -> None:
    sold.do("till.move", direction="out", cents=8684 - left, reason="bank")
    answer = sold.ask("till.refund", **asked(1))
    assert (answer.refused and answer.refused.code) == code
    if answer.refused is not None:
        assert answer.refused.params == {"asked_cents": 360, "drawer_cents": 359}
        # By card it can be given back all the same.
        give_back(sold, 1, payments=[card(360)])
    assert sold.status()["cash"]["expected_cents"] == (0 if code is None else 359)


def test_a_line_of_nothing_comes_back_without_money(shop: Play) -> None:
    article(shop, "FLYER", 0)
    shop.settle([{**FLYER, "quantity": 2}, COFFEE], card(60), cash(60))
    answer = give_back(shop, 1)
    assert (answer.result["refunded_cents"], answer.posted[-1].data["payments"]) == (0, [])
    assert money(answer.posted[0]) == (-2, 0, 0, 0)


def test_a_reason_in_own_words_stays_beside_the_journal(sold: Play) -> None:
    data = give_back(sold, 1, reason="Mme Weber n'aime pas le café").posted[-1].data
    assert data["reason"] == "other"
    assert sold.personal(data["note"]) == "Mme Weber n'aime pas le café"
    assert b"Weber" not in (sold.entry(sold.head()).payload or b"")
    labelled = give_back(sold, 3, reason="Le client a changé d’avis").posted[-1].data
    assert (labelled["reason"], labelled["note"]) == ("changed_mind", None)
    assert sold.code("till.refund", **{**asked(2), "reason": None}) == "input.missing"


def test_a_drawer_of_another_name(desks: Desks) -> None:
    with desks.desk(site=site_with(drawer='"TIROIR"')) as play:
        play.open(float_cents=100)
        play.settle([COFFEE], cash(120))
        assert give_back(play, 1).posted[-1].data["drawer"] == "TIROIR"
        assert play.status()["cash"]["expected_cents"] == 100


# Its paper.


def test_golden(sold: Play) -> None:
    """As the screen shows it; `CONCIERGE_DESK_GOLDEN=write` writes it anew."""
    sold.hands.set("2026-11-25T10:12:07")
    give_back(sold, (1, 2), 2, payments=[card(300), cash(244)])
    text = masked(to_text(sold.paper(f"ticket:{SECOND}")))
    path = GOLDEN / "refund.txt"
    if os.environ.get("CONCIERGE_DESK_GOLDEN") == "write":
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")
