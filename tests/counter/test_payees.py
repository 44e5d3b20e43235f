"""Payees: cards and cheques of a fund may go to somebody else's account, and are neither the site's nor owed by it.

Source: docs/contract.md, "Payees"; decision 0074.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.books.cheques import Cheques
from concierge_desk.counter.books.days import Days
from concierge_desk.counter.papers.partner_statement import partner_statement
from concierge_desk.counter.service_parts import Marks
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store import cheques
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash, cheque
from tests.counter.held.test_cards import acts, found

FUND = "MANDATE:LAPOSTE"
POSTE = {"drawer": "POSTE", "funds": [FUND], "payee": "LAPOSTE"}
BOTH = [COFFEE, LV_20]
"""120 cents of ours, 152 of La Poste's."""
REAL_DAY = Path(__file__).parents[1] / "data" / "real-day"


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    """A shop in which La Poste has a drawer, a card terminal and an account of its own."""
    with desks.desk() as play:
        play.do("drawer.set", **POSTE)
        play.open(float_cents=8000)
        yield play


def to(payee: str, payment: Mapping[str, Any]) -> dict[str, Any]:
    return {**payment, "payee": payee}


def paid(play: Play, kind: str = "till.settled") -> list[tuple[Any, ...]]:
    """Return means, payee and split of the last payments."""
    return [
        (item["means"], item.get("payee"), {share["fund"]: share["cents"] for share in item["split"]})
        for item in play.last(kind).data["payments"]
    ]


def owed(play: Play) -> int:
    return int(play.rows("SELECT owed_cents FROM account WHERE fund = ?", FUND)[0][0])


def sound(play: Play) -> bool:
    return list(verify_desk(play.desk, VerifyRequest(signatures=True, tables=True)).faults) == []


# Who is paid is said with the drawer.


def test_a_payee_is_said_with_the_drawer_and_taken_back(desks: Desks) -> None:
    with desks.desk() as play:
        first = play.do("drawer.set", **POSTE)
        assert first.result == POSTE
        assert play.last("drawer.set").data["lies"] == [{"fund": FUND, "drawer": "POSTE", "payee": "LAPOSTE"}]
        second = play.do("drawer.set", drawer="POSTE", funds=[FUND])
        assert second.result == {"drawer": "POSTE", "funds": [FUND]}
        assert play.rows("SELECT payee FROM drawer_fund") == [(None,)]
        back = play.do("journal.reverse", op_of=str(second.op), reason="wrong_key")
        assert back.posted[-1].data["payee"] == "LAPOSTE"
        assert play.rows("SELECT payee FROM drawer_fund") == [("LAPOSTE",)]
        assert play.ask("journal.reverse", op_of=str(first.op), reason="wrong_key").refused is not None
        assert sound(play)


@pytest.mark.parametrize(
    ("said", "rows"),
    [
        # In the drawer of the site, with an account of its own all the same.
        ([{**POSTE, "drawer": "MAIN"}], [(FUND, "MAIN", "LAPOSTE")]),
        # The site itself by name is what it is without a word.
        ([{**POSTE, "payee": "own"}], [(FUND, "POSTE", None)]),
        # What is moved takes the payee of where it goes.
        ([POSTE, {"drawer": "AUTRE", "funds": [FUND]}], [(FUND, "AUTRE", None)]),
        # What a drawer held and is not named goes to the first, and is the site's own.
        (
            [{**POSTE, "funds": [FUND, "CAUTION"]}, POSTE],
            [("CAUTION", "MAIN", None), (FUND, "POSTE", "LAPOSTE")],
        ),
        # In the first drawer, too, each may have an account of its own.
        (
            [{**POSTE, "drawer": "MAIN"}, {"drawer": "MAIN", "funds": ["CAUTION"], "payee": "BANQUE"}],
            [("CAUTION", "MAIN", "BANQUE"), (FUND, "MAIN", "LAPOSTE")],
        ),
        ([{**POSTE, "drawer": "MAIN"}, {"drawer": "MAIN", "funds": [FUND]}], [(FUND, "MAIN", None)]),
        # Another drawer's payee stays.
        (
            [POSTE, {"drawer": "AUTRE", "funds": ["CAUTION"]}],
            [("CAUTION", "AUTRE", None), (FUND, "POSTE", "LAPOSTE")],
        ),
        ([POSTE, {**POSTE, "funds": []}], [(FUND, "MAIN", None)]),
    ],
)
def test_whose_funds_are_paid_to_whom(
    desks: Desks, said: list[dict[str, Any]], rows: list[tuple[str, str, str | None]]
) -> None:
    with desks.desk() as play:
        for fields in said:
            play.do("drawer.set", **fields)
        assert play.rows("SELECT fund, drawer, payee FROM drawer_fund ORDER BY fund") == rows
        op = str(play.last("drawer.set").op)
        before = play.last("drawer.set").data["before"]
        play.do("journal.reverse", op_of=op, reason="wrong_key")
        assert play.last("drawer.set").data["lies"] == before
        assert sound(play)


