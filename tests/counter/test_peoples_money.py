"""Money that is held or owed over days: the worked day to the cent, balances from Z to Z, and nothing where there is none.

The lines stand in for those of the acts: what a ticket, a day, a closing and the books make of them is the same.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.counter.command.operation import Counter
from concierge_desk.counter.command.sources import Sources
from concierge_desk.counter.context import Context
from concierge_desk.counter.day.peoples_money import FIELDS, indemnities
from concierge_desk.counter.service import Command
from concierge_desk.counter.till.totals import add_up
from concierge_desk.counter.values.kinds import Integer
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.charge import ACCOUNT, ADVANCE, CAUTION, OWN, CameBy, Charge
from concierge_desk.domain.document import Pair
from concierge_desk.domain.journal import Event
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store.unit import Unit
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash, posted_of
from tests.counter.signed import (
    LAPOSTE,
    ahead,
    ahead_back,
    back,
    covering,
    kept,
    line,
    paid_visits,
    sold,
    written_off,
)
from tests.counter.test_unreadable import flipped, spoil
from tests.store.forged import Forgery, Line, forge

KNOWN: list[Charge] = []
"""What the acts of a test cost."""


@dataclass(frozen=True, slots=True)
class Charged:
    """A charged act of a test."""

    which: Annotated[int, Integer(0, 100_000), "Its place in what is known."]


def charged(_state: None, command: Charged, _context: Context) -> tuple[Event, ...]:
    """Charge it."""
    return (Event("shop.sold", {"article": "CAFE", "quantity": 1}, charge=KNOWN[command.which]),)


def act(charge: Charge) -> dict[str, Any]:
    """Return the act that costs so much."""
    KNOWN.append(charge)
    return {"do": "test.charged", "which": len(KNOWN) - 1}


def acts(*charges: Charge) -> list[dict[str, Any]]:
    return [act(charge) for charge in charges]


def with_acts(play: Play) -> Play:
    """Let a desk know the acts of the tests."""
    known = {
        **catalogue.commands(),
        "test.charged": Command(name="test.charged", summary="", decide=charged, charged=True),
    }
    sources = Sources(
        clock=play.hands, draw=play.draw, calendar=catalogue.calendar, shop=catalogue.inhabitants()
    )
    play.counter = Counter(play.desk.store, known, sources)
    return play


@pytest.fixture
def desk(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        yield with_acts(play)


def the_day(play: Play) -> None:
    """The worked day of the design: eleven tickets, and La Poste is paid 10.00 in cash."""
    play.open("2026-11-25T08:00", float_cents=10_000)
    play.do("relay.stock_receive", product="LV_20", quantity=100)
    by_cash, by_card = CameBy("cash", 5000), CameBy("card", 3000)
    play.settle(acts(line(CAUTION, 5000)), cash(5000))
    play.settle(acts(ahead(2000)), card(2000))
    play.settle([COFFEE, COFFEE, {**LV_20, "quantity": 3}, act(covering(ACCOUNT, 240))], cash(500))
    play.settle([*acts(*kept(1500), back(CAUTION, 3500, by_cash)), COFFEE])
    play.settle(acts(line(ACCOUNT, 100)), cash(100))
    play.settle(acts(line(ACCOUNT, 60)), card(60))
    play.settle(acts(sold(4500, 2000), ahead_back(2000, covers=True)), cash(2500))
    play.settle(acts(ahead(1000)), cash(1000))
    play.settle(acts(ahead_back(1000, came_by=(CameBy("cash", 1000),)), line(OWN, -1000, pair=True)))
    play.settle(acts(line(CAUTION, 3000)), card(3000))
    copies = [{"do": "shop.sell", "article": "PHOTOCOPIE", "quantity": 15}]
    play.settle([act(back(CAUTION, 2000, by_card)), {**LV_20, "quantity": 10}, *copies], cash(180))
    play.do("till.remit", principal="LAPOSTE", cents=1000)


TOLD = {
    "turnover_cents": 5160,
    "indemnities": {"in_cents": 1500, "out_cents": 1000},
    "transfers": {"account": 240, "advance": 2000, "caution": 1500},
    "account_rates": [],
    "takings": {"LAPOSTE": {"cash": 1976, "card": 0, "cheque": 0}},
    "advance_vat": {"2000": {"ht_cents": 0, "vat_cents": 0, "ttc_cents": 0}},
}
BALANCES = {
    # opening, charged, moved, closing
    ACCOUNT: (0, -80, 0, -80),
    ADVANCE: (0, 0, 0, 0),
    CAUTION: (0, 1000, 0, 1000),
    LAPOSTE: (0, 1976, -1000, 976),
}


def balances(told: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    names = ("opening_cents", "charged_cents", "moved_cents", "closing_cents")
    return {fund: tuple(row[name] for name in names) for fund, row in told["balances"].items()}


def test_the_worked_day(desk: Play) -> None:
    the_day(desk)
    found = desk.status()
    assert found["funds"] == {ACCOUNT: -80, ADVANCE: 0, CAUTION: 1000, LAPOSTE: 1976, OWN: 5660}
    assert found["means"] == {"cash": 3496, "card": 5060, "cheque": 0}
    assert {rate: row["vat_cents"] for rate, row in found["vat"].items()} == {"1000": 33, "2000": 800}
    assert found["cash"]["expected_cents"] == 12_496
    assert {name: found[name] for name in TOLD} == TOLD
    assert balances(found) == BALANCES


def test_the_worked_day_is_closed_as_it_was_told(desk: Play) -> None:
    the_day(desk)
    before = desk.status()
    desk.do("till.count", counted_cents=12_496)
    desk.close("2026-11-25T12:00")
    after = desk.status("2026-11-25")
    assert {name: after[name] for name in FIELDS} == {name: before[name] for name in FIELDS}
    closed = desk.last("day.closed").data
    turnover, third = closed["totals"]
    assert (turnover["perpetual_cents"], turnover["perpetual_abs_cents"]) == (5160, 5160)
    assert third["perpetual_cents"] == 1976
    assert closed["out_of_scope_cents"] == 1000 + 1500 - 1000
    # Coffees of ours are no returns; a caution that goes back is none either.
    assert (closed["sales_cents"], closed["returns_cents"], closed["counts"]["returns"]) == (5160, 0, 0)
    assert sum(row["net_cents"] for row in closed["means"]) == sum(row["cents"] for row in closed["funds"])
    takings = {
        row["means"]: (row["charged_cents"], row["refunded_cents"]) for row in statement(desk)["takings"]
    }
    assert takings == {"cash": (1976, 0), "card": (0, 0), "cheque": (0, 0)}


def statement(play: Play) -> Mapping[str, Any]:
    """What La Poste is told of a day: three means, whatever was set off."""
    return play.last("relay.day_reported").data


def two_days(play: Play) -> None:
    the_day(play)
    play.close("2026-11-25T12:00", counted_cents=None)
    play.open("2026-11-26T08:00")
    play.settle([COFFEE], card(120))
    play.settle(acts(line(ACCOUNT, 80)), card(80))
    play.settle(acts(back(CAUTION, 1000, CameBy("card", 1000))), {"means": "card", "cents": 1000})
    play.close("2026-11-26T18:00", counted_cents=None)


def test_a_balance_goes_on_from_z_to_z(desk: Play) -> None:
    two_days(desk)
    assert balances(desk.status("2026-11-26")) == {
        ACCOUNT: (-80, 80, 0, 0),
        ADVANCE: (0, 0, 0, 0),
        CAUTION: (1000, -1000, 0, 0),
        LAPOSTE: (976, 0, 0, 976),
    }
    # Once told, told for ever: a day without any of it too.
    desk.open("2026-11-27T08:00")
    desk.settle([LV_20], card(152))
    assert balances(desk.status())[LAPOSTE] == (976, 152, 0, 1128)
    assert desk.status()["indemnities"] == {"in_cents": 0, "out_cents": 0}


def first_time(play: Play) -> None:
    """La Poste is owed 1.52 and paid over 0.50 before anything is held for anybody."""
    play.open("2026-11-25T08:00", float_cents=10_000)
    play.do("relay.stock_receive", product="LV_20", quantity=100)
    play.settle([LV_20], cash(152))
    play.do("till.remit", principal="LAPOSTE", cents=50)
    play.close("2026-11-25T12:00", counted_cents=None)
    play.open("2026-11-26T08:00")
    play.settle(acts(line(CAUTION, 3000)), card(3000))
    play.close("2026-11-26T18:00", counted_cents=None)


def test_the_first_time_a_fund_opens_with_what_the_tables_tell(desk: Play) -> None:
    desk.open("2026-11-25T08:00", float_cents=10_000)
    desk.settle([LV_20], cash(152))
    desk.do("till.remit", principal="LAPOSTE", cents=50)
    desk.close("2026-11-25T12:00", counted_cents=None)
    assert not set(FIELDS) & desk.last("day.closed").data.keys()
    desk.open("2026-11-26T08:00")
    desk.settle([LV_20], cash(152))
    assert "balances" not in desk.status()
    desk.settle(acts(line(CAUTION, 3000)), card(3000))
    assert balances(desk.status()) == {CAUTION: (0, 3000, 0, 3000), LAPOSTE: (102, 152, 0, 254)}
    desk.close("2026-11-26T18:00", counted_cents=None)
    assert verify_desk(desk.desk, VerifyRequest()).faults == []


def _post(play: Play, told: Mapping[str, Any], unit: Unit) -> None:
    play.desk.post(unit, "till.moved", told, "o01")


def test_what_an_older_version_moved_of_a_caution_is_where_it_began(desk: Play) -> None:
    """30.00 of a caution came in by a movement, 10.00 went out, and 5.00 to the bank, where they are his: 20.00."""
    desk.open("2026-11-25T08:00", float_cents=10_000)
    for direction, cents, reason in (("in", 3000, "other"), ("out", 1000, "other"), ("out", 500, "bank")):
        moved = {
            "direction": direction,
            "cents": cents,
            "reason": reason,
            "note": None,
            "fund": CAUTION,
            "drawer": "MAIN",
        }
        desk.desk.store.write(partial(_post, desk, moved))
    desk.close("2026-11-25T12:00", counted_cents=None)
    assert "balances" not in desk.last("day.closed").data
    desk.open("2026-11-26T08:00")
    desk.settle(acts(line(CAUTION, 3000)), card(3000))
    assert balances(desk.status()) == {CAUTION: (2000, 3000, 0, 5000)}
    desk.close("2026-11-26T18:00", counted_cents=None)
    assert [
        fault
        for fault in verify_desk(desk.desk, VerifyRequest(rebuild=True)).faults
        if fault["code"] == "books"
    ] == []


def test_a_closing_that_nobody_can_read_leaves_the_balances_to_the_tables(desk: Play) -> None:
    the_day(desk)
    desk.close("2026-11-25T12:00", counted_cents=None)
    spoil(desk, desk.last("day.closed").seq, flipped)
    desk.open("2026-11-26T08:00")
    desk.settle([COFFEE], card(120))
    assert balances(desk.status()) == {
        ACCOUNT: (-80, 0, 0, -80),
        ADVANCE: (0, 0, 0, 0),
        CAUTION: (1000, 0, 0, 1000),
        LAPOSTE: (976, 0, 0, 976),
    }
    desk.close("2026-11-26T18:00", counted_cents=None)
    turnover = desk.last("day.closed").data["totals"][0]
    # An indemnity is no turnover there either.
    assert turnover["perpetual_cents"] == 5160 + 120


def test_what_is_set_off_whole_opens_no_drawer(desk: Play) -> None:
    desk.open("2026-11-25T08:00", float_cents=10_000)
    desk.settle([COFFEE, act(back(CAUTION, 120))])
    desk.close("2026-11-25T12:00", counted_cents=None)
    assert desk.last("day.closed").data["counts"]["drawer_openings"] == 0


def test_books_and_tables_agree(desk: Play) -> None:
    two_days(desk)
    assert verify_desk(desk.desk, VerifyRequest(rebuild=True)).faults == []


def test_what_is_refunded_and_corrected_adds_up_too(desk: Play) -> None:
    the_day(desk)
    desk.do(
        "till.refund",
        ticket="T-2026-000011",
        lines=[{"line": 3, "quantity": 5}],
        means="cash",
        reason="returned",
    )
    desk.do("till.refund", ticket="T-2026-000004", lines=[{"line": 2}], reason="wrong_key")
    desk.do(
        "till.correct_means",
        ticket="T-2026-000011",
        **{"from": "cash", "to": "card"},
        cents=100,
        reason="wrong_means",
    )
    found = desk.status()
    assert found["indemnities"] == {"in_cents": 0, "out_cents": 1000}
    assert found["transfers"]["caution"] == 0
    assert balances(found)[CAUTION] == (0, 2500, 0, 2500)
    # The set-off is where it was: 1.80 went back, 1.00 of it by card.
    corrected = desk.last("till.means_corrected").data
    assert [(row["means"], row["cents"], row["split"]) for row in corrected["payments"]] == [
        ("cash", 100, [{"fund": CAUTION, "cents": 100}]),
        ("card", -100, [{"fund": CAUTION, "cents": -100}]),
    ]
    assert corrected["back"] is True
    assert desk.code(
        "till.correct_means", ticket="T-2026-000011", **{"from": "cash", "to": "card"}, cents=81, reason="wrong_means",
    ) == "till.means_short"  # fmt: skip
    desk.close("2026-11-25T12:00", counted_cents=None)
    (taken,) = [row for row in desk.last("day.closed").data["means"] if row["means"] == "card"]
    assert taken["out_cents"] == 100
    assert verify_desk(desk.desk, VerifyRequest(rebuild=True)).faults == []


def test_the_last_ticket_is_taken_back_whole(desk: Play) -> None:
    """F9 on the ticket that gave 1.80 back: everything is as before it."""
    the_day(desk)
    desk.do("till.move", direction="in", cents=1000, reason="float")
    before = desk.status()
    op = desk.settle([*acts(*kept(300), back(CAUTION, 500, CameBy("cash", 500))), COFFEE]).op
    desk.do("journal.reverse", op_of=op, reason="wrong_key")
    after = desk.status()
    same = (
        "funds",
        "means",
        "vat",
        "cash",
        "balances",
        "indemnities",
        "transfers",
        "turnover_cents",
        "takings",
    )
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert desk.last("till.settled").data["due_cents"] == 380
    desk.close("2026-11-25T12:00", counted_cents=None)
    assert verify_desk(desk.desk, VerifyRequest(rebuild=True)).faults == []


def test_a_month_and_a_year_go_from_the_first_day_to_the_last(desk: Play) -> None:
    two_days(desk)
    desk.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    month = desk.last("month.closed").data
    told = balances({"balances": {row["fund"]: row for row in month["balances"]}})
    assert told == {
        ACCOUNT: (0, 0, 0, 0),
        ADVANCE: (0, 0, 0, 0),
        CAUTION: (0, 0, 0, 0),
        LAPOSTE: (0, 1976, -1000, 976),
    }
    assert (month["turnover_cents"], month["indemnities"]) == (5280, {"in_cents": 1500, "out_cents": 1000})
    assert month["transfers"] == {"account": 240, "advance": 2000, "caution": 1500}
    assert month["takings"] == [{"principal": "LAPOSTE", "cash": 1976, "card": 0, "cheque": 0}]
    (owed,) = month["principals"]
    assert owed["owed_cents"] == 976
    desk.settle([LV_20], card(152))
    desk.close("2026-12-01T12:00", counted_cents=None)
    desk.open("2027-01-04T10:00", confirmed_day="2027-01-04")
    year, last = desk.last("year.closed").data, desk.last("month.closed").data
    assert next(row for row in last["balances"] if row["fund"] == LAPOSTE)["opening_cents"] == 976
    assert next(row for row in year["balances"] if row["fund"] == LAPOSTE) == {
        "fund": LAPOSTE, "opening_cents": 0, "charged_cents": 2128, "moved_cents": -1000, "closing_cents": 1128,
    }  # fmt: skip
    assert verify_desk(desk.desk, VerifyRequest(rebuild=True)).faults == []


def test_a_month_tells_what_was_sold_before_the_first_caution_too(desk: Play) -> None:
    """A day without any of it, then a caution: turnover is that of both, takings are told from the second on."""
    desk.open("2026-11-25T08:00", float_cents=10_000)
    desk.settle([COFFEE, LV_20], cash(272))
    desk.close("2026-11-25T12:00", counted_cents=None)
    desk.open("2026-11-26T08:00")
    desk.settle([COFFEE, LV_20, *acts(line(CAUTION, 1000))], cash(1272))
    desk.close("2026-11-26T12:00", counted_cents=None)
    desk.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    month = desk.last("month.closed").data
    (sold,) = [row for row in month["totals"] if row["scope"] == "turnover"]
    assert (month["turnover_cents"], sold["period_cents"]) == (240, 240)
    assert (month["takings_since"], month["takings"][0]["cash"]) == ("2026-11-26", 152)
    desk.close("2026-12-01T12:00", counted_cents=None)
    desk.open("2027-01-04T10:00", confirmed_day="2027-01-04")
    december, year = desk.last("month.closed").data, desk.last("year.closed").data
    assert (year["turnover_cents"], year["takings_since"]) == (240, "2026-11-26")
    assert "takings_since" not in december
    assert verify_desk(desk.desk, VerifyRequest(rebuild=True)).faults == []


def test_a_month_without_any_of_it_tells_none(desk: Play) -> None:
    desk.open("2026-11-25T08:00", float_cents=10_000)
    desk.settle([COFFEE, LV_20], cash(272))
    desk.close("2026-11-25T12:00", counted_cents=None)
    desk.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    assert not set(FIELDS) & desk.last("month.closed").data.keys()


# Cheques by which things had come.


def caution_by_cheque(play: Play, cents: int = 3000) -> str:
    """Take a caution that is paid by a cheque; return the cheque's code."""
    play.open("2026-11-25T08:00", float_cents=10_000)
    play.settle(acts(line(CAUTION, cents)), {"means": "cheque", "cents": cents})
    return str(play.last("till.settled").data["payments"][0]["cheque"])


