"""Rights that end somewhere: an amount, one's own of the day; and whoever lends one act a right. R-3.07."""

from typing import Any

import pytest

from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from tests.counter.desks import COFFEE, Play, card, cash
from tests.counter.held.neighbours import KESSLER, with_neighbours
from tests.counter.rights.four import FOUR, with_four

CONCIERGE, VOLUNTEER, RESPONSIBLE, INSPECTOR = FOUR.values()
CAUTION = {"do": "caution.take", "of": "L-2026-000001", "who": {"name": "Mme Kessler"}}


@pytest.fixture
def four(shop: Play) -> Play:
    with_four(shop)
    return shop


def test_a_volunteer_gives_back_up_to_the_limit_of_a_ticket(four: Play) -> None:
    """R-3.07."""
    four.settle([{**CAUTION, "cents": 5000}], cash(5000))
    back = {"do": "caution.return", "of": "L-2026-000001"}
    over = four.refused("till.settle", acts=[{**back, "cents": 2001}], payments=[], by_operator=VOLUNTEER)
    assert (over.code, over.params) == (
        "operator.not_allowed",
        {"right": "money_out", "who": "concierge, responsible", "limit_cents": 2000},
    )
    four.do("till.settle", acts=[{**back, "cents": 2000}], payments=[], by_operator=VOLUNTEER)
    # What the visit pays at the same time counts: 20.01 back, 1.20 for a coffee.
    four.do("till.settle", acts=[{**back, "cents": 2001}, COFFEE], payments=[], by_operator=VOLUNTEER)
    four.do("till.settle", acts=[back], payments=[], by_operator=CONCIERGE)


def test_the_limit_is_a_setting(four: Play) -> None:
    four.settle([COFFEE], card(120))
    refund = {"ticket": "T-2026-000001", "lines": [{"line": 1}], "reason": "returned"}
    four.do("settings.change", values={"right.money_out_cents": 119}, by_operator=RESPONSIBLE)
    assert four.code("till.refund", **refund, by_operator=VOLUNTEER) == "operator.not_allowed"
    four.do("settings.change", values={"right.money_out_cents": 120}, by_operator=RESPONSIBLE)
    assert four.do("till.refund", **refund, by_operator=VOLUNTEER).posted[-1].by == VOLUNTEER


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("till.move", {"direction": "out", "reason": "bank"}),
        ("till.remit", {"principal": "LAPOSTE"}),
        ("till.pay_in", {}),
    ],
)
def test_what_leaves_the_drawer_is_limited_as_well(four: Play, do: str, fields: dict[str, Any]) -> None:
    refused = four.refused(do, **fields, cents=2001, by_operator=VOLUNTEER)
    assert (refused.code, refused.params["right"]) == ("operator.not_allowed", "money_out")
    op = four.do(do, **fields, cents=2000, by_operator=VOLUNTEER).op
    assert four.code("journal.reverse", op_of=op, reason="wrong_key", by_operator=INSPECTOR) == (
        "operator.not_allowed"
    )
    four.do("journal.reverse", op_of=op, reason="wrong_key", by_operator=VOLUNTEER)
    four.do(do, **fields, cents=2001, by_operator=CONCIERGE)


def test_money_that_comes_in_has_no_limit(four: Play) -> None:
    op = four.do("till.move", direction="in", cents=900_00, reason="float", by_operator=VOLUNTEER).op
    # It goes out again when that is taken back.
    refused = four.refused("journal.reverse", op_of=op, reason="wrong_key", by_operator=VOLUNTEER)
    assert refused.params["right"] == "money_out"
    four.do("journal.reverse", op_of=op, reason="wrong_key", by_operator=CONCIERGE)


def test_a_volunteer_takes_back_what_is_their_own_and_of_the_day(four: Play) -> None:
    hers = four.do("relay.receive", tracking="6A15602676300", shelf="A3").op
    own = four.do("relay.receive", tracking="6A15602683841", shelf="A4", by_operator=VOLUNTEER).op
    refused = four.refused("journal.reverse", op_of=hers, reason="wrong_key", by_operator=VOLUNTEER)
    assert refused.params == {"right": "correct", "who": "concierge, responsible", "own": True}
    four.do("journal.reverse", op_of=own, reason="wrong_key", by_operator=VOLUNTEER)
    old = four.do("relay.receive", tracking="6A15602683841", shelf="A4", by_operator=VOLUNTEER).op
    four.close(counted_cents=None)
    four.open("2026-11-26T08:00")
    assert four.code("journal.reverse", op_of=old, reason="wrong_key", by_operator=VOLUNTEER) == (
        "operator.not_allowed"
    )
    four.do("journal.reverse", op_of=old, reason="wrong_key", by_operator=CONCIERGE)


def test_a_volunteer_corrects_the_means_of_their_own_ticket(four: Play) -> None:
    means = {"from": "card", "to": "cheque", "cents": 120, "reason": "wrong_key"}
    for ticket, by in (("T-2026-000001", CONCIERGE), ("T-2026-000002", VOLUNTEER)):
        four.settle([COFFEE], card(120), by_operator=by)
        answer = four.ask("till.correct_means", ticket=ticket, **means, by_operator=VOLUNTEER)
        assert (answer.refused is None) == (by == VOLUNTEER)
    assert four.code("till.correct_means", ticket="T-2026-000009", **means, by_operator=VOLUNTEER) == (
        "till.unknown_ticket"
    )