def test_a_code_of_a_payee_is_a_code(desks: Desks) -> None:
    with desks.desk() as play:
        assert play.code("drawer.set", **{**POSTE, "payee": "à La Poste"}) == "input.payee"
        assert play.do("drawer.set", **{**POSTE, "payee": "laposte"}).result["payee"] == "LAPOSTE"


# A card or a cheque pays its payee's funds alone.


OWN_PART, HIS_PART = {"OWN": 120}, {FUND: 152}


@pytest.mark.parametrize(
    ("acts", "payments", "rows"),
    [
        (
            BOTH,
            [to("LAPOSTE", card(152)), to("OWN", card(120))],
            [("card", "LAPOSTE", HIS_PART), ("card", None, OWN_PART)],
        ),
        # Whatever the order: cash takes what the others leave.
        (
            BOTH,
            [cash(120), to("LAPOSTE", card(152))],
            [("cash", None, OWN_PART), ("card", "LAPOSTE", HIS_PART)],
        ),
        (
            BOTH,
            [cash(172), to("LAPOSTE", card(100))],
            [("cash", None, {"OWN": 120, FUND: 52}), ("card", "LAPOSTE", {FUND: 100})],
        ),
        (
            BOTH,
            [to("OWN", cheque(20)), to("LAPOSTE", cheque(52)), cash(500)],
            [
                ("cheque", None, {"OWN": 20}),
                ("cheque", "LAPOSTE", {FUND: 52}),
                ("cash", None, {"OWN": 100, FUND: 100}),
            ],
        ),
        # Where one alone has a part, nobody is asked.
        ([LV_20], [card(152)], [("card", "LAPOSTE", HIS_PART)]),
        ([COFFEE], [card(120)], [("card", None, OWN_PART)]),
        ([COFFEE], [to("OWN", cheque(120))], [("cheque", None, OWN_PART)]),
        (BOTH, [cash(500)], [("cash", None, {"OWN": 120, FUND: 152})]),
    ],
)
def test_each_payee_is_paid_its_own(
    play: Play, acts: list[Any], payments: list[Any], rows: list[tuple[Any, ...]]
) -> None:
    play.settle(acts, *payments)
    assert paid(play) == rows
    assert sound(play)


@pytest.mark.parametrize(
    ("acts", "payments", "code", "params"),
    [
        (BOTH, [card(272)], "till.payee_needed", {"payees": "LAPOSTE, OWN"}),
        (BOTH, [cheque(120), cash(200)], "till.payee_needed", {"payees": "LAPOSTE, OWN"}),
        (BOTH, [to("PRESSING", card(10)), cash(500)], "till.payee_unknown", {"payee": "PRESSING"}),
        (
            BOTH,
            [to("LAPOSTE", card(153)), cash(119)],
            "till.overpaid",
            {"due_cents": 152, "paid_cents": 153, "payee": "LAPOSTE"},
        ),
        (
            BOTH,
            [to("OWN", card(60)), to("OWN", cheque(61)), cash(500)],
            "till.overpaid",
            {"due_cents": 120, "paid_cents": 121, "payee": "OWN"},
        ),
        (
            [COFFEE],
            [to("LAPOSTE", card(1)), cash(119)],
            "till.overpaid",
            {"due_cents": 0, "paid_cents": 1, "payee": "LAPOSTE"},
        ),
        # Cash lies in drawers: nobody is paid by it.
        (BOTH, [to("LAPOSTE", cash(272))], "till.payment_fields", {"means": "cash", "field": "given_cents"}),
        # What is due is told first, as ever: whoever asks it sends no payment.
        (BOTH, [], "till.underpaid", {"due_cents": 272, "missing_cents": 272}),
    ],
)
def test_a_payment_that_pays_the_wrong_one(
    play: Play, acts: list[Any], payments: list[Any], code: str, params: dict[str, Any]
) -> None:
    refused = play.refused("till.settle", acts=acts, payments=payments)
    assert (refused.code, dict(refused.params)) == (code, params)