def state_of(play: Play, code: str) -> str:
    (row,) = play.rows("SELECT state FROM cheque WHERE code = ?", code)
    return str(row[0])


def test_the_very_cheque_goes_back_and_comes_again(desk: Play) -> None:
    code = caution_by_cheque(desk)
    op = desk.settle(acts(back(CAUTION, 3000, CameBy("cheque", 3000, code)))).op
    assert state_of(desk, code) == "given_back"
    desk.do("journal.reverse", op_of=op, reason="wrong_key")
    assert state_of(desk, code) == "here"
    desk.settle(acts(back(CAUTION, 3000, CameBy("cheque", 3000, code))), {"means": "cheque", "cents": 3000})
    assert state_of(desk, code) == "given_back"
    # It was cash after all: the cheque is here again.
    desk.do(
        "till.correct_means", ticket="T-2026-000004", **{"from": "cheque", "to": "cash"}, cents=3000, reason="wrong_means",
    )  # fmt: skip
    assert state_of(desk, code) == "here"
    desk.close("2026-11-25T12:00", counted_cents=None)
    assert verify_desk(desk.desk, VerifyRequest(rebuild=True)).faults == []


def test_a_part_of_a_cheque_is_given_back_by_other_means(desk: Play) -> None:
    code = caution_by_cheque(desk)
    part = acts(back(CAUTION, 1000, CameBy("cheque", 3000, code)))
    assert desk.code("till.settle", acts=part, payments=[]) == "till.refund_means"
    assert (
        desk.code("till.settle", acts=part, payments=[{"means": "cheque", "cents": 1000}])
        == "till.cheque_gone"
    )
    desk.settle(part, cash(1000))
    assert state_of(desk, code) == "here"


