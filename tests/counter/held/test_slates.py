"""Slates beside what else stands on a ticket: what may be put on one, at which rates, and what a refund takes off (0084)."""

from collections.abc import Mapping
from typing import Any

import pytest

from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.desk import catalogue
from concierge_desk.domain.document import Pair
from concierge_desk.domain.money import format_amount
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash, cheque
from tests.counter.held.neighbours import KESSLER, ORDER, with_neighbours
from tests.counter.held.test_cards import acts, found
from tests.sizes import few

LOAN = "L-2026-000001"
WHO = {"name": "Mme Kessler"}
PERSON = {"card": KESSLER}
HEM = {"do": "shop.sell", "article": "OURLET"}
SOAP = {"do": "shop.sell", "article": "LESSIVE"}
TEA = {"do": "shop.sell", "article": "THE"}
OWE = {"do": "account.owe", "who": PERSON}
PAY = {"do": "account.pay", "who": PERSON}
WRITE_OFF = {"do": "account.write_off", "who": PERSON, "reason": "agreed"}
KEEP = {"do": "caution.keep", "of": LOAN, "cents": 1500, "reason": "damage"}
TEN, TWENTY = (1000, "service"), (2000, "service")


@pytest.fixture
def desk(desks: Desks) -> Any:
    """A shop that sells a hem (45.00 at 20 %), soap (4.00 at 20 %) and tea (5.00 at 10 %)."""
    with desks.desk() as play:
        with_neighbours(play)
        article(play, "OURLET", 4500, "TVA_20")
        article(play, "LESSIVE", 400, "TVA_20")
        article(play, "THE", 500, "TVA_10")
        play.do("settings.change", values={"account.cap_cents": 20_000})
        play.open(float_cents=10_000)
        yield play


def article(play: Play, code: str, cents: int, vat: str) -> None:
    play.do(
        "shop.article_set", article=code, label=code.capitalize(), cents=cents, vat_code=vat, nature="service"
    )


def due(play: Play, acts: list[Mapping[str, Any]], *payments: Mapping[str, Any]) -> int:
    answer = play.settle(acts, *payments)
    assert answer.result is not None
    return int(answer.result["due_cents"])


def rates(play: Play, kind: str) -> dict[tuple[int, str], int]:
    """By which rates the last entry of a kind says a slate."""
    return {(row["rate"], row["nature"]): row["cents"] for row in play.last(kind).data["rates"]}


def owed(play: Play) -> list[int]:
    """What is left of every debt that is open, the oldest first."""
    return [left for (left,) in play.rows("SELECT left_cents FROM debt WHERE state = 'open' ORDER BY seq")]


def expected(play: Play) -> int:
    return int(play.status()["cash"]["expected_cents"])


def rebuilt(play: Play) -> tuple[Any, ...]:
    desk = play.desk
    return tuple(compare(desk.folder.store, desk.keys.store_key, catalogue.schemas()).differences)


def ticket(play: Play) -> str:
    return str(play.last("till.settled").data["ticket"])


def refund(play: Play, number: str, *lines: int, **more: Any) -> dict[str, Any]:
    return {"ticket": number, "lines": [{"line": n} for n in lines], "reason": "returned", **more}


def given_back(play: Play, asked: Mapping[str, Any]) -> int:
    answer = play.do("till.refund", **asked)
    assert answer.result is not None
    return int(answer.result["refunded_cents"])


# What may be put on it.


def test_what_is_forgiven_makes_no_room(desk: Play) -> None:
    """10.00 forgiven and a coffee on the slate: 1.20 is owed, and nobody gets cash."""
    due(desk, [SOAP, SOAP, {**COFFEE, "quantity": 2}, {**OWE, "cents": 1000}], cash(40))
    named = {"do": "account.write_off", "debt": desk.last("account.owed").data["debt"], "reason": "agreed"}
    assert due(desk, [named, COFFEE, OWE]) == 0
    assert owed(desk) == [120]
    over = [WRITE_OFF, COFFEE, {**OWE, "cents": 121}]
    assert desk.refused("till.settle", acts=over, payments=[]).params == {"left_cents": 120}