def test_without_a_payee_nothing_of_it_is_written(desks: Desks) -> None:
    with desks.desk() as play:
        play.do("drawer.set", drawer="POSTE", funds=[FUND])
        play.open(float_cents=8000)
        assert (
            play.code("till.settle", acts=BOTH, payments=[to("LAPOSTE", card(272))]) == "till.payee_unknown"
        )
        play.settle(BOTH, to("OWN", card(172)), cash(100))
        play.close(counted_cents=None, card_terminal_cents=170)
        assert "payee" not in json.dumps([entry.data for entry in play.posted()])
        assert "payees" not in play.status()


# What goes there straight away is not owed.


def test_what_went_straight_to_him_is_not_owed(play: Play) -> None:
    ticket = play.settle([LV_20], card(152)).ticket
    assert owed(play) == 0
    play.settle(BOTH, to("LAPOSTE", cheque(52)), cash(500))
    assert owed(play) == 100
    play.do("till.move", direction="out", cents=100, reason="remittance", fund=FUND)
    play.do("till.refund", ticket=ticket, lines=[{"line": 1}], reason="returned")
    assert paid(play) == [("card", "LAPOSTE", {FUND: -152})]
    assert owed(play) == 0
    play.close(counted_cents=None)
    report = next(entry.data for entry in play.posted() if entry.kind == "relay.day_reported")
    told = ("charged_cents", "straight_cents", "remitted_cents", "remitted_total_cents", "owed_cents")
    assert {name: report[name] for name in told} == {
        "charged_cents": 152,
        "straight_cents": 52,
        "remitted_cents": 100,
        "remitted_total_cents": 152,
        "owed_cents": 0,
    }
    assert "par carte et par chèque" in str(play.paper("bordereau:2026-11-25").blocks)
    assert sound(play)


def test_a_partner_reads_what_went_straight_to_him(desks: Desks) -> None:
    with desks.desk() as play:
        play.do("partner.set", partner="ATELIER", name="Atelier", regime="mandate", audience=True)
        play.do("drawer.set", drawer="ATELIER", funds=["MANDATE:ATELIER"], payee="ATELIER")
        bread = {"article": "PAIN", "label": "Pain", "cents": 350, "vat_code": "TVA_10", "nature": "goods"}
        play.do("shop.article_set", **bread, partner="ATELIER")
        play.open()
        play.close(counted_cents=None)
        entry = play.last("partner.day_reported")
        assert (entry.data["straight_cents"], entry.data["owed_cents"]) == (0, 0)
        paper = partner_statement([entry], Marks(practice=True, anchor="A1:0"))
        assert "par carte et par chèque" in str(paper.blocks)
        play.open("2026-11-26T08:00")
        loaf = {"do": "shop.sell", "article": "PAIN"}
        play.settle([loaf], card(350))
        play.settle([loaf], cash(350))
        play.close("2026-11-26T18:00", counted_cents=None)
        report = play.last("partner.day_reported").data
        assert (report["charged_cents"], report["straight_cents"], report["owed_cents"]) == (700, 350, 350)
        assert sound(play)


# What goes back goes back from whoever was paid.


def test_money_goes_back_from_each_payee(play: Play) -> None:
    ticket = play.settle(BOTH, to("LAPOSTE", card(152)), to("OWN", card(120))).ticket
    whole = {"ticket": ticket, "lines": [{"line": 1}, {"line": 2}], "reason": "returned"}
    assert play.code("till.refund", **whole, payments=[card(272)]) == "till.payee_needed"
    refused = play.refused(
        "till.refund", **whole, payments=[to("LAPOSTE", card(200)), {"means": "cash", "cents": 72}]
    )
    assert (refused.code, refused.params["due_cents"], refused.params["paid_cents"]) == (
        "till.overpaid",
        152,
        200,
    )
    play.do("till.refund", **whole)
    assert paid(play) == [("card", "LAPOSTE", {FUND: -152}), ("card", None, {"OWN": -120})]
    assert play.last("till.settled").data["fund_payees"] == [{"fund": FUND, "payee": "LAPOSTE"}]
    assert owed(play) == 0
    assert sound(play)