def test_a_cheque_that_the_bank_has_is_gone_unless_it_came_back_unpaid(desk: Play) -> None:
    code = caution_by_cheque(desk)
    desk.do("till.pay_in")
    asked = acts(back(CAUTION, 3000, CameBy("cheque", 3000, code)))
    assert desk.code("till.settle", acts=asked, payments=[]) == "till.cheque_gone"
    desk.close("2026-11-25T12:00", counted_cents=None)
    desk.open("2026-11-26T08:00")
    op = desk.settle(acts(back(ACCOUNT, 3000, CameBy("cheque", 3000, code, unpaid=True)))).op
    assert (state_of(desk, code), desk.last("till.settled").data["payments"][0]["was"]) == (
        "unpaid",
        "paid_in",
    )
    desk.do("journal.reverse", op_of=op, reason="wrong_key")
    assert state_of(desk, code) == "paid_in"
    desk.close("2026-11-26T18:00", counted_cents=None)
    assert verify_desk(desk.desk, VerifyRequest(rebuild=True)).faults == []


# By rate, and of each direction.


def test_slates_are_told_by_rate() -> None:
    def owed(kind: str, **told: Any) -> Event:
        return Event(kind, told)

    def row(cents: int, rate: int = 1000, nature: str = "service") -> dict[str, Any]:
        return {"rate": rate, "nature": nature, "cents": cents}

    totals = add_up(
        posted_of(
            [
                owed("account.owed", rates=[row(300), row(200, 2000, "goods")]),
                owed("account.owed", rates=[row(-100)]),
                owed(
                    "account.paid",
                    paid=[{"debt": "u-1", "cents": 60, "rates": [row(50), row(10, 2000, "goods")]}],
                ),
                owed("account.written_off", paid=[{"debt": "u-1", "cents": 20, "rates": [row(20)]}]),
            ]
        )
    )
    assert totals.account_rates == {(1000, "service"): (180, 50), (2000, "goods"): (200, 10)}


