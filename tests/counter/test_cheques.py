"""Cheques are things: each lies in the drawer, went to the bank, or went back to whoever drew it (0062)."""

from collections.abc import Mapping
from typing import Any

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.domain.ticket import number_and_issuer, words_beside
from concierge_desk.store import cheques
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, COPY, LV_20, Play, card, cash, cheque

FIRST, SECOND = "T-2026-000001", "T-2026-000002"
SHEET = "E-2026-0001"
NOTED = {"bank": "La Banque Postale", "number": "0000042", "issuer": "Mme Kessler"}


@pytest.fixture
def paid(shop: Play) -> Play:
    """Two tickets by cheque, 1.20 € and 2.40 €, and one in cash."""
    shop.settle([COFFEE], {**cheque(120), **NOTED})
    shop.settle([{**COFFEE, "quantity": 2}], cheque(240))
    shop.settle([COFFEE], cash(200))
    return shop


def states(play: Play) -> list[tuple[int, str, str | None]]:
    return play.rows("SELECT cents, state, sheet FROM cheque ORDER BY seq, code")


def codes(play: Play) -> list[str]:
    return [cheque.code for cheque in play.desk.store.read(cheques.here)]


def held(play: Play) -> dict[str, int]:
    told: dict[str, int] = play.status()["held"]["cheques"]
    return told


def expected(play: Play) -> int:
    return int(play.status()["cash"]["expected_cents"])


# What is noted of one.


def test_a_cheque_has_a_code_and_its_details_beside(shop: Play) -> None:
    """R-3.05: bank and amount stand in the entry, number and issuer are personal records that can be erased."""
    answer = shop.settle([COFFEE], {**cheque(120), **NOTED})
    (kept,) = answer.posted[-1].data["payments"]
    assert (kept["bank"], kept["cheque"][:2], kept["ref"][:2]) == ("La Banque Postale", "x-", "r-")
    assert shop.personal(kept["ref"]) == "0000042 · Mme Kessler"
    assert shop.rows("SELECT kind, retention FROM personal WHERE ref = ?", kept["ref"]) == [
        ("party", "money")
    ]
    assert "Kessler" not in str(answer.posted[-1].data)
    assert "0000042" not in str(answer.posted[-1].data)
    assert held(shop) == {"here": 1, "cents": 120}


@pytest.mark.parametrize(
    "left_out", [("number", "issuer"), ("bank",), ("issuer",), ("bank", "number"), tuple(NOTED)]
)
def test_all_of_it_may_be_left_out(shop: Play, left_out: tuple[str, ...]) -> None:
    said = {name: text for name, text in NOTED.items() if name not in left_out}
    (kept,) = shop.settle([COFFEE], {**cheque(120), **said}).posted[-1].data["payments"]
    assert ("bank" in kept) == ("bank" in said)
    assert ("ref" in kept) == bool({"number", "issuer"} & said.keys())


def test_number_and_issuer_are_told_apart() -> None:
    for number, issuer in (("0000042", "Mme Kessler"), ("0000042", ""), ("", "Mme Kessler"), ("", "")):
        assert number_and_issuer(words_beside(number or None, issuer or None)) == (number, issuer)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"number": "12A"}, "input.cheque_number"),
        ({"number": "12345678901"}, "input.cheque_number"),
        ({"bank": "B" * 41}, "input.too_long"),
        ({"issuer": "4970100000000154"}, "input.card_number"),
    ],
)
def test_what_is_no_detail(shop: Play, more: dict[str, str], code: str) -> None:
    assert shop.code("till.settle", acts=[COFFEE], payments=[{**cheque(120), **more}]) == code


def test_a_name_typed_as_the_bank_stands_beside(shop: Play) -> None:
    """R-5.01: an entry holds nobody's name."""
    said = {**cheque(120), "bank": "Mme Kessler"}
    (kept,) = shop.settle([COFFEE], said).posted[-1].data["payments"]
    assert "Kessler" not in kept["bank"]
    shop.do("till.pay_in")
    assert "Mme Kessler" in str(shop.paper(f"paying_in:{SHEET}"))


def test_a_cheque_of_nothing_is_none(shop: Play) -> None:
    shop.settle([COFFEE], cheque(0), cash(120))
    assert held(shop) == {"here": 0, "cents": 0}


# To the bank.


def test_a_sheet_stays_once_one_of_its_cheques_came_back(paid: Play) -> None:
    """It stands on a slate: it is neither here nor on the sheet."""
    op, code = paid.do("till.pay_in").op, paid.rows("SELECT code FROM cheque ORDER BY seq")[0][0]
    bounced = paid.settle([{"do": "account.unpaid_cheque", "cheque": code, "who": {"name": "Mme Hofer"}}]).op
    refused = paid.refused("journal.reverse", op_of=op, reason="wrong_key")
    assert (refused.code, refused.params["cheque"]) == ("till.sheet_stays", code)
    paid.do("journal.reverse", op_of=bounced, reason="wrong_key")
    paid.do("journal.reverse", op_of=op, reason="wrong_key")
    assert states(paid) == [(120, "here", None), (240, "here", None)]