def test_each_part_goes_back_by_its_own_means(play: Play) -> None:
    ticket = play.settle(BOTH, to("LAPOSTE", cheque(152)), cash(120)).ticket
    play.do("till.refund", ticket=ticket, lines=[{"line": 1}], reason="returned")
    assert paid(play) == [("cash", None, {"OWN": -120})]
    play.do("till.refund", ticket=ticket, lines=[{"line": 2}], reason="returned")
    assert paid(play) == [("cheque", "LAPOSTE", {FUND: -152})]
    assert play.rows("SELECT state, payee FROM cheque") == [("given_back", "LAPOSTE")]
    # All in cash, where that is said: it leaves the drawers of its funds.
    ticket = play.settle(BOTH, to("LAPOSTE", card(152)), to("OWN", card(120))).ticket
    refused = play.refused(
        "till.refund", ticket=ticket, lines=[{"line": 1}, {"line": 2}], means="cash", reason="returned"
    )
    assert (refused.code, refused.params["drawer"]) == ("till.short", "POSTE")
    play.settle([LV_20], cash(152))
    play.do("till.refund", ticket=ticket, lines=[{"line": 1}, {"line": 2}], means="cash", reason="returned")
    assert paid(play) == [("cash", None, {"OWN": -120, FUND: -152})]
    assert owed(play) == 0
    assert sound(play)


def test_a_cheque_goes_back_from_whom_it_was_paid_to(play: Play) -> None:
    """Two cheques of the same amount: each is its payee's."""
    ticket = play.settle(
        [COFFEE, LV_20], to("OWN", cheque(100)), to("LAPOSTE", cheque(100)), cash(500)
    ).ticket
    play.do(
        "till.refund",
        ticket=ticket,
        lines=[{"line": 2}],
        payments=[cheque(100), {"means": "cash", "cents": 52}],
        reason="returned",
    )
    assert play.rows("SELECT state, payee FROM cheque ORDER BY payee") == [
        ("here", None),
        ("given_back", "LAPOSTE"),
    ]
    assert sound(play)


def test_a_whole_ticket_is_taken_back_as_it_was_paid(play: Play) -> None:
    answer = play.settle(BOTH, to("LAPOSTE", cheque(52)), to("LAPOSTE", card(100)), to("OWN", card(120)))
    play.do("journal.reverse", op_of=str(answer.op), reason="wrong_key")
    assert paid(play) == [
        ("cheque", "LAPOSTE", {FUND: -52}),
        ("card", "LAPOSTE", {FUND: -100}),
        ("card", None, {"OWN": -120}),
    ]
    assert play.rows("SELECT state FROM cheque") == [("given_back",)]
    assert owed(play) == 0
    assert sound(play)


def test_a_ticket_keeps_to_whom_it_was_paid(play: Play) -> None:
    """What is said later of payees is none of what was sold before."""
    before = play.settle(BOTH, to("LAPOSTE", card(152)), cash(120)).ticket
    play.close(counted_cents=None)
    play.do("drawer.set", drawer="POSTE", funds=[FUND])
    play.open("2026-11-26T08:00")
    after = play.settle(BOTH, card(272)).ticket
    play.do("till.refund", ticket=before, lines=[{"line": 2}], reason="returned")
    assert paid(play) == [("card", "LAPOSTE", {FUND: -152})]
    assert play.status()["payees"]["LAPOSTE"]["card_cents"] == -152
    play.close("2026-11-26T18:00", counted_cents=None)
    play.do("drawer.set", **POSTE)
    play.open("2026-11-27T08:00")
    play.do("till.refund", ticket=after, lines=[{"line": 1}, {"line": 2}], reason="returned")
    assert paid(play) == [("card", None, {"OWN": -120, FUND: -152})]
    assert owed(play) == 0
    assert sound(play)


# Means that were noted wrong.