def test_an_indemnity_that_is_undone_is_taken_off_its_own_side() -> None:
    def own(cents: int, pieces: int = 1) -> Event:
        told = {"fund": OWN, "regime": "out_of_scope", "cents": cents, "quantity_thousandths": 1000 * pieces}
        return Event("till.indemnified", {"line": told, "ticket": "T-1", "n": 1})

    totals = add_up(posted_of([own(500), own(-300), own(-500, -1), own(100), own(300, -1), own(-50)]))
    assert indemnities(totals) == {"in_cents": 100, "out_cents": 50}


def test_a_debt_that_is_forgiven_is_an_indemnity_and_no_sale(desk: Play) -> None:
    desk.open("2026-11-25T08:00", float_cents=10_000)
    desk.settle([COFFEE, act(covering(ACCOUNT, 120))])
    desk.settle(acts(*written_off(120)))
    found = desk.status()
    assert (found["turnover_cents"], found["indemnities"]["out_cents"], found["funds"]) == (
        120, 120, {ACCOUNT: 0, OWN: 0},
    )  # fmt: skip
    assert found["transfers"]["account"] == 0
    assert found["cash"]["expected_cents"] == 10_000


# What a forger changes.


@pytest.fixture(scope="module")
def lived(desks: Desks) -> Path:
    with desks.desk() as play:
        two_days(with_acts(play))
        return play.desk.folder.root