def test_what_was_paid_ahead_covers_no_more_than_is_sold(desk: Play) -> None:
    due(desk, [SOAP, SOAP, {**OWE, "cents": 800}])
    ahead = {"do": "advance.take", "of": ORDER, "who": WHO, "cents": 2000, "vat_code": "TVA_20"}
    due(desk, [ahead], cash(2000))
    assert due(desk, [WRITE_OFF, COFFEE, {"do": "advance.use", "of": ORDER}]) == 0
    assert desk.rows("SELECT left_cents FROM advance") == [(1880,)]


# By which rates.


def test_a_pair_bears_nothing_of_a_slate(desk: Play) -> None:
    """15.00 of a caution is kept, a hem goes on the slate: all of it is the hem's."""
    due(desk, [{"do": "caution.take", "of": LOAN, "who": WHO, "cents": 5000}], cash(5000))
    due(desk, [KEEP, HEM, OWE])
    assert rates(desk, "account.owed") == {TWENTY: 4500}


def test_an_acompte_that_is_kept_bears_nothing_of_a_slate(desk: Play) -> None:
    ahead = {"do": "advance.take", "of": ORDER, "who": WHO, "cents": 2000, "vat_code": "TVA_20"}
    due(desk, [{**ahead, "as": "acompte"}], cash(2000))
    due(desk, [{"do": "advance.keep", "of": ORDER}, TEA, OWE])
    assert rates(desk, "account.owed") == {TEN: 500}


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        # What was paid ahead at 20 % pays what is sold at 20 % first, wherever it stands; then the oldest.
        ([TEA, HEM], {TEN: 500, TWENTY: 2500}),
        ([HEM, TEA], {TEN: 500, TWENTY: 2500}),
        ([TEA, SOAP, TEA, TEA, TEA], {TEN: 400}),
    ],
)
def test_what_was_paid_ahead_is_not_owed(desk: Play, acts: list[Any], said: dict[Any, int]) -> None:
    ahead = {"do": "advance.take", "of": ORDER, "who": WHO, "cents": 2000, "vat_code": "TVA_20"}
    due(desk, [ahead], cash(2000))
    due(desk, [*acts, {"do": "advance.use", "of": ORDER}, OWE])
    assert rates(desk, "account.owed") == said


def test_what_stands_on_the_slate_already_is_not_owed_again(desk: Play) -> None:
    """Half of a visit is put on the slate, then the rest of it: together it is what was sold."""
    due(desk, [TEA, SOAP, {**OWE, "cents": 450}, OWE])
    said = desk.status()["account_rates"]
    assert {(row["rate"], row["nature"]): row["owed_cents"] for row in said} == {TEN: 500, TWENTY: 400}


# Cheques that the bank gave back.


def banked(play: Play, acts: list[Mapping[str, Any]], cents: int) -> str:
    """A visit paid by a cheque that is taken to the bank; returns the cheque's code."""
    play.settle(acts, cheque(cents))
    play.do("till.pay_in")
    return str(play.rows("SELECT code FROM cheque ORDER BY seq DESC")[0][0])


def bounced(play: Play, acts: list[Mapping[str, Any]], cents: int) -> str:
    code = banked(play, acts, cents)
    play.settle([{"do": "account.unpaid_cheque", "cheque": code, "who": PERSON}])
    return code


def state_of(play: Play, code: str) -> list[tuple[str]]:
    return play.rows("SELECT state FROM cheque WHERE code = ?", code)