def test_all_that_is_here_goes_to_the_bank(paid: Play) -> None:
    here = codes(paid)
    answer = paid.do("till.pay_in", cents=2000)
    assert answer.result == {"sheet": SHEET, "cheques": here, "cash_cents": 2000}
    assert answer.documents == (f"paying_in:{SHEET}",)
    assert [entry.kind for entry in answer.posted] == ["till.moved", "till.paid_in"]
    moved = answer.posted[0].data
    assert (moved["direction"], moved["cents"], moved["reason"], moved["fund"]) == (
        "out",
        2000,
        "bank",
        "OWN",
    )
    assert states(paid) == [(120, "paid_in", SHEET), (240, "paid_in", SHEET)]
    assert held(paid) == {"here": 0, "cents": 0}
    assert expected(paid) == 8000 + 120 - 2000
    assert paid.do("till.pay_in", cents=100).result["sheet"] == "E-2026-0002"


def test_some_of_them_without_cash(paid: Play) -> None:
    last = codes(paid)[-1]
    answer = paid.do("till.pay_in", cheques=[last.upper(), last])
    assert (answer.result["cheques"], len(answer.posted)) == ([last], 1)
    assert held(paid) == {"here": 1, "cents": 120}


def test_cash_alone_by_its_pieces(paid: Play) -> None:
    answer = paid.do("till.pay_in", cheques=[], denominations={"2000": 2, "50": 0, "200": 5})
    assert answer.result == {"sheet": SHEET, "cheques": [], "cash_cents": 5000}
    assert answer.posted[-1].data["denominations"] == [
        {"face_cents": 200, "pieces": 5},
        {"face_cents": 2000, "pieces": 2},
    ]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"cheques": []}, "till.nothing_to_pay_in"),
    ({"cheques": [], "cents": 0}, "till.nothing_to_pay_in"),
    ({"cheques": [], "denominations": {"100": 0}}, "till.nothing_to_pay_in"),
    ({"cheques": ["x-000000000000"]}, "till.cheque_gone"),
    ({"cents": 8121}, "till.short"),
    ({"cents": 1, "denominations": {"1": 1}}, "till.count_fields"),
    ({"cheques": ["x-"]}, "till.cheque_gone"),
]


@pytest.mark.parametrize(("fields", "code"), REFUSED)
def test_what_does_not_go_to_the_bank(paid: Play, fields: dict[str, Any], code: str) -> None:
    assert paid.code("till.pay_in", **fields) == code


def test_what_went_once_does_not_go_twice(paid: Play) -> None:
    here = codes(paid)
    paid.do("till.pay_in")
    assert paid.code("till.pay_in", cheques=here[:1]) == "till.cheque_gone"
    assert paid.code("till.pay_in") == "till.nothing_to_pay_in"


def test_a_sheet_is_taken_back_the_same_day(paid: Play) -> None:
    before = states(paid)
    op = paid.do("till.pay_in", cents=2000).op
    answer = paid.do("journal.reverse", op_of=op, reason="wrong_key")
    assert [entry.kind for entry in answer.posted] == ["till.paid_in", "till.moved"]
    assert (states(paid), expected(paid)) == (before, 8120)
    assert "ANNULÉ" in str(paid.paper(f"paying_in:{SHEET}"))
    # Its number is used up.
    assert paid.do("till.pay_in").result["sheet"] == "E-2026-0002"
    assert paid.code("journal.reverse", op_of=op, reason="wrong_key") == "journal.reversed_already"


def test_after_the_closing_it_stays(paid: Play) -> None:
    op = paid.do("till.pay_in").op
    paid.close(counted_cents=8120)
    paid.open("2026-11-26T08:00")
    assert paid.code("journal.reverse", op_of=op, reason="wrong_key") == "till.sheet_stays"


# Back to whoever drew it.


def test_the_very_cheque_goes_back(paid: Play) -> None:
    (code,) = codes(paid)[:1]
    back = paid.do("till.refund", ticket=FIRST, lines=[{"line": 1}], reason="returned")
    (payment,) = back.posted[-1].data["payments"]
    assert (payment["cheque"], payment["cents"]) == (code, -120)
    assert states(paid)[0] == (120, "given_back", None)
    assert held(paid) == {"here": 1, "cents": 240}


def test_what_the_bank_has_does_not_go_back(paid: Play) -> None:
    paid.do("till.pay_in")
    asked: Mapping[str, Any] = {"ticket": FIRST, "lines": [{"line": 1}], "reason": "returned"}
    assert paid.code("till.refund", **asked) == "till.cheque_gone"
    assert paid.code("till.refund", **asked, means="cheque") == "till.cheque_gone"
    paid.do("till.refund", **asked, means="cash")