def settled_of(lines: list[Line], ticket: str) -> Any:
    return next(one for one in lines if one.kind == "till.settled" and one.data["ticket"] == ticket).data


def closed_of(lines: list[Line], n: int = 0) -> Any:
    return [one for one in lines if one.kind == "day.closed"][n].data


def _transfer_gone(lines: list[Line]) -> None:
    del settled_of(lines, "T-2026-000003")["transfers"]


def _transfer_of_another(lines: list[Line]) -> None:
    settled_of(lines, "T-2026-000003")["transfers"][0]["means"] = "caution"


def _set_off_more(lines: list[Line]) -> None:
    row = settled_of(lines, "T-2026-000004")["payments"][0]
    row["means"] = "card"


def _against_the_way(lines: list[Line]) -> None:
    data = settled_of(lines, "T-2026-000011")
    row = data["payments"][1]
    row["cents"] = row["given_cents"] = -680
    row["split"] = [{"fund": CAUTION, "cents": -680}]
    data["payments"].append(
        {**row, "means": "card", "cents": 500, "given_cents": 500, "split": [{"fund": CAUTION, "cents": 500}]}
    )


def _stored_vat(lines: list[Line]) -> None:
    one = next(one for one in lines if "line" in one.data and "stored_vat" in one.data["line"])
    one.data["line"]["stored_vat"] = -1