def test_means_are_corrected_within_a_payees_part(play: Play) -> None:
    ticket = play.settle(BOTH, cash(272)).ticket
    wrong = {"ticket": ticket, "from": "cash", "to": "card", "reason": "wrong_means"}
    assert play.code("till.correct_means", **wrong, cents=272) == "till.payee_needed"
    assert play.code("till.correct_means", **wrong, cents=1, payee="PRESSING") == "till.payee_unknown"
    short = play.refused("till.correct_means", **wrong, cents=153, payee="LAPOSTE")
    assert (short.code, short.params["held_cents"]) == ("till.means_short", 152)
    play.do("till.correct_means", **wrong, cents=152, payee="LAPOSTE")
    assert paid(play, "till.means_corrected") == [
        ("cash", None, {FUND: -152}),
        ("card", "LAPOSTE", {FUND: 152}),
    ]
    assert owed(play) == 0
    # Now each means has one payee alone.
    play.do("till.correct_means", **wrong, cents=120)
    assert paid(play, "till.means_corrected")[-1] == ("card", None, {"OWN": 120})
    other = {**wrong, "from": "card", "to": "cheque"}
    play.do("till.correct_means", **other, cents=152, payee="LAPOSTE")
    assert play.rows("SELECT cents, payee FROM cheque") == [(152, "LAPOSTE")]
    back = {**wrong, "from": "cheque", "to": "cash"}
    play.do("till.correct_means", **back, cents=52)
    assert play.rows("SELECT cents, payee FROM cheque") == [(100, "LAPOSTE")]
    assert (owed(play), play.status()["drawers"]["POSTE"]["expected_cents"]) == (52, 52)
    assert sound(play)


def test_the_means_of_a_refund_are_corrected_within_a_part(play: Play) -> None:
    ticket = play.settle([LV_20], cheque(152)).ticket
    play.settle([LV_20], cash(152))
    play.do("till.refund", ticket=ticket, lines=[{"line": 1}], means="cash", reason="returned")
    refund = play.last("till.settled").data["ticket"]
    wrong = {"ticket": refund, "from": "cash", "to": "cheque", "cents": 152, "reason": "wrong_means"}
    play.do("till.correct_means", **wrong)
    assert paid(play, "till.means_corrected") == [
        ("cash", None, {FUND: 152}),
        ("cheque", "LAPOSTE", {FUND: -152}),
    ]
    assert play.rows("SELECT state FROM cheque") == [("given_back",)]
    play.do("till.correct_means", **{**wrong, "from": "cheque", "to": "card"})
    assert paid(play, "till.means_corrected")[-1] == ("card", "LAPOSTE", {FUND: -152})
    assert play.rows("SELECT state FROM cheque") == [("here",)]
    assert sound(play)


# Sheets for the bank.


def test_a_cheque_at_another_bank_stands_on_no_slate(play: Play) -> None:
    """What it had paid is owed to whoever it was paid to: it stays where it is, in our books and on its sheet."""
    play.settle([LV_20], to("LAPOSTE", cheque(152)))
    play.do("till.pay_in", payee="LAPOSTE")
    act = {"do": "account.unpaid_cheque", "cheque": play.rows("SELECT code FROM cheque")[0][0]}
    refused = play.refused("till.settle", acts=[{**act, "who": {"name": "Mme Hofer"}}], payments=[])
    assert (refused.code, refused.params) == ("account.not_ours", {"payee": "LAPOSTE"})
    assert play.rows("SELECT state FROM cheque") == [("paid_in",)]
    assert "account.unpaid_cheque" not in {act for one in found(play, "T-2026-000001") for act in acts(one)}


def test_each_payee_has_a_sheet_of_its_own(play: Play) -> None:
    play.settle(BOTH, to("LAPOSTE", cheque(152)), to("OWN", cheque(120)))
    his, ours = (
        next(one.code for one in play.desk.store.read(cheques.here) if one.paid_to == payee)
        for payee in ("LAPOSTE", "OWN")
    )
    refused = play.refused("till.pay_in", cheques=[his])
    assert (refused.code, dict(refused.params)) == (
        "till.payee_differs",
        {"cheque": his, "payee": "LAPOSTE"},
    )
    assert play.code("till.pay_in", cheques=[ours], payee="LAPOSTE") == "till.payee_differs"
    assert play.code("till.pay_in", payee="LAPOSTE", cents=1) == "till.payee_cash"
    assert play.code("till.pay_in", payee="PRESSING") == "till.payee_unknown"
    assert play.do("till.pay_in", cents=10).result["cheques"] == [ours]
    assert "payee" not in play.last("till.paid_in").data
    sheet = play.do("till.pay_in", payee="LAPOSTE")
    assert sheet.result == {"sheet": "E-2026-0002", "cheques": [his], "cash_cents": 0}
    assert play.last("till.paid_in").data["payee"] == "LAPOSTE"
    assert "Pour le compte de" in str(play.paper("paying_in:E-2026-0002").blocks)
    assert "Pour le compte de" not in str(play.paper("paying_in:E-2026-0001").blocks)
    play.do("journal.reverse", op_of=str(sheet.op), reason="wrong_key")
    assert play.rows("SELECT state FROM cheque WHERE code = ?", his) == [("here",)]
    play.close(counted_cents=None)
    # Once nobody is paid so any more, what is here is still its payee's.
    play.do("drawer.set", drawer="POSTE", funds=[FUND])
    play.open("2026-11-26T08:00")
    assert play.code("till.pay_in") == "till.nothing_to_pay_in"
    assert play.do("till.pay_in", payee="LAPOSTE").result["cheques"] == [his]
    assert sound(play)


