"""Several drawers: the cash of a fund lies in its own; float, count, gap and what may leave are told by drawer.

Source: docs/contract.md, "Drawers"; decision 0070.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash

POSTE = {"drawer": "POSTE", "funds": ["MANDATE:LAPOSTE"]}
FUND = "MANDATE:LAPOSTE"
REAL_DAY = Path(__file__).parents[1] / "data" / "real-day"


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    """A shop with a drawer for La Poste, opened with 80 euros in its own."""
    with desks.desk() as play:
        play.do("drawer.set", **POSTE)
        play.open(float_cents=8000)
        yield play


def drawers(play: Play, what: str = "expected_cents") -> dict[str, Any]:
    return {code: row[what] for code, row in play.status()["drawers"].items()}


def faults(play: Play) -> list[dict[str, Any]]:
    return list(verify_desk(play.desk, VerifyRequest(signatures=True, tables=True)).faults)


def test_one_drawer_is_told_too(desks: Desks) -> None:
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.settle([COFFEE, LV_20], cash(500))
        alone = {"float_cents": 8000, "expected_cents": 8272, "counted_cents": None, "gap_cents": None}
        assert (play.status()["drawers"], play.status()["cash"]) == ({"MAIN": alone}, alone)
        settled = play.last("till.settled").data
        assert (settled["drawer"], "drawers" in settled) == ("MAIN", False)
        play.close(counted_cents=8272)
        assert "drawers" not in play.last("day.closed").data
        assert play.status()["drawers"]["MAIN"]["gap_cents"] == 0


def test_cash_lies_in_the_drawer_of_its_fund(play: Play) -> None:
    play.settle([COFFEE], cash(500))
    assert "drawers" not in play.last("till.settled").data
    play.settle([COFFEE, LV_20], cash(500))
    assert play.last("till.settled").data["drawers"] == [
        {"drawer": "MAIN", "cents": 120},
        {"drawer": "POSTE", "cents": 152},
    ]
    play.settle([LV_20], card(152))
    assert drawers(play) == {"MAIN": 8240, "POSTE": 152}
    assert play.status()["cash"]["expected_cents"] == 8392
    assert faults(play) == []


def test_no_more_leaves_than_lies_in_a_drawer(play: Play) -> None:
    ticket = play.settle([LV_20], cash(200)).ticket
    short = play.refused("till.move", direction="out", cents=153, reason="remittance", fund=FUND)
    assert (short.code, short.params["drawer"], short.params["drawer_cents"]) == ("till.short", "POSTE", 152)
    play.do("till.move", direction="out", cents=100, reason="remittance", fund=FUND)
    back = {"ticket": ticket, "lines": [{"line": 1}], "reason": "returned"}
    assert play.code("till.refund", **back) == "till.short"
    # Change is lent from the one drawer to the other: whose it is does not change.
    play.do("till.move", direction="out", cents=500, reason="float")
    play.do("till.move", direction="in", cents=500, reason="float", drawer="POSTE")
    assert play.last("till.moved").data["fund"] == "OWN"
    play.do("till.refund", **back)
    assert drawers(play) == {"MAIN": 7500, "POSTE": 400}
    op = play.last("till.moved").op
    assert play.ask("journal.reverse", op_of=op, reason="wrong_key").refused.code == "till.short"
    assert play.code("till.move", direction="in", cents=1, reason="float", drawer="AUTRE") == "drawer.unknown"
    assert faults(play) == []


def test_a_movement_is_taken_back_in_its_drawer(play: Play) -> None:
    play.settle([LV_20], cash(200))
    op = play.do("till.move", direction="out", cents=100, reason="remittance", fund=FUND).op
    assert drawers(play)["POSTE"] == 52
    play.do("journal.reverse", op_of=op, reason="wrong_key")
    assert drawers(play) == {"MAIN": 8000, "POSTE": 152}


def test_means_are_corrected_in_the_drawer_of_the_fund(play: Play) -> None:
    ticket = play.settle([LV_20], card(152)).ticket
    play.do(
        "till.correct_means", ticket=ticket, **{"from": "card"}, to="cash", cents=152, reason="wrong_means"
    )
    assert drawers(play) == {"MAIN": 8000, "POSTE": 152}
    assert faults(play) == []


def test_each_is_counted_and_the_closing_tells_both(play: Play) -> None:
    play.settle([COFFEE, LV_20], cash(500))
    assert play.do("till.count", counted_cents=8120).result["gap_cents"] == 0
    assert play.do("till.count", counted_cents=150, drawer="POSTE").result == {
        "counted_cents": 150,
        "expected_cents": 152,
        "gap_cents": -2,
    }
    refused = play.refused("day.close")
    assert (refused.code, refused.params) == ("day.gap_reason", {"gap_cents": -2, "drawer": "POSTE"})
    closed = play.do("day.close", gap_reason="unexplained")
    data = play.last("day.closed").data
    assert data["drawers"] == [
        {
            "drawer": "MAIN",
            "float_cents": 8000,
            "moved_cents": 0,
            "expected_cents": 8120,
            "counted_cents": 8120,
            "gap_cents": 0,
        },
        {
            "drawer": "POSTE",
            "float_cents": 0,
            "moved_cents": 0,
            "expected_cents": 152,
            "counted_cents": 150,
            "gap_cents": -2,
        },
    ]
    assert (data["cash"]["expected_cents"], data["cash"]["counted_cents"], data["cash"]["gap_cents"]) == (
        8272,
        8270,
        -2,
    )
    paper = str(play.paper(f"z:{closed.result['number']}").blocks)
    assert "Tiroir MAIN" in paper
    assert "Tiroir POSTE" in paper
    # The next morning each goes on with what was left in it.
    play.open("2026-11-26T08:00", float_cents=100, drawer="POSTE")
    opened = play.last("day.opened")
    assert opened.data["drawers"] == [
        {"drawer": "MAIN", "float_cents": 8120, "left_cents": 8120},
        {"drawer": "POSTE", "float_cents": 100, "left_cents": 150},
    ]
    assert [(one["code"], one["params"]["drawer"]) for one in opened.data["warnings"]] == [
        ("till.float_differs", "POSTE")
    ]
    play.close("2026-11-26T18:00", counted_cents=8120)
    assert play.status()["cash"]["counted_cents"] is None
    assert drawers(play, "counted_cents") == {"MAIN": 8120, "POSTE": None}
    assert faults(play) == []


def test_gaps_that_cancel_each_other_want_a_reason(play: Play) -> None:
    play.settle([LV_20], cash(200))
    play.do("till.count", counted_cents=8010)
    play.do("till.count", counted_cents=142, drawer="POSTE")
    assert play.code("day.close") == "day.gap_reason"
    play.do("day.close", gap_reason="unexplained")
    assert play.last("day.closed").data["cash"]["gap_cents"] == 0
    assert faults(play) == []


def test_a_count_that_cash_moved_after_is_stale_by_drawer(play: Play) -> None:
    play.settle([LV_20], cash(200))
    play.do("till.count", counted_cents=8000)
    play.do("till.count", counted_cents=152, drawer="POSTE")
    play.settle([LV_20], cash(200))
    assert play.code("day.close") == "day.count_stale"
    # Closed without a count on purpose, that one is none either.
    play.do("day.close", counted_cents=None)
    assert drawers(play, "counted_cents") == {"MAIN": None, "POSTE": None}
    play.open("2026-11-26T08:00")
    play.do("till.count", counted_cents=8000)
    play.do("till.count", counted_cents=304, drawer="POSTE")
    play.do("day.close")


def test_a_session_ends_with_a_count_of_one_drawer(play: Play) -> None:
    play.settle([LV_20], cash(200))
    ended = play.do("session.close", counted_cents=152, drawer="POSTE")
    assert (ended.result["expected_cents"], ended.result["gap_cents"]) == (152, 0)
    assert drawers(play, "counted_cents") == {"MAIN": None, "POSTE": 152}
    assert faults(play) == []


def test_cash_for_the_bank_leaves_the_drawer_of_our_own(play: Play) -> None:
    play.settle([LV_20], cash(200))
    play.do("till.pay_in", cents=5000)
    assert drawers(play) == {"MAIN": 3000, "POSTE": 152}
    assert play.code("till.pay_in", cents=3001) == "till.short"


def test_what_lies_where_is_said_between_days(play: Play) -> None:
    assert play.code("drawer.set", drawer="AUTRE", funds=["CAUTION"]) == "day.open_now"
    play.settle([LV_20], cash(200))
    play.close(counted_cents=None)
    assert play.code("drawer.set", drawer="AUTRE", funds=["CAUTION", "CAUTION"]) == "drawer.fund_twice"
    assert play.code("drawer.set", drawer="AUTRE", funds=["MANDATE:PERSONNE"]) == "input.choice"
    # It would be no drawer any more, and cash lies in it.
    assert play.code("drawer.set", drawer="POSTE", funds=[]) == "drawer.not_empty"
    assert play.code("drawer.set", drawer="MAIN", funds=[FUND]) == "drawer.not_empty"
    play.do("drawer.set", drawer="POSTE", funds=[FUND, "MANDATE:DPD"])
    play.open("2026-11-26T08:00")
    play.do("till.move", direction="out", cents=152, reason="remittance", fund=FUND)
    play.close("2026-11-26T18:00", counted_cents=None)
    play.do("drawer.set", drawer="POSTE", funds=[])
    play.open("2026-11-27T08:00")
    play.settle([LV_20], cash(200))
    assert drawers(play) == {"MAIN": 8152}
    assert faults(play) == []


def test_a_fund_lies_in_one_drawer_alone(desks: Desks) -> None:
    with desks.desk() as play:
        play.do("drawer.set", **POSTE)
        second = play.do("drawer.set", drawer="LETTRES", funds=[FUND])
        assert play.rows("SELECT fund, drawer FROM drawer_fund") == [(FUND, "LETTRES")]
        play.do("day.open")
        play.settle([LV_20], cash(200))
        assert drawers(play) == {"MAIN": 0, "LETTRES": 152}
        assert second.result == {"drawer": "LETTRES", "funds": [FUND]}


def test_taken_back_while_nothing_else_was_said(desks: Desks) -> None:
    with desks.desk() as play:
        first = str(play.do("drawer.set", **POSTE).op)
        second = str(play.do("drawer.set", drawer="LETTRES", funds=[FUND]).op)
        assert reverse(play, first) == "drawer.changed_since"
        assert reverse(play, second) is None
        assert play.rows("SELECT fund, drawer FROM drawer_fund") == [(FUND, "POSTE")]
        op = str(play.do("drawer.set", drawer="LETTRES", funds=["CAUTION"]).op)
        play.open()
        assert reverse(play, op) == "day.open_now"
        play.close(counted_cents=None)
        assert reverse(play, op) is None
        assert play.rows("SELECT fund, drawer FROM drawer_fund") == [(FUND, "POSTE")]
        # An act of the counter waits for the next day all the same.
        assert reverse(play, str(play.last("day.opened").op)) == "day.not_open"
        assert faults(play) == []


def reverse(play: Play, op: str) -> str | None:
    refused = play.ask("journal.reverse", op_of=op, reason="wrong_key").refused
    return None if refused is None else refused.code


def test_two_drawers_play_the_real_day(desks: Desks) -> None:
    with desks.desk() as play:
        play.do("drawer.set", **POSTE)
        expected = json.loads((REAL_DAY / "expected.json").read_text("utf-8"))
        for line in (REAL_DAY / "day.jsonl").read_text("utf-8").splitlines():
            act = json.loads(line)
            if act["do"] == "day.close":
                for code, cents in drawers(play).items():
                    play.do("till.count", drawer=code, counted_cents=cents)
                act.pop("counted_cents", None)
                act.pop("denominations", None)
            if act["do"] == "till.count":
                continue
            answer = play.counter.execute(act)
            assert answer.refused is None, (act, answer.refused)
        told, closed = play.status(), play.last("day.closed").data
        same = ("funds", "means", "tickets", "lines", "custody", "deposits")
        assert {name: told[name] for name in same} == {name: expected[name] for name in same}
        rows = closed["drawers"]
        for name in ("float_cents", "moved_cents", "expected_cents", "counted_cents", "gap_cents"):
            assert closed["cash"][name] == sum(row[name] for row in rows), name
        assert told["cash"]["expected_cents"] == expected["cash"]["expected_cents"]
        # What lies in La Poste's drawer is its cash, less what was handed over; the rest is the shop's.
        reports = [entry for entry in play.posted() if entry.kind == "relay.day_reported"]
        takings = next(entry.data for entry in reports if entry.aud == "LAPOSTE")
        kept = next(row for row in takings["takings"] if row["means"] == "cash")
        his = kept["charged_cents"] - kept["refunded_cents"] - takings["remitted_cents"]
        assert {row["drawer"]: row["expected_cents"] for row in rows}["POSTE"] == his
        assert rows[0]["expected_cents"] + his == closed["cash"]["expected_cents"]
        assert told["drawers"] == {row["drawer"]: {name: row[name] for name in told["cash"]} for row in rows}
        assert faults(play) == []