def _balance(lines: list[Line]) -> None:
    closed_of(lines)["balances"][0]["closing_cents"] += 1


def _opening(lines: list[Line]) -> None:
    row = closed_of(lines, 1)["balances"][0]
    row["opening_cents"] += 1
    row["closing_cents"] += 1


def _balances_gone(lines: list[Line]) -> None:
    for name in FIELDS:
        del closed_of(lines, 1)[name]


def _balances_of_the_first_day_gone(lines: list[Line]) -> None:
    for name in FIELDS:
        del closed_of(lines)[name]


FORGED: dict[str, tuple[Forgery, set[str]]] = {
    "a transfer is gone": (_transfer_gone, {"till.settled: transfers", "till.settled: split"}),
    "a transfer of another fund": (_transfer_of_another, {"till.settled: transfers"}),
    "a set-off by card": (_set_off_more, {"till.settled: payments"}),
    "money against the way of what is due": (
        _against_the_way,
        {"till.settled: payments", "till.settled: split"},
    ),
    "a tax that was not stored": (_stored_vat, {"till.settled: line"}),
    "a balance": (_balance, {"day.closed: balances"}),
    "a balance that does not go on": (_opening, {"day.closed: balances"}),
    "balances that are not told the first time": (_balances_of_the_first_day_gone, {"day.closed: balances"}),
    "balances that are told no more": (_balances_gone, {"day.closed: balances"}),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_is_forged_is_told(lived: Path, tmp_path: Path, name: str) -> None:
    forgery, expected = FORGED[name]
    root = tmp_path / "poste"
    shutil.copytree(lived, root)
    forge(root, forgery, adapt=True)
    with open_desk(Options(root), watch=False) as opened:
        faults = verify_desk(opened, VerifyRequest()).faults
        kinds = opened.store.read(lambda rows: dict(rows.execute("SELECT seq, kind FROM journal").fetchall()))
    told = {
        f"{kinds[fault['seq']]}: {field}"
        for fault in faults
        if fault["code"] == "books"
        for field in str(fault["detail"]).split(", ")
    }
    assert expected <= told


def test_the_first_balances_begin_from_what_was_owed_before(desks: Desks, tmp_path: Path) -> None:
    with desks.desk() as play:
        first_time(with_acts(play))
        root = play.desk.folder.root

    def forgery(lines: list[Line]) -> None:
        row = next(row for row in closed_of(lines, 1)["balances"] if row["fund"] == LAPOSTE)
        row["opening_cents"] += 1
        row["closing_cents"] += 1

    shutil.copytree(root, tmp_path / "poste")
    forge(tmp_path / "poste", forgery, adapt=True)
    with open_desk(Options(tmp_path / "poste"), watch=False) as opened:
        faults = verify_desk(opened, VerifyRequest()).faults
    assert "balances" in [fault["detail"] for fault in faults if fault["code"] == "books"]


# In words.


def texts(play: Play, name: str) -> list[tuple[str, str]]:
    """Labels and amounts of a paper, spaces made plain."""
    return [
        (block.left.replace("\u00a0", " "), block.right.replace("\u00a0", " "))
        for block in play.paper(name).blocks
        if isinstance(block, Pair)
    ]


def test_a_z_says_in_plain_words_what_is_held_and_owed(desk: Play) -> None:
    the_day(desk)
    desk.close("2026-11-25T12:00", counted_cents=None)
    told = texts(desk, f"z:{desk.last('day.closed').data['number']}")
    assert ("Notre chiffre d\N{RIGHT SINGLE QUOTATION MARK}affaires", "51,60 €") in told
    assert ("Indemnités reçues", "15,00 €") in told
    assert ("Indemnités versées", "−10,00 €") in told
    assert told[told.index(("Mis sur des ardoises", "2,40 €")) :][:6] == [
        ("Mis sur des ardoises", "2,40 €"),
        ("Réglé avec des arrhes ou acomptes", "20,00 €"),
        ("Retenu sur des cautions", "15,00 €"),
        ("Ardoises à encaisser", "0,80 €"),
        ("Cautions que nous gardons", "10,00 €"),
        ("Dû à La Poste", "9,76 €"),
    ]


def test_a_ticket_tells_what_is_sold_what_covers_and_what_is_due(desk: Play) -> None:
    the_day(desk)
    told = texts(desk, "ticket:T-2026-000004")
    assert ("Biens et services", "1,20 €") in told
    assert ("Rendu", "−33,80 €") in told
    # What is set off goes through no hand.
    assert [amount for label, amount in told if label == "Espèces"] == ["−33,80 €"]
    plain = texts(desk, "ticket:T-2026-000002")
    assert "Biens et services" not in dict(plain)
    assert dict(plain)["Total"] == "20,00 €"


def test_the_sheet_of_a_month_has_a_line_for_each(desk: Play) -> None:
    from concierge_desk.counter.periods.sheet import PeriodSheet, SheetWords, tables

    two_days(desk)
    desk.open("2026-12-01T08:00", confirmed_day="2026-12-01")
    figures = desk.last("month.closed").data
    sheet = PeriodSheet("month", "2026-11", figures)
    held = next(
        table for table in tables(sheet, SheetWords("fr")) if table.title == "Argent gardé et argent dû"
    )
    assert [row[0] for row in held.rows] == ["Ardoises", "Arrhes et acomptes", "Cautions"]


# Whatever a day brings.


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_settled_undone_and_corrected_adds_up(desks: Desks, data: st.DataObject) -> None:
    """The drawer is float, cash and movements; rows are columns; balances go on; the books hold."""
    with desks.desk() as play:
        with_acts(play)
        play.open("2026-11-25T08:00", float_cents=5_000_000)
        for n in range(data.draw(st.integers(1, 6), label="visits")):
            _something(play, data, n)
            found = play.status()
            assert found["cash"]["expected_cents"] == 5_000_000 + found["means"]["cash"]
            assert sum(found["funds"].values()) == sum(found["means"].values())
            assert play.rows("SELECT cents FROM drawer") == [(found["cash"]["expected_cents"],)]
        play.close("2026-11-25T12:00", counted_cents=None)
        told = play.last("day.closed").data
        by_fund = {row["fund"]: row["cents"] for row in told["funds"] if row["fund"] != OWN}
        assert {row["fund"]: row["closing_cents"] for row in told.get("balances", ())} == (
            by_fund if "balances" in told else {}
        )
        assert verify_desk(play.desk, VerifyRequest(rebuild=True)).faults == []


def _something(play: Play, data: st.DataObject, n: int) -> None:
    """Settle a visit; then perhaps take all of it back, or say that it was paid by something else."""
    charges, payments = data.draw(paid_visits(), label=f"visit {n}")
    told = [
        {
            "means": one.means,
            **({"given_cents": one.given_cents} if one.means == "cash" else {"cents": one.cents}),
        }
        for one in payments
    ]
    answer = play.ask("till.settle", acts=acts(*charges), payments=told)
    if answer.refused is not None:
        # The drawer and the limit of cash are all that stands in its way.
        assert answer.refused.code in ("till.short", "till.cash_limit")
        return
    settled = play.last("till.settled").data
    then = data.draw(st.sampled_from(("nothing", "reverse", "correct")), label="then")
    if then == "reverse":
        play.do("journal.reverse", op_of=answer.op, reason="wrong_key")
    elif then == "correct" and payments:
        first = payments[0]
        cents = abs(
            next(row["cents"] for row in settled["payments"] if row["means"] == first.means and row["cents"])
        )
        asked = {"from": first.means, "to": "card" if first.means != "card" else "cash", "cents": cents}
        again = play.ask("till.correct_means", ticket=settled["ticket"], **asked, reason="wrong_means")
        assert again.refused is None or again.refused.code in ("till.cash_limit", "till.cheque_gone")