# The evening.


def test_each_terminal_is_held_to_its_own(play: Play) -> None:
    play.settle(BOTH, to("LAPOSTE", card(152)), to("OWN", card(120)))
    play.settle([LV_20], cheque(152))
    row = {"terminal_cents": None, "gap_cents": None}
    told = {
        "LAPOSTE": {"card_cents": 152, "cheque_cents": 152, **row},
        "OWN": {"card_cents": 120, "cheque_cents": 0, **row},
    }
    assert play.status()["payees"] == told
    his = {"payee": "LAPOSTE", "cents": 150}
    assert play.code("day.close", counted_cents=None, card_terminals=[his, his]) == "day.terminal_twice"
    assert (
        play.code("day.close", counted_cents=None, card_terminals=[{"payee": "PRESSING", "cents": 0}])
        == "till.payee_unknown"
    )
    play.do("day.prepare", card_terminal_cents=122, card_terminals=[his])
    closed = play.close(counted_cents=None, card_terminal_cents=122, card_terminals=[his])
    # Two more here and two less there are two gaps.
    assert [dict(one.params) for one in closed.warnings if one.code == "day.card_differs"] == [
        {"expected_cents": 152, "terminal_cents": 150, "gap_cents": -2, "payee": "LAPOSTE"},
        {"expected_cents": 120, "terminal_cents": 122, "gap_cents": 2, "payee": "OWN"},
    ]
    data = play.last("day.closed").data
    assert data["card"] == {"expected_cents": 272, "terminal_cents": 272, "gap_cents": 0}
    told["LAPOSTE"] |= {"terminal_cents": 150, "gap_cents": -2}
    told["OWN"] |= {"terminal_cents": 122, "gap_cents": 2}
    assert play.status()["payees"] == told
    paper = str(play.paper(f"z:{data['number']}").blocks)
    assert paper.count("Payé à") == 2
    assert sound(play)


def test_one_terminal_alone_is_held_to_its_own(play: Play) -> None:
    play.settle(BOTH, to("LAPOSTE", card(152)), to("OWN", card(120)))
    play.close(counted_cents=None, card_terminals=[{"payee": "LAPOSTE", "cents": 152}])
    data = play.last("day.closed").data
    assert data["card"] == {"expected_cents": 152, "terminal_cents": 152, "gap_cents": 0}
    assert [row["terminal_cents"] for row in data["payees"]] == [152, None]
    assert sound(play)


def test_papers_and_sentences_tell_whose_terminal(play: Play) -> None:
    ticket = play.settle(BOTH, to("LAPOSTE", card(152)), to("OWN", card(120))).ticket
    blocks = str(play.paper(f"ticket:{ticket}").blocks)
    how = label_of("means", "card", "fr")
    assert f"left='{how}, La Poste'" in blocks
    assert f"left='{how}'" in blocks


def test_the_books_see_a_payee_that_is_not_its_own(play: Play) -> None:
    """What an entry says of payees is held to the drawers as they were laid."""
    days = Days()
    days.opened(1, play.last("day.opened").data, date(2026, 11, 25))
    days.lies, days.payees = {FUND: "POSTE"}, {FUND: "LAPOSTE"}
    data = dict(play.settle(BOTH, to("LAPOSTE", card(152)), to("OWN", card(120))).posted[-1].data)
    assert days.paid(data) == []
    assert days.paid({**data, "fund_payees": []}) == ["fund_payees", "payments"]
    swapped = [{**item, "payee": "OWN"} for item in data["payments"]]
    assert days.paid({**data, "payments": swapped}) == ["payments"]
    in_cash = [{**item, "means": "cash"} for item in data["payments"]]
    assert "payments" in days.paid({**data, "payments": in_cash, "drawers": []})
    days.payees = {}
    assert days.paid(data) == ["fund_payees"]
    plain = {name: value for name, value in data.items() if name != "fund_payees"}
    assert days.paid(plain) == ["payments"]