def test_taking_a_setting_back_needs_the_right_to_set(four: Play) -> None:
    op = four.do("settings.change", values={"till.cheque_days": 5}).op
    price = four.do("shop.set_favourites", articles=["CAFE"], by_operator=CONCIERGE).op
    refused = four.refused("journal.reverse", op_of=op, reason="wrong_key", by_operator=CONCIERGE)
    assert refused.params["right"] == "set"
    four.do("journal.reverse", op_of=op, reason="wrong_key", by_operator=RESPONSIBLE)
    assert four.code("journal.reverse", op_of=price, reason="wrong_key", by_operator=VOLUNTEER) == (
        "operator.not_allowed"
    )
    four.do("journal.reverse", op_of=price, reason="wrong_key", by_operator=CONCIERGE)


def test_a_concierge_forgives_up_to_the_limit(four: Play) -> None:
    with_neighbours(four)
    coffees = {**COFFEE, "quantity": 40}
    four.do("settings.change", values={"account.cap_cents": 100_000})
    who = {"card": KESSLER}
    four.settle([coffees, {"do": "account.owe", "who": who}], by_operator=CONCIERGE)
    forgive = {"do": "account.write_off", "who": who, "reason": "agreed"}
    for cents, by, right in (
        (2001, CONCIERGE, "forgive"),
        (100, VOLUNTEER, "forgive"),
        (100, INSPECTOR, "serve"),
    ):
        acts = [{**forgive, "cents": cents}]
        refused = four.refused("till.settle", acts=acts, payments=[], by_operator=by)
        assert (refused.code, refused.params["right"]) == ("operator.not_allowed", right)
    four.settle([{**forgive, "cents": 2000}], by_operator=CONCIERGE)
    four.settle([{**forgive, "cents": 2500}], by_operator=RESPONSIBLE)


@pytest.mark.parametrize(("cents", "accepted"), [(2000, True), (2001, False)])
def test_an_indemnity_that_leaves_us_is_forgiven(four: Play, cents: int, accepted: bool) -> None:
    act = {"do": "till.indemnify", "direction": "out", "cents": cents, "reason": "compensation"}
    answer = four.ask("till.settle", acts=[act], payments=[], by_operator=CONCIERGE)
    assert (answer.refused is None) == accepted
    # One that comes to us is served.
    four.settle([{**act, "direction": "in"}], cash(cents), by_operator=VOLUNTEER)


# Whoever lends a right.


def test_somebody_lends_one_act_a_right(four: Play) -> None:
    four.settle([COFFEE], card(120))
    refund = {"ticket": "T-2026-000001", "lines": [{"line": 1}], "reason": "returned"}
    four.do("settings.change", values={"right.money_out_cents": 0})
    lent = four.do("till.refund", **refund, by_operator=VOLUNTEER, approve={"operator": CONCIERGE})
    assert {(entry.by, entry.data["approved_by"]) for entry in lent.posted} == {(VOLUNTEER, CONCIERGE)}
    # One act alone.
    assert four.code("till.open_drawer", reason="change", by_operator=INSPECTOR) == "operator.not_allowed"
    assert verify_desk(four.desk, VerifyRequest(signatures=True, tables=True)).faults == []


def test_a_right_that_was_not_needed_is_not_told(four: Play) -> None:
    answer = four.settle([COFFEE], card(120), by_operator=VOLUNTEER, approve={"operator": RESPONSIBLE})
    assert all("approved_by" not in entry.data for entry in answer.posted)


def test_whoever_has_no_right_lends_none(four: Play) -> None:
    change = {"values": {"till.cheque_days": 5}, "by_operator": VOLUNTEER}
    assert four.code("settings.change", **change, approve={"operator": CONCIERGE}) == "operator.not_allowed"
    assert four.do("settings.change", **change, approve={"operator": RESPONSIBLE}).posted[0].by == VOLUNTEER


@pytest.mark.parametrize(
    ("approve", "code"),
    [
        ("o13", "input.object"),
        ({}, "input.missing"),
        ({"operator": None}, "input.missing"),
        ({"operator": 3}, "input.text"),
        ({"operator": "o13", "pin": "4719"}, "input.unknown_field"),
        ({"operator": "o13", "code": ""}, "input.empty"),
        ({"operator": "o13", "code": "4" * 401}, "input.too_long"),
        ({"operator": "o99"}, "operator.unknown"),
    ],
)
def test_what_no_approval_is(four: Play, approve: object, code: str) -> None:
    assert four.code("till.count", counted_cents=0, approve=approve) == code


@pytest.mark.parametrize(("by", "code"), [(3, "input.text"), ("o99", "operator.unknown")])
def test_who_does_it_is_somebody_here(four: Play, by: object, code: str) -> None:
    assert four.code("till.count", counted_cents=0, by_operator=by) == code


def test_a_line_names_who_does_it(four: Play) -> None:
    assert four.do("till.count", counted_cents=0, by_operator=" O11 ").posted[0].by == CONCIERGE
    # What somebody did is another content than what somebody else did.
    op = four.op()
    four.do("till.count", op=op, counted_cents=0, by_operator=CONCIERGE)
    assert four.code("till.count", op=op, counted_cents=0) == "op.conflict"