@pytest.mark.parametrize(
    ("beside", "payments", "code"),
    [
        ([], [cash(1200)], "till.refund_means"),
        ([], [card(1200)], "till.refund_means"),
        ([], [cheque(600), cash(600)], "till.refund_means"),
        ([], [cheque(600)], "till.refund_differs"),
        ([COFFEE], [], "till.act_stands_alone"),
        ([COFFEE], [cash(1080)], "till.act_stands_alone"),
        ([{**LV_20, "quantity": 10}], [cash(1000)], "till.act_stands_alone"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_an_unpaid_cheque_goes_alone_and_by_itself(
    desk: Play, beside: list[Any], payments: list[Any], code: str, turned: bool
) -> None:
    which = banked(desk, [SOAP, SOAP, SOAP], 1200)
    acts = [{"do": "account.unpaid_cheque", "cheque": which, "who": PERSON}, *beside]
    asked = acts[::-1] if turned else acts
    assert desk.code("till.settle", acts=asked, payments=payments) == code
    assert state_of(desk, which) == [("paid_in",)]


@pytest.mark.parametrize("payments", [[], [cheque(1200)]])
def test_an_unpaid_cheque_is_owed_again_once(desk: Play, payments: list[Any]) -> None:
    which = banked(desk, [SOAP, SOAP, SOAP], 1200)
    before = expected(desk)
    act = {"do": "account.unpaid_cheque", "cheque": which, "who": PERSON}
    assert due(desk, [act], *payments) == -1200
    assert (state_of(desk, which), owed(desk), expected(desk)) == ([("unpaid",)], [1200], before)
    assert desk.code("till.settle", acts=[act], payments=[]) == "account.not_paid_in"


def test_what_bounced_and_did_not_is_the_very_cheque_again(desk: Play) -> None:
    """No other cheque is drawn by a refund, and no money moves: it lies at the bank as before."""
    which = bounced(desk, [SOAP, SOAP, SOAP], 1200)
    number = ticket(desk)
    for wrong in ({"means": "cash"}, {"payments": [cash(1200)]}, {"payments": [card(1200)]}):
        assert desk.code("till.refund", **refund(desk, number, 1, **wrong)) == "till.refund_means"
    desk.do("till.refund", **refund(desk, number, 1))
    assert desk.rows("SELECT code, state FROM cheque") == [(which, "paid_in")]
    assert (owed(desk), desk.status()["held"]["cheques"]["here"]) == ([], 0)
    assert rebuilt(desk) == ()
    # It can bounce after all.
    desk.settle([{"do": "account.unpaid_cheque", "cheque": which, "who": PERSON}])
    assert state_of(desk, which) == [("unpaid",)]


def test_a_cheque_that_paid_a_slate_is_owed_by_its_rates(desk: Play) -> None:
    due(desk, [TEA, SOAP, OWE])
    bounced(desk, [PAY], 900)
    assert rates(desk, "account.cheque_unpaid") == {TEN: 500, TWENTY: 400}


def test_a_cheque_is_owed_by_what_it_had_paid_of_ours(desk: Play) -> None:
    """What was on the slate, a pair and an indemnity are not what the hem's rate is."""
    due(desk, [{"do": "caution.take", "of": LOAN, "who": WHO, "cents": 5000}], cash(5000))
    fine = {"do": "till.indemnify", "direction": "in", "cents": 300, "reason": "compensation"}
    bounced(desk, [KEEP, HEM, {**OWE, "cents": 1500}, fine], 3300)
    assert rates(desk, "account.cheque_unpaid") == {TWENTY: 3000, (0, "money"): 300}


def test_a_cheque_that_paid_ahead_is_owed_by_the_tax_that_was_declared(desk: Play) -> None:
    ahead = {"do": "advance.take", "of": ORDER, "who": WHO, "cents": 2000, "vat_code": "TVA_20"}
    bounced(desk, [ahead, {**LV_20, "quantity": 1}], 2152)
    assert rates(desk, "account.cheque_unpaid") == {TWENTY: 2000, (0, "service"): 152}


# What a refund takes off.


def test_a_refund_takes_its_own_rate_off_the_slate(desk: Play) -> None:
    due(desk, [TEA, HEM, OWE])
    number = ticket(desk)
    desk.do("till.refund", **refund(desk, number, 2))
    assert rates(desk, "account.owed") == {TWENTY: -4500}
    desk.do("till.refund", **refund(desk, number, 1))
    assert rates(desk, "account.owed") == {TEN: -500}
    assert (owed(desk), rebuilt(desk)) == ([], ())


def test_of_a_slate_that_is_paid_in_part_the_rest_is_pro_rata(desk: Play) -> None:
    """4.50 of 9.00 is paid: the tea takes what is left of its own rate, then what is left of the other."""
    due(desk, [TEA, SOAP, OWE])
    number = ticket(desk)
    due(desk, [{**PAY, "cents": 450}], cash(450))
    assert given_back(desk, refund(desk, number, 1, means="cash")) == 50
    assert rates(desk, "account.owed") == {TEN: -250, TWENTY: -200}


@pytest.fixture
def forgiven(desk: Play) -> Play:
    """Three soaps: 5.00 in cash, 7.00 owed and then forgiven."""
    due(desk, [{**SOAP, "quantity": 3}, {**OWE, "cents": 700}], cash(500))
    due(desk, [WRITE_OFF])
    return desk


def pieces(n: int) -> dict[str, Any]:
    lines = [{"line": 1, "quantity": n}]
    return {"ticket": "T-2026-000001", "lines": lines, "means": "cash", "reason": "returned"}


def test_what_was_forgiven_is_not_given_back_in_cash(forgiven: Play) -> None:
    refused = forgiven.refused("till.refund", **pieces(3))
    assert refused.code == "till.was_not_paid"
    assert refused.params == {"ticket": "T-2026-000001", "paid_cents": 500}
    assert given_back(forgiven, pieces(1)) == 400
    again = forgiven.refused("till.refund", **pieces(1))
    assert (again.code, again.params["paid_cents"]) == ("till.was_not_paid", 100)


def test_what_is_owed_again_is_taken_off(forgiven: Play) -> None:
    forgiven.do("till.refund", **{**refund(forgiven, "T-2026-000002", 1, 2), "reason": "wrong_key"})
    assert given_back(forgiven, pieces(3)) == 500
    assert (owed(forgiven), rebuilt(forgiven)) == ([], ())


def test_stamps_beside_what_was_forgiven_go_back(desk: Play) -> None:
    due(desk, [SOAP, LV_20, OWE], cash(152))
    due(desk, [WRITE_OFF])
    assert desk.code("till.refund", **refund(desk, "T-2026-000001", 1, means="cash")) == "till.was_not_paid"
    assert given_back(desk, refund(desk, "T-2026-000001", 2)) == 152


def test_a_ticket_of_a_bounced_cheque_gives_no_cash(desk: Play) -> None:
    """Soap and stamps by a cheque that came back: whichever goes back, so much less is owed."""
    bounced(desk, [{**SOAP, "quantity": 3}, LV_20], 1352)
    before = expected(desk)
    assert given_back(desk, refund(desk, "T-2026-000001", 2, means="cash")) == 0
    assert rates(desk, "account.owed") == {(0, "service"): -152}
    desk.do("till.refund", **refund(desk, "T-2026-000001", 1))
    assert rates(desk, "account.owed") == {TWENTY: -1200}
    assert (owed(desk), expected(desk), rebuilt(desk)) == ([], before, ())


def test_of_a_bounced_cheque_what_was_paid_since_goes_back(desk: Play) -> None:
    bounced(desk, [{**SOAP, "quantity": 3}], 1200)
    due(desk, [{**PAY, "cents": 1000}], cash(1000))
    assert given_back(desk, refund(desk, "T-2026-000001", 1, means="cash")) == 1000
    assert owed(desk) == []


@pytest.mark.parametrize("first", [1, 2])
def test_a_slate_that_a_bounced_cheque_paid_gives_no_cash(desk: Play, first: int) -> None:
    """A slate, its payment by a cheque that came back: the sale or the payment goes back, and nobody gets cash."""
    due(desk, [{**SOAP, "quantity": 3}, OWE])
    bounced(desk, [PAY], 1200)
    before = expected(desk)
    number = f"T-2026-{first:06d}"
    assert given_back(desk, refund(desk, number, 1, means="cash")) == 0
    assert owed(desk) == ([] if first == 1 else [1200])
    other = refund(desk, f"T-2026-{3 - first:06d}", 1, means="cash")
    if first == 1:
        # The sale is gone, and with it what the cheque would have paid: there is no payment to give back.
        assert desk.code("till.refund", **other) == "till.was_not_paid"
    else:
        assert given_back(desk, other) == 0
    assert (owed(desk), expected(desk), rebuilt(desk)) == ([], before, ())


def test_a_second_cheque_that_bounces_is_the_same_slate(desk: Play) -> None:
    bounced(desk, [{**SOAP, "quantity": 3}], 1200)
    bounced(desk, [{**PAY, "cents": 500}], 500)
    assert owed(desk) == [700, 500]
    assert given_back(desk, refund(desk, "T-2026-000001", 1, means="cash")) == 0
    assert owed(desk) == []


CAUTION = {"do": "caution.take", "of": LOAN, "who": WHO, "cents": 5000}
AHEAD = {"do": "advance.take", "of": "D-2026-000009", "who": WHO, "cents": 5000, "vat_code": "TVA_20"}
HELD = [
    (CAUTION, {"do": "caution.return", "of": LOAN}, "caution.not_paid"),
    (AHEAD, {"do": "advance.return", "of": AHEAD["of"]}, "advance.not_paid"),
    (AHEAD, {"do": "advance.return", "of": AHEAD["of"], "by": "shop"}, "advance.not_paid"),
]


@pytest.mark.parametrize(("take", "back", "code"), HELD)
def test_what_a_bounced_cheque_brought_is_not_given_back(
    desk: Play, take: dict[str, Any], back: dict[str, Any], code: str
) -> None:
    bounced(desk, [take], 5000)
    for visit in ([back], [WRITE_OFF, back]):
        refused = desk.refused("till.settle", acts=visit, payments=[cash(5000)])
        assert (refused.code, refused.params["missing_cents"]) == (code, 5000)
    # What was never there is owed no more, and nobody gets cash.
    assert given_back(desk, refund(desk, "T-2026-000001", 1, means="cash")) == 0
    assert (owed(desk), rebuilt(desk)) == ([], ())


@pytest.mark.parametrize(("take", "back", "code"), HELD[:2])
def test_what_is_paid_since_goes_back(
    desk: Play, take: dict[str, Any], back: dict[str, Any], code: str
) -> None:
    bounced(desk, [take], 5000)
    assert desk.code("till.settle", acts=[{**PAY, "cents": 4999}, back], payments=[cash(1)]) == code
    assert due(desk, [PAY, back]) == 0
    assert (owed(desk), rebuilt(desk)) == ([], ())


def test_what_is_forgiven_of_a_caution_stays(desk: Play) -> None:
    """50.00, 20.00 of it in cash: the cheque came back and is forgiven, so 20.00 go back, and the rest is kept."""
    desk.settle([CAUTION], cash(2000), cheque(3000))
    desk.do("till.pay_in")
    code = desk.rows("SELECT code FROM cheque")[0][0]
    desk.settle([{"do": "account.unpaid_cheque", "cheque": code, "who": PERSON}])
    due(desk, [WRITE_OFF])
    back = {"do": "caution.return", "of": LOAN}
    assert desk.code("till.settle", acts=[{**back, "cents": 2001}], payments=[cash(2001)]) == (
        "caution.not_paid"
    )
    assert due(desk, [{**back, "cents": 2000}], cash(2000)) == -2000
    assert due(desk, [{**KEEP, "cents": 3000}]) == 0


@pytest.mark.parametrize("line", [1, 2])
def test_a_pair_goes_back_by_either_line(desk: Play, line: int) -> None:
    due(desk, [CAUTION], cash(5000))
    due(desk, [KEEP])
    assert given_back(desk, refund(desk, "T-2026-000002", line)) == 0
    assert desk.rows("SELECT left_cents FROM caution") == [(5000,)]


# What the card of a ticket offers.


def ways_back(play: Play, number: str) -> list[tuple[str, dict[str, Any], str]]:
    """Every way in which the card of a ticket gives money back: what is done, its fields, and what is said of it."""
    (offer,) = found(play, number)
    told = []
    for act in offer.acts:
        if act.do != "till.refund":
            continue
        choices = [one for one in act.asks if one.kind == "choice" and one.field != "reason"]
        fields = {**act.fields, "reason": "returned"}
        if any(one.kind == "count" for one in act.asks):
            fields["quantity"] = 2
        for option in choices[0].options if choices else (None,):
            if option is None:
                told.append((act.label, fields, ""))
                continue
            value = option.value if choices[0].field == "" else {choices[0].field: option.value}
            told.append((f"{act.label}: {option.label}", {**fields, **value}, option.detail))
    return told


def slate_paid(play: Play) -> str:
    due(play, [{**SOAP, "quantity": 3}, OWE])
    due(play, [PAY], cash(1200))
    return "T-2026-000001"


def slate_open(means: Mapping[str, Any]) -> Any:
    def played(play: Play) -> str:
        due(play, [{**SOAP, "quantity": 3}, LV_20, {**OWE, "cents": 700}], means)
        return "T-2026-000001"

    return played


def slate_half_paid(play: Play) -> str:
    number = str(slate_open(cash(652))(play))
    due(play, [{**PAY, "cents": 200}], card(200))
    return number


def one_refunded(play: Play) -> str:
    number = slate_paid(play)
    play.do("till.refund", **{**pieces(1), "ticket": number})
    return number


def by_a_bounced_cheque(play: Play) -> str:
    bounced(play, [{**SOAP, "quantity": 3}, LV_20], 1352)
    return "T-2026-000001"


def caution_returned(play: Play) -> str:
    due(play, [CAUTION, SOAP], cash(5400))
    play.settle([{"do": "caution.return", "of": LOAN}])
    return "T-2026-000001"


def kept_and_returned(play: Play) -> str:
    due(play, [CAUTION], cash(5000))
    due(play, [KEEP, {"do": "caution.return", "of": LOAN}, COFFEE])
    return "T-2026-000002"


TICKETS = [
    slate_paid,
    slate_open(cash(652)),
    slate_open(cheque(652)),
    slate_half_paid,
    one_refunded,
    by_a_bounced_cheque,
    caution_returned,
    kept_and_returned,
]


@few(36, lambda of: of["play"])
@pytest.mark.parametrize("way", range(12))
@pytest.mark.parametrize("play", TICKETS)
def test_whatever_a_card_offers_is_accepted(desk: Play, play: Any, way: int) -> None:
    number = play(desk)
    offered = ways_back(desk, number)
    assert offered
    if way >= len(offered):
        return
    label, fields, detail = offered[way]
    # Money that is kept and given back of one caution goes back in the order in which it moved.
    answer = desk.ask("till.refund", **fields)
    assert answer.refused is None or answer.refused.code == "till.thing_moved", (label, answer.refused)
    if answer.refused is None and answer.result is not None and detail:
        assert format_amount(abs(answer.result["refunded_cents"])) in detail or "ardoise" in detail


def test_a_card_says_what_goes_back_and_what_is_owed_less(desk: Play) -> None:
    number = slate_open(cash(652))(desk)
    details = {
        label.replace("\u00a0", " "): detail.replace("\u00a0", " ")
        for label, _, detail in ways_back(desk, number)
    }
    assert details["Rembourser une ligne: Lessive"] == "4,00 € retirés de l’ardoise"
    assert details["Rembourser une ligne: 3 × Lessive"] == "5,00 € · 7,00 € retirés de l’ardoise"


def test_a_ticket_whose_slate_moved_is_given_back_when_its_lines_are(desk: Play) -> None:
    number = one_refunded(desk)
    (offer,) = found(desk, number)
    assert offer.tag == ""
    desk.do("till.refund", **{**refund(desk, number, 1), "means": "cash"})
    (offer,) = found(desk, number)
    assert offer.tag == "remboursé"
    assert "till.refund" not in acts(offer)


def test_arrhes_that_go_back_twice_are_more_than_their_cheque(desk: Play) -> None:
    """The cheque of 10.00 lies here, and 20.00 go back: by what, is asked, and it is not said to be gone."""
    due(desk, [{**AHEAD, "cents": 1000}], cheque(1000))
    back = {"do": "advance.return", "of": AHEAD["of"], "by": "shop"}
    assert desk.code("till.settle", acts=[back], payments=[]) == "till.refund_means"
    assert due(desk, [back], cheque(1000), cash(1000)) == -2000
    assert desk.rows("SELECT state FROM cheque") == [("given_back",)]


def test_the_slate_on_paper_bears_the_day_it_is_printed_on(shop: Play) -> None:
    """That of the day that is open: the next one begins at four in the morning, and never by Greenwich."""
    shop.hands.set("2026-11-26T00:30")
    known = shop.do("person.create", family="Kessler")
    assert known.result is not None
    printed = shop.do("person.card", person=known.result["person"])
    assert printed.result is not None
    name = f"account:{printed.result['card']}"
    shop.settle([COFFEE, {"do": "account.owe", "who": {"card": printed.result["card"]}}])
    assert Pair("Date", day_text("2026-11-25")) in shop.paper(name).blocks
    shop.close("2026-11-26T00:40", counted_cents=None)
    assert Pair("Date", day_text("2026-11-26")) in shop.paper(name).blocks