def test_the_books_see_a_cheque_on_the_sheet_of_another() -> None:
    books = Cheques()
    payment = {"cheque": "x-1", "means": "cheque", "cents": 152, "payee": "LAPOSTE"}
    assert books.paid({"ticket": "T-2026-000001", "payments": [payment]}) == []
    sheet = {
        "sheet": "E-2026-0001",
        "cheques": [{"cheque": "x-1", "cents": 152}],
        "cheques_cents": 152,
        "cash_cents": 0,
        "denominations": None,
    }
    assert books.paid_in(sheet) == ["cheques"]
    books = Cheques()
    books.paid({"ticket": "T-2026-000001", "payments": [payment]})
    assert books.paid_in({**sheet, "payee": "LAPOSTE"}) == []
    back = {**sheet, "corrects": 1, "cheques_cents": -152, "cheques": [{"cheque": "x-1", "cents": -152}]}
    assert books.paid_in({**back, "payee": "LAPOSTE"}) == []
    # It goes back as its payee's, or not at all.
    gone = {**payment, "cents": -152}
    told = {"ticket": "T-2026-000002", "refunds": "T-2026-000001"}
    assert books.paid({**told, "payments": [{**gone, "payee": "OWN"}]}) == ["payments"]


def test_two_drawers_and_a_payee_play_the_real_day(desks: Desks) -> None:
    """Sums are those of the day without a payee; by drawer and by payee they come to the same."""
    with desks.desk() as play:
        play.do("drawer.set", **POSTE)
        expected = json.loads((REAL_DAY / "expected.json").read_text("utf-8"))
        for line in (REAL_DAY / "day.jsonl").read_text("utf-8").splitlines():
            act = json.loads(line)
            if act["do"] == "till.count":
                continue
            if act["do"] == "day.close":
                for code, row in play.status()["drawers"].items():
                    play.do("till.count", drawer=code, counted_cents=row["expected_cents"])
                act = {name: act[name] for name in act if name not in ("counted_cents", "denominations")}
                cards = {payee: row["card_cents"] for payee, row in play.status()["payees"].items()}
                act["card_terminal_cents"] = cards.pop("OWN")
                act["card_terminals"] = [{"payee": payee, "cents": cents} for payee, cents in cards.items()]
            answer = play.counter.execute(act)
            if answer.refused is not None and answer.refused.code == "till.payee_needed":
                answer = play.counter.execute(parted(play, act))
            assert answer.refused is None, (act, answer.refused)
        told, closed = play.status(), play.last("day.closed").data
        same = ("funds", "means", "tickets", "lines", "custody", "deposits")
        assert {name: told[name] for name in same} == {name: expected[name] for name in same}
        for means in ("card", "cheque"):
            assert sum(row[f"{means}_cents"] for row in told["payees"].values()) == told["means"][means]
        assert closed["card"]["gap_cents"] == 0
        report = next(
            entry.data
            for entry in play.posted()
            if entry.kind == "relay.day_reported" and entry.aud == "LAPOSTE"
        )
        taken = {row["means"]: row["charged_cents"] - row["refunded_cents"] for row in report["takings"]}
        assert report["straight_cents"] == taken["card"] + taken["cheque"]
        assert told["payees"]["LAPOSTE"]["card_cents"] == taken["card"]
        assert report["owed_cents"] == taken["cash"] - report["remitted_cents"]
        drawers = {row["drawer"]: row for row in closed["drawers"]}
        # What lies in its drawer is what is owed: count, gap and remittance are its own.
        assert drawers["POSTE"]["expected_cents"] == report["owed_cents"]
        assert drawers["POSTE"]["gap_cents"] == 0
        assert sum(row["expected_cents"] for row in drawers.values()) == closed["cash"]["expected_cents"]
        assert sound(play)


def parted(play: Play, act: dict[str, Any]) -> dict[str, Any]:
    """Return a settlement whose one card or cheque is two, each payee's own."""
    his = [one for one in act["acts"] if one["do"].startswith("relay.")]
    part = play.refused("till.settle", acts=his, payments=[]).params["due_cents"]
    (payment,) = act["payments"]
    means, whole = payment["means"], payment["cents"]
    both = [("LAPOSTE", part), ("OWN", whole - int(str(part)))]
    return {**act, "payments": [{"means": means, "cents": cents, "payee": payee} for payee, cents in both]}