def test_a_ticket_taken_back_gives_its_cheques_back(shop: Play) -> None:
    op = shop.settle([COFFEE, LV_20, COPY], cheque(100), cheque(92), card(100)).op
    assert held(shop) == {"here": 2, "cents": 192}
    shop.do("journal.reverse", op_of=op, reason="wrong_key")
    assert [state for _, state, _ in states(shop)] == ["given_back", "given_back"]


def test_a_ticket_whose_cheque_is_at_the_bank_is_not_taken_back(shop: Play) -> None:
    op = shop.settle([COFFEE], cheque(120)).op
    shop.do("till.pay_in")
    assert shop.code("journal.reverse", op_of=op, reason="wrong_key") == "till.cheque_gone"


# The wrong means.


def correct(play: Play, from_: str, to: str, cents: int, ticket: str = FIRST) -> Any:
    named = {"from": from_, "to": to}
    return play.ask("till.correct_means", ticket=ticket, cents=cents, reason="wrong_means", **named).refused


def test_a_card_that_was_a_cheque(shop: Play) -> None:
    shop.settle([COFFEE], card(120))
    assert correct(shop, "card", "cheque", 120) is None
    assert states(shop) == [(120, "here", None)]
    assert correct(shop, "cheque", "card", 20) is None
    assert states(shop) == [(100, "here", None)]
    assert correct(shop, "cheque", "card", 100) is None
    assert states(shop) == []


def test_a_cheque_at_the_bank_was_one(paid: Play) -> None:
    paid.do("till.pay_in")
    refused = correct(paid, "cheque", "card", 120)
    assert refused is not None
    assert refused.code == "till.cheque_gone"


def test_money_that_went_back_by_another_means(paid: Play) -> None:
    """A refund that was noted by cheque was in cash: the cheque is still here; and the other way round."""
    paid.do("till.refund", ticket=FIRST, lines=[{"line": 1}], reason="returned")
    refund = "T-2026-000004"
    assert correct(paid, "cheque", "cash", 120, refund) is None
    assert held(paid) == {"here": 2, "cents": 360}
    assert correct(paid, "cash", "cheque", 120, refund) is None
    assert held(paid) == {"here": 1, "cents": 240}
    refused = correct(paid, "cheque", "cash", 60, refund)
    assert refused is not None
    assert refused.code == "till.cheque_gone"


# The evening.


def test_the_closing_tells_what_is_here_and_what_went(paid: Play) -> None:
    here = codes(paid)
    paid.do("till.pay_in", cheques=here[:1], cents=120)
    answer = paid.close(counted_cents=8000, cheques_seen=[])
    assert answer.posted[-1].data["cheques"] == {
        "here": 1,
        "cents": 240,
        "paid_in": 1,
        "paid_in_cents": 120,
        "cash_paid_in_cents": 120,
        "missing": here[1:],
    }
    assert [warning.code for warning in answer.warnings] == ["day.cheques_missing"]
    assert paid.status()["held"] == {"cheques": {"here": 1, "cents": 240}}


@pytest.mark.parametrize(
    ("terminal", "gap", "warned"),
    [(150, 0, []), (130, -20, ["day.card_differs"]), (-5, -155, ["day.card_differs"])],
)
def test_cards_are_held_against_the_terminal(shop: Play, terminal: int, gap: int, warned: list[str]) -> None:
    shop.settle([COFFEE], card(120))
    shop.settle([COPY], card(20))
    shop.settle([{**COPY, "quantity": 2}], card(40))
    shop.do("till.refund", ticket="T-2026-000003", lines=[{"line": 1}], reason="returned")
    shop.settle([COPY], card(10), cash(10))
    answer = shop.close(counted_cents=8010, card_terminal_cents=terminal)
    assert answer.posted[-1].data["card"] == {
        "expected_cents": 150,
        "terminal_cents": terminal,
        "gap_cents": gap,
    }
    assert [warning.code for warning in answer.warnings] == warned
    assert "Cartes, d’après le terminal" in str(shop.paper("z:Z-2026-0001"))


def test_a_day_without_either_says_nothing_of_them(shop: Play) -> None:
    shop.settle([COFFEE], cash(120))
    told = shop.close(counted_cents=8120).posted[-1].data
    assert not {"card", "cheques"} & told.keys()


def test_what_is_not_here_was_not_seen(paid: Play) -> None:
    assert paid.code("day.close", counted_cents=8120, cheques_seen=["x-000000000000"]) == "till.cheque_gone"


# Everything else.


def test_tables_are_what_the_journal_makes(paid: Play) -> None:
    paid.do("till.pay_in", cheques=codes(paid)[:1])
    paid.do("till.refund", ticket=SECOND, lines=[{"line": 1}], reason="returned")
    paid.settle([COPY], cheque(20))
    correct(paid, "cheque", "cash", 20, "T-2026-000005")
    desk = paid.desk
    assert not compare(desk.folder.store, desk.keys.store_key, catalogue.schemas()).differences
